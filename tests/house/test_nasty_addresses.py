"""No address answers with a failure of ours, whatever stands behind its question mark and in its gaps."""

from contextlib import suppress

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.house.addresses import GAPS, address_of, walk

HUGE = "9" * 400
LONG = "x" * 2_000

# What people, scanners and cut-off links put into addresses. Percent signs are sent as they stand here.
VALUES = {
    "nothing": "",
    "a NUL byte": "%00",
    "text around a NUL byte": "a%00b",
    "half a character": "%ff%fe",
    "an unpaired surrogate": "%ed%a0%80",
    "a script": "%3Cscript%3Ealert(1)%3C/script%3E",
    "a quote that never ends": "%27%22%28%5C",
    "a pattern": "%25_%2A%5B%28",
    "nobody's number": "-1",
    "a number beyond the database": "99999999999999999999",
    "a number of four hundred digits": HUGE,
    "digits of another script": "%D9%A3%C2%B2",
    "not a number": "NaN",
    "an endless number": "1e999999",
    "a day before 1900": "0001-01-01",
    "a day that is none": "2024-02-31",
    "a day of five digits": "10000-01-01",
    "an instant with a strange zone": "2024-01-01T00:00:00%2B99:99",
    "a pair": "1-99999999999999999999",
    "an identity cut off": "00000000-0000",
    "nothing but spaces": "%20%20%09%0A",
    "a very long word": LONG,
}
PARAMETERS = (
    "q", "page", "sort", "columns", "view", "filters", "as_of", "in", "unit", "severity", "year", "share", "restore",
    "who", "when", "from", "until", "to", "kind", "why", "before", "after", "next", "day", "role", "state", "status",
    "risk", "risk_known", "strategic_importance", "importance_known", "depth", "incomplete", "mine", "owner",
    "parent", "below", "obligation", "headcount_min", "headcount_max", "revenue_min", "revenue_max", "work_mode",
    "risk_appetite", "closed_after", "opened_after", "revision", "mapping", "code", "key", "user", "level", "field",
    "unknown",
)  # fmt: skip


ALONE = ("a NUL byte", "a number beyond the database")
STRANGE = ("&&&===", "%", "%zz=%zz", "q=1;DROP", "page=1&page=2&page=%00", "=".join("x" * 200), "x" * 20_000)
# What stands in the gaps of an address: text, or where a number is asked for, a number.
NASTY_WORDS = ("\0", "a\0b", "<script>", "'\"\\", "%", "..", "٣²", "x" * 3_000)
NASTY_NUMBERS = (0, 2**31, 2**63, 10**30)


def together() -> list[str]:
    """Query strings in which every parameter has the same nasty value."""
    return ["&".join(f"{name}={value}" for name in PARAMETERS) for value in VALUES.values()]


def alone() -> list[str]:
    """One parameter each: where all are wrong, one refusal may hide another."""
    return [f"{name}={VALUES[kind]}" for name in PARAMETERS for kind in ALONE]


def some_for(reader: str, place: int, values: list) -> list:
    """All for the reader who opens most; for the others every fourth, a different fourth at each address: what breaks
    one page for one reader breaks it for the next as well, and the walk stays short."""
    return values if reader == "ciso" else values[place % 4 :: 4]


def failures(client: Client, path: str, queries, method: str = "GET") -> list[str]:
    """What of this path, asked in these ways, answered with a failure of ours."""
    found = []
    client.raise_request_exception = False
    for query in queries:
        answer = client.generic(method, path, QUERY_STRING=query)
        if answer.streaming:
            b"".join(answer)
        if answer.status_code >= 500:
            said = f"{answer.exc_info[1]!r:.200}" if answer.exc_info else ""
            found.append(f"{method} {path[:80]}?{query[:100]}: {answer.status_code} {said}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["anonymous", "ciso", "head", "responder"])
def test_no_nasty_question_breaks_an_address(clients, sampled, reader):
    broken = []
    for place, (name, _) in enumerate(walk()):
        path = address_of(name, sampled)
        opened = clients[reader].get(path).status_code == 200
        asked = some_for(reader, place, [*together(), *STRANGE])
        # Whoever is turned away is turned away before the question is read: one is enough.
        broken += failures(clients[reader], path, asked if opened else together()[2:3])
    assert broken == [], "\n".join(broken[:40])


@pytest.mark.django_db
def test_no_nasty_parameter_breaks_a_list(clients, cast):
    broken = []
    for path in ("/units/", "/units/export.csv", "/units/new/", "/units/OWN/edit/", "/units/OWN/history/"):
        broken += failures(clients["ciso"], path, alone())
    assert broken == [], "\n".join(broken[:40])


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_nasty_in_the_gaps_of_an_address_breaks_it(clients, sampled, method):
    broken = []
    for name in GAPS:
        for nasty in (*NASTY_WORDS, *NASTY_NUMBERS):
            with suppress(NoReverseMatch):
                path = reverse(name, args=[sampled[gap] if gap == "field" else nasty for gap in GAPS[name]])
                broken += failures(clients["ciso"], path, [""], method)
    assert broken == [], "\n".join(broken[:40])


TYPED = (
    "a\0b",
    "<script>alert(1)</script>",
    "9" * 400,
    "-1",
    "1e999999",
    "0001-01-01",
    "\ud800",
    "é" * 100_000,
)
# Bodies that no form of ours sends: (content type, body).
BODIES = (
    ("application/json", b'{"name": [1, {"a": null}]}'),
    ("application/json", b"\xff\xfe"),
    ("text/plain", b"\0\0\0"),
    ("application/x-www-form-urlencoded", b"%ff=%00&name=%ed%a0%80&revision=%00&reason=%ff"),
    ("application/x-www-form-urlencoded; charset=utf-7000", b"name=x"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\x00\r\n\r\n"),
    ("multipart/form-data", b"no boundary"),
    ("", b"name=x"),
)


def sent_back(page) -> dict:
    """What a browser would send from the form of this page: its fields with their values."""
    form = (page.context or {}).get("form")
    return {bound.html_name: bound.value() or "" for bound in form} if form is not None else {}


def breaks(client: Client, path: str, data, kind: str | None = None) -> list[str]:
    answer = client.post(path, data) if kind is None else client.generic("POST", path, data, kind)
    if answer.status_code < 500:
        return []
    said = f"{answer.exc_info[1]!r:.200}" if answer.exc_info else ""
    return [f"POST {path} {data!r:.100}: {answer.status_code} {said}"]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["ciso", "admin", "head"])
def test_nothing_nasty_that_is_sent_breaks_a_form(clients, sampled, reader):
    client, broken = clients[reader], []
    client.raise_request_exception = False
    for place, (name, _) in enumerate(walk()):
        path = address_of(name, sampled)
        page = client.get(path)
        # Signing out would end the walk.
        if page.status_code not in (200, 405) or name == "account_logout":
            continue
        for kind, body in some_for(reader, place, BODIES):
            broken += breaks(client, path, body, kind)
        fields = sent_back(page)
        for typed in some_for(reader, place, TYPED):
            nasty = typed.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
            broken += breaks(
                client, path, {**dict.fromkeys(fields, nasty), "revision": fields.get("revision", "")}
            )
    assert broken == [], "\n".join(broken[:40])
