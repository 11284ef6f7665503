"""Default deny: a view names its permission or nobody opens it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from accounts.access import ANYONE, DefaultDenyMiddleware, open_to_anyone, requires
from accounts.models import User
from accounts.roles import Role
from srrm.urls import urlpatterns as product


@requires("units.add_unit")
def guarded(request, word="nothing"):
    """Says a word."""
    return HttpResponse(word)


@require_POST
@requires("units.add_unit")
def only_posted(request):
    return HttpResponse("posted")


@open_to_anyone
def public(request):
    return HttpResponse("public")


def forgotten(request):
    return HttpResponse("everything")


urlpatterns = [
    *product,
    path("guarded/<slug:word>/", guarded),
    path("posted/", only_posted),
    path("public/", public),
    path("forgotten/", forgotten),
]


@pytest.fixture
def request_of(rf):
    def make(user):
        request = rf.get("/")
        request.user = user
        return request

    return make


@pytest.mark.parametrize("role", Role.values)
def test_a_view_opens_to_whoever_holds_its_permission(request_of, role):
    user = User(role=role)
    if role in (Role.CISO, Role.ADMIN):
        assert guarded(request_of(user), word="in").content == b"in"
    else:
        with pytest.raises(PermissionDenied):
            guarded(request_of(user))


def test_a_deactivated_person_is_refused(request_of):
    with pytest.raises(PermissionDenied):
        guarded(request_of(User(role=Role.CISO, is_active=False)))


def test_a_guarded_view_keeps_its_name_and_says_its_permission():
    assert guarded.__name__ == "guarded"
    assert guarded.__doc__ == "Says a word."
    assert guarded.permission == only_posted.permission == "units.add_unit"
    assert public.permission == ANYONE


class TestTheMiddleware:
    def refuses(self, view):
        try:
            DefaultDenyMiddleware(None).process_view(None, view, [], {})
        except PermissionDenied:
            return True
        return False

    def test_refuses_a_view_that_names_no_permission(self):
        assert self.refuses(forgotten)

    @pytest.mark.parametrize("view", [guarded, only_posted, public])
    def test_lets_a_view_with_a_permission_pass(self, view):
        assert not self.refuses(view)

    def test_leaves_sign_in_pages_to_their_own_rules(self):
        from allauth.account import views

        assert not self.refuses(views.login)

    def test_a_module_that_only_sounds_like_them_is_refused(self):
        def stranger(request):
            return HttpResponse("everything")

        stranger.__module__ = "allauthentic.views"
        assert self.refuses(stranger)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
class TestAsAReader:
    @pytest.mark.parametrize("role", Role.values)
    def test_nobody_opens_a_forgotten_view(self, clients, role):
        assert clients[role].get("/forgotten/").status_code == 403

    def test_not_signed_in_one_is_sent_to_sign_in(self, clients):
        for address in ("/forgotten/", "/guarded/word/", "/posted/"):
            response = clients["anonymous"].get(address, headers={"accept": "text/html"})
            assert response.status_code == 302
            assert response["Location"] == f"/accounts/login/?next={address}"

    def test_a_public_view_asks_nobody(self, clients):
        for client in clients.values():
            assert client.get("/public/").content == b"public"

    def test_the_word_in_the_address_reaches_the_view(self, clients):
        assert clients["ciso"].get("/guarded/hello/").content == b"hello"
        assert clients["head"].get("/guarded/hello/").status_code == 403

    def test_a_view_that_only_takes_a_post_still_asks_who(self, clients):
        assert clients["ciso"].post("/posted/").content == b"posted"
        assert clients["head"].post("/posted/").status_code == 403
        assert clients["ciso"].get("/posted/").status_code == 405
