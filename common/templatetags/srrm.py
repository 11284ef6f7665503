"""Filters and tags for every template: how things are said (`common.words`), Markdown, and addresses of lists."""

from django import template
from django.conf import settings

from common import asof, words
from common.addresses import address
from common.markdown import to_html

register = template.Library()


@register.simple_tag(takes_context=True)
def url_with(context, **changes) -> str:
    """The present query with `changes`: None or "" takes a part out, a list repeats it.

    Whatever else changes, paging starts again. Always begins with a question mark.
    """
    query = context["request"].GET.copy()
    if "page" not in changes:
        changes["page"] = None
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        else:
            query.setlist(name, value if isinstance(value, list | tuple) else [value])
    return "?" + query.urlencode()


@register.simple_tag(name="address")
def address_tag(name: str, *args) -> str:
    """`{% url %}` for pages that name many addresses; takes no keywords."""
    return address(name, *args)


@register.filter
def markdown(text):
    return to_html(text)


def _today():
    return asof.day()


@register.filter
def day(value):
    return words.day(value, today=_today())


@register.filter
def day_short(value):
    return words.day(value, today=_today(), short=True)


@register.filter
def moment(value):
    return words.moment(value, today=_today())


@register.filter
def moment_within(value):
    """The same within a sentence: “since today 10:30”."""
    return words.moment(value, today=_today(), within=True)


@register.filter
def clock(value):
    return words.clock(value)


@register.filter
def ago(value):
    return words.ago(value, today=_today())


@register.filter
def number(value):
    return words.number(value)


@register.filter
def money(value):
    return words.money(value, symbol=settings.CURRENCY_SYMBOL)


@register.filter
def millions(value):
    return words.millions(value)


@register.filter
def count(value, nouns: str):
    """`{{ 3|count:"department" }}`, `{{ 2|count:"person,people" }}`."""
    return words.count(value, *nouns.split(","))
