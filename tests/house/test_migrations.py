"""The migrations say what the models say, on one line of history for each app."""

from datetime import date, timedelta

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from families import acts
from families.models import FamilyAccess, LastDay
from families.wall.building import take_down
from sharing.models import User
from tests import cast


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_has_one_newest_migration(db):
    assert MigrationLoader(None).detect_conflicts() == {}


def test_first_tables_can_be_taken_back(db, capsys):
    call_command("sqlmigrate", "referrals", "0001_tables", backwards=True)

    dropped = capsys.readouterr().out.count("DROP TABLE")
    assert dropped == len(
        list(apps.get_app_config("referrals").get_models(include_auto_created=True))
    )


def test_the_archive_comes_to_rows_that_were_there_before_it(borough, dot, ada, fay):
    """families 0003: what an older version closed stands as if the acts had closed it now."""
    long_closed, closed, again, mistaken = (cast.make_family(dot) for _ in range(4))
    window, system = timezone.localdate() + timedelta(days=9), User.objects.system()
    for family, kind in ((long_closed, "audit"), (closed, "panel")):
        acts.start_involvement(family=family, kind=kind, post=fay.post, until=window, by=system)
    today = timezone.localdate()
    for family, day in ((long_closed, date(2024, 2, 29)), (closed, today), (again, today)):
        cast.let_lead(family, ada, dot)
        family.cases.update(opened_on=date(2024, 1, 8))
        acts.close_case(case=family.open_case, reason="Moved", closed_on=day, by=ada)
    acts.open_case(family=again, by=dot)
    acts.withdraw_case(case=acts.open_case(family=mistaken, by=dot), by=dot)
    rows = FamilyAccess.objects.exclude(involvement__kind="records")
    rows = rows.order_by("pk").values_list("pk", "until")
    days = LastDay.objects.order_by("family").values_list("family", "day")
    by_acts = [*rows], [*days]
    assert {until for _, until in by_acts[0]} == {
        None,
        date(2025, 2, 28),
        window,
        closed.open_until,
    }
    take_down(connection)
    loader = MigrationLoader(connection)
    before, archive = ("families", "0002_consent_of_its_family"), ("families", "0003_archive")
    with connection.schema_editor() as editor:
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        editor.execute("DROP TABLE families_lastday")
        editor.execute(
            "UPDATE families_familyaccess a SET until = i.until FROM families_involvement i"
            " WHERE i.id = a.involvement_id"
        )
        loader.get_migration(*archive).apply(loader.project_state(before), editor)
    assert ([*rows.all()], [*days.all()]) == by_acts
