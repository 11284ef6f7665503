"""Two people stand in the directory twice, since a list of another system was typed in by hand."""

from contacts.models import Contact
from overview.demo.stage import Event, Moment

REASON = "From the list of badges, for the exercise at the gate"


def events() -> list[Event]:
    return [Event(77, 13, "marek.dvorak", REASON, add)]


def add(now: Moment) -> None:
    zofia, stuart = now.stage.contacts["zofia.lewandowska"], now.stage.contacts["stuart.bellamy"]
    Contact.objects.bulk_create_with_history(
        [
            Contact(
                name="Zofia Lewandowska-Brook",
                personnel_number=zofia.personnel_number,
                email="zofia.brook@verrano.example",
                title="Key account manager",
                location="Leeds",
                home_unit=zofia.home_unit,
            ),
            Contact(
                name=stuart.name,
                email="s.bellamy@verrano.example",
                phone="+44 20 7946 0998",
                title="Service quality",
                location="Leeds",
                home_unit=stuart.home_unit,
            ),
        ]
    )
