"""What is asked in a talk: the questions of a template and the cases that fit those who take part.

Reads only. Who may see the answers, and what becomes of them, is the room's affair.
"""

from collections.abc import Collection, Iterable

from dialogues.choices import FrameworkKind
from dialogues.models import Edition, Framework, Question, Scenario
from units.models import Unit


def current_edition(framework: Framework) -> Edition | None:
    """The edition that is asked now: the one published last."""
    published = Edition.objects.filter(framework=framework, published_on__isnull=False)
    return published.order_by("-number").first()


def questions_for(
    framework: Framework | None, units: Iterable[Unit], themes: Collection[str] = ()
) -> list[Question]:
    """The questions for a talk with these units in which these themes came up lately, in the order of asking: what
    everybody is asked first, where the template begins with it or there is no template. Each comes with its objective,
    edition and template.
    """
    wanted = []
    if framework is None or (framework.with_core and framework.kind != FrameworkKind.CORE):
        wanted.append(Framework.objects.filter(kind=FrameworkKind.CORE).current().first())
    wanted.append(framework)
    editions = [edition.pk for one in wanted if one and (edition := current_edition(one))]
    found = Question.objects.filter(edition__in=editions).select_related("objective", "edition__framework")
    ordered = sorted(found, key=lambda one: (editions.index(one.edition_id), one.position, one.pk))
    units, themes = list(units), {theme.lower() for theme in themes}
    return [question for question in ordered if _asked_here(question, units, themes)]


def _asked_here(question: Question, units: list[Unit], themes: set[str]) -> bool:
    """Whatever a question is limited to must hold; without a limit it is asked everywhere."""
    if question.unit_id and question.unit_id not in {unit.pk for unit in units}:
        return False
    if question.unit_kind and question.unit_kind not in {unit.kind for unit in units}:
        return False
    return not question.theme or question.theme.lower() in themes


def scenarios_for(
    units: Iterable[Unit], asset_kinds: Collection[str] = (), themes: Collection[str] = ()
) -> list[Scenario]:
    """The cases offered to these units, what they hold and what came up lately; those that fit best first. A theme in
    common says more than a kind. One that is limited to nothing is offered everywhere, last."""
    kinds, assets = {unit.kind for unit in units}, set(asset_kinds)
    spoken = {theme.lower() for theme in themes}
    fitting = []
    for case in Scenario.objects.current().select_related("objective"):
        common = 2 * len(spoken.intersection(theme.lower() for theme in case.themes))
        common += len(kinds.intersection(case.unit_kinds)) + len(assets.intersection(case.asset_kinds))
        if common or not (case.themes or case.unit_kinds or case.asset_kinds):
            fitting.append((-common, case.title.lower(), case.pk, case))
    return [case for *_, case in sorted(fitting)]
