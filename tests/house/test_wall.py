"""The second wall: what PostgreSQL itself shows to the web's role, whatever our code asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse, StreamingHttpResponse

from families.access import enter, gate_for, shut_families
from families.middleware import BehindTheWall
from families.models import Export, Family, Restriction
from families.wall.building import take_down
from families.wall.checks import problems
from families.wall.policies import behind, tables
from sharing.chain import Walk
from sharing.checks import STOREYS
from sharing.journal import saw
from sharing.models import JournalEntry, OpenToAll
from sharing.wall import (
    FEW,
    KNOWN,
    WEB,
    WORKER,
    behind_the_wall,
    opened_to_act,
    opened_to_read,
)
from tests.house.situation import PEOPLE, Situation, made

pytestmark = pytest.mark.matrix

#: A value by the kind of column; where a kind is not here, '1' will do.
SOMETHING = {
    "DateField": "current_date",
    "DateTimeField": "now()",
    "JSONField": "'{}'",
    "UUIDField": "gen_random_uuid()",
    "BooleanField": "false",
}
COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.fixture
def situation(db) -> Situation:
    return made()


@contextmanager
def seen_by(user, most: int = FEW) -> Iterator[None]:
    """As a request of theirs would be answered."""
    gate = gate_for(user, most=most)
    with behind_the_wall(gate):
        if user.is_authenticated:
            enter(gate)
        yield


def value(sql: str, *said: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        return cursor.fetchone()[0]


def told(name: str) -> str:
    return value(f"SELECT current_setting('whole_family.{name}', true)")


def rows_of(table: str) -> int:
    return value(f'SELECT count(*) FROM "{table}"')  # noqa: S608


def models_about_families() -> list:
    """Each model, its versions and its many-to-many tables, found without the wall's own list."""
    found = []
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models(include_auto_created=True):
            source = model._meta.auto_created or getattr(model, "instance_type", model)
            walled = ("FeedFile", "FeedRow", "OwnHome", "Notice", "Export", "JournalEntry")
            walled += ("FamilyAccess", "FamilyUserPermission", "FamilyGroupPermission", "LastDay")
            if not issubclass(source.Sharing, OpenToAll) or source.__name__ in walled:
                found.append(model)
    return found


def fill(model) -> None:
    """One row with something in every column, about the family of the situation where it can be."""
    table, columns, values = model._meta.db_table, [], []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        for column in model._meta.concrete_fields:
            if column.name in ("history_id", "id") and column.primary_key:
                continue
            columns.append(f'"{column.column}"')
            if column.related_model is not None:
                other = column.related_model._meta.db_table
                values.append(f'(SELECT min(id) FROM "{other}")')  # noqa: S608
            else:
                values.append(SOMETHING.get(column.get_internal_type(), "'1'"))
        cursor.execute(
            f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({", ".join(values)})'  # noqa: S608
        )


