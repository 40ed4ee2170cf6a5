"""What the explorer counts, in SQL, over all families at once; nothing leaves here unprotected.

One family counts once in a framework version, by its newest case. Counted are cases that the
agency itself holds, whoever asks: two people of an agency get the same numbers, so that nobody
learns of a family by what differs between them. A restricted family is in no number at all, and a
family with a confidential address in no area (access.md, P4 and P5; docs/decisions/0025).
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from families.models import Case, Involvement, Visit
from outcomes.models import Claim, LocalPlan
from outcomes.rules.local_meanings import LocalMeaning, local_meanings
from outcomes.rules.plans import read_plan
from sharing.models import Agency, Team
from sharing.wall import opened_to_read

#: The ways to part all families, each family in exactly one part. Empty: not parted.
EVERYONE, AREA, TEAM, YEAR = "", "area", "team", "year"
PARTED_BY = (YEAR, AREA, TEAM)
#: Parts that hold what is not known. No area, team or year has such a name.
NOT_KNOWN = "-"

COUNTED = """
WITH newest AS (
  SELECT DISTINCT ON (c.family_id) c.*
  FROM families_case c
  WHERE c.owner_id = %(agency)s AND c.framework = %(version)s
    AND c.closing_reason <> %(by_mistake)s AND c.opened_on <= %(today)s
    AND NOT EXISTS (SELECT FROM families_restriction r
                    WHERE r.family_id = c.family_id AND r.lifted_on IS NULL)
  ORDER BY c.family_id, c.opened_on DESC, c.id DESC
), counted AS (
  SELECT c.id, c.family_id, c.opened_on, c.closed_on, c.lead_since, s.id AS status_id,
         coalesce(s.result, 'not_judged') AS result,
         coalesce(nullif(place.ward, ''), '-') AS area,
         coalesce(team.key::text, '-') AS team,
         extract(year FROM c.opened_on - interval '3 months')::int::text AS year
  FROM newest c
  LEFT JOIN outcomes_casestatus s ON s.case_id = c.id AND s.replaced_at IS NULL
  LEFT JOIN sharing_post lead ON lead.id = c.lead_id
  LEFT JOIN sharing_team team ON team.id = lead.team_id AND team.agency_id = %(agency)s
  LEFT JOIN (
    SELECT h.family_id, a.ward
    FROM families_household h JOIN families_address a ON a.id = h.address_id
    WHERE h.is_main AND a.owner_id = %(agency)s AND NOT EXISTS (
      SELECT FROM families_address o WHERE o.family_id = h.family_id AND o.confidential)
  ) place ON place.family_id = c.family_id
)"""
# Everyone and every way to part them, in one pass: which way, which part.
EACH_WAY = """
SELECT CASE GROUPING(area, team, year) WHEN 3 THEN 'area' WHEN 5 THEN 'team' WHEN 6 THEN 'year'
       ELSE '' END, coalesce(area, team, year, ''), {what}, count(*)
FROM {whose}
GROUP BY GROUPING SETS (({what}), (area, {what}), (team, {what}), (year, {what}))"""
RESULTS = EACH_WAY.format(what="result", whose="counted")
NEED = """, was_met AS (
  SELECT e.need_id FROM outcomes_needstatus e JOIN outcomes_casestatus es ON es.id = e.status_id
  WHERE e.verdict = 'met' AND es.replaced_at IS NOT NULL
  UNION
  SELECT l.need_id FROM outcomes_claimline l JOIN outcomes_claim k ON k.id = l.claim_id
  WHERE l.verdict = 'met' AND k.state = ANY(%(approved)s)
), need AS (
  SELECT c.id AS case_id, c.area, c.team, c.year, n.code,
    CASE
      WHEN bool_or(s.verdict = 'not_met' AND w.need_id IS NOT NULL) THEN 'lost'
      WHEN bool_or(s.verdict = 'not_met' AND s.until IS NULL) THEN 'not_met'
      WHEN bool_or(s.verdict = 'not_known') THEN 'not_known'
      WHEN bool_or(s.verdict = 'not_met') THEN 'watched'
      WHEN bool_or(s.verdict = 'met') THEN 'kept'
      WHEN bool_or(s.verdict IS NOT NULL) THEN 'not_applicable'
      ELSE 'not_judged'
    END AS standing
  FROM counted c
  JOIN outcomes_need n ON n.case_id = c.id
  LEFT JOIN outcomes_needstatus s ON s.need_id = n.id AND s.status_id = c.status_id
  LEFT JOIN was_met w ON w.need_id = n.id
  GROUP BY 1, 2, 3, 4, 5
)"""
NEEDS = NEED + EACH_WAY.format(what="code, standing", whose="need")
PAIRS = (
    NEED
    + """
SELECT {unit}, one.code, other.code, count(*)
FROM need one JOIN need other ON other.case_id = one.case_id AND other.code > one.code
GROUP BY 1, 2, 3"""
)
HELPED = """, helped AS (
  SELECT DISTINCT c.id AS case_id, a.kind
  FROM counted c
  JOIN families_involvement i ON i.family_id = c.family_id
  LEFT JOIN sharing_post p ON p.id = i.post_id
  LEFT JOIN sharing_team t ON t.id = i.team_id
  JOIN sharing_agency a ON a.id = coalesce(p.agency_id, t.agency_id)
  WHERE i.kind = %(around)s AND i.owner_id = %(agency)s AND a.id <> %(agency)s
    AND i.since <= coalesce(c.closed_on, %(today)s)
    AND coalesce(i.ended_at::date, i.until, %(today)s) >= c.opened_on
)"""
AROUND = (
    HELPED
    + """
