"""A family moves to another council: each keeps its own, and gets no more than it may (P11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from families import acts
from families.acts.transferring import GONE, WHO
from families.leaving.transferring import MERGING, NO_LINE, OFFERED, RESTRICTED, preview
from families.matching.candidates import Candidates
from families.models import Bond, EarlierEntry, Family, FormerName, Involvement, Person, Transfer
from families.rules.matching import Name, Sought
from outcomes import acts as outcomes
from sharing.models import Category, JournalEntry, Post
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.families.moved import AGREED, offer, say_yes, take
from tests.house.test_wall import rows_of, seen_by

HOME = "6 Orchard Rise"


@copied
def lived(family, case, ada, elsewhere) -> Family:
    """Kelly and Jayden said yes, Marcus was not asked; a visit, a plan, and a term's attendance."""
    kelly, jayden, marcus = (cast.member(family, name) for name in ("Kelly", "Jayden", "Marcus"))
    acts.record_visit(
        case=case, happened_at=timezone.now() - timedelta(days=3), place="home",
        seen=[acts.SeenPerson(kelly), acts.SeenPerson(marcus), acts.SeenPerson(jayden)],
        notes=[
            acts.NewNote("what_happened", "We walked to school together."),
            acts.NewNote("what_happened", "Worried about work.", person=marcus),
            acts.NewNote("worries", "MARCUS shouted again."),
            acts.NewNote("worries", "Mr Bell was arrested."),
            acts.NewNote("worries", "Her stepdad drinks."),
            acts.NewNote("worries", "The Oseis fell out."),
            acts.NewNote("what_happened", "Her tablets help.", category=Category.HEALTH),
            acts.NewNote("what_happened", f"They leave {HOME} soon."),
        ],
        by=ada,
    )  # fmt: skip
    acts.keep_address_back(address=family.addresses.get(), named=[ada], by=ada)
    acts.agree_plan(
        case=case, goals=[acts.NewGoal("Mornings without shouting")], agreed_with=[kelly],
        review_on=timezone.localdate() + timedelta(days=30), by=ada,
    )  # fmt: skip
    fact = {"term": "2026-summer", "possible": 120, "authorised": 0, "unauthorised": 60}
    outcomes.record_evidence(
        family=family, person=jayden, kind="attendance", fact=fact, source="school", by=ada
    )
    say_yes(family, elsewhere, ada, "Kelly", "Jayden")
    return family


@copied
def transfer(lived, elsewhere, hal) -> Transfer:
    return offer(lived, elsewhere, hal)


def told(user, transfer: Transfer) -> str:
    rows = EarlierEntry.objects.visible_to(user).filter(family=transfer.record)
    return "\n".join(f"{row.title} {row.text}" for row in rows)