def test_every_table_about_families_stands_behind_the_wall(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename, cmd FROM pg_policies WHERE %s = ANY (roles)", [WEB])
        policies = cursor.fetchall()
    open_tables = []
    for model in models_about_families():
        table = model._meta.db_table
        if table not in forced or {cmd for name, cmd in policies if name == table} != COMMANDS:
            open_tables.append(table)
    assert not open_tables
    assert {walled.table for walled in tables()} == {
        m._meta.db_table for m in models_about_families()
    }


def test_the_roles_own_nothing_and_go_round_nothing(db):
    for role in (WEB, WORKER):
        assert not value(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles"
            " WHERE rolname = %s",
            role,
        )
        assert value("SELECT count(*) FROM pg_class WHERE relowner = %s::regrole", role) == 0


def test_no_view_looks_with_the_eyes_of_its_owner(db):
    views = "SELECT coalesce(array_agg(relname::text), '{}') FROM pg_class"
    invoker = "relkind = 'v' AND relnamespace = current_schema()::regnamespace"
    plain = "NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
    assert value(f"{views} WHERE {invoker} AND {plain}") == []


def test_nobody_without_business_here_gets_a_row_by_raw_sql(situation):
    """Another agency: no row of any table, in any version. Someone who left, and colleagues: none
    but of what was sent to their own agency."""
    everywhere = [model._meta.db_table for model in models_about_families()]
    for model in sorted(models_about_families(), key=lambda m: bool(m._meta.auto_created)):
        if not rows_of(model._meta.db_table):
            fill(model)
    assert all(rows_of(table) for table in everywhere)
    for nobody in (situation.users["eve"], AnonymousUser()):
        with seen_by(nobody):
            assert value("SELECT current_user") == WEB
            assert {t: n for t in everywhere if (n := rows_of(t))} == {}
    may_be_theirs = ("ends", "follows", "own")
    ours = {w.table for w in tables() if any(hasattr(w.sharing, way) for way in may_be_theirs)}
    for name in ("gus", "ben", "lou", "max"):
        with seen_by(situation.users[name]):
            assert {t: n for t in everywhere if (n := rows_of(t)) and t not in ours} == {}, name


def test_where_someone_lives_themselves_is_theirs_alone(situation):
    """Of those who sign in too: nobody who looks at families reads where a colleague lives."""
    tables = ("families_ownhome", "families_historicalownhome")
    for name in PEOPLE[1:]:
        with seen_by(situation.users[name]):
            assert [rows_of(table) for table in tables] == [name == "ada"] * 2, name


def test_what_is_for_one_person_is_no_colleagues(situation):
    """Raw SQL as anybody reads their own new items and files taken out, and nobody else's."""
    Export.objects.create(user=situation.users["ada"], post=situation.users["ada"].post)
    whose = {
        "families_notice": "to_id",
        "families_export": "user_id",
        "sharing_journalentry": "by_id",
    }
    read = dict.fromkeys(whose, 0)
    for name in PEOPLE[1:]:
        user = situation.users[name]
        with seen_by(user):
            for table, column in whose.items():
                read[table] += rows_of(table)
                others = f'SELECT count(*) FROM "{table}" WHERE {column} <> %s'  # noqa: S608
                assert value(others, user.pk) == 0, (name, table)
    assert all(read.values())


def test_the_journal_is_one_chain_though_nobody_reads_the_others_lines(situation):
    family = Family.objects.get(reference=situation.named["reference"])
    for name in ("ada", "hal", "ada", "dot"):
        with seen_by(situation.users[name]):
            saw(situation.users[name], family)
    assert not list(Walk().faults())
    about = "SELECT count(*) FROM journal_about(%s)"
    with seen_by(situation.users["ada"]):
        assert value(about, family.pk) == 0, "not even how many there are"
        with opened_to_read():
            assert value(about, family.pk) >= 4
            assert JournalEntry.objects.about_family(family.pk).count() >= 4


def test_with_nobody_told_there_is_nothing(situation):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {WEB}")
        for walled in tables():
            assert rows_of(walled.table) == 0, walled.table
        cursor.execute("RESET ROLE")


def test_the_wall_hides_nothing_that_the_rule_shows(situation):
    """Row by row, for every kind of person, in every model that has a rule."""
    shown = 0
    for name in PEOPLE:
        if name == "anonymous":
            continue
        user = situation.users[name]
        for storey in STOREYS:
            for model in apps.get_app_config(storey).get_models():
                if not hasattr(model._default_manager, "visible_to") or not behind(model):
                    continue
                right = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
                with seen_by(user):
                    rows = model._default_manager.visible_to(user)
                    found = set(rows.values_list("pk", flat=True))
                assert found == right, (name, model)
                shown += len(right)
    assert shown > 100


def test_while_tables_change_the_web_is_answered_and_sees_nothing(situation):
    take_down(connection)
    with seen_by(situation.users["ada"]):
        assert rows_of("families_family") == rows_of("families_visit") == 0


def test_what_is_shut_is_shut_by_the_wall_too(situation):
    """Dot is at the hub and involved; a restriction names Hal only. The hub knows a second family
    too, which is not restricted."""
    family = Family.objects.get(reference=situation.named["reference"])
    dot = situation.users["dot"]
    with seen_by(dot):
        assert rows_of("families_family") == 2
    restriction = Restriction.objects.create(
        family=family, reason="Staff", review_on=family.registered_at.date(), owner=family.owner
    )
    restriction.named.add(situation.users["hal"])
    for name, second in {"dot": 1, "ada": 0, "kay": 0, "cas": 0}.items():
        with seen_by(situation.users[name]):
            assert rows_of("families_family") == second, name
            assert rows_of("families_person") == second, name
            assert rows_of("referrals_referral") == 0, name
            assert rows_of("families_restriction") == 0, name
    with seen_by(situation.users["hal"]):
        assert rows_of("families_family") == 2


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sharing_journalentry SET why = 'changed'",
        "DELETE FROM sharing_journalentry",
        "UPDATE families_historicalperson SET given_name = 'changed'",
        "DELETE FROM families_historicalperson",
        "TRUNCATE families_person CASCADE",
        "ALTER TABLE families_person DISABLE ROW LEVEL SECURITY",
        "UPDATE django_migrations SET name = ''",
        "CREATE TEMPORARY TABLE families_familyaccess (principal bigint, family_id bigint)",
    ],
)
def test_what_the_web_has_no_right_to(situation, sql):
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        seen_by(situation.users["ada"]),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_outside_an_act_the_web_changes_no_row_about_a_family(situation):
    with seen_by(situation.users["ada"]), connection.cursor() as cursor:
        assert rows_of("families_person") == 2
        cursor.execute("UPDATE families_person SET given_name = 'changed'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM families_action")
        assert cursor.rowcount == 0


