"""Sharing without consent, or not sharing: the reason is kept, and someone else looks at it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from families import acts
from families.models import Override, Person, SharingDecision
from sharing.refusals import Refused

GROUNDS = {
    "danger": "child_harm",
    "reason": "He said he will hurt him tonight",
    "article_6": "6.1.e",
    "told": "not_told",
    "told_words": "Telling would warn him",
}


@pytest.fixture
def decide(family, borough, ada, with_cas):
    """Ada decides to share with the school; say what is otherwise."""

    def decide(**changes) -> SharingDecision:
        words = {k: changes.pop(k) for k in list(changes) if k in (*GROUNDS, "article_9")}
        given = {
            "family": family,
            "outcome": "share",
            "agency": borough.school,
            "categories": ["identity"],
            "until": timezone.localdate() + timedelta(days=14),
            "by": ada,
        }
        return acts.decide_sharing(grounds=acts.Grounds(**GROUNDS | words), **given | changes)

    return decide


def test_a_yes_opens_and_a_no_opens_nothing_and_both_are_kept(decide, cas):
    decide(outcome="not_share")
    assert not Person.objects.visible_to(cas).exists()
    decide()
    assert Person.objects.visible_to(cas).count() == 4
    assert set(SharingDecision.objects.values_list("outcome", flat=True)) == {"share", "not_share"}
    assert Override.objects.count() == 1


def test_an_emergency_is_written_down_afterwards_and_says_so(decide):
    now = decide()
    assert not now.written_afterwards
    then = decide(happened_at=timezone.now() - timedelta(hours=9))
    assert then.written_afterwards
    with pytest.raises(Refused) as no:
        decide(happened_at=timezone.now() + timedelta(hours=1))
    assert no.value.field == "happened_at"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"categories": []}, "categories"),
        ({"reason": " "}, "reason"),
        ({"danger": "gossip"}, "danger"),
        ({"article_6": "6.1.a"}, "article_6"),
        ({"article_9": "9.2.a"}, "article_9"),
        ({"categories": ["health"]}, "article_9"),
        ({"told_words": ""}, "told_words"),
        ({"until": None}, "until"),
        ({"until": timezone.localdate() + timedelta(days=91)}, "until"),
        ({"until": timezone.localdate() - timedelta(days=1)}, "until"),
    ],
)
def test_what_is_missing_is_said_at_its_field(changes, field, decide):
    with pytest.raises(Refused) as no:
        decide(**changes)
    assert no.value.field == field
    assert not SharingDecision.objects.exists()


def test_the_familys_own_agency_needs_no_decision(decide, family):
    with pytest.raises(Refused) as no:
        decide(agency=family.owner)
    assert no.value.field == "agency"


def test_a_second_person_reviews_it_once(decide, hal, ada, family, cas):
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    mine = decide(by=hal)
    with pytest.raises(Refused, match="Someone else"):
        acts.review_sharing(decision=mine, finding="stands", words="Fine", by=hal)
    decision = decide()
    with pytest.raises(PermissionDenied):
        acts.review_sharing(decision=decision, finding="stands", words="Fine", by=ada)
    acts.review_sharing(decision=decision, finding="stands", words="Needed", by=hal)
    assert Person.objects.visible_to(cas).exists()
    with pytest.raises(Refused, match="already"):
        acts.review_sharing(decision=decision, finding="ends", words="No", by=hal)


def test_what_must_end_ends_with_the_next_request(decide, hal, ada, family, cas):
    acts.start_involvement(family=family, kind="team_around", post=hal.post, by=ada)
    acts.review_sharing(decision=decide(), finding="ends", words="Too much", by=hal)
    assert not Person.objects.visible_to(cas).exists()


def test_it_closes_after_its_last_day(decide, cas):
    decide(until=timezone.localdate())
    Override.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert not Person.objects.visible_to(cas).exists()
