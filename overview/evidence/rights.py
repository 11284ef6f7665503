"""Who could sign in, and who might act for which department, at the end of a day."""

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from common import asof
from desk.evidence.exporting import roles
from desk.evidence.lines import Lines
from desk.evidence.population import read
from units.models import Stewardship

# In the file: the kind of line → whose versions they are.
KINDS = {"person": User, "steward": Stewardship}


def on(day: date, user) -> Iterator[dict]:
    """What the versions say that held at that moment, as far as `user` may read them; then what each role may do."""
    for kind, model in KINDS.items():
        held = model.visible_versions(model.history.model.objects.all(), user)
        held = held.filter(valid__contains=asof.end_of(day))
        yield from read(Lines(model, user), held.order_by("id"), kind)
    yield from roles()
