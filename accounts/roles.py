"""Roles and what each may do: one table, role to codenames. Which rows is each queryset's `visible_to`."""

from django.db.models import TextChoices


class Role(TextChoices):
    CISO = "ciso", "CISO’s team"
    HEAD = "head", "Department head or delegate"
    ADMIN = "admin", "Administrator"
    AUDITOR = "auditor", "Auditor"
    RESPONDER = "responder", "Responder on duty"


EVERYBODY = {"overview.view_today", "overview.search", "accounts.view_own_account"}

READ_EVERYTHING = EVERYBODY | {
    "units.view_unit",
    "units.view_every_unit",
    "units.compare_units",
    "units.export_unit",
    "units.view_incident",
    "units.view_obligations",
    "overview.view_department",
    "overview.view_record",
}

KEEP_INVENTORY = {
    "units.add_unit",
    "units.change_unit",
    "units.restructure_unit",
    "units.close_unit",
    "units.import_unit",
    "units.manage_obligations",
    "units.record_incident",
}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.CISO: frozenset(READ_EVERYTHING | KEEP_INVENTORY | {"units.override_risk", "desk.view_system"}),
    Role.ADMIN: frozenset(READ_EVERYTHING | KEEP_INVENTORY | {"accounts.manage_users", "desk.view_system"}),
    Role.AUDITOR: frozenset(READ_EVERYTHING),
    Role.HEAD: frozenset(
        EVERYBODY
        | {
            "units.view_unit",
            "units.change_unit",
            "units.export_unit",
            "units.view_incident",
            "overview.view_department",
            "overview.view_record",
        }
    ),
    Role.RESPONDER: frozenset(EVERYBODY | {"units.view_every_unit", "overview.view_duty"}),
}


def permissions_of(role: str) -> frozenset[str]:
    return PERMISSIONS.get(role, frozenset())
