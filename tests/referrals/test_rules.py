"""Suggestions, likely relationships and sameness: pure rules."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from families.rules.matching import Known, Name, Sought, Strength
from families.rules.sameness import Named, Register, same_families
from referrals.rules.bonds import LikelyBond, likely_bonds
from referrals.rules.suggestions import Wish, Worker, suggest

BORN = date(2012, 5, 3)


def known(number, given_name, family_name, born=BORN):
    return Known(number, (Name(given_name, family_name),), born)


def named(row, given_name, family_name, born=BORN):
    return Named(row, Sought(Name(given_name, family_name), born))


def test_who_covers_the_ward_and_speaks_the_language_comes_first():
    wish = Wish("Orchard", frozenset({"Polish"}), woman=True)
    near = Worker(1, 6, 8, ["orchard"], ["polish"], woman=True)
    far = Worker(2, 1, 8, ["Tannery"], [], woman=False)
    best, other = suggest(wish, [far, near])
    assert best.worker == 1
    assert best.reasons == (
        "Covers Orchard ward",
        "Speaks Polish",
        "A woman, as the family asked",
    )
    assert "The family asked for a woman" in other.misses


def test_what_is_not_known_speaks_neither_for_nor_against():
    (found,) = suggest(Wish("Orchard", woman=True), [Worker(1, 0, 8)])
    assert (found.reasons, found.misses) == ((), ())


def test_who_is_full_or_away_comes_after_who_has_room():
    full, away, room = Worker(1, 8, 8), Worker(2, 0, 8, away=True), Worker(3, 7, 8)
    order = [s.worker for s in suggest(Wish(), [full, away, room])]
    assert order[0] == 3
    assert [s.could_lead for s in suggest(Wish(), [full, away, room])] == [True, False, False]


@given(st.integers(0, 20), st.integers(0, 20))
def test_nobody_has_less_than_no_room(led, most):
    (found,) = suggest(Wish(), [Worker(1, led, most)])
    assert found.free >= 0
    assert found.could_lead == (most > led)


def test_parents_partners_and_siblings_are_likely():
    assert likely_bonds(["parent", "step_parent", "child", "unborn"]) == [
        LikelyBond(0, "parent_of", 2),
        LikelyBond(0, "parent_of", 3),
        LikelyBond(0, "living_together", 1),
        LikelyBond(2, "sibling", 3),
    ]
    assert likely_bonds([]) == []
    assert likely_bonds(["other_adult", "child"]) == []


def test_a_family_with_the_same_child_is_offered_with_its_reasons():
    register = Register.of([(7, known(70, "Jayden", "Osei")), (8, known(80, "Mia", "Osei"))])
    (offer,) = same_families([named(1, "Jayden", "Osei")], register)
    assert (offer.family, offer.strength) == (7, Strength.EXACT)
    assert offer.pairs[0].reasons


def test_one_child_is_not_both_of_two_twins():
    twins = [(7, known(70, "Ada", "Kerr")), (7, known(71, "Ida", "Kerr"))]
    (offer,) = same_families([named(1, "Ada", "Kerr"), named(2, "Ida", "Kerr")], Register.of(twins))
    assert {(p.row, p.person) for p in offer.pairs} == {(1, 70), (2, 71)}


def test_strangers_are_nobody():
    register = Register.of([(7, known(70, "Ivo", "Lang", date(1990, 1, 1)))])
    assert same_families([named(1, "Jayden", "Osei")], register) == []
