"""Time alone turns verdicts: each night every case that may still count is judged again."""

from datetime import timedelta

from django.conf import settings

from outcomes.judging.everyone import judge_all
from outcomes.judging.watching import WATCHED
from outcomes.models import CaseStatus, Evidence
from outcomes.tasks import judge_everyone
from tests.outcomes.ready import CLOSED, TODAY, make_ready, on


def test_six_months_after_closing_a_result_comes_by_itself(borough, dot, ada):
    made = make_ready(borough, dot, ada)
    Evidence.objects.update(recorded_on=CLOSED)
    with on(CLOSED + timedelta(days=150)):
        assert judge_all().looked == 1
        before = CaseStatus.objects.current().get()
        assert before.result == "not_met"
    with on(TODAY):
        assert judge_all().looked == 1
        assert made.case.statuses.current().get().result == "met"
    assert made.case.statuses.count() == 2


def test_a_second_run_writes_nothing(borough, dot, ada):
    make_ready(borough, dot, ada)
    with on(TODAY):
        assert judge_all().written == 1
        assert judge_all().judged == 0
    assert CaseStatus.objects.count() == 1


def test_a_case_without_needs_and_one_closed_long_ago_are_left(borough, dot, ada, case):
    make_ready(borough, dot, ada)
    with on(CLOSED + WATCHED + timedelta(days=1)):
        assert judge_all().looked == 0


def test_one_case_that_can_not_be_judged_does_not_stop_the_others(borough, dot, ada, caplog):
    broken, fine = make_ready(borough, dot, ada), make_ready(borough, dot, ada)
    need = broken.case.needs.first()
    type(need).objects.filter(pk=need.pk).update(code="99z")
    with on(TODAY):
        done = judge_all()
    assert (done.looked, done.judged, done.written, done.failed) == (2, 2, 1, 1)
    assert fine.case.statuses.count() == 1
    assert not broken.case.statuses.exists()
    assert str(broken.case.pk) in caplog.text


def test_beat_runs_it_each_night():
    beat = settings.CELERY_BEAT_SCHEDULE["judge-everyone"]
    assert beat["task"] == judge_everyone.name == "outcomes.judge_everyone"
    assert (beat["schedule"].hour, beat["schedule"].minute) == ({3}, {15})
