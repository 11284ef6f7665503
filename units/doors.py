"""The one door to a unit: by its code, within what a person may see. Whatever does not open answers 404."""

from django.db.models.functions import Lower
from django.http import Http404

from units import rules
from units.models import FormerCode, Unit


def units_coded(code: str):
    """Units of that code, ignoring case, by the index on it. Not narrowed to what anybody may see."""
    if not rules.CODE.fullmatch(code):
        return Unit.objects.none()
    return Unit.objects.alias(folded=Lower("code")).filter(folded=code.lower())


def unit_or_404(user, code: str, *, lock: bool = False) -> Unit:
    """The unit of that code as `user` may see it. `lock` keeps others from changing it until the request ends."""
    found = units_coded(code).visible_to(user)
    if lock:
        found = found.select_for_update(of=("self",))
    unit = found.first()
    if unit is None:
        raise Http404("No such department.")
    return unit


def formerly(user, code: str) -> Unit | None:
    """The unit that had this code before, if `user` may see it."""
    if not rules.CODE.fullmatch(code):
        return None
    had = FormerCode.objects.alias(folded=Lower("code")).filter(folded=code.lower()).values("unit")
    return Unit.objects.visible_to(user).filter(pk__in=had).first()
