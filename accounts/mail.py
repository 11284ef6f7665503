"""Mail that lets people sign in. It goes straight out and is never stored: whoever could read it could become them.

One text file a mail, `accounts/mail/<name>.txt`: its first line is the subject. The HTML form is made from the text.
"""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

log = logging.getLogger(__name__)


def compose(name: str, to: str, context: dict) -> EmailMultiAlternatives:
    """The mail `name`, as plain text and as HTML."""
    context = {**context, "organisation": settings.ORGANISATION_NAME}
    subject, _, text = render_to_string(f"accounts/mail/{name}.txt", context).strip().partition("\n")
    text = text.strip()
    paragraphs = [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]
    mail = EmailMultiAlternatives(" ".join(subject.split()), f"{text}\n", to=[to])
    mail.attach_alternative(
        render_to_string(
            "accounts/mail/letter.html", {**context, "subject": subject, "paragraphs": paragraphs}
        ),
        "text/html",
    )
    return mail


def send(mail: EmailMultiAlternatives) -> bool:
    """Whether the mail server took the mail; why not stands in the log."""
    try:
        mail.send()
    except (OSError, smtplib.SMTPException):
        log.exception("A sign-in mail could not be sent")
        return False
    return True
