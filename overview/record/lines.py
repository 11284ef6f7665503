"""Entries and saves made ready for templates: labels, links, what was and what is. Built in Python, once a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from common import words
from common.forms import AUDIENCE_WORDS
from common.html import filled
from contacts.models import Absence, Contact, Stance
from overview.record import diff
from overview.record.addresses import change_page, department_page, person_page, version_page
from overview.record.entries import Entry
from overview.record.saves import Save
from overview.record.words import field_label, headline, summary, value
from units.models import Unit

# Bookkeeping of imports: that it changed is worth a word, its text says nothing to a reader.
WITHOUT_TEXT = {("units.unit", "sources"), ("units.unit", "pinned")}
# Led to the person, though a unit may be among what they are about.
ABOUT_PEOPLE = (Contact, Absence, Stance)
_TAGS = {diff.GONE: "del", diff.NEW: "ins"}


@dataclass
class Shown:
    """One save as the page shows it: its entries as HTML, or where there are too many, what it amounted to."""

    save: Save
    when: str
    href: str
    entries: str = ""  # HTML
    summary: str = ""
    version: str = ""  # address of the version that this save left, where this is one unit's record


@dataclass(frozen=True)
class Addresses:
    """What the entries are about, as far as the reader may open it: codes of units by id, ids of people."""

    codes: dict[int, str]
    people: frozenset[int] = frozenset()


def addresses(entries: Iterable[Entry], user) -> Addresses:
    entries = list(entries)
    units = {entry.unit_id for entry in entries} - {None}
    people = {entry.contact_id for entry in entries if entry.model in ABOUT_PEOPLE} - {None}
    codes = Unit.objects.visible_to(user).filter(pk__in=units).values_list("pk", "code") if units else ()
    known = (
        Contact.objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True) if people else ()
    )
    return Addresses(dict(codes), frozenset(known))


def shown(saves: list[Save], user, *, today: date, beside: int | None = None) -> list[Shown]:
    """`beside` is the unit whose record this is: it needs no name, and its versions can be opened."""
    known = addresses((entry for save in saves for entry in save.entries or ()), user)
    made = []
    for save in saves:
        one = Shown(save, words.moment(save.at, today=today), change_page(save.group))
        if save.entries is None:
            one.summary = summary(save)
        else:
            lines = [line(entry, known, today=today, beside=beside) for entry in save.entries]
            one.entries = mark_safe("".join(lines))  # noqa: S308  each line is escaped
            own = [_version(entry, known) for entry in save.entries if entry.unit_id == beside]
            one.version = next(filter(None, own), "")
        made.append(one)
    return made


def line(
    entry: Entry, known: Addresses, *, today: date, whole: bool = False, beside: int | None = None
) -> SafeString:
    """One entry: what it is about, then each field as it was and is. `whole` shows long texts uncut."""
    sentence = _sentence(entry, known, beside)
    if whole and (version := _version(entry, known)):
        sentence = filled('{} <a class="small" href="{}">See this version</a>', sentence, version)
    told = [
        filled("<dt>{}</dt><dd>{}</dd>", *change(entry, name, today=today, whole=whole))
        for name in _told(entry)
    ]
    fields = SafeString(f"<dl>{''.join(told)}</dl>") if told else ""
    about = filled("<p>{}</p>", sentence) if sentence else ""
    return filled('<div class="entry">{}{}</div>', about, fields)


def _version(entry: Entry, known: Addresses) -> str:
    """Address of the version that this entry is; only departments have such a page."""
    code = known.codes.get(entry.unit_id)
    return version_page(code, entry.history_id) if code and entry.model is Unit and entry.type != "-" else ""


def _told(entry: Entry) -> list[str]:
    """Changed fields in the order of the model; bookkeeping only where nothing else changed."""
    label = entry.model._meta.label_lower
    return [name for name in entry.changes if (label, name) not in WITHOUT_TEXT] or list(entry.changes)


def _sentence(entry: Entry, known: Addresses, beside: int | None) -> SafeString:
    before, after = headline(entry)
    if entry.model is Unit and entry.type == "~":
        before = ""
        if beside == entry.unit_id:
            return SafeString()
    label = entry.label
    code = known.codes.get(entry.unit_id)
    if entry.model in ABOUT_PEOPLE and entry.contact_id in known.people:
        label = filled('<a href="{}">{}</a>', person_page(entry.contact_id), label)
    elif code and beside != entry.unit_id:
        look = "lead-in" if entry.model is Unit else ""
        label = filled('<a class="{}" href="{}">{}</a>', look, department_page(code), label)
    return filled("{}{}{}", before, label, after)


def change(entry: Entry, name: str, *, today: date, whole: bool) -> tuple[SafeString, SafeString]:
    """(label, was → is) of one changed field."""
    label = marked(entry.model, name)
    if (entry.model._meta.label_lower, name) in WITHOUT_TEXT:
        return label, mark_safe("changed")
    old, new = entry.changes[name]
    if diff.is_long(old, new):
        return label, long_change(old, new, whole=whole)
    meta_field = entry.model._meta.get_field(name)
    was, now = value(meta_field, old, today=today), value(meta_field, new, today=today)
    if not whole:
        was, now = _cut(was), _cut(now)
    if not old:
        return label, filled('<ins class="now">{}</ins>', now)
    return label, filled(
        '<del class="was">{}</del> <span aria-hidden="true">→</span> <ins class="now">{}</ins>', was, now
    )


def marked(model, name: str) -> SafeString:
    """The field's label, with a mark where the department may not read it."""
    label, only = field_label(model, name), AUDIENCE_WORDS.get(model.audiences.of(name))
    return filled('{} <span class="mk mk-team">{}</span>', label, only) if only else conditional_escape(label)


def long_change(old: str, new: str, *, whole: bool) -> SafeString:
    found, cut = diff.pieces(old, new), False
    if not whole:
        found, cut = diff.shortened(found)
    told = SafeString()
    for before, piece in pairwise([None, *found]):
        swapped = before is not None and before.kind == diff.GONE and piece.kind == diff.NEW
        told += filled("{}{}", " " if swapped else "", _piece(piece))
    return filled('{}<span class="meta small"> shortened</span>', told) if cut else told


def _piece(piece: diff.Piece) -> SafeString:
    tag = _TAGS.get(piece.kind)
    if tag is None:
        return conditional_escape(piece.text)
    css = "was" if piece.kind == diff.GONE else "now"
    return filled('<{} class="{}">{}</{}>', tag, css, piece.text, tag)


def _cut(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[:most].rstrip() + "…"
