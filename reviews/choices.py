"""Words to choose from in reviews and practices, with what is shown for them."""

from django.db.models import IntegerChoices, TextChoices


class Interval(TextChoices):
    ONCE = "once", "Once"
    QUARTERLY = "quarterly", "Every quarter"
    HALF_YEARLY = "half_yearly", "Every half-year"


class CountsFrom(TextChoices):
    """What the next review is counted from."""

    PLAN = "plan", "The day this one was to open"
    CLOSING = "closing", "The day this one is closed"


class CycleState(TextChoices):
    PLANNED = "planned", "Planned"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Part(TextChoices):
    """The parts of a record that a review asks about, in the order of the page."""

    PEOPLE = "people", "Who speaks for you"
    AIMS = "aims", "What you are trying to do"
    VALUE = "value", "What you cannot lose"
    NEEDS = "needs", "Whom you need, and who needs you"
    SHAPE = "shape", "Size and way of working"
    RULES = "rules", "Obligations that apply"


class PartAnswer(TextChoices):
    CORRECT = "correct", "Still correct"
    CHANGED = "changed", "Changed"
    NOT_OURS = "not_ours", "No longer ours"


class Outcome(TextChoices):
    """What came of the review of one department; nothing while it is open."""

    CONFIRMED = "confirmed", "Confirmed"
    CHANGED = "changed", "Changed"
    NOT_MINE = "not_mine", "No longer mine"
    NO_ANSWER = "no_answer", "No answer yet"


class Channel(TextChoices):
    """How the answer came."""

    PAGE = "page", "On the page"
    PHONE = "phone", "Answered by phone"
    ON_BEHALF = "on_behalf", "On behalf of"


class ByRight(TextChoices):
    """Why this person is the one to answer."""

    HEAD = "head", "Head"
    DEPUTY = "deputy", "Deputy"
    COVER = "cover", "Covers for who is away"
    ABOVE = "above", "Head of the department above"
    CHOSEN = "chosen", "Chosen by hand"


class MilLevel(IntegerChoices):
    """Maturity indicator levels of the Cybersecurity Capability Maturity Model (C2M2), in words."""

    NOT_YET = 0, "Not yet"
    AD_HOC = 1, "Ad hoc"
    DOCUMENTED = 2, "Documented"
    MANAGED = 3, "Managed"


class MaturityScale(TextChoices):
    """The scale an assessment was made on. Kept with each and never converted into another."""

    C2M2_MIL = "c2m2_mil", "C2M2 MIL 0–3"


class Assessor(TextChoices):
    TEAM = "team", "The security team"
    DEPARTMENT = "department", "The department itself"
