"""News from a real act through a real broker to a real worker: late at worst, once in any case."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families.models import Case, Match, ServiceInvolved
from outcomes import acts
from outcomes.models import CaseStatus, Evidence
from outcomes.rules.terms import TermDates, completed
from sharing.acts import receive_feed
from sharing.journal import NEWS, nudge
from sharing.models import JournalEntry, Reading
from tests.sharing.feeds_made import attendance
from tests.tasks.news import all_read, doubled
from tests.workers import running_worker

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


def terms() -> list[TermDates]:
    """The two that ended last."""
    return completed(timezone.localdate())[-2:]


def miss_school(family, jayden, by) -> None:
    """Two terms, a third of each missed."""
    for term in terms():
        fact = {"term": term.term, "possible": 120, "authorised": 0, "unauthorised": 40}
        acts.record_evidence(
            family=family, person=jayden, kind="attendance", fact=fact, source="school", by=by
        )


def verdict() -> str:
    """What stands now of the one need; empty before the first judgement."""
    standing = CaseStatus.objects.current().filter(needs__isnull=False)
    return standing.values_list("needs__verdict", flat=True).first() or ""


def test_an_act_wakes_the_worker_and_the_verdict_arrives(worker, family, need, jayden, ada):
    with worker.heard() as wait_until:
        wait_until(lambda: verdict() == "not_known")
        miss_school(family, jayden, ada)
        wait_until(lambda: verdict() == "not_met")
        wait_until(all_read)
    assert doubled() == []


def test_without_a_broker_acts_succeed_at_once_and_their_effects_come_late(
    worker, family, need, jayden, ada
):
    with worker.heard() as wait_until:
        wait_until(lambda: verdict() == "not_known")
        wait_until(all_read)
    worker.stop_broker()
    started = time.monotonic()
    miss_school(family, jayden, ada)
    assert time.monotonic() - started < 4, "two acts waited for a broker that is away"
    assert Evidence.objects.count() == 2
    assert verdict() == "not_known"
    worker.start_broker()
    with worker.heard() as wait_until:
        nudge()  # what beat does every 20 seconds
        wait_until(lambda: verdict() == "not_met" and all_read())
    assert doubled() == []


def test_beat_sends_what_the_worker_knows():
    assert settings.CELERY_BEAT_SCHEDULE["deliver-news"] == {"task": NEWS, "schedule": 20.0}


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(need, case, tmp_path):
    with running_worker(tmp_path, start=False) as worker:
        with transaction.atomic():  # holds what the worker needs to write its judgement
            Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
            nudge()
            worker.start()
            worker.until(someone_waits_for_us)
            worker.kill()
        all_it_held_is_free()
        assert not CaseStatus.objects.exists()
        assert not Reading.objects.filter(reader="outcomes.judge").exists()
        worker.start()
        with worker.heard() as wait_until:
            nudge()
            wait_until(lambda: verdict() == "not_known" and all_read())
    assert doubled() == []


def someone_waits_for_us() -> bool:
    """Another connection stands before a lock that this one holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
        return cursor.fetchone() is not None


def all_it_held_is_free() -> None:
    """Waits until the database noticed that the worker is gone, and undid what it had begun."""
    with transaction.atomic():
        list(JournalEntry.objects.select_for_update(of=("self",)))
        list(Case.objects.select_for_update(of=("self",)))


def test_news_that_is_delivered_twice_doubles_nothing(worker, borough, need, jayden, kay):
    first, second = terms()
    with worker.heard() as wait_until:
        for _ in range(5):
            nudge()
        receive_feed(
            kind="attendance",
            name="terms.csv",
            content=attendance(*(row_of(jayden, term) for term in (first, second))),
            from_agency=borough.school,
            by=kay,
        )
        for _ in range(5):
            nudge()
        wait_until(lambda: verdict() == "not_met" and all_read())
        before = counted()
        assert before["evidence"] == 2
        Reading.objects.all().delete()  # as if none of it had ever been heard
        for _ in range(5):
            nudge()
        deliver(READERS)  # and a second worker at the same time
        wait_until(all_read)
    assert counted() == before
    assert doubled() == []


def row_of(person, term: TermDates) -> str:
    """A line of the school's file: a third of the term missed."""
    return (
        f",{person.given_name},{person.family_name},{person.born},Larkmoor Academy,"
        f"{term.term},{term.start},{term.end},120,0,40"
    )


def counted() -> dict[str, int]:
    """How much there is of everything that news makes."""
    return {
        "matches": Match.objects.count(),
        "services": ServiceInvolved.objects.count(),
        "evidence": Evidence.objects.count(),
        "history": Evidence.history.count(),
        "judgements": CaseStatus.objects.count(),
    }
