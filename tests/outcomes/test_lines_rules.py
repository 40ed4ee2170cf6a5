"""What stands behind a need, in words: every kind has some, and none names a person."""

from datetime import date

import pytest

from outcomes.frameworks.loader import framework
from outcomes.rules import lines
from outcomes.rules.evidence import KINDS
from outcomes.rules.facts import Coverage, read_facts, read_item
from sharing.rules import Verdict

WHO = {"source": "other", "person": "p1"}
ON, SINCE = {"on": "2026-03-01"}, {"from": "2026-03-01"}
TERM = {"term": "2026-spring", "possible": 100, "authorised": 4, "unauthorised": 4}
ITEMS = [
    (WHO | TERM | {"kind": "attendance"}, "In school 92.0%, spring 2026"),
    (WHO | TERM | {"kind": "attendance", "possible": 0, "authorised": 0, "unauthorised": 0},
     "No sessions possible, spring 2026"),
    (WHO | ON | {"kind": "attendance_mark", "session": "am", "code": "O"},
     "Mark O (am), 1 Mar 2026"),
    (WHO | ON | {"kind": "suspension", "sessions": 4}, "Suspended for 4 sessions, 1 Mar 2026"),
    (WHO | ON | {"kind": "suspension", "sessions": 1}, "Suspended for 1 session, 1 Mar 2026"),
    (WHO | ON | {"kind": "exclusion"}, "Excluded for good, 1 Mar 2026"),
    (WHO | SINCE | {"kind": "placement", "setting": "school", "suitable": True},
     "School, suitable, since 1 Mar 2026"),
    (WHO | ON | {"kind": "offence", "outcome": "caution", "role": "offender"},
     "Caution (offender), 1 Mar 2026"),
    (WHO | ON | {"kind": "asb", "intervention": True}, "Antisocial behaviour, 1 Mar 2026"),
    (WHO | SINCE | {"kind": "sentence", "type": "community_order"},
     "Sentence: community order, since 1 Mar 2026"),
    (WHO | SINCE | {"kind": "benefit", "benefit": "UC"},
     "Benefit: Universal Credit, since 1 Mar 2026"),
    (WHO | SINCE | {"kind": "employment", "hours": 16},
     "In work 16 hours a week, since 1 Mar 2026"),
    (WHO | ON | {"kind": "work_programme", "event": "attached"},
     "Work programme, attached, 1 Mar 2026"),
    (WHO | SINCE | {"kind": "eet", "status": "neet"},
     "Not in education, work or training, since 1 Mar 2026"),
    (WHO | SINCE | {"kind": "eet", "status": "training", "to": "2026-05-02"},
     "In training, 1 Mar 2026 to 2 May 2026"),
    (WHO | SINCE | {"kind": "social_care", "status": "CIN"},
     "Child in need plan, since 1 Mar 2026"),
    (WHO | ON | {"kind": "domestic_abuse", "role": "victim", "incident": True},
     "Domestic abuse, an incident, 1 Mar 2026"),
    (WHO | ON | {"kind": "domestic_abuse", "role": "victim", "incident": False, "risk": "low"},
     "Domestic abuse, no incident, risk low, 1 Mar 2026"),
    (WHO | ON | {"kind": "missing"}, "Missing from home, 1 Mar 2026"),
    (WHO | SINCE | {"kind": "health", "area": "mental", "state": "engaged"},
     "Mental health: engaged, since 1 Mar 2026"),
    (WHO | SINCE | {"kind": "substance", "state": "reduced"},
     "Drink or drugs: reduced, since 1 Mar 2026"),
    ({"source": "housing"} | SINCE | {"kind": "housing", "state": "arrears"},
     "Home: arrears, since 1 Mar 2026"),
    ({"source": "family"} | SINCE | {"kind": "debt", "state": "plan_kept"},
     "Debt: plan kept, since 1 Mar 2026"),
    (WHO | ON | {"kind": "score", "tool": "SDQ", "question": "total", "value": 12,
                 "direction": "down_is_better", "by": "school"}, "SDQ total: 12, 1 Mar 2026"),
    (WHO | ON | {"kind": "judgement", "need": "1d", "result": "progress", "by": "Key worker",
                 "reason": "Better"}, "Worker’s judgement: progress, 1 Mar 2026"),
    (WHO | ON | {"kind": "regression", "need": "1d", "reason": "Worse"},
     "Slipped back, 1 Mar 2026"),
]  # fmt: skip


def need(code):
    return framework("nsfof-2022").need(code)


@pytest.mark.parametrize(
    ("item", "said"), ITEMS, ids=lambda i: i["kind"] if isinstance(i, dict) else ""
)
def test_each_kind_of_fact_says_what_it_says(item, said):
    assert lines.what(read_item(item, "item")) == said


def test_no_kind_is_forgotten():
    assert {item["kind"] for item, _ in ITEMS} == set(KINDS)


def test_a_need_rests_on_its_own_kinds_of_its_own_person():
    attendance = read_item(ITEMS[0][0], "item")
    assert lines.bears_on(attendance, need("1a"), "p1")
    assert not lines.bears_on(attendance, need("1a"), "p2")
    assert not lines.bears_on(attendance, need("7c"), "p1")
    mental = read_item(
        WHO | SINCE | {"kind": "health", "area": "mental", "state": "engaged"}, "item"
    )
    assert lines.bears_on(mental, need("3a"), "p1")
    assert not lines.bears_on(mental, need("2b"), "p1")


