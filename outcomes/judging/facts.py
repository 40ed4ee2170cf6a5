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
from functools import cache, cached_property
from typing import Any

from django.db.models import Aggregate, F, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from families.models import Assessment, Case, Person, Plan, Stay
from families.rules.ages import age_on, turns_18_on
from outcomes.frameworks.loader import framework
from outcomes.models import ClaimedPerson, Coverage, Evidence, LocalPlan, Need
from outcomes.rules.facts import Facts, read_facts
from outcomes.rules.framework import Framework, with_local
from outcomes.rules.plans import read_plan
from sharing.models import User

#: Gives the rows of a model: all of them, or those that one person may see.
Rows = Callable[[Any], Any]
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
    """The facts of many cases by the case's key, for eight questions in all."""

    def rows(model: Any) -> Any:
        return model.objects.visible_to(seen_by) if seen_by else model.objects.all()

    found = _Gathering(cases, rows)
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
    def named() -> dict[int, list[Any]]:
        return _by("case_id", Need.objects.filter(case__in=cases), "code")

    def overlay(case: Case) -> dict[str, Any]:
        versions = plans.get((case.family.authority_id, case.framework), [])
        begun = [plan for plan in versions if plan.valid_from <= day]
        standing: dict[str, Any] = next((plan.overlay for plan in begun if plan.holds(day)), {})
        return keeping_needs(standing, begun, lambda: [row.code for row in named()[case.pk]])

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


class Together(Aggregate):
    """These fields of all rows of a group, as one JSON text: a list of lists."""

    function = "json_agg"
    template = "(%(function)s(json_build_array(%(expressions)s)))::text"
    output_field = TextField()
    arity = None


