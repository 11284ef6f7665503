"""Notes as somebody reads them afterwards: what a sign meant while typing is said in words. Pure."""

from dialogues.lines import LONGEST, MARKED, MARKS

STRONG = "**"


def readable(text: str, *, strong: str = STRONG) -> str:
    """The same text as Markdown in which “+ accounts end” is “**Decision:** accounts end”. Left as it was typed, the
    sign would begin a list or a quotation that swallows the lines after it. `strong` is empty where nobody reads
    Markdown."""
    found, fenced, quick = [], False, False
    for raw in text.split("\n"):
        line = raw.strip()
        fence = line.startswith("```")
        marked = None if fenced or fence or len(line) > LONGEST else MARKED.fullmatch(line)
        named = not (fenced or fence) and line.startswith("@")
        if (marked or named) and not quick and found and found[-1].strip():
            found.append("")  # else it would go on with the list above it
        found.append(f"{strong}{MARKS[marked[1]].capitalize()}:{strong} {marked[2]}" if marked else raw)
        quick = bool(marked or named)
        fenced ^= fence
    return "\n".join(found)
