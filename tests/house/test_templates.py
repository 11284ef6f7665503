"""No template is left over."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = [Path(config.path) for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
# Found by name by Django, by allauth, as the face of a form, or by the name of a mail.
KNOWN = re.compile(
    r"^(\d{3}(_csrf)?\.html|_fields?\.html|(allauth|account|mfa|socialaccount|django|\w+/mail)/.*)$"
)


def templates() -> dict[str, Path]:
    found = {}
    for app in OURS:
        folder = app / "templates"
        found |= {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return found


def unused(names, sources: list[str]) -> list[str]:
    """Templates that no source names."""
    return sorted(
        name for name in names if not KNOWN.match(name) and not any(name in text for text in sources)
    )


def sources() -> list[str]:
    code = [path.read_text() for app in OURS for path in app.rglob("*.py")]
    return code + [path.read_text() for path in templates().values()]


def test_every_template_is_named_somewhere():
    assert unused(templates(), sources()) == []


def test_a_left_over_template_would_be_found():
    assert unused(["units/forgotten.html", "404.html"], sources()) == ["units/forgotten.html"]


def test_no_template_carries_what_the_content_policy_forbids():
    forbidden = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    mails = re.compile(r"/e?mail/")
    faults = [
        name
        for name, path in templates().items()
        if not mails.search(name) and forbidden.search(path.read_text())
    ]
    assert faults == []


def test_the_search_for_forbidden_matter_can_fail():
    forbidden = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    assert forbidden.search('<p style="color:red">')
    assert forbidden.search("<script>alert(1)</script>")
    assert not forbidden.search('<script src="/static/x.js" defer></script>')
