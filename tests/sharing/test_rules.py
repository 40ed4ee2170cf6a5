from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from sharing.refusals import Refused
from sharing.rules import (
    Finding,
    Verdict,
    all_of,
    any_of,
    met,
    not_applicable,
    not_known,
    not_met,
)

MADE = {
    "met": met("Yes.", since=date(2026, 1, 1)),
    "not_met": not_met("No.", earliest=date(2026, 6, 1)),
    "not_known": not_known("Perhaps.", missing=["A letter"]),
    "not_applicable": not_applicable("Not here."),
}


def test_a_finding_is_never_yes_or_no():
    with pytest.raises(TypeError, match="compare its verdict"):
        bool(MADE["met"])


@pytest.mark.parametrize(("one", "other"), list(product(MADE, MADE)))
def test_all_of_is_three_valued_and_not_applicable_drops_out(one, other):
    both = {one, other}
    wanted = next(
        (v for v in ("not_met", "not_known", "met") if v in both),
        "not_applicable",
    )
    assert all_of(MADE[one], MADE[other]).verdict == wanted


@pytest.mark.parametrize(("one", "other"), list(product(MADE, MADE)))
def test_any_of_is_three_valued_and_not_applicable_drops_out(one, other):
    both = {one, other}
    wanted = next(
        (v for v in ("met", "not_known", "not_met") if v in both),
        "not_applicable",
    )
    assert any_of(MADE[one], MADE[other]).verdict == wanted


def test_nothing_to_combine_is_not_applicable():
    assert all_of().verdict is any_of().verdict is Verdict.NOT_APPLICABLE


def test_reasons_are_those_that_decided():
    assert all_of(*MADE.values()).reasons == ("No.",)
    assert any_of(*MADE.values()).reasons == ("Yes.",)


def test_all_of_holds_since_the_last_part_began():
    later = met("Also.", since=date(2026, 3, 1))
    assert all_of(MADE["met"], later).since == date(2026, 3, 1)
    assert any_of(MADE["met"], later).since == date(2026, 1, 1)


def test_an_unmet_whole_says_when_it_could_be_met_only_if_every_part_says():
    later = not_met("Later.", earliest=date(2026, 9, 1))
    assert all_of(MADE["not_met"], later).earliest == date(2026, 9, 1)
    assert any_of(MADE["not_met"], later).earliest == date(2026, 6, 1)
    assert all_of(MADE["not_met"], not_met("Never.")).earliest is None
    assert all_of(MADE["not_met"], MADE["not_known"]).earliest is None


BEGUN = replace(
    not_met("Not for long.", earliest=date(2026, 7, 1), until=date(2026, 7, 1)),
    since=date(2026, 1, 1),
)


def test_what_any_part_does_is_told_with_the_days_of_the_one_that_could_be_met_first():
    soon, late = any_of(BEGUN, not_met("No.")), any_of(BEGUN, MADE["not_met"])
    assert (soon.since, soon.until, soon.earliest) == (BEGUN.since, BEGUN.until, BEGUN.earliest)
    assert (late.since, late.until, late.earliest) == (None, None, date(2026, 6, 1))


def test_all_parts_are_kept_up_only_where_each_has_begun_to_hold():
    begun = all_of(BEGUN, met("Yes.", since=date(2026, 3, 1)))
    assert (begun.since, begun.until) == (date(2026, 3, 1), date(2026, 7, 1))
    apart = all_of(BEGUN, MADE["not_met"])
    assert (apart.since, apart.until, apart.earliest) == (None, None, date(2026, 7, 1))
    assert all_of(BEGUN, MADE["not_known"]).since is None


def test_an_unmet_whole_keeps_what_is_missing_elsewhere():
    assert all_of(MADE["not_met"], MADE["not_known"]).missing == ("A letter",)


def test_because_adds_reasons_once():
    assert MADE["met"].because("Yes.", "And so.").reasons == ("Yes.", "And so.")
    assert isinstance(MADE["met"].because("x"), Finding)
    assert MADE["met"].is_met
    assert not MADE["not_met"].is_met


def test_a_refusal_carries_its_reasons_and_field():
    refusal = Refused("Say who.", "Say when.", field="lead")
    assert refusal.reasons == ("Say who.", "Say when.")
    assert refusal.field == "lead"
    assert str(refusal) == "Say who. Say when."
