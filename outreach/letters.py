"""From a row of the outbox to the mail itself: every time the same bytes, so that a copy is known as one."""

import hashlib
from datetime import UTC
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address

from outreach.models import Message


class Letter(EmailMultiAlternatives):
    """Text, HTML where there is some, and the invitation where there is one (RFC 6047: a part of its own, whose type
    names the method)."""

    def __init__(self, row: Message):
        super().__init__(
            row.subject,
            row.text,
            to=[sanitize_address((row.name, row.address), "utf-8")],
            headers={
                "Message-ID": row.message_id,
                "Date": format_datetime(row.dated_at.astimezone(UTC)),
                "Auto-Submitted": "auto-generated",
            },
        )
        self._method = row.calendar_method
        self._seal = hashlib.sha256(row.message_id.encode()).hexdigest()[:24]
        if row.html:
            self.attach_alternative(row.html, "text/html")
        if row.calendar:
            self.attach_alternative(row.calendar, "text/calendar")

    def message(self):
        built = super().message()
        # The library would draw each boundary by lot.
        whole = [part for part in built.walk() if part.is_multipart()]
        for number, part in enumerate(whole):
            part.set_boundary(f"=_{self._seal}_{number}")
        for part in built.walk():
            if part.get_content_type() == "text/calendar":
                part.set_param("method", self._method)
        return built
