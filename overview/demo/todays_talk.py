"""The talk that is being held when the demo is looked at: Marketing, with notes half written."""

from datetime import datetime, timedelta

from common.history import recording
from dialogues.actions import room, sessions
from dialogues.actions.drafts import save_draft
from dialogues.choices import ItemKind, ItemState, Reply
from dialogues.models import Session
from overview.demo import agendas
from overview.demo.rhythms import RHYTHMS, TOMAS
from overview.demo.stage import Stage
from overview.demo.telling import talks_of

KEY = "MKT"
NOTES = """\
Six campaigns before Christmas. Black Friday week is the one that must not fail: newsletter every day, press on two evenings.

! nobody at Brightside is told when one of their people leaves #agency-access
= the next three weeks are the peak: no changes to the mail system

Nadia brought the list: seven agencies, 23 people, 9 of them unknown to us.
+ agency accounts end on the last day of the contract, no exceptions

@tomas sends the short access form by friday
@nadia asks Brightside to confirm the address list by end of month

AI pictures: the press team already tries two tools, with public material only. Wants a yes or no, not a policy.
? one approved picture tool for press and social #ai-tools
"""  # noqa: E501
FOR_THE_TEAM = """\
Clara is tired of forms, not of us. She defended the access rule in front of her own people. Ask her to open the \
ambassador day in January.
"""
DECLINED = "jasper.okonjo"
SETTLED = (ItemKind.THEY_OWE, ItemKind.CHANGE, ItemKind.QUESTION)  # one of each so far


def hold(stage: Stage, *, at: datetime) -> None:
    """It began some twenty minutes before `at`."""
    by = stage.people[TOMAS]
    began = at.replace(minute=at.minute // 5 * 5, second=0, microsecond=0) - timedelta(minutes=20)
    talk = _planned(stage)
    with recording(by=by, reason="At a time that suits both", at=began - timedelta(hours=2)):
        talk = sessions.move(talk, starts_at=began, by=by, at=began - timedelta(hours=2))
    begun = began + timedelta(minutes=2)
    with recording(by=by, reason=room.OPENED, at=begun):
        parts = (*agendas.PARTS, "changes")
        room.open_session(
            talk, agendas.points(talk, by=by, on=stage.today, number=5, parts=parts, most=3), by=by, at=begun
        )
        _came(stage, talk)
    with recording(by=by, reason=room.SETTLED, at=begun + timedelta(minutes=9)):
        for kind in SETTLED:
            if item := talk.agenda.filter(kind=kind).first():
                room.settle(item, ItemState.DONE, by=by, at=begun + timedelta(minutes=9))
    for team, text in ((False, NOTES), (True, FOR_THE_TEAM)):
        save_draft(talk, team=team, base="", number=0, text=text, by=by, at=at)


def _planned(stage: Stage) -> Session:
    rhythm = next(one for one in RHYTHMS if one.key == KEY)
    day = rhythm.days(stage.today, len(talks_of(KEY)) + rhythm.untold)[-1]
    return Session.objects.get(series=stage.series[KEY], planned_for=day)


def _came(stage: Stage, talk: Session) -> None:
    """The deputy is away and said so."""
    away = stage.contacts[DECLINED].pk
    for row in talk.participations.order_by("pk"):
        row.attended = row.contact_id != away
        row.reply = Reply.ACCEPTED if row.attended else Reply.DECLINED
        row.speaks = row.contact_id == stage.contacts["clara.whitfield"].pk
        row.save()
