"""The include templates every page is built from, and the tags they use."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string


def page(number=2, pages=5):
    return SimpleNamespace(
        number=number,
        pages=pages,
        has_previous=number > 1,
        has_next=number < pages,
        previous_page_number=number - 1,
        next_page_number=number + 1,
    )


def tag(source: str, request) -> str:
    return Template("{% load srrm %}" + source).render(Context({"request": request}))


def test_an_address_keeps_the_rest_of_the_query(rf):
    request = rf.get("/units/?q=a%26b&risk=4&risk=5&page=3")
    assert tag("{% url_with page=4 %}", request) == "?q=a%26b&amp;risk=4&amp;risk=5&amp;page=4"
    assert tag('{% url_with sort="-name" %}', request) == "?q=a%26b&amp;risk=4&amp;risk=5&amp;sort=-name"
    assert tag("{% url_with q=None risk=None %}", request) == "?"


def test_the_pager_goes_both_ways_and_says_where_one_is(rf):
    html = render_to_string("_pager.html", {"page": page()}, rf.get("/?q=x"))
    assert 'href="?q=x&amp;page=1"' in html
    assert 'href="?q=x&amp;page=3"' in html
    assert "Page 2 of 5" in html


def test_one_page_needs_no_pager(rf):
    assert "<nav" not in render_to_string("_pager.html", {"page": page(1, 1)}, rf.get("/"))


def test_a_heading_sorts_and_says_how_it_is_sorted(rf):
    def heading(sort, **more):
        return render_to_string(
            "_table_sort.html", {"name": "risk", "label": "Risk", "sort": sort, **more}, rf.get("/")
        )

    assert 'href="?sort=risk"' in heading("name")
    assert 'aria-sort="ascending"' in heading("risk")
    assert 'href="?sort=-risk"' in heading("risk")
    assert 'aria-sort="descending"' in heading("-risk")
    assert 'href="?sort=risk"' in heading("-risk")
    assert 'href="?sort=-risk"' in heading("name", down=True)


def test_an_empty_list_teaches_the_next_step():
    html = render_to_string(
        "_empty.html", {"title": "No talks yet", "text": "Plan one.", "href": "/x/", "action": "Plan a talk"}
    )
    assert '<a class="btn btn-primary" href="/x/">Plan a talk</a>' in html


def test_the_banner_of_a_past_day_leads_back(rf):
    html = render_to_string("_asof.html", {"as_of": date(2024, 3, 31)}, rf.get("/?as_of=2024-03-31&q=x"))
    assert 'href="?q=x"' in html
    assert render_to_string("_asof.html", {}, rf.get("/")).strip() == ""


@pytest.mark.parametrize("name", ["_confirm.html", "_seg.html", "_chip.html", "_columns.html"])
def test_components_escape_what_they_show(name, rf):
    evil = "<script>x</script>"
    context = {
        "text": evil, "yes": evil, "cancel": "/", "label": evil, "items": [{"label": evil, "href": "/"}],
        "off": "?", "columns": [{"name": "a", "label": evil}],
        "keep": [],
    }  # fmt: skip
    assert "<script>" not in render_to_string(name, context, rf.get("/"))
