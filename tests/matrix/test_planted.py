"""Every column of words about a family, and who is told which: a new one is found here by itself.

Whoever adds a column and shows it to another agency, an auditor or an analyst says so below.
"""

from __future__ import annotations

import pytest

from families.models import Involvement
from tests.house.situation import Situation
from tests.matrix.planted import columns, marks_in, one_of_each_more, plant, whose
from tests.matrix.walking import answers

pytestmark = pytest.mark.matrix

WHO = {"Person.given_name", "Person.family_name"}
#: All that each is told, restated by hand from access.md. What is about somebody is about the
#: parent, who said yes to the school about who they are and about the plan.
MAY_BE_TOLD: dict[str, set[str]] = {
    # the school, whose worker helps: who the parent is, what it was told of their decisions, where
    # they stay by its label, why its worker was let in; its own file, and its own referral
    "cas": WHO
    | {"Person.known_as", "Person.called", "Person.language", "Household.label"}
    | {"Consent.evidence", "Involvement.reason", "FeedFile.name"}
    | {"Referral.phone", "Referral.what_seen", "Referral.what_wanted", "Referral.who_helps"}
    | {"ReferredPerson.given_name", "ReferredPerson.family_name"}
    | {"ReferredPerson.called", "ReferredPerson.school"},
    # an auditor: the sampled claim, and what was paid for it; the judgements here are newer
    "fay": {"Claim.why", "ClaimLine.title", "PayerAnswer.why", "PayerAnswer.taken_back_why"}
    | {"AuditFinding.text", "AuditFinding.answer"},
    # a data steward decides whom a row is about
    "kay": WHO | {"FeedFile.name"},
    # a sharing lead looks at why somebody opened a record, and at unusual looks; no family
    "lou": {"BreakGlass.reason", "BreakGlass.outcome_words", "UnusualLook.outcome_words"},
    "eve": set(),
    "max": set(),
    "sue": set(),
}
#: The parent's rows alone, where a row is about somebody.
ONLY_THE_PARENT = ("cas",)


@pytest.fixture
def planted(situation: Situation) -> Situation:
    one_of_each_more(situation)
    empty = plant(columns())
    assert not empty, "give the situation a row that holds it"
    return situation


def told(situation: Situation, name: str) -> dict[tuple[str, int], str]:
    """Which column of which row, and an address that told it."""
    client, program = situation.client_of(name), situation.program_of(name)
    found = columns()
    return {
        mark: where
        for where, content in answers(situation, client, program)
        for mark in marks_in(content, found)
    }


@pytest.mark.parametrize("name", MAY_BE_TOLD)
def test_nobody_is_told_a_column_that_is_not_theirs(name: str, planted: Situation):
    parent = planted.named["parent"]
    link = Involvement.objects.get(key=planted.named["involvements key"])
    said, wrong = told(planted, name), []
    for (column, key), where in sorted(said.items()):
        if column not in MAY_BE_TOLD[name]:
            wrong.append(f"{column} of row {key}, at {where}")
        elif name in ONLY_THE_PARENT and whose(column, key) not in (None, parent.pk):
            wrong.append(f"{column} of somebody else, at {where}")
        elif column == "Involvement.reason" and key != link.pk:
            wrong.append(f"why somebody else was let in, at {where}")
    assert not wrong, "\n".join(wrong)
    missing = MAY_BE_TOLD[name] - {column for column, _ in said}
    assert not missing, "the list says more than anybody is told"


def test_the_lead_is_told_nearly_all_of_it(planted: Situation):
    """A mark that nobody is shown proves nothing of whom it is kept from."""
    assert len({column for column, _ in told(planted, "ada")}) > 50
