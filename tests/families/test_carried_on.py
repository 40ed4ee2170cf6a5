"""A partner that writes the plan's next version is told no more of it than it was told before."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Action, Goal, Involvement, Plan
from sharing.models import Category, Line, Role, User
from sharing.refusals import Refused
from tests import cast
from tests.copies import copied
from tests.families.test_work_pages import day

pytestmark = pytest.mark.django_db


@copied
def plan(family, case, ada) -> Plan:
    """A goal that serves a guarded need, with a line of Kelly's and one of Marcus's."""
    kelly, marcus = (cast.member(family, name) for name in ("Kelly", "Marcus"))
    lines = [
        acts.NewAction("Ring the school", doer_person=kelly),
        acts.NewAction("See the probation officer", doer_person=marcus),
    ]
    return acts.agree_plan(
        case=case, goals=[acts.NewGoal("Feel safe", "8a", lines)], agreed_with=[kelly],
        review_on=soon(), by=ada,
    )  # fmt: skip


@copied
def sam(family, borough, ada) -> User:
    """Leads people at the school, and helps. Kelly said yes to who she is and to the plan; Marcus
    to the plan only: nobody may tell the school that there is a Marcus."""
    sam = cast.make_user("Sam", borough.school, Role.SUPERVISOR)
    cast.let_help(family, sam, ada)
    said = [
        ("Kelly", Category.IDENTITY, "given"), ("Kelly", Category.PLAN, "given"),
        ("Marcus", Category.IDENTITY, "refused"), ("Marcus", Category.PLAN, "given"),
    ]  # fmt: skip
    for name, category, state in said:
        decision = acts.Decision(borough.school, category, state)
        acts.record_consents(person=cast.member(family, name), decisions=[decision], by=ada)
    return sam


def soon():
    return timezone.localdate() + timedelta(days=42)


def body(family: Any) -> dict[str, Any]:
    return {"agreed_with": [str(cast.member(family, "Kelly").key)], "review_on": str(soon())}


def lines_of(user: User) -> set[str]:
    """What they read of the version that stands."""
    lines = Action.objects.visible_to(user).filter(goal__plan__state="agreed")
    return set(lines.values_list("what", flat=True))


def test_a_line_that_is_carried_on_stays_its_writers(plan, sam, ada, family, as_user, api_as):
    program = api_as(sam)
    before = program.get(f"/api/plans/{plan.key}/").json()["goals"]
    assert [line["what"] for line in before[0]["actions"]] == ["Ring the school"]
    answer = {"action": before[0]["actions"][0]["key"], "progress": "part"}
    sent = body(family) | {"answers": [answer]}
    made = program.post(f"/api/plans/{plan.key}/review/", sent, format="json")
    assert made.status_code == 200, made.content
    assert Plan.objects.get(key=made.json()["key"]).version == 2
    later = program.get(f"/api/plans/{made.json()['key']}/")
    for told in (made, later):
        (goal,) = told.json()["goals"]
        assert (goal["words"], goal["need"]) == ("Feel safe", "")
        assert [line["what"] for line in goal["actions"]] == ["Ring the school"]
        assert b"probation" not in told.content
    assert lines_of(sam) == {"Ring the school"}
    assert lines_of(ada) == {"Ring the school", "See the probation officer"}
    page = as_user(sam).get(reverse("families:plan", args=[family.reference])).content
    assert b"probation" not in page
    assert b"Marcus" not in page


@pytest.mark.parametrize(("words", "under"), [("Feel safe", "Feel safe"), ("Be heard", None)])
def test_a_plan_agreed_anew_keeps_what_its_writer_is_not_told(plan, sam, ada, family, words, under):
    """Under its goal, or beside the plan where that is left out: the goal would tell of it."""
    kelly = cast.member(family, "Kelly")
    own = acts.NewAction("Come to breakfast club", doer_person=kelly)
    made = acts.agree_plan(
        case=plan.case, goals=[acts.NewGoal(words, "", [own])], agreed_with=[kelly],
        review_on=soon(), by=sam,
    )  # fmt: skip
    assert [goal.words for goal in made.goals.all()] == [words]
    assert lines_of(sam) == {"Come to breakfast club"}
    line = Action.objects.exclude(goal__plan=plan).get(what="See the probation officer")
    assert (line.goal and line.goal.words, line.owner) == (under, ada.agency)
    assert line.came_from.goal.plan == plan
    shown = {
        user: Action.objects.visible_to(user).filter(pk=line.pk).exists() for user in (sam, ada)
    }
    assert shown == {sam: False, ada: True}


def test_a_partners_own_line_goes_on_under_a_goal_that_it_is_not_told(plan, sam, borough, family):
    """No form of theirs shows it there: they could not have left it out."""
    kelly = cast.member(family, "Kelly")
    Goal.objects.filter(plan=plan).update(owner=borough.charity)
    Action.objects.filter(what="Ring the school").update(owner=sam.agency)
    acts.agree_plan(
        case=plan.case, goals=[acts.NewGoal("Be heard", "", ())], agreed_with=[kelly],
        review_on=soon(), by=sam,
    )  # fmt: skip
    going_on = Action.objects.filter(goal__plan__state="agreed").values_list("what", "goal__words")
    assert sorted(going_on) == [
        ("Ring the school", "Feel safe"), ("See the probation officer", "Feel safe"),
    ]  # fmt: skip


def test_a_note_about_somebody_who_may_not_be_known_is_not_told(
    case, sam, borough, ada, api_as, as_user
):
    """Of a visit that the school reads of: what is said of Kelly, and of nobody in particular."""
    cast.make_line(borough.agreement, borough.early_help, borough.school, Category.CASE_NOTES,
                   consent_needed=False)  # fmt: skip
    kelly, marcus = (cast.member(case.family, name) for name in ("Kelly", "Marcus"))
    notes = [
        acts.NewNote("home", "Of the home"), acts.NewNote("home", "Of Kelly", person=kelly),
        acts.NewNote("worries", "Of somebody", person=marcus),
    ]  # fmt: skip
    acts.record_visit(case=case, place="home", happened_at=timezone.now() - timedelta(hours=1),
                      seen=[acts.SeenPerson(kelly)], notes=notes, by=ada)  # fmt: skip
    told = {
        user: {
            note["text"] for note in api_as(user).get("/api/visits/").json()["results"][0]["notes"]
        }
        for user in (sam, ada)
    }
    assert told == {
        sam: {"Of the home", "Of Kelly"},
        ada: {"Of the home", "Of Kelly", "Of somebody"},
    }
    pages = [
        reverse(f"families:{page}", args=[case.family.reference])
        for page in ("family", "story", "visits")
    ]
    shown = {
        user: "".join(as_user(user).get(page).content.decode() for page in pages)
        for user in (sam, ada)
    }
    assert ["Of somebody" in shown[user] for user in (sam, ada)] == [False, True]


def test_what_hindered_somebody_who_may_not_be_known_is_not_told(plan, sam, ada, family, as_user):
    """Marcus's line went on as one of Kelly's. What he said of it is his, and says there is he."""
    kelly, his = cast.member(family, "Kelly"), "I was on a night shift"
    line = Action.objects.get(what="See the probation officer")
    instead = acts.NewAction("Ring the officer", doer_person=kelly)
    said = acts.Answer(line, Action.Progress.CHANGED, his, instead)
    acts.review_plan(plan=plan, answers=[said], agreed_with=[kelly], review_on=soon(), by=ada)
    for name in ("plan", "review-plan"):
        address = reverse(f"families:{name}", args=[family.reference])
        ours, theirs = (as_user(user).get(address).content.decode() for user in (ada, sam))
        assert "Ring the officer" in theirs
        assert f"Last time: Changed, “{his}”" in ours
        assert his not in theirs
        assert "Last time: Changed" not in theirs


def test_what_a_partner_changes_is_its_own(plan, sam, ada, family, api_as):
    line = Action.objects.get(what="Ring the school")
    instead = {"what": "Text the school", "doer_person": str(line.doer_person.key)}
    answer = {"action": str(line.key), "progress": "changed", "instead": instead}
    sent = body(family) | {"answers": [answer]}
    made = api_as(sam).post(f"/api/plans/{plan.key}/review/", sent, format="json")
    assert made.status_code == 200, made.content
    changed = Action.objects.get(what="Text the school")
    assert (changed.owner, changed.came_from) == (sam.agency, line)


@pytest.mark.parametrize(
    "said", [("Feel safe", "8a", "early_help"), ("Feel safe at home", "", "school")]
)
def test_the_code_of_a_need_is_in_no_form_of_a_partners(plan, sam, family, borough, as_user, said):
    words, need, owner = said
    browser, url = as_user(sam), reverse("families:agree-plan", args=[family.reference])
    form = browser.get(url).context
    (row, _) = form["formset"].forms
    assert (row["words"].value(), row["need"].value()) == ("Feel safe", "")
    sent = {
        "form_key": form["form"]["form_key"].value(),
        "agreed_with": [str(cast.member(family, "Kelly").key)],
        **day("agreed_on", timezone.localdate()), **day("review_on", soon()),
        "goals-TOTAL_FORMS": "1", "goals-INITIAL_FORMS": "0",
        "goals-0-words": words, "goals-0-need": "",
    }  # fmt: skip
    assert browser.post(url, sent).status_code == 302
    goal = Goal.objects.get(plan__version=2)
    assert (goal.words, goal.need, goal.owner) == (words, need, getattr(borough, owner))


def test_its_own_agency_keeps_the_code_in_its_form(plan, ada, family, as_user):
    form = as_user(ada).get(reverse("families:agree-plan", args=[family.reference])).context
    assert form["formset"].forms[0]["need"].value() == "8a"


def test_whoever_leads_does_not_learn_who_was_let_in_before(borough, dot, pat, api_as):
    """The police help already, since last year, and the school is not told of them."""
    Line.objects.filter(to_agency=borough.school).update(consent_needed=False)
    bex = cast.make_user("Bex", borough.school, Role.KEY_WORKER)
    family = cast.let_lead(cast.make_family(dot), bex, dot).family
    first = cast.let_help(family, pat, dot)
    long_ago = timezone.localdate() - timedelta(days=300)
    Involvement.objects.filter(pk=first.pk).update(since=long_ago)
    sent = {"kind": "team_around", "post": str(pat.post.key)}
    url = f"/api/families/{family.reference}/start-involvement/"
    told = api_as(bex).post(url, sent, format="json").json()
    assert told["since"] == str(timezone.localdate())
    assert told["key"] != str(first.key)
    again = api_as(dot).post(url, sent, format="json").json()
    assert again["key"] == str(first.key)


def test_why_someone_was_let_in_is_told_to_nobody_else(family, ada, eve, sam, api_as):
    """The midwife’s reason tells of a baby. That she is there is all that others may know."""
    acts.start_involvement(
        family=family, kind="team_around", post=ada.post, reason="Midwife for the baby", by=ada
    )
    acts.start_involvement(
        family=family, kind="team_around", post=eve.post, reason="She drinks", by=ada
    )

    def told(user: User) -> list[tuple[str, str]]:
        rows = api_as(user).get("/api/involvements/").json()["results"]
        of_team = [row for row in rows if row["kind"] == "team_around"]
        return [(row["who"], row["reason"]) for row in of_team]

    whys = [("Sam Example", ""), ("Ada Example", "Midwife for the baby")]
    assert told(ada) == [*whys, ("Eve Example", "She drinks")]
    assert told(sam) == [("Sam Example", ""), ("Ada Example", "")]


@pytest.mark.parametrize("hidden", [False, True])
def test_that_every_goal_is_reached_is_said_of_those_that_are_told(hidden, plan, sam, borough):
    """With a goal of the police’s in it, the school would else be let go on, and know of it."""
    if hidden:
        Goal.objects.create(plan=plan, words="Stay out of court", owner=borough.police)
    agreed = {"agreed_with": [cast.member(plan.case.family, "Kelly")], "review_on": soon()}
    reached = list(Goal.objects.visible_to(sam).filter(plan=plan))
    assert len(reached) == 1
    with pytest.raises(Refused, match="Every goal is reached"):
        acts.review_plan(plan=plan, answers=[], reached=reached, by=sam, **agreed)


def test_versions_have_no_gap_where_one_is_not_told(plan, sam, ada, borough, as_user, api_as):
    """The school reviewed what the council agreed, and the council agreed anew. The police read
    what the council wrote: the number of the second one is not missing (access.md, P18)."""
    for category in (Category.IDENTITY, Category.PLAN):
        giver, taker = borough.early_help, borough.police
        cast.make_line(borough.agreement, giver, taker, category, consent_needed=False)
    case, helper = plan.case, cast.make_user("Pip", borough.police, Role.KEY_WORKER)
    cast.let_help(case.family, helper, ada)
    agreed = {"agreed_with": [cast.member(case.family, "Kelly")], "review_on": soon()}
    acts.review_plan(plan=plan, answers=[], by=sam, **agreed)
    newest = acts.agree_plan(case=case, goals=[acts.NewGoal("In lessons")], by=ada, **agreed)
    told = {}
    for reader in (helper, ada):
        rows = api_as(reader).get("/api/plans/").json()["results"]
        one = api_as(reader).get(f"/api/plans/{newest.key}/").json()
        urls = [reverse(f"families:{page}", args=[case.family.reference]) for page in PAGES]
        pages = [as_user(reader).get(url).content.decode() for url in urls]
        said = sorted({int(n) for page in pages for n in re.findall(r"[Vv]ersion (\d)", page)})
        told[reader] = (sorted(row["version"] for row in rows), one["version"], said)
    assert told == {helper: ([1, 2], 2, [1, 2]), ada: ([1, 3], 3, [1, 3])}


#: Where a plan's number may stand.
PAGES = ("plan", "story")


def test_a_plan_without_a_goal_is_refused_whatever_goes_on_untold(plan, case, sam, family, borough):
    """A goal that the police wrote is not told to the school: neither by a plan that is agreed."""
    kelly = cast.member(family, "Kelly")
    Goal.objects.filter(plan=plan).update(owner=borough.police)
    with pytest.raises(Refused, match="at least one goal"):
        acts.agree_plan(case=case, goals=[], agreed_with=[kelly], review_on=soon(), by=sam)
