"""What stands in a row at the top of pages, drawn in Python: every word in it is escaped."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from coordination.templatetags import page_parts as parts

BAD = '"><b onclick=x>&'
WORDS = "&quot;&gt;&lt;b onclick=x&gt;&amp;"
FACT = {"tone": "bad", "label": BAD, "text": BAD, "source": BAD, "url": BAD, "icon": "warning"}


@pytest.mark.parametrize(
    ("tag", "row", "times"),
    [
        (parts.place_links, {"url": BAD, "icon": "home", "label": BAD, "more": BAD}, 3),
        (parts.foot_links, {"url": BAD, "label": BAD}, 2),
        (parts.dotted, BAD, 1),
        (parts.band_buttons, {"url": BAD, "icon": "pen", "label": BAD, "go": True}, 2),
        (
            parts.band_facts,
            {"label": BAD, "strong": BAD, "lines": [BAD, BAD], "url": BAD, "link": BAD},
            6,
        ),
        (parts.tab_links, {"url": BAD, "label": BAD, "count": BAD}, 3),
        (parts.chip_links, {"url": BAD, "name": BAD, "small": BAD, "age": 9, "sex": "F"}, 3),
        (parts.matters, SimpleNamespace(on=date(2026, 1, 2), **FACT), 4),
        (parts.promised, SimpleNamespace(due_on=None, what=BAD), 1),
    ],
)
def test_no_word_of_anybody_becomes_part_of_the_page(tag, row, times):
    drawn = tag([row])
    assert "<b onclick" not in drawn
    assert drawn.count(WORDS) == times
    assert tag([]) == ""


def test_what_is_chosen_says_so_and_what_is_missing_is_left_out():
    home = {"url": "/", "icon": "home", "label": "Home", "more": ""}
    assert parts.place_links([home]).count("<span>") == 1
    assert 'aria-current="page"' in parts.place_links([home | {"current": True}])
    tab = {"url": "/plan/", "label": "Plan", "current": False, "count": None}
    assert parts.tab_links([tab]) == '<a href="/plan/">Plan</a>'
    assert "wf-count" in parts.tab_links([tab | {"count": 0}])
    fact = {"label": "Main home", "strong": "6 Orchard Rise", "lines": []}
    assert parts.band_facts([fact]).endswith("<dd><b>6 Orchard Rise</b></dd></div>")
    linked = parts.band_facts([fact | {"lines": ["MB3 7CK"], "url": "/x", "link": "See"}])
    assert '</b>MB3 7CK<br><a class="govuk-link" href="/x">See</a></dd>' in linked
    everyone = {"url": "/", "name": "Everyone", "small": "", "everyone": True, "current": True}
    chip = parts.chip_links([everyone])
    assert 'class="wf-chip wf-chip--on" href="/" aria-current="true"><svg' in chip
    assert "<small>" not in chip


def test_a_promise_says_its_day():
    said = parts.promised([SimpleNamespace(due_on=date(2026, 11, 5), what="Ring the school")])
    assert "By Thu 5 Nov</b><span>Ring the school</span>" in said


@time_machine.travel("2026-07-02 08:05+00:00", tick=False)
def test_a_printed_page_says_when_in_the_time_of_the_house():
    assert parts.printed_on() == "2 July 2026 at 9:05am"
