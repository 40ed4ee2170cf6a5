"""Questions are drawn once; what they answer is judged each time, with every statement warm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from families.caseload import caseload
from families.identity import identify
from families.models import Consent, Family, FamilyAccess, Restriction
from sharing import prepared
from sharing.models import Agreement, Category, Line
from sharing.prepared import AnyGiven, Given, MomentKept, Statement, kept
from tests import cast


@pytest.fixture(autouse=True)
def nothing_kept():
    prepared._kept.clear()


def reread(user):
    """The same person with the next request: nothing remembered but the drawn questions."""
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def led(case, with_cas, ada, cas):
    """A family that Cas helps, and may know by consent; both have their statements warm."""
    Consent.objects.bulk_create(
        Consent(
            person=person, family=case.family, agency=cas.agency, category=Category.IDENTITY,
            state=Consent.State.GIVEN, given_by=person, recorded_by=ada, owner=ada.agency,
        )
        for person in case.family.people.filter(born__isnull=False)
    )  # fmt: skip
    assert identify(ada, pk=case.family_id)
    assert identify(cas, pk=case.family_id)
    assert caseload(cas)
    return case.family


def test_a_statement_answers_what_its_queryset_does(led, ada):
    plain = Family.objects.visible_to(ada).filter(pk=led.pk)
    drawn = Statement(Family.objects.visible_to(ada).filter(pk=Given("pk", Family._meta.pk)))
    assert drawn.ask(pk=led.pk) == list(plain) == [led]
    assert drawn.ask(pk=0) == []
    assert drawn.ask(pk=led.pk)[0].key == led.key, "values come back as their own types"
    several = Statement(Family.objects.filter(pk__in=AnyGiven("keys")))
    assert several.ask(keys=[led.pk, 0]) == [led]
    assert several.ask(keys=[]) == []


def test_a_statement_brings_its_related_rows_without_another_query(
    led, ada, django_assert_num_queries
):
    drawn = Statement(
        Family.objects.select_related("owner").filter(pk=Given("pk", Family._meta.pk))
    )
    with django_assert_num_queries(1):
        assert drawn.ask(pk=led.pk)[0].owner == ada.agency


def test_a_statement_about_nothing_asks_nothing(led, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Statement(Family.objects.none()).ask() == []


def test_a_statement_refuses_to_keep_a_moment(led):
    with pytest.raises(MomentKept):
        Statement(Family.objects.filter(registered_at__lt=timezone.now()))


def test_the_store_of_questions_starts_anew_when_it_is_full(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    assert [kept(key, lambda key=key: key * 2) for key in (1, 2, 3, 1)] == [2, 4, 6, 2]
    assert len(prepared._kept) == 2


def suspended(family, user):
    Agreement.objects.update(state=Agreement.State.SUSPENDED)


def run_out(family, user):
    Agreement.objects.update(
        starts_on=cast.LONG_AGO, ends_on=timezone.localdate() - timedelta(days=1)
    )


def without_line(family, user):
    Line.objects.filter(to_agency=user.agency).delete()


def restricted(family, user):
    family.restrictions.create(reason="Staff", review_on=timezone.localdate(), owner=family.owner)


def conflicted(family, user):
    family.conflicts.create(user=user, tie="Cousin", owner=user.agency)


def refused(family, user):
    Consent.objects.filter(agency=user.agency).update(state=Consent.State.REFUSED)


def not_involved(family, user):
    FamilyAccess.objects.filter(family=family, principal__in=user.principals).delete()


def agency_left(family, user):
    type(user.agency).objects.filter(pk=user.agency.pk).update(is_active=False)


@pytest.mark.parametrize(
    "change",
    [suspended, run_out, without_line, restricted, conflicted, refused, not_involved, agency_left],
    ids=lambda change: change.__name__,
)
def test_every_change_shows_with_the_next_request(change, led, cas):
    change(led, cas)
    after = reread(cas)
    assert identify(after, pk=led.pk) is None
    assert caseload(after) == []


def test_a_change_back_opens_it_again(led, cas):
    restriction = led.restrictions.create(
        reason="Staff", review_on=timezone.localdate(), owner=led.owner
    )
    assert identify(reread(cas), pk=led.pk) is None
    Restriction.objects.filter(pk=restriction.pk).update(lifted_on=timezone.localdate())
    assert identify(reread(cas), pk=led.pk).pk == led.pk


def test_two_people_of_one_agency_do_not_share_a_question(led, ada, ben):
    assert identify(ada, pk=led.pk)
    assert identify(ben, pk=led.pk) is None


def test_one_row_is_shown_as_the_list_shows_it(led, case, ada, eve):
    assert type(case).objects.shows(ada, case.pk)
    assert not type(case).objects.shows(eve, case.pk)
    assert not type(case).objects.shows(ada, 0)
