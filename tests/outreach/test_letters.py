"""The mail itself: headers, names and addresses in any script, the invitation as calendars want it."""

from datetime import UTC, datetime

import pytest

from outreach import delivery
from outreach.letters import Letter
from outreach.models import State
from tests.factories.outreach import MessageFactory

pytestmark = pytest.mark.django_db
INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Gespräch\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def sent(server, kind):
    """`sent(…)`: the mail as the mail server took it, read again."""

    def send(**said):
        message = MessageFactory(user=None, **said)
        delivery.deliver_due()
        message.refresh_from_db()
        assert message.state == State.SENT, message.outcome
        return server.mail[-1]

    return send


def test_text_and_html_arrive_with_the_frozen_number_and_date(sent):
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    mail = sent(message_id="<one@srrm.test>", dated_at=at, text="Hello Ana.\n", html="<p>Hello Ana.</p>")
    assert mail["Message-ID"] == "<one@srrm.test>"
    assert mail["Date"].datetime == at
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_body(("plain",)).get_content().strip() == "Hello Ana."
    assert mail.get_body(("html",)).get_content().strip() == "<p>Hello Ana.</p>"


@pytest.mark.parametrize("subject", ["Überblick über März", "安全会议", "Talk 🛡 soon", "é" * 190])
def test_a_subject_in_any_script_arrives(sent, subject):
    assert sent(subject=subject)["Subject"].strip() == subject  # a folded line begins with a space


@pytest.mark.parametrize("name", ["Zoë Ångström", "王小明", 'Ana "the boss" Silva', "Silva, Ana", "a@b <c>"])
def test_a_name_in_any_script_names_one_reader(sent, name):
    [reader] = sent(name=name, address="ana@test.example")["To"].addresses
    assert (reader.display_name, reader.addr_spec) == (name, "ana@test.example")


def test_a_domain_with_umlauts_is_sent_as_mail_servers_know_it(sent, server):
    sent(address="ana@bücher.example")
    assert server.taken[-1][0] == ["ana@xn--bcher-kva.example"]


def test_an_invitation_is_a_part_of_its_own_that_names_its_method(sent):
    mail = sent(calendar=INVITATION, calendar_method="REQUEST")
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    assert part["Content-Type"].params["method"] == "REQUEST"
    assert part["Content-Type"].params["charset"].lower() == "utf-8"
    assert part.get_content().replace("\r\n", "\n") == INVITATION.replace("\r\n", "\n")
    assert mail.get_content_type() == "multipart/alternative"


def test_lines_longer_than_mail_allows_arrive_whole(sent):
    text = "x" * 3_000 + "\n"
    assert sent(text=text, html="").get_body(("plain",)).get_content().strip() == text.strip()


def test_the_same_row_makes_the_same_bytes(db):
    row = MessageFactory(invitation=True)
    assert Letter(row).message().as_bytes() == Letter(row).message().as_bytes()


def test_the_envelope_names_the_reader_and_nobody_else(sent, server):
    sent(address="ana@test.example", text="Bcc: x@test.example\n", subject="Bcc: x@test.example")
    assert server.taken[-1][0] == ["ana@test.example"]
