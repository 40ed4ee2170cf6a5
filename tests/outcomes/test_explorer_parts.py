"""How often the worker came, in parts, and needs of the authority's own: read by someone who holds
every table beside every other and subtracts."""

from __future__ import annotations

from dataclasses import replace

from outcomes.explorer import needs, visits
from outcomes.explorer.shapes import Row
from outcomes.frameworks.reader import read_need
from outcomes.rules.local_meanings import local_meanings
from outcomes.rules.suppression import fits, rounded
from tests.outcomes.counting_made import OneFamily, families_by_chance
from tests.outcomes.plans_made import OWN
from tests.outcomes.test_explorer_tables import PARTED, in_part, shown, whole_of
from tests.together import of_each


def class_of(often: str) -> str:
    return next(name for name, inside in visits.CLASSES.items() if often in inside)


def groups_of(families, rows: dict[str, Row]) -> list[int]:
    """How many of the families are in each group that the rows of one part tell apart: by class,
    and by result where that is told; what is in no row that is shown is one group."""
    told = {name for name, row in rows.items() if shown(row.cells["families"])}
    split = any(shown(row.cells["reached"]) for row in rows.values())
    found: dict[object, int] = {}
    for f in families:
        name = class_of(f.often)
        key = (name if name in told else "", f.result == "met" if split else None)
        found[key] = found.get(key, 0) + 1
    return list(found.values())


@of_each([*PARTED, *((3, 600, by) for by in ("year", "area", "team"))])
def test_how_often_in_everyone_less_any_parts_is_nobody_or_five(seed, number, by):
    """Whoever has the table of everyone and of each part takes any of them from any other: by
    class, by result, and by the rows for everyone, which are finer than the classes."""
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    parted = whole.parted(by)
    everyone = {row.key: row for row in visits.how_often(whole).rows}
    tables = {
        unit.key: {row.key: row for row in visits.how_often(whole, parted, unit.key).rows}
        for unit in parted.units
    }
    open_parts = {
        u for u, rows in tables.items() if any(shown(r.cells["families"]) for r in rows.values())
    }
    for unit in open_parts:
        assert fits(groups_of(in_part(whole, by, unit), tables[unit])), "within the part"
    split = any(shown(r.cells["reached"]) for rows in tables.values() for r in rows.values())
    for left_out in [set(), open_parts, *({unit} for unit in open_parts)]:
        rest = [f for f in whole.counting.families if parted.named(f.part(by)) not in left_out]
        for name in visits.CLASSES:
            if open_parts and all(shown(tables[u][name].cells["families"]) for u in open_parts):
                here = [f for f in rest if class_of(f.often) == name]
                well = sum(f.result == "met" for f in here)
                assert fits([len(here)])
                assert not split or fits([well, len(here) - well])
    shown_rows = {key for key, row in everyone.items() if shown(row.cells["families"])}
    unseen = sum(f.often not in shown_rows for f in whole.counting.families)
    assert fits([unseen]), "everyone less the rows that are shown"


@of_each(PARTED)
def test_the_row_of_a_part_says_what_its_own_table_says(seed, number, by):
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    parted = whole.parted(by)
    for row in visits.how_often_by(whole, parted).rows:
        own = {r.key: r for r in visits.how_often(whole, parted, row.key).rows}
        for name in visits.CLASSES:
            assert row.cells[name] == own[name].cells["families"]
            if shown(row.cells[name]):
                here = in_part(whole, by, row.key)
                number_of = sum(class_of(f.often) == name for f in here)
                assert row.cells[name].value == rounded(number_of)


def test_how_often_is_told_of_parts_where_there_are_enough():
    whole = whole_of(families_by_chance(3, 600))
    rows = visits.how_often_by(whole, whole.parted("year")).rows
    assert any(shown(row.cells["often"]) for row in rows)


def test_rows_held_back_together_for_everyone_are_never_told_apart_in_parts():
    """Two families every three weeks: held back with the smallest other row, which is another
    class. In no part may either class be shown, though each part has enough of both."""
    plain = OneFamily("A", "East", "2025", "not_met", {}, (), "weeks_2", "-")
    numbers = {"weeks_2": 40, "weeks_3": 2, "less": 20}
    families = [
        replace(plain, area=area, often=often)
        for area, share_of in (("A", 1), ("B", 1))
        for often, number in numbers.items()
        for _ in range(number * share_of if often != "weeks_3" else 1)
    ]
    whole = whole_of(families)
    told = {row.key: shown(row.cells["families"]) for row in visits.how_often(whole).rows}
    assert told == {"weeks_2": True, "weeks_3": False, "less": False}
    for row in visits.how_often_by(whole, whole.parted("area")).rows:
        assert shown(row.cells["often"])
        assert not shown(row.cells["at_times"])
        assert not shown(row.cells["seldom"])


def test_where_an_areas_results_are_held_back_so_is_how_often_there():
    """A has three results, so B, the next smallest, is held back with it. Nobody of B's families
    that were met often reached one; A and C would do for that table, but B must stay with A."""
    plain = OneFamily("A", "East", "2025", "met", {}, (), "less", "-")
    #: by area: met often and reached, often and not, seldom and reached, seldom and not
    areas = {"A": (3, 10, 0, 10), "B": (0, 10, 6, 10), "C": (6, 10, 6, 10)}
    areas |= dict.fromkeys("DEF", (30, 30, 30, 30))
    kinds = (("weeks_2", "met"), ("weeks_2", "not_met"), ("less", "met"), ("less", "not_met"))
    families = [
        replace(plain, area=area, often=often, result=result)
        for area, numbers in areas.items()
        for (often, result), number in zip(kinds, numbers, strict=True)
        for _ in range(number)
    ]
    whole = whole_of(families)
    parted = whole.parted("area")
    told = {
        unit: shown(visits.how_often(whole, parted, unit).rows[0].cells["reached"])
        for unit in areas
    }
    assert [unit for unit, is_told in told.items() if is_told] == ["D", "E", "F"]


def test_our_own_need_is_counted_held_back_and_explained_like_any_other():
    whole = whole_of(families_by_chance(5, 150))
    found = needs.Needs(whole)
    assert found.codes[-1] == "L1", "the framework's come first"
    table = needs.how_needs_stand(whole)
    (row,) = [row for row in table.rows if row.key == "L1"]
    assert row.title == "L1 Grandparents look after the children alone (our own need)"
    assert any("L1 is our own need" in note for note in table.notes)
    few = [replace(f, needs={"L1": "kept"} if place < 3 else {}) for place, f in
           enumerate(families_by_chance(5, 60))]  # fmt: skip
    assert "L1" not in needs.Needs(whole_of(few)).codes


def test_a_code_of_ours_that_meant_something_else_before_is_warned_of():
    first, then = read_need(OWN | {"text": "Lives with an aunt"}, "n"), read_need(OWN, "n")
    meaning = local_meanings([("Merrowby, version 1", [first]), ("Merrowby, version 2", [then])])
    assert "“Lives with an aunt” in Merrowby, version 1" in meaning["L1"].warning
    assert local_meanings([("One", [then]), ("Two", [then])])["L1"].warning == ""
