"""Who is away, was away or will be, and who covers."""

from functools import partial

from contacts.models import Absence
from overview.demo.stage import Event, Moment

# who, from and until in days before the demo is built (below zero: after), who covers, known since, told by
AWAY = (
    ("mei.tanaka", 402, 388, "dominic.achebe", 409, "tomas.reyes"),
    ("konrad.weiss", 331, 317, "delphine.roux", 338, "priya.nair"),
    ("lorenzo.bassi", 208, 187, "francesca.ratti", 214, "hanna.okafor"),
    ("clara.whitfield", 121, 107, "jasper.okonjo", 128, "clara.whitfield"),
    ("hanna.okafor", 12, -16, "tomas.reyes", 12, "ingrid.solheim"),
    ("jasper.okonjo", 3, -8, "lucy.penhaligon", 19, "clara.whitfield"),
    ("dominic.achebe", 1, -6, "callum.reid", 8, "tomas.reyes"),
    ("judith.castellan", 8, -20, "eoin.farrelly", 15, "anders.nyberg"),
    ("besa.hoxha", 2, -4, "", 2, "tomas.reyes"),
    ("roy.tunstall", 5, -9, "ewa.zielinska", 6, "patrick.doyle"),
    ("giulia.moretti", -5, -12, "robert.ainsley", 14, "giulia.moretti"),
    ("rachel.adeyemi", -9, -23, "stuart.bellamy", 13, "rachel.adeyemi"),
    ("ellen.whitby", -12, -26, "", 9, "hanna.okafor"),
    ("leila.rahimi", -20, -34, "toby.sinclair", 7, "leila.rahimi"),
)


def events() -> list[Event]:
    return [Event(row[4], 12, row[5], "Away, as told", partial(tell, row=row)) for row in AWAY]


def tell(now: Moment, row: tuple) -> None:
    who, since, until, cover, _, _ = row
    Absence(
        contact=now.stage.contacts[who],
        since=now.stage.day(since),
        until=now.stage.day(until),
        cover=now.stage.contacts[cover] if cover else None,
    ).save()
