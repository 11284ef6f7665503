"""What every department is asked, so that talks that differ still add up."""

from dialogues.choices import FrameworkKind
from dialogues.ready_made.shapes import Ask, Template
from units.choices import Kind

CORE = Template(
    code="core",
    name="Core questions",
    kind=FrameworkKind.CORE,
    minutes=20,
    with_core=False,
    purpose="A few questions that come first in every talk. Each serves one of our objectives, so that "
    "what twenty departments answer can be read together.",
    questions=(
        Ask(
            "What must not go wrong for you between now and our next talk?",
            "Dates, launches, closings, audits, weeks with few people. These are the days on which we keep "
            "still.",
            4,
            "value",
        ),
        Ask(
            "What has changed in your work, your people or your tools since we last met?",
            "New partners, new software, moved teams: whatever makes our picture of you out of date.",
            3,
            "dependence",
        ),
        Ask(
            "Who outside the organisation can act in your name or reach your data?",
            "Agencies, contractors, suppliers, advisers; and how we hear when one of their people leaves.",
            3,
            "suppliers",
        ),
        Ask(
            "What did security cost you lately, in time, in patience or in business?",
            "One true example is worth more than a mark out of ten. We write it down and come back with an "
            "answer.",
            3,
            "friction",
        ),
        Ask(
            "If something looked odd this afternoon, whom would you tell, and what might stop you?",
            "Whether people know the way, and whether they expect to be thanked or blamed.",
            2,
            "tell",
        ),
        Ask(
            "If your most important system were gone until tomorrow evening, how would you go on?",
            "The other way of working: who knows it, where it is written down, when it was last tried.",
            3,
            "carry_on",
        ),
        Ask(
            "Which risk are you carrying at present that you would rather not decide about alone?",
            "Risks that were never decided, only put up with.",
            2,
            "decide",
        ),
        Ask(
            "How would you tell us tonight of an incident in your own house, and whom would you ring?",
            "Partners have their own duty desk and their own lawyers; we agree on one line before it is "
            "needed.",
            3,
            "call",
            only_for=Kind.EXTERNAL_PARTNER,
        ),
    ),
)
