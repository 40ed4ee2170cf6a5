"""What one version of the plan changed against the one before."""

from __future__ import annotations

from families.rules.plan_changes import Change, Kind, PlanLine, changes

RING = PlanLine(1, "Kelly", "Ring school")


def test_a_line_that_goes_on_is_not_told():
    assert changes([RING], [PlanLine(11, "Kelly", "Ring school", came_from=1)]) == []


def test_a_line_written_again_by_hand_is_the_same_line():
    assert changes([RING], [PlanLine(11, "Kelly", "Ring school")]) == []


def test_what_is_done_stays_behind():
    assert changes([PlanLine(1, "Kelly", "Ring school", done=True)], []) == [
        Change(Kind.DONE, "Kelly", "Ring school")
    ]


def test_a_changed_line_tells_what_it_was():
    assert changes([RING], [PlanLine(11, "Ada", "Text school", came_from=1)]) == [
        Change(Kind.CHANGED, "Ada", "Text school", was="Ring school")
    ]


def test_another_doer_is_a_change_too():
    assert changes([RING], [PlanLine(11, "Ada", "Ring school", came_from=1)]) == [
        Change(Kind.CHANGED, "Ada", "Ring school", was="Ring school")
    ]


def test_what_nobody_carried_on_is_said_and_so_is_what_is_new():
    assert changes([RING], [PlanLine(11, "Kelly", "Pay")]) == [
        Change(Kind.ADDED, "Kelly", "Pay"),
        Change(Kind.DROPPED, "Kelly", "Ring school"),
    ]


def test_what_was_done_and_is_planned_again_is_both():
    assert changes([PlanLine(1, "Kelly", "Pay", done=True)], [PlanLine(11, "Kelly", "Pay")]) == [
        Change(Kind.DONE, "Kelly", "Pay"),
        Change(Kind.ADDED, "Kelly", "Pay"),
    ]
