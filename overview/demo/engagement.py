"""How people stand towards security, as the CISO's team read it in the last twelve months."""

from functools import partial

from contacts.choices import Engagement
from contacts.models import Stance
from overview.demo.stage import Event, Moment

U, R, N, S, L = Engagement
INGRID, TOMAS, HANNA, PRIYA = "ingrid.solheim", "tomas.reyes", "hanna.okafor", "priya.nair"

# who, days before the demo is built, stands, we hope for, read by, note
READINGS = (
    ("clara.whitfield", 341, N, S, TOMAS, "Burnt by the blocked tool. Listens when we come early."),
    ("clara.whitfield", 171, S, S, TOMAS, "Brought two tools to us before buying."),
    ("clara.whitfield", 50, S, L, TOMAS, "Would stand up in the committee if we asked."),
    ("jasper.okonjo", 48, N, S, TOMAS, ""),
    ("kwame.boateng", 152, R, N, TOMAS, "Thinks we are why the autumn launch slipped."),
    ("kwame.boateng", 15, N, S, TOMAS, "The consent fault changed his mind; not yet his habits."),
    ("ottilie.varga", 116, S, S, TOMAS, ""),
    ("oliver.brandt", 199, U, S, TOMAS, "New, nobody has told him anything."),
    ("oliver.brandt", 66, N, S, TOMAS, "Wants the library of answers. That is our way in."),
    ("mei.tanaka", 266, S, L, TOMAS, ""),
    ("mei.tanaka", 89, L, L, TOMAS, "Speaks about it at her own all-hands."),
    ("rachel.adeyemi", 43, S, S, TOMAS, "The script for doubtful callers was the turning point."),
    ("moira.kinsella", 122, R, S, TOMAS, "Every second of sign-in is a customer waiting."),
    ("giulia.moretti", 232, S, L, PRIYA, "Likes controls that look like hers."),
    ("konrad.weiss", 138, L, L, PRIYA, "Since the cloned voice he tells the story himself."),
    ("stephen.oduya", 180, N, S, PRIYA, "Not in the last week of a month."),
    ("dorothy.pickering", 75, S, S, PRIYA, ""),
    ("patrick.doyle", 259, R, S, HANNA, "Line 2. He has not forgotten."),
    ("patrick.doyle", 98, N, S, HANNA, "Windows for changes are given now, and kept."),
    ("helen.marchbanks", 120, N, S, HANNA, ""),
    ("lorenzo.bassi", 270, R, S, HANNA, "Felt discovered once a year."),
    ("lorenzo.bassi", 74, S, S, HANNA, "Two days on site did more than two years of mail."),
    ("anders.nyberg", 205, S, L, HANNA, "Agrees in principle, competes for weekends."),
    ("judith.castellan", 144, N, S, HANNA, "Lists of thousands."),
    ("winston.clarke", 57, N, S, HANNA, ""),
    ("wanda.kowalska", 176, S, S, HANNA, ""),
    ("femi.adebayo", 88, L, L, HANNA, "Found the weak signature himself, in a way. Say so."),
    ("arjun.mehta", 30, S, L, HANNA, ""),
    ("daniel.osei", 164, S, S, PRIYA, ""),
    ("sofia.marin", 110, N, S, PRIYA, "Would rather be asked than told."),
    ("sebastian.thurlow", 190, R, S, INGRID, "Thinks fewer people should know anything, us included."),
    ("leila.rahimi", 104, S, S, INGRID, ""),
    ("eirik.halvorsen", 187, U, S, INGRID, ""),
    ("eirik.halvorsen", 31, N, S, INGRID, "Asks how, no longer why."),
    ("matthias.brenner", 133, N, L, INGRID, "Works council first. He is right."),
    ("henrietta.lascelles", 131, S, L, INGRID, "One page, four times a year."),
)  # fmt: skip


def events() -> list[Event]:
    return [
        Event(days, 17, by, "After the talk", partial(read, row=(who, current, desired, note)))
        for who, days, current, desired, by, note in READINGS
    ]


def read(now: Moment, row: tuple) -> None:
    who, current, desired, note = row
    Stance(
        contact=now.stage.contacts[who], current=current, desired=desired, note=note, noted_on=now.day
    ).save()