class TestTakenOn:
    def test_the_new_council_gets_what_it_accepted_and_may_know(self, transfer, elsewhere):
        taken = take(transfer, elsewhere.tim)
        people = Person.objects.visible_to(elsewhere.tim).filter(family=taken.record)
        assert [person.short_name for person in people] == ["Kelly", "Jayden"]
        assert taken.record.name == "Doyle and Osei"
        said = told(elsewhere.tim, taken)
        for words in ("Visit: Kelly, Jayden", "We walked to school", "shouting", "Jayden missed"):
            assert words in said
        for words in ("Marcus", "MARCUS", "Worried", "tablets", HOME, "Bell", "stepdad"):
            assert words not in said

    def test_whoever_offers_it_is_told_how_many_stay(self, lived, elsewhere, hal):
        parcel = preview(lived, elsewhere.hub, hal)
        assert parcel is not None
        assert parcel.held == 4  # three name Marcus, each in its way, and one says the home

    def test_what_somebody_was_called_names_them_and_what_others_share_does_not(
        self, lived, elsewhere, hal
    ):
        marcus = cast.member(lived, "Marcus")
        FormerName.objects.create(person=marcus, family_name="Oseis", owner=lived.owner)
        parcel = preview(lived, elsewhere.hub, hal)
        assert parcel is not None
        assert parcel.held == 5  # the Oseis too
        Person.objects.filter(pk=marcus.pk).update(family_name="Doyle", called="Mum")
        shared = preview(lived, elsewhere.hub, hal)
        assert shared is not None
        assert shared.held == 3  # MARCUS, the Oseis, the home

    def test_of_what_it_left_out_nothing_comes(self, transfer, elsewhere):
        taken = take(transfer, elsewhere.tim, [Category.IDENTITY, Category.EDUCATION])
        rows = EarlierEntry.objects.filter(family=taken.record)
        assert {row.category for row in rows} == {Category.EDUCATION}
        assert taken.accepted == [Category.IDENTITY, Category.EDUCATION]

    def test_what_is_of_someone_who_is_not_named_does_not_come_either(
        self, lived, elsewhere, ada, hal
    ):
        yes = [acts.Decision(elsewhere.hub, Category.CASE_NOTES, "given")]
        acts.record_consents(person=cast.member(lived, "Marcus"), decisions=yes, by=ada)
        said = told(elsewhere.tim, take(offer(lived, elsewhere, hal), elsewhere.tim))
        assert "Worried" not in said
        assert "Visit: Kelly, Jayden" in said

    def test_its_case_waits_and_the_old_one_is_closed(self, transfer, lived, elsewhere):
        taken = take(transfer, elsewhere.tim)
        assert taken.record.open_case.stage == "waiting"
        assert taken.record.authority in elsewhere.hub.authorities.all()
        assert lived.open_case is None
        assert lived.cases.get().closing_reason == "Moved to another council"

    def test_the_old_council_keeps_its_own_and_sees_nothing_newer(
        self, transfer, lived, elsewhere, ada, hal
    ):
        taken = take(transfer, elsewhere.tim)
        for user in (ada, hal):
            assert list(Family.objects.visible_to(user)) == [lived]
            assert lived.people.count() == Person.objects.visible_to(user).count()
            assert not EarlierEntry.objects.visible_to(user).exists()
            with seen_by(user):
                assert rows_of("families_family") == 1
                assert rows_of("families_earlierentry") == 0
        assert not Family.objects.visible_to(elsewhere.tim).filter(pk=lived.pk).exists()
        with seen_by(elsewhere.tim):
            assert rows_of("families_family") == 1
            assert rows_of("families_visit") == 0
        assert taken.record_id != lived.pk

    def test_a_file_finds_them_where_they_are_helped(self, transfer, lived, elsewhere, borough):
        jayden = cast.member(lived, "Jayden")
        sought = Sought(Name("Jayden", "Osei"), jayden.born, frozenset(), "")

        def found() -> list[int]:
            known = Candidates([sought], borough.school, borough.early_help).for_row(sought)
            return [one.id for one in known]

        assert found() == [jayden.pk]
        take(transfer, elsewhere.tim)
        assert found() == []

    def test_they_are_related_as_before(self, lived, elsewhere, ada, hal):
        kelly, jayden = (cast.member(lived, name) for name in ("Kelly", "Jayden"))
        marcus = cast.member(lived, "Marcus")
        acts.add_bond(one=kelly, other=jayden, kind="parent_of", by=ada)
        acts.add_bond(one=kelly, other=marcus, kind="living_together", by=ada)
        taken = take(offer(lived, elsewhere, hal), elsewhere.tim)
        (bond,) = cast.member(taken.record, "Kelly").bonds.all()
        assert (bond.kind, bond.other.short_name) == ("parent_of", "Jayden")

    def test_an_old_slip_in_who_is_related_stays_behind(self, lived, elsewhere, hal):
        """Written before what can't be was refused: it keeps nobody from taking the family on."""
        kelly, jayden = (cast.member(lived, name) for name in ("Kelly", "Jayden"))
        Bond.objects.create(one=jayden, other=kelly, kind="parent_of", owner=lived.owner)
        taken = take(offer(lived, elsewhere, hal), elsewhere.tim)
        assert not Bond.objects.filter(one__family=taken.record).exists()

    def test_who_died_is_known_to_have_died(self, lived, elsewhere, hal):
        Person.objects.filter(family=lived, given_name="Kelly").update(died=timezone.localdate())
        taken = take(offer(lived, elsewhere, hal), elsewhere.tim)
        kelly = cast.member(taken.record, "Kelly")
        assert kelly.died
        assert not kelly.stays.exists()


