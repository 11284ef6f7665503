"""Who looks at a department page, on which day and in which form; what of it they may read follows."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from accounts.audiences import audiences_of
from common import asof
from common.audience import CALL, DEPARTMENT


@dataclass
class Reader:
    """`share` is the form that is safe to project: it shows to anybody what the department itself may read."""

    user: object
    today: date
    share: bool = False

    @cached_property
    def audiences(self) -> frozenset:
        audiences = audiences_of(self.user)
        return audiences & {CALL, DEPARTMENT} if self.share else audiences

    def hidden(self, model) -> set[str]:
        """Names of the model's fields that stay out of the page."""
        return model.audiences.hidden(model, self.audiences)

    def reads(self, model, field: str) -> bool:
        return model.audiences.readable(field, self.audiences)

    def may(self, codename: str) -> bool:
        """Whether the page offers to do this. Nobody works on a page that is projected."""
        return not self.share and self.user.has_perm(codename)

    @property
    def last_visit(self) -> datetime | None:
        """Nothing is new on a page of a past day: it reads the same whenever one comes back to it."""
        return None if self.share or asof.looks_back() else self.user.previous_sign_in_at
