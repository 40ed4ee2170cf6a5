"""A local plan is drafted, changed, thrown away, published by a second person, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from outcomes.frameworks.loader import framework as published_framework
from outcomes.frameworks.loader import slugs
from outcomes.models import Framework, LocalPlan
from outcomes.rules.overlays import Fault, faults_of, faults_of_days
from sharing.acting import act, record
from sharing.models import Agency, Authority, Role, User
from sharing.refusals import Refused
from sharing.rules.days import long_day

State = LocalPlan.State
ONE_DAY = timedelta(days=1)
THE_COUNCILS = "Only people of the council itself may do this"


@dataclass(frozen=True, slots=True)
class Days:
    """From when until when it counts, and why it was written."""

    valid_from: date
    valid_until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judges:
    """Who may use discretion: roles, and people by name."""

    roles: Sequence[str] = ()
    people: Sequence[User] = field(default_factory=list)


@act("local_plan.draft")
def draft_plan(*, framework: str, days: Days, by: User) -> LocalPlan:
    """Begin a plan over a published framework. It starts as a copy of the newest version that the
    authority published over it, if there is one.

    Raises Refused for an unknown framework, while another draft over it is written, and for
    days that don’t fit.
    """
    authority = _own_authority(by)
    if framework not in slugs():
        raise Refused("Choose a published framework", field="framework")
    versions = LocalPlan.objects.filter(authority=authority, framework__slug=framework)
    if versions.filter(state=State.DRAFT).exists():
        raise Refused("A draft over this framework is being written already", field="framework")
    before = versions.begun_or_to_come().order_by("-version").first()
    latest = versions.aggregate(latest=Max("version"))["latest"] or 0
    plan = LocalPlan(
        authority=authority,
        framework=Framework.objects.get(slug=framework),
        version=latest + 1,
        overlay=(dict(before.overlay) if before else {}) | {"authority": authority.code},
        discretion_roles=list(before.discretion_roles) if before else [],
        supersedes=before,
        written_by=by,
    )
    _say_days(plan, days)
    plan.check_and_save()
    if before is not None:
        plan.discretion_people.set(before.discretion_people.all())
    record(plan, framework=framework, version=plan.version, supersedes=plan.supersedes_id)
    return plan


@act("local_plan.change", on="plan")
def change_plan(
    *,
    plan: LocalPlan,
    settings: dict[str, Any] | None = None,
    days: Days | None = None,
    judges: Judges | None = None,
    by: User,
) -> LocalPlan:
    """Change a draft. `settings`: some of what `--plan` of judge takes (docs/facts.md); None for a
    name takes it away again. What is wrong is refused at its setting."""
    plan = _draft_of(plan, by)
    if days is not None:
        _say_days(plan, days)
    if settings is not None:
        merged = plan.overlay | settings | {"authority": plan.authority.code}
        plan.overlay = {name: value for name, value in merged.items() if value is not None}
        refuse(faults_of(plan.overlay, published_framework(plan.framework.slug)))
    if judges is not None:
        strange = [role for role in judges.roles if role not in Role.values]
        if strange:
            raise Refused("Choose from the roles there are", field="discretion_roles")
        plan.discretion_roles = sorted(set(judges.roles))
        plan.discretion_people.set(judges.people)
    plan.written_by = by
    plan.check_and_save()
    record(plan, settings=sorted(settings or {}))
    return plan


@act("local_plan.discard", on="plan")
def discard_plan(*, plan: LocalPlan, by: User) -> LocalPlan:
    """Throw a draft away. What counts today goes on counting."""
    plan = _draft_of(plan, by)
    record(plan, framework=plan.framework.slug, version=plan.version)
    plan.delete()
    return plan


@act("local_plan.publish", on="plan")
def publish_plan(*, plan: LocalPlan, fingerprint: str, by: User) -> LocalPlan:
    """Let a draft count from its first day, in the place of the version before it.

    By someone who did not write it; `fingerprint` is of the text that they read.

    Raises Refused for who wrote some of it, for a text that was changed meanwhile, and where
    another version counts on one of its days.
    """
    plan = _draft_of(plan, by)
    if plan.history.filter(history_user=by).exists():
        raise Refused("You wrote some of it. A second person publishes it")
    if fingerprint != plan.fingerprint:
        raise Refused("It was changed while you read it. Read it again, then publish it")
    _refuse_unready(plan)
    _make_room(plan)
    plan.state, plan.published_by, plan.published_at = State.PUBLISHED, by, timezone.now()
    plan.check_and_save()
    record(plan, version=plan.version, supersedes=plan.supersedes_id, fingerprint=fingerprint)
    return plan


@act("local_plan.end", on="plan")
def end_plan(*, plan: LocalPlan, last_day: date, reason: str, by: User) -> LocalPlan:
    """Say its last day, today or later. One that has not begun never begins, and the version before
    it goes on.

    Raises Refused for a plan that doesn’t count, for a day that is past or later than its own
    last day, and for a reason of fewer than 5 characters.
    """
    plan = _locked(plan, by)
    if plan.standing not in ("in_force", "not_begun"):
        raise Refused("Only a published plan that still counts can be ended")
    if len(reason.strip()) < 5:
        raise Refused("Say why, so that others understand later", field="reason")
    if last_day < timezone.localdate():
        raise Refused("The last day must be today or later", field="last_day")
    if plan.valid_until is not None and last_day > plan.valid_until:
        raise Refused("It ends earlier than that already", field="last_day")
    if plan.standing == "not_begun" and last_day < plan.valid_from:
        _give_back(plan)
        last_day = plan.valid_from - ONE_DAY
    plan.state, plan.valid_until, plan.ended_why = State.ENDED, last_day, reason.strip()
    plan.check_and_save()
    record(plan, why=reason, last_day=last_day.isoformat())
    return plan


def refuse(faults: Sequence[Fault]) -> None:
    """Say no at the first setting to blame, with all its reasons."""
    if faults:
        blamed = faults[0].field
        raise Refused(*(fault.reason for fault in faults if fault.field == blamed), field=blamed)


def of_the_council(by: User, authority: Authority) -> bool:
    """Whether this person works for the council itself, and not only with it."""
    agency = by.agency
    return (
        agency is not None
        and at_a_council(by)
        and agency.authorities.filter(pk=authority.pk).exists()
    )


def at_a_council(by: User) -> bool:
    return by.agency is not None and by.agency.kind == Agency.Kind.COUNCIL


def _own_authority(by: User) -> Authority:
    """The council that this person works for, held, so that two presses are one draft."""
    own = Authority.objects.filter(agencies=by.agency).order_by("pk").first()
    if own is None or not at_a_council(by):
        raise Refused(THE_COUNCILS)
    return Authority.objects.select_for_update(no_key=True).get(pk=own.pk)


def _locked(plan: LocalPlan, by: User) -> LocalPlan:
    """Read afresh with all its authority's plans held, by someone of the council."""
    authority = Authority.objects.select_for_update(no_key=True).get(pk=plan.authority_id)
    if not of_the_council(by, authority):
        raise Refused(THE_COUNCILS)
    found = LocalPlan.objects.select_related("authority", "framework", "supersedes")
    return found.get(pk=plan.pk)


