"""The families of `counting_made` as rows of the database, and a few that must not be counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from families.models import Address, Case, Family, Household, Involvement, Visit
from outcomes.acts import load_frameworks
from outcomes.models import CaseStatus, Claim, ClaimLine, Framework, Need, NeedStatus
from sharing.models import Agency, Post, User
from tests.cast import Borough, make_agency, make_team, make_user
from tests.outcomes.counting_made import VERSION, OneFamily

#: How each standing is told: today's verdict, and whether something ends the watch.
TOLD = {
    "kept": ("met", None),
    "watched": ("not_met", date(2030, 1, 1)),
    "lost": ("not_met", None),
    "not_known": ("not_known", None),
}
OPENED = {"2024": date(2024, 6, 3), "2025": date(2025, 6, 2)}
LED_FOR = 280  # days, ten spans of four weeks
VISITS = {"weeks_2": 20, "weeks_3": 14, "less": 1}


def add(row: Any) -> Any:
    """One row without its versions, which nothing here counts."""
    type(row).objects.bulk_create([row])
    return row


def count_rows() -> None:
    """PostgreSQL is told of them: it believes the tables as empty as the last test left them, and
    takes seconds for what it plans for one row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins > 0")
        cursor.execute(f"ANALYZE {', '.join(table for (table,) in cursor.fetchall())}")


class Writer:
    """Writes families as they would stand after months of work, straight into the tables."""

    def __init__(self, borough: Borough) -> None:
        self.borough = borough
        load_frameworks()
        self.framework = Framework.objects.get(slug=VERSION)
        self.worker = make_user("Worker", borough.early_help, "key_worker", borough.east)
        self.second = make_user("Second", borough.early_help, "coordinator", borough.results)
        self.posts = self._posts()
        self.number = 0

    def _posts(self) -> dict[str, Post]:
        health = make_agency(self.borough.authority, "Merrowby Health", Agency.Kind.HEALTH)
        people = {
            "school": make_user("At School", self.borough.school, "practitioner"),
            "police": make_user("At Police", self.borough.police, "practitioner"),
            "health": make_user("At Health", health, "practitioner"),
        }
        return {kind: user.post for kind, user in people.items() if user.post}

    def write(self, families: list[OneFamily]) -> list[Case]:
        cases = [self.one(family) for family in families]
        count_rows()
        return cases

    def one(self, made: OneFamily, family: Family | None = None, **case) -> Case:
        """One family with its newest case."""
        family = family or self.family(made.area)
        opened = OPENED[made.year]
        leads = {"lead": self._lead(made.team)} if made.team != "-" else {}
        led = {"lead_since": opened} if made.often != "no_lead" else {}
        given = {
            "framework": VERSION,
            "opened_on": opened,
            "closed_on": opened + timedelta(days=LED_FOR),
            "stage": Case.Stage.CLOSED,
            "owner": self.borough.early_help,
        }
        row = add(Case(family=family, **(given | leads | led | case)))
        self._visits(row, VISITS.get(made.often, 0))
        self._judge(row, made)
        Involvement.objects.bulk_create(
            Involvement(
                family=family, post=self.posts[kind], kind=Involvement.Kind.TEAM_AROUND,
                since=opened, owner=self.borough.early_help,
            )
            for kind in made.around
        )  # fmt: skip
        if made.approved != "-":
            self._claim(row, made.approved)
        return row

    def family(self, ward: str, **address) -> Family:
        self.number += 1
        owner = self.borough.early_help
        family = add(Family(
            reference=f"WF-{self.number:05}", name="Made", authority=self.borough.authority,
            owner=owner,
        ))  # fmt: skip
        home = add(
            Address(family=family, lines=f"{self.number} Road", ward=ward, owner=owner, **address)
        )
        add(Household(family=family, label="Home", address=home, is_main=True, owner=owner))
        return family

    def _lead(self, team: str) -> Post | None:
        if team == "East":
            return self.worker.post
        west, _ = User.objects.get_or_create(username="west", full_name="West Worker")
        if not west.posts.exists():
            agency = self.borough.early_help
            Post.objects.create(
                user=west, agency=agency, role="key_worker", starts_on=date(2020, 1, 1),
                team=make_team(agency, "West", "casework"),
            )  # fmt: skip
        return west.posts.get()

    def _visits(self, case: Case, times: int) -> None:
        first = datetime.combine(case.opened_on, datetime.min.time(), UTC)
        Visit.objects.bulk_create(
            Visit(
                case=case, happened_at=first + timedelta(days=place), outcome=Visit.Outcome.MET,
                recorded_by=self.worker, owner=case.owner,
            )
            for place in range(times)
        )  # fmt: skip

    def _judge(self, case: Case, made: OneFamily) -> None:
        found = {"case": case, "identified_by": self.worker, "owner": case.owner}
        needs = {code: Need(code=code, **found) for code in made.needs}
        Need.objects.bulk_create(needs.values())
        told = []
        if "lost" in made.needs.values():
            before = self._status(case, "met", replaced_at=timezone.now())
            lost = [need for code, need in needs.items() if made.needs[code] == "lost"]
            told += [
                NeedStatus(status=before, need=n, verdict="met", owner=case.owner) for n in lost
            ]
        status = self._status(case, "not_met" if made.result == "not_judged" else made.result)
        for code, need in needs.items():
            verdict, until = TOLD[made.needs[code]]
            now = {"status": status, "need": need, "owner": case.owner}
            told.append(NeedStatus(verdict=verdict, until=until, **now))
        NeedStatus.objects.bulk_create(told)

    def _status(self, case: Case, result: str, **more) -> CaseStatus:
        said = {"eligible": "met", "payment": result, "result": result, "verdicts": {}}
        return add(CaseStatus(case=case, facts_sha256="", owner=case.owner, **(said | more)))

    def _claim(self, case: Case, quarter: str) -> Claim:
        self.number += 1
        at = datetime.fromisoformat(f"{quarter}-20T12:00:00+00:00")
        return add(Claim(
            case=case, reference=f"C-{self.number:05}", framework=self.framework, route="outcomes",
            amount=Decimal(0), state=Claim.State.APPROVED, as_of=at.date(), verdicts={}, facts={},
            prepared_by=self.worker, decided_by=self.second, decided_at=at, facts_sha256="0" * 64,
            framework_sha256="0" * 64, owner=case.owner,
        ))  # fmt: skip


def claimed_line(case: Case, need: Need) -> ClaimLine:
    """A need that an approved claim of the case counted as met."""
    return ClaimLine.objects.create(
        claim=case.claims.get(), need=need, title="A need", verdict="met", owner=case.owner
    )
