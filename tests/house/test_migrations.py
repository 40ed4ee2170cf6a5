"""The migrations say what the models say, on one line of history for each app."""

from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


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
