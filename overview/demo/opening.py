"""The first weeks: people are invited, owners, stewards and obligations are agreed."""

from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.roles import Role
from overview.demo import obligations, organisation, people
from overview.demo.stage import Event, Moment
from units.actions import set_stewards
from units.actions.obligations import bind, save_obligation
from units.models import FormerCode, Obligation, Unit

FORMER_CODES = {"CSV": "CUC", "IT-ERP": "SAP-CC", "FIN-TRS": "TRE", "OPS-PUR": "BUY"}


def events() -> list[Event]:
    later = [person for person in people.PEOPLE if person.since < people.FIRST_DAY]
    first = [person for person in people.PEOPLE if person.since == people.FIRST_DAY]
    return [
        Event(people.FIRST_DAY, 8, None, "First sign-ins", lambda now: invite(now, first)),
        *(
            Event(person.since, 8, "marek.dvorak", f"{person.name} joins", lambda now, p=person: invite(now, [p]))
            for person in later
        ),
        Event(548, 11, "marek.dvorak", "Codes of the old register, so that its files still match", old_codes),
        Event(547, 10, "marek.dvorak", "Named by the heads of the divisions", name_stewards),
        Event(545, 14, "ingrid.solheim", "Owners for the first year, agreed in the team", name_owners),
        Event(541, 10, "priya.nair", "Catalogue agreed with Legal", list_obligations),
        *(
            Event(
                533 - index // 4, 9 + index % 4, "priya.nair", f"Agreed with Legal whom {name} binds",
                lambda now, name=name: bind_units(now, name),
            )
            for index, (name, _, _) in enumerate(obligations.CATALOGUE)
        ),
    ]  # fmt: skip


def invite(now: Moment, wanted: list[people.Person]) -> None:
    for person in wanted:
        user = User(
            name=person.name,
            email=person.address,
            role=person.role,
            password=_password() if person.signs_in else make_password(None),
            joined_at=now.at,
            access_ends_on=now.stage.day(-45) if person.role == Role.AUDITOR else None,
        )
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        now.stage.people[person.key] = user


@cache
def _password() -> str:
    """Made once: it is meant to take long."""
    return make_password(people.PASSWORD)


def old_codes(now: Moment) -> None:
    for code, former in FORMER_CODES.items():
        FormerCode(unit=now.stage.units[code], code=former).save()


def name_stewards(now: Moment) -> None:
    for person in people.PEOPLE:
        for code in person.acts_for:
            set_stewards(now.stage.units[code], users=[now.stage.people[person.key]], **now.record)


def name_owners(now: Moment) -> None:
    units = now.stage.units
    for row in organisation.ROWS:
        if row.owner:
            units[row.code].owner = now.stage.people[row.owner]
    Unit.objects.bulk_update_with_history(units.values())


def list_obligations(now: Moment) -> None:
    for name, weight, description in obligations.CATALOGUE:
        save_obligation(Obligation(name=name, weight=weight, description=description), **now.record)


def bind_units(now: Moment, name: str) -> None:
    obligation = Obligation.objects.get(name=name)
    for code, note in obligations.BINDS[name].items():
        bind(now.stage.units[code], obligation=obligation, note=note, **now.record)
