"""Every list leaves as a file with the columns that it shows, as CSV and as a workbook that say the same."""

import csv
import html
import io
import re
from datetime import datetime
from http import HTTPStatus

import openpyxl
import pytest

from tests.fixtures.answers import told

# Lists with a menu of downloads: the address of each.
LISTS = (
    "/units/", "/assets/", "/processes/", "/dependencies/", "/contacts/", "/gaps/", "/practices/?judged=any",
    "/dialogues/?show=all", "/promises/", "/heard/", "/dialogues/scenarios/", "/reorganisations/", "/incidents/",
    "/outreach/", "/accounts/users/",
)  # fmt: skip
# Boards and tables put together by hand, whose files have columns of their own.
OF_THEIR_OWN = ("/gaps/", "/incidents/", "/accounts/users/")
LINK = re.compile(r'<li><a href="([^"]*/export\.(?:csv|xlsx)[^"]*)" download>([^<]*)</a></li>')


def offered(page: bytes) -> dict[str, str]:
    """What the menu of a page calls a file, and its address."""
    return {said: html.unescape(href) for href, said in LINK.findall(page.decode())}


def as_rows(client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    data = told(answer)
    if ".csv" in address:
        return [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [[as_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def as_text(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return str(cell)


def comparable(rows: list[list[str]]) -> list[list[str]]:
    """Numbers as numbers, and texts without what keeps a formula from being run in a file of text."""
    return [[re.sub(r"^'(?=[=+@-])|\.0+$|(\.\d)0$", r"\1", cell) for cell in row] for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["admin", "head"])
def test_what_the_menus_offer_says_the_same_in_both_forms(clients, cast, sampled, reader):
    client, differ, seen = clients[reader], {}, 0
    for address in LISTS:
        page = client.get(address)
        files = offered(told(page)) if page.status_code == HTTPStatus.OK else {}
        assert files or reader == "head", address
        for kind in [said.removesuffix(", as CSV") for said in files if said.endswith(", as CSV")]:
            plain = as_rows(client, files[f"{kind}, as CSV"])
            workbook = as_rows(client, files[f"{kind}, as an Excel workbook"])
            assert len(plain) > 1, (address, kind)
            seen += 1
            if comparable(workbook) != comparable(plain):
                differ[address, kind] = (plain, workbook)
    assert differ == {}
    assert seen > 10


@pytest.mark.django_db
def test_the_columns_of_a_list_are_those_of_its_file(clients, cast, sampled):
    differ = {}
    for address in LISTS:
        if address in OF_THEIR_OWN:
            continue
        page = told(clients["admin"].get(address)).decode()
        head = re.search(r"<thead>.*?</thead>", page, re.DOTALL)
        headings = [
            re.sub("<[^>]*>", "", one).strip(" \n↑↓")
            for one in re.findall(r"<th\b.*?</th>", head[0], re.DOTALL)
        ]
        wanted = [html.unescape(one) for one in headings if one]
        [row, *_] = as_rows(clients["admin"], offered(page.encode())["As shown, as CSV"])
        if row[: len(wanted)] != wanted:
            differ[address] = (row, wanted)
    assert differ == {}
