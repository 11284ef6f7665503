"""How the people of the demo look at lists: views they keep under a name, most of them shared with the team."""

from datetime import datetime, time

from django.utils import timezone

from desk.saved_views import keep
from overview.demo.stage import Stage

# days ago, who, list, name, what the address asks for, whether the team sees it
VIEWS = (
    (301, "ingrid.solheim", "units:list", "Revenue at risk",
     "status=active&risk=4&risk=5&sort=-annual_revenue&columns=name&columns=owner&columns=risk&columns=annual_revenue"
     "&columns=record", True),
    (96, "marek.dvorak", "units:list", "For the next review",
     "status=active&incomplete=1&sort=-headcount&columns=name&columns=record&columns=headcount&columns=owner", True),
    (40, "hanna.okafor", "promises", "We owe, by day", "side=we&sort=due_on", True),
)  # fmt: skip


def keep_views(stage: Stage) -> None:
    for days, who, listing, name, query, shared in VIEWS:
        at = timezone.make_aware(datetime.combine(stage.day(days), time(10)))
        keep(by=stage.people[who], listing=listing, name=name, query=query, shared=shared, at=at)
