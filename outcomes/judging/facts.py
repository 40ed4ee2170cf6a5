"""A case's facts, gathered from rows into the one shape that is judged, shown and frozen.

Gathered as the authority, from every source it holds: a verdict is about the family, not about who
looks. What a viewer is shown of the evidence behind it goes through visible_to on the page. Many
cases are gathered by the same few questions as one.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F
from django.utils import timezone

from families.models import Case, Person
from families.rules.ages import age_on, turns_18_on
from outcomes.frameworks.loader import framework
from outcomes.judging.rows import CaseRows, Covered, Member, Staying
from outcomes.models import LocalPlan, Need
from outcomes.rules.facts import Facts, read_facts
from outcomes.rules.framework import Framework, with_local
from outcomes.rules.plans import read_plan
from sharing.models import User

GROWN = 18


def facts_of(case: Case) -> Facts:
    """All that a verdict on this case may rest on; rules leave out what came after their day."""
    return read_facts(facts_table(case))


def facts_table(case: Case, seen_by: User | None = None) -> dict[str, Any]:
    """The same as plain values, as docs/facts.md has them; `seen_by`: as far as they may see it."""
    return gather([case], seen_by)[case.pk].table


@dataclass(frozen=True, slots=True)
class Gathered:
    """A case's facts on the day; `turns`: the first day on which time alone makes them others."""

    table: dict[str, Any]
    turns: date


def gather(cases: Sequence[Case], seen_by: User | None = None) -> dict[int, Gathered]:
    """The facts of many cases by the case's key, for one statement in all."""
    found = _Gathering(cases, seen_by)
    return {case.pk: Gathered(found.table(case), found.turns(case)) for case in cases}


def sha256_of(table: Any) -> str:
    """Two tables with the same content have the same hash, whatever the order of their keys."""
    plain = json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def overlay_of(case: Case, on: date | None = None) -> dict[str, Any]:
    """The authority's own plan over the case's framework on the day; empty where it has none.

    A local need that the case has stays its need when a later version leaves it out: in the words
    of the last version that had it.
    """
    return overlays_of([case], on)[case.pk]


def overlays_of(cases: Sequence[Case], on: date | None = None) -> dict[int, dict[str, Any]]:
    """The same of many cases by the case's key, for two questions at most. Of plans that begin
    later nothing counts yet."""
    day, plans = on or timezone.localdate(), plans_over(cases)

    @cache
    def named() -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for case, code in Need.objects.filter(case__in=cases).values_list("case_id", "code"):
            found[case].append(code)
        return found

    def overlay(case: Case) -> dict[str, Any]:
        versions = plans.get((case.family.authority_id, case.framework), [])
        begun = [plan for plan in versions if plan.valid_from <= day]
        standing: dict[str, Any] = next((plan.overlay for plan in begun if plan.holds(day)), {})
        return keeping_needs(standing, begun, lambda: named()[case.pk])

    return {case.pk: overlay(case) for case in cases}


def plans_over(cases: Sequence[Case]) -> dict[tuple[int, str], list[LocalPlan]]:
    """Every published version of their authorities' plans, newest first, by authority and
    framework."""
    own = LocalPlan.objects.begun_or_to_come().annotate(slug=F("framework__slug"))
    own = own.filter(authority__in={case.family.authority_id for case in cases})
    found: dict[tuple[int, str], list[LocalPlan]] = {}
    for plan in own.filter(slug__in={case.framework for case in cases}).order_by("-version"):
        found.setdefault((plan.authority_id, plan.slug), []).append(plan)
    return found


def keeping_needs(
    overlay: dict[str, Any], versions: list[LocalPlan], named: Callable[[], Iterable[str]]
) -> dict[str, Any]:
    """The overlay, with the local needs of other versions that a case was found to have: those
    whose codes `named` gives, asked only where a version had other needs."""
    earlier: dict[str, Any] = {}
    for plan in versions:
        for need in local_needs(plan.overlay):
            earlier.setdefault(need["code"], need)
    lost = earlier.keys() - {need["code"] for need in local_needs(overlay)}
    if lost:
        lost &= set(named())
    if not lost:
        return dict(overlay)
    kept = [earlier[code] for code in sorted(lost)]
    return dict(overlay) | {"local_needs": [*local_needs(overlay), *kept]}


def local_needs(overlay: dict[str, Any]) -> list[dict[str, Any]]:
    """As the overlay holds them."""
    return list(overlay.get("local_needs") or [])


def measure_of(case: Case, on: date | None = None) -> Framework:
    """The framework of a case with the local needs that count for it, to read and choose from."""
    return with_local(framework(case.framework), read_plan(overlay_of(case, on)).local_needs)


