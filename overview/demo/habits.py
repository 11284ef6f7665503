"""How far a dozen departments of the demo came with their practices: what was judged in which round, and by what it was
seen.

A round is twelve signs, one a practice in the order of the ready-made dozen: the level that was judged, or a dash. The
oldest round comes first; the last one is the present quarter's.
"""

from dataclasses import dataclass, field

# What was seen, by practice and level.
SEEN = (
    (
        "Two risks came up in the talk; nobody said “mine”.",
        "The head decided by mail when asked.",
        "Three accepted risks with a name and a day, on one page.",
        "All three were looked at in spring; one was given up.",
    ),
    (
        "Nobody here could say what the contracts ask.",
        "Two partners were asked after the incident next door.",
        "A page for each partner: what they hold, what we ask, who speaks with them.",
        "Every partner was spoken with this year; one told us about a new subcontractor.",
    ),
    (
        "We began the list together and stopped after one.",
        "Three people know; the list is in their heads.",
        "The department page holds it, with hours.",
        "Changed twice this year, because the work did.",
    ),
    (
        "Found out on the day the service was down.",
        "Named two by heart, missed the third.",
        "Both sides confirmed the lines that matter.",
        "The fallback was tried in June and changed afterwards.",
    ),
    (
        "Accounts of people who left in spring were open in autumn.",
        "Told to the service desk, when somebody remembers.",
        "A card for the last day, with names; partners are on it.",
        "Looked back each quarter: nobody forgotten, twice in a row.",
    ),
    (
        "Not looked through so far.",
        "Once, for the auditors.",
        "A list of what is looked through, by whom, each March and September.",
        "Done twice; eleven rights taken away within the week.",
    ),
    (
        "Newcomers sit beside somebody and watch.",
        "Depends on the team lead.",
        "One page for week one, gone through with each newcomer.",
        "Newcomers of this year changed the page twice.",
    ),
    (
        "Files go by mail, with the password in the next mail.",
        "Half of them use the shared room.",
        "Which way for what is on the wall, and everybody was shown.",
        "Sending a file takes two clicks now; nobody mails one any more.",
    ),
    (
        "Nobody remembers telling anybody.",
        "Two people tell each other.",
        "Everybody asked knew where to tell it.",
        "Nine tellings this quarter, each answered; two were their own mistake.",
    ),
    (
        "We had to search for a number.",
        "The head’s number is known; nobody answers for holidays.",
        "The call card is complete, weekends included.",
        "Rung in September: four of four answered.",
    ),
    (
        "Not talked through so far.",
        "Came up once, over lunch.",
        "The case of the locked screens, half an hour, notes kept.",
        "Second case this year; what we found in the first is done.",
    ),
    (
        "They would wait.",
        "“Paper, I suppose.”",
        "Two pages for what cannot wait, printed, in the red folder.",
        "Half a day without systems in May; orders went out by noon.",
    ),
)


@dataclass(frozen=True)
class Story:
    """`aims`: practice -> (level, so many days from now). `own`: what the department said of itself, by days before
    now. `why`: (round, practice) -> what was seen instead of the usual; a fall back always says why."""

    unit: str
    by: str
    rounds: str
    aims: dict[int, tuple[int, int]] = field(default_factory=dict)
    head: str = ""
    own: dict[int, str] = field(default_factory=dict)
    why: dict[tuple[int, int], str] = field(default_factory=dict)


TOMAS, PRIYA, HANNA, INGRID = "tomas.reyes", "priya.nair", "hanna.okafor", "ingrid.solheim"

STORIES = (
    Story(
        "MKT", TOMAS,
        "--1-0--11--- -0--1-0--1-- 1-2-2-1-2--- -1-1-1-2-2-- ---2--2-3--- -2--1----3--",
        aims={1: (2, 0), 4: (3, 75), 5: (2, 130), 9: (3, 0), 0: (2, 190)},
        head="clara.whitfield",
        own={206: "--2-2--2-2--", 12: "-2--1---2-1-"},
        why={
            (5, 4): "Back, because the card for the last day does not know agencies: two people of an agency that left "
            "in summer could still post. The short access form would close that.",
            (5, 9): "Rung on a Saturday: all four answered, one from a mountain.",
        },
    ),
    Story(
        "ECM", TOMAS, "1-1-11--1--- --2-2--1-1-- -1---2-2---1 1-2---1-2--- -----2---2-1 ---2--2---2-",
        aims={5: (2, 0), 11: (2, 60), 10: (2, 0)}, head="mei.tanaka", own={33: "--2-2--2-2-1"},
    ),
    Story(
        "CSV", TOMAS, "----0---1--- --1-1--0-1-- ------1-2--- --1----1-1-1 ----2---3--- -------2---2",
        aims={7: (2, 0), 11: (2, 0), 4: (2, 0)}, head="rachel.adeyemi", own={40: "--2----1-1-1"},
    ),
    Story(
        "FIN-ACC", PRIYA, "1-2-11--1--- -1---1-2-1-- 2-2-2----2-- ---2-2--2-1- 2----3-2---- -2----2-2---",
        aims={5: (3, 0), 1: (2, 0), 10: (2, 100)},
    ),
    Story(
        "FIN-TRS", PRIYA, "2-2-2---2--- -2-2-2-2-2-- 2-----1---2- ----3----3-- -----3-----2 --3-------3-",
        aims={2: (3, 0), 10: (3, 0), 11: (3, 150)},
    ),
    Story(
        "OPS-LOG", HANNA, "0-1-----0--- --1-0----1-- ---1----1--1 0---1-0----- --2------1-2 ---2----1---",
        aims={3: (2, 0), 4: (2, 45), 8: (2, 90)}, head="patrick.doyle", own={19: "--2------2-2"},
    ),
    Story(
        "PLT-N", HANNA, "--1------1-1 0---0---0--- --2------2-2 ---1----1-0- 1---1------2 ----------1-",
        aims={11: (3, 120), 10: (2, 30)},
    ),
    Story(
        "IT-INF", HANNA, "1-2-12--2-1- -1-2-2---2-- 2---2-12---- --3----2-3-- ---3-3----2- 2----1------",
        aims={5: (3, 90), 4: (3, 160), 0: (2, 0)}, head="anders.nyberg", own={25: "2-3-22---3--"},
        why={
            (5, 5): "Back, because the look in September was dropped for the move out of the old data centre. Anders "
            "wants it on the plan again by the new year.",
        },
    ),
    Story(
        "IT-ERP", HANNA, "1-1-01--1--- ----1--1-1-- --2--1----1- -1-1-2--1--- ----2--2-2-- -----2------",
        aims={5: (3, 110), 11: (2, 60)},
    ),
    Story(
        "RND-CON", HANNA, "0---11------ --1-----1-0- 1--1---1-1-- --2--2--2--- -1----1---2- ---2---2----",
        aims={10: (2, 0), 7: (2, 0), 0: (2, 80)},
    ),
    Story(
        "COR-HR", PRIYA, "----1-1----- --1--0-11--- ------2--1-- ----2--2---- --2--1--2--- ----3-------",
        aims={4: (3, 0), 5: (2, 70)}, head="sofia.marin", own={28: "--2-3-2--1--"},
    ),
    Story(
        "SUB-FS", INGRID, "2-1-2---2--- -2---2-2-2-- 2-2---2---2- ---2----3--2 -2--3--3---- 3---------3-",
        aims={0: (3, 0), 10: (3, 0)}, head="leila.rahimi", own={60: "2-2-2---2-2-"},
    ),
)  # fmt: skip
