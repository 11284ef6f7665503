"""Addresses of what belongs to a talk, as far as a person may go there; empty where not."""

from urllib.parse import urlencode

from common.addresses import address


def plan(user, code: str) -> str:
    """Where a date is found for a department."""
    return _for(user, "dialogues.plan_talk", "dialogues:session_new", units=code)


def in_passing(user, code: str = "") -> str:
    return _for(user, "dialogues.log_talk", "touch", unit=code)


def propose(user) -> str:
    """Where something to talk about is sent to."""
    return _for(user, "dialogues.propose_topic", "topic_new")


def promise_new(user, code: str) -> str:
    return _for(user, "dialogues.promise", "promise_new", unit=code)


def _for(user, permission: str, name: str, **query) -> str:
    if not user.has_perm(permission):
        return ""
    query = {key: value for key, value in query.items() if value}
    return address(name) + (f"?{urlencode(query)}" if query else "")
