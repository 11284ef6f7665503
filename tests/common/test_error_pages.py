"""What one sees when something went wrong, and that it says what to do."""

import pytest
from django.template.loader import get_template
from django.test import Client

from accounts.models import User


def test_the_worst_page_needs_nothing_to_render():
    html = get_template("500.html").render()
    assert "Something broke on our side" in html
    assert "static/srrm/css/tokens.css" in html


@pytest.mark.django_db
def test_an_unknown_address_is_explained_to_anyone(client):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "There is nothing here that you can see" in response.content.decode()


def test_inside_it_keeps_the_frame(cast, clients):
    html = clients["ciso"].get("/no/such/page/").content.decode()
    assert 'aria-label="Rooms"' in html
    assert "Cast ciso" in html


def test_a_page_of_another_role_names_the_role(cast, clients):
    response = clients["responder"].get("/accounts/users/")
    assert response.status_code == 403
    html = response.content.decode()
    assert "Your role does not open this page" in html
    assert "Responder on duty" in html


def test_a_form_that_was_open_for_too_long_says_so(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ciso)
    response = client.post("/accounts/logout/")
    assert response.status_code == 403
    assert "This form was open for too long" in response.content.decode()


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_is_a_400(client):
    response = client.post("/accounts/login/", {f"f{i}": "" for i in range(2100)})
    assert response.status_code == 400
    assert "This request could not be read" in response.content.decode()


@pytest.fixture
def broken(cast, clients, settings):
    """`broken("too_long")`: what a person is answered by that view, which first renames them."""
    settings.ROOT_URLCONF = "tests.common.broken_urls"
    clients["ciso"].raise_request_exception = False

    def ask(view: str, **headers):
        answer = clients["ciso"].post(f"/{view}/", headers=headers)
        assert User.objects.get(pk=cast.ciso.pk).name == "Cast ciso"
        return answer.status_code, answer.content.decode()

    return ask


def test_what_the_database_stopped_is_told_as_such_and_changed_nothing(broken):
    status, html = broken("too_long")
    assert status == 503
    assert "This took too long and was stopped" in html
    assert "Nothing was changed" in html
    assert "Something broke" not in html


def test_anything_else_that_broke_is_our_fault(broken):
    for view in ("mistaken", "wrong"):
        status, html = broken(view)
        assert status == 500
        assert "Something broke on our side" in html
