"""On which day a reading goes."""

from django import template

from contacts import engagement_list

register = template.Library()


@register.filter
def goes_on(stance):
    return engagement_list.goes_on(stance)
