"""The moment a page shows: now, or the end of a past day in the installation's time zone (`?as_of=YYYY-MM-DD`)."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


class NotADay(ValueError):
    """The value of `as_of` is no day that the record could speak of; the message says why."""


def day_of(text: str | None) -> date | None:
    """The day asked for, None for none. Raises NotADay."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise NotADay(f"“{text[:40]}” is not a day; write it as 2025-11-16.") from None
    if day > timezone.localdate():
        raise NotADay("That day lies ahead; the record knows only what was known until today.")
    return day


def end_of(day: date) -> datetime:
    """The last moment of that day: whatever was saved by then counts."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def problem_of(text: str | None) -> str:
    """Why `text` cannot be shown, as a sentence; empty where it can, or where nothing was asked."""
    try:
        day_of(text)
    except NotADay as error:
        return str(error)
    return ""
