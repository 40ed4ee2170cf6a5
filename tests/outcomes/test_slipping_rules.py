"""What could undo an outcome: no rule forgotten, and only what is on record is a sign."""

from datetime import date

import pytest

from outcomes.frameworks.loader import framework, frameworks
from outcomes.rules.facts import read_facts
from outcomes.rules.plans import read_plan
from outcomes.rules.registry import COMBINING, RESULT_RULES
from outcomes.rules.slipping import SLIPS, signs, slips_if
from tests.outcomes.facts_made import family, item, offence

DAY = date(2024, 5, 10)  # within the summer term


def said(evidence, code="1a", person="p2", plan=None, day=DAY):
    need = framework("nsfof-2022").need(code)
    facts = read_facts(family(evidence=evidence, coverage=[], needs=[]))
    return [(s.bad, s.says) for s in signs(facts, need, person, day, read_plan(plan))]


def running(missed, **more):
    fields = {"possible": 50, "authorised": 0, "unauthorised": missed, **more}
    return item("attendance", term="2024-summer", source="school", **fields)


def test_no_rule_is_without_words():
    assert set(SLIPS) == set(RESULT_RULES) - set(COMBINING)
    for made in frameworks():
        for need in made.needs:
            assert all(slips_if(need)), need.code


def test_this_term_so_far_is_a_sign_before_it_counts():
    ((bad, words),) = said([running(8)])
    assert bad
    assert words.startswith("Attendance this term so far: 84.0%. Under 90%")
    assert said([running(5)]) == [(False, "Attendance this term so far: 90.0%.")]


def test_the_plan_s_own_percent_and_whether_authorised_absence_counts():
    ((bad, _),) = said([running(8)], plan={"min_attendance": 80})
    assert not bad
    ((bad, _),) = said([running(0, authorised=8)], plan={"count_authorised_absence": False})
    assert not bad


def test_marks_of_the_running_term_tell_it_too():
    marks = [
        item("attendance_mark", source="school", on="2024-05-07", session="am", code=code)
        for code in ("/", "I", "X", "L")
    ]
    ((bad, words),) = said(marks)
    assert bad
    assert "66.7%" in words


@pytest.mark.parametrize(
    "evidence",
    [
        [],
        [running(8)],  # of a term that is over on the day asked about
        [item("attendance", "p1", term="2024-summer", possible=50, authorised=0, unauthorised=9)],
    ],
)
def test_nothing_is_a_sign_of_nothing(evidence):
    assert said(evidence, day=date(2024, 9, 2)) == []


def test_a_job_with_a_last_day_ahead():
    job = item("employment", "p1", "dwp", since="2024-01-08", to="2024-06-14", hours=20)
    assert said([job], "10a", "p1") == [
        (
            True,
            "On record only to 14 June 2024: In work 20 hours a week, 8 Jan 2024 to 14 Jun 2024.",
        )
    ]
    assert said([job], "10a", "p1", day=date(2024, 6, 14)) == []


def test_an_offence_whose_outcome_is_to_come_and_never_a_victim_s():
    waiting = offence("2024-04-02", outcome="pending", outcome_on=None)
    waiting.pop("outcome_on")
    ((bad, words),) = said([waiting], "7c")
    assert bad
    assert "2 April 2024" in words
    victim = offence("2024-04-02", outcome="pending", role="victim")
    assert said([victim], "7c") == []
