"""A need's name is guarded by what it tells (docs/decisions/0046): who reads it and who doesn't."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from families import acts as families
from families.why.explaining import Fact, Ground
from outcomes import acts
from outcomes.models import Evidence, Need, PresentingNeed
from outcomes.rules.categories import CLOSELY
from sharing.models import Category, Line, User
from tests import cast

FREELY = {"consent_needed": False}


@pytest.fixture
def kelly(family):
    return cast.member(family, "Kelly")


@pytest.fixture
def plain(case, ada):
    return acts.identify_need(case=case, code="9b", why="They owe rent", by=ada)


@pytest.fixture
def closer(case, kelly, ada):
    return acts.identify_need(case=case, code="3b", person=kelly, why="She can't sleep", by=ada)


@pytest.fixture
def helper(family, borough, cas, ada):
    """Cas of the school, who helps; the plan is told the school without asking."""
    cast.let_help(family, cas, ada)
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    return cas


def let_know(borough, category):
    cast.make_line(borough.agreement, borough.early_help, borough.school, category, **FREELY)


def read_by(user):
    return set(Need.objects.visible_to(user))


def test_a_need_has_the_category_of_what_it_tells(plain, closer):
    assert (plain.category, closer.category) == (Category.PLAN, Category.MENTAL_HEALTH)


def test_who_reads_the_plan_reads_no_more_than_the_plan(plain, closer, helper):
    assert read_by(helper) == {plain}


def test_a_line_for_what_it_tells_opens_it(plain, closer, helper, borough):
    let_know(borough, Category.MENTAL_HEALTH)
    assert read_by(helper) == {plain, closer}


def test_a_line_about_something_else_does_not(plain, closer, helper, borough):
    let_know(borough, Category.HEALTH)
    assert read_by(helper) == {plain}


def test_whoever_checks_results_reads_every_need(plain, closer, ada, ivy):
    assert read_by(ada) == read_by(ivy) == {plain, closer}


def test_the_story_and_the_programs_tell_no_more(plain, closer, helper, family, as_user, api_as):
    page = as_user(helper).get(reverse("families:story", args=[family.reference])).content
    assert b"Housing that is unsuitable or at risk" in page
    assert b"needs help with mental health" not in page
    told = api_as(helper).get("/api/needs/").data["results"]
    assert [(need["code"], need["category"]) for need in told] == [("9b", "plan")]


def test_a_goal_keeps_the_code_of_its_need_inside(closer, case, helper, kelly, ada, api_as):
    goal = families.NewGoal("Sleep again", need="3b")
    families.agree_plan(
        case=case,
        goals=[goal],
        agreed_with=[kelly],
        review_on=closer.identified_on + timedelta(days=30),
        by=ada,
    )

    def told(user):
        return api_as(user).get("/api/plans/").data["results"][0]["goals"][0]

    assert told(ada)["need"] == "3b"
    assert (told(helper)["words"], told(helper)["need"]) == ("Sleep again", "")


def test_the_rule_in_words_says_the_same(plain, closer, helper, ada, ivy, family):
    ground = Ground([family.pk])
    for user in (ada, ivy, helper):
        said = {need for need in (plain, closer) if ground.may(user, Fact.of(need)).is_met}
        assert said == read_by(user), user


def test_what_is_said_of_a_need_is_guarded_like_it(plain, closer, family, kelly, ada, helper):
    for need in (plain, closer):
        fact = {"need": need.code, "on": "2026-01-05", "result": "progress", "by": "Key worker"}
        acts.record_evidence(
            family=family, person=need.person, kind="judgement", fact=fact | {"reason": "Seen"},
            source="key_worker", by=ada,
        )  # fmt: skip
    said = Evidence.objects.visible_to(helper)
    assert {row.fact["need"] for row in said} == {"9b"}


def test_at_triage_it_is_guarded_and_stays_so_in_the_case(family, kelly, dot, ada, helper):
    noted = acts.note_need(family=family, code="4a", person=kelly, why="Wine", by=dot)
    assert noted.category == Category.SUBSTANCE_USE
    assert not PresentingNeed.objects.visible_to(helper).exists()
    carried = acts.carry_needs(case=family.cases.get(), by=User.objects.system())
    assert [need.category for need in carried] == [Category.SUBSTANCE_USE]


def test_who_will_see_it_is_said_by_category(family, helper, ada, ivy, as_user):
    page = as_user(ada).get(reverse("outcomes:identify-need", args=[family.reference]))
    plan, closer = page.context["readers"]
    assert (plan.label, plan.agencies[1:]) == ("Assessment and plan", ("Larkmoor Academy",))
    assert closer.words == "Merrowby Early Help only"
    assert {closer.category, *closer.alike} == {*CLOSELY}
    assert "Results" in closer.people  # who check every need


def test_a_need_named_before_is_guarded_by_the_migration(plain, closer, kelly, family, ada):
    fact = {"tool": "PHQ-9", "question": "total", "value": 18, "on": "2026-01-05", "by": "GP"}
    score = acts.record_evidence(
        family=family, person=kelly, kind="score", source="health",
        fact=fact | {"direction": "down_is_better"}, by=ada,
    )  # fmt: skip
    for model in (Need, Need.history.model, Evidence, Evidence.history.model):
        model.objects.update(category=Category.PLAN)
    importlib.import_module("outcomes.migrations.0002_needs_guarded").guard(apps, None)
    guarded = {row.pk: row.category for row in Need.objects.all()}
    assert guarded == {plain.pk: Category.PLAN, closer.pk: Category.MENTAL_HEALTH}
    assert {v.category for v in closer.history.all()} == {Category.MENTAL_HEALTH}
    score.refresh_from_db()
    assert score.category == Category.MENTAL_HEALTH
