"""People whose entries are changed together."""

from datetime import date

from common.addresses import address
from common.history.undoing import CannotUndo
from contacts import managers
from contacts.actions.contacts import refuse_circle, refuse_closed
from contacts.forms.contact import ContactForm
from contacts.lists import ContactList
from contacts.models import Contact
from desk.together.kinds import Kind


class PeopleTogether(Kind):
    name = "contacts"
    url = "contacts:together"
    permission = "contacts.change_contact"
    model = Contact
    listing = ContactList
    list_url, list_label = "contacts:list", "People"
    one, many = "person", "people"

    fields = ("home_unit", "manager", "location", "time_zone", "preferred_channel", "title")
    related = ("home_unit", "manager")

    def form_for(self, user, today: date) -> ContactForm:
        form = ContactForm(instance=Contact(), user=user, today=today)
        if not user.has_perm("units.view_every_unit"):
            # Somebody's manager may be nobody this person sees: neither shown nor overwritten.
            form.fields.pop("manager", None)
        return form

    def rows(self, user):
        return Contact.objects.kept_by(user).listed()

    def facts(self, rows: list[Contact], values: dict, *, by) -> set[int]:
        """The new manager and everybody above them."""
        manager = values.get("manager")
        if manager is None:
            return set()
        managers.lock()
        return managers.line_of(manager.pk)

    def judge(self, row: Contact, changed: set[str], facts: set[int], *, by) -> None:
        if "manager" in changed and row.pk in facts:
            refuse_circle(row, by=by)
        if "home_unit" in changed:
            refuse_closed(row)
        fields = Contact._meta.concrete_fields
        row.clean_fields(exclude={f.name for f in fields if f.is_relation or f.name not in changed})
        row.clean()

    def address(self, row: Contact) -> str:
        return address("contacts:person", row.pk)

    def check_undone(self, ids: list[int]) -> None:
        managers.lock()
        for pk, manager in Contact.objects.filter(pk__in=ids, manager__isnull=False).values_list(
            "pk", "manager"
        ):
            if managers.circle_with(pk, manager):
                raise CannotUndo(
                    "Managers were changed since: taking this back would close a circle of them."
                )


PEOPLE_TOGETHER = PeopleTogether()
