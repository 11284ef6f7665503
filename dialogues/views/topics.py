"""Something to talk about: proposed from anywhere, withdrawn by whoever proposed it, brought back with one click."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.htmx import answered, changed, go, say, wants_part
from dialogues.actions import topics as actions
from dialogues.forms.topic import TopicForm
from dialogues.models import Topic
from units.doors import units_coded
from units.models import Unit

PROPOSED = "It is on the agenda of the next talk."


@requires("dialogues.propose_topic")
def topic_new(request):
    """The page, and where the short forms on other pages send to: `unit` is a department's number, or its code."""
    unit = _unit(request)
    data = _sent(request, unit) if request.method == "POST" else None
    form = TopicForm(data, initial={"unit": unit.pk if unit else None}, user=request.user)
    if data is not None and form.is_valid():
        said = form.cleaned_data
        if form.tried(
            lambda: actions.propose(unit=said["unit"], text=said["text"], by=request.user, at=timezone.now())
        ):
            return answered(request, PROPOSED, "topics", to=_home(said["unit"]))
    if data is not None and wants_part(request):
        said = next(iter(form.errors.values()))[0]
        return answered(request, said, to=reverse("topic_new"), level="error")
    context = {"form": form, "unit": unit}
    return render(request, "dialogues/topic_new.html", context, status=422 if form.errors else 200)


@requires("dialogues.propose_topic")
@require_POST
def topic_withdraw(request, pk: int):
    topic = _own_or_404(request, pk)
    home = _home(topic.unit)
    try:
        actions.withdraw(topic, by=request.user, at=timezone.now())
    except ValidationError as error:
        return answered(request, error.messages[0], "topics", to=home, level="error")
    undo, text = reverse("topic_return", args=[pk]), f"Withdrawn: “{topic.text}”."
    if wants_part(request):
        return changed(say(HttpResponse(status=204), text, undo=undo), "topics")
    messages.success(request, text, extra_tags=undo)
    return go(request, home)


@requires("dialogues.propose_topic")
@require_POST
def topic_return(request, pk: int):
    topic = _own_or_404(request, pk)
    actions.bring_back(topic, by=request.user)
    return answered(request, PROPOSED, "topics", to=_home(topic.unit))


def _own_or_404(request, pk: int) -> Topic:
    """The team tidies up; a department what it sees, which is its own."""
    return get_object_or_404(Topic.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _unit(request) -> Unit | None:
    code = request.GET.get("unit", "") or request.POST.get("code", "")
    return units_coded(code).visible_to(request.user).first()


def _sent(request, unit: Unit | None):
    data = request.POST.copy()
    if unit and not data.get("unit"):
        data["unit"] = str(unit.pk)
    return data


def _home(unit: Unit) -> str:
    """A head's home is their department; everybody else goes to the page of the department."""
    return f"{reverse('department', args=[unit.code])}#talks"
