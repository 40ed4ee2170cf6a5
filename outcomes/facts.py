"""A case's facts, gathered from rows into the one shape that is judged, shown and frozen.

Gathered as the authority, from every source it holds: a verdict is about the family, not about who
looks. What a viewer is shown of the evidence behind it goes through visible_to on the page.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from families.models import Assessment, Case, Person, Plan, Stay
from outcomes.frameworks.loader import framework
from outcomes.models import ClaimedPerson, Coverage, Evidence, LocalPlan, Need
from outcomes.rules.facts import Facts, read_facts
from outcomes.rules.framework import Framework, with_local
from outcomes.rules.plans import read_plan
from sharing.models import User

#: Gives the rows of a model: all of them, or those that one person may see.
Rows = Callable[[Any], Any]


def facts_of(case: Case) -> Facts:
    """All that a verdict on this case may rest on; rules leave out what came after their day."""
    return read_facts(facts_table(case))


def facts_table(case: Case, seen_by: User | None = None) -> dict[str, Any]:
    """The same as plain values, as docs/facts.md has them; `seen_by`: as far as they may see it."""

    def rows(model: Any) -> Any:
        return model.objects.visible_to(seen_by) if seen_by else model.objects.all()

    people = list(rows(Person).filter(family=case.family_id).order_by("pk"))
    known = {None, *(person.pk for person in people)}
    needs = rows(Need).filter(case=case).select_related("person").order_by("pk")
    return {
        "case": _case(case, people, rows),
        "people": _people(case, people, rows),
        "needs": [
            {"need": need.code, "person": _key(need.person), "identified": _day(need.identified_on)}
            for need in needs
            if need.person_id in known
        ],
        "evidence": _evidence(_of_family(rows(Evidence), case, known)),
        "coverage": _coverage(_of_family(rows(Coverage), case, known)),
    }


def _of_family(rows: Any, case: Case, known: set[int | None]) -> list[Any]:
    found = rows.filter(family=case.family_id).select_related("person").order_by("pk")
    return [row for row in found if row.person_id in known]


def sha256_of(table: Any) -> str:
    """Two tables with the same content have the same hash, whatever the order of their keys."""
    plain = json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def overlay_of(case: Case, on: date | None = None) -> dict[str, Any]:
    """The authority's own plan over the case's framework on the day; empty where it has none.

    A local need that the case has stays its need when a later version leaves it out: in the words
    of the last version that had it.
    """
    return overlay_among(case, plans_over(case), on or timezone.localdate())


def overlay_among(case: Case, versions: list[LocalPlan], day: date) -> dict[str, Any]:
    """The same, from the published versions, newest first, where they are at hand."""
    standing = next((plan for plan in versions if plan.holds(day)), None)
    return with_kept_needs(case, standing.overlay if standing else {}, versions)


def plans_over(case: Case) -> list[LocalPlan]:
    """Every published version of the authority's plan over the case's framework, newest first."""
    own = LocalPlan.objects.published().filter(authority=case.family.authority_id)
    return list(own.filter(framework__slug=case.framework).order_by("-version"))


def with_kept_needs(
    case: Case, overlay: dict[str, Any], versions: list[LocalPlan]
) -> dict[str, Any]:
    """The overlay, with the local needs of other versions that this case was found to have."""
    earlier: dict[str, Any] = {}
    for plan in versions:
        for need in local_needs(plan.overlay):
            earlier.setdefault(need["code"], need)
    lost = earlier.keys() - {need["code"] for need in local_needs(overlay)}
    if lost:
        lost &= set(Need.objects.filter(case=case).values_list("code", flat=True))
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


def _case(case: Case, people: list[Person], rows: Rows) -> dict[str, Any]:
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
            rows(Assessment).filter(case=case), "completed_on", before=timezone.localdate()
        ),
        "plan_agreed": _first(rows(Plan).filter(case=case).exclude(agreed_on=None), "agreed_on"),
        "support": support,
        "already_funded": False,
        "earlier_claims": _earlier_claims(case, people, rows),
    }
    return {name: value for name, value in table.items() if value is not None}


def _first(rows: Any, field: str, before: date | None = None) -> str | None:
    days = rows.order_by(field).values_list(field, flat=True)
    return _day(days.filter(**{f"{field}__lte": before}).first() if before else days.first())


def _earlier_claims(case: Case, people: list[Person], rows: Rows) -> list[dict[str, Any]]:
    """Standing claims of other cases that counted someone of this family."""
    counted = (
        rows(ClaimedPerson)
        .filter(person__in=people, standing=True)
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


def _people(case: Case, people: list[Person], rows: Rows) -> list[dict[str, Any]]:
    homes = _homes_with_children(case, rows)
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


def _homes_with_children(case: Case, rows: Rows) -> dict[int, list[dict[str, Any]]]:
    """Each person's stays in homes where a child of the family lives too, if only for some days."""
    stays = list(rows(Stay).filter(person__family=case.family_id).select_related("person"))
    with_children = {stay.household_id for stay in stays if stay.person.is_child}
    homes: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for stay in sorted(stays, key=lambda s: s.since):
        if stay.household_id in with_children:
            homes[stay.person_id].append(
                {"from": _day(stay.since), "share": float(stay.share)}
                | ({"to": _day(stay.until)} if stay.until else {})
            )
    return homes


def _evidence(rows: list[Evidence]) -> list[dict[str, Any]]:
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


def _coverage(rows: list[Coverage]) -> list[dict[str, Any]]:
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
