"""What the security programme wants to reach, with what is asked in talks for the sake of it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common.past import past_days
from dialogues.choices import FrameworkKind
from dialogues.models import Edition, Framework, Question, Scenario
from dialogues.views.tabs import tabs
from goals.choices import CsfFunction
from goals.models import Objective

ABOUT = {
    CsfFunction.GOVERN: "Who decides, by which rules, and what is asked of partners.",
    CsfFunction.IDENTIFY: "What there is to lose, and what hangs on what.",
    CsfFunction.PROTECT: "Keeping harm away, without keeping people from their work.",
    CsfFunction.DETECT: "Noticing early that something is wrong.",
    CsfFunction.RESPOND: "Doing the right thing once it has happened.",
    CsfFunction.RECOVER: "Going on, and coming back.",
}


@requires("goals.view_objective")
@require_safe
@past_days
def goals(request):
    """Every objective by function. What serves it is for those who may read the library."""
    rows = list(Objective.objects.visible_to(request.user))
    asked = _questions(request.user)
    cases = _cases(request.user)
    for row in rows:
        questions = asked.get(row.pk, [])
        row.asked = [one for one in questions if one.edition.framework.kind == FrameworkKind.CORE]
        row.elsewhere = [one for one in questions if one.edition.framework.kind != FrameworkKind.CORE]
        row.cases = cases.get(row.pk, [])
    current = [row for row in rows if row.retired_on is None]
    context = {
        "functions": [
            {"label": function.label, "value": function.value, "about": ABOUT[function], "rows": of}
            for function in CsfFunction
            if (of := [row for row in current if row.function == function])
        ],
        "without": [
            function.label for function in CsfFunction if function not in {r.function for r in current}
        ],
        "retired": [row for row in rows if row.retired_on],
        "current": current,
        "served": sum(bool(row.asked or row.elsewhere) for row in current),
        "tabs": tabs(request),
        "library": request.user.has_perm("dialogues.view_library"),
    }
    return render(request, "dialogues/goals.html", context)


def _questions(user) -> dict[int, list[Question]]:
    """Objective -> what is asked for it now, in any template that is offered."""
    offered = Framework.objects.visible_to(user).current().values("pk")
    published = Edition.objects.visible_to(user).filter(framework__in=offered, published_on__isnull=False)
    now = dict(published.order_by("number").values_list("framework", "pk"))  # the last one of each stays
    asked = Question.objects.visible_to(user).filter(edition__in=now.values(), objective__isnull=False)
    found: dict[int, list[Question]] = {}
    for question in asked.select_related("edition__framework").order_by(
        "edition__framework__name", "position"
    ):
        found.setdefault(question.objective_id, []).append(question)
    return found


def _cases(user) -> dict[int, list[Scenario]]:
    found: dict[int, list[Scenario]] = {}
    for case in Scenario.objects.visible_to(user).current().filter(objective__isnull=False).order_by("title"):
        found.setdefault(case.objective_id, []).append(case)
    return found
