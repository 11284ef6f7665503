"""axe finds nothing on any page, for each role, in light and dark, and nothing runs over the edge of a phone."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from accounts.roles import Role
from tests.fixtures.browser import SIZES
from tests.house.addresses import address_of
from tests.house.test_permissions import reviewed

# Answers that are no page.
NOT_PAGES = {
    "healthz", "readyz", "offline_download", "evidence_download", "map_data", "map_svg", "asset_choices",
    "choices:units", "choices:branch_sums",
    "choices_contacts:contacts", "unit_sheet_pdf", "glossary-json", "session_prep_pdf", "session_draft",
    "session_lines", "dialogues:talk_ics", "dialogues:series_preview", "past_marks",
    "reviews:scope", "reviews:summary", "reviews:summary_json", "units:import_template",
    "units:import_mapping",
    "contacts:import_template", "contacts:import_mapping", "mfa_download_recovery_codes",
    "successions_import_template", "successions_import_mapping",
    "dependencies_import_template", "dependencies_import_mapping",
    "assets_import_template", "assets_import_mapping",
    "processes_import_template", "processes_import_mapping",
}  # fmt: skip
FILES = ("_csv", "_xlsx", "_vcf")


# Pages about signing in look the same to every role.
ALIKE = ("account", "mfa_", "socialaccount_", "invitation")
# Whoever sees most comes first.
READERS = (Role.CISO, Role.ADMIN, Role.AUDITOR, Role.HEAD, Role.RESPONDER, "anonymous")
LOOKS = (("light", "wide"), ("dark", "phone"))


def readers_of(name: str, answers: dict[str, str]) -> list[str]:
    """Who opens the page of that name."""
    if name in NOT_PAGES or name.endswith(FILES):
        return []
    asked = (Role.CISO, "anonymous") if name.startswith(ALIKE) else READERS
    return [reader for reader in asked if answers[reader] == "ok"]


def pages(reader: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What this reader opens, and in which looks: one after the other sees it light and wide, dark and on a phone.

    Who is the only one sees it in both.
    """
    for place, (name, answers) in enumerate(reviewed().items()):
        readers = readers_of(name, answers)
        if reader in readers:
            yield name, LOOKS if len(readers) == 1 else [LOOKS[(place + readers.index(reader)) % 2]]


def enter(page, live_server, user):
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_for_everybody(page, live_server, axe, cast, sampled, reader):
    if reader != "anonymous":
        enter(page, live_server, cast.by_role(reader))
    faults = {}
    for name, looks in pages(reader):
        for scheme, size in looks:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(SIZES[size])
            page.goto(live_server.url + address_of(name, sampled))
            found = axe(page)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append("the page is wider than the screen")
            if found:
                faults[f"{name} {size} {scheme}"] = found
    assert faults == {}


@pytest.mark.django_db(transaction=True)
def test_a_fault_would_be_found(page, live_server, axe, cast):
    enter(page, live_server, cast.ciso)
    page.goto(f"{live_server.url}/units/")
    page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"/static/x.png\">'")
    assert any("image-alt" in fault for fault in axe(page))
