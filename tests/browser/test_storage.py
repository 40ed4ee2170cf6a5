"""What a browser keeps after someone signed out: nothing about a family.

A draft stays on its device until it is sent, signed out of, or someone else signs in
(static/scripts/drafts.js). Nothing that was only read is ever kept.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from families import acts
from tests.cast import member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

#: Names, an address, a goal: what the pages say of the family of tests/conftest.py.
READ = ("Kelly", "Doyle", "Jayden", "6 Orchard Rise", "MB3 7CK")
TYPED = "marker-typed by nobody else"
PAGES = (
    "families:family", "families:people", "families:story", "families:visits", "families:plan",
    "families:consent", "families:add-person", "families:looked", "families:why",
    "outcomes:progress", "outcomes:noted-needs",
)  # fmt: skip
#: Everything that this site may keep in a browser, as text. Cookies are asked for by the test.
KEPT = """async () => {
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
  for (const name of await caches.keys()) {
    found.push(`cache ${name}`);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push(request.url);
      found.push(await (await cache.match(request)).text());
    }
  }
  for (const worker of await navigator.serviceWorker.getRegistrations()) found.push(worker.scope);
  return found.join("\\n");
}"""


def sign_out(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.locator("main form[data-sign-out] button").click()
    page.wait_for_url(lambda url: "sign-out" not in url)


def kept(page: Page) -> str:
    """Everything that is kept, on the device too."""
    return page.evaluate(KEPT) + json.dumps(page.context.cookies())


def type_a_draft(page: Page, reference: str) -> None:
    page.goto(reverse("families:record-visit", args=[reference]))
    page.locator("textarea:visible").first.fill(TYPED)
    page.wait_for_function("() => Object.keys(localStorage).some(k => k.startsWith('wf-draft:'))")


def read_everything(page: Page, reference: str) -> int:
    """How many pages showed something."""
    shown = 0
    for name in PAGES:
        page.goto(reverse(name, args=[reference]))
        shown += any(word in page.content() for word in READ)
    for name in (
        "families:list",
        "families:matches",
        "tasks",
        "outcomes:audits",
        "sharing:account",
    ):
        page.goto(reverse(name))
    return shown


#: Every kind of person: lead, hub, supervisor, results, school, auditor, analyst, sharing lead,
#: administrator, and a colleague without business here.
EVERYONE = ("ada", "dot", "hal", "ivy", "cas", "fay", "kay", "lou", "max", "ben")
DRAFTING = {"ada", "hal"}


@pytest.fixture
def everyone(family, with_cas, ada, borough, case, request) -> dict[str, Any]:
    """Cas may know who Kelly is; each of the others is there."""
    yes = [acts.Decision(borough.school, category, "given") for category in ("identity", "plan")]
    acts.record_consents(person=member(family, "Kelly"), decisions=yes, by=ada)
    return {name: request.getfixturevalue(name) for name in EVERYONE}


@pytest.mark.parametrize("who", EVERYONE)
def test_nothing_is_left_when_someone_signed_out(who, everyone, family, device, sign_in):
    page = sign_in(everyone[who])
    shown = read_everything(page, family.reference)
    assert shown > 3 if who in ("ada", "dot", "hal", "cas") else True
    assert not [word for word in READ if word in kept(page)], "what was only read is never kept"
    if who in DRAFTING:
        type_a_draft(page, family.reference)
        device.set_offline(True)
        page.locator("textarea:visible").first.fill(f"{TYPED} without a signal")
        page.wait_for_function(
            "() => Object.values(localStorage).some(kept => kept.includes('without a signal'))"
        )
        device.set_offline(False)
        assert TYPED in kept(page), "a test of nothing"
    sign_out(page)
    left = kept(page)
    assert not [word for word in (*READ, TYPED, family.reference) if word in left]
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("6 Orchard Rise")


def test_the_next_person_finds_no_draft_of_someone_whose_session_ended(
    family, ada, dot, device, sign_in
):
    page = sign_in(ada)
    type_a_draft(page, family.reference)
    device.clear_cookies()  # half an hour later
    page.goto(reverse("home"))
    assert TYPED in kept(page), "their words wait for them"
    page = sign_in(dot)
    left = kept(page)
    assert TYPED not in left
    assert not [word for word in READ if word in left]
