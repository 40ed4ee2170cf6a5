"""An authority's settings in plain words, each beside what the published framework says itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from outcomes.rules.dates import say_day, say_months
from outcomes.rules.framework import Framework, Need, Plan, Test
from outcomes.rules.offered import ENTRY, RESULT, words_of
from outcomes.rules.overlays import EVERYONE
from outcomes.rules.plans import read_plan, told_in_full

COUNTING, LASTING, SOURCES, DISCRETION, LOCAL, PAYING = (
    *("counting", "lasting", "sources", "discretion"),
    *("local", "paying"),
)
#: Each part of a plan, in order, with its heading.
PARTS = {
    COUNTING: "What counts",
    LASTING: "How long it must last",
    SOURCES: "Whose word counts",
    DISCRETION: "Judged instead of measured",
    LOCAL: "Needs of our own",
    PAYING: "What is paid",
}
KINDS = {
    "attendance": "School attendance",
    "suspension": "Suspensions",
    "exclusion": "Exclusions",
    "placement": "Places at school",
    "offence": "Offences",
    "asb": "Antisocial behaviour",
    "missing": "Missing from home",
    "domestic_abuse": "Domestic abuse",
    "social_care": "Children’s social care",
    "benefit": "Benefits",
    "employment": "Jobs",
    "eet": "Education, work or training",
    "health": "Help with health",
    "substance": "Help with drugs or alcohol",
    "housing": "The home",
    "debt": "Debt",
}
SAYERS = {
    "school": "school",
    "police": "police",
    "yot": "youth offending team",
    "housing": "housing",
    "dwp": "jobcentre",
    "health": "health",
    "social_care": "children’s social care",
    "key_worker": "key worker",
    "family": "the family",
    "other": "someone else",
}
#: Where our own reading of a silent framework is written down: docs/facts.md, under Decisions.
READING = "our own reading, decision {} of the facts format"
YES_NO = {True: "Yes", False: "No"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `default` is the framework's own, with how sure it is and where it is from."""

    part: str
    key: str
    label: str
    says: str
    default: str
    provenance: str
    source: str

    @property
    def own(self) -> bool:
        """Whether the plan says otherwise than the framework."""
        return self.says != self.default


@dataclass(frozen=True, slots=True)
class Changed:
    """One setting in two versions of a plan."""

    part: str
    label: str
    before: str
    after: str


def settings_of(framework: Framework, overlay: dict[str, Any]) -> list[Setting]:
    """All that a plan may say, in the order of its parts; needs and kinds only where it says it."""
    plan = read_plan(overlay)
    return [
        *_counting(framework, plan, overlay),
        *_lasting(framework, plan),
        *_sources(plan),
        _discretion(framework, plan),
        *_local(framework, overlay),
        *_paying(framework, plan),
    ]


def changes_between(
    framework: Framework, before: dict[str, Any], after: dict[str, Any]
) -> list[Changed]:
    """What the later says otherwise; a setting that only one of them has against its default."""
    old = {one.key: one for one in settings_of(framework, before)}
    new = {one.key: one for one in settings_of(framework, after)}
    found = []
    for key in dict.fromkeys([*old, *new]):
        known = new.get(key) or old[key]
        was = old[key].says if key in old else known.default
        says = new[key].says if key in new else known.default
        if was != says:
            found.append(Changed(known.part, known.label, was, says))
    return sorted(found, key=lambda one: list(PARTS).index(one.part))


def _counting(framework: Framework, plan: Plan, overlay: dict[str, Any]) -> Iterator[Setting]:
    yield from _attendance(framework, plan)
    terms = framework.eligibility
    if terms.applies:
        headlines = str(terms.min_headlines)
        yield Setting(
            COUNTING,
            "min_headlines",
            "Headlines that a family’s needs must come from, at least",
            str(plan.min_headlines or headlines),
            headlines,
            terms.provenance,
            terms.source,
        )
        yield _flag(overlay, "same_fact_may_count_twice", "One fact may count for two headlines", 4)
    if _reducible(framework):
        fall = plan.crime_reduction
        none_at_all = "None at all in six months"
        yield Setting(
            COUNTING,
            "crime_reduction",
            "Offences and antisocial behaviour",
            f"A fall of {fall:g}% is enough" if fall is not None else none_at_all,
            none_at_all,
            "assumed",
            READING.format(16),
        )


def _attendance(framework: Framework, plan: Plan) -> Iterator[Setting]:
    """Where the framework measures attendance at all."""
    found = _attendance_test(framework)
    if found is None:
        return
    need, given = found
    counted = bool(given.get("count_authorised", True))
    chosen = plan.count_authorised_absence
    yield Setting(
        COUNTING,
        "count_authorised_absence",
        "Authorised absence counts as missing school",
        YES_NO[counted if chosen is None else chosen],
        YES_NO[counted],
        need.provenance,
        need.source,
    )
    percent = Decimal(str(given["percent"]))
    wanted = plan.min_attendance if plan.min_attendance is not None else percent
    yield Setting(
        COUNTING,
        "min_attendance",
        "Attendance to reach",
        f"{wanted:g}%",
        f"{percent:g}%",
        need.provenance,
        need.source,
    )


