"""Agendas for departments on which the others rest: money, people, systems."""

from dialogues.choices import FrameworkKind
from dialogues.ready_made.shapes import Ask, Template

FINANCE = Template(
    code="finance",
    name="Finance and accounting",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who pay, collect and report: dates that cannot move, payments that cannot be called "
    "back, figures that must be right.",
    questions=(
        Ask(
            "On which days of the month, the quarter and the year may nothing stop?",
            "Pay run, close, tax, audit. We keep changes and exercises away from them.",
        ),
        Ask(
            "When a supplier sends a new account number, what happens before the first payment goes there?",
            "Who rings whom, on which number, and what happens when it is urgent.",
            4,
            serves="suppliers",
        ),
        Ask(
            "Who can release a payment alone, up to which sum, and who looks at it afterwards?",
            "Limits on paper and limits in the system are not always the same.",
        ),
        Ask(
            "If a voice you know asked for a transfer this afternoon, what would stop it?",
            "A rule that holds against the boss. Who would dare to say “I ring you back”?",
            serves="tell",
        ),
        Ask(
            "Which spreadsheets would hurt if they were wrong, lost or read by the wrong person?",
            "Where they lie, who can change a formula, who would see it.",
        ),
        Ask(
            "Who sees our figures before they are published, and how do they get them?",
            "Auditors, banks, advisers, printers; and how that access ends.",
        ),
        Ask(
            "With the accounting system gone for three days, what would still have to be paid, and how?",
            "Wages, customs, one supplier that stops delivering. Is the other way written down?",
            serves="carry_on",
        ),
        Ask(
            "Which of your checks is a signature only, and on which one do you truly rely?",
            "One to drop, one to strengthen.",
            2,
        ),
    ),
)

PEOPLE = Template(
    code="people",
    name="Human resources",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who see people come, move and go: first and last days, personnel files, and the "
    "tone in which mistakes are spoken of.",
    questions=(
        Ask(
            "On somebody’s first and last day, who tells whom, and what comes too late again and again?",
            "Follow one real case from signature to working account, and one from notice to closed account.",
            4,
            serves="access",
        ),
        Ask(
            "What happens to access when somebody moves to another team or goes on long leave?",
            "Rights pile up with every move; nobody tells us of the ones that should go.",
        ),
        Ask(
            "Who can open personnel files, and for whom was that meant to be for a while only?",
            "Projects, stand-ins, outside payroll; ask for the list.",
            serves="sharing",
        ),
        Ask(
            "Applicants send files from all over: where are those opened, and on which machine?",
            "Every stranger’s attachment is somebody’s job here. It deserves a safe place.",
        ),
        Ask(
            "When you hire by video, how do you know that the person who starts is the one you met?",
            "Checks before the laptop is sent and before the first password works.",
        ),
        Ask(
            "When somebody comes to you afraid of having made a mistake, what happens next?",
            "Whether telling is safe. It decides how early we hear.",
            serves="tell",
        ),
        Ask(
            "In which week of the month would a stop of pay or time recording hurt, and what would you do?",
            "The day by which people must be paid, and the way to do it without the system.",
        ),
        Ask(
            "What should a new colleague know about security after a week, and how do they learn it today?",
            "Three things that stick rather than thirty slides.",
            2,
        ),
    ),
)

INFRASTRUCTURE = Template(
    code="infrastructure",
    name="IT and infrastructure",
    kind=FrameworkKind.DEPARTMENT,
    minutes=45,
    purpose="For those who run what everybody stands on: the order of return, strong accounts, old "
    "systems, and what we ask of them that costs more than it brings.",
    questions=(
        Ask(
            "Which three services would you bring back first, and do those who wait agree with that order?",
            "Compare with what departments told us about when it hurts.",
            4,
            serves="come_back",
        ),
        Ask(
            "When did you last bring a whole system back from a copy, and how long did it take?",
            "A date and a duration. Single files do not count.",
            serves="come_back",
        ),
        Ask(
            "Which accounts can change everything, who holds them, and how would we notice that one is "
            "misused?",
            "People, programs, suppliers; those that are older than their owner’s contract.",
            serves="access",
        ),
        Ask(
            "Which systems can no longer be updated, and what stands between them and the rest?",
            "Until when they stay, who decided it, what would let us retire them.",
        ),
        Ask(
            "Which suppliers can reach our systems from outside, and who is looking when they do?",
            "Ways in that are always open, and those that could be opened on demand.",
        ),
        Ask(
            "What wakes you at night without being worth it, and what should wake you and does not?",
            "Noise that teaches people to look away.",
        ),
        Ask(
            "Which system knows its way around only in one head?",
            "Write down the ten commands together; plan who learns them.",
            2,
        ),
        Ask(
            "Which of our demands gave you most work for least good?",
            "We take it back or say why not, by the next talk.",
            serves="friction",
        ),
    ),
)

INWARD = (FINANCE, PEOPLE, INFRASTRUCTURE)