class _Gathering:
    """The rows of some cases as tables of facts."""

    def __init__(self, cases: Sequence[Case], seen_by: User | None) -> None:
        self.rows = CaseRows(cases, seen_by)
        self.today = timezone.localdate()

    def table(self, case: Case) -> dict[str, Any]:
        people = self.rows.people[case.family_id]
        keys = {None: None} | {person.pk: person.name for person in people}
        return {
            "case": self._case(case, people),
            "people": self._people(case, people),
            "needs": [
                {"need": n.code, "person": keys[n.person_id], "identified": _day(n.identified_on)}
                for n in self.rows.needs[case.pk]
                if n.person_id in keys
            ],
            "evidence": [
                {
                    "id": name,
                    "kind": kind,
                    "source": source,
                    "recorded": recorded,
                    **({"person": keys[person]} if person else {}),
                    **fact,
                }
                for _, _, name, person, kind, source, recorded, fact in self.rows.evidence[
                    case.family_id
                ]
                if person in keys
            ],
            "coverage": [
                _coverage(row, keys[row.person_id])
                for row in self.rows.coverage[case.family_id]
                if row.person_id in keys
            ],
        }

    def turns(self, case: Case) -> date:
        """The first day on which time alone makes the table another: a home has no child any more,
        or its first; an assessment dated ahead is done."""
        days = [row.on for row in self.rows.assessed[case.pk]]
        for stay in self.rows.stays[case.family_id]:
            days += [stay.born, turns_18_on(stay.born)] if stay.born else []
        return min((day for day in days if day > self.today), default=date.max)

    def _case(self, case: Case, people: list[Member]) -> dict[str, Any]:
        support = []
        if case.lead_since and (not case.closed_on or case.lead_since <= case.closed_on):
            support.append(
                {"kind": "key_worker", "from": _day(case.lead_since)}
                | ({"to": _day(case.closed_on)} if case.closed_on else {})
            )
        assessed, planned = self.rows.assessed[case.pk][:1], self.rows.planned[case.pk][:1]
        assessed = [row for row in assessed if row.on <= self.today]
        table = {
            "opened": _day(case.opened_on),
            "closed": _day(case.closed_on),
            "lead_since": _day(case.lead_since),
            "assessment_completed": _day(assessed[0].on) if assessed else None,
            "plan_agreed": _day(planned[0].on) if planned else None,
            "support": support,
            "already_funded": False,
            "earlier_claims": self._earlier_claims(case, people),
        }
        return {name: value for name, value in table.items() if value is not None}

    def _earlier_claims(self, case: Case, people: list[Member]) -> list[dict[str, Any]]:
        """Standing claims of other cases that counted someone of this family."""
        keys = {person.pk: person.name for person in people}
        claims: dict[int, dict[str, Any]] = {}
        for row in self.rows.claimed[case.family_id]:
            if row.of_case == case.pk or row.person_id not in keys:
                continue
            on = _day(timezone.localdate(row.decided_at or row.prepared_at))
            entry = claims.setdefault(
                row.claim_id,
                {"framework": row.framework, "people": [], "on": on, "route": row.route},
            )
            entry["people"].append(keys[row.person_id])
        return list(claims.values())

    def _people(self, case: Case, people: list[Member]) -> list[dict[str, Any]]:
        homes = self._homes_with_children(case)
        return [
            {
                "id": person.name,
                "born": _day(person.born),
                "relation": person.relation,
                "parental_duties": person.parental_duties,
            }
            | ({"expected": _day(person.expected)} if person.expected else {})
            | ({} if person.relation == Person.Relation.UNBORN else {"household": homes[person.pk]})
            for person in people
        ]

    def _is_child(self, row: Staying) -> bool:
        age = age_on(row.born, self.today)
        return row.relation == Person.Relation.UNBORN or (age is not None and age < GROWN)

    def _homes_with_children(self, case: Case) -> dict[int, list[dict[str, Any]]]:
        """Each person's stays in homes where a child of the family lives too, if only for some
        days."""
        stays = self.rows.stays[case.family_id]
        young = {stay.household_id for stay in stays if self._is_child(stay)}
        homes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for stay in stays:
            if stay.household_id in young:
                homes[stay.person_id].append(
                    {"from": _day(stay.since), "share": stay.part}
                    | ({"to": _day(stay.until)} if stay.until else {})
                )
        return homes


def _coverage(row: Covered, person: str | None) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "person": person,
        "source": row.source,
        "from": _day(row.since),
        "status": row.status,
    } | ({"to": _day(row.until)} if row.until else {})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
