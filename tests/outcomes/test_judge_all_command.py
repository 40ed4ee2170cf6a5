"""`manage.py judge_all`: the night's work by hand."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from families.models import Person, Stay
from outcomes.judging.everyone import judge_all, judge_parts, parts
from outcomes.judging.facts import gather
from outcomes.models import CaseStatus, Need, Standing
from sharing.chain import Walk
from sharing.models import User
from tests.outcomes.ready import CLOSED, TODAY, make_ready, on


def judge(*share: str) -> str:
    told = StringIO()
    call_command("judge_all", *(f"--share={one}" for one in share), stdout=told)
    return told.getvalue()


def test_it_says_what_it_did(ready):
    with on(TODAY):
        assert judge().startswith("Looked at 1, judged 1, written 1, failed 0, in ")
        assert judge().startswith("Looked at 1, judged 0, written 0, failed 0, in ")


def test_two_share_the_work_and_leave_nothing_out(ready):
    with on(TODAY):
        judge("1/2")
        judge("2/2")
    assert CaseStatus.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_processes_share_the_work_and_leave_nothing_out(transactional_db, borough, dot, ada):
    for _ in range(3):
        make_ready(borough, dot, ada)
    User.objects.system()
    done = judge_parts(list(parts(size=1)), processes=2)
    assert (done.looked, done.written, done.failed) == (3, 3, 0)
    assert CaseStatus.objects.count() == 3
    assert not list(Walk().faults())
    assert judge_parts(list(parts(size=1)), processes=2).judged == 0


@pytest.mark.parametrize("share", ["0/2", "3/2", "two", "1/", "/2"])
def test_a_share_that_is_none_is_said(share, db):
    with pytest.raises(CommandError, match="1/3"):
        judge(share)


def test_what_can_not_be_judged_ends_it_with_a_word(ready):
    Need.objects.filter(case=ready.case, code="1a").update(code="99z")
    with on(TODAY), pytest.raises(CommandError, match="could not be judged"):
        judge()


def test_with_nobody_there_is_nothing_to_do(db):
    assert judge_all().looked == 0


def test_a_child_who_turns_18_is_no_child_of_the_home_on_that_day(ready):
    """Nothing was written since, and the facts themselves are others."""
    grown = TODAY + timedelta(days=10)
    Person.objects.filter(pk=ready.jayden.pk).update(born=grown.replace(year=grown.year - 18))
    home = ready.family.households.create(label="Home", owner=ready.family.owner)
    for person in (ready.kelly, ready.jayden):
        Stay.objects.create(person=person, household=home, since=CLOSED, owner=ready.family.owner)
    with on(TODAY):
        found = gather([ready.case])[ready.case.pk]
        assert found.turns == grown
        judge_all()
        assert Standing.objects.get().until <= grown
    with on(grown):
        assert gather([ready.case])[ready.case.pk].table != found.table
        assert judge_all().judged == 1


def test_the_day_a_watch_ends_is_the_day_it_is_judged_again(ready):
    """Closed on 28 November 2025, and held for six months after."""
    ready.family.evidence.update(recorded_on=CLOSED)
    with on(CLOSED + timedelta(days=150)):
        judge_all()
        assert CaseStatus.objects.current().get().result == "not_met"
    day = CLOSED + timedelta(days=150)
    while CaseStatus.objects.current().get().result != "met":
        day = Standing.objects.get().until
        with on(day):
            assert judge_all().judged == 1
    assert day == date(2026, 5, 28)
