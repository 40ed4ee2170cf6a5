"""Dataclasses that nobody changes, where rules make hundreds of them for each family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def settled(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """As `dataclass(frozen=True, slots=True)`, except who guards it: mypy refuses whoever would
    change one. Python would do so by setting each field with care, at three times the cost."""
    make: Any = dataclass(slots=True, kw_only=kw_only, unsafe_hash=True)
    return make  # type: ignore[no-any-return]
