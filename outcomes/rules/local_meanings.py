"""What needs of an authority's own mean in figures, and where one code has had two meanings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from outcomes.rules.framework import Need


@dataclass(frozen=True, slots=True)
class LocalMeaning:
    """A local need as its newest plan has it. `plan`: that plan by name; `before`: what the code
    said in other plans, oldest first, each with its plan."""

    code: str
    text: str
    outcome: str
    plan: str
    before: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        return f"{self.code} {self.text} (our own need)"

    @property
    def says(self) -> str:
        return (
            f"{self.code} is our own need, from the local plan {self.plan}. Its outcome: "
            f"{self.outcome}."
        )

    @property
    def warning(self) -> str:
        """Empty where the code has only ever meant this."""
        if not self.before:
            return ""
        others = "; ".join(f"“{text}” in {plan}" for text, plan in self.before)
        return (
            f"{self.code} has had more than one meaning: “{self.text}” now, and {others}. Families "
            "found under any of them are counted together here."
        )


def local_meanings(plans: Iterable[tuple[str, Iterable[Need]]]) -> dict[str, LocalMeaning]:
    """By code. `plans`: each by name with its own needs, oldest first."""
    told: dict[str, list[tuple[Need, str]]] = {}
    for name, needs in plans:
        for need in needs:
            told.setdefault(need.code, []).append((need, name))
    found = {}
    for code, rows in told.items():
        need, plan = rows[-1]
        before = {other.text: name for other, name in rows if other.text != need.text}
        found[code] = LocalMeaning(
            code, need.text, need.outcome.rstrip("."), plan, tuple(before.items())
        )
    return found
