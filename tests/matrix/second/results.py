"""What changed, who checks it, and how the family came: rows of outcomes and referrals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from families.acts import start_involvement
from families.models import Match
from outcomes import models as of
from outcomes.acts import load_frameworks
from outcomes.frameworks.loader import framework
from referrals import models as door
from sharing.models import FeedFile, FeedRow, User
from tests.matrix.second.agencies import AGENCIES, CATEGORIES, DAY
from tests.matrix.second.world import Link
from tests.matrix.second.writing import Writing

HASH = "0" * 64
VERSION = "ffp-2025"
FACT = {"term": "2026-summer", "possible": 120, "authorised": 0, "unauthorised": 60}
PROOF = "claim_evidence"


def needs(w: Writing) -> None:
    case = w.record.cases.first()
    for need in w.dice.sample(framework(VERSION).needs, 3):
        kind, who = w.dice.choice(CATEGORIES), w.somebody(nobody=0.4)
        said = {"about": who, "category": kind, "code": need.code, "identified_by": w.by}
        w.write(of.Need, kind, case=case, **said)
        w.write(of.PresentingNeed, kind, family=w.record, framework=VERSION, **said)


def evidence(w: Writing) -> None:
    for _ in range(4):
        kind, who, owner = w.dice.choice(CATEGORIES), w.somebody(), w.owner()
        said = {"about": who, "family": w.record, "kind": "attendance", "category": kind}
        w.write(
            of.Evidence, kind, owner=owner, more={"school": owner == "school"}, source="other",
            slot=f"x:{w.number()}", fact=FACT, recorded_by=w.by, **said,
        )  # fmt: skip
        since = w.made.words.today
        w.write(of.Coverage, kind, source="other", since=since, status="counted", **said)


def claims(w: Writing) -> None:
    """All of one claim is its owner's. `samples`: for which auditor it was drawn, and when."""
    case, need = w.record.cases.first(), of.Need.objects.filter(case__family=w.record).first()
    version = next(row for row in load_frameworks() if row.slug == VERSION)
    more: dict[str, Any] = {"samples": []}
    claim = w.write(
        of.Claim, PROOF, more=more, case=case, amount=0, reference=f"C-{w.number()}",
        framework=version, route="ssp", as_of=w.made.words.today, prepared_by=w.by, facts={},
        verdicts={}, facts_sha256=HASH, framework_sha256=HASH,
    )  # fmt: skip
    said = {"owner": claim.owner.name, "more": more}
    of_whom = w.called(need.person)
    line = w.write(
        of.ClaimLine, PROOF, tells_of=of_whom, claim=claim, need=need, verdict="met", **said
    )
    w.write(of.PayerAnswer, PROOF, claim=claim, result="refused", why="x", recorded_by=w.by, **said)
    # a page names those who are counted as far as one knows them
    row = of.ClaimedPerson(claim=claim, person=w.person("child"), programme=f"x{w.number()}")
    row.owner = claim.owner
    row.save()
    w.note(row, PROOF, claim.owner.name)
    sample(w, claim, line, more)
    judgements(w, claim, need, more)


def sample(w: Writing, claim: Any, line: Any, more: dict[str, Any]) -> None:
    """Drawn for one auditor: now, before, or later; by the council, or by another."""
    today, auditor = w.made.words.today, w.dice.choice(("auditor", "auditor two"))
    opens, closes = (today + n * DAY for n in w.dice.choice(((0, 0), (-9, 9), (-9, -1), (1, 9))))
    drew = w.dice.choice(("council", "south"))
    drawn = of.AuditSample.objects.create(
        reference=f"S-{claim.pk}", agency=w.made.agencies[drew], auditor=w.made.posts[auditor],
        opens_on=opens, closes_on=closes, seed="x", population=1, population_sha256=HASH, size=1,
        drawn_by=w.by,
    )  # fmt: skip
    more["samples"].append((auditor, opens, closes))
    own = {"owner": claim.owner.name, "more": more | {"drawn_by": drew}}
    sampled = w.write(of.SampledClaim, PROOF, sample=drawn, claim=claim, position=1, **own)
    w.write(
        of.AuditFinding, PROOF, sampled=sampled, line=line, result="agree", found_by=w.by, **own
    )
    if w.made.by_chance(0.8):
        _let_audit(w, auditor, max(closes, today))


