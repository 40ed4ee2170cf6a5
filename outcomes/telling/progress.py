"""Where a family stands, need by need: the verdict, what it rests on, what is missing, whom to ask.

The verdict is the authority's own, from everything it holds. What it rests on is shown only as far
as the viewer may see it: for support, the rows themselves; for results, the claim's evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from families.access import seat_of
from families.identity import Identity
from families.models import Case
from outcomes.judging.judged import Judged, judged_needs
from outcomes.models import CaseStatus, Need
from outcomes.rules.framework import Framework
from outcomes.telling.glance import NEITHER, turns_of
from outcomes.telling.grounds import grounds_of
from outcomes.telling.ledger import NeedRow, Telling
from outcomes.telling.sheet import in_words
from outcomes.telling.whose import names_in, with_names
from sharing.authority import may
from sharing.models import User
from sharing.questions.prepared import Given, kept
from sharing.questions.several import Several
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
    measure: Framework

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


def progress_of(case: Case, identity: Identity, user: User) -> Progress:
    """Read for one viewer; the judgement is the one that stands."""
    return _Reading(case, identity, user).progress()


class _Reading:
    """What one viewer's reading of one case has in hand."""

    def __init__(self, case: Case, identity: Identity, user: User) -> None:
        self.grounds = grounds_of([case], user)[case.pk]
        self.case, self.identity, self.user = case, identity, user
        self.telling = Telling(
            slug=case.framework,
            overlay=self.grounds.overlay,
            facts=self.grounds.shown,
            identity=identity,
            day=timezone.localdate(),
            may_act=identity.case is not None and may(user, "action.add"),
            may_show=self.grounds.sight.of_cover,
            why=self.why,
        )

    def progress(self) -> Progress:
        asked = kept((progress_of, seat_of(self.user)), lambda: Several(*_questions(self.user)))
        judged, needs = asked.ask(case=self.case.pk)
        status = next(iter(judged), None)
        verdicts = status.verdicts if status else {}
        result = nearest(verdicts.get("results", []))
        return Progress(
            judged_on=timezone.localdate(status.judged_at) if status else None,
            eligible=verdicts.get("eligible", {}),
            result=result,
            waits_for=tuple(self.grounds.told(result.get("reasons", ()), self.identity, verdicts)),
            earliest=status.earliest if status else None,
            needs=tuple(self.rows(needs, verdicts)),
            suggested=tuple(self.suggested(verdicts)),
            measure=self.grounds.published,
        )

    def rows(self, named: Iterable[Need], verdicts: dict[str, Any]) -> Iterator[NeedRow]:
        """Each named need that the framework or the local plan has, judged or not yet."""
        judged, texts = judged_needs(verdicts), self.telling.texts()
        for need in named:
            if need.code in texts:
                person = str(need.person.key) if need.person else None
                yield self.telling.row(
                    need,
                    texts[need.code],
                    judged.get((need.code, person), Judged()),
                    kept_back=self.grounds.untold(need),
                )

    def why(self, key: str) -> str:
        """Where a fact that this viewer may open says why."""
        return reverse("outcomes:why-evidence", args=[key]) if key in self.grounds.sight.ids else ""

    def suggested(self, verdicts: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Needs that evidence shows and nobody has named, where all of it may be seen."""
        for item in verdicts.get("suggested", []):
            need, person = self.grounds.published.need(item["need"]), item["person"]
            member = self.identity.by_key(person) if person else None
            if need is None or (person and member is None):
                continue
            if self.grounds.sight.of_need(need, person, self.grounds.facts):
                reasons = with_names(item["reasons"], names_in(self.identity))
                yield {"need": need, "person": member, "reasons": reasons}


def _questions(user: User) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The judgement of a case that stands, and its needs."""
    of = Given("case", Case._meta.pk)
    judged = CaseStatus.objects.visible_to(user).current().filter(case=of)
    needs = Need.objects.visible_to(user).filter(case=of).annotate(**turns_of(user))
    return judged[:1], needs.select_related("person")


def nearest(results: list[dict[str, Any]]) -> dict[str, Any]:
    """Of several routes to a result the one that is met, else the one that may be yet."""
    order = (Verdict.MET.value, Verdict.NOT_KNOWN.value, Verdict.NOT_MET.value)
    found = sorted(results, key=lambda r: [*order, r["verdict"]].index(r["verdict"]))
    return found[0] if found else {}
