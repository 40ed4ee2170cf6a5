"""What matters now: six facts of a family or of one person, worries never alone."""

from __future__ import annotations

import pytest

from coordination.family_page.context import MOST_FACTS, overview
from families.identity import identify
from outcomes.acts import record_evidence
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def matters(case, ada):
    """The labels and sentences that Ada reads, of everyone or of one."""

    def read(name: str = "") -> list[tuple[str, str]]:
        identity = identify(ada, pk=case.family.pk)
        chosen = identity.member(member(case.family, name).pk) if name else None
        return [(fact.label, fact.text) for fact in overview(identity, ada, chosen).facts]

    return read


def know(case, by, name: str, kind: str, **fact) -> None:
    record_evidence(
        family=case.family, person=member(case.family, name), kind=kind, fact=fact, by=by,
        source="school",
    )  # fmt: skip


def at_school(case, by, name: str, missed: int) -> None:
    know(case, by, name, "attendance", term="2026-summer", possible=130, authorised=0,
         unauthorised=missed)  # fmt: skip


def suspended(case, by, name: str) -> None:
    know(case, by, name, "suspension", on="2026-05-11", sessions=4)


def victim(case, by, name: str) -> None:
    know(case, by, name, "offence", on="2026-04-03", role="victim", outcome="pending")


def at_work(case, by, name: str) -> None:
    know(case, by, name, "employment", hours=20, **{"from": "2026-03-02"})


@pytest.fixture
def worried(case, ada):
    """Eight worries, of three people, Jayden's the oldest; a baby is expected."""
    for name in ("Kelly", "Marcus", "Jayden"):
        at_school(case, ada, name, missed=40)
        suspended(case, ada, name)
    for name in ("Kelly", "Marcus"):
        know(case, ada, name, "missing", on="2026-10-02")


def test_each_kind_has_its_turn_until_there_is_no_room(worried, case, ada, matters):
    for name in ("Kelly", "Marcus", "Jayden"):
        victim(case, ada, name)
    at_work(case, ada, "Kelly")
    labels = [label for label, _ in matters()]
    assert labels == ["Worry"] * 3 + ["Coming up", "To watch", "Strength"]


def test_with_nothing_else_to_say_the_worries_take_its_place(worried, matters):
    assert [label for label, _ in matters()] == ["Worry"] * (MOST_FACTS - 1) + ["Coming up"]


def test_of_one_person_all_of_theirs_is_told_whatever_the_family_s_six_are(worried, matters):
    assert {text for _, text in matters("Jayden")} == {
        "Jayden missed 40 of 130 school sessions in summer 2026.",
        "Jayden was suspended from school for 4 sessions.",
    }
