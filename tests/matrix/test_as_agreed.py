"""Every address × every kind of person, while everything stands as it was agreed (P1).

One walk asks all of it: what the table says, what the journal says, where the links lead, and which
markers came back. Here one adult of the family said no: of whose sight hangs on a yes, the table is
asked in tests/house/test_access_matrix.py, and the markers in test_states.
"""

from __future__ import annotations

import pytest

from tests.house.asking import BY_CONSENT, by_browser, by_program
from tests.house.situation import PEOPLE
from tests.matrix.markers import MAY_KNOW, MUST_REACH
from tests.matrix.walking import Walk, listening, search_with_words

pytestmark = pytest.mark.matrix

OTHERS = [name for name in PEOPLE if name not in BY_CONSENT]


@pytest.mark.parametrize("name", OTHERS)
def test_each_kind_of_person_gets_what_the_table_says_and_no_more(name, situation):
    """And where it shows the family, the journal says that it did; and what it links to opens."""
    found, wrong = Walk(name), []
    with listening(found):
        for answer in by_browser(situation, name, wrong):
            found.add(answer.route.name, answer.content)
        for words, content in search_with_words(situation.client_of(name)):
            found.add(words, content)
    wrong += found.amiss(MAY_KNOW[name], MUST_REACH.get(name, ()))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in OTHERS if name != "anonymous"])
def test_a_token_gets_what_its_person_gets_and_no_ways_in(name, situation):
    """Every address of the API, asked by a program in the person's place."""
    found, wrong = Walk(name), []
    with listening(found):
        for answer in by_program(situation, name, wrong):
            found.add(answer.route.name, answer.content)
    wrong += found.amiss(MAY_KNOW[name])
    assert not wrong, "\n".join(wrong)
