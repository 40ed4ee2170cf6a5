"""`manage.py journal --verify` names the line that was tampered with by the table's own owner."""

from __future__ import annotations

import io
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from sharing import chain
from sharing.journal import saw
from sharing.models import JournalEntry


@contextmanager
def as_its_owner():
    """The owner of the table can put its triggers away; the chain must tell all the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE sharing_journalentry DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE sharing_journalentry ENABLE TRIGGER USER")


@pytest.fixture
def ids(family, ada) -> list[int]:
    saw(ada, family)
    return list(JournalEntry.objects.order_by("pk").values_list("pk", flat=True))


def verify(**options) -> tuple[int, str]:
    """The exit code and everything said."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("journal", verify=True, stdout=out, stderr=err, **options)
    except SystemExit as left:
        return left.code, err.getvalue()
    return 0, out.getvalue()


def test_an_untouched_journal_is_unbroken_however_short_the_stretches(ids, monkeypatch):
    code, said = verify()
    assert code == 0
    assert said.startswith(f"{len(ids)} entries, unbroken. Keep this: {ids[-1]}:")
    monkeypatch.setattr(chain, "A_STRETCH", 2)
    monkeypatch.setattr(chain, "STRETCH", chain.STRETCH.replace("5000", "2"))
    assert verify() == (code, said)


def test_a_changed_line_is_named(ids, eve):
    with as_its_owner() as cursor:
        cursor.execute("UPDATE sharing_journalentry SET by_id = %s WHERE id = %s", [eve.pk, ids[2]])
    assert verify() == (1, f"Entry {ids[2]} was changed after it was written.\n")


def test_a_missing_line_is_named_by_its_neighbours(ids):
    with as_its_owner() as cursor:
        cursor.execute("DELETE FROM sharing_journalentry WHERE id = %s", [ids[2]])
    code, said = verify()
    assert code == 1
    assert said.startswith(f"Entries are missing between {ids[1]} and {ids[3]}")


def test_a_missing_beginning_is_noticed(ids):
    with as_its_owner() as cursor:
        cursor.execute("DELETE FROM sharing_journalentry WHERE id = %s", [ids[0]])
    assert verify() == (1, f"Entries before {ids[1]} are missing.\n")


@pytest.mark.parametrize("sealed", [True, False])
def test_an_inserted_line_is_named_even_with_a_hash_of_its_own(ids, sealed):
    """Between two lines whose ids leave room: an id that a rolled back act had drawn."""
    saw_again = JournalEntry.objects.get(pk=ids[-1])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('sharing_journalentry', 'id'), %s)", [ids[-1] + 5]
        )
    saw(saw_again.by, saw_again.by)
    between = ids[-1] + 2
    with as_its_owner() as cursor:
        cursor.execute(
            "INSERT INTO sharing_journalentry SELECT (jsonb_populate_record(e, jsonb_build_object("
            "'id', %s, 'previous_hash', e.hash, 'hash', 'x'))).*"
            " FROM sharing_journalentry e WHERE id = %s",
            [between, ids[-1]],
        )
        if sealed:
            cursor.execute(
                "UPDATE sharing_journalentry e SET hash = journal_hash(previous_hash, e)"
                " WHERE id = %s",
                [between],
            )
    assert verify() == (1, f"Entry {between} was put in afterwards.\n")


def test_a_journal_cut_off_at_its_end_is_found_by_what_was_kept(ids):
    kept = verify()[1].split("Keep this: ")[1].strip()
    assert verify(holds=kept)[0] == 0
    with as_its_owner() as cursor:
        cursor.execute("DELETE FROM sharing_journalentry WHERE id = %s", [ids[-1]])
    assert verify()[0] == 0
    assert verify(holds=kept)[0] == 1
