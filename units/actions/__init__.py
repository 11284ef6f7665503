"""What can be done to the inventory. Bare verbs, one transaction and one group in the record each."""

from units.actions.stewards import set_stewards
from units.actions.units import (
    change_unit,
    close_unit,
    create_unit,
    free_field,
    reopen_unit,
)

__all__ = ["change_unit", "close_unit", "create_unit", "free_field", "reopen_unit", "set_stewards"]
