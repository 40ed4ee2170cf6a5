"""How many needs and headlines a family has, with nothing counted twice (decisions 4 and 5)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from outcomes.rules.evidence import Evidence
from outcomes.rules.facts import Facts
from outcomes.rules.framework import Eligibility, Plan
from outcomes.rules.progress import NeedFinding

PARENTS = ("parent", "step_parent", "partner")
Choice = dict[Evidence | str, str]  # a fact, or an absent parent's id -> the headline it serves


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    headlines: int
    among: int
    needs: int

    def reaches(self, terms: Eligibility, headlines: int) -> bool:
        enough = self.needs >= terms.needs_for(headlines) and self.headlines >= headlines
        return enough and self.among >= terms.min_among


def count(facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan) -> Tally:
    """The most that can be counted when each shared fact, and each parent who lives elsewhere,
    serves one headline only. Every way to share them out is tried: there are few."""
    ways = choices(facts, needs, terms, plan)
    return max(tally(facts, needs, terms, choice) for choice in ways)


def choices(
    facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, plan: Plan
) -> Iterator[Choice]:
    claims: dict[Evidence | str, set[str]] = {}
    bearing: dict[Evidence | str, set[int]] = {}
    for number, n in enumerate(needs):
        things: set[Evidence | str] = set()
        if not plan.same_fact_may_count_twice:
            things |= n.entry.used
        if terms.absent_parent_headlines and (parent := absent_parent(facts, n)):
            things.add(parent)
        for thing in things:
            claims.setdefault(thing, set()).add(n.need.headline)
            bearing.setdefault(thing, set()).add(number)
    shared = {thing: sorted(headlines) for thing, headlines in claims.items()}
    kept = scarce(shared, bearing)
    for picked in product(*(shared[thing] for thing in kept)):
        yield dict(zip(kept, picked, strict=True))


def scarce(
    shared: dict[Evidence | str, list[str]], bearing: dict[Evidence | str, set[int]]
) -> list[Evidence | str]:
    """What has to be shared out. Facts that bear out the very same needs, as many as those have
    headlines or more, give each headline its own: thirty events are no billion ways to try."""
    dated = {thing: frozenset(on) for thing, on in bearing.items() if isinstance(thing, Evidence)}
    alike = Counter(dated.values())
    return [
        thing
        for thing, headlines in shared.items()
        if len(headlines) > 1 and (thing not in dated or alike[dated[thing]] < len(headlines))
    ]


def absent_parent(facts: Facts, n: NeedFinding) -> str | None:
    """A parent who does not live with the children on the day the need was found. A need of one
    person that names nobody is of the one whose facts alone bear it out."""
    whose = {n.identified.person}
    if whose == {None} and n.need.subject != "family":
        whose = {item.person for item in n.entry.used}
    person = facts.person(*whose) if len(whose) == 1 else None
    if person is None or person.relation not in PARENTS:
        return None
    day = max(n.identified.identified, facts.case.opened)
    return None if person.lives_there(day) else person.id


def tally(facts: Facts, needs: Sequence[NeedFinding], terms: Eligibility, choice: Choice) -> Tally:
    codes, headlines = set(), set()
    for n in needs:
        own = n.need.headline
        parent = absent_parent(facts, n) if terms.absent_parent_headlines else None
        if parent is not None and choice.get(parent, own) != own:
            continue
        used = n.entry.used
        if used and all(choice.get(fact, own) != own for fact in used):
            continue
        codes.add(n.need.code)
        headlines.add(own)
    return Tally(len(headlines), len(headlines & set(terms.among)), len(codes))
