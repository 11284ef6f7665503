"""The one door to a talk, within what a person may see. Whatever does not open answers 404."""

from django.http import Http404

from dialogues.models import Session

KEPT_TO_ITS_PEOPLE = "It is only for those who take part, so it is not shown to you."


def talk_or_404(user, pk: int) -> Session:
    rows = Session.objects.visible_to(user).select_related(
        "framework", "series", "liaison", "opened_by", "closed_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("No such talk.")
    return found
