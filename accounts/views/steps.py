"""Single steps with a person: taking access away and giving it back, inviting again, taking lost safeguards off."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions, keepers, letters
from accounts.access import requires
from accounts.backends import organisation_today, refusal
from accounts.duties import duties_of
from accounts.forms import ReasonForm
from accounts.models import User

NAMED = 10


@dataclass(frozen=True)
class Step:
    """What the page that asks says, and what happens on a yes."""

    act: Callable
    title: str
    text: str
    yes: str
    reason: str
    done: str
    takes_away: bool = False


DEACTIVATE = Step(
    act=actions.deactivate,
    title="Deactivate {}",
    text="{} cannot sign in any more from now on, also where they are signed in at the moment. "
    "What they did stays in the record under their name. You can give access back later.",
    yes="Deactivate {}",
    reason="Why access is taken away",
    done="{} cannot sign in any more.",
    takes_away=True,
)
REACTIVATE = Step(
    act=actions.reactivate,
    title="Reactivate {}",
    text="{} can sign in again, with the role they had and the password they had.",
    yes="Reactivate {}",
    reason="Why access is given back",
    done="{} can sign in again.",
)


@requires("accounts.manage_users")
@require_http_methods(["GET", "HEAD", "POST"])
def user_deactivate(request: HttpRequest, pk: int):
    return _confirmed(request, pk, DEACTIVATE)


@requires("accounts.manage_users")
@require_http_methods(["GET", "HEAD", "POST"])
def user_reactivate(request: HttpRequest, pk: int):
    return _confirmed(request, pk, REACTIVATE)


def _confirmed(request, pk: int, step: Step):
    """Asks on GET, acts on POST."""
    user = _person(request, pk)
    form = ReasonForm(request.POST or None, label=step.reason, revision=user.revision)
    if request.method == "POST" and form.is_valid():
        user = keepers.lock(user)
        if form.is_stale(user.revision):
            form.add_error(None, f"{user.name} was changed since you opened this page. Please look again.")
        elif saved := form.made(
            lambda: step.act(
                user, by=request.user, on=organisation_today(), reason=form.cleaned_data["reason"]
            )
        ):
            messages.success(request, step.done.format(user.name))
            if saved.is_active and (problem := refusal(saved, on=organisation_today())):
                messages.warning(request, f"{problem.split('.')[0]} for {saved.name}: choose a new day.")
            return redirect("user_edit", pk)
    lost = _still_named(user, request.user) if step.takes_away else []
    text = step.text.format(user.name) + (
        " Until you name somebody else, they stay named here:" if lost else ""
    )
    context = {
        "person": user,
        "takes_away": step.takes_away,
        "title": step.title.format(user.name),
        "text": text,
        "yes": step.yes.format(user.name),
        "form": form,
        "lost": lost,
    }
    return render(request, "accounts/user_step.html", context, status=422 if form.errors else 200)


def _still_named(user, viewer) -> list[str]:
    """Where somebody else has to be named."""
    duties = duties_of([user], viewer=viewer)[user.pk]
    lines = [f"{duty.kind} {duty.label}" for duty in duties[:NAMED]]
    return [*lines, f"and {len(duties) - NAMED} more"] if len(duties) > NAMED else lines


@requires("accounts.manage_users")
@require_POST
def user_invite_again(request: HttpRequest, pk: int):
    user = _person(request, pk)
    if problem := refusal(user, on=organisation_today()):
        messages.error(request, f"{user.name} cannot sign in at present: {problem}")
    elif not user.is_awaited:
        messages.error(
            request, f"{user.name} has been here already. A forgotten password is reset on the sign-in page."
        )
    else:
        letters.invite(request, user)
    return redirect("user_edit", pk)


@requires("accounts.manage_users")
@require_POST
def user_unlink(request: HttpRequest, pk: int):
    """For somebody who lost their phone, or whose single sign-on account was made anew."""
    user = _person(request, pk)
    actions.unlink(user, by=request.user)
    letters.tell_of_unlinking(request, user)
    messages.success(request, f"{user.name} now signs in with e-mail and password or a code alone.")
    return redirect("user_edit", pk)


def _person(request, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)
