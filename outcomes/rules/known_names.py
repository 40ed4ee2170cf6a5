"""What a plan or the facts name, some version must have: a misspelt name would change nothing, and
nobody would notice that a setting or a slip was lost. One plan may be tried with every version."""

from collections.abc import Collection, Iterable, Iterator

from outcomes.rules.evidence import Judgement, Regression
from outcomes.rules.facts import Facts
from outcomes.rules.framework import Framework, Plan
from outcomes.rules.overlays import EVERYONE
from outcomes.rules.reading import BadFile, say


def refuse_strange(
    plan: Plan, facts: Facts, framework: Framework, versions: Iterable[Framework]
) -> None:
    """Raises `BadFile` with the path of the first name that none of the `versions` has. Needs that
    the facts list are checked where they are judged."""
    versions = list(versions)
    refuse_local(plan, framework, versions)
    own = [need.code for need in (*framework.needs, *plan.local_needs)]
    codes = {*own, *(need.code for version in versions for need in version.needs)}
    needs = f"a need of {framework.slug} or of the plan ({', '.join(own)})"
    refuse(months_of(plan), codes, f"* or {needs}")
    refuse(((f"discretion[{i}]", c) for i, c in enumerate(plan.discretion)), codes, needs)
    routes = {route.code for version in versions for route in version.routes}
    paid = plan.pays.amounts if plan.pays else {}
    ways = ", ".join(route.code for route in framework.routes)
    said = f"a way to a result of {framework.slug} ({ways}) or until"
    refuse(((f"pays.{route}", route) for route in paid), routes, said)
    refuse(words_on_needs(facts), codes, needs)


def months_of(plan: Plan) -> Iterator[tuple[str, str]]:
    return ((f"sustain_months.{c}", c) for c in plan.sustain_months if c != EVERYONE)


def words_on_needs(facts: Facts) -> Iterator[tuple[str, str]]:
    """What a worker said of a need: a misspelt slip would leave the need met, and be paid for."""
    for i, item in enumerate(facts.evidence):
        if isinstance(item, Judgement | Regression):
            yield f"evidence[{i}].need", item.need


def refuse_local(plan: Plan, framework: Framework, versions: list[Framework]) -> None:
    """A need of the plan's own has a code of its own, and stands under a headline that is there."""
    own = ", ".join(headline.code for headline in framework.headlines)
    headlines = {headline.code for version in versions for headline in version.headlines}
    taken = {need.code for need in framework.needs}
    for i, need in enumerate(plan.local_needs):
        if need.code in taken:
            said = f"expected a code of its own, found {say(need.code)} again"
            raise BadFile(f"local_needs[{i}].code", said)
        taken.add(need.code)
        said = f"a headline of {framework.slug} ({own})"
        refuse([(f"local_needs[{i}].headline", need.headline)], headlines, said)


def refuse(named: Iterable[tuple[str, str]], known: Collection[str], expected: str) -> None:
    for path, name in named:
        if name not in known:
            raise BadFile(path, f"expected {expected}, found {say(name)}")
