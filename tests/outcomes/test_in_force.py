"""A case begins under the version that counts on its first day, and keeps it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from families import acts as families
from families import versions
from outcomes import acts
from outcomes.judging.in_force import version_for
from outcomes.models import Framework, LocalPlan
from sharing.models import Authority
from sharing.refusals import Refused
from tests import cast
from tests.outcomes.ready import on

NEW_YEAR = date(2026, 1, 5)


@pytest.fixture
def published(db) -> dict[str, Framework]:
    return {row.slug: row for row in acts.load_frameworks()}


def plan(
    borough, framework: Framework, since: date, until: date | None = None, **more
) -> LocalPlan:
    given = {"state": LocalPlan.State.PUBLISHED, "version": 1} | more
    return LocalPlan.objects.create(
        authority=borough.authority,
        framework=framework,
        valid_from=since,
        valid_until=until,
        **given,
    )


def opened(borough, dot, day: date) -> str:
    with on(max(day, NEW_YEAR)):
        family = cast.make_family(dot)
        return families.open_case(family=family, opened_on=day, by=dot).framework


@pytest.mark.parametrize(
    ("day", "slug"),
    [
        (date(2022, 3, 31), "sf-2021"),
        (date(2022, 4, 1), "nsfof-2022"),
        (date(2025, 3, 31), "nsfof-2022"),
        (date(2025, 4, 1), "ffp-2025"),
        (NEW_YEAR, "ffp-2025"),
    ],
)
def test_without_a_plan_the_published_version_of_the_day_counts(borough, dot, published, day, slug):
    assert opened(borough, dot, day) == slug


def test_a_plan_that_goes_on_counting_keeps_the_authority_on_its_version(borough, dot, published):
    plan(borough, published["nsfof-2022"], date(2023, 1, 1), NEW_YEAR)
    assert opened(borough, dot, NEW_YEAR) == "nsfof-2022"
    assert opened(borough, dot, NEW_YEAR + timedelta(days=1)) == "ffp-2025"


def test_only_the_authoritys_own_plan_counts(borough, dot, published):
    other = Authority.objects.create(name="Elsewhere", code="E08009000")
    LocalPlan.objects.create(
        authority=other,
        framework=published["nsfof-2022"],
        state=LocalPlan.State.PUBLISHED,
        valid_from=cast.LONG_AGO,
    )
    assert opened(borough, dot, NEW_YEAR) == "ffp-2025"


def test_a_draft_counts_for_nothing(borough, dot, published):
    plan(borough, published["nsfof-2022"], date(2023, 1, 1), state=LocalPlan.State.DRAFT)
    assert opened(borough, dot, NEW_YEAR) == "ffp-2025"


def test_of_plans_over_two_versions_the_newer_version_counts(borough, dot, published):
    plan(borough, published["nsfof-2022"], date(2023, 1, 1))
    plan(borough, published["ffp-2025"], NEW_YEAR)
    assert version_for(borough.authority, NEW_YEAR - timedelta(days=1)) == "nsfof-2022"
    assert version_for(borough.authority, NEW_YEAR) == "ffp-2025"


def test_a_case_keeps_its_version_when_the_plan_ends(borough, dot, published):
    going_on = plan(borough, published["nsfof-2022"], date(2023, 1, 1))
    with on(NEW_YEAR):
        family = cast.make_family(dot)
        case = families.open_case(family=family, by=dot)
    going_on.valid_until = NEW_YEAR
    going_on.save()
    case.refresh_from_db()
    assert case.framework == "nsfof-2022"


def test_before_the_first_version_no_case_can_begin(borough, dot, published):
    family = cast.make_family(dot)
    with pytest.raises(Refused) as no:
        families.open_case(family=family, opened_on=date(2011, 1, 1), by=dot)
    assert no.value.field == "opened_on"


def test_a_need_at_triage_is_written_in_the_words_of_the_version_in_force(borough, dot, published):
    plan(borough, published["nsfof-2022"], date(2023, 1, 1))
    noted = acts.note_need(family=cast.make_family(dot), code="1a", by=dot)
    assert noted.framework == "nsfof-2022"


def test_without_the_storey_above_nobody_knows(borough, monkeypatch):
    monkeypatch.setattr(versions, "TELLERS", [])
    with pytest.raises(ImproperlyConfigured):
        versions.version_in_force(borough.authority, NEW_YEAR)
