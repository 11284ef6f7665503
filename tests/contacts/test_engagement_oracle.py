"""Nobody but the CISO's team learns by any means that how people stand was ever noted: every address of the product,
every way of asking, byte by byte, before and after; and none of the words stands anywhere."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch
from django.utils import timezone

from common.history import recording
from contacts.actions.stances import note_stance, remove_stance
from contacts.models import Contact, Stance
from tests.factories.contacts import AssignmentFactory, ContactFactory, StanceFactory
from tests.fixtures.answers import told
from tests.house.addresses import address_of, walk
from tests.house.test_no_oracle import everything, here_yesterday

pytestmark = pytest.mark.django_db

READERS = ("admin", "auditor", "head", "responder")
NOTE = "Balks at longer projects"
WORDS = re.compile(
    rb"engagement|stance\b|stances|resistant|supportive|unaware|we hope for|Balks at", re.IGNORECASE
)
# Ways of asking that could tell by order, number or narrowing, and what would be downloaded.
QUESTIONS = (
    "/contacts/?q=balks", "/contacts/?q=resistant", "/contacts/?engagement=2", "/contacts/?engagement=1&engagement=2",
    "/contacts/?engagement_gap=1", "/contacts/?sort=engagement", "/contacts/?sort=-engagement",
    "/contacts/?sort=-stands", "/contacts/?sort=-gap", "/contacts/?stance=2", "/contacts/?stances__current=2",
    "/contacts/?columns=name&columns=engagement&columns=stands&columns=desired", "/contacts/?filters=1",
    "/contacts/?filters=1&engagement=2", "/contacts/?view=engagement", "/contacts/?sort=name", "/contacts/?sort=-name",
    "/contacts/export.csv?engagement=2", "/contacts/export.csv?columns=engagement",
    "/contacts/export.csv?sort=-engagement", "/contacts/export.csv?take=shown&columns=engagement",
    "/contacts/export.xlsx?take=shown&columns=name&columns=engagement&sort=-engagement",
    "/contacts/export.vcf?engagement=2", "/contacts/export.vcf?engagement_gap=1", "/contacts/?as_of={today}",
    "/choices/contacts/?q=balks", "/choices/contacts/?q=cl", "/contacts/engagement/?unit=OWN",
    "/contacts/engagement/?function=head", "/changes/?kind=contacts.stance", "/changes/?kind=contacts.contact",
    "/changes/?q=balks", "/changes/?q=noted", "/changes/?who=Cast+ciso", "/changes/?unit=OWN", "/changes/?from={today}",
    "/units/OWN/history/", "/units/OWN/history/?as_of={today}", "/units/OWN/history/?q=balks", "/units/OWN/?share=1",
    "/units/OWN/people/", "/units/?q=balks", "/search/?q=balks", "/search/?q=resistant", "/search/?q=clara",
    "/search/?q=clara&in=contacts", "/call/?q=mark", "/call/OWN/?purpose=decision", "/call/OWN/?purpose=routine",
    "/?all", "/?q=mark",
)  # fmt: skip


@pytest.fixture
def people(cast, sampled):
    """Somebody of the head's own, somebody above who answers for them, somebody elsewhere."""
    clara = Contact.objects.get(pk=sampled["contact"])
    AssignmentFactory(contact=clara, unit=cast.unit)
    above = ContactFactory(name="Clement Above", home_unit=cast.parent)
    AssignmentFactory(contact=above, unit=cast.parent, code="deputy")
    elsewhere = ContactFactory(name="Clea Elsewhere", home_unit=cast.foreign)
    AssignmentFactory(contact=elsewhere, unit=cast.foreign)
    return [clara, above, elsewhere]


def added(cast, people):
    """Also one so long ago that its time is over: what is due to go tells nobody either."""
    for contact in people:
        StanceFactory(contact=contact, note=NOTE, noted_on=timezone.localdate() - timedelta(days=500))
        note_stance(
            contact, current=2, desired=5, note=NOTE, noted_on=timezone.localdate(), by=cast.ciso, reason="Noted"
        )  # fmt: skip


