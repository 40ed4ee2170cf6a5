"""Triage: whose it is, what they agreed to, who was asked, and the decision."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from families import acts as family_acts
from families.models import Bond, Consent, ContactPoint, Family, Involvement, Person
from referrals import acts
from referrals.known import known_before, offers_for
from referrals.models import Check, Item, Referral, TriageDecision
from sharing.models import JournalEntry
from sharing.refusals import Refused
from tests.cast import make_family
from tests.referrals import steps

pytestmark = pytest.mark.django_db


def decide(referral, by, **said):
    given = {"outcome": "lead_worker", "reason": "several_needs", "why": "One plan is needed."}
    return acts.decide_referral(referral=referral, by=by, **(given | said))


def test_who_takes_it_has_it_and_another_can_not(cas, dot, hal):
    referral = steps.sent(cas)
    assert acts.take_referral(referral=referral, by=dot).held_by == dot
    acts.take_referral(referral=referral, by=dot)
    assert acts.take_referral(referral=referral, by=hal).held_by == hal
    with pytest.raises(Refused, match="Hal"):
        acts.take_referral(referral=referral, by=dot)


@pytest.mark.parametrize("name", ["cas", "ada", "ivy", "fay"])
def test_only_the_front_door_triages(name, request, cas, dot):
    referral = steps.sent(cas)
    with pytest.raises(PermissionDenied):
        acts.take_referral(referral=referral, by=request.getfixturevalue(name))


def test_a_draft_can_not_be_taken(cas, dot):
    with pytest.raises(Http404):
        acts.take_referral(referral=steps.draft(cas), by=dot)


def test_registering_makes_people_relationships_home_and_the_hubs_involvement(cas, dot, ada):
    referral = steps.registered(steps.sent(cas), dot)
    family = referral.family
    assert Bond.objects.get().kind == "parent_of"
    assert ContactPoint.objects.get().value == "07700 900142"
    assert {row.person.given_name for row in referral.people.all()} == {"Kelly", "Jayden"}
    assert family.addresses.get().ward == "Orchard"
    assert Involvement.objects.get(family=family).kind == "hub_duty"
    assert Family.objects.visible_to(dot).exists()
    assert not Family.objects.visible_to(cas).exists()
    assert not Family.objects.visible_to(ada).exists()
    with pytest.raises(Refused):
        steps.registered(referral, dot)
    assert Family.objects.count() == 1
    written = JournalEntry.objects.filter(verb="referral.register", kind="did")
    assert written.get().family_id == family.pk


def test_a_relationship_with_nobody_is_refused_and_leaves_nothing(cas, dot):
    referral = steps.sent(cas)
    with pytest.raises(Refused):
        acts.register_referral(
            referral=referral,
            name="Doyle",
            people=[acts.Registered(family_acts.NewPerson("parent", "Kelly"))],
            bonds=[acts.NewBond(0, "parent_of", 4)],
            by=dot,
        )
    assert not Family.objects.exists()


def test_the_same_family_is_offered_attached_and_opened_to_the_hub(cas, dot, hal, borough):
    before = steps.registered(steps.sent(cas), dot).family
    for link in Involvement.objects.filter(family=before):
        family_acts.end_involvement(involvement=link, by=hal)
    referral = steps.sent(cas, (steps.JAYDEN, acts.PersonSaid("Amelia", "Osei", relation="child")))
    assert not Family.objects.visible_to(dot).exists()
    (offer,) = offers_for(referral, dot)
    assert offer.family == before
    assert offer.sure
    assert known_before([referral], dot)
    same = [(one.row, Person.objects.get(pk=one.person_id)) for one in offer.same]
    acts.attach_referral(
        referral=referral, family=before, same=same, add=list(offer.others), by=dot
    )
    assert Family.objects.visible_to(dot).get() == before
    assert set(before.people.values_list("given_name", flat=True)) == {"Kelly", "Jayden", "Amelia"}
    assert [row.person.given_name for row in referral.people.all()] == ["Jayden", "Amelia"]


@pytest.mark.parametrize("said", ["Zoe O'Neill", "Zoë O’Neill", "ZOE ONEILL"])
def test_a_name_spelt_otherwise_is_offered_without_a_birthday(said, cas, dot):
    people = [family_acts.NewPerson("parent", "Zoë", "O’Neill", sex="f")]
    before = make_family(dot, name="The family", people=people)
    referral = steps.sent(cas, (acts.PersonSaid(*said.split(), sex="f", relation="parent"),))
    assert [offer.family for offer in offers_for(referral, dot)] == [before]


def test_a_closed_family_is_offered_like_no_family(cas, dot, hal):
    """Restricted, or in conflict: the answer is the same as for nobody alike (P4)."""
    family = steps.registered(steps.sent(cas), dot).family
    referral = steps.sent(cas)
    assert offers_for(referral, dot)
    family_acts.declare_conflict(family=family, tie="Cousin", by=dot)
    assert offers_for(referral, dot) == []
    assert known_before([referral], dot) == {}
    family_acts.place_restriction(family=family, reason="Staff", named=[dot], by=hal)
    assert offers_for(referral, hal) == []
    with pytest.raises(Http404):
        acts.attach_referral(referral=referral, family=family, by=hal)


def test_only_hub_duty_is_offered_families(cas, dot, ada, ivy, family):
    assert Family.objects.for_matching(dot).exists()
    for other in (cas, ada, ivy):
        assert not Family.objects.for_matching(other).exists()


def test_the_hub_records_what_they_said_all_or_nothing(cas, dot, borough):
    referral = steps.registered(steps.sent(cas), dot)
    kelly = referral.family.people.get(given_name="Kelly")
    jayden = referral.family.people.get(given_name="Jayden")
    yes = [family_acts.Decision(borough.school, "plan", "given")]
    acts.record_words(
        referral=referral, decider=kelly, people=[kelly, jayden], decisions=yes, by=dot
    )
    assert Consent.objects.filter(state="given").count() == 2
    no = [family_acts.Decision(borough.school, "plan", "refused")]
    with pytest.raises(Refused):
        acts.record_words(
            referral=referral, decider=jayden, people=[jayden, kelly], decisions=no, by=dot
        )
    assert not Consent.objects.filter(state="refused").exists()


def test_an_agency_is_asked_once_and_its_answer_kept(cas, dot, borough):
    referral = steps.sent(cas)
    check = acts.ask_agency(referral=referral, agency=borough.police, by=dot)
    assert acts.ask_agency(referral=referral, agency=borough.police, by=dot) == check
    with pytest.raises(Refused):
        acts.answer_check(check=check, answer="  ", by=dot)
    acts.answer_check(check=check, answer="Nothing known", by=dot)
    assert Check.objects.get().answered_at
    assert Referral.objects.get().held_by == dot


def test_whom_the_family_said_no_to_is_not_asked(cas, dot, borough):
    referral = steps.registered(steps.sent(cas), dot)
    kelly = referral.family.people.get(given_name="Kelly")
    no = [family_acts.Decision(borough.police, "identity", "refused")]
    acts.record_words(referral=referral, decider=kelly, people=[kelly], decisions=no, by=dot)
    with pytest.raises(Refused, match="said no"):
        acts.ask_agency(referral=referral, agency=borough.police, by=dot)


def test_what_others_answered_is_not_the_senders_to_see(cas, dot, borough):
    referral = steps.sent(cas)
    acts.ask_agency(referral=referral, agency=borough.police, by=dot)
    decide(referral, dot, outcome="mash", reason="safety", why="Police know of a knife.")
    assert not Check.objects.visible_to(cas).exists()
    assert not TriageDecision.objects.visible_to(cas).exists()
    (mine,) = Referral.objects.written_by(cas).with_result()
    assert mine.told_outcome == "mash"
    assert mine.told_question == ""


def test_to_find_a_lead_opens_a_case_on_the_next_agenda(cas, dot):
    meeting = acts.arrange_meeting(held_on=steps.date.max, by=dot)
    referral = steps.waiting(cas, dot)
    item = Item.objects.get(meeting=meeting)
    assert item.case.family == referral.family
    assert item.case.stage == "waiting"
    assert referral.state == "decided"


def test_to_find_a_lead_needs_a_family(cas, dot):
    referral = steps.sent(cas)
    with pytest.raises(Refused, match="family"):
        decide(referral, dot)
    assert not TriageDecision.objects.exists()
    assert Referral.objects.get().state == "sent"


def test_who_is_led_already_needs_no_second_lead(cas, dot, family):
    referral = steps.sent(cas)
    acts.attach_referral(referral=referral, family=family, by=dot)
    with pytest.raises(Refused, match="leads this family"):
        decide(referral, dot)


@pytest.mark.parametrize("outcome", ["no_more", "one_agency"])
def test_everyone_gets_an_offer(outcome, cas, dot):
    referral = steps.sent(cas)
    with pytest.raises(Refused):
        decide(referral, dot, outcome=outcome, reason="one_need")
    decide(referral, dot, outcome=outcome, reason="one_need", offer="Parents’ group on Mondays")
    assert TriageDecision.objects.get().offer


def test_decided_twice_is_decided_once_and_not_otherwise(cas, dot):
    referral = steps.sent(cas)
    first = decide(referral, dot, outcome="mash", reason="safety")
    assert decide(referral, dot, outcome="mash", reason="safety") == first
    with pytest.raises(Refused, match="decided already"):
        decide(referral, dot, outcome="no_more", offer="Nothing")
    assert TriageDecision.objects.count() == 1


def test_a_reason_that_is_none_is_refused(cas, dot):
    with pytest.raises(Refused):
        decide(steps.sent(cas), dot, outcome="mash", reason="because")
