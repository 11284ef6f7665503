"""The review of one department as it stands on the screen: every part with its age, what asks for a word and why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import F, Q
from django.utils import timezone

from common.words import count, day
from overview.department.facts import Department, find_unit
from overview.department.reader import Reader
from overview.review import ages, changes, lacking, said, statements
from overview.review.past import Past, last_before
from reviews import freshness, reviewers
from reviews.actions.answers import answers_for_themselves, fingerprint
from reviews.choices import CycleState, Part, PartAnswer
from reviews.models import PartReview, UnitReview
from units.completeness import completeness_of
from units.depth import minutes
from units.models import Dependency, Unit

MOST_DEPENDENCIES = 200
# So long ago a change made by one of the security team counts as made while they write the answer down.
JUST_NOW = timedelta(hours=2)
LOOKING = 1  # minutes it takes to read the page


@dataclass(frozen=True)
class PartState:
    """One part of the record. `stale` and `missing` are why it asks; `corrected`: when the reader changed it during
    this review; `open`: its choices are shown though it does not ask."""

    part: Part
    lines: list[said.Line]
    age: ages.Age
    stale: bool
    missing: tuple
    corrected: datetime | None
    open: bool = False

    @property
    def asks(self) -> bool:
        return bool(self.stale or self.missing) and self.corrected is None

    @property
    def choices(self) -> bool:
        return self.asks or self.open

    @property
    def because(self) -> str:
        """Why it asks, as a sentence."""
        if self.missing:
            return f"Because we do not know {lacking.words(self.missing)} yet."
        known = max(filter(None, (self.age.confirmed_on, self.age.changed_on)), default=None)
        if known is None:
            return "Because nobody has looked at it yet."
        return f"Because it was last looked at on {said.long_day(known)}."


class ReviewPage:
    """One review for one reader. `open_all` shows the choices of every part, not only of those that ask."""

    def __init__(self, review: UnitReview, user, *, now: datetime, open_all: bool = False):
        self.review, self.user, self.now, self.open_all = review, user, now, open_all
        self.today: date = timezone.localdate(now)

    @property
    def cycle(self):
        return self.review.cycle

    @property
    def unit(self) -> Unit:
        return self.department.unit

    @cached_property
    def department(self) -> Department:
        """As everybody with the department sees it, whoever looks: what is on the page is kept with the answer."""
        unit = find_unit(self.user, self.review.unit.code, on=self.today)
        return Department(unit, Reader(self.user, self.today, share=True))

    @cached_property
    def dependencies(self) -> list[Dependency]:
        rows = Dependency.objects.filter(Q(consumer=self.review.unit_id) | Q(provider=self.review.unit_id))
        rows = rows.select_related("consumer", "provider")
        return list(rows.order_by(F("criticality").desc(nulls_last=True), "pk")[:MOST_DEPENDENCIES])

    @cached_property
    def own(self) -> bool:
        """Whether the reader answers for themselves, and does not write down what somebody else said."""
        return answers_for_themselves(self.review, self.user)

    @cached_property
    def is_open(self) -> bool:
        return self.cycle.state == CycleState.OPEN

    @cached_property
    def may_answer(self) -> bool:
        return self.is_open and reviewers.may_answer(self.user, self.review.unit)

    @cached_property
    def last(self) -> Past | None:
        return last_before(self.review)

    @cached_property
    def changes(self) -> tuple[list[changes.Told], int]:
        return changes.since(self.department, self.last.recorded_at if self.last else None, now=self.now)

    @cached_property
    def lines(self) -> dict[str, list[said.Line]]:
        return said.lines_of(self.department, self.dependencies)

    @cached_property
    def closely(self) -> list[statements.Statement]:
        """The part looked at more closely this time, sentence by sentence."""
        return statements.closely(self.cycle.in_depth, self.department, self.dependencies)

    @cached_property
    def waiting(self) -> list[statements.Statement]:
        """Dependencies to say yes to with the same click; they may stand in what is looked at closely instead."""
        if self.cycle.in_depth == Part.NEEDS:
            return []
        return statements.waiting(self.unit, self.dependencies)

    @cached_property
    def ticks(self) -> list[tuple[str, statements.Statement]]:
        """(part, statement) of everything that has a tick."""
        return [(self.cycle.in_depth, one) for one in self.closely] + [
            (Part.NEEDS, one) for one in self.waiting
        ]

    @cached_property
    def before(self) -> dict[str, PartReview]:
        """What was answered of each part so far, where this is answered anew."""
        return {row.part: row for row in self.review.parts.all()} if self.review.outcome else {}

    @cached_property
    def off(self) -> set[str]:
        """Keys of what had its tick taken off in that answer, as far as it is still on the list."""
        rows = self.before.values()
        return {f"{one['kind']}:{one['pk']}" for row in rows for one in row.dropped if not one["settled"]}

    def _opened(self, part: str) -> bool:
        said = self.before.get(part)
        return self.open_all or (said is not None and said.answer != PartAnswer.CORRECT)

    @cached_property
    def parts(self) -> list[PartState]:
        hidden = self.department.reader.hidden(Unit)
        found = completeness_of(self.unit, known=self.unit.facts, hidden=hidden)
        missing = lacking.by_part(found.missing)
        known = ages.ages_of(self.review, user=self.user, since=self._since)
        return [
            PartState(
                part=part,
                lines=self.lines[part],
                age=known[part],
                stale=freshness.stale(part, known[part].confirmed_on, known[part].changed_on, self.today),
                missing=missing[part],
                corrected=known[part].by_reader,
                open=self._opened(part),
            )
            for part in Part
        ]

    @property
    def _since(self) -> datetime:
        opened = self.cycle.opened_at or self.now
        return opened if self.own else max(opened, self.now - JUST_NOW)

    @cached_property
    def asking(self) -> list[PartState]:
        return [one for one in self.parts if one.asks]

    @cached_property
    def minutes(self) -> int:
        return LOOKING + sum(minutes(one.missing) or 1 for one in self.asking)

    @property
    def sentence(self) -> str:
        """What is asked and how long it takes, first thing on the page."""
        if self.asking:
            many = "part needs" if len(self.asking) == 1 else "parts need"
            whom = "you" if self.own else "them"
            asked = f"{len(self.asking)} {many} a word from {whom}, about {count(self.minutes, 'minute')}."
        else:
            asked = "Nothing is missing and nothing is old, so one click is enough."
        if self.last is None:
            return asked
        who = "You" if self.last.review.answered_by_id == self.user.pk else str(self.last.review.answered_by)
        return f"{asked} {who} last confirmed on {day(self.last.on, today=self.today)}."

    @cached_property
    def content(self) -> dict:
        """What is on the screen, words only."""
        told, more = self.changes
        return {
            "cycle": str(self.cycle),
            "unit": self.unit.name,
            "parts": [
                {"key": one.part.value, "label": one.part.label, "lines": [str(line) for line in one.lines]}
                for one in self.parts
            ],
            "changes": [one.frozen() for one in told],
            "more_changes": more,
            "closely": self.cycle.get_in_depth_display() if self.closely else "",
            "statements": [str(one) for one in self.closely],
            "waiting": [str(one) for one in self.waiting],
        }

    @cached_property
    def seen(self) -> str:
        """A mark of what is on the screen, by which an answer tells that it was about this and nothing else."""
        return fingerprint(self.content)

    def shown(self, dropped: set[str], *, at: datetime) -> dict:
        """The content as it is kept with the answer: what had its tick taken off, and when."""
        off = [str(one) for _, one in self.ticks if one.key in dropped]
        return {**self.content, "no_longer": off, "at": at.isoformat(timespec="seconds")}
