"""The impact grid: six kinds of harm, six times, a severity in each."""

from django import forms

from common.forms import ReasonMixin, RevisionMixin, SrrmForm
from units import impact
from units.choices import Bucket, Harm, ImpactCategory

NOT_SAID = [("", "–")]


class ImpactGridForm(ReasonMixin, RevisionMixin, SrrmForm):
    """One choice for each kind of harm and time; empty where nothing is said."""

    default_reason = "Filled in on the impact grid"

    def __init__(self, *args, answers: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for category in ImpactCategory:
            for bucket in Bucket:
                name = name_of(category, bucket)
                self.fields[name] = forms.TypedChoiceField(
                    choices=[*NOT_SAID, *Harm.choices],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=(answers or {}).get((category, bucket)),
                    label=f"{category.label}, after {bucket.label}",
                )
                self.prepare(name)
                self.fields[name].widget.attrs |= {"data-cell": True, "aria-label": self.fields[name].label}
        self.order_fields(
            [*(n for n in self.fields if n not in ("reason", "revision")), "reason", "revision"]
        )

    def answers(self) -> dict[tuple[str, int], int | None]:
        return {(c.value, b.value): self.cleaned_data[name_of(c, b)] for c in ImpactCategory for b in Bucket}

    def falling(self) -> list[str]:
        """Labels of the kinds of harm that become less bad with time."""
        rows = [("", c, b, said) for (c, b), said in self.answers().items() if said is not None]
        return [ImpactCategory(category).label for category in impact.falls(rows)]

    def rows(self):
        """(kind of harm, its six fields) for the table."""
        return [
            (category.label, [self[name_of(category, bucket)] for bucket in Bucket])
            for category in ImpactCategory
        ]


def name_of(category: str, bucket: int) -> str:
    return f"{category}-{int(bucket)}"
