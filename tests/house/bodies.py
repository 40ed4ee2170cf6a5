"""What each act of the API takes, filled in as its own schema says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from tests import cast
from tests.house.filled import WORDS


class Bodies:
    """Bodies by address. `key` says what stands where a field of that name asks for one."""

    def __init__(self, key: Callable[[str], Any]) -> None:
        self.schema: Any = SchemaGenerator().get_schema(request=None, public=True)
        self.key = key
        self._at = [
            (re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), said["post"])
            for path, said in self.schema["paths"].items()
            if "post" in said
        ]

    def of(self, url: str) -> dict[str, Any]:
        """All that the act at this address asks for, and what it may be told besides."""
        said = next(post for path, post in self._at if path.fullmatch(url))
        content = said.get("requestBody", {}).get("content", {})
        form = content.get("application/json", {}).get("schema")
        return self._value("", form) if form else {}

    def _value(self, name: str, form: Any) -> Any:
        form = self._meant(form)
        if name == "password":
            return cast.PASSWORD
        if "enum" in form:
            return next(filter(None, form["enum"]), "")
        if form.get("type") == "array":
            return [self._value(name, form.get("items", {}))]
        if form.get("type") == "object":
            parts = form.get("properties", {})
            return {part: self._value(part, parts[part]) for part in parts}
        return self._plain(name, form)

    def _plain(self, name: str, form: Any) -> Any:
        today = timezone.localdate()
        comes = re.search("review|until|due|soon|^on$|by", name)
        day = today + timedelta(days=3 if comes else -3)
        return {
            "uuid": self.key(name),
            "date": str(day),
            "date-time": f"{day}T10:00:00Z",
            "decimal": "1",
            "time": "10:00",
        }.get(form.get("format", ""), self._of_type(form))

    @staticmethod
    def _of_type(form: Any) -> Any:
        short = WORDS[: form.get("maxLength", len(WORDS))]
        return {"boolean": True, "integer": 1, "number": 1}.get(form.get("type", ""), short)

    def _meant(self, form: Any) -> Any:
        """The schema that stands behind a reference, or the first of those that may be meant."""
        for way in ("oneOf", "allOf", "anyOf"):
            if way in form:
                return self._meant(form[way][0])
        if "$ref" not in form:
            return form
        return self._meant(self.schema["components"]["schemas"][form["$ref"].rsplit("/", 1)[1]])
