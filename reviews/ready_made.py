"""A dozen habits to begin with, over the six functions of the CSF 2.0. Each is in a department's own hands.

Plain data; `reviews.actions.practices` writes it. Everything can be changed afterwards like one's own.
"""

from dataclasses import dataclass

from goals.choices import CsfFunction as Csf


@dataclass(frozen=True)
class Habit:
    """`levels` says what not yet, ad hoc, documented and managed look like."""

    name: str
    function: Csf
    why: str
    levels: tuple[str, str, str, str]


HABITS = (
    Habit(
        "Somebody carries each risk",
        Csf.GOVERN,
        "A risk without a name beside it is carried by whoever stands there on the day.",
        (
            "Risks are spoken of, but nobody has said “this one is mine”.",
            "The head decides when somebody asks; it stays in a mail.",
            "Each risk we live with has a name, a reason and a day to look again, written down.",
            "They are looked at again on that day, and some have been given up since.",
        ),
    ),
    Habit(
        "Partners know what we ask of them",
        Csf.GOVERN,
        "Partners act in our name and with our data; their slip becomes ours.",
        (
            "Contracts say nothing about it, or nobody here knows what they say.",
            "We ask some of them when something reminds us.",
            "For each partner it is written down what they hold, what we ask, and who speaks with them.",
            "We talk it through with each of them every year, and a partner who changes something tells us.",
        ),
    ),
    Habit(
        "We know what we cannot lose",
        Csf.IDENTIFY,
        "Effort goes where loss would hurt most, and only we can say where that is.",
        (
            "We would have to think about it.",
            "Those who have been here long know; it is not written down.",
            "The few things and the hours until it hurts are on our department page.",
            "The list is looked at every quarter, and something on it has changed because our work did.",
        ),
    ),
    Habit(
        "We know whom we depend on",
        Csf.IDENTIFY,
        "Trouble travels along the lines on which work travels.",
        (
            "We notice it when something of theirs is down.",
            "We know our most important ones by heart.",
            "Both sides have confirmed the lines that matter, and what we do if one fails.",
            "What we do if one fails has been tried this year, and was changed by what we learnt.",
        ),
    ),
    Habit(
        "Access ends with the work",
        Csf.PROTECT,
        "Most ways in are left over from somebody who moved on.",
        (
            "We hear of old accounts when somebody stumbles over one.",
            "Whoever remembers tells IT when somebody leaves.",
            "It is written down who tells whom on the last day, partners and changes of place included.",
            "It happens on the day, and we look back each quarter at whom we forgot.",
        ),
    ),
    Habit(
        "We look through who has access",
        Csf.PROTECT,
        "People collect keys. Looking through them once takes an hour and finds something each time.",
        (
            "Nobody has looked yet.",
            "We look when an auditor asks.",
            "There is a list of what to look through, who does it and when.",
            "It is done as agreed, and what was too much was taken away within a week.",
        ),
    ),
    Habit(
        "Newcomers learn it in week one",
        Csf.PROTECT,
        "Habits are formed in the first days, good ones as easily as others.",
        (
            "They pick it up by watching.",
            "It depends on who sits next to them.",
            "There is a page for the first week, and somebody goes through it with them.",
            "Newcomers say what was missing on it, and the page is changed by that.",
        ),
    ),
    Habit(
        "Sensitive things go the safe way",
        Csf.PROTECT,
        "People share what they must to get work done; the safe way has to be the easy one.",
        (
            "By mail to whoever asks, because nobody knows another way.",
            "Some use the shared room, some still send files.",
            "It is agreed which way for what, and everybody has been shown.",
            "We ask now and then what makes the safe way slow, and have made it faster.",
        ),
    ),
    Habit(
        "What looks odd is told",
        Csf.DETECT,
        "The first to see that something is off is nearly always somebody at work.",
        (
            "People delete it and hope.",
            "A few people tell a colleague they trust.",
            "Everybody knows where to tell it, also when it was their own mistake.",
            "Somebody thanks them, and the team hears what came of it.",
        ),
    ),
    Habit(
        "We know whom to call",
        Csf.RESPOND,
        "The first hour of an incident goes on finding people.",
        (
            "We would search the directory.",
            "The head’s number is known; nobody has a stand-in.",
            "Names, stand-ins and numbers are on our call card, nights and weekends included.",
            "The numbers were rung this year, and stand-ins have stood in.",
        ),
    ),
    Habit(
        "We have talked a bad day through",
        Csf.RESPOND,
        "Half an hour around a table shows what nobody would have thought of on the day.",
        (
            "Not done so far.",
            "It came up once in a meeting.",
            "One bad day was talked through with a case, and what we would do is written down.",
            "It is done every year with another case, and what we found was put right.",
        ),
    ),
    Habit(
        "We can work without our systems",
        Csf.RECOVER,
        "Some work can wait a week, some not an hour. For that there is another way.",
        (
            "We would wait.",
            "Somebody would think of something.",
            "For what cannot wait the other way is written down, on paper too.",
            "It was tried this year for half a day, and was changed by what we learnt.",
        ),
    ),
)  # fmt: skip
