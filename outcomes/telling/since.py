"""What moved: the verdict on each need when the plan was last agreed, beside today's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from families.identity import Identity
from outcomes.models import NeedStatus
from outcomes.telling.glance import may_read_results
from sharing.models import User
from sharing.rules import Verdict


@dataclass(frozen=True, slots=True)
class Moved:
    """One need then and now. `who`: whose it is, or empty where it is the whole family's.

    `then` is empty where nothing had been judged yet.
    """

    who: str
    then: str
    now: str

    @property
    def better(self) -> bool:
        return bool(self.then) and self.now == Verdict.MET.value != self.then

    @property
    def worse(self) -> bool:
        return self.then == Verdict.MET.value != self.now


def moved_since(identity: Identity, user: User, day: date) -> dict[str, tuple[Moved, ...]]:
    """By the need's code, for those who may read how the agency judges its families; else none."""
    case = identity.case
    if case is None or not may_read_results(identity, user, case):
        return {}
    statuses = (
        NeedStatus.objects.visible_to(user)
        .filter(need__case=case)
        .select_related("need", "status")
        .order_by("status__judged_at", "status_id", "pk")
    )
    then = {row.need_id: row for row in statuses.filter(status__judged_at__date__lte=day)}
    found: dict[str, tuple[Moved, ...]] = {}
    for row in statuses.filter(status__replaced_at=None):
        need: Any = row.need
        member = identity.member(need.person_id)
        if member is None and need.person_id is not None:
            continue
        before = then.get(need.pk)
        moved = Moved(member.name if member else "", before.verdict if before else "", row.verdict)
        found[need.code] = (*found.get(need.code, ()), moved)
    return found
