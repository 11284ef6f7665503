"""A pasted recap of a meeting tool becomes the same lines as quick ones."""

from datetime import date

from dialogues.lines import Person, kept
from dialogues.recaps import recap

TODAY = date(2026, 11, 16)
PEOPLE = [Person("contact:1", ("Ana Duarte",), "they", 5), Person("user:2", ("Tomas Reyes",), "we")]

PASTED = """## Meeting recap
Talked about the season.

**Decision:** agency accounts end with the contract
Action: Tomas to send the short form by 20 Nov
Action item (Ana): confirm the address list
- [ ] ask the press team
- [x] Send the list (Ana, by 30 Nov)

### Next steps
1. Ana Duarte will name a stand-in by friday
2. write to Brightside – Tomas

### Attendees
- Ana Duarte
Ana to call Brightside
Nobody to blame
Risk: nobody is told when people leave #agency-access
"""


def test_lines_of_a_recap_become_proposals_and_the_rest_stays_text():
    found = [(line.kind, line.text, line.who, line.due) for line in kept(recap(PASTED, PEOPLE, TODAY))]
    assert found == [
        ("decision", "Agency accounts end with the contract", None, None),
        ("promise", "Send the short form", "user:2", date(2026, 11, 20)),
        ("promise", "Confirm the address list", "contact:1", None),
        ("promise", "Ask the press team", None, None),
        ("promise", "Send the list", "contact:1", date(2026, 11, 30)),
        ("promise", "Name a stand-in", "contact:1", date(2026, 11, 20)),
        ("promise", "Write to Brightside", "user:2", None),
        ("promise", "Call Brightside", "contact:1", None),
        ("concern", "Nobody is told when people leave", None, None),
    ]


def test_every_line_of_a_recap_is_accounted_for():
    numbers = [number for number, raw in enumerate(PASTED.splitlines(), start=1) if raw.strip()]
    assert [line.number for line in recap(PASTED, PEOPLE, TODAY)] == numbers
