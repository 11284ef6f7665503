"""The demo organisation in a browser: what each of its people meets first. Also takes the pictures of the README.

`make docs` keeps them under docs/images; otherwise nothing is written.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from dialogues.choices import SessionState
from dialogues.models import Session
from overview.demo.build import build
from overview.demo.people import PASSWORD
from reviews.models import Cycle

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = {
    "today": "/",
    "departments": "/units/?status=active&sort=-risk",
    "matrix": "/units/?view=matrix",
    "charts": "/units/?view=charts&status=active",
    "tree": "/units/?view=tree",
    "department": "/units/ECM/",
    "map": "/map/",
    "impact": "/units/ECM/impact/",
    "gaps": "/gaps/",
    "people": "/contacts/",
    "call": "/call/ECM/",
    "value": "/units/ECM/value/",
    "sheet": "/units/ECM/sheet/",
    "calendar": "/dialogues/calendar/",
    "promises": "/promises/",
    "heard": "/heard/",
    "record": "/changes/",
    "practices": "/practices/",
    "unit-practices": "/units/MKT/practices/",
    "reorganisations": "/reorganisations/",
}


@pytest.fixture
def picture(page):
    """`picture("today")` keeps what the window shows, when pictures are wanted."""
    folder = Path(settings.BASE_DIR) / "docs" / "images"

    def take(name: str):
        if os.environ.get("SRRM_PICTURES"):
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}.png")

    return take


def test_each_of_the_five_finds_their_own_first_page(page, sign_in, live_server, picture, axe):
    build(on=timezone.localdate())
    first = {
        "ciso": "Today",
        "admin": "Today",
        "auditor": "Today",
        "head": "Marketing",
        "responder": "Call sheets",
    }
    for role, heading in first.items():
        page.context.clear_cookies()
        sign_in(page, User.objects.get(email=f"{role}@demo.example"), password=PASSWORD)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert axe(page) == []
        picture(f"first-{role}") if role in ("head", "responder") else None
        if role == "head":
            page.goto(f"{live_server.url}/reviews/{Cycle.objects.open().get().pk}/MKT/")
            assert axe(page) == []
            picture("review")
    page.context.clear_cookies()
    sign_in(page, User.objects.get(email="ciso@demo.example"), password=PASSWORD)
    page.goto(f"{live_server.url}/units/")  # the greeting has been read
    talking = Session.objects.get(state=SessionState.HELD)
    today = timezone.localdate()
    half_a_year_ago = today - timedelta(days=183)
    dated = {
        "talk": f"/dialogues/sessions/{talking.pk}/",
        "cycle": f"/reviews/{Cycle.objects.open().get().pk}/",
        "past-day": f"/units/ECM/?as_of={half_a_year_ago}",
        "compare": f"/changes/compare/?from={half_a_year_ago}&to={today}&unit=ECM",
    }
    for name, url in (PICTURES | dated).items():
        page.goto(live_server.url + url)
        assert axe(page) == []
        picture(name)
