"""A section that reads itself again misses nothing: what changes while its answer is on its way is asked for after."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.dialogues import CommitmentFactory

pytestmark = pytest.mark.django_db(transaction=True)
CHANGED = "htmx.trigger(document.body, 'changed:promise')"


@pytest.fixture
def promise():
    return CommitmentFactory(text="Shorter form")


@pytest.fixture
def asked(page, sign_in, promise):
    """What the section of the promises asks for, each held until the test lets it go."""
    asked = []
    sign_in(page, UserFactory(ciso=True), then=reverse("promises"))
    page.route(lambda url: url.split("?")[0].endswith(reverse("promises")), lambda route: asked.append(route))
    return asked


@pytest.fixture
def waits(page):
    """`waits(asked, 2)`: so many were asked for, and no more follow."""

    def waits(asked, count):
        for _ in range(100):
            if len(asked) >= count:
                break
            page.wait_for_timeout(50)
        page.wait_for_timeout(300)
        assert len(asked) == count

    return waits


def say(promise, text):
    with recording(actor="Somebody", reason="Said better"):
        promise.text = text
        promise.save()


def test_what_changes_while_the_answer_is_on_its_way_is_asked_for_once_more(page, promise, asked, waits):
    section = page.locator("#_promises")
    page.evaluate(CHANGED)
    waits(asked, 1)
    answer = asked[0].fetch()
    say(promise, "A form of one page")
    for _ in range(3):
        page.evaluate(CHANGED)
    waits(asked, 1)
    asked[0].fulfill(response=answer)
    waits(asked, 2)
    expect(section).to_contain_text("Shorter form")
    asked[1].continue_()
    expect(section).to_contain_text("A form of one page")
    waits(asked, 2)


def test_what_changes_in_the_moment_of_arrival_is_heard(page, promise, asked, waits):
    page.evaluate(
        f"document.addEventListener('htmx:afterSwap', () => setTimeout(() => {CHANGED}), {{ once: true }})"
    )
    page.evaluate(CHANGED)
    waits(asked, 1)
    answer = asked[0].fetch()
    say(promise, "A form of one page")
    asked[0].fulfill(response=answer)
    waits(asked, 2)
    asked[1].continue_()
    expect(page.locator("#_promises")).to_contain_text("A form of one page")
    waits(asked, 2)


def test_an_answer_that_never_came_is_asked_for_again_too(page, promise, asked, waits):
    page.evaluate(CHANGED)
    waits(asked, 1)
    say(promise, "A form of one page")
    page.evaluate(CHANGED)
    asked[0].abort()
    waits(asked, 2)
    asked[1].continue_()
    expect(page.locator("#_promises")).to_contain_text("A form of one page")
    expect(page.locator("[data-swap-trouble]")).to_have_count(0)
    page.evaluate(CHANGED)
    waits(asked, 3)
    asked[2].continue_()
