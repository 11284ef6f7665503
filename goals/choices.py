"""Words to choose from in goals, with what is shown for them."""

from django.db.models import TextChoices


class CsfFunction(TextChoices):
    """The six functions of the NIST Cybersecurity Framework 2.0."""

    GOVERN = "govern", "Govern"
    IDENTIFY = "identify", "Identify"
    PROTECT = "protect", "Protect"
    DETECT = "detect", "Detect"
    RESPOND = "respond", "Respond"
    RECOVER = "recover", "Recover"
