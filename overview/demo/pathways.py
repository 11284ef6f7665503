"""Cards kept by hand, where the order that follows from responsibilities does not serve."""

from functools import partial

from contacts.choices import Channel, Purpose
from contacts.functions import DEPUTY, HEAD
from contacts.models import Function, Pathway, PathwayStep
from overview.demo.stage import Event, Moment

# Whom: a person, or `=` and the responsibility whose holder is meant at the time.
CARDS = (
    (
        164, "tomas.reyes", "After the Helio outage: nobody knew whom to wake first", "ECM", Purpose.INCIDENT,
        "tomas.reyes", "In the week before Christmas the crisis room is staffed day and night.",
        (
            ("dominic.achebe", Channel.PHONE, "Carries the shop’s telephone"),
            ("marcus.bell", Channel.PHONE, "Can put the static page in front"),
            ("marit.haverkamp", Channel.PHONE, "Helio, give the contract number VG-2019-7"),
            (f"={HEAD}", Channel.PHONE, "Decides whether the shop is closed"),
            ("quentin.ashby", Channel.CHAT, "Before customers notice"),
        ),
    ),
    (
        136, "priya.nair", "After the cloned voice", "FIN-TRS", Purpose.DECISION, "priya.nair",
        "Never decide by telephone alone: call back on the number of this card.",
        (
            (f"={HEAD}", Channel.IN_PERSON, "Room 4.12, both screens are there"),
            (f"={DEPUTY}", Channel.IN_PERSON, ""),
            ("giulia.moretti", Channel.PHONE, "Above two million"),
        ),
    ),
)  # fmt: skip


def events() -> list[Event]:
    return [Event(card[0], 16, card[1], card[2], partial(write, card=card)) for card in CARDS]


def write(now: Moment, card: tuple) -> None:
    _, _, _, unit, purpose, counterpart, note, steps = card
    pathway = Pathway(
        unit=now.stage.units[unit], purpose=purpose, counterpart=now.stage.people[counterpart], note=note
    )
    pathway.save()
    for position, (whom, channel, said) in enumerate(steps, start=1):
        if whom.startswith("="):
            target = {"function": Function.objects.get(code=whom[1:])}
        else:
            target = {"contact": now.stage.contacts[whom]}
        PathwayStep(pathway=pathway, position=position, channel=channel, note=said, **target).save()
