"""Reads an authority's plan, as docs/facts.md has it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import Any, get_args

from outcomes.frameworks.reader import LONGEST, read_need
from outcomes.rules.evidence import KINDS, Source
from outcomes.rules.framework import Need, Pays, Plan
from outcomes.rules.quick_reading import shape
from outcomes.rules.reading import BadFile, day, list_of, plain, read, refuse_unknown, say, table_of

ALL = 100  # percent
MOST_POUNDS = 10**9  # for one family; what is more was mistyped
SOURCES: tuple[str, ...] = get_args(Source)
#: What an own need may leave out: who wrote it for one borough knows, and `judge` need not.
UNTOLD = {"subject": "person", "provenance": "assumed", "source": "the plan itself"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """The plain part of a plan; the rest has keys of its own."""

    authority: str | None = None
    count_authorised_absence: bool | None = None
    min_attendance: Decimal | None = None
    sustain_months: dict[str, int] = field(default_factory=dict)
    min_headlines: int | None = None
    same_fact_may_count_twice: bool | None = None
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    discretion: tuple[str, ...] = ()
    block_across_programmes: bool | None = None
    crime_reduction: Decimal | None = None

    def flaw(self) -> tuple[str, str] | None:
        return next(chain(self.wrong_numbers(), self.wrong_sources()), None)

    def wrong_numbers(self) -> Iterator[tuple[str, str]]:
        for code, months in self.sustain_months.items():
            if months < 0:
                yield f"sustain_months.{code}", "0 or more months"
            if months > LONGEST:
                yield f"sustain_months.{code}", f"at most {LONGEST} months"
        for name in ("min_attendance", "crime_reduction"):
            percent = getattr(self, name)
            if percent is not None and not 1 <= percent <= ALL:
                yield name, f"a percentage from 1 to {ALL}"
        if self.min_headlines is not None and self.min_headlines < 0:
            yield "min_headlines", "0 or more headlines"

    def wrong_sources(self) -> Iterator[tuple[str, str]]:
        for kind, sources in self.sources.items():
            if kind not in KINDS:
                yield f"sources.{kind}", f"one of {', '.join(KINDS)}"
            if strange := [s for s in sources if s not in SOURCES]:
                known = f"only {', '.join(SOURCES)}"
                yield f"sources.{kind}", f"{known}; there is no source called {strange[0]}"


def read_plan(data: object) -> Plan:
    """A missing or empty plan changes nothing. Raises `BadFile`."""
    table = dict(table_of(data if data is not None else {}, "plan"))
    refuse_unknown(table, {*shape(PlanFile), "local_needs", "pays"}, "")
    pays = read_pays(table.pop("pays", None))
    local = list_of(table.pop("local_needs", None) or [], "local_needs")
    needs = tuple(read_local(d, f"local_needs[{i}]") for i, d in enumerate(local))
    plain_part = read(PlanFile, {k: v for k, v in table.items() if v is not None}, "")
    return Plan(
        authority=plain_part.authority,
        count_authorised_absence=plain_part.count_authorised_absence,
        min_attendance=plain_part.min_attendance,
        sustain_months=plain_part.sustain_months,
        min_headlines=plain_part.min_headlines,
        same_fact_may_count_twice=bool(plain_part.same_fact_may_count_twice),
        sources=plain_part.sources,
        discretion=plain_part.discretion,
        local_needs=needs,
        pays=pays,
        block_across_programmes=bool(plain_part.block_across_programmes),
        crime_reduction=plain_part.crime_reduction,
    )


def read_local(data: object, path: str) -> Need:
    return read_need(told_in_full(table_of(data, path)), path)


def told_in_full(need: Mapping[str, Any]) -> dict[str, Any]:
    """An own need with what it leaves out; null says nothing, as anywhere in a plan."""
    told = {name: found for name, found in need.items() if found is not None}
    return UNTOLD | {"outcome": told.get("text")} | told


def plan_of(overlay: Mapping[str, Any]) -> Plan:
    """As `read_plan`, read once for the same words: every page of a family is told with its
    authority's plan, which stays as it is for months."""
    return _read_once(json.dumps(overlay))


@lru_cache(maxsize=64)
def _read_once(text: str) -> Plan:
    return read_plan(json.loads(text))


def read_pays(data: object) -> Pays | None:
    """`{"outcomes": "800.00", "until": null}`: an amount for each route, and a last day."""
    if data is None:
        return None
    table: dict[str, Any] = dict(table_of(data, "pays"))
    until = table.pop("until", None)
    if until is not None and day(until) is None:
        raise BadFile("pays.until", f"expected a date like 2024-03-01 or null, found {say(until)}")
    amounts: dict[str, Decimal] = {}
    for route, amount in table.items():
        found = plain(Decimal, amount, {})
        if found is None or not 0 <= found <= MOST_POUNDS:
            raise BadFile(f"pays.{route}", f"expected pounds like 800.00, found {say(amount)}")
        amounts[route] = found
    return Pays(amounts=amounts, until=day(until))
