"""Which relationships are likely between people of a family, as a start for someone to correct."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class LikelyBond:
    """Places in the list of people, from 0. `one` is the parent, carer or first partner."""

    one: int
    kind: str
    other: int


CHILDREN = ("child", "sibling", "unborn")
PARTNERS = ("partner", "step_parent")


def likely_bonds(relations: Sequence[str]) -> list[LikelyBond]:
    """Parents of each child; a partner or step-parent with the first parent; brothers and sisters.

    Two parents are not said to live together: nobody told us.
    """
    at = {
        kind: [place for place, relation in enumerate(relations) if relation in kinds]
        for kind, kinds in (("parents", ("parent",)), ("partners", PARTNERS), ("kids", CHILDREN))
    }
    found = [LikelyBond(p, "parent_of", kid) for p in at["parents"] for kid in at["kids"]]
    if at["parents"]:
        found += [LikelyBond(at["parents"][0], "living_together", p) for p in at["partners"]]
    found += [LikelyBond(a, "sibling", b) for a, b in combinations(at["kids"], 2)]
    return found
