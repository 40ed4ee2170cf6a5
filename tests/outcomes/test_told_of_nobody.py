"""Another agency that helps is told of nobody’s need where it may not be told that there is one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from families import acts as families
from outcomes import acts
from outcomes.models import ClaimLine, EqualJudgement
from sharing.models import Category, Line, Role, User
from tests import cast
from tests.outcomes.claimed import approved_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper(family, borough, ada) -> User:
    """A manager of the school, told results freely; Marcus said no to being named to it."""
    for category in (Category.CLAIM_EVIDENCE, Category.MENTAL_HEALTH):
        cast.make_line(borough.agreement, borough.early_help, borough.school, category)
    Line.objects.filter(to_agency=borough.school).exclude(category=Category.IDENTITY).update(
        consent_needed=False
    )
    sid = cast.make_user("Sid", borough.school, Role.SUPERVISOR)
    cast.let_help(family, sid, ada)
    for name, state in {"Kelly": "given", "Marcus": "refused"}.items():
        said = [families.Decision(borough.school, Category.IDENTITY, state)]
        families.record_consents(person=cast.member(family, name), decisions=said, by=ada)
    return sid


@pytest.fixture
def judged(case, family, ada, hal, request) -> dict[str, str]:
    """A need of each of the two, in an approved claim, and judged equal to met."""
    claim = approved_claim(case, request.getfixturevalue("ivy"), hal, "C-1")
    claim.amount = Decimal(0)
    claim.lines.all().delete()
    for name in ("Kelly", "Marcus"):
        person = cast.member(family, name)
        need = acts.identify_need(case=case, code="3b", person=person, by=ada)
        ClaimLine.objects.create(
            claim=claim, need=need, title=f"Of {name}", verdict="met", owner=case.owner
        )
        EqualJudgement.objects.create(
            need=need, person=person, reason=f"Seen of {name}", judged_by=ada, approver=hal,
            owner=case.owner,
        )  # fmt: skip
    return {"claims": "Of", "equal-judgements": "Seen of"}


def test_lines_of_a_claim_and_judgements_are_of_whoever_may_be_known(
    judged, helper, ada, family, api_as, as_user
):
    for name, words in judged.items():
        shown = api_as(helper).get(f"/api/{name}/").content.decode()
        assert f"{words} Kelly" in shown
        assert f"{words} Marcus" not in shown
        assert f"{words} Marcus" in api_as(ada).get(f"/api/{name}/").content.decode()
    page = f"/families/{family.reference}/results/"
    assert "Seen of Marcus" in as_user(ada).get(page).content.decode()
    assert "Seen of Marcus" not in as_user(helper).get(page).content.decode()
    row = EqualJudgement.objects.get(person__given_name="Marcus")
    assert as_user(helper).get(row.get_absolute_url()).status_code == 404


def test_pages_that_list_what_is_named_list_whoever_may_be_known(
    judged, helper, ada, family, as_user
):
    """Without a name it stood there as the whole family's, and somebody could be counted."""
    named = f"/families/{family.reference}/results/need/"
    word = f"/families/{family.reference}/results/fact/?kind=judgement"
    theirs = ["The whole family", "Kelly"]
    for user, names in ((helper, theirs), (ada, [*theirs, "Marcus"])):
        there = as_user(user)
        assert [row["who"] for row in there.get(named).context["named"]] == names
        offered = there.get(word).context["form"].fields["need"].choices
        labels = "".join(label for _, label in offered).casefold()
        assert [labels.count(f"({who.casefold()})") for who in names] == [1] * len(names)
        assert len(offered) == len(names)


def test_whoever_checks_results_knows_needs_and_may_know_nobody(judged, ada, request, api_as):
    ivy = request.getfixturevalue("ivy")
    families.start_involvement(
        family=cast.Family.objects.get(), kind="results", team=ivy.team, by=User.objects.system()
    )
    shown = api_as(ivy).get("/api/equal-judgements/").content.decode()
    assert "Seen of Kelly" in shown
    assert "Seen of Marcus" in shown
