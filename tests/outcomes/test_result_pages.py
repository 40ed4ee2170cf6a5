"""The coordinator's queue, one family in it, and the claim's own page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.acts import place_restriction
from families.models import Family
from outcomes import acts
from outcomes.exports import results_table
from outcomes.models import Claim
from outcomes.telling.readiness import queue, tally
from sharing.models import JournalEntry
from tests import cast
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, on, tell

RESULTS = "/results/"


@pytest.fixture
def today():
    with on(TODAY):
        yield


@pytest.fixture
def ready(judged, today):
    return judged


@copied
def proposed(judged, ivy):
    with on(TODAY):
        return acts.propose_claim(case=judged.case, by=ivy)


@pytest.fixture
def claim(proposed, ready):
    return proposed


def page(client, address=RESULTS, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def groups(user):
    return {group.name: group.total for group in queue(user)}


def test_an_empty_queue_says_what_will_come(borough, ivy, as_user):
    assert "No families yet." in page(as_user(ivy))


def test_a_family_that_may_not_be_seen_is_in_no_total(ready, ivy, borough, as_user):
    """Its judgement is our own agency's still, and so was counted."""
    assert groups(ivy)["ready"] == 1
    Family.objects.filter(pk=ready.case.family_id).update(owner=borough.school)
    assert set(groups(ivy).values()) == {0}
    assert "No families yet." in page(as_user(ivy))


def test_another_agencys_family_is_called_by_its_reference(ready, ivy, borough, as_user):
    """Its own name holds surnames of people who may have said no."""
    family = Family.objects.filter(pk=ready.case.family_id)
    family.update(owner=borough.school, name="Zanzibar")
    cast.make_line(
        borough.agreement, borough.school, borough.early_help, "identity", purpose="results",
        consent_needed=False,
    )  # fmt: skip
    html = page(as_user(ivy))
    assert family.get().reference in html
    assert "Zanzibar" not in html
    (row,) = results_table(ivy).rows
    assert row[1][1] == family.get().reference


def test_an_analyst_is_told_that_the_role_sees_no_family(ready, kay, as_user):
    html = page(as_user(kay))
    assert "You see no families in this role." in html
    assert "£" not in html


def test_reasons_name_needs_in_their_own_words(borough, dot, ada, ivy, as_user, today):
    far = make_ready(borough, dot, ada, last_term=False)
    acts.judge_case(case=far.case, by=ada)
    html = page(as_user(ivy), reverse("outcomes:result", args=[far.case.key]))
    assert "“Misses more than 10% of school over two terms” is not" in html


def test_the_export_says_why_there_is_no_day(ready, borough, dot, ada, ivy):
    far = make_ready(borough, dot, ada, last_term=False)
    acts.judge_case(case=far.case, by=ada)
    told = {row[0]: row[-1] for _, row in results_table(ivy).rows}
    assert told == {
        ready.family.reference: "Now",
        far.family.reference: "No day can be named yet",
    }


def test_a_ready_family_is_shown_with_needs_evidence_and_a_button(ready, ivy, as_user):
    html = page(as_user(ivy))
    assert "3 of 3 needs" in html
    assert "In school 96.0%, spring 2026" in html
    assert "A claim of £800" in html
    assert "Propose this claim" in html
    assert "version 4" in html
    assert JournalEntry.objects.filter(by=ivy, kind="saw", verb="casestatus.see").exists()


def test_families_stand_in_the_group_of_their_readiness(ready, borough, dot, ada, ivy):
    far = make_ready(borough, dot, ada, last_term=False)
    acts.judge_case(case=far.case, by=ada)
    assert groups(ivy) == {"ready": 1, "nearly": 1, "at_risk": 0, "not_yet": 0}
    tell(far, ada, far.jayden, "asb", "police", on="2026-05-20")
    acts.judge_case(case=far.case, by=ada)
    assert groups(ivy) == {"ready": 1, "nearly": 0, "at_risk": 1, "not_yet": 0}


def test_a_longer_queue_takes_no_more_queries(ready, borough, dot, ada, ivy):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            return len(queue(ivy)[0].rows), len(queries)

    queue(ivy)
    rows, queries = asked()
    for _ in range(3):
        acts.judge_case(case=make_ready(borough, dot, ada).case, by=ada)
    assert rows == 1
    assert asked() == (4, queries)


def test_one_group_can_be_read_to_its_end(ready, ivy, as_user):
    html = page(as_user(ivy), f"{RESULTS}?show=ready")
    assert "3 of 3 needs" in html
    assert "All groups" in html
    assert "Nearly ready" not in html
    assert "Not yet" in page(as_user(ivy), f"{RESULTS}?show=nonsense")


