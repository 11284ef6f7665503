"""Auditors get the hash of the record once a month, so that it lies outside; whoever wants none gets none."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.evidence import chain
from outreach.models import Message
from overview.reminders import sending
from tests.factories.accounts import UserFactory
from tests.factories.desk import EvidenceAnchorFactory
from tests.factories.outreach import PreferenceFactory

pytestmark = pytest.mark.django_db
FIRST = datetime(2027, 3, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def auditor():
    return UserFactory(name="Ina Audit", auditor=True, access_ends_on="2027-12-31")


def remind(at) -> list[Message]:
    sending.remind(at=at, since=at - DAY)
    return list(Message.objects.filter(kind="record_anchor", state="queued"))


def test_the_newest_anchor_goes_to_each_auditor_once_a_month(auditor):
    UserFactory(admin=True)
    anchor = EvidenceAnchorFactory()
    for _ in range(2):
        [mail] = remind(FIRST)
    assert mail.user == auditor
    assert anchor.hash in mail.text
    assert anchor.hash[:12] in mail.subject
    assert len(remind(FIRST + timedelta(days=31))) == 2


def test_who_wants_none_gets_none(auditor):
    EvidenceAnchorFactory()
    PreferenceFactory(user=auditor, kinds=[])
    assert remind(FIRST) == []


def test_without_an_anchor_nothing_is_said(auditor):
    assert chain.latest() is None
    assert remind(FIRST) == []


def test_an_auditor_can_say_no(clients):
    page = clients["auditor"].get("/outreach/preferences/").text
    assert "Anchor of the record" in page
    assert "Anchor of the record" not in clients["admin"].get("/outreach/preferences/").text
