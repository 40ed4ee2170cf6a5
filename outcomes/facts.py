"""A case's facts, gathered from rows into the one shape that is judged, shown and frozen.

Gathered as the authority, from every source it holds: a verdict is about the family, not about who
looks. What a viewer is shown of the evidence behind it goes through visible_to on the page.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import date
from typing import Any

from django.utils import timezone

from families.models import Assessment, Case, Person, Plan, Stay
from outcomes.models import ClaimedPerson, Coverage, Evidence, LocalPlan, Need
from outcomes.rules.facts import Facts, read_facts


def facts_of(case: Case) -> Facts:
    """All that a verdict on this case may rest on; rules leave out what came after their day."""
    return read_facts(facts_table(case))


def facts_table(case: Case) -> dict[str, Any]:
    """The same as plain values, as docs/facts.md has them."""
    people = list(Person.objects.filter(family=case.family_id).order_by("pk"))
    return {
        "case": _case(case, people),
        "people": _people(case, people),
        "needs": [
            {"need": need.code, "person": _key(need.person), "identified": _day(need.identified_on)}
            for need in Need.objects.filter(case=case).select_related("person").order_by("pk")
        ],
        "evidence": _evidence(case),
        "coverage": _coverage(case),
    }


def sha256_of(table: Any) -> str:
    """Two tables with the same content have the same hash, whatever the order of their keys."""
    plain = json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def overlay_of(case: Case, on: date | None = None) -> dict[str, Any]:
    """The authority's own plan over the case's framework on the day; empty where it has none."""
    plans = LocalPlan.objects.in_force(case.family.authority, case.framework, on)
    plan = plans.first()
    return dict(plan.overlay) if plan else {}


def _case(case: Case, people: list[Person]) -> dict[str, Any]:
    support = []
    if case.lead_since:
        support.append(
            {"kind": "key_worker", "from": _day(case.lead_since)}
            | ({"to": _day(case.closed_on)} if case.closed_on else {})
        )
    table = {
        "opened": _day(case.opened_on),
        "closed": _day(case.closed_on),
        "lead_since": _day(case.lead_since),
        "assessment_completed": _first(
            Assessment.objects.filter(case=case), "completed_on", before=timezone.localdate()
        ),
        "plan_agreed": _first(Plan.objects.filter(case=case).exclude(agreed_on=None), "agreed_on"),
        "support": support,
        "already_funded": False,
        "earlier_claims": _earlier_claims(case, people),
    }
    return {name: value for name, value in table.items() if value is not None}


def _first(rows: Any, field: str, before: date | None = None) -> str | None:
    days = rows.order_by(field).values_list(field, flat=True)
    return _day(days.filter(**{f"{field}__lte": before}).first() if before else days.first())


def _earlier_claims(case: Case, people: list[Person]) -> list[dict[str, Any]]:
    """Standing claims of other cases that counted someone of this family."""
    counted = (
        ClaimedPerson.objects.filter(person__in=people, standing=True)
        .exclude(claim__case=case)
        .select_related("claim__framework", "person")
        .order_by("claim", "pk")
    )
    claims: dict[int, dict[str, Any]] = {}
    for row in counted:
        claim = row.claim
        on = claim.decided_at or claim.prepared_at
        entry = claims.setdefault(
            claim.pk,
            {
                "framework": claim.framework.slug,
                "people": [],
                "on": _day(timezone.localdate(on)),
                "route": claim.route,
            },
        )
        entry["people"].append(_key(row.person))
    return list(claims.values())


def _people(case: Case, people: list[Person]) -> list[dict[str, Any]]:
    homes = _homes_with_children(case)
    return [
        {
            "id": _key(person),
            "born": _day(person.born),
            "relation": person.relation,
            "parental_duties": person.parental_duties,
        }
        | ({"expected": _day(person.expected)} if person.expected else {})
        | ({} if person.is_unborn else {"household": homes[person.pk]})
        for person in people
    ]


def _homes_with_children(case: Case) -> dict[int, list[dict[str, Any]]]:
    """Each person's stays in homes where a child of the family lives too, if only for some days."""
    stays = list(Stay.objects.filter(person__family=case.family_id).select_related("person"))
    with_children = {stay.household_id for stay in stays if stay.person.is_child}
    homes: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for stay in sorted(stays, key=lambda s: s.since):
        if stay.household_id in with_children:
            homes[stay.person_id].append(
                {"from": _day(stay.since), "share": float(stay.share)}
                | ({"to": _day(stay.until)} if stay.until else {})
            )
    return homes


def _evidence(case: Case) -> list[dict[str, Any]]:
    rows = Evidence.objects.filter(family=case.family_id).select_related("person").order_by("pk")
    return [
        {
            "id": str(row.key),
            "kind": row.kind,
            "source": row.source,
            "recorded": _day(row.recorded_on),
            **({"person": _key(row.person)} if row.person else {}),
            **row.fact,
        }
        for row in rows
    ]


def _coverage(case: Case) -> list[dict[str, Any]]:
    rows = Coverage.objects.filter(family=case.family_id).select_related("person").order_by("pk")
    return [
        {
            "kind": row.kind,
            "person": _key(row.person),
            "source": row.source,
            "from": _day(row.since),
            "status": row.status,
        }
        | ({"to": _day(row.until)} if row.until else {})
        for row in rows
    ]


def _key(person: Person | None) -> str | None:
    return str(person.key) if person else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
