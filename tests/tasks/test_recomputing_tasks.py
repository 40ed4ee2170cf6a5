"""Judging in a real worker: handed out twice, too late, out of turn, or killed half way."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families.models import Case
from outcomes import acts
from outcomes.judging.weighing import hold
from outcomes.models import CaseStatus, NeedStatus, Standing
from outcomes.news import JUDGE
from outcomes.rules.terms import completed
from outcomes.tasks import judge_everyone, judge_families
from sharing.journal import nudge
from sharing.models import JournalEntry, Reading, User
from tests.tasks.news import all_read, doubled
from tests.tasks.test_news import all_it_held_is_free, someone_waits_for_us, verdict
from tests.workers import running_worker

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(family, need, jayden, ada) -> None:
    """Two terms, a third of each missed; nobody has judged it yet."""
    for term in completed(timezone.localdate())[-2:]:
        tell(family, jayden, ada, term.term, 40)


def tell(family, jayden, by, term: str, absent: int) -> None:
    fact = {"term": term, "possible": 120, "authorised": 0, "unauthorised": absent}
    acts.record_evidence(
        family=family, person=jayden, kind="attendance", fact=fact, source="school", by=by
    )


def better(family, jayden, by) -> None:
    """The school corrects both terms: nothing bears the need out any more."""
    for term in completed(timezone.localdate())[-2:]:
        tell(family, jayden, by, term.term, 2)


def counted() -> tuple[int, ...]:
    kept = (CaseStatus, CaseStatus.history, NeedStatus, NeedStatus.history, Standing)
    return tuple(getattr(rows, "objects", rows).count() for rows in kept)


def test_each_night_parts_are_handed_out_and_twice_changes_nothing(worker, told):
    with worker.heard() as wait_until:
        wait_until(lambda: verdict() == "not_met" and all_read())
        NeedStatus.objects.all().delete()
        Standing.objects.all().delete()
        CaseStatus.objects.all().delete()
        judge_everyone.delay()
        wait_until(lambda: verdict() == "not_met")
        before = counted()
        ends = Case.objects.values_list("family", flat=True)
        for _ in range(3):
            judge_everyone.delay()
            judge_families.delay(min(ends), max(ends))
        acts.judge_cases(keys=list(Case.objects.values_list("pk", flat=True)), by=system())
        wait_until(lambda: worker.log().count("judge_families[") == 2 * (1 + 3 + 3))  # each in, out
    assert counted() == before
    assert doubled() == []


def system() -> User:
    return User.objects.system()


def test_old_news_that_comes_last_finds_what_is_there_by_then(worker, family, told, jayden, ada):
    with worker.heard() as wait_until:
        wait_until(all_read)
        assert verdict() == "not_met"
        better(family, jayden, ada)
        wait_until(lambda: verdict() == "not_applicable" and all_read())
        before = counted()
        first = JournalEntry.objects.filter(verb="evidence.record").order_by("pk").first()
        Reading.objects.filter(entry=first, reader=JUDGE).delete()
        nudge()
        wait_until(all_read)
    assert verdict() == "not_applicable"
    assert counted() == before
    assert doubled() == []


def test_who_waits_for_a_judgement_reads_the_facts_after_it(
    told, family, case, jayden, ada, tmp_path
):
    """The worker begins on old news; newer news is judged before it gets its turn."""
    with running_worker(tmp_path, start=False) as worker:
        with transaction.atomic():
            hold(case)
            worker.start()
            nudge()
            worker.until(someone_waits_for_us)
            better(family, jayden, ada)
            acts.judge_case(case=Case.objects.get(pk=case.pk), by=system())
            before = counted()
        with worker.heard() as wait_until:
            nudge()
            wait_until(all_read)
    assert verdict() == "not_applicable"
    assert counted() == before
    assert doubled() == []


def test_a_worker_killed_in_the_middle_of_the_night_leaves_nothing_half_done(told, case, tmp_path):
    Reading.objects.bulk_create(
        Reading(reader=JUDGE, entry=entry) for entry in JournalEntry.objects.all()
    )
    with running_worker(tmp_path, start=False) as worker:
        with transaction.atomic():  # holds what is needed to write the judgement
            Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
            worker.start()
            judge_families.delay(case.family_id, case.family_id)
            worker.until(someone_waits_for_us)
            worker.kill()
        all_it_held_is_free()
        assert counted() == (0, 0, 0, 0, 0)
        worker.start()
        with worker.heard() as wait_until:
            judge_everyone.delay()
            wait_until(lambda: verdict() == "not_met")
    assert CaseStatus.objects.count() == 1
    assert doubled() == []


def test_without_a_broker_the_night_is_done_by_whoever_began_it(worker, told):
    with worker.heard() as wait_until:
        wait_until(all_read)
    NeedStatus.objects.all().delete()
    Standing.objects.all().delete()
    CaseStatus.objects.all().delete()
    worker.stop_broker()
    judge_everyone()
    assert verdict() == "not_met"


def test_all_news_of_a_family_is_one_judgement(told):
    deliver(READERS)
    judged = Reading.objects.filter(reader=JUDGE)
    assert judged.count() == JournalEntry.objects.filter(verb__in=verbs()).count() > 2
    assert CaseStatus.objects.count() == 1


def verbs() -> frozenset[str]:
    return next(reader.verbs for reader in READERS if reader.name == JUDGE)
