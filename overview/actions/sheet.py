"""Writing a whole sheet as one save with one reason. What is empty takes nothing away."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common.history import recording
from contacts.actions.assignments import assign
from contacts.actions.contacts import create_contact
from contacts.functions import DEPUTY
from contacts.models import Assignment, Contact, Function
from overview.sheet.merging import as_opened, merge
from overview.sheet.sheet import Sheet
from units.actions import change_unit
from units.actions.assets import save_asset
from units.actions.dependencies import CONSUMER, save_dependency, settle_provider
from units.actions.processes import KEEP, save_process
from units.choices import AssetKind, Bucket
from units.hours import say_hours
from units.models import Asset, Dependency, Process, Unit
from units.models.asset import CROWN
from units.versions import revision_for

PROCESS = ("name", "mtd_hours", "rto_hours", "rpo_hours", "handles_sensitive")
GONE = "Somebody took this off the list meanwhile. Save again to put it back, or empty the line."


class Refused(Exception):
    """Nothing was written. The forms of the sheet say why, each at its place."""


@dataclass
class Writer:
    """One attempt to write `sheet`. Collects what is wrong before anything is given up."""

    sheet: Sheet
    by: object
    at: datetime
    reason: str
    refused: bool = False

    @property
    def unit(self) -> Unit:
        return self.sheet.unit

    def refuse(self, form, name: str, message) -> None:
        form.add_error(name if name in form.fields else None, message)
        self.refused = True

    def meanwhile(self, form, name: str, text: str, *, revision: tuple[str, object]) -> None:
        """Says what somebody else wrote; what was typed stays, and is written when it is sent again."""
        self.refuse(
            form, name, f"Somebody wrote “{text}” here meanwhile. Save again to put yours in its place."
        )
        self.renew(form, *revision)

    @staticmethod
    def renew(form, name: str, value) -> None:
        form.data = form.data.copy()
        form.data[form.add_prefix(name)] = str(value)


@transaction.atomic
def save_sheet(sheet: Sheet, *, by, at: datetime) -> None:
    """Writes what changed on a valid sheet. Raises Refused, and then nothing is written."""
    reason = sheet.form.cleaned_data["reason"]
    writer = Writer(sheet, by, at, reason)
    with recording(by=by, reason=reason):
        for part in (_unit, _deputy, _jewels, _processes, _needs):
            part(writer)
    if writer.refused:
        raise Refused


def _unit(writer: Writer) -> None:
    sheet, form, unit = writer.sheet, writer.sheet.form, writer.unit
    names = ("purpose", "hurts_after")
    sent = {name: form.cleaned_data[name] for name in names if form.cleaned_data[name] not in ("", None)}
    now = {name: getattr(unit, name) for name in names}
    found = merge(sent, as_opened(unit, form.cleaned_data["unit_revision"], names), now)
    for name, theirs in found.clashes.items():
        text = Bucket(theirs).label if name == "hurts_after" and theirs else theirs or "nothing"
        revision = ("unit_revision", revision_for(sheet.user, unit))
        writer.meanwhile(form, name, text, revision=revision)
    if found.values:
        change_unit(unit, values=found.values, by=writer.by, reason=writer.reason)


def _deputy(writer: Writer) -> None:
    sheet, form = writer.sheet, writer.sheet.form
    said = form.cleaned_data
    if sheet.people is None or not (said.get("deputy") or said.get("deputy_name")):
        return
    now = str(sheet.deputy.contact_id) if sheet.deputy else ""
    chosen = said.get("deputy")
    if not said["deputy_name"] and str(chosen.pk) in (now, said["deputy_was"]):
        return
    if now != said["deputy_was"]:
        writer.meanwhile(
            form, "deputy", sheet.deputy.contact.name if now else "nobody", revision=("deputy_was", now)
        )
        return
    try:
        with transaction.atomic():
            contact = _somebody(writer, said) if said["deputy_name"] else chosen
            assign(
                Assignment(
                    contact=contact,
                    unit=writer.unit,
                    function=Function.objects.nameable_by(writer.by).get(code=DEPUTY),
                    since=timezone.localdate(writer.at),
                ),
                by=writer.by,
                reason=writer.reason,
                succeed=True,
            )
    except ValidationError as error:
        writer.refuse(form, "deputy_name" if said["deputy_name"] else "deputy", " ".join(error.messages))


def _somebody(writer: Writer, said: dict) -> Contact:
    """Whoever has this e-mail already, as far as one sees them; else a new entry in the directory."""
    if said["deputy_email"]:
        known = Contact.objects.visible_to(writer.by).listed().here(on=timezone.localdate(writer.at))
        if found := known.filter(email__iexact=said["deputy_email"]).order_by("pk").first():
            return found
    values = {
        "name": said["deputy_name"],
        "email": said["deputy_email"],
        "phone": said["deputy_phone"],
        "home_unit": writer.unit,
    }
    return create_contact(values=values, by=writer.by, reason=writer.reason)


def _jewels(writer: Writer) -> None:
    for form in writer.sheet.jewels.forms:
        said = form.cleaned_data
        if not said.get("name"):
            continue
        kind = said.get("kind") or AssetKind.DATA
        if said.get("id"):
            _known(writer, form, Asset, {"name": said["name"], "kind": kind}, save_asset)
            continue
        # What is on the list already becomes one of the few.
        asset = Asset.objects.filter(unit=writer.unit, name__iexact=said["name"]).first()
        asset = asset or Asset(unit=writer.unit, name=said["name"], kind=kind)
        asset.criticality = CROWN
        _judged(writer, form, save_asset, asset)


def _processes(writer: Writer) -> None:
    for form in writer.sheet.processes.forms if writer.sheet.whole else ():
        said = form.cleaned_data
        if not said.get("name"):
            continue
        values = {name: said.get(name) for name in PROCESS}
        severe = KEEP if form.grid or not form.has_changed() else form.severe()
        if said.get("id"):
            # An emptied time takes nothing away.
            values = {name: value for name, value in values.items() if value is not None}
            severe = severe if {"category", "severe_from"} & set(form.changed_data) and severe else KEEP
            _known(writer, form, Process, values, save_process, severe=severe)
        else:
            _judged(writer, form, save_process, Process(unit=writer.unit, **values), severe=severe or KEEP)


def _known(writer: Writer, form, model, sent: dict, save, **more) -> None:
    """Changes a row that was on screen, unless somebody else changed the same."""
    rows = model.objects.filter(unit=writer.unit).select_for_update(of=("self",), no_key=True)
    row = rows.filter(pk=form.cleaned_data["id"]).first()
    if row is None:
        writer.refuse(form, "name", GONE)
        writer.renew(form, "id", "")
        return
    opened = as_opened(row, form.cleaned_data["revision"], sent)
    found = merge(sent, opened, {name: getattr(row, name) for name in sent})
    for name, theirs in found.clashes.items():
        writer.meanwhile(form, name, _read(name, theirs), revision=("revision", row.revision))
    if found.clashes or not (found.values or any(value is not KEEP for value in more.values())):
        return
    for name, value in found.values.items():
        setattr(row, name, value)
    _judged(writer, form, save, row, **more)


def _read(name: str, value) -> str:
    """A value as one reads it."""
    if name.endswith("_hours"):
        return say_hours(value) or "nothing"
    if name == "kind":
        return AssetKind(value).label
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _needs(writer: Writer) -> None:
    rows = list(Dependency.objects.filter(consumer=writer.unit).select_related("provider"))
    named = {row.provider_named.upper(): row for row in rows if row.provider_id is None}
    providers = {row.provider_id for row in rows} - {None}
    for form in writer.sheet.needs.forms:
        name = form.cleaned_data.get("name", "")
        if not name:
            continue
        provider, problem = _meant(writer, name)
        if problem:
            writer.refuse(form, "name", problem)
        elif (provider and provider.pk in providers) or (not provider and name.upper() in named):
            continue
        elif provider and (row := named.get(name.upper()) or named.get(provider.name.upper())):
            # So far only named in words, by somebody who may not look it up.
            _judged(writer, form, settle_provider, row, provider=provider)
        else:
            # In its own name only where somebody of the department fills it in.
            side = "" if writer.by.has_perm("units.view_every_unit") else CONSUMER
            row = Dependency(consumer=writer.unit, provider=provider, provider_named="" if provider else name)
            _judged(writer, form, save_dependency, row, side=side, at=writer.at)


def _meant(writer: Writer, name: str) -> tuple[Unit | None, str]:
    """The department of that name or code that one sees, None for somebody else; or what is wrong with it."""
    seen = Unit.objects.visible_to(writer.by).current()
    found = list(seen.filter(name__iexact=name)[:2]) or list(seen.filter(code__iexact=name)[:1])
    if len(found) > 1:
        return None, "Several departments are called so. Write its code instead."
    if found[:1] == [writer.unit] or name.upper() == writer.unit.name.upper():
        return None, "That is the department itself. Whom else does it need?"
    return (found[0] if found else None), ""


def _judged(writer: Writer, form, save, row, **more) -> None:
    try:
        with transaction.atomic():
            save(row, by=writer.by, reason=writer.reason, **more)
    except ValidationError as error:
        for name, messages in getattr(error, "error_dict", {None: [error]}).items():
            writer.refuse(form, name if name in form.fields else "name", messages)
