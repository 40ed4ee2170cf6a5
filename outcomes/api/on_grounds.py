"""Rows of the API that are told as far as what they rest on may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from outcomes.telling.grounds import Grounds, grounds_of
from sharing.api import told_with


class OnGrounds:
    """For rows of cases: `grounds` in the context, by case, asked once for all of one answer."""

    context: dict[str, Any]

    def to_representation(self, row: Any) -> dict[str, Any]:
        told_with(self, row, "grounds", self._grounds)
        shown: dict[str, Any] = super().to_representation(row)  # type: ignore[misc]
        return shown

    def _grounds(self, told: Sequence[Any]) -> dict[int, Grounds]:
        return grounds_of([row.case for row in told], self.context["request"].user)
