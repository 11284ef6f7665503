"""The review that an address names, within those a person may see."""

from django.http import Http404

from reviews.models import Cycle


def cycle_or_404(user, pk: int, *, lock: bool = False) -> Cycle:
    rows = Cycle.objects.visible_to(user).filter(pk=pk)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.select_related("run_by", "opened_by", "closed_by").first()
    if found is None:
        raise Http404("No such review.")
    return found
