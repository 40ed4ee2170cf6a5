"""Questions are drawn once; what they answer is judged each time, with every statement warm."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.utils import timezone

from families.access import enter, gate_for
from families.identity import identify
from families.models import (
    Case,
    Consent,
    Family,
    FamilyAccess,
    Involvement,
    Restriction,
    Stay,
)
from families.reading.caseload import caseload
from sharing.models import Agency, Agreement, Category, Line
from sharing.questions import planned, prepared
from sharing.questions.counted import Counting
from sharing.questions.prepared import AnyGiven, Given, MomentKept, Statement, kept
from sharing.questions.several import Several
from sharing.wall import behind_the_wall
from tests import cast

#: Asked so often, PostgreSQL keeps a plan that no longer looks at what is given.
GENERIC = 7


#: What the first of these tests drew for the family that `led` gives to each of them.
warm: dict[Hashable, Any] = {}


@pytest.fixture(autouse=True)
def nothing_else_kept(monkeypatch):
    """And what is asked is planned at once, not the second time."""
    monkeypatch.setattr(prepared, "_kept", dict(warm))
    monkeypatch.setattr(planned, "ASKED_BEFORE", 0)


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
    for _ in range(GENERIC):
        assert identify(ada, pk=case.family_id)
        assert identify(cas, pk=case.family_id)
        assert caseload(cas)
    warm.update(prepared._kept)
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


def test_what_puts_distinct_rows_in_order_is_no_part_of_the_answer(borough):
    kinds = Agency.objects.distinct().order_by("name").values_list("kind")
    found = [tuple(row) for row in Statement(kinds).ask()]
    assert found == list(kinds)
    assert [tuple(row) for row in Several(kinds).ask()[0]] == found


def test_a_statement_about_nothing_asks_nothing(led, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Statement(Family.objects.none()).ask() == []


def test_a_statement_refuses_to_keep_a_moment(led):
    with pytest.raises(MomentKept):
        Statement(Family.objects.filter(registered_at__lt=timezone.now()))


def test_several_questions_are_answered_as_each_alone(led, ada, cas, django_assert_num_queries):
    """Rows with what is read beside them, columns, moments, days, words with signs, and nothing."""
    family = Given("family", Family._meta.pk)
    consents = Consent.objects.select_related("agency", "person").order_by("-pk")
    links = Involvement.objects.select_related("post__user", "team").filter(family=family)
    asked = [
        Family.objects.filter(pk=family).annotate(percent=Value("50%, “so”")),
        consents.filter(family=family)[:2],
        Family.objects.none(),
        Case.objects.filter(family=family).values_list("opened_on", "key", "family__registered_at"),
        links.exclude(post=None).order_by("pk"),
    ]
    drawn = Several(*asked)
    with django_assert_num_queries(1):
        found = drawn.ask(family=led.pk)
    alone = [Statement(rows).ask(family=led.pk) for rows in asked]
    assert [len(rows) for rows in found] == [1, 2, 0, 1, 2]
    assert [[vars_of(row) for row in rows] for rows in found] == [
        [vars_of(row) for row in rows] for rows in alone
    ]
    with django_assert_num_queries(0):
        assert {consent.agency for consent in found[1]} == {cas.agency}
        assert [(link.post.user, link.team) for link in found[4]] == [(ada, None), (cas, None)]
    assert Several(Family.objects.none()).ask() == [[]]
    with pytest.raises(MomentKept):
        Several(Family.objects.filter(registered_at__lt=timezone.now()))
    with pytest.raises(TypeError, match="pence"):
        Several(Stay.objects.all())


def vars_of(row):
    return row if isinstance(row, list) else {n: v for n, v in vars(row).items() if n != "_state"}


def test_counts_are_asked_together(led, ada, django_assert_num_queries):
    families, consents = Family.objects.all(), Consent.objects.order_by("pk")
    asked = [
        families.filter(pk=led.pk),
        families.none(),
        consents.filter(family=led),
        consents.filter(family=led).order_by("family_id").distinct("family_id"),
        families.filter(name__contains="%"),
    ]
    drawn = Counting(asked)
    with django_assert_num_queries(1):
        found = drawn.ask()
    assert found == tuple(len(rows) for rows in asked)
    assert found[0] == found[3] == 1 < found[2]
    assert Counting([]).ask() == ()
    assert Counting([families.none()]).ask() == (0,)
    with pytest.raises(MomentKept):
        Counting([families.filter(registered_at__lt=timezone.now())])


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


@pytest.mark.matrix
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


def by_reference() -> Statement:
    named = Given("reference", Family._meta.get_field("reference"))
    return Statement(Family.objects.filter(reference=named), planned=True)


def new_session() -> None:
    """As with another connection: the old one went with all that it kept."""
    planned._by_connection.clear()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")


def plans() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        return cursor.fetchone()[0]


def test_a_plan_is_kept_for_the_session_and_asked_in_one_message(
    led, ada, eve, django_assert_num_queries
):
    new_session()  # an earlier test may have asked the same
    before, drawn, like = plans(), by_reference(), by_reference()
    for _ in range(GENERIC):
        with django_assert_num_queries(1):
            assert drawn.ask(reference=led.reference) == [led]
    assert like.ask(reference="WF-0 %s' --") == []
    assert plans() == before + 1


def test_a_kept_plan_sees_no_more_for_the_next_who_asks(led, ada, eve):
    """One plan for all: behind the wall it answers for whoever looks now."""
    drawn = by_reference()
    for viewer, found in [(ada, [led]), (eve, [])] * GENERIC:
        gate = gate_for(viewer)
        with behind_the_wall(gate):
            enter(gate)
            assert drawn.ask(reference=led.reference) == found
    assert drawn.ask(reference=led.reference) == [led]


def test_plans_start_anew_when_there_are_many(led, monkeypatch):
    new_session()
    monkeypatch.setattr(planned, "MOST", 1)
    drawn = by_reference(), Statement(Family.objects.filter(owner=led.owner), planned=True)
    for statement in drawn * 2:
        assert led in statement.ask(reference=led.reference)
        assert plans() == 1


def test_a_plan_outlives_a_transaction_that_failed(led):
    drawn = by_reference()
    with transaction.atomic():
        assert drawn.ask(reference=led.reference) == [led]
        transaction.set_rollback(True)
    assert drawn.ask(reference=led.reference) == [led]


def test_a_new_session_draws_its_own_plan(led):
    drawn = by_reference()
    drawn.ask(reference=led.reference)
    new_session()
    assert drawn.ask(reference=led.reference) == [led]
    assert plans() == 1


def opened_freely(family, user):
    Line.objects.filter(to_agency=user.agency).update(consent_needed=False)
    refused(family, user)


def overridden(family, user):
    refused(family, user)
    today = timezone.localdate()
    family.overrides.create(
        agency=user.agency, category=Category.IDENTITY, reason="Danger", basis="Vital interests",
        since=today, until=today, decided_by=user, owner=family.owner,
    )  # fmt: skip


def their_own(family, user):
    refused(family, user)
    Family.objects.filter(pk=family.pk).update(owner=user.agency)


def nothing(family, user):
    pass


@pytest.mark.matrix
@pytest.mark.parametrize(
    "change",
    [nothing, opened_freely, overridden, their_own, refused, suspended, restricted, not_involved],
    ids=lambda change: change.__name__,
)
def test_a_list_finds_what_the_rule_shows_whoever_asks(change, led, ada, cas, dot, eve):
    change(led, cas)
    for viewer in (ada, cas, dot, eve):
        seen = list(Family.objects.visible_to(reread(viewer)))
        assert list(Family.objects.listed_for(reread(viewer))) == seen
    sees = [led] if change in (nothing, opened_freely, overridden, their_own) else []
    assert list(Family.objects.listed_for(reread(cas))) == sees
