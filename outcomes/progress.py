"""Where a family stands, need by need: the verdict, what it rests on, what is missing, whom to ask.

The verdict is the authority's own, from everything it holds. What it rests on is shown only as far
as the viewer may see it: for support, the rows themselves; for results, the claim's evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from families.access import REACH
from families.identity import Identity, Member
from families.models import Case
from outcomes.facts import facts_of, measure_of
from outcomes.models import CaseStatus, Coverage, Evidence, Need, NeedStatus, Source
from outcomes.rules import lines
from outcomes.rules.facts import Coverage as Covered
from outcomes.rules.facts import Facts, known_on
from outcomes.rules.framework import Need as Published
from sharing.models import Purpose, User
from sharing.rules import Verdict

_SCHOOL = ("attendance", "attendance_mark", "suspension", "exclusion", "placement")
_POLICE = ("offence", "asb", "missing", "domestic_abuse")
#: Whom to ask for a kind of fact that is missing.
ASKED: dict[str, str] = {
    **dict.fromkeys(_SCHOOL, "the school"),
    **dict.fromkeys(_POLICE, "the police"),
    **dict.fromkeys(("employment", "benefit"), "the jobcentre, or the person"),
    "eet": "the young person",
    "social_care": "children’s social care",
    "health": "the health service",
    "substance": "the drug and alcohol service",
    "housing": "the landlord",
    "debt": "the family",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a verdict rests on, with its source."""

    source: str
    what: str
    on: date | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRow:
    """One need as the page shows it. `kept_back`: part of what it rests on may not be shown."""

    code: str
    headline: str
    text: str
    outcome: str
    person: Member | None
    on: date
    verdict: str
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    ask: str
    since: date | None
    until: date | None
    earliest: date | None
    rests_on: tuple[Shown, ...]
    worker: str
    kept_back: bool
    provenance: str
    source: str

    @property
    def who(self) -> str:
        return self.person.name if self.person else "The whole family"

    @property
    def differs(self) -> bool:
        """The worker has said something, and it isn't what the data say."""
        said = (Verdict.MET.value, Verdict.NOT_MET.value)
        return self.worker in said and self.verdict not in ("", self.worker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The whole of it: how near a result is, and each need."""

    judged_on: date | None
    eligible: dict[str, Any]
    result: dict[str, Any]
    earliest: date | None
    needs: tuple[NeedRow, ...]
    suggested: tuple[dict[str, Any], ...]
    framework: str

    @property
    def counting(self) -> list[NeedRow]:
        return [n for n in self.needs if n.verdict != Verdict.NOT_APPLICABLE.value]

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
        self.published = measure_of(case)
        self.facts = known_on(facts_of(case), timezone.localdate())
        self.sight = Sight(case.family_id, user)

    def kept_back(self, need: Need) -> bool:
        text = self.published.need(need.code)
        person = str(need.person.key) if need.person else None
        return text is None or not self.sight.of_need(text, person, self.facts)


def progress_of(case: Case, identity: Identity, user: User) -> Progress:
    """Read for one viewer; the judgement is the one that stands."""
    return _Reading(case, identity, user).progress()


class _Reading(Grounds):
    """What one viewer's reading of one case has in hand."""

    def __init__(self, case: Case, identity: Identity, user: User) -> None:
        super().__init__(case, user)
        self.case, self.identity, self.user = case, identity, user

    def progress(self) -> Progress:
        standing = CaseStatus.objects.visible_to(self.user).current().filter(case=self.case)
        status = standing.first()
        verdicts = status.verdicts if status else {}
        return Progress(
            judged_on=timezone.localdate(status.judged_at) if status else None,
            eligible=verdicts.get("eligible", {}),
            result=nearest(verdicts.get("results", [])),
            earliest=status.earliest if status else None,
            needs=tuple(self.rows(status)),
            suggested=tuple(self.suggested(verdicts)),
            framework=self.published.title,
        )

    def rows(self, status: CaseStatus | None) -> Iterator[NeedRow]:
        """Each named need that the framework has, judged or not yet."""
        found = NeedStatus.objects.visible_to(self.user).filter(status=status)
        judged = {row.need_id: row for row in found} if status else {}
        headlines = {need.code: h.name for h in self.published.headlines for need in h.needs}
        named = Need.objects.visible_to(self.user).filter(case=self.case)
        for need in named.select_related("person"):
            text = self.published.need(need.code)
            if text is not None:
                yield self.row(need, text, headlines[need.code], judged.get(need.pk))

    def row(self, need: Need, text: Published, headline: str, judged: NeedStatus | None) -> NeedRow:
        person = str(need.person.key) if need.person else None
        kept_back = self.kept_back(need)
        return NeedRow(
            code=need.code,
            headline=headline,
            text=text.text,
            outcome=text.outcome,
            person=self.identity.member(need.person_id),
            on=need.identified_on,
            verdict=judged.verdict if judged else "",
            reasons=tuple(judged.reasons) if judged and not kept_back else (),
            missing=tuple(judged.missing) if judged else (),
            ask=whom_to_ask(text),
            since=judged.since if judged else None,
            until=judged.until if judged else None,
            earliest=judged.earliest if judged else None,
            rests_on=tuple(self.rests_on(text, person)),
            worker=lines.worker_says(self.facts.evidence, need.code, person).value,
            kept_back=kept_back,
            provenance=text.provenance,
            source=text.source,
        )

    def rests_on(self, need: Published, person: str | None) -> list[Shown]:
        """Newest first, as far as it may be seen."""
        items = (i for i in self.facts.evidence if lines.bears_on(i, need, person))
        covers = (c for c in self.facts.coverage if lines.covers(c, need, person))
        found = [(lines.line_of(item), item.id) for item in items if self.sight.of_item(item)]
        found += [(lines.covered(c), "") for c in covers if self.sight.of_cover(c)]
        found.sort(key=lambda line: line[0].on or date.min, reverse=True)
        return [
            Shown(Source(line.source).label, line.what, line.on, self.why(key or ""))
            for line, key in found
        ]

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
                yield {"need": need, "person": member, "reasons": item["reasons"]}


def nearest(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several routes to a result the one that is met, else the one that may be yet."""
    order = (Verdict.MET.value, Verdict.NOT_KNOWN.value, Verdict.NOT_MET.value)
    found = sorted(results, key=lambda r: [*order, r["verdict"]].index(r["verdict"]))
    return found[0] if found else {}


def whom_to_ask(need: Published) -> str:
    """For what is missing; a judged need waits for the worker's own word."""
    kinds = lines.kinds_for(need)
    asked = dict.fromkeys(ASKED[kind] for kind in ASKED if kind in kinds)
    return " or ".join(asked) or "the lead worker"
