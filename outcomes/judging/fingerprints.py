"""A number for all that a judgement on a case rests on, computed by the database.

Every row that facts are gathered from, the version, the authority's plan and the rules themselves:
where none of them changed, neither did the number, and the same judgement would be made again. Two
different sets of rows of one family have the same number once in 2^64.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.db import connection

from families.models import Case
from outcomes.frameworks.loader import framework, slugs
from outcomes.judging.facts import keeping_needs, local_needs
from outcomes.models import LocalPlan
from outcomes.rules.framework import Plan
from outcomes.rules.plans import read_plan
from sharing.models import Authority

#: What is judged by: a change here judges everyone again.
HOUSE = Path(__file__).resolve().parents[2]
CODE = ("outcomes/rules", "outcomes/judging/facts.py", "families/rules/ages.py", "sharing/rules")

# Of evidence there is most: each fact holds its number, so that it is read from an index alone.
OF_FAMILY = """
 SELECT p.family_id, hash_record_extended(ROW(1, p.id, p.key, p.born, p.expected, p.relation,
  p.parental_duties), 0) FROM families_person p WHERE p.family_id {within}
 UNION ALL SELECT p.family_id, hash_record_extended(ROW(2, s.id, s.person_id, s.household_id,
  s.since, s.until, s.share), 0) FROM families_stay s JOIN families_person p ON p.id = s.person_id
  WHERE p.family_id {within}
 UNION ALL SELECT p.family_id, hash_record_extended(ROW(3, d.id, d.person_id, c.id, c.case_id,
  c.framework_id, c.route, c.decided_at, c.prepared_at), 0) FROM outcomes_claimedperson d
  JOIN families_person p ON p.id = d.person_id JOIN outcomes_claim c ON c.id = d.claim_id
  WHERE p.family_id {within} AND d.standing
 UNION ALL SELECT e.family_id, bit_xor(e.number) FROM outcomes_evidence e
  WHERE e.family_id {within} GROUP BY e.family_id
 UNION ALL SELECT e.family_id, hash_record_extended(ROW(5, e.id, e.person_id, e.kind, e.source,
  e.since, e.until, e.status), 0) FROM outcomes_coverage e WHERE e.family_id {within}"""
OF_CASE = """
 SELECT n.case_id, hash_record_extended(ROW(6, n.id, n.code, n.person_id, n.identified_on), 0)
  FROM outcomes_need n JOIN c ON c.id = n.case_id
 UNION ALL SELECT a.case_id, hash_record_extended(ROW(7, a.id, a.completed_on), 0)
  FROM families_assessment a JOIN c ON c.id = a.case_id
 UNION ALL SELECT p.case_id, hash_record_extended(ROW(8, p.id, p.agreed_on), 0)
  FROM families_plan p JOIN c ON c.id = p.case_id WHERE p.agreed_on IS NOT NULL"""
HASHES = f"""WITH c AS MATERIALIZED (SELECT c.id, c.family_id, f.authority_id, c.framework,
  hash_record_extended(ROW(c.opened_on, c.lead_since, c.closed_on), 0) AS hash
  FROM families_case c JOIN families_family f ON f.id = c.family_id WHERE {{which}}),
 f AS (SELECT r.family_id, bit_xor(r.hash) AS hash FROM ({OF_FAMILY}) r (family_id, hash)
  GROUP BY r.family_id),
 o AS (SELECT r.case_id, bit_xor(r.hash) AS hash FROM ({OF_CASE}) r (case_id, hash)
  GROUP BY r.case_id),
 t AS (SELECT * FROM unnest(%(authorities)s::bigint[], %(frameworks)s::text[],
  %(terms)s::bigint[]) t (authority_id, framework, hash)),
 rows AS (SELECT c.id, c.hash # coalesce(f.hash, 0) # coalesce(o.hash, 0) # coalesce(t.hash, 0)
  AS hash FROM c LEFT JOIN f ON f.family_id = c.family_id LEFT JOIN o ON o.case_id = c.id
  LEFT JOIN t ON t.authority_id = c.authority_id AND t.framework = c.framework)"""  # noqa: S608
THESE = "= ANY (ARRAY(SELECT c.family_id FROM c))"
NUMBERS = " SELECT rows.id, rows.hash FROM rows"
OF_SOME = HASHES.format(which="c.id = ANY (%(cases)s)", within=THESE) + NUMBERS
WITHIN = "BETWEEN %(first)s AND %(last)s"
OF_MANY = HASHES.format(
    which=f"c.family_id {WITHIN} AND (c.closed_on IS NULL OR c.closed_on >= %(since)s)"
    " AND EXISTS (SELECT FROM outcomes_need n WHERE n.case_id = c.id)",
    within=WITHIN,
)
STALE = """ SELECT count(*), array_agg(rows.id ORDER BY rows.id) FILTER (WHERE s.rows IS NULL
  OR s.rows <> rows.hash OR s.until <= %(today)s) FROM rows
  LEFT JOIN outcomes_casestatus j ON j.case_id = rows.id AND j.replaced_at IS NULL
  LEFT JOIN outcomes_standing s ON s.status_id = j.id"""


class Terms:
    """The local plans in force on a day, and a number for each authority and version."""

    def __init__(self, today: date) -> None:
        self.today = today
        published = LocalPlan.objects.begun_or_to_come().select_related("framework")
        self.plans = list(published.order_by("-version"))
        self._read: dict[Any, Plan] = {}

    def plan(self, authority: int, slug: str, codes: frozenset[str]) -> Plan:
        """The same as `overlay`, read: once for all cases that it is the same for."""
        plans = self._of(authority, slug)
        local = {need["code"] for plan in plans for need in local_needs(plan.overlay)}
        key = (authority, slug, codes & local)
        if key not in self._read:
            self._read[key] = read_plan(self.overlay(authority, slug, codes))
        return self._read[key]

    def overlay(self, authority: int, slug: str, codes: Iterable[str] = ()) -> dict[str, Any]:
        """The newest plan in force, empty where there is none; with the local needs of other
        versions that a case with these codes was found to have."""
        versions = [p for p in self._of(authority, slug) if p.valid_from <= self.today]
        standing = next((plan for plan in versions if plan.holds(self.today)), None)
        return keeping_needs(standing.overlay if standing else {}, versions, lambda: codes)

    def turns(self, authority: int, slug: str) -> date:
        """The first day on which a plan begins or has ended."""
        plans = self._of(authority, slug)
        days = [p.valid_from for p in plans]
        days += [p.valid_until + timedelta(days=1) for p in plans if p.valid_until]
        return min((day for day in days if day > self.today), default=date.max)

    def _of(self, authority: int, slug: str) -> list[LocalPlan]:
        return self._apart.get((authority, slug), [])

    @cached_property
    def _apart(self) -> dict[tuple[int, str], list[LocalPlan]]:
        found: dict[tuple[int, str], list[LocalPlan]] = defaultdict(list)
        for plan in self.plans:
            found[plan.authority_id, plan.framework.slug].append(plan)
        return dict(found)

    @cached_property
    def everywhere(self) -> dict[str, list[Any]]:
        """What the database is told of every authority and version."""
        keys = Authority.objects.values_list("pk", flat=True)
        return self.told((pk, slug) for pk in keys for slug in slugs())

    def told(self, pairs: Iterable[tuple[int, str]]) -> dict[str, list[Any]]:
        """The same of some authorities, each with a version that it has cases of."""
        known = slugs()
        found = {pair: self._number(*pair) for pair in pairs if pair[1] in known}
        return {
            "authorities": [pk for pk, _ in found],
            "frameworks": [slug for _, slug in found],
            "terms": list(found.values()),
        }

    def _number(self, authority: int, slug: str) -> int:
        said = [rules_sha256(), framework(slug).sha256, self.overlay(authority, slug)]
        digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).digest()
        return int.from_bytes(digest[:8], signed=True)


@cache
def rules_sha256() -> str:
    """Of every file that a verdict is made by."""
    found = hashlib.sha256()
    for name in CODE:
        path = HOUSE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    return found.hexdigest()


def hashes(cases: Sequence[Case], terms: Terms) -> dict[int, int]:
    """The number of each case, as its rows are now. Their families are asked for with them."""
    pairs = {(case.family.authority_id, case.framework) for case in cases}
    with connection.cursor() as cursor:
        told = {"cases": [case.pk for case in cases], **terms.told(pairs)}
        cursor.execute(OF_SOME, told)
        return dict(cursor.fetchall())


def stale(families: tuple[int, int], *, since: date, terms: Terms) -> tuple[int, Sequence[int]]:
    """How many cases of these families (first and last key) are watched: open, or closed on or
    after `since`. And those whose judgement must be made again: never made, made of other rows, or
    turned perhaps by time."""
    first, last = families
    told: dict[str, Any] = {"first": first, "last": last, "since": since, "today": terms.today}
    with connection.cursor() as cursor:
        cursor.execute(OF_MANY + STALE, told | terms.everywhere)
        watched, found = cursor.fetchone()
    return watched, found or []
