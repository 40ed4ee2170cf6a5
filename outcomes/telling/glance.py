"""The readiness ledger on the family's own page: parts of that page's one question (families/
bundle.py), so that it costs no query more, and its rows, made of nothing but what may be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject, Now, TruncDate
from django.utils import timezone

from families.identity import Identity, Member
from families.models import Case
from families.reading.bundle import Part
from outcomes.judging.judged import Judged, judged_needs
from outcomes.models import (
    CaseStatus,
    Claim,
    Coverage,
    EqualJudgement,
    Evidence,
    LocalPlan,
    Need,
    NeedStatus,
)
from outcomes.rules.facts import Facts, read_facts
from outcomes.telling.ledger import NeedRow, Telling
from sharing.authority import may
from sharing.models import Category, User
from sharing.questions.addresses import to
from sharing.rules import Verdict

#: A need that doesn't count, or of which nothing is worked out yet.
NEITHER = ("", Verdict.NOT_APPLICABLE.value)
#: What the ledger tells of the claim that stands.
CLAIMED = ("key", "reference", "state", "amount")


@dataclass(frozen=True, slots=True)
class Glance:
    """How near a result is, need by need. `url`: the family's results, with every reason.

    `claim`: the claim that stands for the case, if any."""

    rows: tuple[NeedRow, ...]
    judged_on: date | None
    earliest: date | None
    url: str
    claim: Claim | None = None

    @property
    def met(self) -> int:
        return sum(row.verdict == Verdict.MET.value for row in self.rows)

    @property
    def counting(self) -> int:
        """Needs that count, met or not; one that does not apply is neither, nor one that waits."""
        return sum(row.verdict not in NEITHER for row in self.rows)

    @property
    def waiting(self) -> int:
        """Needs that are not worked out yet."""
        return sum(not row.verdict for row in self.rows)

    @property
    def unknown(self) -> int:
        return sum(row.verdict == Verdict.NOT_KNOWN.value for row in self.rows)

    @property
    def at_risk(self) -> int:
        return sum(row.risk.tone == "bad" for row in self.rows)


def met_before(user: User) -> Exists:
    """Whether an earlier judgement that this person may see had a need as met."""
    earlier = NeedStatus.objects.visible_to(user).order_by()
    return Exists(
        earlier.filter(
            need=OuterRef("pk"), verdict=Verdict.MET.value, status__replaced_at__isnull=False
        )
    )


def turns_of(user: User) -> dict[str, Exists]:
    """What a need's row is told with beside its verdict: what it was, and what may come."""
    waiting = EqualJudgement.objects.visible_to(user).waiting().order_by()
    return {
        "was_met": met_before(user),
        "undecided": Exists(waiting.filter(need=OuterRef("pk"))),
    }


def glance_parts(user: User) -> dict[str, Part]:
    """What the ledger needs beside the evidence that the page has anyway."""
    authority: Any = OuterRef("case__family__authority")
    version: Any = OuterRef("case__framework")
    today: Any = TruncDate(Now())
    plan = LocalPlan.objects.in_force(authority, version, today).values("overlay")[:1]
    cases = Case.objects.visible_to(user).meant().order_by("-opened_on", "-pk")
    claims = Claim.objects.visible_to(user).standing().filter(case=OuterRef("pk"))
    told = claims.values(told=JSONObject(**{name: name for name in CLAIMED}))  # not what it froze
    return {
        "cases": Part(cases, extras={"claimed": Subquery(told[:1])}, most=1),
        "needs": Part(
            Need.objects.visible_to(user).order_by("code", "pk"),
            extras=turns_of(user),
        ),
        "judged": Part(
            CaseStatus.objects.visible_to(user).current().order_by("pk"),
            extras={"overlay": Subquery(plan)},
        ),
        "coverage": Part(Coverage.objects.visible_to(user).order_by("pk")),
    }


def may_read_results(identity: Identity, user: User, case: Case | None) -> bool:
    """How an agency judges its families is its own; others who help don't see it."""
    ours = identity.ours or bool(case and user.agency and case.owner_id == user.agency.pk)
    return ours and Category.CLAIM_EVIDENCE in identity.categories


def glance(
    identity: Identity, user: User, found: dict[str, list[Any]], person: Member | None = None
) -> Glance | None:
    """The ledger of the newest case; `person` narrows it to what is theirs and the family's."""
    case = next(iter(found["cases"]), None)
    if case is None or not may_read_results(identity, user, case):
        return None
    standing = next((s for s in found["judged"] if s.case_id == case.pk), None)
    telling = Telling(
        slug=case.framework,
        overlay=getattr(standing, "overlay", None) or {},
        facts=_shown(identity, found, case),
        identity=identity,
        day=timezone.localdate(),
        may_act=identity.case is not None and may(user, "action.add"),
        why=lambda key: to("outcomes:why-evidence", key),
    )
    named = [n for n in found["needs"] if n.case_id == case.pk]
    named = [n for n in named if person is None or n.person_id in (None, person.pk)]
    return Glance(
        rows=tuple(_rows(telling, named, standing.verdicts if standing else {})),
        judged_on=timezone.localdate(standing.judged_at) if standing else None,
        earliest=standing.earliest if standing else None,
        url=to("outcomes:progress", identity.reference),
        claim=Claim(**case.claimed) if case.claimed else None,
    )


def _rows(telling: Telling, named: list[Any], verdicts: dict[str, Any]) -> list[NeedRow]:
    """Without reasons: those rest on all facts, and the results page knows which may be told."""
    judged, texts = judged_needs(verdicts), telling.texts()
    rows = []
    for need in named:
        member = telling.identity.member(need.person_id)
        if need.code in texts and (member is not None or need.person_id is None):
            key = (need.code, str(member.key) if member else None)
            rows.append(
                telling.row(
                    need,
                    texts[need.code],
                    judged.get(key, Judged()),
                    kept_back=True,
                )
            )
    return rows


def _shown(identity: Identity, found: dict[str, list[Any]], case: Case) -> Facts:
    """What the page's viewer may see of the family's facts, in the shape that rules read."""
    keys: dict[int | None, str | None] = {m.pk: str(m.key) for m in identity.members}
    keys[None] = None
    return read_facts(
        {
            "case": {"opened": case.opened_on.isoformat()},
            "people": [
                {"id": str(m.key), "born": None, "relation": m.relation} for m in identity.members
            ],
            "evidence": [
                _fact(row, keys[row.person_id])
                for row in found["evidence"]
                if row.person_id in keys
            ],
            "coverage": [
                _told(row, keys[row.person_id])
                for row in found["coverage"]
                if row.person_id in keys
            ],
        }
    )


def _fact(row: Evidence, person: str | None) -> dict[str, Any]:
    about = {"person": person} if person else {}
    known = {"id": str(row.key), "kind": row.kind, "source": row.source}
    return {**known, "recorded": row.recorded_on.isoformat(), **about, **row.fact}


def _told(row: Coverage, person: str | None) -> dict[str, Any]:
    until = {"to": row.until.isoformat()} if row.until else {}
    about = {"kind": row.kind, "person": person, "source": row.source, "status": row.status}
    return about | {"from": row.since.isoformat()} | until
