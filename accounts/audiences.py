"""Which audiences a person belongs to. The audience of a field is declared beside its model."""

from django.db.models import Q, QuerySet

from accounts.roles import Role
from common.audience import CALL, CISO, DEPARTMENT, TEAM, Audience
from common.history.versions import SILENT_FIELDS, tracked_fields

AUDIENCES: dict[str, frozenset[Audience]] = {
    Role.CISO: frozenset({CALL, DEPARTMENT, TEAM, CISO}),
    Role.ADMIN: frozenset({CALL, DEPARTMENT, TEAM}),
    Role.AUDITOR: frozenset({CALL, DEPARTMENT, TEAM}),
    Role.HEAD: frozenset({CALL, DEPARTMENT}),
    Role.RESPONDER: frozenset({CALL}),
}


def audiences_of(user) -> frozenset[Audience]:
    """Audiences of `user`; an anonymous or unknown one belongs to none."""
    return AUDIENCES.get(getattr(user, "role", ""), frozenset())


def may_read(user, model, field: str) -> bool:
    """Whether `user` may read `field` of rows of `model` that they may see."""
    return model.audiences.readable(field, audiences_of(user))


def hidden_fields(user, model) -> frozenset[str]:
    """Names of the model's fields that `user` may not read."""
    return model.audiences.hidden(model, audiences_of(user))


def readable_versions(user, model) -> QuerySet:
    """Versions of `model` that exist for `user`: of rows they may see, less those in which only fields changed that
    they may not read, so that nobody learns by counting that something hidden changed."""
    hidden = hidden_fields(user, model) | SILENT_FIELDS
    readable = [field.name for field in tracked_fields(model) if field.name not in hidden]
    versions = model.visible_versions(model.history.model.objects.all(), user)
    return versions.filter(~Q(history_type="~") | Q(history_changes__has_any_keys=readable))
