"""Cases weighed before anything is written: whether the judgement that stands still holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection

from families.models import Case
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import gather
from outcomes.judging.fingerprints import Terms, hashes
from outcomes.models import CaseStatus, Standing
from outcomes.rules.facts import Facts, read_facts
from outcomes.rules.steady import Steady, steady

#: The first of the two numbers by which a case is held while it is judged.
JUDGING = 7341


@dataclass(frozen=True)
class Weighed:
    """What was found of a case, beside the judgement that stands."""

    case: Case
    facts: Facts
    today: date
    steady: Steady
    rows: int
    until: date
    status: CaseStatus | None
    standing: Standing | None

    @property
    def holds(self) -> bool:
        """The judgement that stands says the same, and no day told in it is past."""
        if self.status is None:
            return False
        if self.standing is not None:
            if self.today >= self.standing.soonest:
                return False
            if self.standing.found == self.steady.sha256:
                return True
        return same(self.status.verdicts, self.table)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the words of the judgement that stands must be read to know."""
        if self.status is None or self.standing is None:
            return self.status is not None
        return self.today < self.standing.soonest and self.standing.found != self.steady.sha256

    @cached_property
    def table(self) -> dict[str, Any]:
        """What was found, as it is kept."""
        return self.steady.table

    def stands(self, written: CaseStatus | None = None) -> Standing:
        """What is remembered beside the judgement: the one just written, or the one that holds."""
        status = written or self.status
        if status is None:
            raise LookupError("Nothing stands yet")
        told = self.steady.soonest
        if self.standing is not None and written is None:
            told = self.standing.soonest
        return Standing(
            status=status,
            rows=self.rows,
            found=self.steady.sha256,
            until=min(self.until, self.steady.until, told),
            soonest=told,
            owner_id=status.owner_id,
        )


def same(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """The same verdicts; on which day they were asked for does not matter."""
    return {**before, "as_of": ""} == {**now, "as_of": ""}


def hold(case: Case) -> None:
    """Let nobody else judge this case until the transaction ends: whoever comes later reads what
    is there by then, so an older judgement never replaces a newer one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [JUDGING, case.pk % 2**31])


def hold_free(cases: Sequence[int]) -> list[int]:
    """Those that nobody else is judging now, held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pk FROM unnest(%s::bigint[]) pk"
            " WHERE pg_try_advisory_xact_lock(%s, (pk %% 2147483648)::int)",
            [list(cases), JUDGING],
        )
        return [pk for (pk,) in cursor.fetchall()]


def read_standing(weighed: Iterable[Weighed]) -> None:
    """The words of the judgements that stand, of those in doubt only: one question for all."""
    doubted = {one.status.pk: one.status for one in weighed if one.status and one.is_in_doubt}
    told = CaseStatus.objects.filter(pk__in=doubted).values_list("pk", "verdicts")
    for key, verdicts in told if doubted else ():
        doubted[key].verdicts = verdicts


class Weighing:
    """Some cases, for the same few questions however many there are.

    Their rows are numbered before they are read: what changes in between is noticed the next time.
    """

    def __init__(self, cases: Sequence[Case], terms: Terms) -> None:
        self.terms = terms
        self.numbers = hashes(cases, terms)
        self.gathered = gather(cases)
        now = CaseStatus.objects.current().filter(case__in=cases).select_related("standing")
        self.statuses = {status.case_id: status for status in now.defer("verdicts")}

    def of(self, case: Case) -> Weighed | None:
        """None for a case without any need. Raises `BadFile` where it can't be judged."""
        found = self.gathered.pop(case.pk)
        if not found.table["needs"]:
            return None
        authority, slug = case.family.authority_id, case.framework
        codes = frozenset(need["need"] for need in found.table["needs"])
        plan = self.terms.plan(authority, slug, codes)
        facts = read_facts(found.table)
        status = self.statuses.get(case.pk)
        return Weighed(
            case=case,
            facts=facts,
            today=self.terms.today,
            steady=steady(framework(slug), facts, plan, as_of=self.terms.today),
            rows=self.numbers[case.pk],
            until=min(found.turns, self.terms.turns(authority, slug)),
            status=status,
            standing=getattr(status, "standing", None),
        )