class _Gathering:
    """The rows of some cases' families, each kind asked for once, by family or case."""

    def __init__(self, cases: Sequence[Case], rows: Rows) -> None:
        self.rows = rows
        self.cases = [case.pk for case in cases]
        self.families = {case.family_id for case in cases}
        self.today = timezone.localdate()

    def table(self, case: Case) -> dict[str, Any]:
        people = self.people[case.family_id]
        keys = {None: None} | {person.pk: person.name for person in people}
        return {
            "case": self._case(case, people),
            "people": self._people(case, people),
            "needs": [
                {"need": n.code, "person": keys[n.person_id], "identified": _day(n.identified_on)}
                for n in self.needs[case.pk]
                if n.person_id in keys
            ],
            "evidence": [
                {
                    "id": name,
                    "kind": kind,
                    "source": source,
                    "recorded": recorded_on,
                    **({"person": keys[person]} if person else {}),
                    **fact,
                }
                for _, name, person, kind, source, recorded_on, fact in self.evidence.get(
                    case.family_id, ()
                )
                if person in keys
            ],
            "coverage": [
                _coverage(row, keys[row.person_id])
                for row in self.coverage[case.family_id]
                if row.person_id in keys
            ],
        }

    def turns(self, case: Case) -> date:
        """The first day on which time alone makes the table another: a home has no child any more,
        or its first; an assessment dated ahead is done."""
        days = [row.completed_on for row in self.assessed[case.pk]]
        for stay in self.stays[case.family_id]:
            days += [stay.born, turns_18_on(stay.born)] if stay.born else []
        return min((day for day in days if day > self.today), default=date.max)

    # What is asked of the database.

    def _of_family(self, model: Any, *fields: str, key: bool = False) -> dict[int, list[Any]]:
        found = self.rows(model).filter(family__in=self.families).order_by("pk")
        found = found.annotate(name=Cast("key", TextField())) if key else found
        return _by("family_id", found, *fields, *(["name"] if key else []))

    @cached_property
    def people(self) -> dict[int, list[Any]]:
        fields = ("pk", "born", "expected", "relation", "parental_duties")
        return self._of_family(Person, *fields, key=True)

    @cached_property
    def evidence(self) -> dict[int, list[Any]]:
        """Of this there is most: the database makes one text of each family's, to be read at once.
        The key comes first, and puts them in order."""
        fields = ("pk", "key", "person_id", "kind", "source", "recorded_on", "fact")
        found = self.rows(Evidence).filter(family__in=self.families).order_by()
        found = found.values_list("family_id").annotate(together=Together(*fields))
        return {family: sorted(json.loads(text)) for family, text in found}

    @cached_property
    def coverage(self) -> dict[int, list[Any]]:
        return self._of_family(Coverage, "person_id", "kind", "source", "since", "until", "status")

    @cached_property
    def needs(self) -> dict[int, list[Any]]:
        found = self.rows(Need).filter(case__in=self.cases).order_by("pk")
        return _by("case_id", found, "code", "person_id", "identified_on")

    @cached_property
    def stays(self) -> dict[int, list[Any]]:
        found = self.rows(Stay).filter(person__family__in=self.families)
        found = found.annotate(
            family_id=F("person__family"),
            born=F("person__born"),
            relation=F("person__relation"),
        ).order_by("since", "pk")
        fields = ("person_id", "household_id", "since", "until", "share", "born", "relation")
        return _by("family_id", found, *fields)

    @cached_property
    def assessed(self) -> dict[int, list[Any]]:
        found = self.rows(Assessment).filter(case__in=self.cases)
        return _by("case_id", found.order_by("completed_on"), "completed_on")

    @cached_property
    def planned(self) -> dict[int, list[Any]]:
        found = self.rows(Plan).filter(case__in=self.cases).exclude(agreed_on=None)
        return _by("case_id", found.order_by("agreed_on"), "agreed_on")

    @cached_property
    def claimed(self) -> dict[int, list[Any]]:
        """Standing claims that counted someone of the family, in the order of the claims."""
        found = self.rows(ClaimedPerson).filter(person__family__in=self.families, standing=True)
        found = found.annotate(
            family_id=F("person__family"),
            of_case=F("claim__case"),
            framework=F("claim__framework__slug"),
            route=F("claim__route"),
            decided_at=F("claim__decided_at"),
            prepared_at=F("claim__prepared_at"),
        ).order_by("claim", "pk")
        fields = ("claim_id", "person_id", "of_case", "framework", "route")
        return _by("family_id", found, *fields, "decided_at", "prepared_at")

    # What is made of it.

    def _case(self, case: Case, people: list[Any]) -> dict[str, Any]:
        support = []
        if case.lead_since and (not case.closed_on or case.lead_since <= case.closed_on):
            support.append(
                {"kind": "key_worker", "from": _day(case.lead_since)}
                | ({"to": _day(case.closed_on)} if case.closed_on else {})
            )
        assessed, planned = self.assessed[case.pk][:1], self.planned[case.pk][:1]
        assessed = [row for row in assessed if row.completed_on <= self.today]
        table = {
            "opened": _day(case.opened_on),
            "closed": _day(case.closed_on),
            "lead_since": _day(case.lead_since),
            "assessment_completed": _day(assessed[0].completed_on) if assessed else None,
            "plan_agreed": _day(planned[0].agreed_on) if planned else None,
            "support": support,
            "already_funded": False,
            "earlier_claims": self._earlier_claims(case, people),
        }
        return {name: value for name, value in table.items() if value is not None}

    def _earlier_claims(self, case: Case, people: list[Any]) -> list[dict[str, Any]]:
        """Standing claims of other cases that counted someone of this family."""
        keys = {person.pk: person.name for person in people}
        claims: dict[int, dict[str, Any]] = {}
        for row in self.claimed[case.family_id]:
            if row.of_case == case.pk or row.person_id not in keys:
                continue
            on = _day(timezone.localdate(row.decided_at or row.prepared_at))
            entry = claims.setdefault(
                row.claim_id,
                {"framework": row.framework, "people": [], "on": on, "route": row.route},
            )
            entry["people"].append(keys[row.person_id])
        return list(claims.values())

    def _people(self, case: Case, people: list[Any]) -> list[dict[str, Any]]:
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

    def _is_child(self, row: Any) -> bool:
        age = age_on(row.born, self.today)
        return row.relation == Person.Relation.UNBORN or (age is not None and age < GROWN)

    def _homes_with_children(self, case: Case) -> dict[int, list[dict[str, Any]]]:
        """Each person's stays in homes where a child of the family lives too, if only for some
        days."""
        stays = self.stays[case.family_id]
        young = {stay.household_id for stay in stays if self._is_child(stay)}
        homes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for stay in stays:
            if stay.household_id in young:
                homes[stay.person_id].append(
                    {"from": _day(stay.since), "share": float(stay.share)}
                    | ({"to": _day(stay.until)} if stay.until else {})
                )
        return homes


def _by(name: str, rows: Any, *fields: str) -> dict[int, list[Any]]:
    """The rows as they come, under each key of one field."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.values_list(name, *fields, named=True):
        found[row[0]].append(row)
    return found


def _coverage(row: Any, person: str | None) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "person": person,
        "source": row.source,
        "from": _day(row.since),
        "status": row.status,
    } | ({"to": _day(row.until)} if row.until else {})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