def changed(cast, people):
    with recording(by=cast.ciso, reason="Noted anew"):
        for stance in Stance.objects.all():
            stance.current, stance.desired, stance.note = 1, 4, f"{NOTE} again"
            stance.save()


def removed(cast, people):
    for stance in Stance.objects.all():
        remove_stance(stance, by=cast.ciso, reason="Taken back")


STEPS = (added, changed, removed)


@pytest.mark.parametrize("reader", READERS)
def test_every_address_tells_the_same_before_and_after(cast, clients, sampled, people, reader):
    here_yesterday(cast.by_role(reader))
    before = everything(clients[reader], sampled, QUESTIONS)
    told_by = {}
    for step in STEPS:
        step(cast, people)
        after = everything(clients[reader], sampled, QUESTIONS, known=before)
        different = [path for path, answer in after.items() if before[path] != answer]
        # A document says when it was made; it holds what the page beside it does.
        if different := [path for path in different if ".pdf" not in path]:
            told_by[step.__name__] = different
        before = after
    assert told_by == {}


def test_the_comparison_can_fail(cast, clients, sampled, people):
    before = everything(clients["ciso"], sampled, QUESTIONS)
    added(cast, people)
    after = everything(clients["ciso"], sampled, QUESTIONS)
    different = {path.split(" ")[0] for path, answer in after.items() if before[path] != answer}
    assert {f"/contacts/{people[0].pk}/", "/contacts/engagement/", "/changes/"} <= different


@pytest.mark.parametrize("reader", READERS)
def test_the_words_stand_nowhere(cast, clients, sampled, people, reader):
    added(cast, people)
    changed(cast, people)
    found = {}
    for name, _ in walk():
        if name == "desk:retention":  # names the rule, which is no secret, and no row of anybody
            continue
        answer = clients[reader].get(address_of(name, sampled))
        if hit := WORDS.search(told(answer)):
            found[name] = told(answer)[max(0, hit.start() - 60) : hit.end() + 40]
    assert found == {}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["engagement", "engagement_gap", "stance", "stands"])
def test_asking_by_it_is_answered_like_any_unknown_word(cast, clients, people, reader, name):
    added(cast, people)
    for question in ("?{}=2", "?sort={}", "?sort=-{}", "?columns=name&columns={}"):
        asked = told(clients[reader].get(f"/contacts/{question.format(name)}"))
        unknown = told(clients[reader].get(f"/contacts/{question.format('zyzzyva')}"))
        assert asked.replace(name.encode(), b"zyzzyva") == unknown, question


@pytest.mark.parametrize("reader", READERS)
def test_a_save_of_it_is_no_save_to_anybody_else(cast, clients, people, reader):
    added(cast, people)
    group = Stance.history.first().history_group
    nothing = uuid.uuid4()
    for page in ("/changes/{}/", "/changes/{}/undo/"):
        there = clients[reader].get(page.format(group))
        nowhere = clients[reader].get(page.format(nothing))
        assert there.status_code == nowhere.status_code
        assert told(there).replace(str(group).encode(), b"") == told(nowhere).replace(
            str(nothing).encode(), b""
        )


@pytest.mark.parametrize("reader", READERS)
def test_whoever_asks_for_the_pages_themselves_is_refused_alike_for_anybody(cast, clients, people, reader):
    added(cast, people[:1])
    answers = {
        (answer.status_code, told(answer).replace(str(contact.pk).encode(), b""))
        for contact in people
        for answer in (clients[reader].get(f"/contacts/{contact.pk}/stance/"),)
    }
    assert {status for status, _ in answers} == {403}


def test_every_address_is_walked(sampled):
    """An address without something to put into its gaps would escape the comparison."""
    missing = []
    for name, _ in walk():
        try:
            address_of(name, sampled)
        except NoReverseMatch:
            missing.append(name)
    assert missing == []