def test_a_request_is_answered_in_the_webs_role_and_leaves_nothing(situation, rf):
    said = []

    def page(request):
        said.append(value("SELECT current_user"))
        said.append(value("SELECT current_setting('whole_family.principals')"))
        raise LookupError("the page fails")

    request = rf.get("/")
    request.user = situation.users["ada"]
    with pytest.raises(LookupError):
        BehindTheWall(page)(request)
    assert said[0] == WEB
    assert said[1] == str(set(request.user.principals))
    assert value("SELECT current_user") != WEB
    assert value("SELECT current_setting('whole_family.principals')") == ""
    assert {told(name) for name in (*KNOWN, "open")} == {""}


def test_what_streams_is_read_behind_the_wall_to_its_end(situation, rf):
    def page(_):
        return StreamingHttpResponse(str(rows_of("families_family")) for _ in range(2))

    for name, seen in (("ada", b"1"), ("eve", b"0")):
        request = rf.get("/")
        request.user = situation.users[name]
        response = BehindTheWall(page)(request)
        assert list(response.streaming_content) == [seen, seen]
        for close in response._resource_closers:  # as the server does when all is sent
            close()
        assert value("SELECT current_user") != WEB


def test_a_page_that_asks_nothing_tells_nothing(rf):
    """Alive without a database."""
    request = rf.get("/")
    request.user = AnonymousUser()
    answer = HttpResponse()
    assert BehindTheWall(lambda _: answer)(request) is answer


def test_an_opening_ends_and_none_closes_another(situation):
    """An act may ask what is shut to a colleague; afterwards it still sees, and then no longer."""
    hal = situation.users["hal"]
    with seen_by(situation.users["ben"]):
        with transaction.atomic(), opened_to_act():
            shut_families(hal)
            with opened_to_read():
                assert rows_of("families_family") == 2
            assert rows_of("families_family") == 2
        assert rows_of("families_family") == 0
        with opened_to_read():
            shut_families(hal)
            assert rows_of("families_family") == 2
        assert rows_of("families_family") == 0


def test_the_check_tells_who_must_not_log_in(db):
    """The tests' own user is an administrator; the web's may log in, and becomes nobody else."""
    assert problems(connection) != []
    web = connection.copy()
    web.settings_dict = connection.settings_dict | {"USER": WEB}
    try:
        assert problems(web) == []
        with web.cursor() as cursor:
            cursor.execute(f"SET ROLE {WEB}")
            with pytest.raises(DatabaseError, match="permission denied"):
                cursor.execute("SET ROLE postgres")
    finally:
        web.close()
