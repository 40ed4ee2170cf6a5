"""The triage board by keyboard alone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.referrals import steps

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_who_opens_a_referral_goes_on_in_it_and_then_at_its_card(borough, cas, dot, sign_in):
    """The part of the page that had the focus was replaced: one began at the top, each time."""
    steps.sent(cas)
    page: Page = sign_in(dot)
    page.goto(reverse("referrals:triage"))
    card = page.locator(".wf-card h3 a").first
    card.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet-title")).to_be_focused()
    page.get_by_role("link", name="Close").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_have_count(0)
    expect(page.locator(".wf-card h3 a").first).to_be_focused()
