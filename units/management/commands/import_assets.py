"""Brings a file of assets into the inventory, the same way the page does."""

from desk.sheets.command import BringInCommand
from units.sheets.assets import ASSET_SHEET


class Command(BringInCommand):
    help = "Brings a CSV file of assets into the inventory, all or nothing."
    kind = ASSET_SHEET
