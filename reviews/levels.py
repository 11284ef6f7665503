"""Levels in words, each on the scale it was judged on. On another scale a judgement keeps its number and its name."""

from common import words
from reviews.choices import MaturityScale, MilLevel
from reviews.maturity import DOWN, NEW, UP

MIL = MaturityScale.C2M2_MIL
SCALES = dict(MaturityScale.choices)
MOVED = {UP: "up from", DOWN: "back from"}


def level_word(level: int, scale: str = MIL) -> str:
    """“Documented”; on a scale without words “2 on …”."""
    return MilLevel(level).label if scale == MIL else f"{level} on {SCALES.get(scale, scale)}"


def moved_words(move: str, before: int | None) -> str:
    """“up from ad hoc”, “newly judged”; nothing where it stayed."""
    if move == NEW:
        return "newly judged"
    return f"{MOVED[move]} {level_word(before).lower()}" if move else ""


def target_words(judgement, *, today) -> str:
    """What it wants to reach, by when, and whether it is there; nothing where no target is set."""
    if judgement.target is None:
        return ""
    word = level_word(judgement.target, judgement.scale).lower()
    if judgement.level >= judgement.target:
        return f"{word} was the aim: reached"
    by = f" by {words.day(judgement.target_on, today=today, short=True)}" if judgement.target_on else ""
    return f"wants {word}{by}"