def _let_audit(w: Writing, auditor: str, until: date) -> None:
    start_involvement(
        family=w.record, kind="audit", post=w.made.posts[auditor], until=until,
        by=User.objects.system(),
    )  # fmt: skip
    w.family.links.append(Link("audit", auditor, w.made.words.today, until))


def judgements(w: Writing, claim: Any, need: Any, more: dict[str, Any]) -> None:
    """Made before the claim was, or after."""
    newer = w.made.by_chance(0.5)
    at = claim.prepared_at + timedelta(hours=1 if newer else -1)
    said = {"more": more | {"newer": newer}}
    verdicts = dict.fromkeys(("eligible", "result", "payment"), "met")
    status = w.write(
        of.CaseStatus, PROOF, case=claim.case, verdicts={}, facts_sha256=HASH, **verdicts, **said
    )
    of.CaseStatus.objects.filter(pk=status.pk).update(judged_at=at)
    owner = status.owner.name
    w.write(of.NeedStatus, PROOF, owner=owner, status=status, need=need, verdict="met", **said)
    who = w.called(need.person)
    row = w.write(
        of.EqualJudgement, PROOF, about=who, tells_of=who, need=need, reason="x", judged_by=w.by,
        approver=w.made.users["chief"], **said,
    )  # fmt: skip
    of.EqualJudgement.objects.filter(pk=row.pk).update(asked_at=at)


def referrals(w: Writing) -> None:
    """A draft is its writer's alone; nothing was asked or decided about it."""
    sender, to = w.dice.choice([*AGENCIES]), w.dice.choice(("council", "south"))
    theirs = [v.user for v in w.made.words.viewers.values() if v.agency == sender]
    sent_by, state = w.dice.choice(theirs), w.dice.choice(("draft", "sent", "decided"))
    more = {"from": sender, "to": to, "sent_by": sent_by, "state": state}
    referral = w.write(
        door.Referral, "case_notes", owner=sender, more=more, family=w.record, state=state,
        reference=f"R-{w.number()}", from_agency=w.made.agencies[sender],
        to_agency=w.made.agencies[to], sent_by=w.made.users[sent_by], sent_at=timezone.now(),
    )  # fmt: skip
    w.write(door.ReferredPerson, "identity", owner=sender, more=more, referral=referral)
    if state == "draft":
        return
    police = w.made.agencies["police"]
    said = {"owner": to, "more": more, "referral": referral}
    w.write(door.Check, "case_notes", agency=police, asked_by=w.by, **said)
    w.write(
        door.TriageDecision, "case_notes", outcome="mash", reason="safety", decided_by=w.by, **said
    )


def agenda(w: Writing) -> None:
    hub, attend = w.dice.choice(("council", "south")), w.dice.sample(sorted(w.made.posts), 4)
    day = w.made.words.today + w.number() * DAY
    meeting = door.AllocationMeeting.objects.create(
        agency=w.made.agencies[hub], chair=w.by, held_on=day
    )
    meeting.attendees.set([w.made.posts[name] for name in attend])
    more = {"hub": hub, "attend": attend}
    w.write(door.Item, "plan", more=more, meeting=meeting, case=w.record.cases.first())


def matches(w: Writing) -> None:
    to = w.dice.choice(("council", "south"))
    file = FeedFile.objects.create(
        kind="education", name="x", sha256=f"{w.number():064}", received_by=w.by,
        from_agency=w.made.agencies["school"], to_agency=w.made.agencies[to],
    )  # fmt: skip
    row = FeedRow.objects.create(file=file, number=1, state="read")
    said = {"kind": "likely", "state": "proposed", "score": 0.9}
    w.write(Match, "identity", about=w.somebody(), more={"to": to}, row=row, **said)


RESULTS = (needs, evidence, claims, referrals, agenda, matches)
