"""The sections of the page, in the order of a relationship. A later room adds its section to `BANDS` and a template."""

from collections.abc import Callable
from dataclasses import dataclass

from overview.department import (
    gaps,
    inventory,
    needs,
    people,
    practices,
    record,
    reviews,
    risk,
    talks,
    value,
    words,
)
from overview.department.facts import Department

# What a change on this page can be about.
EVERYTHING = ("unit", "risk", "obligations", "incidents", "people", "value", "dependencies")


@dataclass(frozen=True)
class Section:
    """One part of the page. `facts` gives what its template shows, or None where the reader has none of it;
    it is read again whenever something named in `rereads` has changed."""

    id: str
    template: str
    label: str
    facts: Callable[[Department], dict | None]
    rereads: tuple[str, ...] = ("unit",)

    @property
    def trigger(self) -> str:
        return ", ".join(f"changed:{name} from:body" for name in self.rereads)


FACTS = Section("facts", "overview/department/_facts.html", "Who speaks for it", inventory.facts, EVERYTHING)
TALKS = Section(
    "talks", "overview/department/_talks.html", "Talks", talks.talks, ("unit", "talk", "topics", "promise")
)
PROMISES = Section(
    "promises", "overview/department/_promises.html", "Promises", talks.promises, ("unit", "talk", "promise")
)
WANTS = Section("wants", "overview/department/_wants.html", "What they want", words.wants)
CHANGES = Section("changes", "overview/department/_changes.html", "What changed", record.changes, EVERYTHING)
PEOPLE = Section("people", "overview/department/_people.html", "People", people.people, ("unit", "people"))
NEEDS = Section(
    "dependencies", "overview/department/_needs.html", "Who depends on whom", needs.dependencies,
    ("unit", "dependencies"),
)  # fmt: skip
VALUE = Section(
    "value", "overview/department/_value.html", "What they cannot lose", value.value,
    ("unit", "value", "people"),
)  # fmt: skip
STRUCTURE = Section(
    "structure", "overview/department/_structure.html", "Where it belongs", inventory.structure
)
OBLIGATIONS = Section(
    "obligations", "overview/department/_obligations.html", "Obligations", inventory.obligations,
    ("unit", "risk", "obligations", "value"),
)  # fmt: skip
INCIDENTS = Section(
    "incidents", "overview/department/_incidents.html", "Incidents", inventory.incidents,
    ("unit", "risk", "incidents"),
)  # fmt: skip
RISK = Section("risk", "overview/department/_risk.html", "Risk and why", risk.risk, EVERYTHING)
PRACTICES = Section(
    "practices", "overview/department/_practices.html", "Practices", practices.practices, ("unit", "practice")
)
GAPS = Section("gaps", "overview/department/_gaps.html", "To settle", gaps.gaps, EVERYTHING)
NOTES = Section("notes", "overview/department/_notes.html", "Notes", words.notes)
TEAM_NOTES = Section(
    "team-notes", "overview/department/_team_notes.html", "Notes of the CISO’s team", words.team_notes
)
REORGANISATIONS = Section(
    "reorganisations",
    "overview/department/_reorganisations.html",
    "Reorganisations",
    inventory.reorganisations,
)
RECORD = Section(
    "record", "overview/department/_record.html", "The record", record.record, (*EVERYTHING, "record")
)
REVIEWS = Section(
    "reviews", "overview/department/_reviews.html", "Last confirmed", reviews.reviews, ("unit", "review")
)

# From the top down: rows of the page, their columns, the sections in each column.
BANDS: tuple[tuple[str, tuple[tuple[Section, ...], ...]], ...] = (
    ("", ((FACTS,),)),
    ("", ((TALKS,),)),
    ("", ((PROMISES,),)),
    ("cols cols-2", ((WANTS,), (CHANGES,))),
    ("", ((PEOPLE,),)),
    ("", ((NEEDS,),)),
    ("cols cols-side", ((VALUE,), (RISK,))),
    ("", ((PRACTICES,),)),
    ("", ((GAPS,),)),
    ("cols cols-side", ((STRUCTURE, OBLIGATIONS), (INCIDENTS, REORGANISATIONS))),
    ("cols cols-2", ((NOTES,), (TEAM_NOTES,))),
    ("", ((REVIEWS,),)),
    ("", ((RECORD,),)),
)
# While somebody writes in the rows above it, this part of a section is read again alone.
STRIP = Section(
    "value-strip", "overview/department/_value_strip.html", "How bad it gets", value.strip, ("value",)
)
SECTIONS = {section.id: section for _, columns in BANDS for column in columns for section in column}
SECTIONS[STRIP.id] = STRIP


@dataclass
class Shown:
    """A section with its facts, ready for its template."""

    section: Section
    facts: dict


def shown(section: Section, department: Department) -> Shown | None:
    facts = section.facts(department)
    return None if facts is None else Shown(section, facts)


def page(department: Department) -> list[tuple[str, list[list[Shown]]]]:
    """(class, columns) of every band that has something to show; a lone column takes the whole width."""
    bands = []
    for css, columns in BANDS:
        filled = [[s for section in column if (s := shown(section, department))] for column in columns]
        filled = [column for column in filled if column]
        if filled:
            bands.append((css if len(filled) == len(columns) else "", filled))
    return bands
