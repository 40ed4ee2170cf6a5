"""What comes out of the printer, read from the PDF that Chromium makes of the page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from families import acts
from families.models import Family
from outcomes import acts as needs
from tests.browser.printed import pages_of, stream_of, words_of
from tests.cast import member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Of the screen, not of paper.
SCREEN = (
    "Why can I see", "Skip to main", "agree again", "Add an action", "Help desk", "(/",
)  # fmt: skip
PAPER = 687  # CSS pixels between the margins of A4


@pytest.fixture
def planned(family: Family, case, ada, borough) -> Family:
    """A plan with more than a page of goals, in long words."""
    kelly, jayden = member(family, "Kelly"), member(family, "Jayden")
    day = timezone.localdate() + timedelta(days=9)
    goals = [
        acts.NewGoal(
            f"Goal {number}: everyone is up, dressed and has had breakfast by a quarter past eight",
            actions=[
                acts.NewAction(f"Line {number}a: set two alarms", due_on=day, doer_person=jayden),
                acts.NewAction(f"Line {number}b: ring the school office", day, doer_post=ada.post),
            ],
        )
        for number in range(1, 8)
    ]
    acts.agree_plan(
        case=case, goals=goals, agreed_with=[kelly, jayden], review_on=day,
        family_words="We want mornings without shouting.", by=ada,
    )  # fmt: skip
    acts.add_action(
        case=case, action=acts.NewAction("Promise: lend a bus pass", day, doer_person=kelly), by=ada
    )
    acts.complete_assessment(case=case, what_is_happening="For workers’ eyes", by=ada)
    return family


def paper(page: Page, url: str) -> tuple[str, bytes]:
    page.goto(url)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    wide = page.evaluate(
        """width => [...document.querySelectorAll("main *")].filter((e) => {
             const box = e.getBoundingClientRect();
             return e.checkVisibility() && box.width > 1 && box.right > width + 1;
           }).map((e) => e.outerHTML.slice(0, 120))""",
        PAPER,
    )
    assert not wide, "cut off at the edge of the paper"
    made = page.pdf(prefer_css_page_size=True)
    return words_of(made), made


def test_the_plan_is_whole_on_paper_and_nothing_of_the_screen_is(planned, ada, sign_in):
    page = sign_in(ada)
    said, made = paper(page, reverse("families:plan", args=[planned.reference]))
    for number in range(1, 8):
        for words in (f"Goal {number}:", f"Line {number}a:", f"Line {number}b:"):
            assert words in said
    for words in ("Promise: lend a bus pass", "We want mornings without shouting", "For workers"):
        assert words in said
    assert not [words for words in SCREEN if words in said]
    assert pages_of(made) <= 3


def test_the_familys_copy_leaves_our_words_out(planned, ada, sign_in):
    page = sign_in(ada)
    url = reverse("families:plan", args=[planned.reference]) + "?for=family"
    said, _ = paper(page, url)
    assert "Goal 7:" in said
    assert "For workers" not in said
    assert not [words for words in SCREEN if words in said]


def test_ones_own_copy_says_who_may_know(planned, ada, sign_in):
    page = sign_in(ada)
    kelly = member(planned, "Kelly")
    url = reverse("families:consent-statement", args=[planned.reference, kelly.key])
    said, made = paper(page, url)
    assert "Kelly: who may know what about you" in said
    assert "The Information Commissioner" in said
    assert not [words for words in SCREEN if words in said]
    assert pages_of(made) <= 2


def test_a_familys_page_is_read_on_paper_line_by_line(planned, case, ada, sign_in):
    """The ledger stood one letter below the other, over three pages of six."""
    needs.identify_need(case=case, code="1a", person=member(planned, "Jayden"), by=ada)
    page = sign_in(ada)
    said, made = paper(page, reverse("families:family", args=[planned.reference]))
    lines = page.locator(".wf-ledge .what")
    assert lines.count() == 1
    assert lines.evaluate("line => line.getBoundingClientRect().width") > PAPER / 3
    assert "Misses more than 10% of school" in said
    assert not [words for words in (*SCREEN, "Ask them", "Who else can see") if words in said]
    assert pages_of(made) <= 2


def test_a_home_that_is_kept_back_is_on_no_paper(planned, ada, dot, sign_in):
    address = planned.addresses.get()
    acts.keep_address_back(address=address, named=[ada], by=ada)
    for who in (ada, dot):
        page = sign_in(who)
        for name in ("families:plan", "families:family", "families:people"):
            said, _ = paper(page, reverse(name, args=[planned.reference]))
            assert "Kelly" in said
            assert not [words for words in ("Orchard Rise", "MB3 7CK", "MB3") if words in said]


def test_a_stream_may_end_with_a_line_end():
    """One paper in some hundred is compressed to such bytes."""
    assert stream_of(b"<</Length 5>> stream\nwords\nendstream") == b"words"
    assert stream_of(b"<</Length 6>> stream\nwords\r\nendstream") == b"words\r"
