"""Where everyone stands in the family diagram: people, bonds and homes in; coordinates out.

Each generation is a row and each home a column, so that a home's box never takes in someone else.
Couples are joined below their symbols and names stand beside them, so no line crosses a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from families.rules.drawing import RADIUS, Drawing, House, Label, Stroke, Symbol

PITCH = 164
#: So that two people are not drawn as large as ten.
NARROWEST = 720
TOP = 74
GAP = 16
#: Between homes that a couple joins, so that what is said of the couple fits.
JOINED_GAP = 96
ABOVE, BELOW = 66, 92
#: Generation by what someone is to the family, where no bond says otherwise.
LEVELS = {"grandparent": 0, "child": 2, "unborn": 2, "sibling": 2}
PARENT, TWIN = "parent_of", "twin"
UNIONS = {
    "married": ("married", False),
    "living_together": ("living together", True),
    "apart": ("apart", False),
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to draw. `order` sorts brothers and sisters, eldest first."""

    id: int
    name: str
    note: str
    sex: str
    age: str
    focus: bool
    relation: str
    home: int
    order: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """How two people are related; `one` is the parent where it is `parent_of`."""

    one: int
    other: int
    kind: str
    since: str = ""


@dataclass
class _Family:
    people: dict[int, Somebody]
    parents: dict[int, tuple[int, ...]]
    unions: dict[tuple[int, ...], Tie | None]
    twins: list[tuple[int, int]]
    row: dict[int, int] = field(default_factory=dict)
    x: dict[int, float] = field(default_factory=dict)

    def partners(self, one: int) -> list[int]:
        return [p for pair in self.unions if one in pair for p in pair if p != one]

    def children(self, pair: tuple[int, ...]) -> list[int]:
        found = [child for child, parents in self.parents.items() if parents == pair]
        return sorted(found, key=lambda child: self.people[child].order)

    def y(self, one: int) -> float:
        return TOP + self.row[one] * PITCH

    def beside(self, one: int) -> bool:
        return any(one in pair for pair in self.unions)

    def extent(self, one: int) -> tuple[float, float]:
        """Room to the left and right of someone's centre, for the shape and the name."""
        person = self.people[one]
        words = max(len(person.name) * 9.4, len(person.note) * 7.6)
        if self.beside(one):
            return 36, 44 + words
        half = max(46, words / 2 + 8)
        return half, half


def draw(people: Sequence[Somebody], ties: Iterable[Tie], homes: Sequence[str]) -> Drawing:
    """The family's diagram. `homes` are titles; the first is the main one."""
    family = _family(people, list(ties))
    _generations(family)
    columns = _columns(family, len(homes))
    houses = _place(family, columns, homes)
    lines, labels = _joins(family)
    right = max((h.x + h.width for h in houses), default=200) + 4
    rows = max(family.row.values(), default=0) + 1
    return Drawing(
        width=max(NARROWEST, round(right)),
        height=round(TOP + (rows - 1) * PITCH + BELOW + 4),
        houses=tuple(houses),
        lines=tuple(lines),
        labels=tuple(labels),
        symbols=tuple(_symbol(family, one) for one in family.people),
        generations=rows,
    )


def _family(people: Sequence[Somebody], ties: list[Tie]) -> _Family:
    known = {person.id: person for person in people}
    ties = [t for t in ties if t.one in known and t.other in known]
    parents: dict[int, list[int]] = {}
    for tie in ties:
        if tie.kind == PARENT:
            parents.setdefault(tie.other, []).append(tie.one)
    pairs = {child: tuple(sorted(found)[:2]) for child, found in parents.items()}
    unions: dict[tuple[int, ...], Tie | None] = {
        tuple(sorted((t.one, t.other))): t for t in ties if t.kind in UNIONS
    }
    for pair in pairs.values():
        unions.setdefault(pair, None)
    twins = [(t.one, t.other) for t in ties if t.kind == TWIN]
    return _Family(known, pairs, unions, twins)


def _generations(family: _Family) -> None:
    """Partners share a row and children stand under both parents; circles in the data end too."""
    row = {p.id: LEVELS.get(p.relation, 1) for p in family.people.values()}
    for child, parents in family.parents.items():
        row[child] = max(row[child], 1 + min(row[p] for p in parents))
    for _ in family.people:
        before = dict(row)
        for pair in family.unions:
            together = max(row[one] for one in pair)
            row.update(dict.fromkeys(pair, together))
        for child, parents in family.parents.items():
            row[child] = max(row[child], 1 + max(row[p] for p in parents))
        if row == before or max(row.values()) > len(row) + 2:
            break
    used = {level: index for index, level in enumerate(sorted(set(row.values())))}
    family.row = {one: used[level] for one, level in row.items()}


