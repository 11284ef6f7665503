"""The page on which a talk is closed: its points, what the notes propose to keep, who was there; read and sent."""

from dataclasses import dataclass
from functools import cached_property

from dialogues.actions.closing import Kept, Settled, There
from dialogues.choices import ItemKind, ItemState, Side
from dialogues.forms.closing import LineForm, PointForm
from dialogues.keeping import named, side_of
from dialogues.lines import PROMISE
from dialogues.models import Session
from dialogues.proposals import Proposal, Proposed, proposed_by
from units.models import Unit


@dataclass
class ClosingPage:
    """One talk as `user` closes it; `data` is what was sent."""

    session: Session
    user: object
    data: object = None

    @cached_property
    def team(self) -> bool:
        return self.user.has_perm("dialogues.view_team_notes")

    @cached_property
    def ours(self) -> bool:
        return self.user.has_perm("units.view_every_unit")

    @cached_property
    def units(self) -> list[Unit]:
        """The departments of the talk that are this person's to write about."""
        found = Unit.objects.visible_to(self.user).filter(session_units__session=self.session)
        return list(found.order_by("name", "pk"))

    @cached_property
    def points(self) -> list[PointForm]:
        """Points the person sees; what is not theirs is accounted for without them."""
        rows = self.session.agenda.select_related("commitment", "unit", "settled_by")
        seen = {unit.pk for unit in self.units}
        return [
            PointForm(self.data, item=row)
            for row in rows
            if (self.team or not row.team_only) and (row.unit_id is None or row.unit_id in seen)
        ]

    @cached_property
    def groups(self) -> list[tuple[str, list[PointForm]]]:
        """By kind, in the order of an agenda."""
        found = [(kind, [one for one in self.points if one.item.kind == kind]) for kind in ItemKind]
        return [(self._heading(kind), forms) for kind, forms in found if forms]

    @cached_property
    def proposed(self) -> Proposed:
        return proposed_by(self.session, reader=self.user)

    @cached_property
    def lines(self) -> list[LineForm]:
        return [self._line(one) for one in self.proposed.lines]

    @cached_property
    def people(self) -> list:
        rows = self.session.participations.select_related("contact", "user", "unit")
        return sorted(rows, key=lambda row: (row.contact_id is None, row.pk))

    @property
    def counts(self) -> dict[str, int]:
        shown = [form.shown for form in self.points]
        return {state: shown.count(state) for state in (ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED)}

    @property
    def written_since(self) -> bool:
        """Whether somebody typed on since the page was opened: what they wrote was not looked at yet."""
        return self.data is not None and self.data.get("seen", "") != self.proposed.seen

    def is_valid(self) -> bool:
        # Each is asked, so that each says what is wrong with it.
        valid = [form.is_valid() for form in [*self.points, *self.lines]]
        return all(valid)

    def troubles(self) -> list:
        return [field for form in [*self.points, *self.lines] for field in form.troubles()]

    def settled(self) -> dict[int, Settled]:
        chosen = ((form.item.pk, form.settled()) for form in self.points)
        return {pk: settled for pk, settled in chosen if settled}

    def kept(self) -> list[Kept]:
        people = named(form.cleaned_data.get("who", "") for form in self.lines)
        return [kept for form in self.lines if (kept := form.kept(people))]

    def there(self) -> There:
        own = {str(row.pk): row.pk for row in self.people}
        attended, spoke = (
            frozenset(own[value] for value in self.data.getlist(name) if value in own)
            for name in ("there", "speaks")
        )
        return There(attended, spoke)

    def _heading(self, kind: str) -> str:
        if not self.ours and kind in (ItemKind.WE_OWE, ItemKind.THEY_OWE):
            return "The security team owes you" if kind == ItemKind.WE_OWE else "You owe"
        return ItemKind(kind).label

    def _line(self, proposal: Proposal) -> LineForm:
        line = proposal.line
        writer = Side.WE if self.ours else Side.THEY
        who = line.who or side_of(line, writer)
        unit = next((one.unit_id for one in self.proposed.people if one.key == line.who), None)
        initial = {
            # A promise is read by the department: one from the team's own notes is kept only by choice.
            "keep": not (proposal.team and line.kind == PROMISE),
            "text": line.text, "kind": line.kind, "who": who, "due_on": line.due, "accepted": line.accepted,
            "themes": " ".join(line.themes), "unit": unit, "team_only": proposal.team and line.kind != PROMISE,
        }  # fmt: skip
        return LineForm(
            self.data_for(proposal), proposal=proposal, units=self.units, who=self.who, team=self.team,
            initial=initial,
        )  # fmt: skip

    def data_for(self, proposal: Proposal):
        """What was sent, where it speaks of this line; one written since is as it was read."""
        known = self.data is not None and f"line-{proposal.key}-text" in self.data
        return self.data if known else None

    @cached_property
    def who(self) -> list:
        people = self.proposed.people
        ours = [(one.key, one.names[0]) for one in people if one.side == Side.WE]
        theirs = [(one.key, one.names[0]) for one in people if one.side == Side.THEY]
        nobody = "Nobody named yet"
        return [
            ("The security team owes it", [("we", nobody), *ours]),
            ("The department owes it", [("they", nobody), *theirs]),
        ]
