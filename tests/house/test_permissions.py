"""Who gets what from every address: the reviewed table against the running product.

One row an address, one column a reader. A new address without a row fails, as does a row whose answer changed.
Answers are those to GET: `ok`, `go` (on to another page), `in` (on to sign-in), or the status. An address that only
takes a POST answers 405 to those who may send one.
"""

from pathlib import Path

import pytest

from tests.house.addresses import address_of, walk

TABLE = Path(__file__).with_name("permissions.txt")
READERS = ("anonymous", "ciso", "admin", "auditor", "head", "outsider", "responder")


def reviewed() -> dict[str, dict[str, str]]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return {name: dict(zip(READERS, answers, strict=True)) for name, *answers in rows}


def answer(client, url: str, method: str = "get") -> str:
    response = getattr(client, method)(url)
    if response.status_code == 200:
        return "ok"
    if response.status_code in (301, 302):
        return "in" if response["Location"].startswith("/accounts/login/") else "go"
    return str(response.status_code)


def differences(expected: dict, found: dict) -> list[str]:
    """What the table and the product disagree on, one sentence each."""
    return [
        f"{name} for {reader}: reviewed {expected.get(name, {}).get(reader, 'nothing')}, found {said}"
        for name, answers in found.items()
        for reader, said in answers.items()
        if expected.get(name, {}).get(reader) != said
    ] + [f"{name}: in the table, but no such address" for name in expected if name not in found]


@pytest.mark.django_db
def test_every_address_answers_each_reader_as_reviewed(clients, sampled):
    found = {
        name: {reader: answer(clients[reader], address_of(name, sampled)) for reader in READERS}
        for name, _ in walk()
    }
    wrong = differences(reviewed(), found)
    table = "\n".join(
        f"{name:34} {' '.join(f'{said[r]:9}' for r in READERS)}" for name, said in found.items()
    )
    assert not wrong, "\n".join(wrong) + f"\n\nThe product answers:\n{table}"


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_whoever_may_not_open_an_address_may_not_send_to_it_either(clients, sampled, reader):
    shut = {"in", "403", "404"}
    opened = {}
    for name, answers in reviewed().items():
        if answers[reader] in shut:
            said = answer(clients[reader], address_of(name, sampled), "post")
            if said not in shut | {"405"}:
                opened[name] = said
    assert opened == {}


def test_a_new_address_or_a_changed_answer_is_found():
    expected = {"today": {"head": "ok"}}
    assert differences(expected, {"today": {"head": "ok"}}) == []
    assert differences(expected, {"today": {"head": "403"}}) == ["today for head: reviewed ok, found 403"]
    assert differences(expected, {"today": {"head": "ok"}, "new": {"head": "ok"}}) == [
        "new for head: reviewed nothing, found ok"
    ]
    assert differences(expected, {}) == ["today: in the table, but no such address"]


@pytest.mark.django_db
def test_a_view_that_names_no_permission_is_closed_to_everybody(clients, settings):
    settings.ROOT_URLCONF = "tests.house.careless_urls"
    assert {reader: answer(clients[reader], "/careless/") for reader in ("ciso", "admin")} == {
        "ciso": "403",
        "admin": "403",
    }
