"""Naming a need, adding a fact, saying that someone looked: through the pages."""

import pytest
from django.urls import reverse

from outcomes import acts
from outcomes.models import Coverage, EqualJudgement, Evidence, Need
from sharing.models import Role
from tests import cast
from tests.outcomes.ready import make_plan


@pytest.fixture
def jayden(family):
    return cast.member(family, "Jayden")


def address(name, family, query=""):
    return reverse(f"outcomes:{name}", args=[family.reference]) + query


def day(name, on="1 9 2026"):
    parts = zip(("day", "month", "year"), on.split(), strict=True)
    return {f"{name}_{part}": value for part, value in parts}


def test_a_worker_names_a_need_of_a_person(family, jayden, ada, as_user):
    page = address("identify-need", family)
    shown = as_user(ada).get(page)
    assert b"Getting a good education" in shown.content
    said = {
        "person": jayden.key,
        "code": "1a",
        "why": "No school on Mondays",
        **day("identified_on"),
    }
    answer = as_user(ada).post(page, said)
    assert answer.status_code == 302
    need = Need.objects.get()
    assert (need.code, need.person, need.why) == ("1a", jayden, "No school on Mondays")


def test_the_same_need_twice_is_one_and_says_so(family, jayden, ada, as_user):
    said = {"person": jayden.key, "code": "1a", **day("identified_on")}
    page = address("identify-need", family)
    as_user(ada).post(page, said)
    again = as_user(ada).post(page, said | {"why": "Typed words stay"})
    assert again.status_code == 422
    assert b"named already" in again.content
    assert b"Typed words stay" in again.content
    assert Need.objects.count() == 1


def test_a_need_about_one_person_asks_whose_it_is(family, ada, as_user):
    said = {"person": "family", "code": "1a", **day("identified_on")}
    answer = as_user(ada).post(address("identify-need", family), said)
    assert answer.status_code == 422
    assert "This need is about one person" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("Jayden", "7a", "about an adult"), ("Kelly", "1a", "about a child")],
)
def test_a_need_of_a_child_is_not_an_adults(name, code, words, family, ada, as_user):
    said = {"person": cast.member(family, name).key, "code": code, **day("identified_on")}
    answer = as_user(ada).post(address("identify-need", family), said)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_list_of_needs_is_also_a_fragment(family, ada, as_user):
    answer = as_user(ada).get(address("identify-need", family), headers={"HX-Request": "true"})
    assert answer.content.strip().startswith(b"<form")


@pytest.mark.parametrize("name", ["identify-need", "record-evidence", "record-coverage"])
@pytest.mark.parametrize(
    ("who", "status"), [("ben", 404), ("eve", 404), ("fay", 404), ("ivy", 403), ("max", 404)]
)
def test_who_may_not_write_here(name, who, status, family, as_user, request):
    client = as_user(request.getfixturevalue(who))
    assert client.get(address(name, family)).status_code == status


@pytest.mark.parametrize(
    ("kind", "said", "fact"),
    [
        (
            "employment",
            {**day("from"), "hours": "20.5", "source": "dwp"},
            {"from": "2026-09-01", "hours": 20.5},
        ),
        (
            "offence",
            {**day("on"), "role": "offender", "outcome": "caution", "source": "police"},
            {"on": "2026-09-01", "role": "offender", "outcome": "caution"},
        ),
        (
            "health",
            {**day("from"), **day("to", "2 9 2026"), "area": "mental", "state": "engaged",
             "source": "health"},
            {"from": "2026-09-01", "to": "2026-09-02", "area": "mental", "state": "engaged"},
        ),
        (
            "placement",
            {**day("from"), "setting": "school", "suitable": "yes", "source": "school"},
            {"from": "2026-09-01", "setting": "school", "suitable": True},
        ),
        (
            "attendance",
            {"term": "2026-summer", "possible": "120", "authorised": "3", "unauthorised": "0",
             "source": "school"},
            {"term": "2026-summer", "possible": 120, "authorised": 3, "unauthorised": 0},
        ),
    ],
)  # fmt: skip
def test_each_kind_of_fact_is_kept_in_its_shape(kind, said, fact, jayden, ada, as_user):
    family = jayden.family
    page = address("record-evidence", family, f"?kind={kind}")
    assert as_user(ada).get(page).status_code == 200
    answer = as_user(ada).post(page, {"person": jayden.key, **said})
    assert answer.status_code == 302, answer.content.decode()
    row = Evidence.objects.get()
    assert (row.kind, row.fact, row.person) == (kind, fact, jayden)


