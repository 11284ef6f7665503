"""Time zones of people: the ones to choose from, and times of a request given in the person's own."""

import zoneinfo
from functools import cache

from django.utils import timezone

REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def choices() -> list:
    """Time zones by region, for a form."""
    groups: dict[str, list] = {region: [] for region in REGIONS}
    for name in sorted(zoneinfo.available_timezones()):
        region, _, place = name.partition("/")
        if place and region in groups:
            groups[region].append((name, place.replace("_", " ").replace("/", ": ")))
    return [("UTC", "UTC"), *groups.items()]


class TimeZoneMiddleware:
    """Gives times in the time zone of whoever is signed in; the organisation's for everybody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(zone_of(request.user)):
            return self.get_response(request)


def zone_of(user) -> zoneinfo.ZoneInfo | None:
    """The time zone of `user`; None for the organisation's."""
    name = getattr(user, "time_zone", "")
    if not name:
        return None
    try:
        return zoneinfo.ZoneInfo(name)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return None
