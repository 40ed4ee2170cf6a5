"""Reasons about one of several people: a name that the reader may see, and never an id."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from coordination.news import deliver
from coordination.readers import READERS
from families.models import Case
from outcomes import acts
from outcomes.models import NeedStatus, TrialChange
from outcomes.telling.returns import results_back
from outcomes.telling.whose import KEPT_BACK, KEY, SOMEONE, as_far_as_seen, names_seen, with_names
from outcomes.views.trials import name_people
from sharing.refusals import Refused
from tests import cast
from tests.outcomes.ready import TERMS as SCHOOL_TERMS
from tests.outcomes.ready import TODAY, make_ready, missing, on, tell

TERMS = ("2025-autumn", "2026-spring", "2026-summer")
HALF = {"possible": 120, "authorised": 0, "unauthorised": 60}


def words(as_user, user, page):
    """What the page says, without the addresses of its links."""
    answer = as_user(user).get(page)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", "", answer.content.decode()).split())


def half_the_time(family, by):
    jayden = cast.member(family, "Jayden")
    for term in TERMS:
        acts.record_evidence(
            family=family, person=jayden, kind="attendance", fact={"term": term, **HALF},
            source="school", by=by,
        )  # fmt: skip


@pytest.fixture
def of_the_family(case, ada):
    return acts.identify_need(case=case, code="1a", person=None, by=ada)


@pytest.fixture
def in_2020(case, ada):
    """The case under the version whose result asks about each child, with one need."""
    Case.objects.filter(pk=case.pk).update(framework="tf2-2020")
    case.refresh_from_db()
    return acts.identify_need(case=case, code="tf2.6a", person=case.family.people.first(), by=ada)


def test_a_need_of_the_family_says_whose_attendance_by_name(of_the_family, family, ada, as_user):
    half_the_time(family, ada)
    deliver(READERS)
    shown = words(as_user, ada, reverse("outcomes:progress", args=[family.reference]))
    assert "Jayden: Attendance" in shown
    assert not KEY.search(shown)


def test_a_result_says_whose_by_name_and_only_what_the_viewer_may_see(
    in_2020, family, borough, ada, ivy, as_user
):
    page = reverse("outcomes:progress", args=[family.reference])
    half_the_time(family, ada)
    deliver(READERS)
    told = "Jayden: Attendance was 50.0%"
    assert told in words(as_user, ada, page)
    fact = {"on": "2026-09-01", "outcome": "caution", "role": "offender"}
    acts.record_evidence(
        family=family, person=cast.member(family, "Jayden"), kind="offence", fact=fact,
        source="police", owner=borough.police, by=ada,
    )  # fmt: skip
    deliver(READERS)
    shown = words(as_user, ada, page)
    assert f"Jayden: {KEPT_BACK}" in shown
    assert told not in shown
    assert not KEY.search(shown)
    assert told in words(as_user, ivy, page)


def test_a_result_says_nothing_that_a_need_keeps_back(case, family, borough, ada, ivy, as_user):
    opened = case.opened_on - timedelta(400)
    Case.objects.filter(pk=case.pk).update(framework="tf1-2012", opened_on=opened)
    case.refresh_from_db()
    jayden = cast.member(family, "Jayden")
    acts.identify_need(case=case, code="crime", person=jayden, identified_on=opened, by=ada)
    ours = {"family": family, "source": "police", "owner": borough.police, "by": ada}
    for days in (30, 60):
        fact = {"on": str(opened - timedelta(days)), "outcome": "caution", "role": "offender"}
        acts.record_evidence(person=jayden, kind="offence", fact=fact, **ours)
    for kind in ("offence", "asb"):
        since = opened - timedelta(400)
        acts.record_coverage(kind=kind, since=since, status="counted", **ours)
    deliver(READERS)
    page, told = reverse("outcomes:progress", args=[family.reference]), "2 in those before"
    assert told in words(as_user, ivy, page)
    shown = words(as_user, ada, page)
    assert told not in shown
    assert "This rests on facts that you may not see." in shown


def test_the_coordinator_reads_names_too(of_the_family, case, ada, ivy, as_user):
    half_the_time(case.family, ada)
    deliver(READERS)
    shown = words(as_user, ivy, reverse("outcomes:result", args=[case.key]))
    assert "Jayden: Attendance" in shown
    assert not KEY.search(shown)


def test_a_refusal_does_as_well(in_2020, case, ada, ivy):
    half_the_time(case.family, ada)
    with pytest.raises(Refused) as no:
        acts.propose_claim(case=case, by=ivy)
    assert "Jayden: Attendance" in str(no.value)
    assert not KEY.search(str(no.value))


def test_what_comes_back_says_whose_by_name(borough, dot, ada):
    with on(TODAY):
        ready = make_ready(borough, dot, ada, last_term=False)
        acts.judge_case(case=ready.case, by=ada)
        for term, (_, start, end) in list(SCHOOL_TERMS.items())[-2:]:
            row = {"term": term, "from": start, "to": end, "possible": 100, **missing(4)}
            tell(ready, ada, ready.jayden, "attendance", "school", **row)
        acts.judge_case(case=ready.case, by=ada)
        said = [f"{ready.jayden.key}: Attendance was 96.0%."]
        NeedStatus.objects.filter(need__code="1a").update(reasons=said)
        assert "Jayden: Attendance was 96.0%." in [back.why for back in results_back(ada)]


def test_someone_whom_the_reader_may_not_know_is_someone(jayden_key, ada, eve):
    reasons = [f"{jayden_key}: Attendance was 96.0%.", "Need 1a is not met yet."]
    assert with_names(reasons, names_seen(ada, reasons))[0] == "Jayden: Attendance was 96.0%."
    assert with_names(reasons, names_seen(eve, reasons)) == [
        f"{SOMEONE}: Attendance was 96.0%.",
        reasons[1],
    ]


def test_a_trial_of_a_plan_says_whose_by_name(jayden_key, ada):
    change = TrialChange(why_before=[f"{jayden_key}: Attendance was 80.0%."], why_after=["Met."])
    name_people([change], ada)
    assert change.why_before == ["Jayden: Attendance was 80.0%."]
    assert change.why_after == ["Met."]


@pytest.fixture
def jayden_key(case):
    return str(cast.member(case.family, "Jayden").key)


def test_what_may_not_be_seen_keeps_only_whose_it_is(jayden_key):
    reasons = [f"{jayden_key}: Attendance was 96.0%.", "Need 1a is not met yet."]
    assert as_far_as_seen(reasons, lambda _: True) == reasons
    assert as_far_as_seen(reasons, lambda _: False) == [f"{jayden_key}: {KEPT_BACK}", reasons[1]]
