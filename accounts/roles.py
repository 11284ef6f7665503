"""Roles and what each may do: one table, role to codenames. Which rows is each queryset's `visible_to`."""

from django.db.models import TextChoices


class Role(TextChoices):
    CISO = "ciso", "CISO’s team"
    HEAD = "head", "Department head or delegate"
    ADMIN = "admin", "Administrator"
    AUDITOR = "auditor", "Auditor"
    RESPONDER = "responder", "Responder on duty"


EVERYBODY = {
    "overview.view_today",
    "overview.search",
    "accounts.view_own_account",
    "contacts.view_call_card",
    "outreach.choose_reminders",
    "overview.view_map",
    "overview.view_impact",
    "desk.view_job",
}

READ_PEOPLE = {"contacts.view_contact", "contacts.export_contact"}

READ_TALKS = {"dialogues.view_talk", "dialogues.view_glossary", "goals.view_objective"}

# A department reads the reviews and practices that are its own.
READ_REVIEWS = {"reviews.view_review", "reviews.view_practice"}

# What a list shows is kept under a name for oneself; `share_view` also gives it to the team and sees what it shares.
READ_LISTS = {"desk.keep_view"}

READ_EVERYTHING = (
    EVERYBODY
    | READ_LISTS
    | READ_PEOPLE
    | READ_TALKS
    | READ_REVIEWS
    | {
        "reviews.compare_practices",
        "dialogues.view_library",
        "units.view_unit",
        "units.view_every_unit",
        "units.compare_units",
        "units.export_unit",
        "units.view_incident",
        "units.view_obligations",
        "overview.view_department",
        "overview.view_record",
        "overview.view_gaps",
        "overview.view_reorganisation",
    }
)

KEEP_INVENTORY = {
    "units.add_unit",
    "units.change_unit",
    "units.restructure_unit",
    "units.close_unit",
    "units.import_unit",
    "units.manage_obligations",
    "units.record_incident",
    "units.change_value",
    "units.import_value",
    "units.confirm_dependency",
    "overview.tick_calls",
    "overview.settle_gaps",
    "overview.reorganise",
    "overview.keep_offline",
}

# `appoint`: give anybody any responsibility; a head names people for some of those of their own units.
KEEP_PEOPLE = {
    "contacts.add_contact",
    "contacts.change_contact",
    "contacts.appoint",
    "contacts.release_contact",
    "contacts.merge_contact",
    "contacts.import_contact",
    "contacts.manage_functions",
}

# `plan_talk`: series, single talks, moving and cancelling. `log_talk`: notes, agenda, closing and touches of the talks
# one sees. `promise`: accept, keep, change promises. `keep_library`: templates, cases, glossary.
KEEP_TALKS = {
    "dialogues.plan_talk",
    "dialogues.log_talk",
    "dialogues.promise",
    "dialogues.propose_topic",
    "dialogues.keep_library",
    "goals.manage_objectives",
}

# `answer_review`: for the departments one may act for; the team writes down what it was told.
KEEP_REVIEWS = {
    "reviews.run_cycle",
    "reviews.answer_review",
    "reviews.assess_practice",
    "reviews.keep_practices",
}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.CISO: frozenset(
        READ_EVERYTHING
        | KEEP_INVENTORY
        | KEEP_PEOPLE
        | KEEP_TALKS
        | KEEP_REVIEWS
        | {
            "contacts.view_stance",
            "desk.share_view",
            "dialogues.view_team_notes",
            "units.override_risk",
            "desk.view_system",
            "desk.take_evidence",
        }
    ),
    Role.ADMIN: frozenset(
        READ_EVERYTHING
        | KEEP_INVENTORY
        | KEEP_PEOPLE
        | KEEP_TALKS
        | KEEP_REVIEWS
        | {
            "accounts.manage_users",
            "contacts.redact_contact",
            "desk.share_view",
            "desk.view_system",
            "desk.view_retention",
            "desk.take_evidence",
            "desk.take_anchor",
            "outreach.view_outbox",
            "outreach.manage_outbox",
        }
    ),
    Role.AUDITOR: frozenset(
        READ_EVERYTHING
        | {"desk.view_retention", "desk.take_evidence", "desk.take_anchor", "desk.receive_anchor"}
    ),
    Role.HEAD: frozenset(
        EVERYBODY
        | READ_LISTS
        | READ_PEOPLE
        | READ_TALKS
        | READ_REVIEWS
        | {
            "reviews.answer_review",
            "reviews.assess_practice",
            "dialogues.log_talk",
            "dialogues.promise",
            "dialogues.propose_topic",
            "contacts.add_contact",
            "contacts.change_contact",
            "units.view_unit",
            "units.change_unit",
            "units.change_value",
            "units.confirm_dependency",
            "units.export_unit",
            "units.view_incident",
            "overview.tick_calls",
            "overview.view_department",
            "overview.view_record",
            "overview.view_reorganisation",
        }
    ),
    Role.RESPONDER: frozenset(
        EVERYBODY
        | {
            "units.view_every_unit",
            "overview.keep_offline",
            "overview.tick_calls",
            "overview.view_duty",
        }
    ),
}


def permissions_of(role: str) -> frozenset[str]:
    return PERMISSIONS.get(role, frozenset())


READING = ("view_", "export_", "compare_", "search")


def reads(codename: str) -> bool:
    """Whether it lets one read and nothing else; on a past day nothing else is allowed to anybody."""
    return codename.partition(".")[2].startswith(READING)
