"""Where a family stands, need by need: the verdict, what it rests on, what is missing, whom to ask.

The verdict is the authority's own, from everything it holds. What it rests on is shown only as far
as the viewer may see it: for support, the rows themselves; for results, the claim's evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from families.access import REACH
from families.identity import Identity
from families.models import Case
from outcomes.frameworks.loader import framework
from outcomes.judging.facts import facts_of, overlay_of
from outcomes.judging.judged import Judged, judged_needs
from outcomes.models import CaseStatus, Coverage, Evidence, Need
from outcomes.rules import lines
from outcomes.rules.facts import Coverage as Covered
from outcomes.rules.facts import Facts, known_on
from outcomes.rules.framework import Need as Published
from outcomes.rules.framework import with_local
from outcomes.rules.plans import read_plan
from outcomes.telling.glance import NEITHER, turns_of
from outcomes.telling.ledger import NeedRow, Telling
from outcomes.telling.sheet import in_words
from outcomes.telling.whose import as_far_as_seen, names_in, with_names, without
from sharing.authority import may
from sharing.models import Purpose, User
from sharing.rules import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The whole of it: how near a result is, and each need."""

    judged_on: date | None
    eligible: dict[str, Any]
    result: dict[str, Any]
    waits_for: tuple[str, ...]
    earliest: date | None
    needs: tuple[NeedRow, ...]
    suggested: tuple[dict[str, Any], ...]
    framework: str

    @property
    def counting(self) -> list[NeedRow]:
        return [n for n in self.needs if n.verdict not in NEITHER]

    @property
    def waiting(self) -> int:
        """Needs named since the last working out."""
        return sum(not n.verdict for n in self.needs)

    @property
    def why(self) -> list[str]:
        """What the result still waits for, with each need in its own words."""
        return in_words(self.waits_for, self.needs)

    @property
    def met(self) -> int:
        return sum(n.verdict == Verdict.MET.value for n in self.needs)


class Sight:
    """What of a family's evidence this viewer may see, as ids in the facts."""

    def __init__(self, family: int, user: User) -> None:
        self.whole = REACH[user.role].purpose != Purpose.SUPPORT
        rows = Evidence.objects.visible_to(user).filter(family_id=family)
        self.ids = {str(key) for key in rows.values_list("key", flat=True)}
        cover = Coverage.objects.visible_to(user).filter(family_id=family).select_related("person")
        self.covers = {
            (c.kind, str(c.person.key) if c.person else None, c.source, c.since) for c in cover
        }

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

    def __init__(self, case: Case, user: User) -> None:
        self.held = facts_of(case)
        self.facts = known_on(self.held, timezone.localdate())
        self.sight = Sight(case.family_id, user)
        self.ours = user.agency is not None and case.owner_id == user.agency.pk
        self.overlay = overlay_of(case)
        self.plan = read_plan(self.overlay)
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


def progress_of(case: Case, identity: Identity, user: User) -> Progress:
    """Read for one viewer; the judgement is the one that stands."""
    return _Reading(case, identity, user).progress()


class _Reading(Grounds):
    """What one viewer's reading of one case has in hand."""

    def __init__(self, case: Case, identity: Identity, user: User) -> None:
        super().__init__(case, user)
        self.case, self.identity, self.user = case, identity, user

        self.telling = Telling(
            slug=case.framework,
            overlay=self.overlay,
            facts=self.shown,
            identity=identity,
            day=timezone.localdate(),
            may_act=identity.case is not None and may(user, "action.add"),
            may_show=self.sight.of_cover,
            why=self.why,
        )

    def progress(self) -> Progress:
        standing = CaseStatus.objects.visible_to(self.user).current().filter(case=self.case)
        status = standing.first()
        verdicts = status.verdicts if status else {}
        result = nearest(verdicts.get("results", []))
        return Progress(
            judged_on=timezone.localdate(status.judged_at) if status else None,
            eligible=verdicts.get("eligible", {}),
            result=result,
            waits_for=tuple(self.told(result.get("reasons", ()), self.identity, verdicts)),
            earliest=status.earliest if status else None,
            needs=tuple(self.rows(verdicts)),
            suggested=tuple(self.suggested(verdicts)),
            framework=self.published.title,
        )

    def rows(self, verdicts: dict[str, Any]) -> Iterator[NeedRow]:
        """Each named need that the framework or the local plan has, judged or not yet."""
        judged, texts = judged_needs(verdicts), self.telling.texts()
        named = Need.objects.visible_to(self.user).filter(case=self.case)
        named = named.annotate(**turns_of(self.user))
        for need in named.select_related("person"):
            if need.code in texts:
                person = str(need.person.key) if need.person else None
                yield self.telling.row(
                    need,
                    texts[need.code],
                    judged.get((need.code, person), Judged()),
                    kept_back=self.untold(need),
                )

    def why(self, key: str) -> str:
        """Where a fact that this viewer may open says why."""
        return reverse("outcomes:why-evidence", args=[key]) if key in self.sight.ids else ""

    def suggested(self, verdicts: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Needs that evidence shows and nobody has named, where all of it may be seen."""
        for item in verdicts.get("suggested", []):
            need, person = self.published.need(item["need"]), item["person"]
            member = self.identity.by_key(person) if person else None
            if need is None or (person and member is None):
                continue
            if self.sight.of_need(need, person, self.facts):
                reasons = with_names(item["reasons"], names_in(self.identity))
                yield {"need": need, "person": member, "reasons": reasons}


def nearest(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several routes to a result the one that is met, else the one that may be yet."""
    order = (Verdict.MET.value, Verdict.NOT_KNOWN.value, Verdict.NOT_MET.value)
    found = sorted(results, key=lambda r: [*order, r["verdict"]].index(r["verdict"]))
    return found[0] if found else {}
