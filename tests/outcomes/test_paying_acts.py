"""What the payer said: two people, once a claim, to the pound; a mistake stays in sight."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from families.acts import place_restriction
from outcomes import acts
from outcomes.models import Claim, ClaimedPerson, PayerAnswer
from outcomes.paying import years
from outcomes.telling.readiness import tally
from sharing.models import JournalEntry, Post, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.outcomes.ready import TODAY, make_ready, on

PAID_ON = TODAY + timedelta(days=14)


@dataclass
class Window:
    """Two families whose claims were approved, on the day on which the payer answers."""

    claims: list[Claim]
    readies: list


@copied
def approved(borough, dot, ada, ivy, jim):
    readies = [make_ready(borough, dot, ada) for _ in range(2)]
    with on(TODAY):
        claims = [
            acts.approve_claim(claim=acts.propose_claim(case=made.case, by=ivy), by=jim)
            for made in readies
        ]
    return Window(claims, readies)


@pytest.fixture
def window(approved):
    with on(PAID_ON):
        yield approved


def paid(claims, by, **said):
    letter = {"result": "paid", "on": PAID_ON, "reference": "DLUHC-0042"} | said
    return acts.record_answers(claims=claims, by=by, **letter)


def refused(claims, by, why="The family is not on the list."):
    return acts.record_answers(claims=claims, result="refused", on=PAID_ON, why=why, by=by)


def state_of(claim):
    return Claim.objects.get(pk=claim.pk).state


def test_a_window_is_written_down_by_one_and_counts_once_a_second_agrees(window, ivy, jim):
    answers = paid(window.claims, ivy)
    assert len({answer.letter for answer in answers}) == 1
    assert [state_of(claim) for claim in window.claims] == ["approved", "approved"]
    acts.agree_answers(answer=answers[0], by=jim)
    assert [state_of(claim) for claim in window.claims] == ["paid", "paid"]
    (year,) = years(ivy)
    assert (year.approved, year.paid, year.open) == (Decimal(1600), Decimal(1600), Decimal(0))
    assert JournalEntry.objects.filter(by=jim, verb="payer_answer.agree").count() == 2
    assert tally(ivy).paid == Decimal(1600)


def test_one_person_alone_pays_nothing(window, ivy):
    answers = paid(window.claims, ivy)
    with pytest.raises(Refused, match="You wrote this down"):
        acts.agree_answers(answer=answers[0], by=ivy)
    assert state_of(window.claims[0]) == "approved"
    row = answers[0]
    row.state, row.agreed_by, row.agreed_at = "agreed", ivy, row.recorded_at
    with pytest.raises(IntegrityError, match="two_people_say"), transaction.atomic():
        row.save()


def test_a_claim_is_answered_once(window, ivy, jim):
    claim = window.claims[0]
    acts.agree_answers(answer=paid([claim], ivy)[0], by=jim)
    with pytest.raises(Refused, match=f"{claim.reference}: this is paid"):
        paid([claim], jim)
    paid([window.claims[1]], ivy)
    with pytest.raises(Refused, match="an answer is written down already"):
        refused([window.claims[1]], jim)
    again = PayerAnswer(
        claim=claim, result="paid", amount=1, reference="x", recorded_by=ivy, owner=claim.owner
    )
    with pytest.raises(IntegrityError, match="answers_a_claim_once"), transaction.atomic():
        again.save()


def test_all_of_a_letter_or_none_of_it(window, ivy, jim):
    acts.agree_answers(answer=paid(window.claims[:1], ivy)[0], by=jim)
    with pytest.raises(Refused, match=window.claims[0].reference):
        paid(window.claims, ivy)
    assert not PayerAnswer.objects.filter(claim=window.claims[1]).exists()


def test_less_than_approved_says_why_and_more_is_refused(window, ivy, jim):
    claim = window.claims[0]
    with pytest.raises(Refused, match=r"was approved\. Say why less"):
        paid([claim], ivy, amount=Decimal("640.50"))
    with pytest.raises(Refused, match="Nobody can have paid more"):
        paid([claim], ivy, amount=Decimal(801), why="Extra")
    with pytest.raises(Refused, match="is for one claim"):
        paid(window.claims, ivy, amount=Decimal(640), why="Part")
    answer = paid([claim], ivy, amount=Decimal("640.50"), why="One child was not counted.")[0]
    acts.agree_answers(answer=answer, by=jim)
    (year,) = years(jim)
    assert (year.paid, year.short, year.open) == (
        Decimal("640.50"), Decimal("159.50"), Decimal(800)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"on": PAID_ON + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "claims"),
        ({"result": "refused", "why": " "}, "why"),
        ({"result": "perhaps"}, "result"),
        ({"amount": Decimal(0)}, "amount"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_at_its_field(said, field, window, ivy):
    with pytest.raises(Refused) as no:
        paid([window.claims[0]], ivy, **said)
    assert no.value.field == field
    assert not PayerAnswer.objects.exists()


def test_no_claim_chosen_is_refused(window, ivy):
    with pytest.raises(Refused, match="at least one"):
        paid([], ivy)


def test_a_result_without_money_is_not_paid(borough, dot, ada, ivy, jim):
    made = make_ready(borough, dot, ada, pays="")
    with on(TODAY):
        claim = acts.propose_claim(case=made.case, by=ivy)
        acts.approve_claim(claim=claim, by=jim)
        with pytest.raises(Refused, match="nothing is paid for it"):
            paid([claim], ivy, on=TODAY)
        assert years(ivy) == []


def test_a_claim_that_waits_here_is_not_answered(ready_claim, ivy):
    with pytest.raises(Refused, match="waits for a second person"):
        paid([ready_claim], ivy, on=TODAY)


@pytest.fixture
def ready_claim(borough, dot, ada, jim):
    made = make_ready(borough, dot, ada)
    with on(TODAY):
        yield acts.propose_claim(case=made.case, by=jim)


def test_the_payers_no_frees_the_people_and_the_family_can_be_put_forward_again(window, ivy, jim):
    claim, made = window.claims[0], window.readies[0]
    acts.agree_answers(answer=refused([claim], ivy)[0], by=jim)
    assert state_of(claim) == "refused"
    assert not ClaimedPerson.objects.filter(claim=claim, standing=True).exists()
    again = acts.propose_claim(case=made.case, by=ivy)
    assert again.pk != claim.pk
    (year,) = years(ivy)
    assert (year.refused, year.refused_claims, year.open) == (Decimal(800), 1, Decimal(800))
    above = tally(ivy)
    assert (above.approved, above.refused) == (1, 1)
    assert above.approved + above.refused == year.claims


def test_a_mistake_is_taken_back_and_stays_in_sight(window, ivy, jim):
    claim = window.claims[0]
    wrong = acts.agree_answers(answer=paid([claim], ivy)[0], by=jim)
    with pytest.raises(Refused) as no:
        acts.take_back_answer(answer=wrong, why=" ", by=ivy)
    assert no.value.field == "why"
    acts.take_back_answer(answer=wrong, why="It was another family’s.", by=ivy)
    assert state_of(claim) == "approved"
    assert tally(ivy).paid == 0
    acts.agree_answers(answer=refused([claim], jim)[0], by=ivy)
    assert [a.state for a in claim.answers.order_by("pk")] == ["taken_back", "agreed"]
    assert claim.answers.order_by("pk")[0].taken_back_why == "It was another family’s."
    with pytest.raises(Refused, match="taken back already"):
        acts.take_back_answer(answer=wrong, why="Again", by=ivy)


def test_a_no_that_was_a_mistake_counts_the_people_again(window, ivy, jim):
    claim = window.claims[0]
    wrong = acts.agree_answers(answer=refused([claim], ivy)[0], by=jim)
    acts.take_back_answer(answer=wrong, why="Misread", by=ivy)
    assert not ClaimedPerson.objects.filter(claim=claim, standing=False).exists()


def test_a_no_is_not_taken_back_over_a_claim_that_was_made_since(window, ivy, jim):
    claim = window.claims[0]
    wrong = acts.agree_answers(answer=refused([claim], ivy)[0], by=jim)
    acts.propose_claim(case=window.readies[0].case, by=ivy)
    with pytest.raises(Refused, match="Another claim"):
        acts.take_back_answer(answer=wrong, why="Misread", by=jim)
    assert state_of(claim) == "refused"


def as_coordinator(user: User, borough) -> User:
    Post.objects.create(
        user=user, agency=borough.early_help, role=Role.COORDINATOR, team=borough.results,
        starts_on=cast.LONG_AGO,
    )  # fmt: skip
    return User.objects.get(pk=user.pk).acting_as(user.posts.get(role=Role.COORDINATOR))


def test_the_lead_worker_has_no_part_in_it(window, borough, ada, ivy):
    lead = as_coordinator(ada, borough)
    with pytest.raises(Refused, match="you lead this family"):
        paid(window.claims, lead)
    answer = paid(window.claims, ivy)[0]
    for perform in (
        lambda: acts.agree_answers(answer=answer, by=lead),
        lambda: acts.take_back_answer(answer=answer, why="No", by=lead),
    ):
        with pytest.raises(Refused, match="you lead this family"):
            perform()


@pytest.mark.parametrize(
    "name", ["ada", "ben", "cas", "dot", "eve", "fay", "gus", "hal", "kay", "lou", "max"]
)
def test_other_roles_may_not(name, window, ivy, request):
    someone, answer = request.getfixturevalue(name), paid(window.claims[:1], ivy)[0]
    for perform in (
        lambda: paid(window.claims[1:], someone),
        lambda: acts.agree_answers(answer=answer, by=someone),
        lambda: acts.take_back_answer(answer=answer, why="No", by=someone),
    ):
        with pytest.raises(PermissionDenied):
            perform()


def test_a_family_that_may_not_be_known_is_in_no_letter_of_theirs(window, hal, ivy, jim):
    answers = paid(window.claims, ivy)
    place_restriction(
        family=window.readies[1].family, reason="Known to the team", named=[hal],
        review_on=date(2026, 9, 1), by=hal,
    )  # fmt: skip
    with pytest.raises(Http404):
        acts.agree_answers(answer=answers[1], by=jim)
    acts.agree_answers(answer=answers[0], by=jim)
    assert [state_of(claim) for claim in window.claims] == ["paid", "approved"]
    with pytest.raises(Http404):
        paid(window.claims, jim)
    assert years(jim)[0].claims == 1


@pytest.mark.parametrize(
    ("names", "seen"), [(["ivy", "jim", "ada"], 2), (["fay", "eve", "gus", "kay", "cas"], 0)]
)
def test_who_sees_what_the_payer_said(names, seen, window, ivy, request):
    paid(window.claims, ivy)
    for user in map(request.getfixturevalue, names):
        assert PayerAnswer.objects.visible_to(user).count() == seen


def test_a_paid_claim_is_approved_still_for_the_audit_and_the_queue(window, ivy, jim, fay):
    acts.agree_answers(answer=paid(window.claims, ivy)[0], by=jim)
    sample = acts.draw_sample(auditor=fay.post, size=2, closes_on=PAID_ON, by=jim)
    assert sample.population == 2
    assert PayerAnswer.objects.visible_to(fay).count() == 2
    with pytest.raises(Refused, match="A claim for this family stands already"):
        acts.propose_claim(case=window.readies[0].case, by=ivy)
