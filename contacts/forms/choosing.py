"""Choosing a person: those near at hand stand in the list, everybody else is found by typing."""

from collections.abc import Iterable

from django.db.models.functions import Lower
from django.forms.models import ModelChoiceIterator
from django.urls import reverse_lazy

from common.fields import RemoteModelChoiceField
from contacts.models import Contact

MOST_NEAR = 25


def near_people(user, unit, *, on) -> list[Contact]:
    """The people of the unit, for lists that offer them without typing."""
    found = Contact.objects.visible_to(user).listed().here(on=on).filter(home_unit=unit)
    return list(found.order_by(Lower("name"), "pk")[:MOST_NEAR])


class _NearAndChosen(ModelChoiceIterator):
    def __iter__(self):
        yield ("", self.field.empty_label or "–")
        yield from self.field.further
        for person in self.field.near:
            yield self.choice(person)
        chosen = self.field.chosen_object()
        if isinstance(chosen, Contact) and chosen not in self.field.near:
            yield self.choice(chosen)

    def __len__(self):
        return 2 + len(self.field.near)

    def __bool__(self):
        return True


class PersonField(RemoteModelChoiceField):
    """One person among those the reader sees. `near` are listed at once, so that nothing depends on typing."""

    iterator = _NearAndChosen
    further: tuple = ()

    def __init__(self, *, near: Iterable[Contact] = (), **kwargs):
        self.near = list(near)
        kwargs.setdefault("choices_url", reverse_lazy("choices_contacts:contacts"))
        kwargs.setdefault("error_messages", {"invalid_choice": "Choose somebody from the list."})
        super().__init__(Contact.objects.none(), **kwargs)

    def open_to(self, user, near: Iterable[Contact] = ()) -> None:
        """Lets `user` choose among the people they see."""
        self.near = list(near)
        self.queryset = Contact.objects.visible_to(user).listed()

    def label_from_instance(self, person: Contact) -> str:
        return f"{person.name} ({person.title})" if person.title else person.name
