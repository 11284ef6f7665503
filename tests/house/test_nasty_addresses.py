"""No address answers with a failure of ours, whatever stands behind its question mark and in its gaps."""

import pytest
from django.test import Client

from tests.house.addresses import address_of, walk
from tests.house.test_permissions import READERS

HUGE = "9" * 400
LONG = "x" * 20_000

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
HTMX = {"HX-Request": "true", "HX-Target": "\x00<x>"}


def questions() -> list[str]:
    """Query strings in which every parameter has the same nasty value, then a few that only go wrong alone."""
    together = ["&".join(f"{name}={value}" for name in PARAMETERS) for name_, value in VALUES.items()]
    alone = [f"{name}={VALUES[kind]}" for name in PARAMETERS for kind in ("a NUL byte", "half a character")]
    strange = ["&&&===", "%", "%zz=%zz", "q=1;DROP", "page=1&page=2&page=%00", "=".join("x" * 200), LONG]
    return together + alone + strange


def failures(client: Client, path: str, queries, **headers) -> list[str]:
    found = []
    client.raise_request_exception = False
    for query in queries:
        answer = client.get(path, QUERY_STRING=query, headers=headers)
        if answer.streaming:
            b"".join(answer)
        if answer.status_code >= 500:
            found.append(f"{path}?{query[:120]}: {answer.status_code} {answer.exc_info[1]!r:.200}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_no_nasty_question_breaks_an_address(clients, sampled, reader):
    broken = []
    for name, _ in walk():
        path = address_of(name, sampled)
        status = clients[reader].get(path).status_code
        # Who is turned away is turned away before the question is read; a few are enough.
        queries = questions() if status in (200, 400, 404, 422) else questions()[:3]
        broken += failures(clients[reader], path, queries)
    assert broken == [], "\n".join(broken[:40])
