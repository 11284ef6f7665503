"""What some people said about their responsibility: what it takes, how it works on security and security on it, and
how much time was agreed for it."""

from dataclasses import dataclass

from contacts.functions import AMBASSADOR, DEPUTY, HEAD, INCIDENT_CONTACT


@dataclass(frozen=True)
class Words:
    responsibilities: str = ""
    affects: str = ""
    affected: str = ""
    share_of_time: float | None = None  # hours a week


HALF_A_DAY = 4.0

SAID = {
    ("MKT", HEAD): Words(
        "Decides on campaigns, tools and 9 million of budget.",
        "Chooses the tools that hold 412,000 households, and signs for what agencies may see.",
        "Approvals decide whether a campaign starts on its day.",
    ),
    ("MKT", AMBASSADOR): Words(
        "Keeps the list of approved tools, looks at every new one first, holds the half hour at the monthly meeting.",
        "Catches what nobody asked about; four tools last year.",
        "Half a day a week, agreed with Clara Whitfield; before a launch it is more.",
        HALF_A_DAY,
    ),
    ("MKT-BRD", AMBASSADOR): Words(
        "Shows new people how large files leave the house.", "Open links have gone.", "", 1.0
    ),
    ("MKT-DIG", AMBASSADOR): Words(
        "Checks consent and tags before each launch, with data protection.",
        "The last pair of eyes before a page goes out.",
        "Launches wait for the check; a second person would help.",
        HALF_A_DAY,
    ),
    ("SAL", AMBASSADOR): Words(
        "Answers security questionnaires of customers from one library.", "", "Three deals a month wait for it.", 6.0
    ),
    ("ECM", HEAD): Words(
        "Answers for the shop around the clock, and for what it earns.",
        "Decides what is mended this sprint and what waits.",
        "Every hour of downtime has a price on the wall.",
    ),
    ("ECM", AMBASSADOR): Words(
        "Brings findings into the plan of the sprint and back to the testers.",
        "Findings are mended in 12 days on average, from 40.",
        "", HALF_A_DAY,
    ),
    ("ECM-CHK", AMBASSADOR): Words("Keeps the proof for the card schemes together.", "", "Six weeks a year.", 8.0),
    ("ECM", INCIDENT_CONTACT): Words("Carries the shop’s telephone, with Callum Reid every other week."),
    ("CSV-CC", AMBASSADOR): Words(
        "Coaches agents on callers who are not who they say.", "Doubtful calls are reported now: nine last month.",
        "Every minute of training is a minute not on the line.", 2.0,
    ),
    ("OPS-PUR", AMBASSADOR): Words(
        "Asks suppliers about security before the contract, not after.", "", "", HALF_A_DAY
    ),
    ("OPS-LOG", DEPUTY): Words(
        "Runs the yard, the warehouse since the spring, and the plan for the peak.",
        "Knows every workaround that keeps lorries moving when systems do not.",
        "Shared sign-ins at the gates had to go; it cost a month of discussions.",
    ),
    ("OPS-LOG", AMBASSADOR): Words("Speaks for drivers and planners.", "", "", 1.5),
    ("PLT-N", HEAD): Words(
        "1,166 people and three shifts; signs for safety.",
        "Gives or refuses windows for changes on the lines.",
        "A wrong scan stopped line 2; since then nothing happens unannounced.",
    ),
    ("PLT-N", AMBASSADOR): Words(
        "Walks the lines with the plant systems people once a month.", "", "Between shifts only.", 2.0
    ),
    ("PLT-N-MNT", AMBASSADOR): Words(
        "Opens and closes each remote session of a machine maker.", "Fourteen makers, no open door overnight.", "", 5.0
    ),
    ("PLT-S", HEAD): Words(
        "Everything in Sarzana, including what nobody else speaks for.",
        "Lets visitors, makers and machines in.",
        "Rules arrive from London and are translated at the kitchen table.",
    ),
    ("RND-CON", AMBASSADOR): Words(
        "Answers outside testers and follows each weakness to its repair.", "Nothing ships with a known hole.",
        "Full weeks before a release.", 12.0,
    ),
    ("FIN-TRS", HEAD): Words(
        "Keeps the group liquid; second signature on everything above 500,000.",
        "The room, the two screens and who may enter.", "A payment that waits is cheaper than one that went wrong.",
    ),
    ("FIN-AP", AMBASSADOR): Words(
        "Collects the frauds that were tried and shows them every quarter.", "The best hour of the year, they say.",
        "", 2.0,
    ),
    ("IT-INF", INCIDENT_CONTACT): Words("Duty telephone, every night of the week, with three others in turn."),
    ("IT-INF", AMBASSADOR): Words("Brings lists of thousands down to the twenty that matter.", "", "", 8.0),
    ("IT-SRV", AMBASSADOR): Words("Practises strange calls with the desk.", "", "", HALF_A_DAY),
    ("IT-ERP", AMBASSADOR): Words(
        "Shortens the lists of the access review.", "2,300 roles, 900 in use.", "A week each quarter.", 6.0
    ),
    ("COR-HR", AMBASSADOR): Words("Says who left, the same day.", "", "", 2.0),
    ("SUB-DE", AMBASSADOR): Words(
        "Takes changes to the works council first, in German.", "In this order it works.", "", HALF_A_DAY
    ),
    ("SUB-FS", AMBASSADOR): Words(
        "One sheet of answers for the supervisor and for us.", "", "Reports take a day a month.", 6.0
    ),
}  # fmt: skip
