"""Assets and dependencies that are changed together."""

from datetime import date

from common.addresses import address
from desk.together.kinds import Kind
from units.actions.dependencies import CONFIRMED, withdraw
from units.asset_list import AssetList
from units.dependency_list import DependencyList
from units.forms.assets import AssetForm
from units.forms.dependencies import DetailsForm
from units.models import Asset, Dependency, Unit
from units.standing import SIDES


class AssetsTogether(Kind):
    name = "assets"
    url = "assets_together"
    permission = "units.change_value"
    model = Asset
    listing = AssetList
    list_url, list_label = "assets", "Assets"
    one, many = "asset", "assets"

    fields = ("criticality", "classification", "kind")
    related = ("unit",)

    def form_for(self, user, today: date) -> AssetForm:
        return AssetForm(instance=Asset())

    def address(self, row: Asset) -> str:
        return address("asset", row.pk)


class DependenciesTogether(Kind):
    name = "dependencies"
    url = "dependencies_together"
    permission = "units.change_value"
    model = Dependency
    listing = DependencyList
    list_url, list_label = "dependencies", "Who depends on whom"
    one, many = "dependency", "dependencies"

    picks = "chosen"
    fields = ("criticality", "classification", "fallback", "fallback_tested_on")
    follows = frozenset(f"{side}_confirmed_{what}" for side in SIDES for what in ("at", "by"))
    related = ("consumer", "provider")

    def form_for(self, user, today: date) -> DetailsForm:
        return DetailsForm(instance=Dependency())

    def facts(self, rows: list[Dependency], values: dict, *, by) -> set[int]:
        """Units that this person speaks for by what they write; the team only writes down what others say."""
        if by.has_perm("units.view_every_unit"):
            return set()
        sides = {getattr(row, f"{side}_id") for row in rows for side in SIDES}
        return set(Unit.objects.visible_to(by).filter(pk__in=sides).values_list("pk", flat=True))

    def judge(self, row: Dependency, changed: set[str], facts: set[int], *, by) -> None:
        super().judge(row, changed, facts, by=by)
        if changed & CONFIRMED:
            withdraw(row, [side for side in SIDES if getattr(row, f"{side}_id") not in facts])

    def note(self, row: Dependency, changed: set[str], *, by) -> str:
        lost = row.changed_fields() & {f"{side}_confirmed_at" for side in SIDES}
        return "Who confirmed it is asked again." if lost else ""

    def address(self, row: Dependency) -> str:
        return address("dependency_edit", row.pk)


ASSETS_TOGETHER, DEPENDENCIES_TOGETHER = AssetsTogether(), DependenciesTogether()
