"""Local plans on the way: drafted by Ivy, published by Jim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils import timezone

from families.models import Case
from outcomes import acts
from outcomes.models import Framework, LocalPlan
from sharing.models import Role, User
from tests import cast

SLUG = "nsfof-2022"
WHY = "The payer asks for it"
#: A need of an authority’s own, as `--plan` of judge takes it.
OWN = {
    "code": "L1",
    "headline": "5",
    "text": "Grandparents look after the children alone",
    "outcome": "Someone helps them",
    "subject": "family",
    "provenance": "confirmed",
    "source": "Merrowby’s own plan",
    "months": 6,
    "entry": {"rule": "nominated"},
    "result": {"rule": "judged"},
}


@contextmanager
def leaving_to_judgement(
    case: Case, code: str, *roles: str, people: Iterable[User] = ()
) -> Iterator[LocalPlan]:
    """While a plan of the case's authority leaves one need to the judgement of these roles, of key
    workers where none is named, or of these people."""
    acts.load_frameworks()
    plan = LocalPlan.objects.create(
        authority=case.family.authority, framework=Framework.objects.get(slug=case.framework),
        version=99, state=LocalPlan.State.PUBLISHED, valid_from=cast.LONG_AGO,
        overlay={"discretion": [code]}, discretion_roles=list(roles or [Role.KEY_WORKER]),
    )  # fmt: skip
    plan.discretion_people.set(people)
    yield plan
    plan.delete()


def days(since: date | None = None, until: date | None = None) -> acts.Days:
    return acts.Days(since or timezone.localdate(), until, WHY)


def drafted(by: User, slug: str = SLUG, since: date | None = None, **settings: Any) -> LocalPlan:
    """A draft with these settings, as its writer has it."""
    acts.load_frameworks()
    plan = acts.draft_plan(framework=slug, days=days(since), by=by)
    return acts.change_plan(plan=plan, settings=settings, by=by) if settings else plan


def published(
    by: User, second: User, slug: str = SLUG, since: date | None = None, **settings: Any
) -> LocalPlan:
    """The same, published by a second person."""
    plan = drafted(by, slug, since, **settings)
    return acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=second)
