"""From a template and facts to the words of a mail.

A template is `<name>.txt`, its first line the subject, and, where the mail should look like more than its text,
`<name>.html` (which extends `outreach/letter.html`). A variable that does not exist stops it: nobody gets a mail with a
hole in it.
"""

from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates

LETTER = "outreach/letter.html"


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str


class Unwritable(Exception):
    """A template names a variable that it was not given."""


class _Missing(str):
    """What Django puts in place of an unknown variable, asking first whether it has room for its name."""

    def __contains__(self, part):
        return True

    def __mod__(self, name):
        raise Unwritable(f"The template names “{name}”, which it was not given.")


@cache
def _engine(*, autoescape: bool) -> DjangoTemplates:
    options = {"string_if_invalid": _Missing("%s"), "autoescape": autoescape}
    return DjangoTemplates({"NAME": "mail", "DIRS": [], "APP_DIRS": True, "OPTIONS": options})


def write(template: str, context: dict) -> Written:
    """The mail `template`, such as "overview/mail/digest". Always there: `organisation`, `site`, and for the HTML
    `subject` and `paragraphs` of the text."""
    known = {"organisation": settings.ORGANISATION_NAME, "site": settings.SITE_URL, **context}
    try:
        whole = _engine(autoescape=False).get_template(f"{template}.txt").render(known).strip()
        subject, _, text = whole.partition("\n")
        subject, text = " ".join(subject.split()), text.strip() + "\n"
        paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
        html = _html(template).render({**known, "subject": subject, "paragraphs": paragraphs})
    except Unwritable as missing:
        raise Unwritable(f"{template}: {missing}") from None
    return Written(subject, text, html)


def _html(template: str):
    try:
        return _engine(autoescape=True).get_template(f"{template}.html")
    except TemplateDoesNotExist as missing:
        if str(missing) != f"{template}.html":  # a part of it that is not there is a mistake
            raise
        return _engine(autoescape=True).get_template(LETTER)


def link(path: str) -> str:
    """The full address of a page, for a mail."""
    return urljoin(settings.SITE_URL, path)
