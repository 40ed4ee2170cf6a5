from datetime import date

import pytest

from families.rules.relating import Relative, why_not_related

TODAY = date(2026, 11, 28)
KELLY = Relative("Kelly", "parent", date(1990, 4, 2))
MARCUS = Relative("Marcus", "step_parent", date(1987, 1, 9))
JAYDEN = Relative("Jayden", "child", date(2013, 5, 1))
THEO = Relative("Theo", "child", date(2023, 5, 1))
GRACE = Relative("Grace", "grandparent")
TINO = Relative("Tino", "child")
BABY = Relative("Baby", "unborn", unborn=True)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("parent_of", KELLY, JAYDEN),
        ("parent_of", KELLY, BABY),
        ("parent_of", GRACE, KELLY),
        ("parent_of", TINO, BABY),
        ("cares_for", JAYDEN, KELLY),
        ("married", KELLY, MARCUS),
        ("apart", KELLY, GRACE),
        ("sibling", JAYDEN, BABY),
        ("twin", JAYDEN, TINO),
    ],
)
def test_what_can_be(kind, one, other):
    assert why_not_related(kind, one, other, TODAY) == ""


@pytest.mark.parametrize(
    ("kind", "one", "other", "said"),
    [
        ("parent_of", JAYDEN, KELLY, "Jayden is younger than Kelly"),
        ("parent_of", TINO, GRACE, "Tino is younger than Grace"),
        ("parent_of", BABY, KELLY, "Baby is not born yet"),
        ("cares_for", BABY, KELLY, "Baby is not born yet"),
        ("living_together", KELLY, JAYDEN, "Jayden is too young for a partner"),
        ("married", BABY, MARCUS, "Baby is too young for a partner"),
        ("twin", JAYDEN, THEO, "different birthdays"),
    ],
)
def test_what_can_not(kind, one, other, said):
    assert said in why_not_related(kind, one, other, TODAY)


def test_one_is_as_old_as_a_partner_may_be_on_their_birthday():
    young = Relative("Tiana", "sibling", date(2010, 11, 28))
    assert why_not_related("apart", young, KELLY, TODAY) == ""
    assert why_not_related("apart", young, KELLY, date(2026, 11, 27))
