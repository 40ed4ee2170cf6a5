"""The exchange format as JSON Schema (2020-12), made from the dataclasses that read it."""

from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from outcomes.rules.evidence import KINDS
from outcomes.rules.facts import CaseFacts, Coverage, IdentifiedNeed, Person, Term
from outcomes.rules.quick_reading import IGNORED, shape

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
DAY: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
VERDICT: Schema = {"enum": ["met", "not_met", "not_known", "not_applicable"]}
PLAIN: dict[Any, Schema] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": ["number", "string"]},
    date: DAY,
}


def schema_of(hint: Any, metadata: Mapping[str, Any]) -> Schema:
    """What one field may hold."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        own = schema_of(next(p for p in parts if p is not NoneType), metadata)
        return {"anyOf": [own, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(parts[0], metadata)}
    if origin is Literal:
        return {"enum": list(parts)}
    if hasattr(hint, "__dataclass_fields__"):
        return table_of(hint)
    pattern = {"pattern": f"^{metadata['pattern']}$"} if "pattern" in metadata else {}
    return PLAIN[hint] | pattern | dict(metadata.get("bounds", {}))


def table_of(kind: Any, /, **fixed: Schema) -> Schema:
    """An object with the fields of a dataclass; anything else is refused, but notes."""
    fields = shape(cast("Any", kind))
    required = [
        name
        for name, (_, _, field) in fields.items()
        if field.default is MISSING and field.default_factory is MISSING
    ]
    own = {name: schema_of(hint, field.metadata) for name, (_, hint, field) in fields.items()}
    notes: dict[str, Schema] = {name: {} for name in sorted(IGNORED)}
    return closed(fixed | own | notes, [*fixed, *required])


def closed(properties: dict[str, Schema], required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def item_of(kind: str) -> Schema:
    item = table_of(KINDS[kind], kind={"const": kind})
    if KINDS[kind].about == "person":
        item["required"].append("person")
        item["properties"]["person"] = PLAIN[str]
    return item


def facts_schema() -> Schema:
    """What `judge` reads."""
    lists: dict[str, Schema] = {
        "needs": table_of(IdentifiedNeed),
        "evidence": {"oneOf": [item_of(kind) for kind in KINDS]},
        "coverage": table_of(Coverage) | {"description": "What is known to be complete"},
        "terms": table_of(Term),
    }
    lists["coverage"]["properties"]["kind"] = {"enum": list(KINDS)}
    arrays = {name: {"type": "array", "items": item} for name, item in lists.items()}
    people = {"type": "array", "items": table_of(Person)}
    notes: dict[str, Schema] = {name: {} for name in sorted(IGNORED)}
    whole = closed(
        {"case": table_of(CaseFacts), "people": people} | arrays | notes, ["case", "people"]
    )
    return {"$schema": DRAFT, "title": "Facts of a case, as judge reads them"} | whole


def verdicts_schema() -> Schema:
    """What `judge` prints. More may come beside what stands here."""
    or_none: Schema = {"anyOf": [DAY, {"type": "null"}]}
    text_or_none: Schema = {"type": ["string", "null"]}
    said: dict[str, Schema] = {"verdict": VERDICT, "reasons": TEXTS}
    need = {
        "need": TEXT,
        "person": text_or_none,
        "headline": TEXT,
        **said,
        "missing": TEXTS,
        "since": or_none,
        "until": or_none,
        "earliest": or_none,
        "judgement": {"type": "boolean"},
        "provenance": {"enum": ["confirmed", "assumed"]},
        "entry": open_table(said),
        "facts": TEXTS | {"description": "Ids of the evidence that the need’s rules read"},
    }
    suggested = {"need": TEXT, "person": text_or_none, "reasons": TEXTS}
    result = {"route": TEXT, **said, "missing": TEXTS, "earliest": or_none}
    paid = {**said, "route": text_or_none, "amount": {"type": "string", "pattern": r"^\d+\.\d\d$"}}
    whole = open_table(
        {
            "framework": TEXT,
            "framework_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "as_of": DAY,
            "eligible": open_table({**said, "missing": TEXTS}),
            "needs": {"type": "array", "items": open_table(need, optional=("facts",))},
            "suggested": {"type": "array", "items": open_table(suggested)},
            "results": {"type": "array", "items": open_table(result)},
            "payment": open_table(paid),
            "intensity": {"enum": ["L1", "L2", "L3", None]},
        }
    )
    return {"$schema": DRAFT, "title": "Verdicts, as judge prints them"} | whole


def open_table(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}
