"""Which department a row names: by its code, or by one it had; a card also by its exact name."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models.functions import Lower

from contacts.sheets.cards import UNIT_STEP
from contacts.sheets.resolve import folded
from units.models import Unit
from units.sheets import resolve


class Departments:
    """`by_name` for files that know no codes: then a name that one department has is enough, and of several steps
    (“Verrano / Marketing”) the last that is known."""

    def __init__(self, texts: Iterable[str], *, by, by_name: bool):
        self.by_name: dict[str, list[Unit]] = defaultdict(list)
        texts = {text for text in texts if text}
        steps = {step for text in texts for step in _steps(text)} if by_name else texts
        self.found = resolve.find(steps, by=by)
        if by_name:
            rows = Unit.objects.visible_to(by) if by is not None else Unit.objects.all()  # unscoped: a job
            names = [step.lower() for step in steps if "\0" not in step]
            for unit in rows.alias(folded=Lower("name")).filter(folded__in=names):
                self.by_name[folded(unit.name)].append(unit)

    def unit(self, text: str) -> Unit | None:
        return next((unit for step in _steps(text) if (unit := self._of(step))), None)

    def _of(self, text: str) -> Unit | None:
        named = self.by_name.get(folded(text), [])
        return self.found.unit(text) or (named[0] if len(named) == 1 else None)


def _steps(text: str) -> list[str]:
    """The whole text, then its steps, the last first."""
    return list(dict.fromkeys([text, *reversed(text.split(UNIT_STEP))]))
