"""Promises that are changed together."""

from datetime import date

from django.core.exceptions import ValidationError

from common.addresses import address
from desk.together.kinds import Kind
from dialogues import promising
from dialogues.actions.promises import wait_again
from dialogues.choices import Side
from dialogues.forms.promise import PromiseForm
from dialogues.models import Commitment
from dialogues.promise_list import PromiseList
from dialogues.promising import Step


class PromisesTogether(Kind):
    name = "promises"
    url = "promises_together"
    permission = "dialogues.promise"
    model = Commitment
    listing = PromiseList
    list_url, list_label = "promises", "Promises"
    one, many = "promise", "promises"

    fields = ("due_on", "user")
    consequences = ("state",)
    related = ("unit", "user", "contact")

    def form_for(self, user, today: date) -> PromiseForm:
        return PromiseForm(instance=Commitment(), user=user, today=today)

    def facts(self, rows: list[Commitment], values: dict, *, by) -> bool:
        return by.has_perm("units.view_every_unit")

    def judge(self, row: Commitment, changed: set[str], facts: bool, *, by) -> None:
        if refused := promising.refusal(Step.CHANGE, row.state):
            raise ValidationError(refused)
        if not promising.may(Step.CHANGE, row, by, team=facts):
            raise ValidationError("Who owes it changes it.")
        if row.side == Side.THEY and row.user_id:
            raise ValidationError("They owe this: nobody of ours is named.")
        wait_again(row, by=by)
        row.clean_fields(exclude={field.name for field in Commitment._meta.fields} - changed)

    def address(self, row: Commitment) -> str:
        return address("promise", row.pk)


PROMISES_TOGETHER = PromisesTogether()