SELECT {unit}, h.kind, c.result, count(*)
FROM counted c JOIN helped h ON h.case_id = c.id GROUP BY 1, 2, 3"""
)
HELPED_WITH = (
    NEED
    + HELPED
    + """
SELECT {unit}, n.code, h.kind, n.standing, count(*)
FROM need n JOIN helped h ON h.case_id = n.case_id GROUP BY 1, 2, 3, 4"""
)
VISITED = """, met AS (
  SELECT c.id, c.result, c.area, c.team, c.year, c.lead_since, count(v.id) AS times,
         greatest(coalesce(c.closed_on, %(today)s) - c.lead_since, 28) / 28.0 AS spans
  FROM counted c
  LEFT JOIN families_visit v ON v.case_id = c.id AND v.outcome = %(we_met)s
    AND v.owner_id = %(agency)s
  GROUP BY c.id, c.result, c.area, c.team, c.year, c.lead_since, c.closed_on
)
SELECT {unit}, CASE WHEN lead_since IS NULL THEN 'no_lead' WHEN times = 0 THEN 'none'
            WHEN times < spans THEN 'less' WHEN times * 3 < 4 * spans THEN 'weeks_4'
            WHEN times < 2 * spans THEN 'weeks_3' ELSE 'weeks_2' END,
       result, count(*)
FROM met GROUP BY 1, 2, 3"""
APPROVED = """, claimed AS (
  SELECT DISTINCT ON (k.case_id) k.case_id, k.decided_at AT TIME ZONE 'Europe/London' AS at
  FROM outcomes_claim k JOIN counted c ON c.id = k.case_id
  WHERE k.state = ANY(%(approved)s)
  ORDER BY k.case_id, k.decided_at DESC
)
SELECT CASE WHEN k.at IS NULL THEN '-'
            ELSE to_char(date_trunc('quarter', k.at), 'YYYY-MM') END, c.result, count(*)
FROM counted c LEFT JOIN claimed k ON k.case_id = c.id GROUP BY 1, 2"""
VERSIONS = """
SELECT framework, count(*) FROM families_case c
WHERE owner_id = %(agency)s AND closing_reason <> %(by_mistake)s
  AND NOT EXISTS (SELECT FROM families_restriction r
                  WHERE r.family_id = c.family_id AND r.lifted_on IS NULL)
GROUP BY 1 ORDER BY 2 DESC, 1"""

#: A part, then what the question counts by, then how many families.
Rows = list[tuple[Any, ...]]


class Counting:
    """What one agency's cases of one framework version come to; each question is asked once."""

    def __init__(self, agency: Agency, version: str = "") -> None:
        self.agency, self.version = agency, version
        self._asked: dict[str, Rows] = {}

    def results(self, by: str = EVERYONE) -> Rows:
        """(part, verdict on the result, families)."""
        return [tuple(row) for way, *row in self._ask(RESULTS) if way == by]

    def needs(self, by: str = EVERYONE) -> Rows:
        """(part, need, how it stands, families)."""
        return [tuple(row) for way, *row in self._ask(NEEDS) if way == by]

    def pairs(self, by: str = EVERYONE) -> Rows:
        """(part, need, later need, families with both)."""
        return self._ask(PAIRS.format(unit=f"one.{by}" if by else "''"))

    def around(self, by: str = EVERYONE) -> Rows:
        """(part, kind of agency in the team around the family, verdict, families)."""
        return self._ask(AROUND.format(unit=f"c.{by}" if by else "''"))

    def helped(self, by: str = EVERYONE) -> Rows:
        """(part, need, kind of agency in the team around the family, how it stands, families)."""
        return self._ask(HELPED_WITH.format(unit=f"n.{by}" if by else "''"))

    def visited(self, by: str = EVERYONE) -> Rows:
        """(part, how often the worker met the family, verdict, families)."""
        return self._ask(VISITED.format(unit=by or "''"))

    def approved(self) -> Rows:
        """(quarter of the newest approved result as YYYY-MM or -, verdict today, families)."""
        return self._ask(APPROVED)

    def versions(self) -> list[str]:
        """Framework versions that this agency has cases of, the most used first."""
        return [version for version, _ in self._rows(VERSIONS)]

    def teams(self, keys: list[str]) -> dict[str, str]:
        """Names of teams by their keys."""
        return {str(team.key): team.name for team in Team.objects.filter(key__in=keys)}

    def local(self) -> dict[str, LocalMeaning]:
        """Needs of the authority's own that any published plan over this version has had."""
        authorities = self.agency.authorities.values("pk")
        plans = LocalPlan.objects.published().filter(
            framework__slug=self.version, authority__in=authorities
        )
        rows = plans.select_related("authority").order_by("version", "pk")
        named = ((f"{p.authority}, version {p.version}", p.overlay) for p in rows)
        return local_meanings((name, read_plan(overlay).local_needs) for name, overlay in named)

    def _ask(self, question: str) -> Rows:
        if question not in self._asked:
            self._asked[question] = self._rows(f"{COUNTED}{question}")
        return self._asked[question]

    def _rows(self, sql: str) -> Rows:
        given: dict[str, Any] = {
            "agency": self.agency.pk,
            "version": self.version,
            "today": timezone.localdate(),
            "by_mistake": Case.WITHDRAWN,
            "approved": [state.value for state in Claim.APPROVED],
            "around": Involvement.Kind.TEAM_AROUND.value,
            "we_met": Visit.Outcome.MET.value,
        }
        with opened_to_read(), connection.cursor() as cursor:  # numbers, whoever the families are
            cursor.execute(sql, given)
            return list(cursor.fetchall())
