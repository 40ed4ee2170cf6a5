"""From plain JSON or TOML to frozen dataclasses and back, with the path of whatever is wrong."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from math import isfinite
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from outcomes.rules import quick_reading
from outcomes.rules.quick_reading import IGNORED, iso_day, shape

T = TypeVar("T")
#: What is written as it is.
PLAIN = {bool, float, int, str, NoneType}


class BadFile(ValueError):
    """Where a file breaks its format, and what was expected there."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: {expected}" if path else expected)
        self.path, self.expected = path, expected


def read(kind: type[T], data: object, path: str) -> T:
    """A frozen dataclass from a table of plain values."""
    try:
        return quick_reading.made(kind, data)
    except quick_reading.UNUSUAL:
        return read_with_care(kind, data, path)


def read_with_care(kind: type[T], data: object, path: str) -> T:
    """The same, saying where and how the table breaks the format."""
    table = table_of(data, path)
    known = shape(cast("Any", kind))
    refuse_unknown(table, known, path)
    values: dict[str, Any] = {}
    for name, (attribute, hint, field) in known.items():
        where = f"{path}.{name}" if path else name
        if name not in table:
            if field.default is MISSING and field.default_factory is MISSING:
                raise BadFile(where, f"expected {describe(hint, field.metadata)}, found nothing")
            continue
        values[attribute] = value(hint, table[name], where, field.metadata)
    made = kind(**values)
    flaw = made.flaw() if hasattr(made, "flaw") else None
    if flaw:
        raise BadFile(f"{path}.{flaw[0]}" if path else flaw[0], f"expected {flaw[1]}")
    return made


def refuse_unknown(table: Mapping[str, object], known: Iterable[str], path: str) -> None:
    """A misspelt key would be evidence lost in silence, so it is said."""
    for name in table:
        if name not in known and name not in IGNORED:
            where = f"{path}.{name}" if path else name
            raise BadFile(where, f"expected one of {', '.join(sorted(known))}")


def table_of(data: object, path: str) -> Mapping[str, object]:
    if not isinstance(data, Mapping):
        raise BadFile(path, f"expected an object, found {say(data)}")
    return data


def list_of(data: object, path: str) -> list[object]:
    if not isinstance(data, list):
        raise BadFile(path, f"expected a list, found {say(data)}")
    return data


def value(hint: Any, data: object, path: str, metadata: Mapping[str, Any]) -> Any:
    """One value of the type asked for."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        if data is None and NoneType in parts:
            return None
        return value_or_null(next(p for p in parts if p is not NoneType), data, path, metadata)
    if origin is tuple:
        return tuple(
            value(parts[0], item, f"{path}[{i}]", metadata)
            for i, item in enumerate(list_of(data, path))
        )
    if origin is dict:
        items = table_of(data, path).items()
        own = parts[1]
        plainly = own is Any  # a table that whoever asked for it reads
        return {k: i if plainly else value(own, i, f"{path}.{k}", metadata) for k, i in items}
    if hasattr(hint, "__dataclass_fields__"):
        return read(hint, data, path)
    found = plain(hint, data, metadata)
    if found is None:
        raise BadFile(path, f"expected {describe(hint, metadata)}, found {say(data)}")
    return found


def value_or_null(hint: Any, data: object, path: str, metadata: Mapping[str, Any]) -> Any:
    """As `value`, and null would have done as well."""
    if hasattr(hint, "__dataclass_fields__") or get_origin(hint) in {tuple, dict}:
        return value(hint, data, path, metadata)
    found = plain(hint, data, metadata)
    if found is None:
        raise BadFile(path, f"expected {describe(hint, metadata)} or null, found {say(data)}")
    return found


def plain(hint: Any, data: object, metadata: Mapping[str, Any]) -> Any:
    """A single value, or None where it isn't one of that type."""
    if get_origin(hint) is Literal:
        return data if data in get_args(hint) and isinstance(data, str) else None
    if hint is date:
        return day(data)
    if hint is str:
        pattern = metadata.get("pattern", "(?s).+")
        return data if isinstance(data, str) and re.fullmatch(pattern, data) else None
    if hint is bool:
        return data if isinstance(data, bool) else None
    if isinstance(data, bool):
        return None
    return number(hint, data)


def day(data: object) -> date | None:
    if type(data) is date:
        return data
    try:
        return iso_day(data) if isinstance(data, str) else None
    except ValueError:
        return None


def number(hint: Any, data: object) -> int | float | Decimal | None:
    if isinstance(data, float) and not isfinite(data):
        return None
    if hint is int:
        whole = isinstance(data, int) or (isinstance(data, float) and data.is_integer())
        return int(cast("float", data)) if whole else None
    if hint is Decimal:
        try:
            found = Decimal(str(data)) if isinstance(data, int | float | str) else None
        except InvalidOperation:
            return None
        return found if found is not None and found.is_finite() else None
    try:
        return float(data) if isinstance(data, int | float) else None
    except OverflowError:  # more digits than any count has
        return None


def describe(hint: Any, metadata: Mapping[str, Any]) -> str:
    """What a value should have been, in words."""
    if "expected" in metadata:
        return str(metadata["expected"])
    origin, parts = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return " or ".join("null" if p is NoneType else describe(p, metadata) for p in parts)
    if origin is Literal:
        return f"one of {', '.join(parts)}"
    if origin is tuple:
        return "a list"
    if origin is dict or hasattr(hint, "__dataclass_fields__"):
        return "an object"
    words = {date: "a date like 2024-03-01", bool: "true or false", int: "a whole number"}
    return words.get(hint, "some text" if hint is str else "a number")


def say(data: object) -> str:
    """What was found, short enough for one line."""
    if data is None:
        return "null"
    if isinstance(data, Mapping):
        return "an object"
    if isinstance(data, list):
        return "a list"
    text = f"“{data}”" if isinstance(data, str) else str(data)
    return text if len(text) <= 60 else f"{text[:57]}…"


def write(made: object) -> dict[str, Any]:
    """The table that `read` would turn into the same dataclass; defaults are left out."""
    table: dict[str, Any] = {}
    names, values = written_as(cast("Any", type(made)))
    for (name, default), found in zip(names, values(made), strict=True):
        if found is not default and (default is MISSING or found != default):
            table[name] = found if found.__class__ in PLAIN else written(found)
    return table


@cache
def written_as(kind: Hashable) -> tuple[list[tuple[str, Any]], Callable[[Any], tuple[Any, ...]]]:
    """Each field's name in the file with its default, and what takes all their values at once."""
    fields = shape(kind)
    taken = attrgetter(*(attribute for attribute, _, _ in fields.values()))
    names = [(name, field.default) for name, (_, _, field) in fields.items()]
    return names, taken if len(names) > 1 else lambda made: (taken(made),)


def written(found: Any) -> Any:
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Decimal):
        return str(found)
    if isinstance(found, tuple):
        return [written(item) for item in found]
    if isinstance(found, dict):
        return {key: written(item) for key, item in found.items()}
    if hasattr(found, "__dataclass_fields__"):
        return write(found)
    return found
