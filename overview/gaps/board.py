"""The board as its address asks for it: everything to settle, narrowed, in groups, a page at a time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import F

from common import lists
from common.kept_views import whole
from common.lists import Chip, Column, Link, Page
from overview.forms.gaps import ME, NOBODY, NarrowForm, deciders
from overview.gaps import addresses, latest
from overview.gaps.decided import decisions, last_week, trend
from overview.gaps.facts import SEVERITIES, Gap
from overview.gaps.latest import Named
from overview.gaps.rules import RULES
from overview.models import GapAssignment, GapDismissal
from units.models import Unit

LABELS = {rule.code: rule.label for rule in RULES}
ORDER = {rule.code: place for place, rule in enumerate(RULES)}
VIEWS = (
    ("severity", "By severity"),
    ("unit", "By department"),
    ("rule", "By kind"),
    ("mine", "Mine"),
    ("dismissed", "May stay for now"),
)
FILTERS = ("q", "below", "rule", "severity", "who", "new")
COLUMNS = [
    Column(name, label, str, F(name))
    for name, label in (
        ("severity", "How pressing"),
        ("unit", "Department"),
        ("rule", "Kind"),
        ("who", "Who"),
    )
]
ABOUT_PEOPLE = "About people and departments together"


@dataclass(frozen=True)
class Row:
    """One gap as the reader sees it."""

    gap: Gap
    unit: Named | None
    assigned: GapAssignment | None
    dismissed: GapDismissal | None
    new: bool
    about: str = ""
    step_href: str = ""
    step: str = ""

    @property
    def name(self) -> str:
        return self.unit.name if self.unit else "Several departments"

    @property
    def severity(self) -> str:
        return SEVERITIES[self.gap.severity]

    @property
    def rule(self) -> str:
        return LABELS[self.gap.rule]


class Board:
    """Everything one reader sees to settle on one day."""

    def __init__(self, request, *, on: date):
        self.request, self.user, self.params, self.on = request, request.user, request.GET, on
        self.reading = latest.read(on=on)
        self.decided = decisions(self.user, on=on)
        self.before = last_week(on=on)
        self.open, self.dismissed = self.decided.split(self.reading.gaps)
        self.people = list(deciders())
        self.form = NarrowForm(self.params, user=self.user, people=self.people)
        self.form.is_valid()
        self.query = lists.read(
            self.params, COLUMNS, filters=FILTERS, views=[name for name, _ in VIEWS], sort="-severity"
        )
        self.problems = self.query.problems + [
            f"{self.form.fields[name].label or name}: {' '.join(said)}"
            for name, said in self.form.errors.items()
        ]

    @property
    def view(self) -> str:
        return self.query.view

    def count(self, severity: int) -> int:
        return sum(gap.severity == severity for gap in self.open)

    @cached_property
    def counted(self) -> list[tuple[int, str, int]]:
        """(severity, in words, how many) of all that is to settle, narrowed or not."""
        return [(level, words.lower(), self.count(level)) for level, words in SEVERITIES.items()]

    @cached_property
    def new(self) -> int:
        return sum(self.before.is_new(gap) for gap in self.open)

    @cached_property
    def weeks(self) -> list:
        return trend(self.open, on=self.on)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the address asks for, in the order of the view."""
        found = self.dismissed if self.view == "dismissed" else self.open
        if self.view == "mine":
            mine = self.mine
            found = [gap for gap in found if gap.key in mine]
        for holds in self._conditions():
            found = [gap for gap in found if holds(gap)]
        return sorted(found, key=self._group_order) if self.grouped else self._sorted(found)

    @cached_property
    def beginning(self) -> Row | None:
        """Where nobody has begun with anything, the one gap there is: the page says what to do first instead."""
        if len(self.open) != 1 or self.open[0].rule != "not_begun" or self.chosen or self.view != VIEWS[0][0]:
            return None
        return self.row(self.open[0])

    @cached_property
    def mine(self) -> set[str]:
        """Keys of what was given to the reader, and of what stands open in departments they look after."""
        units = Unit.objects.visible_to(self.user).looked_after_by(self.user, on=self.on)
        own = set(units.values_list("pk", flat=True))
        return {gap.key for gap in self.open if gap.unit in own or self._is_with(gap, self.user.pk)}

    def _is_with(self, gap: Gap, user_id: int) -> bool:
        assigned = self.decided.assigned.get(gap.key)
        return assigned is not None and assigned.assignee_id == user_id

    @cached_property
    def chosen(self) -> dict:
        """The conditions that hold."""
        given = self.form.cleaned_data
        return {name: given[name] for name in FILTERS if given.get(name)}

    def _conditions(self) -> list[Callable[[Gap], bool]]:
        chosen, found = self.chosen, []
        if words := chosen.get("q", "").lower().split():
            found.append(lambda gap: all(word in self._text(gap) for word in words))
        if branch := chosen.get("below"):
            ids = set(Unit.objects.visible_to(self.user).below(branch.pk).values_list("pk", flat=True))
            found.append(lambda gap: gap.unit in ids)
        if rules := chosen.get("rule"):
            found.append(lambda gap: gap.rule in rules)
        if severities := chosen.get("severity"):
            found.append(lambda gap: gap.severity in severities)
        if who := chosen.get("who"):
            found.append(lambda gap: self._taken_by(gap, who))
        if chosen.get("new"):
            found.append(self.before.is_new)
        return found

    def _text(self, gap: Gap) -> str:
        unit = self.reading.units.get(gap.unit)
        return f"{unit.name if unit else ''} {unit.code if unit else ''} {gap.what} {gap.because}".lower()

    def _taken_by(self, gap: Gap, who: str) -> bool:
        if who == NOBODY:
            return gap.key not in self.decided.assigned
        return self._is_with(gap, self.user.pk if who == ME else int(who))

    @property
    def grouped(self) -> bool:
        return "sort" not in self.params

    def group(self, gap: Gap) -> str:
        """The heading under which it stands in this view."""
        if self.view == "unit":
            return self.reading.units[gap.unit].name if gap.unit else ABOUT_PEOPLE
        return LABELS[gap.rule] if self.view == "rule" else SEVERITIES[gap.severity]

    def _group_order(self, gap: Gap):
        """Sorting keeps what stood in order: the most severe of each group first."""
        if self.view == "unit":
            return (gap.unit is None, self.group(gap).lower(), gap.unit or 0)
        return (ORDER[gap.rule],) if self.view == "rule" else (-gap.severity,)

    def _sorted(self, found: list[Gap]) -> list[Gap]:
        keys = {
            "severity": lambda gap: gap.severity,
            "unit": lambda gap: self.reading.units[gap.unit].name.lower() if gap.unit else "",
            "rule": lambda gap: LABELS[gap.rule],
            "who": lambda gap: self._assignee(gap).lower(),
        }
        return sorted(found, key=keys[self.query.sort.lstrip("-")], reverse=self.query.sort.startswith("-"))

    def _assignee(self, gap: Gap) -> str:
        assigned = self.decided.assigned.get(gap.key)
        return assigned.assignee.name if assigned else ""

    def row(self, gap: Gap) -> Row:
        unit = self.reading.units.get(gap.unit)
        code = unit.code if unit else ""
        decided = self.decided
        href, words = addresses.step_of(gap.to, gap.ref, gap.step, code, self.user)
        return Row(
            gap, unit, decided.assigned.get(gap.key), decided.dismissed.get(gap.key), self.before.is_new(gap),
            addresses.about(gap, code), href, words,
        )  # fmt: skip

    @cached_property
    def page(self) -> Page:
        def rows(start: int, end: int) -> list[Row]:
            return [self.row(gap) for gap in self.gaps[start:end]]

        return lists.page_at(self.query.page, len(self.gaps), rows)

    @cached_property
    def groups(self) -> list[tuple[str, int, list[Row]]]:
        """(heading, how many of it in all, its rows on this page); one without a heading where it is sorted."""
        if not self.grouped:
            return [("", len(self.gaps), self.page.rows)]
        of_all = Counter(self._group_key(gap) for gap in self.gaps)
        found: dict[object, tuple[str, int, list[Row]]] = {}
        for row in self.page.rows:
            key = self._group_key(row.gap)
            found.setdefault(key, (self.group(row.gap), of_all[key], []))[2].append(row)
        return list(found.values())

    def _group_key(self, gap: Gap):
        return {"unit": gap.unit, "rule": gap.rule}.get(self.view, gap.severity)

    @cached_property
    def views(self) -> list[Link]:
        return [
            Link(
                label,
                lists.without(self.params, "view", "sort", **({"view": name} if name != VIEWS[0][0] else {})),
                name == self.view,
            )
            for name, label in VIEWS
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        said = {
            "q": lambda text: f"“{text}”",
            "below": lambda unit: f"{unit.name} and below",
            "rule": lambda rules: " or ".join(LABELS[rule] for rule in rules),
            "severity": lambda levels: " or ".join(SEVERITIES[level] for level in levels),
            "who": lambda who: f"With: {dict(self.form.fields['who'].choices)[who]}",
            "new": lambda _: "New since last week",
        }
        chosen = [(name, value) for name, value in self.chosen.items() if name != "q"]
        return [
            Chip(said[name](value), whole(self.request, lists.without(self.params, name)))
            for name, value in chosen
        ]
