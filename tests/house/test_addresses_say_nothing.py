"""No address on any page holds a name, or a word that somebody wrote (access.md, P16): it stands in
the browser's history, in logs between us and them, and on a screen that is shared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

import pytest

from families.models import Case, Family
from outcomes import acts as outcomes
from tests import cast
from tests.house.situation import SECRETS, Situation
from tests.house.test_sent_to_nothing import pages

pytestmark = pytest.mark.matrix

#: The attributes of HTML that hold an address, and those of the pages' own scripts.
ADDRESSES = ("href", "src", "action", "formaction", "hx-get", "hx-post", "hx-push-url")
WORDS = (*SECRETS, "Wilf", "Thea", "Somebody", "Ring the school", "marker")


def test_no_address_on_a_page_says_who_or_what(situation: Situation):
    family = Family.objects.get(reference=situation.named["reference"])
    case, wilf = Case.objects.get(family=family), cast.member(family, "Wilf")
    ada = situation.users["ada"]
    outcomes.identify_need(case=case, code="1a", person=wilf, by=ada)
    outcomes.judge_case(case=case, by=ada)  # something is missing, so there is somebody to ask
    found, wrong = 0, []
    for url, tree in pages(situation):
        for address in addresses(tree):
            found += "/ask/?" in address
            said = unquote_plus(address)
            wrong += [f"{url}: {address}" for word in WORDS if word in said]
    assert not wrong, "\n".join(wrong)
    assert found, "no page offers to ask for what is missing, so this proves nothing"


def addresses(tree: Any) -> Iterator[str]:
    for part in tree.iter():
        for name in ADDRESSES:
            if value := part.get(name):
                yield value
