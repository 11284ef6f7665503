"""What the frame of every page needs to know, worked out only where a template asks for it."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import SimpleLazyObject, cached_property

from common import asof, navigation


class Shell:
    """The frame of one page as one person sees it."""

    organisation = settings.ORGANISATION_NAME
    csrf_cookie = settings.CSRF_COOKIE_NAME

    def __init__(self, request):
        self.request = request
        self.user = getattr(request, "user", None)

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.user and self.user.is_authenticated)

    @cached_property
    def places(self) -> list[navigation.Place]:
        """The same on a past day: the frame belongs to today."""
        with asof.looking_at(asof.AsOf()):
            return navigation.places(self.user, self.request.path) if self.signed_in else []

    @cached_property
    def in_more(self) -> bool:
        """Whether the current room stands behind More on a small screen."""
        return any(place.current and not place.phone for place in self.places)

    @property
    def search_url(self) -> str:
        return navigation.address("search") if self.signed_in else ""

    @property
    def touch_url(self) -> str:
        """Where a talk in passing is logged; with the department of the page one is on."""
        if not (self.signed_in and self.user.has_perm("dialogues.log_talk")):
            return ""
        found = getattr(self.request, "resolver_match", None)
        code = found.kwargs.get("code") if found else None
        href = navigation.address("touch")
        return f"{href}?{urlencode({'unit': code})}" if href and code else href

    @property
    def glossary_url(self) -> str:
        """Where the explained words are, for those who may read them."""
        may = self.signed_in and self.user.has_perm("dialogues.view_glossary")
        return navigation.address("glossary-json") if may else ""

    @property
    def past_days(self) -> bool:
        """Whether another day can be chosen. Nobody works on a page that is projected."""
        return getattr(self.request, "knows_past_days", False) and self.request.GET.get("share") != "1"

    @property
    def as_of(self) -> date | None:
        """The past day that is shown."""
        shown = getattr(self.request, "as_of", None)
        return shown.day if shown else None

    @property
    def no_such_day(self) -> str:
        """Why the day that was asked for is none of the past."""
        return getattr(self.request, "no_such_day", "")

    @property
    def only_today(self) -> bool:
        """Whether a past day was asked of a page that knows none: it must not pass for one."""
        return bool(self.request.GET.get("as_of")) and not self.past_days

    @property
    def latest_past_day(self) -> date:
        return asof.today() - timedelta(days=1)

    @property
    def marks_url(self) -> str:
        """Where the days are listed on which what the page shows was changed."""
        href = navigation.address("past_marks")
        return f"{href}?{urlencode({'of': self.request.get_full_path()})}" if href else ""

    @property
    def late_url(self) -> str:
        """Where stands what was entered after the day that is shown and had taken effect before it was entered; of
        one department where the page is about one."""
        href = navigation.address("compare_days") if self.user.has_perm("overview.view_record") else ""
        found = getattr(self.request, "resolver_match", None)
        code = found.kwargs.get("code") if found else None
        asked = {"from": self.as_of, "late": 1} | ({"unit": code} if code else {})
        return f"{href}?{urlencode(asked)}" if href else ""

    @property
    def account_url(self) -> str:
        return navigation.address("account") or navigation.address("account_change_password")

    @property
    def home_url(self) -> str:
        return navigation.address("today") or "/"


def shell(request) -> dict:
    """Context processor."""
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
