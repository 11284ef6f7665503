"""Forms of the inventory. Each offers a person only the fields and choices that are theirs."""

from units.forms.move import MoveForm
from units.forms.unit import NewUnitForm, UnitForm

__all__ = ["MoveForm", "NewUnitForm", "UnitForm"]