def test_proposing_approving_and_the_tally(ready, ivy, jim, as_user):
    propose = reverse("outcomes:propose", args=[ready.case.key])
    answer = as_user(ivy).post(propose, follow=True)
    html = answer.content.decode()
    assert "Put forward. Someone else approves it now." in html
    assert "Waits for a second person" in html
    assert "You prepared this, so someone else approves" in html
    assert "Approve claim" not in html
    claim = Claim.objects.get()
    html = page(as_user(jim), reverse("outcomes:result", args=[ready.case.key]))
    assert "Approve claim" in html
    approve = reverse("outcomes:approve", args=[claim.key])
    assert (
        "Approved. The fixed copy is kept."
        in as_user(jim).post(approve, follow=True).content.decode()
    )
    assert groups(ivy) == {"ready": 0, "nearly": 0, "at_risk": 0, "not_yet": 0}
    found = tally(ivy)
    assert (found.approved, found.agreed, found.paid, found.waiting) == (1, 800, 0, 0)


def test_pressing_twice_makes_one_claim(ready, ivy, as_user):
    client, propose = as_user(ivy), reverse("outcomes:propose", args=[ready.case.key])
    client.post(propose)
    again = client.post(propose)
    assert again.status_code == 422
    assert "stands already" in again.content.decode()
    assert Claim.objects.count() == 1


def test_what_stands_in_the_way_is_said_in_full(borough, dot, ada, ivy, as_user, today):
    far = make_ready(borough, dot, ada, last_term=False)
    acts.judge_case(case=far.case, by=ada)
    html = page(as_user(ivy), reverse("outcomes:result", args=[far.case.key]))
    assert "Not ready." in html
    assert "Not known is not zero." in html
    assert "Propose this" not in html
    answer = as_user(ivy).post(reverse("outcomes:propose", args=[far.case.key]))
    assert answer.status_code == 422
    assert not Claim.objects.exists()


def test_the_preparer_gets_no_by_the_address_too(claim, ivy, as_user):
    answer = as_user(ivy).post(reverse("outcomes:approve", args=[claim.key]))
    assert answer.status_code == 403
    assert "You prepared this" in answer.content.decode()


def test_a_rejection_needs_a_reason_and_is_shown(claim, ready, ivy, jim, as_user):
    reject = reverse("outcomes:reject", args=[claim.key])
    answer = as_user(jim).post(reject, {"why": ""})
    assert answer.status_code == 422
    assert "Say why, so that it can be put right" in answer.content.decode()
    as_user(jim).post(reject, {"why": "The <b>term</b> is not over."})
    html = page(as_user(ivy), reverse("outcomes:result", args=[ready.case.key]))
    assert "The &lt;b&gt;term&lt;/b&gt; is not over." in html
    assert "Propose this claim" in html


def test_the_claims_page_shows_the_fixed_copy(claim, ready, ada, ivy, as_user):
    tell(ready, ada, ready.jayden, "asb", "police", on="2026-06-20")
    acts.judge_case(case=ready.case, by=ada)
    html = page(as_user(ivy), claim.get_absolute_url())
    assert claim.facts_sha256 in html
    assert "20 Jun" not in html
    assert "Kelly, Jayden" in html
    assert "Approve</a>" not in html
    html = page(as_user(ivy), reverse("outcomes:result", args=[ready.case.key]))
    assert "Something has changed since." in html
    assert claim.reference in page(as_user(ada), claim.get_absolute_url())


def test_a_result_without_money_says_so(borough, dot, ada, ivy, as_user, today):
    made = make_ready(borough, dot, ada, pays="")
    acts.judge_case(case=made.case, by=ada)
    html = page(as_user(ivy))
    assert "Propose this result" in html
    assert "None follows." in html
    assert "£" not in html


def addresses(ready, claim):
    keys = {"result": ready.case.key, "propose": ready.case.key}
    keys |= dict.fromkeys(("claim", "approve", "reject"), claim.key)
    return {name: reverse(f"outcomes:{name}", args=[key]) for name, key in keys.items()}


@pytest.mark.parametrize("name", ["eve", "gus", "kay", "fay", "cas", "max", "ben"])
def test_who_may_not_know_gets_nothing(name, claim, ready, as_user, request):
    client = as_user(request.getfixturevalue(name))
    for address in addresses(ready, claim).values():
        answer = client.get(address)
        assert answer.status_code in (403, 404)
        for secret in (b"Doyle", b"Jayden", claim.reference.encode()):
            assert secret not in answer.content


def test_workers_read_the_claim_and_decide_nothing(claim, ready, ada, as_user):
    client, pages = as_user(ada), addresses(ready, claim)
    statuses = {name: client.get(address).status_code for name, address in pages.items()}
    assert statuses == {"result": 403, "propose": 403, "claim": 200, "approve": 403, "reject": 403}
    assert client.post(pages["approve"]).status_code == 403
    assert client.get(RESULTS).status_code == 403


def test_a_restricted_family_leaves_the_queue(ready, ivy, hal, as_user):
    with on(TODAY):
        place_restriction(
            family=ready.family,
            reason="Known to the team",
            named=[hal],
            review_on=TODAY.replace(month=9),
            by=hal,
        )
    assert groups(ivy)["ready"] == 0
    assert as_user(ivy).get(reverse("outcomes:result", args=[ready.case.key])).status_code == 404