def _draft_of(plan: LocalPlan, by: User) -> LocalPlan:
    held = _locked(plan, by)
    if not held.is_draft:
        raise Refused("A published plan never changes. Write a new version of it")
    return held


def _say_days(plan: LocalPlan, days: Days) -> None:
    refuse(faults_of_days(days.valid_from, days.valid_until))
    if days.valid_from < timezone.localdate():
        raise Refused("The first day must be today or later", field="valid_from")
    plan.valid_from, plan.valid_until = days.valid_from, days.valid_until
    plan.reason = days.reason.strip()


def _refuse_unready(plan: LocalPlan) -> None:
    if plan.valid_from < timezone.localdate():
        raise Refused("Its first day has passed. Change its days first", field="valid_from")
    refuse(faults_of(plan.overlay, published_framework(plan.framework.slug)))
    nobody = not plan.discretion_roles and not plan.discretion_people.exists()
    if plan.overlay.get("discretion") and nobody:
        raise Refused("Say first who may use discretion", field="discretion_roles")


def _make_room(plan: LocalPlan) -> None:
    """The version before it ends the day before; any other version that holds one of its days is
    in the way."""
    before = plan.supersedes
    if before is not None and before.holds(plan.valid_from):
        if before.valid_from >= plan.valid_from:
            raise Refused(
                f"Version {before.version} begins on {long_day(before.valid_from)}. "
                "Begin on a later day",
                field="valid_from",
            )
        before.valid_until = plan.valid_from - ONE_DAY
        before.save()
    others = LocalPlan.objects.begun_or_to_come().filter(
        authority=plan.authority_id, framework=plan.framework_id
    )
    for other in others.order_by("version"):
        if _overlap(plan, other):
            last = f"to {long_day(other.valid_until)}" if other.valid_until else "with no last day"
            raise Refused(
                f"Version {other.version} counts from {long_day(other.valid_from)} {last}. "
                "Two plans can’t count on the same day",
                field="valid_from",
            )


def _overlap(one: LocalPlan, other: LocalPlan) -> bool:
    last_of_one, last_of_other = one.valid_until or date.max, other.valid_until or date.max
    return one.valid_from <= last_of_other and other.valid_from <= last_of_one


def _give_back(plan: LocalPlan) -> None:
    """The version before it counts again as long as it did before it was to be replaced."""
    before = plan.supersedes
    if before is not None and before.valid_until == plan.valid_from - ONE_DAY:
        earlier = before.history.exclude(valid_until=before.valid_until).first()
        before.valid_until = earlier.valid_until if earlier else None
        before.save()
