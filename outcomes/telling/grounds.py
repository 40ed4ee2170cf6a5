"""What verdicts rest on, and how far someone may be shown it: of one case or of many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from families.access import REACH, seat_of
from families.identity import Identity
from families.models import Case
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import gather, overlays_of
from outcomes.models import Coverage, Evidence, Need
from outcomes.rules import lines
from outcomes.rules.facts import Coverage as Covered
from outcomes.rules.facts import Facts, known_on, read_facts
from outcomes.rules.framework import Need as Published
from outcomes.rules.framework import with_local
from outcomes.rules.plans import read_plan
from outcomes.telling.whose import as_far_as_seen, names_in, with_names, without
from sharing.models import Purpose, User
from sharing.questions.prepared import AnyGiven, kept
from sharing.questions.several import Several


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a family's evidence a viewer may see, as ids in the facts."""

    whole: bool
    ids: set[str] = field(default_factory=set)
    covers: set[tuple[str, str | None, str, date]] = field(default_factory=set)

    def of_item(self, item: Any) -> bool:
        return self.whole or item.id in self.ids

    def of_cover(self, c: Covered) -> bool:
        return self.whole or (c.kind, c.person, c.source, c.start) in self.covers

    def of_need(self, need: Published, person: str | None, facts: Facts) -> bool:
        """Whether all that bears on a need may be seen."""
        items = [i for i in facts.evidence if lines.bears_on(i, need, person)]
        covers = [c for c in facts.coverage if lines.covers(c, need, person)]
        return all(map(self.of_item, items)) and all(map(self.of_cover, covers))


class Grounds:
    """Whether what the verdicts of a case rest on may be shown to this viewer."""

    def __init__(
        self, case: Case, user: User, held: Facts, overlay: dict[str, Any], sight: Sight
    ) -> None:
        """`held`: the facts of the case, those of its family that are ahead among them; `overlay`:
        its local plan."""
        self.held, self.overlay, self.sight = held, overlay, sight
        self.facts = known_on(held, timezone.localdate())
        self.ours = user.agency is not None and case.owner_id == user.agency.pk
        self.plan = read_plan(overlay)
        self.published = with_local(framework(case.framework), self.plan.local_needs)

    @cached_property
    def shown(self) -> Facts:
        """The facts without what this viewer may not see, last days that are ahead among them."""
        seen = tuple(item for item in self.held.evidence if self.sight.of_item(item))
        return replace(self.held, evidence=seen)

    def kept_back(self, need: Need) -> bool:
        text = self.published.need(need.code)
        person = str(need.person.key) if need.person else None
        return text is None or not self.sight.of_need(text, person, self.facts)

    def told(
        self, reasons: Iterable[str], identity: Identity | None, verdicts: dict[str, Any]
    ) -> list[str]:
        """A result's reasons as this viewer may read them, with names for the ids: what it says by
        a need that is kept back is kept back too. Another agency that helps reads none (P18, as
        `untold`)."""
        if not self.reads_reasons:
            return []
        seen = without(reasons, self.words_kept_back(verdicts))
        return with_names(as_far_as_seen(seen, self.sees_all_of), names_in(identity))

    def words_kept_back(self, verdicts: dict[str, Any]) -> set[str]:
        """The sentences of needs that rest on what this viewer may not see."""
        found: set[str] = set()
        for need in verdicts.get("needs", []):
            text = self.published.need(need["need"])
            if text is None or not self.sight.of_need(text, need["person"], self.facts):
                found.update(need["reasons"])
        return found

    def sees_all_of(self, person: str) -> bool:
        """Whether everything that is held about someone may be seen."""
        items = [i for i in self.facts.evidence if i.person == person]
        covers = [c for c in self.facts.coverage if c.person in (None, person)]
        return all(map(self.sight.of_item, items)) and all(map(self.sight.of_cover, covers))

    def hinted(self, need: Need) -> bool:
        """Whether the viewer is told that more exists: inside the case's own agency (P18)."""
        return self.ours and self.kept_back(need)

    def untold(self, need: Need) -> bool:
        """Whether the reasons stay untold. Another agency that helps reads none: a reason that is
        missing beside others would hint at what is kept back (P18)."""
        return not self.reads_reasons or self.kept_back(need)

    @property
    def reads_reasons(self) -> bool:
        return self.ours or self.sight.whole


def grounds_of(cases: Sequence[Case], user: User) -> dict[int, Grounds]:
    """Of each case by its key, for the same few questions however many there are."""
    gathered, overlays = gather(cases), overlays_of(cases)
    sights = _sights({case.family_id for case in cases}, user)
    return {
        case.pk: Grounds(
            case, user, read_facts(gathered[case.pk].table), overlays[case.pk],
            sights[case.family_id],
        )
        for case in cases
    }  # fmt: skip


def _sights(families: set[int], user: User) -> dict[int, Sight]:
    whole = REACH[user.role].purpose != Purpose.SUPPORT
    sights = {family: Sight(whole) for family in families}
    asked = kept((_sights, seat_of(user)), lambda: Several(*_seen(user)))
    evidence, coverage = asked.ask(families=list(families))
    for family, key in evidence:
        sights[family].ids.add(str(key))
    for family, kind, person, source, since in coverage:
        sights[family].covers.add((kind, str(person) if person else None, source, since))
    return sights


def _seen(user: User) -> tuple[QuerySet[Any], QuerySet[Any]]:
    of = AnyGiven("families")
    evidence = Evidence.objects.visible_to(user).filter(family__in=of).order_by()
    coverage = Coverage.objects.visible_to(user).filter(family__in=of).order_by()
    return (
        evidence.values_list("family_id", "key"),
        coverage.values_list("family_id", "kind", "person__key", "source", "since"),
    )
