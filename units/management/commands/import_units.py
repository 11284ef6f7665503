"""Brings a file of departments into the inventory, the same way the page does."""

from desk.sheets.command import BringInCommand
from units.sheets.kind import UNITS


class Command(BringInCommand):
    help = "Brings a CSV file of departments into the inventory, all or nothing."
    kind = UNITS