class TestJudgedWhenAnswered:
    def test_a_yes_taken_back_since_counts(self, transfer, lived, elsewhere, ada):
        for consent in cast.member(lived, "Jayden").consents.all():
            acts.withdraw_consent(consent=consent, by=ada)
        taken = take(transfer, elsewhere.tim)
        assert [person.short_name for person in taken.record.people.all()] == ["Kelly"]
        assert "Jayden" not in told(elsewhere.tim, taken)

    def test_an_agreement_suspended_since_leaves_nothing(self, transfer, elsewhere):
        elsewhere.agreement.state = "suspended"
        elsewhere.agreement.save()
        with pytest.raises(Refused, match=GONE):
            take(transfer, elsewhere.tim)
        assert Transfer.objects.get().waits

    def test_who_offered_it_must_still_work_with_them(self, transfer, lived, elsewhere, hal, ada):
        for link in Involvement.objects.live().filter(family=lived, team=hal.team):
            acts.end_involvement(involvement=link, by=ada)
        with pytest.raises(Refused, match=GONE):
            take(transfer, elsewhere.tim)

    def test_who_offered_it_must_still_hold_the_post(self, transfer, elsewhere, hal):
        Post.objects.filter(user=hal).update(ends_on=timezone.localdate() - timedelta(days=1))
        with pytest.raises(Refused, match=GONE):
            take(transfer, elsewhere.tim)

    def test_a_restriction_placed_since_hides_the_offer(self, transfer, lived, elsewhere, hal):
        acts.place_restriction(family=lived, reason="Staff", named=[hal], by=hal)
        assert not Transfer.objects.visible_to(elsewhere.tim).exists()
        with pytest.raises(Http404):
            take(transfer, elsewhere.tim)

    def test_a_line_for_the_manager_brings_nothing_to_others(self, transfer, elsewhere):
        elsewhere.agreement.lines.filter(category="case_notes").update(audience="manager")
        assert "walked" not in told(elsewhere.tim, take(transfer, elsewhere.tim))


class TestWhoMay:
    def test_only_the_other_hub_is_told_of_an_offer(self, transfer, elsewhere, ada, hal, cas, eve):
        shown = Transfer.objects
        for user in (ada, hal, elsewhere.tim, elsewhere.sue):
            assert shown.visible_to(user).get() == transfer
        for user in (elsewhere.una, cas, eve):
            assert not shown.visible_to(user).exists()
            with seen_by(user):
                near = user.agency == elsewhere.hub
                assert rows_of("families_transfer") == (1 if near else 0)

    def test_only_they_can_answer(self, transfer, elsewhere, dot, ada):
        with pytest.raises(Refused, match="Only the council that it was offered to"):
            take(transfer, dot)
        with pytest.raises(PermissionDenied):
            take(transfer, ada)
        with pytest.raises(Refused, match="Only the council that offered it"):
            acts.withdraw_transfer(transfer=transfer, because="No", by=elsewhere.tim)

    def test_an_offer_taken_back_is_seen_no_more(self, transfer, elsewhere, hal):
        acts.withdraw_transfer(transfer=transfer, because="They came back", by=hal)
        assert not Transfer.objects.visible_to(elsewhere.tim).exists()
        with pytest.raises(Http404):
            take(transfer, elsewhere.tim)

    def test_a_no_leaves_the_record_as_it_is(self, transfer, lived, elsewhere, hal):
        with pytest.raises(Refused, match="Say why"):
            acts.decline_transfer(transfer=transfer, because=" ", by=elsewhere.tim)
        acts.decline_transfer(transfer=transfer, because="They live in Merrowby", by=elsewhere.tim)
        assert lived.open_case is not None
        assert Transfer.objects.visible_to(hal).get().words == "They live in Merrowby"
        assert offer(lived, elsewhere, hal).waits

    def test_nothing_is_answered_twice(self, transfer, elsewhere):
        take(transfer, elsewhere.tim)
        with pytest.raises(Refused, match="waits no more: taken on"):
            take(transfer, elsewhere.sue)
        assert Family.objects.filter(owner=elsewhere.hub).count() == 1

    def test_both_logs_tell_of_it(self, transfer, lived, elsewhere):
        taken = take(transfer, elsewhere.tim)
        rows = JournalEntry.objects.filter(verb="transfer.take_on")
        assert {row.family_id for row in rows} == {lived.pk, taken.record_id}


