"""An attacker who knows everything that is published can't find a small number in it."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outcomes.rules.suppression import LEAST, blocks, fits, join, rounded, stands_alone, total

COUNT = st.one_of(st.integers(0, 9), st.integers(0, 60))


@st.composite
def tables(draw, widths=(1, 4)):
    """Parts by name, each with the same number of columns."""
    width = draw(st.integers(*widths))
    rows = draw(st.lists(st.tuples(*[COUNT] * width), min_size=1, max_size=9))
    return {f"area {place}": row for place, row in enumerate(rows)}


def whole_of(parts):
    return total(parts, parts)


# What an attacker does: solve the published equations for every cell that is not shown.


def determined(equations, unknowns):
    """The unknowns whose value the equations fix, by Gauss over fractions."""
    rows = [
        [Fraction(parts.get(name, 0)) for name in unknowns] + [Fraction(right)]
        for parts, right in equations
    ]
    found, at = {}, 0
    for column in range(len(unknowns)):
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for r, row in enumerate(rows):
            if r != at and row[column]:
                rows[r] = [a - row[column] * b for a, b in zip(row, rows[at], strict=True)]
        at += 1
    for row in rows:
        named = [place for place, value in enumerate(row[:-1]) if value]
        if len(named) == 1:
            found[unknowns[named[0]]] = row[-1]
    return found


def equations_of(parts, published):
    """Everything that a reader of the table learns: columns of the whole, rows that stand alone,
    and how many families each part holds in all."""
    width = len(next(iter(parts.values())))
    said = [
        ({(part, column): 1 for part in parts}, whole_of(parts)[column]) for column in range(width)
    ]
    for part, row in parts.items():
        if stands_alone(part, published):
            said += [({(part, column): 1}, row[column]) for column in range(width)]
    return said


def bounds(parts, published, part, column):
    """The least and most that a cell can be, to whoever knows also every part's own total."""
    hidden = next(block for block in published if part in block)
    together = total(parts, hidden)[column]
    rest = sum(sum(parts[other]) for other in hidden - {part})
    return max(0, together - rest), min(together, sum(parts[part]))


@given(tables())
def test_every_published_number_counts_nobody_or_at_least_five(parts):
    published = blocks(parts)
    for block in published:
        assert fits(total(parts, block))
    if published:
        assert frozenset().union(*published) == set(parts)
        assert sum(map(len, published)) == len(parts)
        assert fits(whole_of(parts))
    else:
        assert not fits(whole_of(parts))


@given(tables())
def test_solving_what_is_published_never_gives_one_to_four(parts):
    published = blocks(parts)
    assume(published)
    unknowns = [(p, c) for p, row in parts.items() for c in range(len(row))]
    for (part, column), value in determined(equations_of(parts, published), unknowns).items():
        assert value == parts[part][column]
        assert value == 0 or value >= LEAST


@given(tables(), st.data())
def test_any_sum_less_any_other_of_shown_parts_is_nobody_or_at_least_five(parts, data):
    """Everyone, and everyone but one team."""
    published = sorted(blocks(parts), key=sorted)
    assume(published)
    left_out = data.draw(st.lists(st.sampled_from(published), unique=True))
    rest = [
        whole - sum(taken)
        for whole, *taken in zip(
            whole_of(parts), *(total(parts, block) for block in left_out), strict=True
        )
    ]
    assert fits(rest)


@given(tables((2, 4)))
def test_a_cell_held_back_could_be_any_of_six_numbers_or_is_no_secret(parts):
    """Also where the attacker knows how many families each part has: those of five and more."""
    assume(all(sum(row) >= LEAST for row in parts.values()))
    published = blocks(parts)
    assume(published)
    for part, row in parts.items():
        if stands_alone(part, published):
            continue
        for column, value in enumerate(row):
            low, high = bounds(parts, published, part, column)
            assert low <= value <= high
            assert high - low >= LEAST or (low == high and fits([value]))


@given(tables((3, 3)))
def test_a_table_drawn_from_another_takes_nothing_apart(parts):
    """Linked tables: the second shows a finer split of the first's columns."""
    coarse = {part: (row[0] + row[1], row[2]) for part, row in parts.items()}
    first = blocks(coarse)
    assume(first)
    second = blocks(parts, start=first)
    assert all(any(block <= wider for wider in second) for block in first) or not second
    for block in second:
        assert fits(total(parts, block))
        assert fits(total(coarse, block))


@given(tables((2, 2)), st.data())
def test_two_tables_about_the_same_parts_are_joined_before_a_third(parts, data):
    swapped = {part: data.draw(st.tuples(COUNT, COUNT)) for part in parts}
    one, other = blocks(parts), blocks(swapped)
    assume(one)
    assume(other)
    both = join(one, other)
    assert frozenset().union(*both) == set(parts)
    assert sum(map(len, both)) == len(parts)
    for block in both:
        assert fits(total(parts, block))
        assert fits(total(swapped, block))


def test_the_smallest_part_is_held_back_with_the_small_one():
    parts = {"East": (40,), "North": (3,), "South": (12,), "West": (9,)}
    assert blocks(parts) == {
        frozenset(["East"]),
        frozenset(["South"]),
        frozenset(["North", "West"]),
    }


def test_two_small_parts_that_are_five_together_need_no_third():
    parts = {"East": (40,), "North": (3,), "West": (2,)}
    assert blocks(parts) == {frozenset(["East"]), frozenset(["North", "West"])}


def test_a_part_that_holds_nobody_hides_nobody():
    parts = {"East": (40,), "North": (3,), "Empty": (0,), "West": (9,)}
    assert frozenset(["Empty"]) in blocks(parts)
    assert frozenset(["North", "West"]) in blocks(parts)


def test_nothing_is_published_of_fewer_than_five():
    assert not blocks({"East": (2,), "West": (1,)})
    assert not blocks({})


def test_parts_that_were_taken_together_stay_so():
    first = blocks({"East": (3,), "North": (40,), "West": (7,)})
    second = blocks({"East": (20,), "North": (40,), "West": (70,)}, start=first)
    assert frozenset(["East", "West"]) in second


@given(st.integers(0, 400))
def test_a_rounded_count_is_within_two(count):
    if fits([count]):
        assert abs(rounded(count) - count) <= 2
        assert rounded(count) % 5 == 0
        assert (rounded(count) == 0) == (count == 0)
    else:
        with pytest.raises(ValueError, match="held back"):
            rounded(count)


def test_two_reports_never_pin_how_few_families_came_or_went_between_them():
    """From what stands in two reports one can't tell which of at least four numbers it was."""

    def shown(count):
        return rounded(count) if fits([count]) else "held back"

    changes: dict = {}
    for before in range(78):  # 77 is the last that is rounded to 75
        for after in range(78):
            changes.setdefault((shown(before), shown(after)), set()).add(after - before)
    known = {reports for reports, possible in changes.items() if len(possible) < 4}
    assert known == {(0, 0), (0, 5), (5, 0)}, "nobody came; or five, six or seven did"
    assert changes[0, 5] == {5, 6, 7}
