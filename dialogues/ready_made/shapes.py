"""The forms in which ready-made matter is written down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """An objective; `key` is how questions and cases name it here."""

    key: str
    function: str
    name: str
    why: str


@dataclass(frozen=True)
class Ask:
    """A question with what it is meant to bring out; `only_for` is a kind of unit, `serves` the key of an aim."""

    text: str
    help: str = ""
    minutes: int = 3
    serves: str = ""
    only_for: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Template:
    code: str
    name: str
    kind: str
    minutes: int
    purpose: str
    questions: tuple[Ask, ...]
    with_core: bool = True


@dataclass(frozen=True)
class Case:
    title: str
    kind: str
    minutes: int
    text: str
    ask: str
    serves: str
    assets: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Word:
    """`also` are other ways to write it, with a comma between them."""

    word: str
    meaning: str
    also: str = ""

    @property
    def others(self) -> list[str]:
        return [one.strip() for one in self.also.split(",") if one.strip()]