def _columns(family: _Family, homes: int) -> list[int]:
    """Homes from left to right: the main one second, so that both neighbours touch it."""
    order = list(range(max(homes, 1)))
    lived = [home for home in order if any(p.home == home for p in family.people.values())]
    if len(lived) > 1:
        lived[0], lived[1] = lived[1], lived[0]
    return lived


def _place(family: _Family, columns: list[int], titles: Sequence[str]) -> list[House]:
    houses: list[House] = []
    left = 4.0
    for home in columns:
        rows = _rows(family, home, columns)
        _settle(family, rows)
        members = [one for row in rows.values() for one in row]
        low = min(family.x[one] - family.extent(one)[0] for one in members)
        high = max(family.x[one] + family.extent(one)[1] for one in members)
        title = titles[home] if home < len(titles) else ""
        width = max(high - low + 24, len(title) * 8.6 + 36)
        spare = (width - (high - low)) / 2
        for one in members:
            family.x[one] = round(family.x[one] - low + left + spare, 1)
        top = TOP + min(rows) * PITCH - ABOVE
        bottom = TOP + max(rows) * PITCH + BELOW
        houses.append(House(round(left, 1), top, round(width, 1), bottom - top, title, home != 0))
        left += width + (JOINED_GAP if _joined(family, members) else GAP)
    return houses


def _joined(family: _Family, members: list[int]) -> bool:
    """Whether someone of this home is in a couple with someone who is not placed yet."""
    return any(mate not in family.x for one in members for mate in family.partners(one))


def _rows(family: _Family, home: int, columns: list[int]) -> dict[int, list[int]]:
    """Who stands in each row of one home, left to right."""
    place = {one: columns.index(p.home) for one, p in family.people.items() if p.home in columns}
    here = columns.index(home)
    rows: dict[int, list[int]] = {}
    for row in sorted(set(family.row.values())):
        members = [one for one in place if place[one] == here and family.row[one] == row]
        if members:
            rows[row] = _in_order(family, members, place, rows.get(row - 1, []))
    return rows


def _in_order(
    family: _Family, members: list[int], place: dict[int, int], above: list[int]
) -> list[int]:
    """Children under their parents, eldest first; partners side by side, nearest to former ones."""

    def pull(one: int) -> tuple[float, float, int]:
        parents = family.parents.get(one, ())
        spots = [place.get(p, 0) * 100.0 + (above.index(p) if p in above else 0) for p in parents]
        away = [place.get(p, place[one]) - place[one] for p in family.partners(one)]
        return (
            sum(spots) / len(spots) if spots else 1e6,
            min(away, default=0),
            family.people[one].order,
        )

    waiting = sorted(members, key=pull)
    ordered: list[int] = []
    while waiting:
        one = waiting.pop(0)
        ordered.append(one)
        while nearby := [p for p in waiting if p in family.partners(ordered[-1])]:
            waiting.remove(nearby[0])
            ordered.append(nearby[0])
    return ordered


def _settle(family: _Family, rows: dict[int, list[int]]) -> None:
    """Put each row as near as it can be to its parents, then to its children, twice over."""
    for row in rows.values():
        _spread(family, row, dict.fromkeys(row, 0.0))
    for _ in range(6):
        for row in rows.values():
            _spread(family, row, {one: _under_parents(family, one, row) for one in row})
        for row in reversed(list(rows.values())):
            _spread(family, row, {one: _over_children(family, one) for one in row})


def _under_parents(family: _Family, one: int, row: list[int]) -> float:
    parents = [p for p in family.parents.get(one, ()) if _same_home(family, p, one)]
    if not parents:
        return family.x[one]
    siblings = [s for s in row if family.parents.get(s) == family.parents[one]]
    middle = sum(family.x[p] for p in parents) / len(parents)
    return family.x[one] + middle - sum(family.x[s] for s in siblings) / len(siblings)


def _over_children(family: _Family, one: int) -> float:
    pairs = [pair for pair in family.unions if one in pair]
    children = [c for pair in pairs for c in family.children(pair) if _same_home(family, c, one)]
    if not children:
        return family.x[one]
    middle = sum(family.x[c] for c in children) / len(children)
    mates = [p for p in {p for pair in pairs for p in pair} if _same_home(family, p, one)]
    return family.x[one] + (middle - sum(family.x[p] for p in mates) / len(mates)) / 2


