"""What we heard, written down with its themes, changed and taken out again."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction

from common.history import recording
from dialogues.lines import slug
from dialogues.models import Insight, InsightTheme, Theme

HEARD, CHANGED, TAKEN_OUT = "Something was heard", "What we heard was changed", "What we heard was taken out"
LONGEST_THEME = 60


@transaction.atomic
def hear(
    *, unit, kind: str, text: str, heard_on: date, by, session=None, contact=None, team_only: bool = False,
    themes: Iterable[str] = (), reason: str = HEARD,
) -> Insight:  # fmt: skip
    insight = Insight(
        unit=unit, kind=kind, text=text.strip(), heard_on=heard_on, noted_by=by, session=session,
        contact=contact, team_only=team_only,
    )  # fmt: skip
    with recording(by=by, reason=reason):
        insight.full_clean()
        insight.save()
        _exactly(insight, themes)
    return insight


@transaction.atomic
def change_insight(insight: Insight, *, themes: Iterable[str], by, reason: str = CHANGED) -> Insight:
    with recording(by=by, reason=reason):
        insight.full_clean()
        insight.save()
        _exactly(insight, themes)
    return insight


@transaction.atomic
def take_out(insight: Insight, *, by, reason: str = TAKEN_OUT) -> None:
    with recording(by=by, reason=reason):
        insight.delete()


def theme_named(word: str) -> str:
    """`Vendor access` as a theme is called: `vendor-access`."""
    return slug(word)[:LONGEST_THEME].strip("-")


def _exactly(insight: Insight, words: Iterable[str]) -> None:
    """Makes these the themes of the insight; a new word becomes a theme."""
    wanted = {name for name in map(theme_named, words) if name}
    for link in insight.theme_links.select_related("theme"):
        if link.theme.name in wanted:
            wanted.discard(link.theme.name)
        else:
            link.delete()
    for name in sorted(wanted):
        InsightTheme(insight=insight, theme=_theme(name)).save()


def _theme(name: str) -> Theme:
    """Two people may use a new word at the same moment: the second takes what the first made."""
    if found := Theme.objects.filter(name__iexact=name).first():
        return found
    try:
        with transaction.atomic():
            theme = Theme(name=name)
            theme.save()
            return theme
    except IntegrityError:
        return Theme.objects.get(name__iexact=name)
