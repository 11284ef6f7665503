"""The parts of the library, as tabs over each of them."""

from django.urls import reverse

PARTS = (
    ("Agenda templates", "dialogues:templates", "dialogues.view_library"),
    ("Cases", "dialogues:scenarios", "dialogues.view_library"),
    ("Words", "glossary", "dialogues.view_glossary"),
    ("Objectives", "goals", "goals.view_objective"),
)


def tabs(request) -> list[dict]:
    """What of the library the person may see; nothing where that is one part alone."""
    found = [
        {"label": label, "href": (href := reverse(name)), "current": request.path == href}
        for label, name, permission in PARTS
        if request.user.has_perm(permission)
    ]
    return found if len(found) > 1 else []
