"""The doors to the library: a template by its short name, its draft, a question of the draft. What does not open is
answered with 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from dialogues.models import Edition, Framework, Question


def template_or_404(user, code: str, *, lock: bool = False) -> Framework:
    rows = Framework.objects.visible_to(user)
    return get_object_or_404(rows.select_for_update() if lock else rows, code__iexact=code.replace("\0", ""))


def draft_or_404(user, code: str) -> Edition:
    """The draft of that template."""
    framework = template_or_404(user, code)
    draft = Edition.objects.visible_to(user).filter(framework=framework, published_on__isnull=True).first()
    if draft is None:
        raise Http404("There is no draft.")
    draft.framework = framework
    return draft


def drafted(user):
    """Questions that may still be changed."""
    rows = Question.objects.visible_to(user).filter(edition__published_on__isnull=True)
    return rows.select_related("edition__framework")
