"""All the tables of one explorer together, by someone who reads every one of them and subtracts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import combinations

from outcomes.explorer import alike, needs, support, visits
from outcomes.explorer.parted import OTHERS, Whole
from outcomes.explorer.shapes import HELD, Cell, Row, Table, as_csv, share, with_bars
from outcomes.frameworks.loader import framework
from outcomes.rules.meanings import MEANINGS, same_code, several_versions
from outcomes.rules.suppression import LEAST, Mark, fits, rounded
from tests.outcomes.counting_made import CODES, MadeCounting, OneFamily, families_by_chance
from tests.together import of_each

BOROUGHS = [(seed, number) for seed in range(12) for number in (4, 9, 40, 150)]
PARTED = [(*borough, by) for borough in BOROUGHS for by in ("year", "area", "team")]


def whole_of(families) -> Whole:
    return Whole(MadeCounting(families))


def all_tables(whole: Whole) -> list[Table]:
    """Everything that anyone may ask for, but pairs of needs in one part."""
    tables = [
        needs.how_needs_stand(whole),
        needs.needs_together(whole),
        support.who_helped(whole),
        visits.how_often(whole),
        support.kept_and_lost([whole]),
        *(alike.went_with(whole, code) for code in CODES),
    ]
    for by in ("year", "area", "team"):
        parted = whole.parted(by)
        tables.append(support.results_by(whole, parted))
        tables += [needs.need_by(whole, parted, c) for c in needs.Needs(whole, parted).codes]
        tables += [support.who_helped(whole, parted, unit.key) for unit in parted.units]
        tables.append(visits.how_often_by(whole, parted))
        tables += [visits.how_often(whole, parted, unit.key) for unit in parted.units]
    return tables


def in_part(whole: Whole, by: str, unit: str):
    """The families of a part as the page has it."""
    parted = whole.parted(by)
    return [f for f in whole.counting.families if parted.named(f.part(by)) == unit]


def shown(cell: Cell) -> bool:
    return cell is not HELD


@of_each(BOROUGHS)
def test_no_number_of_any_table_counts_one_to_four(seed, number):
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    for table in all_tables(whole):
        for row in table.rows:
            for key, cell in row.cells.items():
                if key in ("expected", "times") or key.startswith("share"):
                    continue
                assert cell.value is None or cell.value == 0 or cell.value >= LEAST
                assert cell.value is None or cell.value % 5 == 0


@of_each(PARTED)
def test_everyone_less_any_parts_that_are_shown_is_nobody_or_five(seed, number, by):
    """For each need: with it, without it, kept, and not kept."""
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    parted = whole.parted(by)
    for code in needs.Needs(whole, parted).codes:
        table = needs.need_by(whole, parted, code)
        told = [row for row in table.rows if shown(row.cells["with_need"])]
        says_kept = any(shown(row.cells["kept"]) for row in told)
        for size in range(len(told) + 1):
            for left_out in combinations(told, size):
                keys = {row.key for row in left_out}
                rest = [f for f in whole.counting.families if parted.named(f.part(by)) not in keys]
                having = [f for f in rest if code in f.needs]
                kept = [f for f in having if f.needs[code] == "kept"]
                assert fits([len(having), len(rest) - len(having)])
                assert not says_kept or fits([len(kept), len(having) - len(kept)])


@of_each(BOROUGHS)
def test_what_is_shown_is_true_to_the_nearest_five(seed, number):
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    for by in ("year", "area", "team"):
        for row in support.results_by(whole, whole.parted(by)).rows:
            here = in_part(whole, by, row.key)
            assert row.cells["families"].value == rounded(len(here))
            if shown(row.cells["reached"]):
                well = sum(f.result == "met" for f in here)
                assert row.cells["reached"].value == rounded(well)
    for row in needs.how_needs_stand(whole).rows:
        having = [f.needs[row.key] for f in whole.counting.families if row.key in f.needs]
        assert row.cells["with_need"].value == rounded(len(having))
        for standing in ("kept", "watched", "lost", "not_known"):
            if shown(row.cells[standing]):
                assert row.cells[standing].value == rounded(having.count(standing))


@of_each(BOROUGHS)
def test_who_helped_in_all_parts_but_some_is_nobody_or_five(seed, number):
    """The table of every part, and of everyone, about the same helpers and results."""
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    parted = whole.parted("area")
    everyone = {row.key: row for row in support.who_helped(whole).rows}
    tables = {
        unit.key: {row.key: row for row in support.who_helped(whole, parted, unit.key).rows}
        for unit in parted.units
    }
    results = {
        row.key for row in support.results_by(whole, parted).rows if shown(row.cells["reached"])
    }
    for unit, rows in tables.items():
        told = [row for row in rows.values() if shown(row.cells["reached"])]
        assert unit in results or not told, "where results are held back, nobody's help has any"
    for kind, row in everyone.items():
        hidden = [u for u, rows in tables.items() if not shown(rows[kind].cells["families"])]
        rest = [f for unit in hidden for f in in_part(whole, "area", unit)]
        helped = [f for f in rest if kind in f.around]
        if shown(row.cells["families"]):
            assert fits([len(helped), len(rest) - len(helped)])
        if shown(row.cells["reached"]):
            well = sum(f.result == "met" for f in helped)
            assert fits([well, len(helped) - well])


@of_each(BOROUGHS)
def test_pairs_in_one_part_give_no_need_away_in_another(seed, number):
    """The pairs' table of a part says how many have each need there: only where the need's own
    table says so too."""
    whole = whole_of(families_by_chance(seed, number))
    if not whole.published:
        return
    parted = whole.parted("area")
    own = {
        code: {
            r.key for r in needs.need_by(whole, parted, code).rows if shown(r.cells["with_need"])
        }
        for code in needs.Needs(whole, parted).codes
    }
    for unit in parted.units:
        for row in needs.needs_together(whole, parted, unit.key).rows:
            assert all(unit.key in own[code] for code in row.key.split("+"))
            one, other = row.key.split("+")
            here = in_part(whole, "area", unit.key)
            both = [f for f in here if one in f.needs and other in f.needs]
            assert row.cells["both"].value == rounded(len(both))


@of_each(BOROUGHS)
def test_what_went_with_a_need_leaves_nobody_or_five_anywhere(seed, number):
    """Set against everyone with the need, everyone with that helper, and everyone."""
    families = families_by_chance(seed, number)
    whole = whole_of(families)
    for code in CODES:
        for row in alike.went_with(whole, code).rows[1:]:
            assert shown(row.cells["with_need"]) == shown(row.cells["kept"])
            if shown(row.cells["kept"]):
                for helped in (True, False):
                    there = [f for f in families if (row.key in f.around) == helped]
                    kept = [f for f in there if f.needs.get(code) == "kept"]
                    having = [f for f in there if code in f.needs]
                    groups = (len(kept), len(having) - len(kept), len(there) - len(having))
                    assert fits(groups)
                    assert not helped or row.cells["kept"].value == rounded(len(kept))


def test_what_went_with_a_need_is_said_where_there_are_enough():
    shown_rows = [
        row
        for seed in range(6)
        for row in alike.went_with(whole_of(families_by_chance(seed, 150)), "1a").rows[1:]
        if shown(row.cells["kept"])
    ]
    assert shown_rows
    assert alike.went_with(whole_of(families_by_chance(1, 4)), "1a").rows == ()


def test_where_an_areas_results_are_held_back_so_is_who_helped_there():
    """A has three results, so B, the next smallest, is held back with it. Nobody of B's helpers'
    families reached one; A and C would do for that table, but B must stay with A."""
    plain = OneFamily("A", "East", "2025", "met", {}, (), "less", "-")
    #: by area: helped and reached, helped and not, reached alone, neither
    areas = {"A": (3, 10, 0, 10), "B": (0, 10, 6, 10), "C": (6, 10, 6, 10), "D": (30, 30, 30, 30)}
    kinds = ((("school",), "met"), (("school",), "not_met"), ((), "met"), ((), "not_met"))
    families = [
        replace(plain, area=area, around=around, result=result)
        for area, numbers in areas.items()
        for (around, result), number in zip(kinds, numbers, strict=True)
        for _ in range(number)
    ]
    whole = whole_of(families)
    parted = whole.parted("area")
    results = {r.key: shown(r.cells["reached"]) for r in support.results_by(whole, parted).rows}
    assert results == {"A": False, "B": False, "C": True, "D": True}
    helped = {
        unit: shown(support.who_helped(whole, parted, unit).rows[0].cells["reached"])
        for unit in areas
    }
    assert helped == {"A": False, "B": False, "C": False, "D": True}


def test_of_fewer_than_five_families_nothing_is_published():
    assert not whole_of(families_by_chance(1, 4)).published
    assert not whole_of([]).published
    assert whole_of(families_by_chance(1, 5)).published


def test_areas_too_small_to_stand_alone_are_one_from_the_start():
    families = families_by_chance(0, 60)
    small = {f.area for f in families if sum(g.area == f.area for g in families) < LEAST}
    assert small, "the seed should make a small area"
    parted = whole_of(families).parted("area")
    assert not small & set(parted.sizes)
    assert parted.sizes[OTHERS] >= LEAST


def test_nobody_held_back_and_does_not_apply_are_three_things():
    assert Cell(0).words == "0"
    assert HELD.words == "held back"
    assert share(Cell(0), Cell(0)).mark == Mark.NOT_APPLICABLE
    assert share(HELD, Cell(20)) is HELD
    assert share(Cell(5), Cell(15)).value == 33


def test_every_heading_of_every_table_says_what_it_means():
    for table in all_tables(whole_of(families_by_chance(5, 150))):
        assert table.columns
        for key, meaning in table.headings:
            assert meaning is MEANINGS[key]
            assert meaning.says.endswith(".")
        for row in table.rows:
            assert set(table.columns) <= set(row.cells)


def test_a_bar_draws_what_is_held_back_as_held_back():
    cells = {"families": Cell(40), "reached": HELD}
    table = Table("t", "T", "Row", ("families", "reached"), (Row("a", "A", cells),), "",
                  pieces=("reached",), rest="Not reached")  # fmt: skip
    assert [bar.kind for bar in with_bars(table).rows[0].bars] == ["held"]
    said = {"families": Cell(40), "reached": Cell(10)}
    bars = with_bars(
        Table("t", "T", "Row", ("families", "reached"), (Row("a", "A", said),), "",
              pieces=("reached",), rest="Not reached")
    ).rows[0].bars  # fmt: skip
    assert [(bar.kind, bar.start, bar.width) for bar in bars] == [
        ("reached", 0, 25),
        ("rest", 25, 75),
    ]


def test_the_file_holds_values_meanings_and_marks_and_nothing_that_calculates():
    cells = {"families": Cell(40), "reached": HELD, "share_reached": HELD}
    columns = ("families", "reached", "share_reached")
    table = Table("t", "Results", "Area", columns, (Row("a", "=HYPERLINK(1)", cells),), "",
                  warnings=("Two meanings.",))  # fmt: skip
    lines = list(csv.reader(io.StringIO(as_csv(["@front"], [table]).decode("utf-8-sig"))))
    assert lines[0] == ["'@front"]
    assert ["'=HYPERLINK(1)", "40", "held back", "held back"] in lines
    assert ["Area", "Families", "Result reached", "Reached, of 100"] in lines
    assert ["Two meanings."] in lines
    assert any(line and line[0].startswith("Result reached: ") for line in lines)
    assert any("1 to 4" in line[0] for line in lines if line)


def test_codes_that_mean_other_needs_in_another_version_are_warned_of():
    new, old = framework("nsfof-2022"), framework("sf-2021")
    codes = [need.code for need in new.needs]
    shared = [c for c in codes if c in {need.code for need in old.needs}]
    said = same_code(new, [new, old], codes)
    assert bool(said) == bool(shared)
    assert same_code(new, [new], codes) == []
    assert several_versions([new]) == []
    assert "Do not add them" in several_versions([new, old])[0]


def test_the_made_families_have_every_need_somewhere():
    """The tests above prove nothing about a need that nobody has."""
    assert {code for f in families_by_chance(5, 150) for code in f.needs} == set(CODES)
