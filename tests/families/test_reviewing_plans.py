"""Reviewing the plan: what moved is written down, and the next version carries on the rest."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Action, Plan
from sharing.models import JournalEntry
from sharing.refusals import Refused
from tests import cast
from tests.cast import member
from tests.copies import copied
from tests.families.test_work_pages import day

pytestmark = pytest.mark.django_db


@copied
def plan(family, case, ada) -> Plan:
    """Two goals; the first with two lines, the second with one. And a promise beside the plan."""
    kelly = member(family, "Kelly")
    agreed = acts.agree_plan(
        case=case,
        goals=[
            acts.NewGoal(
                "Jayden is in lessons",
                "2a",
                [
                    acts.NewAction("Ring school", doer_person=kelly),
                    acts.NewAction("Meet the head", doer_post=ada.post),
                ],
            ),
            acts.NewGoal("The rent is paid", "", [acts.NewAction("Pay", doer_person=kelly)]),
        ],
        agreed_with=[kelly],
        review_on=soon(),
        by=ada,
    )
    promise = acts.NewAction("Bring a leaflet", doer_post=ada.post)
    acts.add_action(case=case, action=promise, by=ada)
    return agreed


def soon():
    return timezone.localdate() + timedelta(days=42)


def line(what: str) -> Action:
    return Action.objects.filter(what=what).latest("pk")


def review(plan: Plan, ada, *answers: acts.Answer, **changes) -> Plan:
    given = {"agreed_with": [member(plan.case.family, "Kelly")], "review_on": soon()} | changes
    return acts.review_plan(plan=plan, answers=answers, by=ada, **given)


def told(plan: Plan) -> list[tuple[str, str, list[str]]]:
    return [
        (goal.words, goal.need, [action.what for action in goal.actions.order_by("pk")])
        for goal in plan.goals.all()
    ]


class TestTheAct:
    def test_what_is_done_stays_behind_and_the_rest_goes_on(self, plan, ada):
        kelly = member(plan.case.family, "Kelly")
        made = review(
            plan,
            ada,
            acts.Answer(line("Ring school"), "part", "I forget when I was up at night"),
            acts.Answer(line("Meet the head"), "done"),
            acts.Answer(line("Bring a leaflet"), "not_done"),
            more=[acts.More(plan.goals.first(), acts.NewAction("Late start", doer_person=kelly))],
        )
        assert made.version == 2
        assert told(made) == [
            ("Jayden is in lessons", "2a", ["Ring school", "Late start"]),
            ("The rent is paid", "", ["Pay"]),
        ]
        before = made.goals.first().actions.get(what="Ring school").came_from
        assert (before.progress, before.in_the_way) == ("part", "I forget when I was up at night")
        done = line("Meet the head")
        assert (done.done_on, done.done_by) == (timezone.localdate(), ada)
        assert line("Bring a leaflet").progress == "not_done"
        plan.refresh_from_db()
        assert plan.state == Plan.State.REPLACED
        said = JournalEntry.objects.get(verb="plan.review", kind="did")
        assert said.data == {"version": 2, "answered": 3}

    def test_a_changed_line_is_still_the_one_it_came_from(self, plan, ada):
        instead = acts.NewAction("Text school", doer_post=ada.post)
        made = review(plan, ada, acts.Answer(line("Ring school"), "changed", instead=instead))
        assert line("Text school").came_from.what == "Ring school"
        assert told(made)[0][2] == ["Text school", "Meet the head"]

    def test_a_goal_that_is_reached_stays_behind(self, plan, ada):
        reached = plan.goals.get(words="The rent is paid")
        made = review(plan, ada, reached=[reached])
        assert [words for words, _, _ in told(made)] == ["Jayden is in lessons"]
        assert line("Pay") not in Action.objects.to_do()

    def test_the_same_form_twice_is_one_review(self, plan, ada):
        key = uuid4()
        first = review(plan, ada, form_key=key)
        assert review(plan, ada, form_key=key) == first
        assert Plan.objects.count() == 2

    def test_a_changed_line_needs_what_takes_its_place(self, plan, ada):
        with pytest.raises(Refused, match="takes the place of “Ring school”"):
            review(plan, ada, acts.Answer(line("Ring school"), "changed"))
        assert Plan.objects.count() == 1

    def test_only_the_standing_version_is_reviewed(self, plan, ada):
        review(plan, ada)
        with pytest.raises(Refused, match="newer version"):
            review(plan, ada)

    def test_a_line_that_is_done_already_is_refused(self, plan, ada):
        pay = line("Pay")
        acts.complete_action(action=pay, by=ada)
        with pytest.raises(Refused, match="done already, or is not in this plan"):
            review(plan, ada, acts.Answer(pay, "part"))

    def test_another_family_s_line_and_goal_are_refused(self, plan, ada, dot):
        other = cast.let_lead(cast.make_family(dot), ada, dot)
        kelly = member(other.family, "Kelly")
        theirs = acts.agree_plan(
            case=other,
            goals=[acts.NewGoal("Theirs", "", [acts.NewAction("Their line", doer_person=kelly)])],
            agreed_with=[kelly],
            review_on=soon(),
            by=ada,
        )
        with pytest.raises(Refused, match="is not in this plan"):
            review(plan, ada, acts.Answer(line("Their line"), "done"))
        added = acts.More(theirs.goals.get(), acts.NewAction("Ours", doer_post=ada.post))
        with pytest.raises(Refused, match="goal is not in this plan"):
            review(plan, ada, more=[added])
        assert line("Their line").done_on is None

    def test_with_every_goal_reached_there_is_nothing_to_agree(self, plan, ada):
        with pytest.raises(Refused, match="Every goal is reached"):
            review(plan, ada, reached=list(plan.goals.all()))
        assert line("Pay").done_on is None


@pytest.fixture
def browser(as_user, ada):
    return as_user(ada)


@pytest.fixture
def address(plan) -> str:
    return reverse("families:review-plan", args=[plan.case.family.reference])


def text_of(answer) -> str:
    return answer.content.decode()


def answers(**changes) -> dict[str, str]:
    return {
        f"line-{line('Ring school').key}-progress": "part",
        f"line-{line('Ring school').key}-in_the_way": "Up with Theo",
        f"line-{line('Meet the head').key}-progress": "done",
    } | changes


def agreement(plan: Plan) -> dict[str, object]:
    return {
        "step": "agree",
        "form_key": str(uuid4()),
        "family_words": "A quiet morning",
        "agreed_with": [str(member(plan.case.family, "Kelly").key)],
        **day("agreed_on", timezone.localdate()),
        **day("review_on", soon()),
    }


class TestThePage:
    def test_it_is_read_back_before_it_is_agreed(self, plan, browser, address):
        assert f"<title>Review the plan, {plan.case.family.reference}" in text_of(
            browser.get(address)
        )
        page = text_of(browser.post(address, answers()))
        assert "Read it back together" in page
        assert "Up with Theo" in page
        assert Plan.objects.count() == 1
        answer = browser.post(address, answers() | agreement(plan), follow=True)
        assert "Reviewed and agreed. It is version 2." in answer.content.decode()
        assert "Last time: Part done, “Up with Theo”" in answer.content.decode()
        again = browser.get(address).content.decode()
        assert "Last time: Part done" in again
        assert "Meet the head" not in again

    def test_a_changed_line_keeps_its_doer_unless_another_is_named(self, plan, browser, address):
        key = line("Ring school").key
        changed = {f"line-{key}-progress": "changed", f"line-{key}-what": "Text school"}
        browser.post(address, agreement(plan) | changed)
        assert line("Text school").doer_person == member(plan.case.family, "Kelly")

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"progress": "changed"}, "Say what will be done instead"),
            ({"what": "Text school"}, "Choose “Changed”"),
            ({"in_the_way": "No credit"}, "Say how far it came"),
        ],
    )
    def test_half_an_answer_is_asked_about(self, plan, browser, address, wrong, error):
        key = line("Ring school").key
        given = {f"line-{key}-{name}": value for name, value in wrong.items()}
        answer = browser.post(address, agreement(plan) | given)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert error in page
        assert all(value in page for value in wrong.values())
        assert Plan.objects.count() == 1

    def test_nothing_typed_is_lost_when_nobody_agreed_it(self, plan, browser, address):
        given = answers() | agreement(plan) | {"agreed_with": []}
        answer = browser.post(address, given)
        page = answer.content.decode()
        assert answer.status_code == 422
        for words in ("Choose who agreed it", "Up with Theo", "A quiet morning"):
            assert words in page

    def test_a_version_agreed_meanwhile_is_not_overwritten(self, plan, ada, browser, address):
        goal = plan.goals.first()
        given = answers() | agreement(plan) | {"of": str(plan.key)}
        given |= {f"goal-{goal.key}-what": "A late start"}
        made = review(plan, ada)
        answer = browser.post(address, given)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "agreed version 2 meanwhile" in page
        assert all(words in page for words in ("Up with Theo", "A late start"))
        assert Plan.objects.count() == 2
        carried = made.goals.first().actions.get(what="Ring school")
        assert f'name="line-{carried.key}-in_the_way" value="Up with Theo"' in page

    def test_a_version_that_never_was_is_no_matter(self, plan, browser, address):
        assert browser.post(address, answers() | {"of": "no-such"}).status_code == 409

    def test_without_a_plan_there_is_nothing_to_review(self, family, browser):
        assert (
            browser.get(reverse("families:review-plan", args=[family.reference])).status_code == 404
        )

    def test_the_school_may_not(self, plan, with_cas, cas, as_user, address):
        assert as_user(cas).get(address).status_code == 404


def test_by_program(plan, ada, api_as):
    given = {
        "answers": [{"action": str(line("Ring school").key), "progress": "not_done"}],
        "agreed_with": [str(member(plan.case.family, "Kelly").key)],
        "review_on": str(soon()),
    }
    answer = api_as(ada).post(f"/api/plans/{plan.key}/review/", given, format="json")
    assert answer.status_code == 200, answer.json()
    assert answer.json()["version"] == 2


def test_a_plan_written_again_drops_no_open_action(family, case, ada, as_user):
    kelly = member(family, "Kelly")
    names = [f"Step {number}" for number in range(1, 6)]
    steps = [acts.NewAction(name, doer_person=kelly) for name in names]
    acts.agree_plan(
        case=case,
        goals=[acts.NewGoal("In lessons", "2a", steps)],
        agreed_with=[kelly],
        review_on=soon(),
        by=ada,
    )
    page = as_user(ada).get(reverse("families:agree-plan", args=[family.reference]))
    assert all(f'value="{name}"' in page.content.decode() for name in names)
    (row,) = page.context["formset"].forms[:1]
    sent = {f"goals-0-{name}": row.initial.get(name, "") or "" for name in row.fields}
    sent |= {"goals-TOTAL_FORMS": 1, "goals-INITIAL_FORMS": 0}
    plan = Plan.objects.get()
    as_user(ada).post(
        reverse("families:agree-plan", args=[family.reference]), agreement(plan) | sent
    )
    assert told(Plan.objects.agreed().get()) == [("In lessons", "2a", names)]
