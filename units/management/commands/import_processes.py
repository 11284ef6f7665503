"""Brings a file of processes into the inventory, the same way the page does."""

from desk.sheets.command import BringInCommand
from units.sheets.processes import PROCESS_SHEET


class Command(BringInCommand):
    help = "Brings a CSV file of processes into the inventory, all or nothing."
    kind = PROCESS_SHEET
