"""Words to choose from in the directory, with what is shown for them."""

from django.db.models import IntegerChoices, TextChoices


class Channel(TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"
    CHAT = "chat", "Chat"
    IN_PERSON = "in_person", "In person"


class Priority(IntegerChoices):
    """Who comes first where several people hold the same responsibility."""

    PRIMARY = 1, "First"
    SECONDARY = 2, "Second"
    TERTIARY = 3, "Third"


class Engagement(IntegerChoices):
    """How somebody stands towards a matter: the stakeholder engagement levels of the PMI."""

    UNAWARE = 1, "Unaware"
    RESISTANT = 2, "Resistant"
    NEUTRAL = 3, "Neutral"
    SUPPORTIVE = 4, "Supportive"
    LEADING = 5, "Leading"


class Purpose(TextChoices):
    """What one calls about."""

    INCIDENT = "incident", "Incident"
    DECISION = "decision", "Decision"
    ROUTINE = "routine", "Routine"