def _attendance_test(framework: Framework) -> tuple[Need, dict[str, Any]] | None:
    """The attendance test that a plan may change, with what it is given."""
    for need in framework.needs:
        for test in need.result.parts:
            if test.rule == "attended_enough" and test.given.get("plan_may_change"):
                return need, dict(test.given)
    return None


def _reducible(framework: Framework) -> bool:
    """Whether a fall in crime may do, where a plan says how much."""
    tests: Iterable[Test] = (test for need in framework.needs for test in need.result.parts)
    return any(test.given.get("reducible") for test in tests)


def _flag(overlay: dict[str, Any], name: str, label: str, decision: int) -> Setting:
    """A setting that is off unless the plan says so."""
    part = PAYING if name == "block_across_programmes" else COUNTING
    says, source = YES_NO[bool(overlay.get(name))], READING.format(decision)
    return Setting(part, name, label, says, YES_NO[False], "assumed", source)


def _lasting(framework: Framework, plan: Plan) -> Iterator[Setting]:
    watch = framework.routes[0]
    default = _watch(watch.watch_months)
    everyone = plan.sustain_months.get(EVERYONE)
    yield Setting(
        LASTING,
        f"sustain_months.{EVERYONE}",
        "Every need",
        default if everyone is None else _watch(everyone),
        default,
        watch.provenance,
        watch.source,
    )
    needs = {need.code: need for need in (*framework.needs, *plan.local_needs)}
    for code, months in sorted(plan.sustain_months.items()):
        need = needs.get(code)
        if code == EVERYONE or need is None:
            continue
        yield Setting(
            LASTING,
            f"sustain_months.{code}",
            f"{need.text} ({code})",
            _watch(months),
            _watch(everyone if everyone is not None else watch.watch_months),
            watch.provenance,
            watch.source,
        )


def _watch(months: int) -> str:
    return say_months(months) if months else "Not watched"


def _sources(plan: Plan) -> Iterator[Setting]:
    for kind, sources in sorted(plan.sources.items()):
        said = ", ".join(SAYERS.get(one, one) for one in sources)
        yield Setting(
            SOURCES,
            f"sources.{kind}",
            KINDS.get(kind, kind.replace("_", " ").capitalize()),
            f"Only: {said}",
            "Anyone’s",
            "assumed",
            READING.format(23),
        )


def _discretion(framework: Framework, plan: Plan) -> Setting:
    needs = {need.code: need.text for need in (*framework.needs, *plan.local_needs)}
    named = [f"{needs.get(code, '')} ({code})".strip() for code in plan.discretion]
    return Setting(
        DISCRETION,
        "discretion",
        "Needs that may be judged as good as met",
        "; ".join(named) or "None",
        "None",
        "assumed",
        READING.format(22),
    )


def _local(framework: Framework, overlay: dict[str, Any]) -> Iterator[Setting]:
    names = {headline.code: headline.name for headline in framework.headlines}
    for need in map(told_in_full, overlay.get("local_needs") or []):
        yield Setting(
            LOCAL,
            f"local_needs.{need['code']}",
            f"{need['text']} ({need['code']})",
            need_in_words(need, names),
            "Not in the framework",
            str(need["provenance"]),
            str(need["source"]),
        )


def need_in_words(need: dict[str, Any], headlines: dict[str, str]) -> str:
    """How an own need counts and is met, in one line."""
    months = need.get("months")
    held = f", for {say_months(months)}" if months else ""
    return (
        f"Under “{headlines.get(need['headline'], need['headline'])}”. "
        f"Counts: {_small(words_of(need['entry'], ENTRY))}. "
        f"Met: {_small(words_of(need['result'], RESULT))}{held}"
    )


def _small(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _paying(framework: Framework, plan: Plan) -> Iterator[Setting]:
    for route in framework.routes:
        paid = _amount(route.amount, route.until) if not route.amounts else "By year of opening"
        own = plan.pays.amounts.get(route.code, Decimal(0)) if plan.pays else None
        yield Setting(
            PAYING,
            f"pays.{route.code}",
            route.name,
            _amount(own, plan.pays.until) if plan.pays and own is not None else paid,
            paid,
            route.provenance,
            route.source,
        )
    overlay = {"block_across_programmes": plan.block_across_programmes}
    label = "A claim under any earlier programme bars a payment"
    yield _flag(overlay, "block_across_programmes", label, 25)


def _amount(amount: Decimal, until: Any) -> str:
    if not amount:
        return "Nothing"
    last = f", up to {say_day(until)}" if until else ""
    return f"£{amount:,.2f}{last}"
