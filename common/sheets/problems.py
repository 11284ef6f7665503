"""What can be wrong with a file, a mapping, a row or a cell; always a sentence for the person who brought it."""

from dataclasses import dataclass

SHOWN = 200


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; the message says why and what to do."""


class UnusableMapping(ValueError):
    """A mapping that says nothing sensible; `sentences` lists everything found."""

    def __init__(self, sentences: list[str]):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class CellProblem(ValueError):
    """One cell cannot be taken; the message says why."""


@dataclass(frozen=True)
class Problem:
    """One finding: line of the file as an editor counts them, header of the column, what stood there, why not."""

    line: int
    column: str
    value: str
    reason: str


def shown(text: str, limit: int = SHOWN) -> str:
    """The text short enough to be shown, with what cannot be printed made visible."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return text.replace("\0", "␀") if "\0" in text else text
