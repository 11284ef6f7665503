"""Talking with htmx."""

import json

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from common import htmx

ask = RequestFactory()


def test_a_part_is_enough_for_a_swap_only():
    assert not htmx.wants_part(ask.get("/"))
    assert htmx.wants_part(ask.get("/", headers={"HX-Request": "true"}))
    assert not htmx.wants_part(
        ask.get("/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    )
    assert not htmx.wants_part(ask.get("/", headers={"HX-Request": "true", "HX-Boosted": "true"}))


def test_a_named_target_is_asked_for_by_name():
    swap = ask.get("/", headers={"HX-Request": "true", "HX-Target": "rows"})
    assert htmx.wants_part(swap, "rows")
    assert not htmx.wants_part(swap, "other")


def test_events_add_up():
    response = htmx.say(htmx.changed(HttpResponse(), "unit", "record"), "Saved.")
    events = json.loads(response.headers["HX-Trigger"])
    assert events["changed:unit"] is True
    assert events["changed:record"] is True
    assert events["srrm:say"] == {"text": "Saved.", "level": "success"}


def test_a_redirect_takes_the_whole_page():
    assert htmx.go(ask.post("/"), "/there/").status_code == 302
    swapped = htmx.go(ask.post("/", headers={"HX-Request": "true"}), "/there/")
    assert (swapped.status_code, swapped.headers["HX-Redirect"]) == (204, "/there/")


@pytest.mark.parametrize(("level", "stored"), [("success", messages.SUCCESS), ("error", messages.ERROR)])
def test_a_small_change_is_answered_in_place_or_on_the_page_it_was_made_from(level, stored):
    swap = htmx.answered(
        ask.post("/", headers={"HX-Request": "true"}), "Said.", "unit", to="/there/#part", level=level
    )
    events = json.loads(swap.headers["HX-Trigger"])
    assert (swap.status_code, events["changed:unit"]) == (204, True)
    assert events["srrm:say"] == {"text": "Said.", "level": level}
    request = ask.post("/")
    request._messages = CookieStorage(request)
    answer = htmx.answered(request, "Said.", "unit", to="/there/#part", level=level)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/there/#part")
    assert [(one.level, one.message) for one in messages.get_messages(request)] == [(stored, "Said.")]


def through(request, answer):
    return htmx.SignInMiddleware(lambda _: answer)(request)


def test_where_a_session_ran_out_the_whole_page_goes_to_sign_in_and_comes_back():
    request = ask.get(
        "/part/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/units/?q=a&risk=4"}
    )
    response = through(request, HttpResponseRedirect("/accounts/login/?next=/part/"))
    assert response.status_code == 401
    assert response.headers["HX-Redirect"] == "/accounts/login/?next=%2Funits%2F%3Fq%3Da%26risk%3D4"


@pytest.mark.parametrize(
    ("current", "back"),
    [
        ("", ""),
        ("javascript:alert(1)", ""),
        ("http://x//evil.example", ""),
        ("http://x/\\\\evil.example", ""),
        ("https://elsewhere.example/units/", "?next=%2Funits%2F"),
    ],
)
def test_one_comes_back_to_this_site_only(current, back):
    request = ask.get("/part/", headers={"HX-Request": "true", "HX-Current-URL": current})
    response = through(request, HttpResponseRedirect("/accounts/login/"))
    assert response.headers["HX-Redirect"] == f"/accounts/login/{back}"


def test_other_answers_pass():
    plain = HttpResponseRedirect("/accounts/login/")
    assert through(ask.get("/"), plain) is plain
    elsewhere = HttpResponseRedirect("/units/")
    assert through(ask.get("/", headers={"HX-Request": "true"}), elsewhere) is elsewhere


@pytest.mark.django_db
def test_a_swap_of_a_signed_out_person_is_sent_to_sign_in(client):
    response = client.get(
        "/units/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/units/"}
    )
    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith("/accounts/login/?next=%2Funits%2F")
