"""The page of one's own reminders: what stands there for whom, what is kept, and what is refused in words."""

import pytest
from django.apps import apps

from accounts.roles import Role
from outreach.models import Preference
from outreach.usual import wishes_of
from tests.factories.outreach import PreferenceFactory

pytestmark = pytest.mark.django_db
PAGE = "/outreach/preferences/"
SAID = {"kinds": ["promise_due"], "days_before": "5", "digest": "weekly", "quiet_weekdays": ["5", "6"]}


def body(answer) -> str:
    return answer.content.decode()


def test_everybody_begins_with_the_usual_of_their_role(clients):
    head, ciso = (body(clients[role].get(PAGE)) for role in ("head", "ciso"))
    for html in (head, ciso):
        assert "as is usual for your role" in html
    assert 'value="promise_due"' in head
    assert "Talks are due" not in head
    assert "Talks are due" in ciso
    assert "nothing to be reminded of" in body(clients["responder"].get(PAGE))


@pytest.mark.parametrize("role", ["ciso", "admin", "head", "auditor"])
def test_what_was_chosen_is_kept_with_a_version(cast, clients, role):
    data = SAID if role != "auditor" else {**SAID, "kinds": ["session_ahead"]}
    assert clients[role].post(PAGE, data).status_code == 302
    kept = Preference.objects.get(user=cast.by_role(role))
    assert (kept.days_before, kept.digest, kept.quiet_weekdays) == (5, "weekly", [5, 6])
    assert kept.history.first().history_change_reason == "Chosen on their own page of reminders"
    assert "as you chose" in body(clients[role].get(PAGE))


def test_whoever_has_no_reminders_keeps_quiet_days_alone(cast, clients):
    assert clients["responder"].post(PAGE, {"quiet_weekdays": ["6"]}).status_code == 302
    kept = Preference.objects.get(user=cast.responder)
    assert (kept.kinds, kept.digest, kept.quiet_weekdays) == ([], "none", [6])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quiet_weekdays": [str(n) for n in range(7)]}, "Leave at least one day."),
        ({"quiet_from": "2026-12-24", "quiet_until": "2026-12-20"}, "end before they begin"),
        ({"days_before": "61"}, "60"),
        ({"days_before": "-1"}, "0"),
        ({"kinds": ["minutes"]}, "minutes"),
        ({"digest": "hourly"}, "hourly"),
        ({"quiet_from": "1026-12-24"}, "before 1900"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(cast, clients, changed, said):
    answer = clients["ciso"].post(PAGE, SAID | changed)
    assert answer.status_code == 422
    assert said in body(answer)
    assert not Preference.objects.exists()


def test_a_head_cannot_choose_what_is_for_the_team(cast, clients):
    assert clients["head"].post(PAGE, SAID | {"kinds": ["dialogue_due"]}).status_code == 422


def test_one_goes_back_to_the_usual(cast, clients):
    PreferenceFactory(user=cast.head, digest="none")
    PreferenceFactory(user=cast.ciso, digest="none")
    clients["head"].post("/outreach/preferences/usual/")
    assert list(Preference.objects.values_list("user", flat=True)) == [cast.ciso.pk]
    assert wishes_of(Role.HEAD, None).digest == "monthly"


def test_every_reminder_has_its_words_and_a_right():
    from outreach.kinds import kinds

    own = [one for one in kinds() if one.reminder and one.permission.startswith("dialogues.")]
    assert apps.is_installed("overview")
    assert {"session_ahead", "notes_missing", "promise_due", "promise_waiting", "dialogue_due", "digest"} <= {
        one.key for one in own
    }
