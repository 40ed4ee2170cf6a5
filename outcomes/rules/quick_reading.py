"""The quick way to read what is as it should be, the usual case of millions of facts.

It takes nothing that the careful way (`reading.py`) would not take, and says nothing of what is
wrong: whatever is unusual raises, and is then read or refused with care.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import Field, fields
from datetime import date
from functools import cache, lru_cache
from math import isfinite
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

T = TypeVar("T")

# What the file calls something that Python keeps for itself, or that reads badly there.
FILE_NAMES = {"start": "from", "end": "to"}
IGNORED = {"note", "$schema"}  # words for people; nothing judges them
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: What is raised by a value that is not as it should be.
UNUSUAL = (KeyError, TypeError, ValueError, OverflowError)
Take = Callable[[Any], Any]


@lru_cache(maxsize=50_000)
def iso_day(text: str) -> date:
    """The same few thousand days are read over and over. Raises ValueError."""
    if not ISO_DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


@cache
def shape(kind: Hashable) -> dict[str, tuple[str, Any, Field[Any]]]:
    """Name in the file -> (attribute, type, field) of each field."""
    hints = get_type_hints(kind)
    return {
        FILE_NAMES.get(f.name, f.name): (f.name, hints[f.name], f)
        for f in fields(kind)  # type: ignore[arg-type]
        if get_origin(hints[f.name]) is not ClassVar
    }


def made(kind: type[T], data: Any, beside: str | None = None) -> T:
    """A frozen dataclass from a table of plain values; `beside`: a key that is read elsewhere.

    Raises one of UNUSUAL.
    """
    if data.__class__ is not dict:
        raise TypeError(data)
    known, values = ways(cast("Any", kind)), {}
    for name, item in data.items():
        if name in known:
            attribute, plain, take = known[name]
            values[attribute] = item if item.__class__ is plain and item != "" else take(item)
        elif name != beside and name not in IGNORED:
            raise KeyError(name)
    found = kind(**values)
    if hasattr(found, "flaw") and found.flaw():
        raise ValueError(found)
    return found


@cache
def ways(kind: Hashable) -> dict[str, tuple[str, type | None, Take]]:
    """Name in the file -> attribute, the class of a value that is taken as it is, and how others
    are taken."""
    return {name: (at, *way(hint, f.metadata)) for name, (at, hint, f) in shape(kind).items()}


def way(hint: Any, metadata: Any) -> tuple[type | None, Take]:
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kinds = [part for part in parts if part is not NoneType]
    if len(kinds) > 1:
        return None, refuse
    plain = kinds[0] if kinds[0] in {bool, int, str} and "pattern" not in metadata else None
    take = refuse if plain else taking(kinds[0], metadata)
    if NoneType not in parts:
        return plain, take
    if get_origin(kinds[0]) is Literal:
        return plain, {None: None, **{word: word for word in get_args(kinds[0])}}.__getitem__
    return plain, lambda data: None if data is None else take(data)


def taking(hint: Any, metadata: Any) -> Take:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {word: word for word in parts}.__getitem__
    if origin is tuple:
        plain, take = way(parts[0], {})
        return lambda data: tuple(
            item if item.__class__ is plain and item != "" else take(item) for item in a_list(data)
        )
    if hint is date:
        return iso_day
    if hint is float:
        return a_number
    if hint is str:
        return lru_cache(maxsize=1_000)(lambda data: matching(metadata["pattern"], data))
    return (lambda data: made(hint, data)) if hasattr(hint, "__dataclass_fields__") else refuse


def matching(pattern: str, data: str) -> str:
    if not re.fullmatch(pattern, data):
        raise ValueError(data)
    return data


def a_list(data: Any) -> list[Any]:
    return data if data.__class__ is list else refuse(data)


def a_number(data: Any) -> float:
    return float(data) if data.__class__ in {int, float} and isfinite(data) else refuse(data)


def refuse(data: Any) -> Any:
    raise TypeError(data)
