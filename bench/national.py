"""A country to measure by: 150 councils, 2,000 users, 400,000 families, 1.6 million people.

Made by the database from numbers in about two minutes. One council is fifty times the others'
size, so that there is someone who sees 100,000 families, someone who sees 2,000 and someone with
200. Nobody in it has a name that means anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from django.utils import timezone

from families.models import Consent, Family, FamilyAccess, Involvement, Person
from sharing.models import Agency, Agreement, Authority, Category, Line, Post, Role, Team, User

COUNCILS = 150
WORKERS = 1_700
LONG_AGO = date(2020, 1, 1)
Duty, Kind = Team.Duty, Involvement.Kind


@dataclass(frozen=True, slots=True)
class Nation:
    """Who looks: with few families, with an ordinary hub's, with the big hub's; and a partner."""

    few: User
    some: User
    many: User
    partner: User


def make(families: int) -> Nation:
    """Fill an empty, migrated database; the owner's connection is needed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # keys hold by making
        councils = _councils()
        _homes(cursor, councils, families)
        _people()
        _links()
        _consents()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # as autovacuum does for what is not made in a minute
    return Nation(
        few=councils[1].workers[0].user,
        some=councils[1].duty.user,
        many=councils[0].duty.user,
        partner=councils[1].school.user,
    )


@dataclass(frozen=True, slots=True)
class Council:
    """One authority's people: duty officer, key workers, and a school's safeguarding lead."""

    authority: Authority
    agency: Agency
    hub: Team
    duty: Post
    workers: list[Post]
    school: Post


def _councils() -> list[Council]:
    """The first has a fifth of the workers, and gets a quarter of the families."""
    made = []
    for number in range(COUNCILS):
        authority = Authority.objects.create(name=f"Council {number}", code=f"E0700{number:04}")
        agency = _agency(f"Early Help {number}", Agency.Kind.COUNCIL, authority)
        school = _agency(f"School {number}", Agency.Kind.SCHOOL, authority)
        group = Group.objects.create(name=f"Hub {number}")
        hub = Team.objects.create(name="Hub", agency=agency, duty=Duty.HUB, group=group)
        size = WORKERS // 5 if number == 0 else WORKERS * 4 // 5 // (COUNCILS - 1)
        workers = [_post(f"w{number}.{n}", agency, Role.KEY_WORKER) for n in range(size)]
        duty = _post(f"d{number}", agency, Role.HUB_OFFICER, hub)
        lead = _post(f"s{number}", school, Role.PRACTITIONER)
        _agreement(agency, school)
        made.append(Council(authority, agency, hub, duty, workers, lead))
    return made


def _agency(name: str, kind: str, authority: Authority) -> Agency:
    agency = Agency.objects.create(name=name, kind=kind)
    agency.authorities.add(authority)
    return agency


def _post(name: str, agency: Agency, role: str, team: Team | None = None) -> Post:
    user = User.objects.create(username=name, full_name=name)
    return Post.objects.create(user=user, agency=agency, role=role, team=team, starts_on=LONG_AGO)


def _agreement(agency: Agency, school: Agency) -> None:
    agreement = Agreement.objects.create(
        title=f"{agency}", state=Agreement.State.ACTIVE, starts_on=LONG_AGO
    )
    agreement.parties.add(agency, school)
    for giver, taker, asks in ((agency, school, True), (school, agency, False)):
        for category in (Category.IDENTITY, Category.EDUCATION, Category.PLAN):
            Line.objects.create(
                agreement=agreement,
                from_agency=giver,
                to_agency=taker,
                category=category,
                consent_needed=asks,
            )


def _homes(cursor: Any, councils: list[Council], count: int) -> None:
    """Each family's number beside its council's keys, for what is written next."""
    cursor.execute(
        "CREATE TEMP TABLE council"
        " (n int PRIMARY KEY, a int, o int, h int, w int[], s int, sa int, su int)"
    )
    for n, c in enumerate(councils):
        row = [n, c.authority.pk, c.agency.pk, c.hub.pk, [w.pk for w in c.workers]]
        row += [c.school.pk, c.school.agency_id, c.school.user_id]
        cursor.execute("INSERT INTO council VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row)
    cursor.execute(
        "CREATE TEMP TABLE home AS SELECT f, c.*, 1 + f / 150 %% cardinality(c.w) AS turn"
        " FROM generate_series(1, %s) f"
        " JOIN council c ON c.n = CASE WHEN f %% 4 = 0 THEN 0 ELSE 1 + f %% %s END",
        [count, COUNCILS - 1],
    )


def _people() -> None:
    """The families, and four people in each."""
    name = "chr(65 + f % 26) || substr(md5(f::text), 1, 7)"
    fill(Family, "home", id="f", name=name, reference="'N' || f", authority="a", owner="o")
    fill(
        Person,
        "home, generate_series(0, 3) m",
        id="f * 4 + m",
        given_name="substr(md5((f * 4 + m)::text), 1, 6)",
        family_name=name,
        family="f",
        relation="CASE WHEN m = 0 THEN 'parent' ELSE 'child' END",
        born="DATE '1990-01-01' + (f % 300) + CASE m WHEN 0 THEN 0 ELSE 6200 + m * 1100 END",
        owner="o",
    )


def _links() -> None:
    """Three links to each family: its lead, its council's hub, a school."""
    links = (
        (0, Kind.LEAD_WORKER, "w[turn]", "NULL::int"),
        (1, Kind.HUB_DUTY, "NULL::int", "h"),
        (2, Kind.TEAM_AROUND, "s", "NULL::int"),
    )
    for n, kind, post, team in links:
        one = {"id": f"f * 3 + {n}", "family": "f", "since": "DATE '2024-01-01'"}
        said = f"'{kind}'"
        fill(Involvement, "home", **one, kind=said, post=post, team=team, owner="o")
        who = f"coalesce({post}, -{team})"
        fill(FamilyAccess, "home", **one, principal=who, purpose="'support'", involvement=one["id"])


def _consents() -> None:
    """Everyone in every second family let the school know who they are."""
    fill(
        Consent,
        "home, generate_series(0, 3) m",
        "f % 2 = 0",
        id="f * 4 + m",
        person="f * 4 + m",
        family="f",
        given_by="f * 4 + m",
        agency="sa",
        category="'identity'",
        state="'given'",
        decided_on="DATE '2024-02-01'",
        recorded_by="su",
        owner="o",
    )


def fill(model: type[models.Model], source: str, where: str = "true", /, **said: str) -> None:
    """Rows of `model` from `source`: what is `said` in SQL, and every other field's own default."""
    columns, values, literals = [], [], []
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        if field.name in said:
            values.append(said[field.name].replace("%", "%%"))
        elif isinstance(field, models.UUIDField) and not field.null:
            values.append("gen_random_uuid()")
        else:
            values.append("%s")
            literals.append(_default(field))
    sql = f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(values)}'
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FROM {source} WHERE {where.replace('%', '%%')}", literals)


def _default(field: models.Field) -> Any:
    if isinstance(field, models.DateTimeField) and not field.null:
        return timezone.now()
    return field.get_db_prep_save(field.get_default(), connection)
