"""Every address of the product with something to put into its gaps, for the laws that walk them all."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse


def walk(patterns=None, namespace=""):
    """(full name, number of arguments) of every named address; a nameless one is given by its pattern."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", pattern.callback


def address(name: str, samples: dict) -> str:
    """The address of that name, with its sample arguments."""
    return reverse(name, args=samples.get(name, ()))
