"""The day the demo organisation is built on in these tests."""

from datetime import date

DAY = date(2026, 3, 11)
