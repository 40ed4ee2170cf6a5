"""A confidential address: kept back in one step, and nothing brings it back or gives it away."""

import itertools

import pytest
from django.http import Http404

from families import acts
from families.models import Address, ContactPoint, ServiceInvolved, Stay, VisitWarning
from families.news import matched_row_to_service
from sharing.models import FeedFile, FeedRow, JournalEntry
from sharing.refusals import Refused
from tests import cast


@pytest.fixture
def address(family) -> Address:
    return Address.objects.get(family=family)


def test_the_lead_worker_and_the_maker_see_it_unless_others_are_named(address, dot, ada, hal):
    acts.keep_address_back(address=address, by=dot)
    assert set(address.named.all()) == {dot, ada}
    acts.name_for_address(address=address, named=[ada], by=dot)
    assert Address.objects.visible_to(ada).exists()
    assert not Address.objects.visible_to(dot).exists()
    with pytest.raises(Http404):
        acts.name_for_address(address=address, named=[dot], by=dot)


def test_an_address_where_someone_is_a_risk_is_used_no_more(address, family, ada, borough):
    old = Address.objects.create(family=family, lines="1 Old Street", owner=borough.early_help)
    point = acts.add_contact(person=cast.member(family, "Kelly"), value="01632 960230", by=ada)
    acts.keep_address_back(
        address=address, unsafe=old, warning="Never go to the old home.", phones=True, by=ada
    )
    old.refresh_from_db()
    assert old.not_safe
    assert VisitWarning.objects.get().text == "Never go to the old home."
    assert ContactPoint.objects.get(pk=point.pk).confidential


def test_the_old_address_is_another_one_of_the_family(address, ada):
    with pytest.raises(Refused) as no:
        acts.keep_address_back(address=address, unsafe=address, by=ada)
    assert no.value.field == "unsafe"


def test_each_look_is_written_down(address, ada, hal):
    acts.keep_address_back(address=address, by=ada)
    acts.reveal_address(address=address, by=ada)
    assert JournalEntry.objects.filter(verb="address.reveal", by=ada, kind="did").count() == 1
    with pytest.raises(Http404):
        acts.reveal_address(address=address, by=hal)


def test_it_is_opened_up_only_with_a_reason_by_a_supervisor_who_is_named(address, ada, hal):
    acts.start_involvement(family=address.family, kind="team_around", post=hal.post, by=ada)
    acts.keep_address_back(address=address, named=[ada], by=ada)
    with pytest.raises(Http404):
        acts.open_address_up(address=address, because="Safe now", by=hal)
    acts.name_for_address(address=address, named=[ada, hal], by=ada)
    with pytest.raises(Refused):
        acts.open_address_up(address=address, because=" ", by=hal)
    acts.open_address_up(address=address, because="Safe now", by=hal)
    address.refresh_from_db()
    assert not address.confidential


def test_what_a_school_wrote_of_another_service_is_for_the_named_too(
    address, family, borough, ada, dot
):
    """It is told with who wrote it: that a school knows a child says where they live."""
    jayden = cast.member(family, "Jayden")
    said = {"person": jayden, "kind": "mental_health", "state": "now", "by": ada}
    by_school = acts.record_service(**said, name="Counsellor", owner=borough.school)
    by_us = acts.record_service(**said, name="Nurse")
    acts.keep_address_back(address=address, named=[ada], by=ada)
    assert list(ServiceInvolved.objects.visible_to(dot)) == [by_us]
    assert set(ServiceInvolved.objects.visible_to(ada)) == {by_school, by_us}


class TestFeeds:
    """Whatever order a roll's rows come in, they fill in nothing about where a child lives."""

    ROWS = (
        {"school": "Larkmoor Academy", "involvement": "current", "postcode": "MB3 7CK"},
        {"school": "Safe Street School", "involvement": "current", "address": "1 New Way"},
        {"school": "Safe Street School", "involvement": "historic", "phone": "01632 960001"},
        {"school": "Third School", "involvement": "current", "postcode": "MB9 9ZZ"},
    )

    @pytest.fixture
    def jayden(self, family):
        return cast.member(family, "Jayden")

    @pytest.fixture
    def news(self, jayden, borough, kay) -> list[JournalEntry]:
        """Each row matched to Jayden, as news."""
        file = FeedFile.objects.create(
            kind="education", name="roll.csv", sha256="0" * 64, from_agency=borough.school,
            to_agency=borough.early_help, received_by=kay,
        )  # fmt: skip
        found = []
        for number, typed in enumerate(self.ROWS, start=2):
            row = FeedRow.objects.create(file=file, number=number, state="read", typed=typed)
            match = row.matches.create(
                person=jayden, kind="exact", state="confirmed", score=1, owner=borough.school
            )
            found.append(JournalEntry(subject_id=match.pk))
        return found

    @pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
    def test_fill_in_nothing(self, order, address, jayden, news, ada):
        acts.keep_address_back(address=address, by=ada)
        before = list(Address.objects.values()), list(Stay.objects.values())
        for place in order:
            matched_row_to_service(news[place])
        assert not ServiceInvolved.objects.filter(person=jayden).exists()
        assert (list(Address.objects.values()), list(Stay.objects.values())) == before

    @pytest.mark.parametrize("late", range(5))
    def test_what_came_before_it_was_kept_back_is_for_the_named_only(
        self, late, address, news, ada, dot
    ):
        for entry in news[:late]:
            matched_row_to_service(entry)
        known = ServiceInvolved.objects.count()
        assert ServiceInvolved.objects.visible_to(dot).count() == known
        acts.keep_address_back(address=address, named=[ada], by=ada)
        for entry in news[late:]:
            matched_row_to_service(entry)
        assert ServiceInvolved.objects.count() == known
        assert not ServiceInvolved.objects.visible_to(dot).exists()
        assert ServiceInvolved.objects.visible_to(ada).count() == known
