"""What a file would do to the directory: every row judged, nothing written.

A look at all rows finds whom each is about; then each piece is judged. The same is shown as a preview and, made again
under lock, carried out (`desk.sheets.flow`).
"""

from collections import Counter

from django.db.models.functions import Now

from common.sheets.converting import Draft
from common.sheets.mapping import ColumnMapping
from common.sheets.plan import Planner
from common.sheets.reading import Sheet
from common.words import count
from contacts.models import Assignment, Contact
from contacts.sheets.columns import columns_for
from contacts.sheets.rows import Links, Node, judge, plan_row
from contacts.sheets.surveying import MARKS, Survey
from units.sheets.naming import codes_for_names


class PeoplePlanner(Planner):
    """What `sheet` would do against the directory as it is now. `by` is the user, or None for a job."""

    ahead = (*MARKS, "home_unit", "manager")

    def __init__(self, sheet: Sheet, mapping: ColumnMapping, *, by):
        super().__init__(sheet, mapping, columns_for(by))
        self.by = by

    def survey(self) -> None:
        codes_for_names(self, by=self.by)
        self.found = Survey(self, by=self.by)
        self.found.carry_out()

    def judge(self) -> None:
        about = [(draft, node) for draft in self.drafts if (node := self.found.about.get(draft.line))]
        ids = [node for _, node in about if isinstance(node, int)]
        rows = Contact.objects.filter(pk__in=ids)  # unscoped: found among what may be seen
        known = rows.select_related("home_unit", "manager").in_bulk() if ids else {}
        people = [(draft, known.get(node) or Contact()) for draft, node in about]
        for draft, person in people:
            self._take(draft, person)
        self._doubt_those_who_leave()
        self._doubt_those_who_left(people)

    def forget(self) -> None:
        self.found.about, self.found.units, self.found.managers = {}, {}, {}

    def _take(self, draft: Draft, person: Contact) -> None:
        found, line = self.found, draft.line
        for name, said in (("home_unit", found.units), ("manager", found.managers)):
            if line not in said:
                draft.values.pop(name, None)  # nobody has it, and that was told
        manager: Node | None = found.managers.get(line)
        links = Links(found.units.get(line), manager, draft.values.get("manager", ""))
        row = plan_row(draft, person, self.columns, links)
        if row.new or row.changes:
            for name, text, reason in judge(row, self.columns):
                # A cell that could not be read has been told already.
                if name in draft.values or name not in self.headers:
                    self.problem(line, name, text, reason)
        self.result.take(row)

    def _doubt_those_who_leave(self) -> None:
        """Whoever goes and holds responsibilities beyond that day: the file says nothing of who takes over."""
        label = self.columns["left_on"].label
        leaving = [row for row in self.result.changed if any(change.label == label for change in row.changes)]
        going = {row.person.pk: row for row in leaving if row.person.left_on}
        held = Assignment.objects.filter(contact__in=going)  # unscoped: of the people found
        beyond: Counter = Counter()
        for person, until in held.values_list("contact", "until"):
            beyond[person] += until is None or until > going[person].person.left_on
        for person, number in beyond.items():
            if number:
                row, what = going[person], count(number, "responsibility", "responsibilities")
                reason = f"{row.name} holds {what} beyond that day. Hand over what they hold on their page."
                self.doubt(row.line, "left_on", row.person.left_on.isoformat(), reason)

    def _doubt_those_who_left(self, people: list[tuple[Draft, Contact]]) -> None:
        """Whoever left and is named as if they were here: the file may know that they came back and not say so."""
        named = [
            (draft, person) for draft, person in people if person.left_on and "left_on" not in draft.values
        ]
        rows = Contact.objects.filter(pk__in=[person.pk for _, person in named])  # unscoped: of those found
        gone = set(rows.filter(left_on__lt=Now()).values_list("pk", flat=True))
        for draft, person in named:
            if person.pk in gone:
                day = f"{person.left_on.day} {person.left_on:%B %Y}"
                reason = (
                    f"They left on {day}, as the directory has it. Who is here again is said on their page."
                )
                name = next(key for key in MARKS if draft.values.get(key))
                self.doubt(draft.line, name, draft.values[name], reason)
