"""The API's schema. It holds no data and is the same for everyone: made once a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator


class MadeOnce(SchemaGenerator):
    """To make it takes a second."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        return schema()


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """Every endpoint, with what it takes and gives."""
    generator: Any = SchemaGenerator
    made: dict[str, Any] = generator().get_schema(public=True)
    return made
