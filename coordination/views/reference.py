"""The API's page: every endpoint with what it takes, drawn from the schema itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.views.generic import TemplateView

from coordination.schema import schema


@dataclass(frozen=True, slots=True)
class Field:
    """One value that an endpoint takes."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address and method, what it does, and what it takes."""

    noun: str
    method: str
    path: str
    does: str
    fields: tuple[Field, ...]


class Reference(TemplateView):
    """For those who connect another system: the same acts as the pages, with the same rules."""

    template_name = "coordination/reference.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nouns = groupby(endpoints(), key=lambda endpoint: endpoint.noun)
        return super().get_context_data(nouns=[(noun, list(own)) for noun, own in nouns])


@lru_cache(maxsize=1)
def endpoints() -> tuple[Endpoint, ...]:
    """Every endpoint, by noun and address."""
    shapes = schema()["components"]["schemas"]
    found = [
        Endpoint(
            noun=path.removeprefix("/api/").split("/")[0],
            method=method.upper(),
            path=path,
            does=operation.get("description", "").split("\n")[0],
            fields=_fields(operation, shapes),
        )
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
        if path.count("/") > 2
    ]
    return tuple(sorted(found, key=lambda e: (e.noun, e.path, e.method)))


def _fields(operation: dict[str, Any], shapes: dict[str, Any]) -> tuple[Field, ...]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    shape = shapes.get(name, {})
    required = shape.get("required", [])
    return tuple(
        Field(field, _kind(said), field in required)
        for field, said in shape.get("properties", {}).items()
        if not said.get("readOnly")
    )


def _kind(said: dict[str, Any]) -> str:
    """`text`, `date`, `one of ...`: the kind of value in a word or two."""
    if "enum" in said:
        return "one of " + ", ".join(str(value) for value in said["enum"])
    if said.get("type") == "array":
        return "a list"
    plain = said.get("format") or said.get("type") or "an object"
    return {"string": "text", "uuid": "key", "integer": "number"}.get(plain, plain)
