"""Claims: what may be put forward, by whom it is decided, and that people count once."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from families import acts as family_acts
from families.models import Identifier
from outcomes import acts
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import sha256_of
from outcomes.models import Claim, ClaimedPerson, ClaimLine, LocalPlan
from outcomes.rules.facts import read_facts
from outcomes.rules.judge import judge
from outcomes.rules.plans import read_plan
from sharing.models import JournalEntry, Post, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, on, tell


@pytest.fixture
def today():
    with on(TODAY):
        yield


@copied
def proposed(ready, ivy):
    with on(TODAY):
        return acts.propose_claim(case=ready.case, by=ivy)


@pytest.fixture
def claim(proposed, today):
    return proposed


def test_a_claim_freezes_facts_verdicts_and_lines(claim, ready):
    assert (claim.state, str(claim.amount), claim.word) == ("proposed", "800.00", "claim")
    assert claim.reference.startswith("C-")
    assert claim.facts_sha256 == sha256_of(claim.facts)
    again = judge(
        framework("nsfof-2022"), read_facts(claim.facts), read_plan(claim.plan), as_of=claim.as_of
    )
    assert again.to_dict() == claim.verdicts
    assert "version 4" in claim.plan["note"]
    lines = {line.need.code: line for line in claim.lines.all()}
    assert set(lines) == {"1a", "7c", "10a"}
    assert lines["1a"].title == "Misses more than 10% of school over two terms"
    assert lines["1a"].evidence[0]["source"] == "school"
    assert "In school 96.0%, spring 2026" in [e["what"] for e in lines["1a"].evidence]
    assert any("all counted" in e["what"] for e in lines["7c"].evidence)


def test_every_child_and_carer_is_counted(claim, ready):
    counted = {row.person for row in claim.people.all()}
    assert counted == {ready.kelly, ready.jayden}
    assert {row.programme for row in claim.people.all()} == {"nsfof-2022"}


def test_what_comes_later_changes_nothing_that_was_frozen(claim, ready, ada):
    before = (claim.facts, claim.verdicts, list(claim.lines.values("reasons", "evidence")))
    tell(ready, ada, ready.jayden, "asb", "police", on="2026-06-20")
    acts.judge_case(case=ready.case, by=ada)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.facts, claim.verdicts, list(claim.lines.values("reasons", "evidence"))) == before
    assert claim.case.statuses.current().get().result == "not_met"


def test_a_second_person_approves(claim, jim):
    done = acts.approve_claim(claim=claim, by=jim)
    assert (done.state, done.decided_by) == ("approved", jim)
    assert JournalEntry.objects.filter(by=jim, verb="claim.approve").exists()


def test_a_result_counts_where_nothing_is_paid(borough, dot, ada, ivy, today):
    made = make_ready(borough, dot, ada, pays="")
    claim = acts.propose_claim(case=made.case, by=ivy)
    assert (claim.amount, claim.word, claim.route) == (0, "result", "outcomes")


def test_a_result_under_the_published_version_alone_is_put_forward_too(ready, ivy, jim, today):
    LocalPlan.objects.all().delete()
    claim = acts.propose_claim(case=ready.case, by=ivy)
    assert (claim.plan, claim.amount) == ({}, 0)
    assert acts.approve_claim(claim=claim, by=jim).state == "approved"


def test_a_case_without_a_result_is_refused_with_every_reason(borough, dot, ada, ivy, today):
    made = make_ready(borough, dot, ada, last_term=False)
    with pytest.raises(Refused) as no:
        acts.propose_claim(case=made.case, by=ivy)
    assert no.value.reasons
    assert not Claim.objects.exists()


def test_a_family_that_is_still_helped_is_refused(case, ivy):
    with pytest.raises(Refused):
        acts.propose_claim(case=case, by=ivy)


def test_the_preparer_does_not_decide(claim, ivy):
    with pytest.raises(Refused, match="You prepared this"):
        acts.approve_claim(claim=claim, by=ivy)
    with pytest.raises(Refused, match="You prepared this"):
        acts.reject_claim(claim=claim, why="Mine", by=ivy)


def as_coordinator(user: User, borough) -> User:
    """The same person, acting in a second post."""
    Post.objects.create(
        user=user,
        agency=borough.early_help,
        role=Role.COORDINATOR,
        team=borough.results,
        starts_on=cast.LONG_AGO,
    )
    return User.objects.get(pk=user.pk).acting_as(user.posts.get(role=Role.COORDINATOR))


def test_the_lead_worker_neither_prepares_nor_decides(ready, ivy, ada, borough, today):
    two_roles = as_coordinator(ada, borough)
    with pytest.raises(Refused, match="You lead this family"):
        acts.propose_claim(case=ready.case, by=two_roles)
    claim = acts.propose_claim(case=ready.case, by=ivy)
    with pytest.raises(Refused, match="You lead this family"):
        acts.approve_claim(claim=claim, by=two_roles)
    with pytest.raises(Refused, match="You lead this family"):
        acts.reject_claim(claim=claim, why="No", by=two_roles)


@pytest.mark.parametrize("name", ["ada", "ben", "cas", "dot", "eve", "fay", "gus", "max"])
def test_other_roles_may_not(name, claim, ready, request):
    someone = request.getfixturevalue(name)
    for perform in (
        lambda: acts.propose_claim(case=ready.case, by=someone),
        lambda: acts.approve_claim(claim=claim, by=someone),
        lambda: acts.reject_claim(claim=claim, why="No", by=someone),
    ):
        with pytest.raises(PermissionDenied):
            perform()


def test_an_analyst_may_prepare_in_principle_but_knows_no_family(ready, kay, today):
    with pytest.raises(Http404):
        acts.propose_claim(case=ready.case, by=kay)


def test_a_claim_is_decided_once(claim, jim):
    acts.approve_claim(claim=claim, by=jim)
    with pytest.raises(Refused, match="approved already"):
        acts.approve_claim(claim=claim, by=jim)
    with pytest.raises(Refused, match="approved already"):
        acts.reject_claim(claim=claim, why="No", by=jim)


def test_a_rejection_says_why_and_frees_the_people(claim, ready, ivy, jim):
    with pytest.raises(Refused) as no:
        acts.reject_claim(claim=claim, why="  ", by=jim)
    assert no.value.field == "why"
    done = acts.reject_claim(claim=claim, why="The offence date is wrong.", by=jim)
    assert (done.state, done.why) == ("rejected", "The offence date is wrong.")
    assert not ClaimedPerson.objects.filter(standing=True).exists()
    assert acts.propose_claim(case=ready.case, by=ivy).pk != claim.pk


def test_a_family_has_one_claim_at_a_time(claim, ready, jim):
    with pytest.raises(Refused, match="stands already"):
        acts.propose_claim(case=ready.case, by=jim)


def second_case(ready, ada, dot):
    """The same people, helped once more under the same version, and ready again."""
    with on(date(2025, 11, 29)):
        again = family_acts.open_case(family=ready.family, by=dot)
    type(again).objects.filter(pk=again.pk).update(
        opened_on=ready.case.opened_on,
        closed_on=ready.case.closed_on,
        lead_since=ready.case.lead_since,
        stage="closed",
    )
    again.refresh_from_db()
    for row in [*ready.case.assessments.all(), *ready.case.plans.all(), *ready.case.needs.all()]:
        row.pk, row.key, row._state.adding, row.case = None, None, True, again
        row.key = type(row)._meta.get_field("key").get_default()
        row.save()
    return again


def test_the_same_people_count_once_in_a_second_case(ready, claim, ada, dot, jim):
    again = second_case(ready, ada, dot)
    with pytest.raises(Refused, match="counted in a claim already, on 1 July 2026"):
        acts.propose_claim(case=again, by=jim)


def test_the_same_person_in_another_family_counts_once(ready, claim, borough, dot, ada, jim):
    other = make_ready(borough, dot, ada)
    for jayden in (ready.jayden, other.jayden):
        Identifier.objects.create(
            person=jayden, kind="upn", value="T820200120001", owner=borough.early_help
        )
    with pytest.raises(Refused, match="counted in a claim already, on 1 July 2026"):
        acts.propose_claim(case=other.case, by=jim)
    family_acts.place_restriction(
        family=ready.family, reason="Staff", named=[ada], by=ready_manager(ready)
    )
    with pytest.raises(Refused, match=r"already\. A person"):
        acts.propose_claim(case=other.case, by=jim)


def ready_manager(ready) -> User:
    """A manager of the agency who works with the family, and may shut its record."""
    manager = cast.make_user("Mia", ready.family.owner, Role.SUPERVISOR)
    family_acts.start_involvement(
        family=ready.family, kind="team_around", post=manager.post, by=ready.case.lead.user
    )
    return manager


def test_a_namesake_in_another_family_is_someone_else(ready, claim, borough, dot, ada, jim):
    other = make_ready(borough, dot, ada)
    assert acts.propose_claim(case=other.case, by=jim).pk != claim.pk


def test_the_database_counts_a_person_once(claim, ready):
    row = claim.people.first()
    row.pk, row._state.adding = None, True
    row.key = type(row)._meta.get_field("key").get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def together(*performances):
    """Run them at the same moment, each in a connection of its own; what was refused is counted."""
    gate, refusals = threading.Barrier(len(performances)), []

    def run(perform):
        try:
            with on(TODAY), suppress(threading.BrokenBarrierError):
                gate.wait(10)
                perform()
        except Refused as no:
            refusals.append(no)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(perform,)) for perform in performances]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return refusals


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_claim(transactional_db, ready, ivy, jim):
    refusals = together(
        lambda: acts.propose_claim(case=ready.case, by=ivy),
        lambda: acts.propose_claim(case=ready.case, by=jim),
    )
    assert (Claim.objects.count(), len(refusals)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_cases_at_once_count_the_people_once(transactional_db, ready, ada, dot, ivy, jim):
    again = second_case(ready, ada, dot)
    refusals = together(
        lambda: acts.propose_claim(case=ready.case, by=ivy),
        lambda: acts.propose_claim(case=again, by=jim),
    )
    assert (Claim.objects.count(), len(refusals)) == (1, 1)
    assert ClaimedPerson.objects.filter(standing=True).count() == 2


@pytest.mark.parametrize(
    ("names", "seen"),
    [(["ivy", "jim", "ada"], [1, 3]), (["fay", "eve", "gus", "kay", "cas"], [0, 0])],
)
def test_who_sees_a_claim_and_who_does_not(names, seen, claim, request):
    for user in map(request.getfixturevalue, names):
        assert [model.objects.visible_to(user).count() for model in (Claim, ClaimLine)] == seen


def test_an_auditor_sees_what_was_sampled_and_no_other_claim(claim, borough, dot, ada, jim, fay):
    other = acts.propose_claim(case=make_ready(borough, dot, ada).case, by=jim)
    acts.approve_claim(claim=claim, by=jim)
    acts.draw_sample(auditor=fay.post, size=1, closes_on=date(2026, 7, 31), seed="7", by=jim)
    assert list(Claim.objects.visible_to(fay)) == [claim]
    assert other not in Claim.objects.visible_to(fay)
    with on(date(2026, 8, 1)):
        assert not Claim.objects.visible_to(fay).exists()
