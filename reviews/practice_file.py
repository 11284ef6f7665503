"""What is said of practices as a file: a line for each department, practice, side and scale, as it was judged last."""

from collections.abc import Iterator

from django.db.models import QuerySet

from reviews.levels import level_word
from reviews.models import MaturityAssessment
from units.models import Unit

NAMES = (
    "department", "name", "practice", "function", "judged_by", "scale", "stands_at", "wants_to_reach", "by",
    "judged_on", "evidence",
)  # fmt: skip
AT_ONCE = 2_000


def rows_of(units: QuerySet[Unit], user, *, on) -> Iterator[list]:
    """By code, then in the order of the catalogue; read while it is written."""
    newest = MaturityAssessment.objects.visible_to(user).filter(unit__in=units.values("pk")).until(on)
    found = MaturityAssessment.objects.filter(pk__in=newest.latest_of_each().values("pk"))
    found = found.select_related("unit", "practice").order_by(
        "unit__code", "practice__position", "practice_id", "assessor", "pk"
    )
    for one in found.iterator(chunk_size=AT_ONCE):
        yield [
            one.unit.code,
            one.unit.name,
            one.practice.name,
            one.practice.get_function_display(),
            one.get_assessor_display(),
            one.get_scale_display(),
            level_word(one.level, one.scale),
            "" if one.target is None else level_word(one.target, one.scale),
            one.target_on,
            one.assessed_on,
            one.evidence,
        ]
