"""The plan: goals, actions with a doer and a day, versions that replace each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from django.utils import timezone

from families.acts.again import made_before
from families.models import Action, Case, Goal, Person, Plan, Visit
from families.writing import WouldBeTold
from sharing.acting import act, locked, record
from sharing.models import Agency, Category, Post, User
from sharing.questions.prepared import Given, Statement, kept
from sharing.refusals import Refused
from sharing.rules.days import long_day

#: A version takes the place of the one before, so that one must be theirs to read.
NOT_TOLD = "Your agency is not told this family’s plan. That takes an agreement, and their yes"


NO_GOAL = "A plan needs at least one goal"


@dataclass(frozen=True, slots=True)
class NewAction:
    """A line of the plan: what, by when, and who does it - a family member or a worker.

    `came_from`: the line of the version before that it carries on. `owner`: who wrote that line,
    where it goes on as it was: whoever carries it on may not be told all of it.
    """

    what: str
    due_on: date | None = None
    doer_person: Person | None = None
    doer_post: Post | None = None
    came_from: Action | None = None
    owner: Agency | None = None


@dataclass(frozen=True, slots=True)
class NewGoal:
    """What should be different, in the family's words, and what is done for it. `owner`: who wrote
    it, where it goes on from the version before."""

    words: str
    need: str = ""
    actions: Sequence[NewAction] = ()
    owner: Agency | None = None


@act("plan.agree", on="case")
def agree_plan(
    *,
    case: Case,
    goals: Sequence[NewGoal],
    agreed_with: Sequence[Person],
    review_on: date,
    family_words: str = "",
    agreed_on: date | None = None,
    form_key: UUID | None = None,
    by: User,
) -> Plan:
    """Agree a plan with the family. It becomes the newest version and replaces the one before; what
    whoever agrees it is not told goes on, as it was: nobody can leave out what they can't read."""
    case = locked_case(case)
    if made := made_before(Plan.objects, form_key, case=case, by=by, agreed_by_id=by.pk):
        record(made, again=True)
        return cast(Plan, made)
    if no := why_not_agree(case, by):
        raise Refused(no)
    if not goals:  # whether or not one goes on that they are not told
        raise Refused(NO_GOAL, field="goals")
    agreed = Agreed(agreed_with, review_on, family_words, agreed_on, form_key)
    goals, beside = _with_untold(case, _as_before(case, goals, by), by)
    plan = next_version(case, goals, agreed, by=by)
    for line in beside:
        add_action(case=case, action=line, by=by)
    record(plan, version=plan.version)
    return plan


def why_not_agree(case: Case, by: User) -> str:
    """Why somebody agrees no plan of this case; empty for whoever is told its plan."""
    told = WouldBeTold(by, case.family_id).of(Category.PLAN, owner=case.owner_id)
    return "" if told else NOT_TOLD


def _as_before(case: Case, goals: Sequence[NewGoal], by: User) -> list[NewGoal]:
    """A goal of another agency's, in the same words, stays that agency's and keeps its need: the
    code is told to nobody else, so nobody else could send it (docs/decisions/0046)."""
    standing = Goal.objects.visible_to(by).filter(plan__in=case.plans.agreed())
    others = standing.exclude(owner=by.agency).select_related("owner")
    before = {goal.words: goal for goal in others}
    found = ((new, before.get(new.words)) for new in goals)
    return [replace(new, need=old.need, owner=old.owner) if old else new for new, old in found]


def _with_untold(
    case: Case, goals: Sequence[NewGoal], by: User
) -> tuple[list[NewGoal], list[NewAction]]:
    """With the goals of the version before that `by` is not told, and the open lines: each under
    its goal where that goes on, else beside the plan. A goal that stayed for it would tell."""
    plans = case.plans.agreed()
    told = Goal.objects.visible_to(by).filter(plan__in=plans)
    hidden = Goal.objects.filter(plan__in=plans).exclude(pk__in=told.values("pk"))
    goals = [*goals, *(NewGoal(g.words, g.need, owner=g.owner) for g in hidden.order_by("pk"))]
    lines = Action.objects.filter(goal__plan__in=plans, done_on=None).select_related("goal")
    seen = Action.objects.visible_to(by).values("pk")
    lines = lines.exclude(pk__in=seen, goal__in=told.values("pk"))
    of_goals: dict[str, list[NewAction]] = {}
    for line in lines.order_by("pk"):
        of_goals.setdefault(line.goal.words if line.goal else "", []).append(carried(line))
    joined = [replace(g, actions=(*g.actions, *of_goals.pop(g.words, ()))) for g in goals]
    return joined, [line for lines in of_goals.values() for line in lines]


def carried(line: Action) -> NewAction:
    """The line as it was, still its writer's and still the one that it came from."""
    person, post = line.doer_person, line.doer_post
    return NewAction(line.what, line.due_on, person, post, came_from=line, owner=line.owner)


