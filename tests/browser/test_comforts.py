"""What the scripts add in a real browser: drafts that last, one more row, one press one thing.

The pages are rendered here and handed to the browser with the policy of production: no server runs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route

from sharing.form_fields import (
    GovukDateField,
    TapBoxes,
    TapChoiceField,
    VoiceTextarea,
    with_another,
)
from sharing.models import Agency, Post, Role, User

pytestmark = pytest.mark.browser

SITE = "http://whole-family.example.org"
BUILD = Path(settings.BASE_DIR) / "static" / "build"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
)
WIDTHS = (390, 820, 1280)

PAGE = """
{% extends "base.html" %}
{% load whole_family %}
{% block title %}Record a visit{% endblock %}
{% block body_class %}wf-narrow wf-nonav{% endblock %}
{% block content %}
  <h1 class="wf-h1">Record a visit</h1>
  <form method="post" id="visit" action="/save/" class="wf-form" novalidate data-autosave="visit">
    {{ form }}
    {% include "parts/add_another.html" with row="action" %}
  </form>
  {% status 'met' %} {% clock 0.8 '9h left' %} {% shape 'female' 37 index=True %}
  {% sees 'Early Help East sees this.' url='/why/' %}
  <section class="wf-col" aria-labelledby="new"><h2 id="new">New</h2><ul>
    {% include "parts/card.html" with title="Haddad" url="/r/" left="9h left" fraction=0.2 %}
  </ul></section>
{% endblock %}
{% block dock %}
  {% include "parts/dock.html" with go="Save visit" back="/" back_label="Later" form_id="visit" %}
{% endblock %}
"""


class Visit(forms.Form):
    words = forms.CharField(label="Jayden’s own words", widget=VoiceTextarea)
    went = TapChoiceField(label="How did it go?", choices=[("well", "Well"), ("hard", "Hard")])
    seen = forms.MultipleChoiceField(
        label="Who was there?", widget=TapBoxes, choices=[("1", "Kelly"), ("2", "Theo")]
    )
    on = GovukDateField(label="When was it?")


class Action(forms.Form):
    what = forms.CharField(label="What will happen?")


Actions = forms.formset_factory(Action, extra=1, can_delete=True)


def rendered(form: forms.Form, actions: Any, person: int = 7) -> str:
    request: Any = RequestFactory().get("/visit/")
    request.user = User(pk=person, username="ngozi", full_name="Ngozi Okonkwo-Featherstonehaugh")
    request.user.acting_as(Post(role=Role.KEY_WORKER, agency=Agency(name="Early Help East")))
    context = RequestContext(request, {"form": form, "formset": actions})
    return str(Template(PAGE.strip()).render(context))


class House:
    """Answers the browser: the page under test, our built files, and what was posted."""

    def __init__(self) -> None:
        self.html = rendered(Visit(), Actions())
        self.posts: list[str] = []

    def answer(self, route: Route) -> None:
        """One request."""
        path = BUILD / Path(route.request.url).name
        if route.request.method == "POST":
            self.posts.append(route.request.post_data or "")
            route.fulfill(status=204)
        elif "/static/" in route.request.url and path.is_file():
            route.fulfill(body=path.read_text(), content_type=TYPES[path.suffix])
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8", headers=headers)


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def page(chromium: Browser, house: House) -> Iterator[Page]:
    opened = chromium.new_page()
    opened.set_default_timeout(8000)
    opened.route("**/*", house.answer)
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.goto(f"{SITE}/visit/")
    yield opened
    opened.close()
    assert not [fault for fault in faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def kept(page: Page) -> None:
    page.locator("[data-draft-status]:not(:empty)").wait_for(state="attached")


def test_what_is_typed_outlives_a_refresh_with_its_added_rows(page: Page) -> None:
    page.fill("#id_words", "“First lesson is the worst.”")
    page.check("#id_went_1")
    page.check("#id_seen_1")
    page.fill("#id_on_1", "March")
    page.click("[data-add-row]")
    assert page.evaluate("document.activeElement.name") == "form-1-what"
    page.fill('[name="form-1-what"]', "Ring the school")
    kept(page)

    page.reload()

    assert page.input_value("#id_words") == "“First lesson is the worst.”"
    assert page.is_checked("#id_went_1")
    assert page.is_checked("#id_seen_1")
    assert not page.is_checked("#id_seen_0")
    assert page.input_value("#id_on_1") == "March"
    assert page.input_value('[name="form-1-what"]') == "Ring the school"
    assert "are back on this page" in page.inner_text("[data-net-line]")


def test_the_servers_errors_are_not_overwritten_by_an_older_draft(page: Page, house: House) -> None:
    page.fill("#id_words", "An older thought")
    kept(page)
    data = QueryDict("words=A+newer+thought&form-TOTAL_FORMS=1&form-INITIAL_FORMS=0")
    house.html = rendered(Visit(data), Actions(with_another(data, "form")))
    page.reload()
    assert page.input_value("#id_words") == "A newer thought"
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.click("text=Enter a date, like 27 3 2012 >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_on_0"


def test_drafts_go_when_saved_when_signed_out_and_when_another_person_comes(
    page: Page, house: House
) -> None:
    drafts = "Object.keys(localStorage).length"
    page.fill("#id_words", "Mine")
    kept(page)
    assert page.evaluate(drafts) == 1
    house.html = rendered(Visit(), Actions(), person=8)
    page.reload()
    assert page.evaluate(drafts) == 0
    assert page.input_value("#id_words") == ""

    page.fill("#id_words", "Theirs")
    kept(page)
    house.html = house.html.replace("<h1", '<div hidden data-draft-done="visit"></div><h1')
    page.reload()
    assert page.evaluate(drafts) == 0

    page.fill("#id_words", "Again")
    kept(page)
    page.click(".wf-context summary")
    page.click("text=Sign out")
    assert page.evaluate(drafts) == 0


def test_whose_sign_in_ended_while_they_wrote_reads_that_it_is_kept(
    page: Page, house: House
) -> None:
    page.fill("#id_words", "Half a note")
    kept(page)
    writing = house.html
    note = "<p hidden data-kept-here>Kept on this device</p><h1"
    house.html = writing.replace(' data-person="7"', "").replace("<h1", note, 1)
    page.reload()
    assert page.is_visible("text=Kept on this device")
    house.html = writing
    page.reload()
    assert page.input_value("#id_words") == "Half a note"


def test_two_presses_send_once(page: Page, house: House) -> None:
    page.click("text=Save visit", no_wait_after=True)
    page.evaluate("document.querySelector('#visit').requestSubmit()")
    page.wait_for_timeout(300)
    assert len(house.posts) == 1


def test_without_a_signal_words_wait_and_then_send_themselves(page: Page, house: House) -> None:
    page.fill("#id_words", "Kept")
    page.context.set_offline(True)
    page.click("text=Save visit")
    assert "They send themselves" in page.inner_text("[data-net-line]")
    assert not house.posts
    page.context.set_offline(False)
    page.wait_for_timeout(300)
    assert len(house.posts) == 1


def test_a_row_can_be_taken_away(page: Page) -> None:
    page.click("[data-add-row]")
    page.locator("[data-remove-row]:visible").last.click()
    assert page.locator("[data-row]:visible").count() == 1
    assert page.is_checked('[name="form-1-DELETE"]')


@pytest.mark.parametrize("width", WIDTHS)
def test_the_parts_have_no_axe_violation_and_do_not_scroll_sideways(
    page: Page, house: House, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for form in (Visit(), Visit({})):
        house.html = rendered(form, Actions())
        page.reload()
        found = Axe().run(page).response["violations"]
        assert not found, [fault["id"] for fault in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_a_name_as_long_as_a_line_widens_no_page(page: Page, house: House, width: int) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff" * 3
    cells = '<td><span class="govuk-visually-hidden">School</span>Notcheckedyet</td>' * 12
    grid = f'<table class="wf-grid"><tbody><tr><th scope="row">{name}</th>{cells}</tr></table>'
    house.html = house.html.replace(
        "<h1", f'<h1 class="wf-h1">{name}</h1><div class="wf-scroll">{grid}</div><h1', 1
    )
    page.set_viewport_size({"width": width, "height": 900})
    page.reload()
    assert page.is_visible(f"h1:has-text('{name}')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_whoever_leaves_is_gone_at_once_and_back_shows_nothing(page: Page, house: House) -> None:
    leave = render_to_string("referrals/ask/leave.html", {"csrf_token": "t0k3n"})
    house.html = house.html.replace("<h1", f"{leave}<h1", 1)
    page.reload()
    steps = page.evaluate("history.length")
    page.click("text=Leave this page")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    assert page.evaluate("history.length") == steps
    assert house.posts == ["csrfmiddlewaretoken=t0k3n"]
