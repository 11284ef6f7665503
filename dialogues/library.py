"""What the pages of agenda templates read."""

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from dialogues.choices import FrameworkKind
from dialogues.comparing import Asked
from dialogues.models import Edition, Framework, Question, Series

ORDER = [FrameworkKind.CORE, FrameworkKind.DEPARTMENT, FrameworkKind.SHAPE]


@dataclass
class Shelf:
    """The templates of one kind."""

    label: str
    rows: list[Framework]


def shelves(user, *, on) -> tuple[list[Shelf], list[Framework]]:
    """Templates by what they are made for, each with its present edition (`number`, `since`, `asked`, `takes`), its
    `draft` and how many recurring talks of those the person sees use it (`used`); and those that are retired."""
    rows = list(_annotated(user, on).order_by(Lower("name"), "pk"))
    current = [row for row in rows if row.retired_on is None]
    found = [Shelf(kind.label, [row for row in current if row.kind == kind]) for kind in ORDER]
    return [shelf for shelf in found if shelf.rows], [row for row in rows if row.retired_on]


def _annotated(user, on) -> QuerySet[Framework]:
    of_row = Edition.objects.filter(framework=OuterRef("pk"))
    now = of_row.filter(published_on__isnull=False).order_by("-number")
    asked = Question.objects.filter(edition=OuterRef("now")).order_by().values("edition")
    series = Series.objects.visible_to(user).running(on=on).filter(framework=OuterRef("pk")).order_by()
    return Framework.objects.visible_to(user).annotate(
        now=Subquery(now.values("pk")[:1]),
        number=Subquery(now.values("number")[:1]),
        since=Subquery(now.values("published_on")[:1]),
        draft=Subquery(of_row.filter(published_on__isnull=True).values("number")[:1]),
        asked=Coalesce(Subquery(asked.annotate(n=Count("*")).values("n")), Value(0)),
        used=Coalesce(Subquery(series.values("framework").annotate(n=Count("*")).values("n")), Value(0)),
    )


def minutes_of(questions) -> int:
    return sum(question.minutes or 0 for question in questions)


def limits_of(question: Question) -> list[str]:
    """To what a question is limited, in words."""
    limits = [f"only for {question.unit.name}"] if question.unit_id else []
    if question.unit_kind:
        limits.append(f"only for this kind: {question.get_unit_kind_display().lower()}")
    if question.theme:
        limits.append(f"only where #{question.theme} came up")
    return limits


def questions_of(edition: Edition | None) -> list[Question]:
    """Its questions with objective and unit, in order, each with its `limits`."""
    if edition is None:
        return []
    found = list(edition.questions.select_related("objective", "unit"))
    for question in found:
        question.limits = limits_of(question)
    return found


def editions_of(framework: Framework) -> list[Edition]:
    """The latest first, each with how many questions it asks (`asked`) and the number of the one before (`before`)."""
    found = list(framework.editions.annotate(asked=Count("questions")).order_by(F("number").desc()))
    for newer, older in zip(found, [*found[1:], None], strict=True):
        newer.before = older.number if older else None
    return found


def asked_by(edition: Edition) -> list[Asked]:
    """What an edition asks, for comparing it with another."""
    return [
        Asked(
            question.text,
            {
                "What it is meant to bring out": question.help,
                "Minutes": str(question.minutes or ""),
                "Serves": str(question.objective or ""),
                "Limited": "; ".join(question.limits),
            },
        )
        for question in questions_of(edition)
    ]
