"""Writes down what the code says about itself: addresses and who may open them, and who may read which field."""

from pathlib import Path

from django.apps import apps
from django.core.management.base import BaseCommand
from django.urls import URLPattern, get_resolver

from accounts.access import ANYONE
from accounts.roles import Role, permissions_of


def addresses(patterns=None, prefix: str = "/"):
    """Every address of ours with its view; sign-in pages belong to their library and are left out."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path, pattern.callback
        elif not getattr(pattern.urlconf_module, "__name__", "").startswith("allauth."):
            yield from addresses(pattern.url_patterns, path)


def address_lines():
    roles = list(Role)
    yield "| address | permission | " + " | ".join(role.value for role in roles) + " |"
    yield "| --- | --- |" + " :-: |" * len(roles)
    for path, view in sorted(addresses(), key=lambda pair: pair[0]):
        permission = getattr(view, "permission", "")
        held = ["yes" if permission == ANYONE or permission in permissions_of(role) else "" for role in roles]
        yield f"| `{path}` | {permission or 'none: closed to all'} | " + " | ".join(held) + " |"


def audience_lines():
    yield "| model | its fields | but |"
    yield "| --- | --- | --- |"
    for model in apps.get_models():
        audiences = getattr(model, "audiences", None)
        if audiences is None or hasattr(model, "history_type"):
            continue
        others: dict[str, list[str]] = {}
        for name, audience in audiences.fields.items():
            others.setdefault(audience.value, []).append(f"`{name}`")
        but = "; ".join(f"{audience}: {', '.join(names)}" for audience, names in others.items())
        yield f"| {model._meta.label} | {audiences.default.value} | {but} |"


class Command(BaseCommand):
    help = "Writes the reference of addresses, roles and audiences."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        lines = [
            "# Reference",
            "",
            "Written by `make docs` from the code; do not edit.",
            "",
            "## Addresses, and which role may open them",
            "",
            "Which rows a person sees behind an address is another question: each list is limited to them.",
            "",
            *address_lines(),
            "",
            "## Fields, and who may read them",
            "",
            *audience_lines(),
        ]
        file.write_text("\n".join(lines) + "\n")
        self.stdout.write(f"Wrote {file}.")
