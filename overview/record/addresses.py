"""Addresses of the pages that lines of the record lead to; a page has hundreds, so each pattern is resolved once."""

from functools import cache
from uuid import UUID

from django.urls import get_script_prefix, reverse

_GROUP = UUID(int=0)
_CODE, _NUMBER = "--", 987654321


@cache
def _parts(name: str, args: tuple, prefix: str) -> list[str]:
    address = reverse(name, args=args)
    for arg in args:
        address = address.replace(str(arg), "\0", 1)
    return address.split("\0")


def _filled(name: str, args: tuple, *values) -> str:
    parts = _parts(name, args, get_script_prefix())
    filled = parts[0]
    for value, part in zip(values, parts[1:], strict=True):
        filled += f"{value}{part}"
    return filled


def change_page(group: UUID) -> str:
    return _filled("change", (_GROUP,), group)


def department_page(code: str) -> str:
    return _filled("department", (_CODE,), code)


def impact_page(code: str) -> str:
    return _filled("impact", (_CODE,), code)


def history_page(code: str) -> str:
    return _filled("unit_history", (_CODE,), code)


def version_page(code: str, number: int) -> str:
    return _filled("unit_version", (_CODE, _NUMBER), code, number)


def person_page(number: int) -> str:
    return _filled("contacts:person", (_NUMBER,), number)


def asset_page(number: int) -> str:
    return _filled("asset", (_NUMBER,), number)


def process_page(number: int) -> str:
    return _filled("process", (_NUMBER,), number)
