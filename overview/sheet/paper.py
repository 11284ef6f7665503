"""The sheet on paper: what is known in print, lines and boxes for what is not. Set by typst with its own fonts.

Values go in as data, never as markup: nothing that somebody wrote can become an instruction.
"""

import json
from functools import cache
from pathlib import Path

import typst

from common import words
from overview.sheet.sheet import WANTED, Sheet
from units.choices import AssetKind, Bucket, Depth, ImpactCategory
from units.hours import say_hours

TEMPLATE = Path(__file__).with_name("sheet.typ")
PROCESS_LINES = 10
LONGEST_PURPOSE = 700
MOST_PRINTED = 8


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def written(sheet: Sheet) -> bytes:
    """The PDF."""
    return typst.compile(_template(), sys_inputs={"sheet": json.dumps(content(sheet))})


def pictures(sheet: Sheet, *, dots_per_inch: float = 96) -> list[bytes]:
    """Each page as PNG, to be looked at."""
    found = typst.compile(
        _template(), format="png", ppi=dots_per_inch, sys_inputs={"sheet": json.dumps(content(sheet))}
    )
    return found if isinstance(found, list) else [found]


def content(sheet: Sheet) -> dict:
    """What the template prints; texts only."""
    unit = sheet.unit
    purpose = unit.purpose.strip()
    deputy = sheet.deputy.contact if sheet.deputy else None
    needs = sheet.needs_known
    return {
        "name": unit.name,
        "code": unit.code,
        "depth": Depth(sheet.depth).label,
        "day": words.day(sheet.today, today=sheet.today),
        "purpose": purpose if len(purpose) <= LONGEST_PURPOSE else f"{purpose[:LONGEST_PURPOSE]}…",
        "deputy": {
            "name": deputy.name if deputy else "",
            "email": deputy.email if deputy else "",
            "phone": deputy.phone if deputy else "",
        },
        "kinds": [label for _, label in AssetKind.choices],
        "jewels": [
            {"name": one.name, "kind": one.get_kind_display()} for one in sheet.jewels_known[:MOST_PRINTED]
        ],
        "jewels_free": max(WANTED - len(sheet.jewels_known), 0),
        "buckets": [label for _, label in Bucket.choices],
        "hurts_after": unit.get_hurts_after_display(),
        "needs": needs[:MOST_PRINTED],
        "needs_free": max(WANTED - len(needs), 0),
        "categories": [label for _, label in ImpactCategory.choices],
        "processes": [_process(one) for one in sheet.processes_known] if sheet.whole else [],
        "process_lines": max(PROCESS_LINES - len(sheet.processes_known), 3) if sheet.whole else 0,
        "full": sheet.full,
    }


def _process(one) -> dict:
    return {
        "name": one.name,
        "mtd": say_hours(one.mtd_hours),
        "rto": say_hours(one.rto_hours),
        "rpo": say_hours(one.rpo_hours),
        "sensitive": "yes" if one.handles_sensitive else "",
        "severe": f"{one.severe.get_category_display()}, {one.severe.get_bucket_display()}"
        if one.severe
        else "see its grid"
        if one.answers
        else "",
    }
