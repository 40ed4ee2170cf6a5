"""What a worker reads together with the family holds nothing that is for workers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from sharing.models import Category
from tests.cast import member
from tests.families.test_overriding_acts import GROUNDS

FOR_WORKERS = ("Speak to Kelly alone", "Orchard Rise", "Kelly said no", "told us of a threat")


@pytest.fixture
def guarded(family, case, ada, borough):
    """A warning, one person's no, and a decision to share that the family was not told of."""
    kelly = member(family, "Kelly")
    acts.note_warning(family=family, text="Speak to Kelly alone", by=ada)
    no = [acts.Decision(borough.school, Category.IDENTITY, "refused")]
    acts.record_consents(person=kelly, decisions=no, by=ada)
    acts.agree_plan(
        case=case,
        goals=[acts.NewGoal("Calm mornings", actions=[acts.NewAction("Ring", doer_post=ada.post)])],
        agreed_with=[kelly],
        review_on=timezone.localdate() + timedelta(days=30),
        by=ada,
    )
    return family


def read(client, name, family, query=""):
    page = client.get(reverse(f"families:{name}", args=[family.reference]) + query)
    assert page.status_code == 200
    return page.content.decode()


def test_the_workers_page_says_what_the_familys_does_not(guarded, ada, as_user):
    worker = read(as_user(ada), "plan", guarded)
    assert "Speak to Kelly alone" in worker
    assert "Orchard Rise" in worker
    copy = read(as_user(ada), "plan", guarded, "?for=family")
    assert not [words for words in FOR_WORKERS if words in copy]
    assert "Calm mornings" in copy
    assert f"<b>{ada}</b>: Ring" in copy


def test_a_familys_copy_holds_what_was_promised_and_not_what_workers_do_among_themselves(
    guarded, case, ada, as_user
):
    kelly = member(guarded, "Kelly")
    ours, theirs = "Ask police about him", "Go to the group"
    acts.add_action(case=case, action=acts.NewAction(ours, doer_post=ada.post), by=ada)
    acts.add_action(case=case, action=acts.NewAction(theirs, doer_person=kelly), by=ada)
    promised = acts.NewAction("Bring the rent statement", doer_post=ada.post)
    acts.record_visit(
        case=case,
        happened_at=timezone.now() - timedelta(hours=1),
        place="home",
        seen=[acts.SeenPerson(kelly)],
        actions=[promised],
        by=ada,
    )
    worker, copy = (read(as_user(ada), "plan", guarded, q) for q in ("", "?for=family"))
    assert ours in worker
    assert ours not in copy
    for words in (theirs, "Bring the rent statement"):
        assert words in worker
        assert words in copy


def test_deciding_together_shows_one_persons_decisions_and_no_warning(
    guarded, ada, borough, as_user
):
    acts.decide_sharing(
        family=guarded,
        outcome="share",
        agency=borough.police,
        categories=["identity"],
        grounds=acts.Grounds(**GROUNDS | {"reason": "She told us of a threat"}),
        until=timezone.localdate() + timedelta(days=14),
        by=ada,
    )
    page = read(as_user(ada), "consent", guarded)
    assert "To go through together" in page
    assert not [words for words in FOR_WORKERS if words in page]
