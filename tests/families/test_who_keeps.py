"""Who helps with a record decides nothing about it (docs/decisions/0051): a partner's manager lets
nobody in, shuts nobody out, and neither begins nor ends the council's help."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.acts.keeping import NOT_THEIRS
from families.models import Address, BookedVisit, Involvement, Merge, Restriction, SharingDecision
from sharing.models import Line, Role
from sharing.refusals import Refused
from tests import cast

TEAM = Involvement.Kind.TEAM_AROUND
GROUNDS = acts.Grounds("child_harm", "He said he will hurt him", "6.1.e", "told")


@pytest.fixture
def said_no(case, borough, ada, sid, eve):
    """Every act that decides about a record, each by a name."""
    family = case.family
    home = family.addresses.get()
    soon = timezone.localdate() + timedelta(days=14)
    lead = family.involvements.live().get(post=ada.post)
    tries = {
        "shut out": lambda by: acts.place_restriction(
            family=family, reason="Ours", named=[by], by=by
        ),
        "close": lambda by: acts.close_case(case=case, reason="Over", by=by),
        "offer": lambda by: acts.offer_case(case=case, lead=by.post, by=by),
        "leave": lambda by: acts.leave_unallocated(case=case, look_again_on=soon, by=by),
        "let in": lambda by: acts.start_involvement(family=family, kind=TEAM, post=eve.post, by=by),
        "lead": lambda by: acts.start_involvement(
            family=family, kind=Involvement.Kind.LEAD_WORKER, post=by.post, by=by
        ),
        "send away": lambda by: acts.end_involvement(involvement=lead, by=by),
        "share": lambda by: acts.decide_sharing(
            family=family, outcome="share", agency=borough.police, categories=["identity"],
            grounds=GROUNDS, until=soon, by=by,
        ),
        "keep back": lambda by: acts.keep_address_back(address=home, named=[by], by=by),
    }  # fmt: skip

    def said_no(by) -> list[str]:
        refused = []
        for name, act in tries.items():
            try:
                act(by)
            except Refused as no:
                if NOT_THEIRS in no.reasons:
                    refused.append(name)
        return refused

    return said_no, sorted(tries)


def test_a_partners_manager_decides_nothing_about_a_record_of_the_council(
    said_no, family, case, ada, sid
):
    asked, every = said_no
    assert sorted(asked(sid)) == every
    case.refresh_from_db()
    assert (case.closed_on, case.lead) == (None, ada.post)
    assert type(family).objects.visible_to(ada).filter(pk=family.pk).exists()
    assert not Address.objects.filter(confidential=True).exists()


def test_the_hub_of_the_council_does(said_no, hal):
    asked, _ = said_no
    assert asked(hal) == []


def test_a_manager_sends_and_withdraws_their_own_people(family, sid, cas):
    link = acts.start_involvement(family=family, kind=TEAM, post=cas.post, by=sid)
    assert acts.end_involvement(involvement=link, by=sid).ended_at is not None


def test_a_restriction_of_the_council_is_nobodys_elses_to_lift(family, hal, sid):
    """Though it names them, so that they see the record; why it is restricted they are not told."""
    shut = acts.place_restriction(family=family, reason="Staff", named=[hal, sid], by=hal)
    assert not Restriction.objects.visible_to(sid).exists()
    review = (acts.review_restriction, {"why": "Still needed"})
    tries = (
        (acts.rename_in_restriction, {"named": [sid]}),
        (acts.lift_restriction, {"because": "No more"}),
    )
    for act, said in (review, *tries):
        with pytest.raises(Http404):
            act(restriction=shut, by=sid, **said)
    Restriction.objects.update(keeper=sid)
    for act, said in tries:
        with pytest.raises(Refused, match="keep this record"):
            act(restriction=shut, by=sid, **said)
    assert set(shut.named.all()) == {hal, sid}
    assert Restriction.objects.visible_to(sid).get() == shut
    assert acts.review_restriction(restriction=shut, why="It is", by=sid).reviewed_on
    assert acts.lift_restriction(restriction=shut, because="No more", by=hal).lifted_on


def test_a_partners_manager_is_no_second_person_for_the_council(
    family, borough, ada, hal, sid, dot
):
    """Of a decision to share with their own agency, and of a merge of two records they know."""
    decision = acts.decide_sharing(
        family=family, outcome="share", agency=borough.school, categories=["education"],
        grounds=GROUNDS, until=timezone.localdate() + timedelta(days=9), by=ada,
    )  # fmt: skip
    double = acts.register_family(
        name="Double", people=[acts.NewPerson("parent", "Kelly", "Doyle")], by=dot
    )
    cast.let_help(family, hal, ada)
    cast.let_help(double, sid, dot)
    merge = acts.merge_families(kept=family, folded=double, why="One home", by=dot)
    assert not SharingDecision.objects.visible_to(sid).exists()
    assert Merge.objects.visible_to(sid).get() == merge
    with pytest.raises(Http404):
        acts.review_sharing(decision=decision, finding="stands", words="Yes", by=sid)
    assert acts.review_sharing(decision=decision, finding="stands", words="Yes", by=hal)
    for look in (
        lambda by: acts.review_merge(merge=merge, same=True, words="I know them", by=by),
        lambda by: acts.undo_merge(merge=merge, because="They are two", by=by),
    ):
        with pytest.raises(Refused, match="keep this record"):
            look(sid)
        look(hal)


def test_a_partners_manager_calls_off_visits_of_their_own_people_only(case, ada, hal, cas, sid):
    def booked(by):
        return acts.book_visit(case=case, at=timezone.now() + timedelta(days=2), by=by)

    for one in (cas, hal):
        cast.let_help(case.family, one, ada)
    visit, own = booked(ada), booked(cas)
    assert BookedVisit.objects.visible_to(sid).filter(pk=visit.pk).exists()
    for change in (
        lambda by: acts.move_visit(booked=visit, at=timezone.now() + timedelta(days=9), by=by),
        lambda by: acts.call_off_visit(booked=visit, why="Not needed", by=by),
    ):
        with pytest.raises(Refused, match="supervisor"):
            change(sid)
        change(hal)
    assert acts.call_off_visit(booked=own, why="Ill", by=sid).called_off_at


def test_not_sharing_is_looked_at_by_the_agency_that_decided_it(family, borough, sid):
    head = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    officer = cast.make_user("Kim", borough.school, Role.KEY_WORKER)
    for one in (head, officer):
        cast.let_help(family, one, sid)
    kept = acts.decide_sharing(
        family=family, outcome="not_share", agency=borough.police, categories=["education"],
        grounds=GROUNDS, by=officer,
    )  # fmt: skip
    assert acts.review_sharing(decision=kept, finding="stands", words="Right", by=head).reviewed_at


def test_a_partner_that_leads_lets_in_and_closes_but_shuts_nobody_out(borough, dot, eve):
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    bex = cast.make_user("Bex", borough.school, Role.KEY_WORKER)
    head = cast.make_user("Head", borough.school, Role.SUPERVISOR)
    case = cast.let_lead(cast.make_family(dot), bex, dot)
    cast.let_help(case.family, eve, bex)
    cast.let_help(case.family, head, bex)
    with pytest.raises(Refused, match="keep this record"):
        acts.place_restriction(family=case.family, reason="Ours", named=[head], by=head)
    assert acts.close_case(case=case, reason="It went well", by=bex).closed_on


def test_the_page_offers_only_what_its_reader_decides(family, sid, cas, ada, hal, as_user):
    cast.let_help(family, cas, ada)
    cast.let_help(family, hal, ada)

    def offered(user) -> tuple[bool, int]:
        page = as_user(user).get(reverse("families:people", args=[family.reference])).content
        return b"Close the case" in page, page.count(b"helps this family")

    assert offered(ada) == (True, 3)
    assert offered(sid) == (False, 2)  # their own and Cas, whom they could send elsewhere


def test_a_partner_takes_no_family_on_to_the_register(sid, hal):
    """Its agency would keep a record that nobody there may see."""
    people = [acts.NewPerson("parent", "Nell", "Sharp")]
    with pytest.raises(Refused, match="family hub registers"):
        acts.register_family(name="Sharp", people=people, by=sid)
    assert acts.register_family(name="Sharp", people=people, by=hal).owner == hal.agency