class TestWhatStandsAgainst:
    def test_another_offer_that_waits(self, transfer, lived, elsewhere, hal):
        with pytest.raises(Refused, match=OFFERED):
            offer(lived, elsewhere, hal)

    def test_a_restriction(self, lived, elsewhere, hal):
        acts.place_restriction(family=lived, reason="Staff", named=[hal], by=hal)
        with pytest.raises(Refused, match=RESTRICTED):
            offer(lived, elsewhere, hal)

    def test_a_merge_that_waits(self, lived, elsewhere, dot, hal):
        people = [acts.NewPerson("parent", "Kelly", "Doyle")]
        double = acts.register_family(name="Doyle", people=people, by=dot)
        acts.merge_families(kept=lived, folded=double, why="One family", by=dot)
        with pytest.raises(Refused, match=MERGING):
            offer(lived, elsewhere, hal)

    def test_no_agreement(self, lived, elsewhere, hal):
        elsewhere.agreement.lines.filter(category="identity").delete()
        with pytest.raises(Refused, match=NO_LINE):
            offer(lived, elsewhere, hal)

    def test_a_category_that_no_line_opens(self, lived, elsewhere, hal):
        with pytest.raises(Refused, match="No agreement in force lets them know this: Health"):
            offer(lived, elsewhere, hal, [*AGREED, Category.HEALTH])

    def test_words_that_name_someone_who_has_not_agreed(self, lived, elsewhere, hal):
        with pytest.raises(Refused, match="has not agreed to be named") as no:
            acts.offer_transfer(
                family=lived, council=elsewhere.hub, categories=list(AGREED),
                why="They moved", told="marcus does not know", by=hal,
            )  # fmt: skip
        assert no.value.field == "told"

    def test_words_that_say_a_home_that_is_kept_back(self, lived, elsewhere, hal):
        with pytest.raises(Refused, match="kept back") as no:
            acts.offer_transfer(
                family=lived, council=elsewhere.hub, categories=list(AGREED),
                why="They left 6 orchard rise", told="Kelly asked us to", by=hal,
            )  # fmt: skip
        assert no.value.field == "why"

    def test_who_they_are_left_out(self, lived, transfer, elsewhere):
        with pytest.raises(Refused, match=WHO):
            take(transfer, elsewhere.tim, [Category.PLAN])

    def test_a_record_opened_in_an_emergency(self, lived, elsewhere, borough, hal):
        other = cast.make_user("Zoe", borough.early_help, "supervisor", borough.east)
        acts.open_in_emergency(
            reference=lived.reference, danger="child", reason="The school rings: nobody came",
            by=other,
        )  # fmt: skip
        with pytest.raises(Http404):
            offer(lived, elsewhere, other)
