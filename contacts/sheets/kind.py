"""People as a kind of sheet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower, Upper
from django.urls import reverse

from common.sheets.columns import Column
from common.sheets.options import Reading
from common.sheets.plan import Plan
from common.sheets.reading import Sheet
from contacts.models import Contact
from contacts.sheets import cards, resolve
from contacts.sheets.columns import columns_for
from contacts.sheets.plan import PeoplePlanner
from desk.sheets.kinds import Kind
from desk.sheets.linked import write_linked
from desk.sheets.missing import Ending


def _leave(people: list[Contact], on: date) -> None:
    for person in people:
        person.left_on = on
    Contact.objects.bulk_update_with_history(people)


def _here(on: date) -> QuerySet:
    people = Contact.objects.listed()  # unscoped: the caller asks for what may be seen
    return people.filter(left_on=None).order_by(Lower("name"), "pk")


LEAVING = Ending(
    model=Contact,
    current=_here,
    told=lambda person: (person.personnel_number or person.email, person.name),
    end=_leave,
    phrase="say that {} left",
    done="said to have left",
    note="Today is the last day here of who is ticked; what they hold is handed over on their page.",
)


class PeopleSheet(Kind):
    name = "contacts"
    url = "contacts:import"
    permission = "contacts.import_contact"
    command = "import_contacts"

    one, many = "person", "people"
    holder = "directory"
    list_label = "People"
    list_url, export_url = "contacts:list", "contacts:export_csv"
    title = "Bring people in"
    advice = (
        "A person is recognised by the personnel number, else by the e-mail, else by the exact name and department. "
        "Where several people fit, the line says so; nothing is guessed.",
        "A manager is named by personnel number or e-mail, and may stand in the same file, before or after.",
        "A column that is not in the file changes nothing. An empty cell empties the field, but never a name or a "
        "personnel number.",
        "vCards (3.0 or 4.0, a .vcf file) come in the same way. What a card does not say changes nothing.",
        "Being in the directory gives nobody access.",
    )
    formats = "An Excel workbook (.xlsx) or CSV, with a line of headers; or vCards."
    accept = f"{Kind.accept},.vcf,text/vcard"

    ending = LEAVING

    def columns_for(self, user) -> list[Column]:
        return columns_for(user)

    def missing(self, targets: set[str]) -> list[str]:
        if targets.isdisjoint(("personnel_number", "email", "name")):
            return [
                "Say which column holds the personnel number, the e-mail or the name: it tells who a row is about."
            ]
        return []

    def read(self, content: bytes, reading: Reading | None = None) -> Sheet:
        return cards.read(content) if cards.are_cards(content) else super().read(content, reading)

    def planner(self, sheet, mapping, *, by) -> PeoplePlanner:
        return PeoplePlanner(sheet, mapping, by=by)

    def hold_back(self) -> None:
        resolve.hold_back_other_changes()

    def write(self, plans: Iterable[Plan], planner: PeoplePlanner) -> None:
        found = planner.found
        write_linked(
            Contact, plans, link="manager", new=found.new, names=found.names,
            node_of=lambda row: f"line {row.line}",
        )  # fmt: skip

    def addresses(self, keys: Iterable[str], *, by) -> Mapping[str, str]:
        wanted = {key.upper() for key in keys if key}
        rows = (
            Contact.objects.visible_to(by)
            .listed()
            .alias(number=Upper("personnel_number"), mail=Upper("email"))
        )
        found = rows.filter(Q(number__in=wanted) | Q(mail__in=wanted)).values_list(
            "pk", "personnel_number", "email"
        )
        named = [(key, pk) for pk, number, email in found if (key := number or email)]
        often = Counter(key for key, _ in named)
        return {key: reverse("contacts:person", args=[pk]) for key, pk in named if often[key] == 1}


PEOPLE = PeopleSheet()
