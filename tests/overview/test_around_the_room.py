"""Around a talk: what goes on now, the page of its plan, a word in passing, the prep sheet, a line on closing."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from dialogues.forms.closing import LineForm
from tests.factories.dialogues import AgendaItemFactory, SessionFactory

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def test_what_goes_on_stands_before_what_is_ahead(cast, clients):
    SessionFactory(title="To come", units=[cast.unit])
    SessionFactory(title="In the room", units=[cast.unit], held=True, starts_at=timezone.now())
    answer = clients["head"].get("/dialogues/")
    assert [row.title for row, _ in answer.context["rows"]] == ["In the room", "To come"]
    assert "Going on" in answer.content.decode()
    assert not clients["head"].get("/dialogues/?show=past").context["rows"]


def test_the_month_says_with_whom_and_what_is_missing(cast, clients):
    start = timezone.now() - timedelta(hours=3)
    SessionFactory(title="Talk with Marketing", units=[cast.unit], starts_at=start)
    page = text_of(clients["head"].get(f"/dialogues/calendar/?month={timezone.localtime(start):%Y-%m}"))
    assert "Marketing" in page
    assert "notes missing" in page


def test_the_page_of_a_plan_leads_to_what_can_be_done_with_it(cast, clients):
    talk = SessionFactory(units=[cast.unit])
    over = SessionFactory(units=[cast.unit], starts_at=timezone.now() - timedelta(days=1))
    here, there = f"/dialogues/sessions/{talk.pk}/", f"/dialogues/sessions/{over.pk}/"
    page = clients["ciso"].get(here).content.decode()
    for step in ("move/", "cancel/", "talk.ics"):
        assert f'href="{here}{step}"' in page
    assert "missed/" not in page
    assert f'href="{there}missed/"' in clients["head"].get(there).content.decode()
    for reader, query in (("head", ""), ("auditor", ""), ("ciso", "?share=1")):
        page = clients[reader].get(f"{here}{query}").content.decode()
        assert "move/" not in page
        assert "cancel/" not in page


def test_a_word_in_passing_has_no_empty_parts_of_a_talk(clients, cast):
    talk = SessionFactory(units=[cast.unit], touch=True, title="In passing with Ana", notes="+ accounts end")
    page = clients["ciso"].get(f"/dialogues/sessions/{talk.pk}/").content.decode()
    for part in ("agenda-heading", "promises-heading", "heard-heading"):
        assert part not in page
    assert "<strong>Decision:</strong> accounts end" in page


def test_on_the_prep_sheet_a_settled_point_says_what_became_of_it(clients, cast):
    held = SessionFactory(units=[cast.unit], held=True)
    AgendaItemFactory(session=held, text="The short form", kind="we_owe", note="by 3 Nov", done=True)
    page = clients["ciso"].get(f"/dialogues/sessions/{held.pk}/prep/").content.decode()
    assert "by 3 Nov" not in page
    assert "kept" in page


def test_a_line_stays_one_line_however_it_was_broken():
    form = LineForm(None, proposal=SimpleNamespace(key="a"), units=[], who=[], team=False, initial={})
    form.cleaned_data = {"text": "nobody tells us\r\n who leaves"}
    assert form.clean_text() == "nobody tells us who leaves"