def test_a_score_stands_behind_a_need_however_its_tool_is_written():
    told = {"kind": "score", "tool": "sdq", "question": "total", "value": 12, "by": "Ann"}
    told |= {"direction": "down_is_better", "on": "2024-01-01", "source": "health"}
    assert lines.bears_on(read_item(told | {"person": "p1"}, ""), need("3a"), "p1")
    assert not lines.bears_on(
        read_item(told | {"person": "p1", "tool": "ASQ"}, ""), need("3a"), "p1"
    )


def test_that_someone_looked_stands_behind_what_is_counted():
    looked = Coverage(kind="offence", source="police", start=date(2026, 3, 1), status="none_found")
    assert lines.covers(looked, need("7c"), "p1")
    assert not lines.covers(looked, need("1a"), "p1")
    unknown = Coverage(kind="offence", source="police", start=date(2026, 3, 1), status="not_known")
    assert not lines.covers(unknown, need("7c"), "p1")
    assert "none found" in lines.covered(looked).what


def test_the_newest_word_of_a_worker_counts():
    def word(on, **more):
        base = {"kind": "judgement", "need": "1d", "by": "Key worker", "reason": "So", "on": on}
        return read_item(WHO | base | more, "item")

    good, bad = word("2026-03-01", result="progress"), word("2026-04-01", result="no_progress")
    assert lines.worker_says([], "1d", "p1") is Verdict.NOT_KNOWN
    assert lines.worker_says([good], "1d", "p1") is Verdict.MET
    assert lines.worker_says([good, bad], "1d", "p1") is Verdict.NOT_MET
    assert lines.worker_says([good], "1d", "p2") is Verdict.NOT_KNOWN


@pytest.mark.parametrize(
    ("slipped", "whose", "stands_behind"),
    [("p1", "p1", True), (None, "p1", True), ("p2", "p1", False), ("p2", None, True)],
)
def test_a_slip_of_the_family_stands_behind_each_one_s_need(slipped, whose, stands_behind):
    """So that reasons that it gave are kept back from whom it is kept from."""
    told = {"kind": "regression", "need": "6b", "on": "2024-01-01", "reason": "Away"}
    slip = read_item(told | {"person": slipped, "source": "key_worker"}, "")
    assert lines.bears_on(slip, need("6b"), whose) is stands_behind
    word = Verdict.NOT_MET if stands_behind else Verdict.NOT_KNOWN
    assert lines.worker_says([slip], "6b", whose) is word
    said = read_item(
        told
        | {"kind": "judgement", "result": "progress", "by": "Ann", "source": "key_worker"}
        | {"person": slipped},
        "",
    )
    assert lines.bears_on(said, need("6b"), whose) is (slipped == whose)


HOME = {"kind": "housing", "from": "2024-01-01", "state": "notice"}
BODY = {"kind": "health", "person": "p1", "from": "2024-01-01", "state": "improved"}
ROWS = {"kind": "asb", "person": "p2", "on": "2013-01-01", "intervention": False}
JUMPER = {"kind": "offence", "person": "p2", "on": "2013-01-01", "outcome": "caution"}
JUMPER |= {"outcome_on": "2013-01-01", "role": "offender"}


@pytest.mark.parametrize(
    ("version", "code", "fact", "stands_behind"),
    [
        ("nsfof-2022", "9a", HOME, True),  # a home is the family's, whoever has the need
        ("tf2-2015", "tf2.6d", BODY | {"area": "physical"}, True),  # any trouble of health
        ("tf2-2015", "tf2.6a", BODY | {"area": "physical"}, False),
        ("tf1-2012", "crime", ROWS, True),  # its falls are the family's
        ("tf1-2012", "crime", JUMPER, True),
        ("tf2-2015", "tf2.1b", ROWS, False),
    ],
)
def test_what_a_rule_reads_of_others_stands_behind_the_need(version, code, fact, stands_behind):
    spec = framework(version).need(code)
    item = read_item(fact | {"source": "other"}, "")
    assert lines.bears_on(item, spec, "p1") is stands_behind


def test_coverage_of_others_stands_behind_what_reads_them():
    since = {"source": "police", "start": date(2013, 1, 1), "status": "counted"}
    home, rows = (Coverage(kind=k, person="p2", **since) for k in ("housing", "asb"))
    assert lines.covers(home, need("9a"), "p1")
    assert lines.covers(rows, framework("tf1-2012").need("crime"), "p1")
    assert not lines.covers(rows, need("7c"), "p1")


def test_behind_a_need_that_names_nobody_stand_only_those_whom_it_can_be_about():
    told = {"kind": "offence", "source": "police", "outcome": "caution", "role": "offender"}
    counted = {"kind": "offence", "source": "police", "from": "2021-01-01", "status": "counted"}
    facts = read_facts(
        {
            "case": {"opened": "2023-01-09"},
            "people": [
                {"id": "p1", "born": "1988-04-02", "relation": "parent"},
                {"id": "p2", "born": "2012-05-20", "relation": "child"},
            ],
            "needs": [{"need": "7c", "identified": "2023-02-10"}],
            "evidence": [
                told | {"person": "p1", "on": "2022-10-01"},
                told | {"person": "p2", "on": "2022-11-01"},
            ],
            "coverage": [counted | {"person": "p1"}, counted | {"person": "p2"}],
        }
    )
    assert [item.person for item in lines.standing(facts, need("7c"), None)] == ["p2"]
    assert len(lines.lines(facts, need("7c"), None)) == 2
    assert [item.person for item in lines.standing(facts, need("7a"), None)] == ["p1"]
