"""Writes one row about one family, and beside it in plain words the fact that it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from tests.matrix.second.agencies import AGENCIES, Made
from tests.matrix.second.world import Fact, Family


class Writing:
    def __init__(self, made: Made, family: Family) -> None:
        self.made, self.family, self.dice = made, family, made.dice
        self.record, self.by = made.records[family.name], made.users["officer"]

    def owner(self) -> str:
        """Who wrote something: mostly those whose record it is."""
        return self.family.owner if self.made.by_chance(0.4) else self.dice.choice([*AGENCIES])

    def somebody(self, *, nobody: float = 0.0) -> str:
        return "" if self.made.by_chance(nobody) else self.dice.choice([*self.family.members])

    def person(self, called: str) -> Any:
        return self.made.people.get((self.family.name, called))

    def called(self, person: Any) -> str:
        """Empty for nobody."""
        return next((name for name in self.family.members if self.person(name) == person), "")

    def number(self) -> int:
        """Another one each time."""
        return len(self.made.rows)

    def write(
        self,
        model: Any,
        category: str,
        /,
        *,
        owner: str = "",
        about: str | None = None,
        tells_of: str = "",
        more: dict[str, Any] | None = None,
        **values: Any,
    ) -> Any:
        """By an owner, and about somebody or nobody: said, or by chance. `about` stands in the
        row's `person`."""
        owner = owner or self.owner()
        if about is not None:
            values["person"] = self.person(about)
        row = model(owner=self.made.agencies[owner], **values)
        model.objects.bulk_create([row])
        self.note(row, category, owner, about=about or "", tells_of=tells_of, more=more)
        return row

    def note(
        self,
        row: Model,
        category: str,
        owner: str,
        *,
        about: str = "",
        tells_of: str = "",
        more: dict[str, Any] | None = None,
    ) -> None:
        others = (tells_of,) if tells_of else ()
        fact = Fact(
            type(row).__name__, self.family.name, category, owner, about, others, more or {}
        )
        self.made.rows.append((row, fact))
