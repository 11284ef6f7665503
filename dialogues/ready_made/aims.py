"""Objectives that hold for every department, over the six functions of the CSF 2.0."""

from dialogues.ready_made.shapes import Aim
from goals.choices import CsfFunction as Csf

AIMS = (
    Aim(
        "decide",
        Csf.GOVERN,
        "Whoever carries a risk has decided to carry it",
        "A risk that nobody chose is carried by whoever happens to stand there. We want each one to have a "
        "name beside it, and a decision that can be looked up.",
    ),
    Aim(
        "suppliers",
        Csf.GOVERN,
        "Partners are held to what we ask of ourselves",
        "Much of our work is done by others, in our name and with our data. Their slips become ours, so we "
        "agree on the few things that matter and look at them together.",
    ),
    Aim(
        "value",
        Csf.IDENTIFY,
        "We know what each department cannot lose",
        "Effort goes where loss would hurt most. Only the department itself can say what that is and after "
        "how many hours it begins to hurt.",
    ),
    Aim(
        "dependence",
        Csf.IDENTIFY,
        "We know who depends on whom, and both sides agree",
        "Trouble travels along the lines on which work travels. When both ends know of a line, neither is "
        "surprised.",
    ),
    Aim(
        "access",
        Csf.PROTECT,
        "Access goes to those who need it and ends when they no longer do",
        "Most ways in are left over from somebody who moved on. Giving access quickly and ending it on the "
        "day are two halves of the same service.",
    ),
    Aim(
        "sharing",
        Csf.PROTECT,
        "Sensitive information reaches the right people and nobody else",
        "People share what they must to get work done. We want the safe way to be the one that is also the "
        "easiest.",
    ),
    Aim(
        "friction",
        Csf.PROTECT,
        "Being careful costs people little time",
        "A rule that takes an hour is a rule that gets walked around. We count what security costs each "
        "department and bring it down.",
    ),
    Aim(
        "tell",
        Csf.DETECT,
        "What looks wrong is told early and without fear",
        "The first to see that something is odd is nearly always somebody at work, not a machine. Whoever "
        "tells us is thanked, also when it was nothing and also when it was their own mistake.",
    ),
    Aim(
        "call",
        Csf.RESPOND,
        "In an incident everybody knows whom to call and who decides",
        "The first hour goes on finding people. Names, stand-ins and numbers are agreed beforehand, and so "
        "is who may switch something off.",
    ),
    Aim(
        "carry_on",
        Csf.RECOVER,
        "Each department can go on working while its systems are down",
        "Some work can wait a week, some not an hour. For what cannot wait there is another way, and "
        "somebody has tried it.",
    ),
    Aim(
        "come_back",
        Csf.RECOVER,
        "What is lost comes back in the time the business has",
        "A copy is worth what can be brought back from it, and how fast. Those who wait agree on the order "
        "with those who restore.",
    ),
)
