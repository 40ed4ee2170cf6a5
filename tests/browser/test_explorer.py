"""The explorer in a real Chromium: each set of tables at each width, and its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sharing.models import User
from tests import cast
from tests.browser.hands import WIDTHS, BrowserHands, Watch
from tests.outcomes.counted_rows import Writer
from tests.outcomes.counting_made import families_by_chance

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("", "?show=together", "?show=support", "?show=places", "?show=time", "?need=1a")


def test_the_explorer_has_no_axe_violation_at_any_width(
    borough, kay: User, live_server, chromium: Browser
):
    writer = Writer(borough)
    writer.write(families_by_chance(0, 60))
    for family in families_by_chance(3, 6):
        writer.one(family, writer.family("A ward with a name that is longer than any other"))
    kay.set_password(cast.PASSWORD)
    kay.save()
    watch = Watch(live_server.url)
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(15_000)
    page = context.new_page()
    watch.over(page)
    hands = BrowserHands(page, watch)
    hands.sign_in(kay.username, cast.PASSWORD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for query in PAGES:
            watch.looked_at.clear()  # one address, several kinds of page
            hands.go(f"/results/explorer/{query}")
            hands.reads("How to read these figures", "Held back")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take these figures out").click()
    assert taken.value.suggested_filename.startswith("explorer-needs-")
    assert Path(taken.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    context.close()
    assert not watch.faults, "\n".join(dict.fromkeys(watch.faults))