def locked_case(case: Case) -> Case:
    """The case as it is now, and nobody else's until this act is over."""

    def draw() -> Statement:
        rows = Case.objects.select_for_update(of=("self",), no_key=True).filter(
            pk=Given("pk", Case._meta.pk)
        )
        return Statement(rows.order_by(), planned=True)

    (now,) = kept(locked_case, draw).ask(pk=case.pk)
    return now


@dataclass(frozen=True, slots=True)
class Agreed:
    """How a version was agreed: with whom, until when, in what words, and on which form.

    `on`: today, unless it is said.
    """

    people: Sequence[Person]
    review_on: date
    family_words: str = ""
    on: date | None = None
    form_key: UUID | None = None


def next_version(case: Case, goals: Sequence[NewGoal], agreed: Agreed, *, by: User) -> Plan:
    """Write the newest version of a locked case's plan; the one that stood is replaced.

    Raises Refused where the case is closed, nothing or nobody is named, or the days don't fit.
    """
    day = agreed.on or timezone.localdate()
    _check(case, goals, agreed.people, agreed.review_on, day)
    before = case.plans.order_by("-version").first()
    for old in case.plans.agreed():
        old.state = Plan.State.REPLACED
        old.save()
    plan = Plan(
        case=case,
        version=before.version + 1 if before else 1,
        state=Plan.State.AGREED,
        family_words=agreed.family_words,
        agreed_on=day,
        agreed_by=by,
        review_on=agreed.review_on,
        form_key=agreed.form_key,
        owner=by.agency or case.owner,
    )
    plan.check_and_save()
    plan.agreed_with.set(agreed.people)
    _write_goals(plan, goals, by)
    return plan


def _check(
    case: Case, goals: Sequence[NewGoal], agreed_with: Sequence[Person], review_on: date, day: date
) -> None:
    if case.closed_on is not None:
        raise Refused("This case is closed")
    if not goals:
        raise Refused(NO_GOAL, field="goals")
    if not agreed_with:
        raise Refused("Say who agreed it", field="agreed_with")
    if any(person.family_id != case.family_id for person in agreed_with):
        raise Refused("Only people of this family can agree it", field="agreed_with")
    if day > timezone.localdate():
        raise Refused("A plan can't be agreed in the future", field="agreed_on")
    if review_on <= day:
        raise Refused("The review comes after the day it was agreed", field="review_on")


def _write_goals(plan: Plan, goals: Sequence[NewGoal], by: User) -> None:
    for position, new in enumerate(goals):
        owner = new.owner or plan.owner
        goal = Goal(plan=plan, words=new.words, need=new.need, position=position, owner=owner)
        goal.check_and_save()
        for action in new.actions:
            add_action(case=plan.case, action=action, goal=goal, by=by)


@act("action.add", on="case")
def add_action(
    *, case: Case, action: NewAction, goal: Goal | None = None, visit: Visit | None = None, by: User
) -> Action:
    """Add an action for a goal of the plan, or a promise made at a visit.

    Raises Refused without a doer, for one of another family, and for another family's goal.
    """
    if goal is not None and goal.plan.case_id != case.pk:
        raise Refused("That goal is in another family’s plan", field="goal")
    if action.doer_person is None and action.doer_post is None:
        raise Refused("Say who does it", field="doer")
    if action.doer_person is not None and action.doer_person.family_id != case.family_id:
        raise Refused("Only people of this family can be named", field="doer")
    first = timezone.localdate(visit.happened_at if visit else None)
    if action.due_on and action.due_on < first and not _keeps_its_day(case, action, by):
        raise Refused(f"Enter a date on or after {long_day(first)}", field="due_on")
    row = Action(
        case=case,
        goal=goal,
        visit=visit,
        what=action.what,
        due_on=action.due_on,
        doer_person=action.doer_person,
        doer_post=action.doer_post,
        came_from=action.came_from,
        owner=action.owner or by.agency or case.owner,
    )
    row.check_and_save()
    record(row)
    return row


def _keeps_its_day(case: Case, action: NewAction, by: User) -> bool:
    """A line that goes on may be late: carried on, or written into the next version as it was."""
    if action.came_from is not None and action.came_from.due_on == action.due_on:
        return True
    told = Action.objects.visible_to(by).filter(case=case, done_on=None)
    return told.filter(what=action.what, due_on=action.due_on).exists()


@act("action.complete", on="action")
def complete_action(*, action: Action, done_on: date | None = None, by: User) -> Action:
    """Tick an action off. Done twice is done once."""
    action = locked(action)
    if action.done_on is not None:
        record(action, again=True)
        return action
    action.done_on, action.done_by = done_on or timezone.localdate(), by
    if action.done_on > timezone.localdate():
        raise Refused("It can't be done in the future", field="done_on")
    action.check_and_save()
    record(action)
    return action
