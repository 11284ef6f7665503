"""Pieces of a plan between judging and writing. Those of a long file lie packed: as objects they take a hundred times
the room."""

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import replace

from common.sheets.plan import Plan

OPEN = 12  # pieces that may lie as they are


class Stash:
    """Takes pieces and gives them back once, in their order."""

    def __init__(self, *, packed: bool):
        self.packed = packed
        self._held: list = []

    def add(self, plan: Plan) -> None:
        """Only what is to be written; what is said about it was noted."""
        if not (plan.created or plan.changed):
            return
        kept = replace(plan, unchanged=[], mentioned=set(), problems=[], doubts=[], left_empty=[])
        for row in (*kept.created, *kept.changed):
            row.changes, row.kept = [], []
        self._held.append(zlib.compress(pickle.dumps(kept), level=1) if self.packed else kept)

    def told(self, progress) -> Iterator[Plan]:
        """The same, with how far it is."""
        done = 0
        for plan in self:
            yield plan
            done += len(plan.created) + len(plan.changed)
            progress(done)

    def __iter__(self) -> Iterator[Plan]:
        self._held.reverse()
        while self._held:
            one = self._held.pop()
            yield pickle.loads(zlib.decompress(one)) if self.packed else one  # noqa: S301  packed above
