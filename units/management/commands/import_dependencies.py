"""Brings a file of dependencies into the inventory, the same way the page does."""

from desk.sheets.command import BringInCommand
from units.sheets.dependencies import DEPENDENCY_SHEET


class Command(BringInCommand):
    help = "Brings a CSV file of dependencies into the inventory, all or nothing."
    kind = DEPENDENCY_SHEET
