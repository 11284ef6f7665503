import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/units/", "/units/OWN/", "/units/export.csv", "/changes/", "/search/?q=a"]
)
def test_no_page_with_data_is_kept_by_a_cache(clients, path):
    assert clients["head"].get(path).headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_partial_is_not_kept_in_place_of_its_page(clients):
    answer = clients["head"].get("/units/OWN/", headers={"HX-Request": "true", "HX-Target": "risk"})
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_an_answer_that_says_otherwise_keeps_its_word(client):
    assert "max-age=0" in client.get("/accounts/login/").headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/units/a%00b/edit/", "/units/%00/", "/accounts/oidc/%00/login/"])
def test_nothing_is_found_at_an_address_with_a_nul_byte(clients, path):
    assert clients["ciso"].get(path).status_code == 404


@pytest.mark.django_db
def test_pages_refuse_frames_and_foreign_scripts_and_tell_no_stranger_where_one_came_from(clients):
    headers = clients["head"].get("/units/OWN/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
