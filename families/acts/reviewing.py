"""Reviewing the plan: how far each line came, and the version that goes on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from django.utils import timezone

from families.acts.again import made_before
from families.acts.planning import (
    Agreed,
    NewAction,
    NewGoal,
    carried,
    complete_action,
    locked_case,
    next_version,
)
from families.models import Action, Goal, Person, Plan
from sharing.acting import act, record
from sharing.models import User
from sharing.refusals import Refused

Progress = Action.Progress
DONE = "done"
#: What can be said of a line at a review.
PROGRESSES = (
    (DONE, "Done"),
    (Progress.PART, "Part"),
    (Progress.NOT_DONE, "Not done"),
    (Progress.CHANGED, "Changed"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How far one line came. `in_the_way`: what hindered it, in the doer's own words.

    `instead`: what takes a changed line's place.
    """

    action: Action
    progress: str
    in_the_way: str = ""
    instead: NewAction | None = None


@dataclass(frozen=True, slots=True)
class More:
    """A line that the review adds to a goal of the plan."""

    goal: Goal
    action: NewAction


@act("plan.review", on="plan")
def review_plan(
    *,
    plan: Plan,
    answers: Sequence[Answer],
    agreed_with: Sequence[Person],
    review_on: date,
    more: Sequence[More] = (),
    reached: Sequence[Goal] = (),
    family_words: str = "",
    agreed_on: date | None = None,
    form_key: UUID | None = None,
    by: User,
) -> Plan:
    """Say what moved, and agree the version that goes on: its next one.

    What nobody answered stays as it is. What goes on stays its writer's: whoever reviews a plan may
    not be told all of it. Lines that are done, and goals that are `reached`, stay in
    the version where they were. Raises Refused where the plan no longer stands, a line is not the
    plan's, or a changed one does not say what takes its place.
    """
    case = locked_case(plan.case)
    if made := made_before(Plan.objects, form_key, case=case, by=by, agreed_by_id=by.pk):
        record(made, again=True)
        return cast(Plan, made)
    if not case.plans.agreed().filter(pk=plan.pk).exists():
        raise Refused("Someone agreed a newer version meanwhile. Review that one")
    lines = _open_lines(plan)
    said = _said(answers, lines)
    for answer in said.values():
        _write_down(answer, agreed_on or timezone.localdate(), by)
    goals = _going_on(plan, lines, said, more, {goal.pk for goal in reached})
    told = Goal.objects.visible_to(by).filter(plan=plan)
    if not told.exclude(
        pk__in=[goal.pk for goal in reached]
    ).exists():  # whether or not one is left
        raise Refused("Every goal is reached. Close the case, or agree a new goal", field="goals")
    agreed = Agreed(agreed_with, review_on, family_words, agreed_on, form_key)
    made = next_version(case, goals, agreed, by=by)
    record(made, version=made.version, answered=len(said))
    return made


def _open_lines(plan: Plan) -> dict[int, Action]:
    """What is not done: the plan's lines, and promises beside it."""
    rows = Action.objects.select_for_update(of=("self",), no_key=True).filter(
        case_id=plan.case_id, done_on=None
    )
    lines = rows.filter(goal__plan=plan) | rows.filter(goal=None)
    return {action.pk: action for action in lines.order_by("pk")}


def _said(answers: Iterable[Answer], lines: Mapping[int, Action]) -> dict[int, Answer]:
    said = {}
    for answer in answers:
        line = lines.get(answer.action.pk)
        if line is None:
            raise Refused(f"“{answer.action.what}” is done already, or is not in this plan")
        if answer.progress == Progress.CHANGED and line.goal_id is None:
            raise Refused("A promise beside the plan is done, part done or not done")
        if answer.progress == Progress.CHANGED and answer.instead is None:
            raise Refused(f"Say what takes the place of “{line.what}”", field="what")
        said[line.pk] = Answer(line, answer.progress, answer.in_the_way, answer.instead)
    return said


def _write_down(answer: Answer, day: date, by: User) -> None:
    line = answer.action
    if answer.progress == DONE:
        complete_action(action=line, done_on=day, by=by)
        return
    line.progress, line.in_the_way = answer.progress, answer.in_the_way
    line.check_and_save()


def _going_on(
    plan: Plan,
    lines: Mapping[int, Action],
    said: Mapping[int, Answer],
    more: Iterable[More],
    reached: set[int],
) -> list[NewGoal]:
    """The goals that are not reached, each with its lines that are not done and its new ones."""
    added: dict[int, list[NewAction]] = {}
    for new in more:
        if new.goal.plan_id != plan.pk:
            raise Refused("That goal is not in this plan")
        added.setdefault(new.goal.pk, []).append(new.action)
    goals, standing = [], list(plan.goals.all())
    if reached - {goal.pk for goal in standing}:
        raise Refused("That goal is not in this plan", field="reached")
    for goal in (goal for goal in standing if goal.pk not in reached):
        of_goal = (line for line in lines.values() if line.goal_id == goal.pk)
        kept = [
            _carried(line, said.get(line.pk))
            for line in of_goal
            if line.pk not in said or said[line.pk].progress != DONE
        ]
        actions = (*kept, *added.get(goal.pk, ()))
        goals.append(NewGoal(goal.words, goal.need, actions, owner=goal.owner))
    return goals


def _carried(line: Action, answer: Answer | None) -> NewAction:
    """The line as it goes on; a changed one in its new words, and still the one it came from."""
    if answer and answer.instead:
        return replace(answer.instead, came_from=line)
    return carried(line)