def test_the_home_is_a_fact_about_the_family(family, ada, as_user):
    said = {**day("from"), "state": "arrears", "source": "housing"}
    as_user(ada).post(address("record-evidence", family, "?kind=housing"), said)
    assert Evidence.objects.get().person is None


def test_days_and_numbers_that_contradict_are_said_at_their_field(family, jayden, ada, as_user):
    backwards = {**day("from"), **day("to", "1 8 2026"), "hours": "20", "source": "dwp"}
    page = address("record-evidence", family, "?kind=employment")
    answer = as_user(ada).post(page, {"person": jayden.key, **backwards})
    assert answer.status_code == 422
    assert b"before the first day" in answer.content
    many = {"term": "2026-summer", "possible": "10", "authorised": "9", "unauthorised": "9"}
    page = address("record-evidence", family, "?kind=attendance")
    answer = as_user(ada).post(page, {"person": jayden.key, "source": "school", **many})
    assert b"More sessions were missed" in answer.content
    assert not Evidence.objects.exists()


def test_a_kind_that_does_not_exist_is_not_found(family, ada, as_user):
    assert as_user(ada).get(address("record-evidence", family, "?kind=rumour")).status_code == 404


def test_the_workers_own_word_is_kept_with_the_need_it_is_about(case, family, jayden, ada, as_user):
    need = acts.identify_need(case=case, code="1d", person=jayden, by=ada)
    said = {"need": need.key, "result": "progress", "reason": "The school agrees", **day("on")}
    answer = as_user(ada).post(address("record-evidence", family, "?kind=judgement"), said)
    assert answer.status_code == 302, answer.content.decode()
    row = Evidence.objects.get()
    assert (row.person, row.fact["need"], row.fact["by"]) == (jayden, "1d", "Key worker")
    assert row.category == "plan"


def test_a_need_is_judged_equal_to_met_by_two_people_where_the_plan_leaves_it_to_them(
    case, jayden, borough, ada, hal, as_user
):
    kinds = address("record-evidence", case.family)
    page = f"{kinds}?kind=equal"
    left = acts.identify_need(case=case, code="1a", person=jayden, by=ada)
    other = acts.identify_need(case=case, code="1d", person=jayden, by=ada)
    published = next(row for row in acts.load_frameworks() if row.slug == case.framework)
    plan = make_plan(borough, published, "")
    plan.overlay, plan.discretion_roles = {"discretion": ["1a"]}, [Role.SUPERVISOR]
    plan.save()
    assert as_user(ada).get(page).status_code == 404, "left to supervisors"
    assert b"?kind=equal" not in as_user(ada).get(kinds).content
    plan.discretion_roles = [Role.KEY_WORKER]
    plan.save()
    assert b"?kind=equal" in as_user(ada).get(kinds).content
    assert str(other.key) not in as_user(ada).get(page).content.decode()
    said = {"need": left.key, "approver": hal.post.key, "reason": "In hospital school", **day("on")}
    answer = as_user(ada).post(page, said | {"approver": ada.post.key})
    assert answer.status_code == 422
    assert "In hospital school" in answer.content.decode(), "nothing typed is lost"
    assert as_user(ada).post(page, said).status_code == 302
    asked = EqualJudgement.objects.get()
    assert (asked.state, asked.judged_by, asked.approver) == ("asked", ada, hal)
    assert not Evidence.objects.exists(), "nothing is a fact until the second person agrees"


def test_that_someone_looked_is_kept_for_everyone(family, ada, as_user):
    said = {"person": "family", "kind": "offence", "status": "none_found", "source": "police"}
    page = address("record-coverage", family)
    answer = as_user(ada).post(page, {**said, **day("since")})
    assert answer.status_code == 302, answer.content.decode()
    row = Coverage.objects.get()
    assert (row.person, row.kind, row.until) == (None, "offence", None)
