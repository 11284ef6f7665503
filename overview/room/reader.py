"""Who looks at a talk, in which form, and which points of its agenda exist for them."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from common import asof
from dialogues import states
from dialogues.agenda_plan import Plan
from dialogues.choices import SessionState
from dialogues.models import AgendaItem, Session
from dialogues.states import Step
from overview.room.proposals import Talk, agenda_of
from units.models import Unit


@dataclass
class Room:
    """One talk as `user` sees it at a moment. `share` is the form that is safe to project: it leaves out what is for
    the team, and in a joint session what is one department's alone, whoever looks."""

    session: Session
    user: object
    today: date
    at: datetime
    share: bool = False

    @cached_property
    def talk(self) -> Talk:
        return Talk(self.session, self.user, self.today)

    @property
    def units(self) -> list[Unit]:
        return self.talk.units

    @cached_property
    def ours(self) -> bool:
        """One of the security team, or of those who see everything, is spoken to of “them”; a department of “you”."""
        return self.user.has_perm("units.view_every_unit")

    @cached_property
    def team(self) -> bool:
        return not self.share and self.user.has_perm("dialogues.view_team_notes")

    @cached_property
    def seen_units(self) -> list[Unit]:
        """Departments of this talk whose page the reader may open."""
        seen = set(
            Unit.objects.visible_to(self.user).filter(pk__in=self.talk.unit_ids).values_list("pk", flat=True)
        )
        return [unit for unit in self.units if unit.pk in seen]

    @cached_property
    def last(self) -> Session | None:
        """The talk before this one, where the reader may look at it."""
        last = self.talk.last
        return last and Session.objects.visible_to(self.user).filter(pk=last.pk).first()

    @cached_property
    def plan(self) -> Plan:
        """What is proposed, as far as the reader sees it. What was proposed on a past day is nowhere kept."""
        if asof.looks_back():
            return Plan([])
        found = agenda_of(self.talk)
        return Plan(
            [point for point in found.points if self.sees(point.team_only, point.unit)],
            {kind: number for kind, number in found.left_out.items() if kind != "gap" or self.team},
        )

    @cached_property
    def items(self) -> list[AgendaItem]:
        rows = self.session.agenda.select_related("settled_by", "unit")
        return [row for row in rows if self.sees(row.team_only, row.unit_id)]

    def sees(self, team_only: bool, unit: int | None) -> bool:
        if team_only and not self.team:
            return False
        if unit is None or not self.talk.joint:
            return True
        return not self.share and unit in {one.pk for one in self.seen_units}

    @cached_property
    def writes(self) -> bool:
        """Notes, attendance and points can be changed by this person now."""
        return self.may("dialogues.log_talk", Step.WRITE)

    def may(self, codename: str, step: Step) -> bool:
        return self.user.has_perm(codename) and states.may(
            step, self.session.state, at=self.at, closed_at=self.session.closed_at
        )

    @property
    def phase(self) -> str:
        """Which of its pages the talk has: plan, room or minutes. What was being typed at the end of a past day is no
        record: of a talk that was held just then one reads the minutes so far."""
        if self.session.state == SessionState.HELD:
            return "minutes" if asof.looks_back() else "room"
        return "minutes" if self.session.state == SessionState.CLOSED else "plan"

    @property
    def query(self) -> str:
        return "?share=1" if self.share else ""
