"""The record in words: what a kind of thing is called, what a field is called, what a save amounted to."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import models
from django.utils.text import capfirst

from common import words
from overview.record.entries import Entry
from overview.record.saves import Count, Save

# What things are called on screen, one and many; anything else goes by its model's own name.
KINDS = {
    "units.unit": ("department", "departments"),
    "units.stewardship": ("person who may act", "people who may act"),
    "units.formercode": ("former code", "former codes"),
    "units.unitobligation": ("obligation of a department", "obligations of departments"),
    "units.incidentunit": ("department an incident touched", "departments incidents touched"),
    "units.incidentreader": ("reader of an incident", "readers of incidents"),
    "overview.reorganisationunit": ("side of a reorganisation", "sides of reorganisations"),
    "overview.reorganisationreader": (
        "person who may know of a reorganisation",
        "people who may know of a reorganisation",
    ),
    "overview.gapassignment": ("gap somebody takes care of", "gaps somebody takes care of"),
    "overview.gapdismissal": ("gap that may stay for now", "gaps that may stay for now"),
    "units.asset": ("thing of value", "things of value"),
    "units.process": ("process", "processes"),
    "units.processasset": ("use of a thing by a process", "uses of things by processes"),
    "units.impact": ("answer on impact", "answers on impact"),
    "units.dependency": ("dependency", "dependencies"),
    "contacts.contact": ("person", "people"),
    "contacts.function": ("responsibility", "responsibilities"),
    "contacts.assignment": ("person’s responsibility", "people’s responsibilities"),
    "contacts.absence": ("absence", "absences"),
    "contacts.stance": ("engagement", "engagements"),
    "contacts.pathway": ("calling order", "calling orders"),
    "contacts.pathwaystep": ("step of a calling order", "steps of calling orders"),
    "contacts.distinct": ("pair of different people", "pairs of different people"),
    "goals.objective": ("objective", "objectives"),
    "dialogues.framework": ("agenda template", "agenda templates"),
    "dialogues.edition": ("edition of a template", "editions of templates"),
    "dialogues.question": ("question", "questions"),
    "dialogues.scenario": ("case", "cases"),
    "dialogues.term": ("word of the glossary", "words of the glossary"),
    "dialogues.series": ("recurring talk", "recurring talks"),
    "dialogues.seriesunit": ("department of a recurring talk", "departments of recurring talks"),
    "dialogues.seriesparticipant": ("person of a recurring talk", "people of recurring talks"),
    "dialogues.quiettime": ("quiet time", "quiet times"),
    "dialogues.session": ("talk", "talks"),
    "dialogues.sessionunit": ("department of a talk", "departments of talks"),
    "dialogues.participation": ("person taking part", "people taking part"),
    "dialogues.agendaitem": ("point on the agenda", "points on the agenda"),
    "dialogues.commitment": ("promise", "promises"),
    "dialogues.topic": ("thing to talk about", "things to talk about"),
    "dialogues.insight": ("sentence we heard", "sentences we heard"),
    "dialogues.theme": ("theme", "themes"),
    "dialogues.insighttheme": ("theme of a sentence", "themes of sentences"),
    "outreach.preference": ("wish about reminders", "wishes about reminders"),
    "reviews.cycle": ("review", "reviews"),
    "reviews.arrangement": ("arrangement before a review", "arrangements before a review"),
    "reviews.unitreview": ("review of a department", "reviews of departments"),
    "reviews.partreview": ("answer to a part", "answers to parts"),
    "reviews.practice": ("practice", "practices"),
    "reviews.maturityassessment": ("judgement on a practice", "judgements on practices"),
    "reviews.assessmentinsight": ("reason of a judgement", "reasons of judgements"),
    "reviews.assessmentpromise": ("promise behind a judgement", "promises behind judgements"),
    "overview.reorganisation": ("reorganisation", "reorganisations"),
    "desk.evidenceexport": ("file of evidence", "files of evidence"),
    "accounts.user": ("person who signs in", "people who sign in"),
}
# Their labels are sentences already: “Ana may act for Marketing”.
SENTENCES = {
    "units.stewardship", "units.formercode", "units.unitobligation", "units.incidentunit", "units.incidentreader",
    "overview.reorganisationunit", "overview.reorganisationreader",
    "units.processasset", "units.dependency", "contacts.assignment", "contacts.absence",
    "contacts.distinct", "dialogues.quiettime", "outreach.preference",
    "reviews.cycle", "reviews.unitreview", "reviews.partreview", "reviews.maturityassessment",
    "reviews.arrangement", "desk.evidenceexport",
}  # fmt: skip
# Their labels are what somebody said or asked: they stand in quotation marks.
QUOTED = {
    "dialogues.agendaitem", "dialogues.commitment", "dialogues.topic", "dialogues.insight", "dialogues.question",
}  # fmt: skip
# Labels that only make sense beside their neighbours on a form.
FIELDS = {
    "units.unit": {
        "cover_from": "cover from",
        "cover_until": "cover until",
        "risk_override_reason": "why the risk is set by hand",
        "risk_override_until": "risk set by hand until",
        "depth": "record depth as worked out",
        "depth_choice": "record depth chosen",
        "sources": "where values come from",
        "pinned": "kept by hand",
        "worst_after": "worst business impact reached after",
    },
    "desk.evidenceexport": {"parameters": "what was asked for"},
}


def kind_of(model, many: bool = False) -> str:
    """“department”, “departments”."""
    named = KINDS.get(model._meta.label_lower)
    if named:
        return named[many]
    return str(model._meta.verbose_name_plural if many else model._meta.verbose_name)


def field_label(model, name: str) -> str:
    """What the field is called, with a capital."""
    label = FIELDS.get(model._meta.label_lower, {}).get(name)
    label = label or str(model._meta.get_field(name).verbose_name)
    return capfirst(label)


def value(field: models.Field, text: str, *, today: date) -> str:
    """A value as the record keeps it, as people write it: days and amounts; a dash for nothing."""
    if text == "":
        return words.NOTHING
    if isinstance(field, models.DateTimeField):
        try:
            return words.moment(datetime.fromisoformat(text), today=today)
        except ValueError:
            return text
    if isinstance(field, models.DateField):
        try:
            return words.day(date.fromisoformat(text), today=today)
        except ValueError:
            return text
    if isinstance(field, models.DecimalField | models.IntegerField) and not field.flatchoices:
        try:
            return words.number(Decimal(text))
        except InvalidOperation:
            return text
    return text


def headline(entry: Entry) -> tuple[str, str]:
    """What stands before the entry's label, and behind it."""
    label = entry.model._meta.label_lower
    if label in SENTENCES:
        return {"+": ("", ""), "-": ("No longer: ", ""), "~": ("", "")}[entry.type]
    kind = capfirst(kind_of(entry.model))
    if label in QUOTED:
        return f"{kind} “", {"+": "” added", "-": "” taken away", "~": "”"}[entry.type]
    return {"+": (f"{kind} ", " added"), "-": (f"{kind} ", " taken away"), "~": (f"{kind} ", "")}[entry.type]


def things(counts: Iterable[Count]) -> str:
    """“42 departments, 3 incidents”, the most first."""
    by_model = Counter()
    for count in counts:
        by_model[count.branch.model] += count.entries
    said = [
        words.count(number, kind_of(model), kind_of(model, many=True))
        for model, number in by_model.most_common()
    ]
    if len(said) > 3:
        rest = sum(number for _, number in by_model.most_common()[2:])
        said = [*said[:2], words.count(rest, "other thing")]
    return ", ".join(said)


def summary(save: Save) -> str:
    """“42 departments, 118 values”: what a save amounted to, in one line."""
    said = things(save.counts)
    added = sum(count.entries for count in save.counts if count.type == "+")
    gone = sum(count.entries for count in save.counts if count.type == "-")
    if added == save.size:
        return f"{said} added"
    if gone == save.size:
        return f"{said} taken away"
    parts = [said]
    if save.values:
        parts.append(words.count(save.values, "value"))
    if added:
        parts.append(f"{added:,} added")
    if gone:
        parts.append(f"{gone:,} taken away")
    return ", ".join(parts)
