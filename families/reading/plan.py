"""The family's plans as somebody may see them: each version, and what stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from families.access import seat_of
from families.models import Action, Assessment, Family, Goal, Person, Plan
from sharing.models import User
from sharing.questions.prepared import Given, kept
from sharing.questions.several import Several

FAMILY = Given("family", Family._meta.pk)
#: Actions beside the plan that a page shows.
MOST = 30


@dataclass(frozen=True, slots=True)
class Plans:
    """Versions of the plan, newest first, each with its `shown_goals` and `shown_people`, and each
    goal with its `shown_actions`, each with the line `before` it. `beside`: actions for no goal of
    the open case; `promised`: those that the family knows of."""

    versions: list[Any]
    beside: list[Action]
    promised: list[Action]
    assessment: Assessment | None

    @property
    def standing(self) -> Any | None:
        return next((one for one in self.versions if one.state == Plan.State.AGREED), None)


def plans_of(user: User, family: int) -> Plans:
    """All of it in one statement."""
    asked = kept((plans_of, seat_of(user)), lambda: Several(*_questions(user)))
    versions, people, goals, actions, beside, promised, notes = asked.ask(family=family)
    agreed_with, of_plan, of_goal = (
        _by("plan", people), _by("plan_id", goals), _by("goal_id", actions),
    )  # fmt: skip
    with_last_time([*actions, *beside, *promised], actions)
    for goal in goals:
        goal.shown_actions = of_goal[goal.pk]
    for plan in versions:
        plan.shown_goals, plan.shown_people = of_plan[plan.pk], agreed_with[plan.pk]
    return Plans(versions, beside, promised, next(iter(notes), None))


def with_last_time(lines: Iterable[Any], told: Iterable[Action]) -> None:
    """Each with the line `before` it, that it carries on, where that is among those that are told:
    somebody else may have had it, who may not be known, and what hindered them is their own word.
    """
    known = {line.pk: line for line in told}
    for line in lines:
        line.before = known.get(line.came_from_id)


def _by(name: str, rows: list[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _questions(user: User) -> tuple[QuerySet[Any], ...]:
    plans = Plan.objects.visible_to(user).numbered(user).filter(case__family=FAMILY)
    people = Person.objects.visible_to(user).filter(plans_agreed__case__family=FAMILY)
    goals = Goal.objects.visible_to(user).filter(plan__case__family=FAMILY)
    actions = Action.objects.visible_to(user).filter(case__family=FAMILY)
    actions = actions.select_related("doer_person", "doer_post__user")
    beside = actions.filter(goal=None, case__closed_on=None)
    notes = Assessment.objects.visible_to(user).filter(case__family=FAMILY)
    return (
        plans.select_related("agreed_by").order_by("-agreed_on", "-version"),
        people.annotate(plan=F("plans_agreed")),
        goals,
        actions.exclude(goal=None),
        beside[:MOST],
        beside.promised()[:MOST],
        notes.select_related("completed_by")[:1],
    )
