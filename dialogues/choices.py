"""Words to choose from in talks, with what is shown for them."""

from django.db.models import TextChoices


class FrameworkKind(TextChoices):
    CORE = "core", "Asked of every department"
    DEPARTMENT = "department", "For a kind of work"
    SHAPE = "shape", "For a kind of meeting"


class SeriesKind(TextChoices):
    ONE_TO_ONE = "one_to_one", "With one department"
    JOINT = "joint", "Joint session"
    LEADERSHIP = "leadership", "Leadership briefing"


class SessionKind(TextChoices):
    ONE_TO_ONE = "one_to_one", "Talk"
    JOINT = "joint", "Joint session"
    LEADERSHIP = "leadership", "Leadership briefing"
    TOUCH = "touch", "In passing"


class SessionState(TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held, notes open"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"
    MISSED = "missed", "Did not take place"


class Reply(TextChoices):
    INVITED = "invited", "No answer yet"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    TENTATIVE = "tentative", "Perhaps"


class ItemKind(TextChoices):
    """In the order in which an agenda has them."""

    WE_OWE = "we_owe", "We owe them"
    THEY_OWE = "they_owe", "They owe us"
    TOPIC = "topic", "They asked to talk about"
    CHANGE = "change", "Changed since the last talk"
    GAP = "gap", "To settle"
    QUESTION = "question", "Questions"


class ItemState(TextChoices):
    OPEN = "open", "Open"
    DONE = "done", "Talked about"
    DROPPED = "dropped", "Dropped"
    CARRIED = "carried", "Carried to the next talk"


class InsightKind(TextChoices):
    CONCERN = "concern", "Concern"
    PRIORITY = "priority", "Priority"
    OPPORTUNITY = "opportunity", "Opportunity"
    DECISION = "decision", "Decision"
    FEEDBACK = "feedback", "Feedback"


class Side(TextChoices):
    WE = "we", "We owe"
    THEY = "they", "They owe"


class PromiseState(TextChoices):
    PROPOSED = "proposed", "Proposed"
    OPEN = "open", "Open"
    KEPT = "kept", "Kept"
    DROPPED = "dropped", "Dropped"
    DECLINED = "declined", "Declined"


class ScenarioKind(TextChoices):
    CASE = "case", "Case study"
    INJECT = "inject", "Tabletop inject"


class TermSide(TextChoices):
    SECURITY = "security", "A security word, in plain language"
    BUSINESS = "business", "A business word, for security people"


class How(TextChoices):
    """How a touch came about."""

    CORRIDOR = "corridor", "In passing"
    CALL = "call", "Call"
    CHAT = "chat", "Chat or e-mail"
    MEETING = "meeting", "Beside another meeting"
