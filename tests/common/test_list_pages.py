"""The pager of a list leads to the pages beside the one that is shown."""

from django.template.loader import render_to_string

from common.lists import Page


def test_the_neighbours_of_a_page_have_its_number_less_and_more_one(rf):
    html = render_to_string("_pager.html", {"page": Page([], 2, 3)}, rf.get("/?q=x"))
    assert "page=1" in html
    assert "page=3" in html
