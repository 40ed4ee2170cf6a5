"""From plain JSON or TOML to frozen dataclasses and back, with the path of whatever is wrong."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
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


class BadFile(ValueError):
    """Where a file breaks its format, and what was expected there."""

    def __init__(self, path: str, expected: str) -> None:
        super().__init__(f"{path}: {expected}" if path else expected)
        self.path, self.expected = path, expected


@lru_cache(maxsize=50_000)
def iso_day(text: str) -> date | None:
    """The same few thousand days are read over and over."""
    if not ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def quickly(hint: Any, metadata: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Takes a value that is as it should be, the usual case, at once; MISSING for any other, which
    `value` then reads or refuses."""
    parts = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kinds = [part for part in parts if part is not NoneType]
    take = taking(kinds[0], metadata) if len(kinds) == 1 else lambda _: MISSING
    nothing = None if NoneType in parts else MISSING
    return lambda data: nothing if data is None else take(data)


def taking(hint: Any, metadata: Mapping[str, Any]) -> Callable[[Any], Any]:
    if get_origin(hint) is Literal:
        words = frozenset(get_args(hint))
        return lambda data: data if data.__class__ is str and data in words else MISSING
    if hint is date:
        return lambda data: (data.__class__ is str and iso_day(data)) or MISSING
    if hint is str and "pattern" not in metadata:
        return lambda data: data if data.__class__ is str and data else MISSING
    if hint in {bool, int}:
        return lambda data: data if data.__class__ is hint else MISSING
    return lambda _: MISSING


@cache
def shape(kind: Hashable) -> dict[str, tuple[str, Any, Any]]:
    """Name in the file -> (attribute, type, field) of each field."""
    hints = get_type_hints(kind)
    return {
        FILE_NAMES.get(f.name, f.name): (f.name, hints[f.name], f)
        for f in fields(kind)  # type: ignore[arg-type]
        if get_origin(hints[f.name]) is not ClassVar
    }


@cache
def quick_ways(kind: Hashable) -> dict[str, Callable[[Any], Any]]:
    return {name: quickly(hint, f.metadata) for name, (_, hint, f) in shape(kind).items()}


def read(kind: type[T], data: object, path: str) -> T:
    """A frozen dataclass from a table of plain values."""
    table = table_of(data, path)
    known, quick = shape(cast("Any", kind)), quick_ways(cast("Any", kind))
    refuse_unknown(table, known, path)
    values: dict[str, Any] = {}
    for name, (attribute, hint, field) in known.items():
        if name in table and (found := quick[name](table[name])) is not MISSING:
            values[attribute] = found
            continue
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
    return iso_day(data) if isinstance(data, str) else None


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
    return float(data) if isinstance(data, int | float) else None


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
    for name, (attribute, _, field) in shape(cast("Any", type(made))).items():
        found = getattr(made, attribute)
        if field.default is MISSING or found != field.default:
            table[name] = written(found)
    return table


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
