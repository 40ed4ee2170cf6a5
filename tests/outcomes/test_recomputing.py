"""All families at once and one after another: the same verdicts, rows, versions and lines."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from families.models import Case
from outcomes import acts
from outcomes.acts.judging import verdicts_on, write_judgements
from outcomes.judging.everyone import judge_all, judge_part, parts
from outcomes.judging.facts import facts_of
from outcomes.judging.fingerprints import Terms, hashes, stale
from outcomes.judging.watching import WATCHED
from outcomes.models import CaseStatus, Evidence, LocalPlan, NeedStatus, Standing
from sharing.models import JournalEntry, User
from tests.outcomes import random_rows as rows
from tests.outcomes.random_families import TODAY
from tests.outcomes.ready import CLOSED, make_ready, on

FEW = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.reuse, Phase.generate),  # to shrink a family by chance takes minutes
)


def one_by_one() -> None:
    """Every case that is watched still."""
    system = User.objects.system()
    watched = Case.objects.exclude(closed_on__lt=timezone.localdate() - WATCHED)
    for case in watched.filter(needs__isnull=False).distinct().order_by("pk"):
        acts.judge_case(case=case, by=system)


def whole(found) -> list:
    """Everything of these rows but what tells them from any other run."""
    apart = {"id", "key", "judged_at", "history_id", "history_date", "hash", "previous_hash", "at"}
    apart |= {"status_id", "subject_id", "replaced_at"}
    return sorted(
        (sorted((k, str(v)) for k, v in row.items() if k not in apart) for row in found.values()),
    )


def written() -> dict[str, list]:
    """All that judging leaves, and whether each of it was replaced."""
    gone = CaseStatus.objects.exclude(replaced_at=None)
    return {
        "statuses": whole(CaseStatus.objects.all()),
        "replaced": whole(gone),
        "needs": whole(NeedStatus.objects.all()),
        "versions": whole(CaseStatus.history.all()) + whole(NeedStatus.history.all()),
        "lines": whole(JournalEntry.objects.filter(verb="case.judge")),
        "standing": sorted(Standing.objects.values_list("status__case", "rows", "found", "until")),
    }


def undone(do) -> dict[str, list]:
    """What judging leaves, all of it taken back."""
    with transaction.atomic():
        do()
        left = written()
        transaction.set_rollback(True)
    return left


@FEW
@given(st.randoms(use_true_random=True))
def test_both_ways_leave_the_same(borough, dot, random):
    User.objects.system()
    with transaction.atomic():
        with on(TODAY):
            rows.make_plans(random, borough)
            cases = [rows.make(random, borough, dot, n) for n in range(4)]
            alone = undone(one_by_one)
            judge_all()
            assert written() == alone
            check_against_the_rules(TODAY)
        for case in cases:
            rows.change(random, case, dot)
        with on(rows.later(random)):
            alone = undone(one_by_one)
            judge_all()
            assert written() == alone | {"standing": written()["standing"]}
            assert judge_all().judged == 0
        transaction.set_rollback(True)


def check_against_the_rules(today: date) -> None:
    """What stands is what `judge` says of the facts."""
    for status in CaseStatus.objects.current().select_related("case__family__authority"):
        assert status.verdicts == verdicts_on(status.case, facts_of(status.case), today).to_dict()


@FEW
@given(st.randoms(use_true_random=True))
def test_what_is_not_stale_would_be_judged_the_same(borough, dot, random):
    """On any later day: whoever the database leaves out has nothing to write."""
    with transaction.atomic():
        with on(TODAY):
            rows.make_plans(random, borough)
            for number in range(4):
                rows.make(random, borough, dot, number)
            judge_all()
        day = rows.later(random)
        with on(day):
            terms, ends = Terms(day), next(parts())
            _, found = stale(ends, since=date(2020, 1, 1), terms=terms)
            before = CaseStatus.objects.count()
            watched = Case.objects.exclude(closed_on__lt=date(2020, 1, 1))
            for case in watched.exclude(pk__in=found).filter(statuses__isnull=False):
                acts.judge_case(case=case, by=User.objects.system())
            assert CaseStatus.objects.count() == before
        transaction.set_rollback(True)


@pytest.fixture
def ready(borough, dot, ada):
    made = make_ready(borough, dot, ada)
    Evidence.objects.update(recorded_on=CLOSED)
    return made


def test_a_day_that_moves_along_writes_nothing_until_it_would_be_past(case, ada, dot):
    """“Missing: offences from 26 May to 26 November” is no new judgement each morning."""
    acts.identify_need(case=case, code="7c", person=case.family.people.first(), by=ada)
    judge_all()
    first = CaseStatus.objects.current().get()
    for days in (1, 2, 3):
        with on(timezone.localdate() + timedelta(days=days)):
            acts.judge_case(case=case, by=User.objects.system())
            judge_all()
    assert CaseStatus.objects.get() == first


def test_any_row_that_facts_are_made_of_changes_the_number(ready):
    case = Case.objects.select_related("family").get(pk=ready.case.pk)
    seen = set()

    def number() -> int:
        found = hashes([case], Terms(TODAY))[case.pk]
        assert found not in seen
        seen.add(found)
        return found

    number()
    changes = [
        (case.family.people.first(), "parental_duties", False),
        (case.family.evidence.first(), "recorded_on", date(2026, 1, 2)),
        (case.family.evidence.first(), "source", "other"),
        (case.family.evidence.first(), "kind", "asb"),
        (case.family.evidence.first(), "person", None),
        (case.family.evidence.first(), "person", case.family.people.first()),
        (case.family.evidence.last(), "fact", {"on": "2026-01-02"}),
        (case.family.evidence.last(), "fact", {"on": "2026-01-03"}),
        (case.family.coverage.first(), "until", date(2026, 1, 2)),
        (case.needs.first(), "identified_on", date(2026, 1, 2)),
        (case.assessments.first(), "completed_on", date(2025, 1, 20)),
        (case.plans.first(), "agreed_on", date(2025, 1, 21)),
        (case, "closed_on", date(2025, 12, 24)),
        (LocalPlan.objects.first(), "overlay", {"min_attendance": 80}),
    ]
    for row, field, value in changes:
        type(row).objects.filter(pk=row.pk).update(**{field: value})
        number()
    case.family.evidence.first().delete()
    number()


def test_a_judgement_that_nobody_remembers_is_looked_at_again_and_stays(ready):
    with on(TODAY):
        judge_all()
        Standing.objects.all().delete()
        done = judge_all()
        assert (done.looked, done.judged, done.written) == (1, 1, 0)
        assert judge_all().judged == 0


def test_many_cost_no_more_questions_than_few(borough, dot, ada):
    random = Random(4)  # noqa: S311
    with on(TODAY):
        rows.make_plans(random, borough)
        for number in range(4):
            rows.make(random, borough, dot, number)
        few = asked()
        for number in range(4, 12):
            rows.make(random, borough, dot, number)
        assert asked() <= few


def asked() -> int:
    """Questions for judging all that is stale, for the first time."""
    Standing.objects.all().delete()
    NeedStatus.objects.all().delete()
    CaseStatus.objects.all().delete()
    with CaptureQueriesContext(connection) as found:
        for part in parts():
            judge_part(part)
    return len(found)


def test_only_the_system_writes_many(ready, ada):
    with pytest.raises(PermissionDenied):
        write_judgements(turned=[], by=ada)
