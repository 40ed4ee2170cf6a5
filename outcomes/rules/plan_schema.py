"""The plan that `judge --plan` takes as JSON Schema (2020-12), from the code that reads it."""

from collections.abc import Iterable
from typing import get_args

from outcomes.frameworks.reader import KEYS, PROVENANCE, SUBJECTS, TEXTS
from outcomes.rules.evidence import KINDS, Source
from outcomes.rules.plans import UNTOLD
from outcomes.rules.quick_reading import IGNORED
from outcomes.rules.registry import COMBINING, ENTRY_RULES, RESULT_RULES
from outcomes.rules.schemas import DAY, DRAFT, PLAIN, Schema, closed
from outcomes.rules.schemas import TEXTS as LIST_OF_TEXTS

POUNDS: Schema = {"type": ["number", "string"], "description": "Pounds, like 800.00"}


def plan_schema() -> Schema:
    """Each key is optional; null says nothing, as if the key were not there."""
    flag: Schema = {"type": ["boolean", "null"]}
    number: Schema = {"type": ["number", "string", "null"]}
    settings: dict[str, Schema] = {
        "authority": {"type": ["string", "null"], "minLength": 1},
        "count_authorised_absence": flag,
        "min_attendance": number,
        "sustain_months": nullable(
            {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
        ),
        "min_headlines": {"type": ["integer", "null"], "minimum": 0},
        "same_fact_may_count_twice": flag,
        "sources": nullable(
            {
                "type": "object",
                "propertyNames": {"enum": list(KINDS)},
                "additionalProperties": {"type": "array", "items": {"enum": [*get_args(Source)]}},
            }
        ),
        "discretion": nullable(LIST_OF_TEXTS),
        "local_needs": nullable({"type": "array", "items": {"$ref": "#/$defs/need"}}),
        "pays": nullable(
            {
                "type": "object",
                "properties": {"until": {"anyOf": [DAY, {"type": "null"}]}},
                "additionalProperties": POUNDS,
            }
        ),
        "block_across_programmes": flag,
        "crime_reduction": number,
    }
    notes: dict[str, Schema] = {name: {} for name in sorted(IGNORED)}
    whole = closed(settings | notes, [])
    defs = {
        "need": need(),
        "entry": rules_of("entry", ENTRY_RULES),
        "result": rules_of("result", RESULT_RULES),
    }
    return {"$schema": DRAFT, "title": "A local plan, as judge reads it", **whole, "$defs": defs}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def need() -> Schema:
    """A need of the authority's own."""
    known: dict[str, Schema] = dict.fromkeys(TEXTS, PLAIN[str])
    known |= {
        "subject": {"enum": list(SUBJECTS)},
        "provenance": {"enum": list(PROVENANCE)},
        "months": {"type": ["integer", "null"], "minimum": 0},
        "ages": nullable(
            {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
        ),
        "entry": {"$ref": "#/$defs/entry"},
        "result": {"$ref": "#/$defs/result"},
    }
    optional = {"months", "ages", "outcome", *UNTOLD}
    may_be_null = {k: nullable(known[k]) if k in {"outcome", *UNTOLD} else known[k] for k in KEYS}
    return closed(may_be_null, [k for k in KEYS if k not in optional])


def rules_of(name: str, rules: Iterable[str]) -> Schema:
    """One rule with what it is given, or several together."""
    about: dict[str, Schema] = {"provenance": {"enum": list(PROVENANCE)}, "source": PLAIN[str]}
    one: dict[str, Schema] = {
        "rule": {"enum": [rule for rule in rules if rule not in COMBINING]},
        "given": {"type": "object"},
    }
    parts: Schema = {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
    several = [closed({how: parts, **about}, [how]) for how in COMBINING]
    return {"anyOf": [closed({**one, **about}, ["rule"]), *several]}
