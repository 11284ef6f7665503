"""Agendas for a kind of meeting rather than a kind of work."""

from dialogues.choices import FrameworkKind
from dialogues.ready_made.shapes import Ask, Template

FIRST = Template(
    code="first-talk",
    name="First talk about what matters",
    kind=FrameworkKind.SHAPE,
    minutes=60,
    purpose="For the first hour with a department, or the first with a new head. We listen, and at the end "
    "we know what they cannot lose, whom they need and who speaks for them.",
    questions=(
        Ask(
            "What is your department there for, as you would put it to somebody on their first day?",
            "Their own words; they go onto the department’s page as they were said.",
            5,
        ),
        Ask(
            "Which three things could you least do without: information, systems, people, places, partners?",
            "Three, not thirty. If everything matters, ask what they would carry out of the building.",
            8,
        ),
        Ask(
            "When one of those is gone, after how long does it hurt, and who feels it first?",
            "Hours or days, and whether it is customers, colleagues, the authorities or the till.",
            6,
        ),
        Ask(
            "Whom in the house do you need to do your work, and who needs you?",
            "Names of departments and what passes between them. We ask the other side to confirm it later.",
            5,
        ),
        Ask(
            "Who speaks for you, who stands in, and whom may we ring at night?",
            "Two names and two numbers at least, and whether those people know.",
            4,
        ),
        Ask(
            "What has security done for you, or to you, up to now?",
            "Good and bad. Old stories shape how the next rule is met; better to hear them at the start.",
            4,
        ),
        Ask(
            "What would make these talks worth your time, and how often is often enough?",
            "Length, rhythm, who should sit at the table, weeks to keep clear.",
            3,
        ),
    ),
)

RECURRING = Template(
    code="recurring-talk",
    name="Recurring talk",
    kind=FrameworkKind.SHAPE,
    minutes=45,
    purpose="For the regular talk with a department we know. Promises of both sides come first; these "
    "questions keep the picture fresh and look ahead.",
    questions=(
        Ask(
            "Of what we did since last time, what helped and what was in the way?",
            "Begin with our own work. It makes the rest of the talk easier.",
            4,
        ),
        Ask(
            "Which of your plans for the coming months would go better if we knew of them now?",
            "Projects, purchases, hiring, moves: everything in which a late question from us would cost "
            "them weeks.",
            5,
        ),
        Ask(
            "Is what we hold about you still true: what you cannot lose, whom you need, who needs you?",
            "Look at the department’s page together; change it on the spot.",
            4,
        ),
        Ask(
            "Has anybody joined, left or moved whom we would have to reach in an incident?",
            "Names and numbers, stand-ins too.",
            2,
        ),
        Ask(
            "What do your people say about security when we are not in the room?",
            "Asked without names. Rules nobody understands come up here first.",
            3,
        ),
        Ask(
            "Which one promise, yours or ours, matters most until we meet again?",
            "One. It is the first thing on the next agenda.",
            3,
        ),
        Ask(
            "Which partners still have a way in that they no longer need?",
            "Go through the list by name; whoever is not missed is taken off this week.",
            4,
            theme="vendor-access",
        ),
        Ask(
            "Which tools that write, draw, translate or take minutes have come into use since?",
            "What people paste into them, and whether a yes or a no from us would help.",
            4,
            theme="ai-tools",
        ),
        Ask(
            "Who left since last time, and what did they still have a week later?",
            "Accounts, keys, cards, groups, shared passwords. One true case shows where the chain breaks.",
            3,
            theme="leavers",
        ),
    ),
)

JOINT = Template(
    code="joint-session",
    name="Joint session",
    kind=FrameworkKind.SHAPE,
    minutes=90,
    with_core=False,
    purpose="For two or more departments that share a system, a partner or a worry. It ends with what each "
    "of them will have done by when.",
    questions=(
        Ask(
            "What does each of you need from the others so that your own work goes on?",
            "One round, each in turn, nobody answers yet. Write the needs down side by side.",
            12,
        ),
        Ask(
            "Where do work, information or access pass from one of you to another, and where do they get "
            "stuck?",
            "Draw it. Places that two people draw differently are the ones to talk about.",
            14,
        ),
        Ask(
            "Several of you told us of the same thing. What would one answer for all of you look like?",
            "Read out what we heard, without saying who said it unless they do.",
            14,
        ),
        Ask(
            "If what you share were gone tomorrow morning, who waits for whom, and who comes back first?",
            "The order of return, agreed by those who wait.",
            15,
        ),
        Ask(
            "Which rule does each of you read in a different way?",
            "Differences in reading are our fault, not theirs: we write it again.",
            8,
        ),
        Ask(
            "Where your wishes are at odds, who decides, and do they know it?",
            "A name for each open point; “the project” is not a name.",
            8,
        ),
        Ask(
            "What could one of you do that would spare the others work?",
            "Checks done twice, lists kept twice, partners questioned three times.",
            7,
        ),
        Ask(
            "What will be done by when, and who tells those who are not here?",
            "Promises with a person and a day. Read them aloud before anybody gets up.",
            10,
        ),
    ),
)

MEETINGS = (FIRST, RECURRING, JOINT)