def _same_home(family: _Family, one: int, other: int) -> bool:
    return one in family.x and family.people[one].home == family.people[other].home


def _spread(family: _Family, row: list[int], wanted: dict[int, float]) -> None:
    """Nearest places to the wanted ones that keep order and room: pool adjacent violators."""
    offsets = [0.0]
    for left, right in pairwise(row):
        offsets.append(offsets[-1] + family.extent(left)[1] + family.extent(right)[0])
    pools: list[tuple[float, int]] = []
    for one, offset in zip(row, offsets, strict=True):
        pools.append((wanted[one] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (value, size), (before, count) = pools.pop(), pools.pop()
            pools.append(((value * size + before * count) / (size + count), size + count))
    values = [value for value, size in pools for _ in range(size)]
    for one, offset, value in zip(row, offsets, values, strict=True):
        family.x[one] = value + offset


def _joins(family: _Family) -> tuple[list[Stroke], list[Label]]:
    lines: list[Stroke] = []
    labels: list[Label] = []
    taken: dict[int, list[tuple[float, float, int]]] = {}
    pairs = sorted(
        family.unions,
        key=lambda pair: max(family.x[p] for p in pair) - min(family.x[p] for p in pair),
    )
    for pair in pairs:
        xs = sorted(family.x[p] for p in pair)
        depth = _free_depth(taken.setdefault(family.row[pair[0]], []), xs[0], xs[-1])
        bar = family.y(pair[0]) + RADIUS + 14 + 14 * depth
        middle = sum(xs) / len(xs)
        if len(pair) == 2:
            lines.append(_couple(family, pair, xs, bar))
            labels += _said(family.unions[pair], middle, bar)
            lines += _slash(family.unions[pair], middle, bar)
        else:
            bar = family.y(pair[0]) + RADIUS
        lines += _descent(family, family.children(pair), middle, bar, depth)
    return lines, labels


def _free_depth(taken: list[tuple[float, float, int]], low: float, high: float) -> int:
    """The first depth below the row at which no other couple's line runs."""
    used = {depth for start, end, depth in taken if start <= high and low <= end}
    depth = next(d for d in range(len(used) + 1) if d not in used)
    taken.append((low, high, depth))
    return depth


def _couple(family: _Family, pair: tuple[int, ...], xs: list[float], bar: float) -> Stroke:
    tie = family.unions[pair]
    foot = family.y(pair[0]) + RADIUS
    dashed = tie is None or UNIONS[tie.kind][1]
    return Stroke(f"M{xs[0]:g} {foot:g}V{bar:g}H{xs[1]:g}V{foot:g}", dashed)


def _said(tie: Tie | None, middle: float, bar: float) -> list[Label]:
    if tie is None:
        return []
    since = f" since {tie.since}" if tie.since else ""
    return [Label(middle + 10, bar - 6, UNIONS[tie.kind][0] + since)]


def _slash(tie: Tie | None, middle: float, bar: float) -> list[Stroke]:
    return [Stroke(f"M{middle - 22:g} {bar + 9:g}l10 -18")] if tie and tie.kind == "apart" else []


def _descent(
    family: _Family, children: list[int], middle: float, bar: float, depth: int
) -> list[Stroke]:
    """From the couple down to a line over the children, and to each child; twins fork."""
    if not children:
        return []
    level = family.y(children[0]) - RADIUS - 26 - 10 * depth
    forks: dict[int, float] = {}
    for pair in family.twins:
        if set(pair) <= set(children):
            meet = sum(family.x[one] for one in pair) / 2
            forks |= dict.fromkeys(pair, meet)
    ends = [forks.get(child, family.x[child]) for child in children]
    spine = Stroke(
        f"M{middle:g} {bar:g}V{level:g}M{min([*ends, middle]):g} {level:g}H{max([*ends, middle]):g}"
    )
    drops = [
        Stroke(f"M{end:g} {level:g}L{family.x[child]:g} {family.y(child) - RADIUS:g}")
        for child, end in zip(children, ends, strict=True)
    ]
    return [spine, *drops]


def _symbol(family: _Family, one: int) -> Symbol:
    person, x, y = family.people[one], family.x[one], family.y(one)
    form = {"m": "square", "f": "circle", "unborn": "triangle"}.get(person.sex, "diamond")
    points = ""
    if form == "triangle":
        points = f"M{x:g} {y - RADIUS:g}l24 44h-48z"
    elif form == "diamond":
        points = f"M{x:g} {y - 25:g}l25 25l-25 25l-25 -25z"
    return Symbol(
        x, y, form, person.age, person.name, person.note, person.focus, family.beside(one), points
    )
