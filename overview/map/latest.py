"""What the map told somebody serves the same person asking the same again, until something it rests on changes.

Kept for each reader by themselves: nobody is told what was worked out for somebody with other rights.
"""

from hashlib import sha256

from overview import unchanged
from overview.map.picture import Map
from overview.map.query import MapQuery

VERSION = 1  # of how it is told


def told(request, *, on) -> str:
    """The data of the map as JSON."""
    user = request.user
    asked = sha256(request.GET.urlencode().encode()).hexdigest()
    name, moment = f"overview.map.latest.{VERSION}.{user.pk}.{user.role}.{asked}", unchanged.moment(on=on)
    if (kept := unchanged.peek(name, moment)) is not None:
        return kept
    text = Map(MapQuery(request)).as_json()
    unchanged.keep(name, moment, text)
    return text
