"""What stood in a form is there to read on a past day; nothing of it can be sent."""

from common.past.reading import only_to_read

FORM = """<form id="needs" method="post" hx-post="" class="stack" action="/x/"><input type="hidden"
 name="csrfmiddlewaretoken" value="a"><table><tr><td>Parcels</td></tr></table>
<button type="submit" class="btn">Confirm</button><button class="btn" name="side" value="we">Remove</button></form>"""


def test_a_form_that_writes_becomes_what_stood_in_it():
    assert only_to_read(FORM) == (
        '<div id="needs" class="stack"><table><tr><td>Parcels</td></tr></table>\n</div>'
    )


def test_a_button_that_sends_nothing_stays():
    turned = '<button type="button" data-print>Print</button>'
    assert turned in only_to_read(f'<form method="post">{turned}<button>Save</button></form>')


def test_searching_and_the_frame_of_the_page_stay_as_they_are():
    search = '<form method="get"><input name="q"><button type="submit">Search</button></form>'
    page = f'<nav>{FORM}</nav><main id="main">{search}{FORM}</main>'
    read = only_to_read(page)
    assert read.startswith(f"<nav>{FORM}</nav>")
    assert search in read
    assert read.count("csrfmiddlewaretoken") == 1
