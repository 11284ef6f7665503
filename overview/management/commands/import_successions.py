"""Brings a register of successions into the record, the same way the page does."""

from common.words import count
from desk.sheets.command import BringInCommand
from overview.models import Reorganisation
from overview.successions.kind import SUCCESSION_SHEET


class Command(BringInCommand):
    help = "Brings the successions of a CSV register in as reorganisations, all or nothing."
    kind = SUCCESSION_SHEET

    def tell(self, record, found) -> None:
        """First line by line, then what the whole register comes to."""
        super().tell(record, found)
        said = found.also
        self.stdout.write(f"  {count(said['successions'], 'succession')}, {_kinds(said)}")
        self.stdout.write(f"  {said['without']:,} lines name no successor and are passed over")
        if said["events"]:
            self.stdout.write(
                f"  {count(said['events'], 'reorganisation')} to be recorded; one merger of several is one"
            )
        for name, words in (
            ("no_day", "without a day: kept as “day not known”"),
            (
                "not_closed",
                "of departments that are not closed here: kept as the register tells it, nothing is closed",
            ),
            (
                "no_kind",
                "without a word on how it came about: kept as a replacement, with a note that says so",
            ),
            ("outside", "to a successor that is not in the inventory: kept by its name"),
        ):
            self.stdout.write(f"  {said[name]:,} {words}")


def _kinds(said) -> str:
    labels = Reorganisation.Kind
    return ", ".join(
        f"{said[f'kind {kind}']:,} {kind.label.lower()}" for kind in labels if said[f"kind {kind}"]
    )
