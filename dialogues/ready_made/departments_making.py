"""Agendas for departments that invent, make and deliver."""

from dialogues.choices import FrameworkKind
from dialogues.ready_made.shapes import Ask, Template

RESEARCH = Template(
    code="research",
    name="Research and development",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who make what is new: results worth stealing, work shared before it is finished, "
    "and what comes in from outside.",
    questions=(
        Ask(
            "Which result would a competitor pay for, and where does it lie tonight?",
            "One or two things by name; copies on laptops and with partners count.",
            4,
        ),
        Ask(
            "With whom outside do you share unfinished work, and how does that sharing end?",
            "Universities, suppliers, test customers: the folder that is still open two years later.",
            serves="sharing",
        ),
        Ask(
            "What do you build in that others made, and who looks at it before it goes in?",
            "Libraries, models, components, firmware; what happens when one of them turns bad.",
        ),
        Ask(
            "What in the laboratory or the test systems may not be touched or updated, and who knows why?",
            "Instruments with an old computer inside; how far they can see into the rest of the house.",
        ),
        Ask(
            "Which of your test data is in truth customers’ data?",
            "Copies for a quick test that stayed. What made-up data would have to look like to be good "
            "enough.",
        ),
        Ask(
            "Where are the keys and passwords that programs use, and how would you change one by Friday?",
            "In code, in chat, in a head; who would have to be asked.",
        ),
        Ask(
            "Can one person alone change what is delivered to customers?",
            "From the last check to the customer: every hand and every account on the way.",
            2,
        ),
        Ask(
            "At which point of a project would a question from us be welcome, and where do we come too late?",
            "One moment we agree on, and what we bring along.",
        ),
    ),
)

OPERATIONS = Template(
    code="operations",
    name="Operations and production",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who keep the lines, sites and deliveries going, where an hour of standstill has a "
    "price and safety of people comes first.",
    questions=(
        Ask(
            "What stops first when the network goes, and after how many hours does a customer feel it?",
            "Orders, labels, machines, gates; where there is stock and where there is none.",
            4,
        ),
        Ask(
            "Which machines or building systems can be reached from outside, and who opened that way?",
            "Service lines of makers, modems, remote boxes; who could close them tonight.",
            serves="access",
        ),
        Ask(
            "Which one supplier, spare part or person could bring you to a halt?",
            "And how long until there is another.",
        ),
        Ask(
            "How do people sign in at the start of a shift, and how often do they borrow from one another?",
            "Shared accounts are a sign that signing in takes too long. We can change that.",
            serves="friction",
        ),
        Ask(
            "What can you do by hand while the system is down, and who did so within the last year?",
            "Paper, stamps, telephone lists; where they lie and whether they are current.",
            serves="carry_on",
        ),
        Ask(
            "Who may be on the site at night, and who knows that they are there?",
            "Cleaners, drivers, makers’ technicians; lost cards, doors that are held open.",
        ),
        Ask(
            "When something looks wrong on a machine on a Sunday, how does word of it reach us?",
            "Whether it is told as a fault, as safety or as security, and to whom.",
            2,
        ),
        Ask(
            "Into which planned standstill would an update or a check fit best?",
            "We bring our work to their calendar, not the other way round.",
        ),
    ),
)

MAKING = (RESEARCH, OPERATIONS)
