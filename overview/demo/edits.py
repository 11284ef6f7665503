"""What changed in talks and in passing, in eighteen months: who, when, which unit, why, and to what."""

from dataclasses import dataclass, field

INGRID, TOMAS, PRIYA, HANNA = "ingrid.solheim", "tomas.reyes", "priya.nair", "hanna.okafor"
CLARA, MAREK = "clara.whitfield", "marek.dvorak"


@dataclass(frozen=True)
class Edit:
    """A value that is a function is asked for what to write, given the unit."""

    days: int
    hour: int
    by: str
    code: str
    reason: str
    values: dict = field(default_factory=dict)


def edit(days, hour, by, code, reason, **values):
    return Edit(days, hour, by, code, reason, values)


def more(people: int):
    """So many people more than the record has by then."""
    return lambda unit: unit.headcount + people


EDITS = (
    edit(382, 10, INGRID, "FIN-TRS", "Small, but 60 million pass through it: we want to know everything",
         depth_choice="full"),
    edit(381, 11, PRIYA, "COR-FAC", "Nine sites, one talk a year: the short record will do", depth_choice="light"),
    edit(381, 12, INGRID, "COR-STR", "Discretion: we write down as little as we can", depth_choice="light",
         team_notes="Talks only in person, no invitation with a title. See the closed incident before the next one."),
    edit(352, 14, HANNA, "PLT-N", "HR does not count agency workers; the plant does", headcount=more(400)),
    edit(349, 9, "rachel.adeyemi", "CSV-CC", "Evening shift is with Callisto now", headcount=more(-32)),
    edit(341, 15, TOMAS, "MKT", "Yearly talk with Clara Whitfield", exposure=4, team_notes=(
        "Clara is the door to the whole division. Promised her a list of approved tools by the spring campaign; "
        "she will ask.")),
    edit(305, 16, PRIYA, "FIN-AP", "Yearly talk: call-backs work, history may calm down", incident_history=3),
    edit(288, 10, "mei.tanaka", "ECM", "Figures for the board paper", annual_revenue=248_000_000),
    edit(270, 11, HANNA, "IT-INF", "Half of the old data centre is empty", exposure=4, security_view=(
        "The list of twenty came, and it helped. Now the same for cloud accounts, please.")),
    edit(255, 13, INGRID, "SUB-DE", "Talk with the works council and the managing director", risk_appetite="balanced"),
    edit(236, 9, PRIYA, "COR-HR", "Yearly talk with Sofía Marín", purpose=(
        "Fill 500 positions a year, keep the people who make the difference, and move all personnel files out of "
        "the basement."), exposure=3),
    edit(221, 14, HANNA, "OPS-WH", "New scanners and a wireless network of their own", exposure=2,
         security_view="The scanners are new and the old network is gone. Thank you for insisting."),
    edit(199, 10, TOMAS, "SAL", "First talk with Oliver Brandt", security_view=(
        "A library of answers for customer questionnaires would win more deals than another discount.")),
    edit(187, 15, INGRID, "SUB-NO", "Six months after the purchase: first full talk", exposure=4, security_view=(
        "We were small and everybody knew everybody. We need help to become careful without becoming slow.")),
    edit(176, 11, "wanda.kowalska", "RND", "New plan of the division", purpose=(
        "Bring an appliance to market in fifteen months instead of thirty, and every one of them connected.")),
    edit(171, 9, HANNA, "IT-OT", "Fences between the lines are half built", notes=(
        "Northfield lines 1–4 are segmented. Sarzana follows when the line stops in August.")),
    edit(158, 10, HANNA, "EXT-HEL", "After the outage: exit plan asked for", notes=(
        "Second region is tested each quarter from now on; first test passed with 40 minutes.")),
    edit(147, 16, PRIYA, "FIN-CTL", "Salaries no longer travel by mail", exposure=1, security_view=(
        "The shared folder works. Two managers still mail spreadsheets; we send them back.")),
    edit(131, 13, INGRID, "VG", "Talk with the executive committee", risk_appetite="balanced", security_view=(
        "One page, four times a year, and a straight answer. The last one was good; the map was better.")),
    edit(118, 10, TOMAS, "MKT-CRM", "Consent history moved into one place", exposure=3),
    edit(104, 14, "leila.rahimi", "SUB-FS", "Register of suppliers handed to the supervisor", notes=(
        "The supervisor’s questions and ours now share one sheet of answers.")),
    edit(96, 9, PRIYA, "COR-LEG", "Talk before the new contract templates", exposure=2),
    edit(88, 15, HANNA, "RND-CON", "Yearly talk with Connected products", strategic_importance=5, exposure=5,
         team_notes="They found the weak signature themselves, in a way. Say so to the board."),
    edit(74, 10, HANNA, "PLT-S", "Visit on site, two days", exposure=3, security_view=(
        "Somebody came, stayed two days and understood the line. Now we would like the fences Northfield has."),
         team_notes="Lorenzo carries this alone. If he leaves, nobody speaks for the plant."),
    edit(69, 11, PRIYA, "SSC-PAY", "Talk before the new payroll system", purpose=(
        "6,000 people paid right on the 25th, from the new system after the summer.")),
    edit(52, 9, CLARA, "MKT", "Plan for the coming year", purpose=(
        "Make Verrano the first name people think of for a kitchen, and bring 600,000 households into the loyalty "
        "club. Two campaigns a year carry most of it: spring and the weeks before Christmas.")),
    edit(43, 10, TOMAS, "CSV", "Yearly talk with Rachel Adeyemi", security_view=(
        "The script for doubtful callers works. Now the same for the chat, please.")),
    edit(29, 14, TOMAS, "MKT-BRD", "Large files go through the portal now", exposure=2, security_view=(
        "There is a proper way to share large files and it is faster than the wrong one. More of that.")),
    edit(22, 11, HANNA, "IT-ERP", "New release: more doors open until autumn", exposure=3),
    edit(9, 10, PRIYA, "FIN", "Agreed with Giulia Moretti", risk_appetite="cautious"),
    edit(8, 15, CLARA, "MKT-DIG", "We count the five trainees", headcount=more(5)),
    # Since the last visit.
    edit(5, 10, TOMAS, "RND-CLD", "After the quarterly test", security_view=(
        "We are on call anyway; give us the alerts, we will look. The last false alarm was in spring.")),
    edit(3, 18, TOMAS, "ECM-CHK", "After the card testing: more doors are tried than we thought", exposure=5,
         notes="The provider’s report is due within ten days. Mei Tanaka writes it, we read it first."),
    edit(2, 9, CLARA, "MKT-DIG", "After the consent fault", security_view=(
        "Security found our consent fault before the authority did. We would like that check before every launch.")),
    edit(1, 11, "patrick.doyle", "OPS-LOG", "Second yard since this month", headcount=more(22), purpose=(
        "Right appliance, right place, right morning: 6,800 deliveries a day from two yards, with our own fleet and "
        "Carrowmore.")),
)  # fmt: skip
