"""Closing a record to everyone but named people, looking at that again, and opening it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from families.acts.keeping import Keeping, must_keep
from families.acts.second_person import ask_somebody_else
from families.models import Family, Restriction
from families.models.protection import REVIEWED_EVERY
from sharing.acting import act, locked, record
from sharing.models import Role, User
from sharing.refusals import Refused


@act("restriction.place", on="family")
def place_restriction(
    *,
    family: Family,
    reason: str,
    named: Sequence[User],
    kind: str = Restriction.Kind.HIGH_RISK,
    keeper: User | None = None,
    review_on: date | None = None,
    by: User,
) -> Restriction:
    """Close a record to everyone but the named people, from the next request on.

    Its keeper looks at it again every 90 days. A record is restricted once at a time.
    """
    must_keep(family, by, or_lead=False)
    family = locked(family)
    if family.restrictions.in_force().exists():
        raise Refused("This record is restricted already")
    named = _who(named)
    restriction = Restriction(
        family=family,
        kind=kind,
        reason=reason,
        keeper=_keeper(keeper or (by if by in named else named[0]), named),
        placed_by=by,
        review_on=_within_90_days(review_on),
        owner=by.agency or family.owner,
    )
    restriction.check_and_save()
    restriction.named.set(named)
    record(restriction, kind=kind, named=[user.pk for user in named])
    ask_somebody_else(family)
    return restriction


def why_not_review(restriction: Restriction, by: User) -> str:
    """Why this is not somebody's to review; empty for its keeper and the record's supervisors."""
    if restriction.keeper_id == by.pk:
        return ""
    if by.role != Role.SUPERVISOR:
        return "Its owner or a supervisor reviews it"
    return Keeping(restriction.family, by).why_not(or_lead=False)


@act("restriction.review", on="restriction")
def review_restriction(
    *, restriction: Restriction, review_on: date | None = None, why: str = "", by: User
) -> Restriction:
    """Say that it is still needed; it is looked at again within 90 days."""
    restriction = _in_force(restriction)
    if no := why_not_review(restriction, by):
        raise Refused(no)
    restriction.reviewed_on = timezone.localdate()
    restriction.review_on = _within_90_days(review_on)
    restriction.check_and_save()
    record(restriction, why=why)
    return restriction


@act("restriction.name", on="restriction")
def rename_in_restriction(
    *, restriction: Restriction, named: Sequence[User], keeper: User | None = None, by: User
) -> Restriction:
    """Change who may open it. Whoever is left out loses sight with their next click."""
    restriction = _in_force(restriction)
    must_keep(restriction.family, by, or_lead=False)
    named = _who(named)
    before = set(restriction.named.values_list("pk", flat=True))
    kept = keeper or restriction.keeper
    restriction.keeper = _keeper(kept if kept in named else named[0], named)
    restriction.save()
    restriction.named.set(named)
    record(restriction, named=[user.pk for user in named], before=sorted(before))
    ask_somebody_else(restriction.family)
    return restriction


@act("restriction.lift", on="restriction")
def lift_restriction(*, restriction: Restriction, because: str, by: User) -> Restriction:
    """Open the record again to all who work with the family."""
    restriction = _in_force(restriction)
    must_keep(restriction.family, by, or_lead=False)
    if not because.strip():
        raise Refused("Say why it is no longer needed", field="because")
    restriction.lifted_on, restriction.lifted_because = timezone.localdate(), because.strip()
    restriction.check_and_save()
    record(restriction, why=because.strip())
    ask_somebody_else(restriction.family)
    return restriction


def _in_force(restriction: Restriction) -> Restriction:
    restriction = locked(restriction)
    if restriction.lifted_on is not None:
        raise Refused("This restriction was lifted")
    return restriction


def _who(named: Sequence[User]) -> list[User]:
    """Each once; only people who can sign in, or the record would be lost to everyone."""
    people = list(dict.fromkeys(named))
    if not people:
        raise Refused("Name at least one person who may open it", field="named")
    if not any(user.is_active for user in people):
        raise Refused("Name someone who still works here", field="named")
    return people


def _keeper(keeper: User, named: list[User]) -> User:
    if keeper not in named:
        raise Refused("Who reviews it must be among those who may open it", field="keeper")
    return keeper


def _within_90_days(day: date | None) -> date:
    today = timezone.localdate()
    last = today + REVIEWED_EVERY
    if day is not None and not today <= day <= last:
        raise Refused("Choose a review day in the next 90 days", field="review_on")
    return day or last
