"""The files in the pack: a page that opens from disk without a server, the same to print, a line to begin with."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.template import engines
from django.utils import timezone

from common import words
from common.words import count
from overview.offline.content import Content, Leaf

HERE = Path(__file__).parent
PAGE, PAPER, README = "call-sheets.html", "call-sheets.pdf", "README.txt"


@dataclass(frozen=True)
class Made:
    """When the pack was built, and by whom, in words."""

    at: datetime
    by: str

    @property
    def said(self) -> str:
        at = timezone.localtime(self.at)
        return f"{words.day(at, today=at.date())} {at.year}, {at:%H:%M}"


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text()


def held(found: Content) -> str:
    """“62 departments, 140 people, 133 numbers”."""
    holds = found.holds
    return ", ".join(
        (
            count(holds["units"], "department"),
            count(holds["people"], "person", "people"),
            count(holds["numbers"], "number"),
        )
    )


def page(found: Content, made: Made) -> str:
    """Self-contained: style and script stand inside, because nobody serves them when it is opened."""
    context = {
        "leaves": found.leaves, "made": made, "held": held(found), "organisation": settings.ORGANISATION_NAME,
        "style": _text("pack.css"), "script": _text("pack.js"),
    }  # fmt: skip
    # Not among the templates: no page that is served may hold its own style and script.
    return engines["django"].from_string(_text("pack.html")).render(context)


def paper(found: Content, made: Made) -> bytes:
    printed = {
        "organisation": settings.ORGANISATION_NAME, "made": made.said, "by": made.by, "held": held(found),
        "leaves": [_printed(leaf) for leaf in found.leaves],
    }  # fmt: skip
    return typst.compile(_text("pack.typ").encode(), sys_inputs={"pack": json.dumps(printed)})


def _printed(leaf: Leaf) -> dict:
    ours = ""
    if leaf.ours:
        phone = leaf.ours.contact.phone if leaf.ours.contact else leaf.ours.user.email
        ours = f"{leaf.ours.user}, {phone}"
    return {
        "name": leaf.name,
        "code": leaf.code,
        "lines": [
            {"name": line.contact.name, "why": line.why, "phone": line.contact.phone or "no number"}
            for line in leaf.lines
        ],
        "ours": ours,
        "next": [
            {"name": one.name, "wave": one.wave, "person": one.person, "phone": one.phone}
            for one in leaf.next
        ],
        "more": leaf.more,
    }


def readme(found: Content, made: Made) -> str:
    return (
        f"Call sheets of {settings.ORGANISATION_NAME} as of {made.said}, built by {made.by}: {held(found)}.\r\n"
        f"Open {PAGE} in any browser (it needs no connection), or print {PAPER}. "
        "Numbers change: get a new pack every week and delete this one.\r\n"
    )
