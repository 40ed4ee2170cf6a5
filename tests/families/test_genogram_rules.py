"""The family diagram: generations are rows, homes are columns, nothing overlaps, no loop hangs."""

from __future__ import annotations

from itertools import combinations

import pytest

from families.rules.genogram import Somebody, Tie, draw


def somebody(number, relation="child", home=0, sex="f", name="Somebody", **more):
    given = {"note": "", "age": "9", "focus": False, "order": number} | more
    return Somebody(number, name, sex=sex, relation=relation, home=home, **given)


def two_homes():
    people = [
        somebody(1, "grandparent", 1, name="Grace", note="Gran"),
        somebody(2, "parent", 1, "m", name="Kwame", note="Dad"),
        somebody(3, "parent", 0, name="Kelly", note="Mum"),
        somebody(4, "step_parent", 0, "m", name="Marcus", note="Stepdad"),
        somebody(5, "child", 1, name="Tiana"),
        somebody(6, "child", 0, "m", name="Jayden", focus=True),
        somebody(7, "child", 0, name="Amelia", note="Fri to Sun with Dad"),
        somebody(8, "child", 0, "m", name="Theo"),
        somebody(9, "unborn", 0, "unborn", name="Baby", age="", note="due 24 Feb"),
    ]
    ties = [Tie(1, 2, "parent_of"), Tie(2, 3, "apart", "2019"), Tie(3, 4, "living_together")]
    ties += [Tie(p, c, "parent_of") for c in (5, 6, 7) for p in (2, 3)]
    ties += [Tie(p, c, "parent_of") for c in (8, 9) for p in (3, 4)]
    return people, ties, ["22 Orchard Rise", "8 Tannery Court"]


def test_three_generations_in_two_homes():
    drawing = draw(*two_homes())
    at = {s.name: s for s in drawing.symbols}
    assert drawing.generations == 3
    assert at["Grace"].y < at["Kwame"].y == at["Kelly"].y == at["Marcus"].y < at["Theo"].y
    assert at["Jayden"].x < at["Amelia"].x < at["Theo"].x < at["Baby"].x
    assert at["Baby"].form == "triangle"
    assert {label.text for label in drawing.labels} == {"apart since 2019", "living together"}


def test_everyone_stands_in_their_own_home_and_homes_do_not_overlap():
    people, ties, homes = two_homes()
    drawing = draw(people, ties, homes)
    boxes = {house.title: house for house in drawing.houses}
    for person, symbol in zip(people, drawing.symbols, strict=True):
        for title, box in boxes.items():
            inside = box.x <= symbol.x <= box.x + box.width
            assert inside == (title == homes[person.home])
    first, second = sorted(drawing.houses, key=lambda house: house.x)
    assert first.x + first.width <= second.x


@pytest.mark.parametrize("children", [0, 1, 2, 8, 30])
def test_nobody_stands_on_anybody(children):
    people = [somebody(1, "parent", name="A very long first name indeed"), somebody(2, "parent")]
    people += [somebody(3 + n) for n in range(children)]
    ties = [Tie(p, 3 + n, "parent_of") for n in range(children) for p in (1, 2)]
    drawing = draw(people, ties, ["Home 1"])
    for one, other in combinations(drawing.symbols, 2):
        assert one.y != other.y or abs(one.x - other.x) >= 44
    assert all(0 < s.x < drawing.width and 0 < s.y < drawing.height for s in drawing.symbols)


def test_twins_fork_from_one_point():
    people = [somebody(1, "parent"), somebody(2), somebody(3)]
    ties = [Tie(1, 2, "parent_of"), Tie(1, 3, "parent_of"), Tie(2, 3, "twin")]
    drops = [line.d for line in draw(people, ties, ["Home"]).lines if "L" in line.d]
    assert len({d.split("L")[0] for d in drops}) == 1


def test_circles_in_the_data_end():
    people = [somebody(1, "parent"), somebody(2, "parent"), somebody(3)]
    ties = [
        Tie(1, 2, "parent_of"),
        Tie(2, 1, "parent_of"),
        Tie(3, 1, "parent_of"),
        Tie(1, 3, "parent_of"),
    ]
    assert len(draw(people, ties, ["Home"]).symbols) == 3


def test_people_without_bonds_or_homes_are_still_drawn():
    drawing = draw([somebody(1, "parent", home=0, sex="")], [Tie(1, 99, "married")], [])
    assert drawing.symbols[0].form == "diamond"
    assert drawing.lines == ()
