"""Brings a file of people into the directory, the same way the page does."""

from contacts.sheets.kind import PEOPLE
from desk.sheets.command import BringInCommand


class Command(BringInCommand):
    help = "Brings a CSV file or vCards of people into the directory, all or nothing."
    kind = PEOPLE
