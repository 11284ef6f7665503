"""The days of a month as cells: what is in them, and that a title stays text."""

from datetime import date

from dialogues.month import Day, Entry, Month
from dialogues.month_cells import rows

FULL = Day(
    date(2027, 3, 2), inside=True, today=True, total=1_202,
    entries=[Entry(7, "09:00", "Talk with <b>R&D</b>", "", ""), Entry(8, "10:00", "Budget", "gone", "cancelled")],
)  # fmt: skip


def test_a_day_shows_its_talks_and_how_many_more():
    [week] = rows(Month(date(2027, 3, 1), [[FULL]], mine=False, total=1_202))
    assert week.startswith('<td class="today"><span class="day"><time datetime="2027-03-02">2')
    assert '<span class="lead-words">Talk with </span>&lt;b&gt;R&amp;D&lt;/b&gt;</span>' in week
    assert '<li class="gone"><a href="/dialogues/sessions/8/" title="Budget">' in week
    assert '<span class="state">cancelled</span>' in week
    assert "1,200 more" in week
    assert "<b>" not in week


def test_a_day_of_another_month_with_nothing_in_it_is_a_bare_cell():
    [week] = rows(Month(date(2027, 3, 1), [[Day(date(2027, 2, 28), inside=False, today=False)]], False, 0))
    assert week == (
        '<td class="outside free"><span class="day"><time datetime="2027-02-28">28'
        '<span class="named"> February, Sunday</span></time></span></td>'
    )
