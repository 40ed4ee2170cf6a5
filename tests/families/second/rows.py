"""A row or two of every noun in each family, each with the fact that it is, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from families import models as of_families
from families.models import Address, Case, Household, Plan, Restriction, Visit
from outcomes import models as of_outcomes
from outcomes.models import (
    AuditSample,
    CaseStatus,
    Claim,
    Framework,
    LocalPlan,
    Need,
    PlanTrial,
    SampledClaim,
)
from referrals import models as of_referrals
from referrals.models import AllocationMeeting, Referral
from sharing.models import FeedFile, FeedRow
from tests.families.second import world as said
from tests.families.second.agencies import CATEGORIES, DAY, Made

HASH = "0" * 64


class Writing:
    """Writes rows about one family, by whoever it may be."""

    def __init__(self, made: Made, family: said.Family) -> None:
        self.made, self.family, self.dice = made, family, made.dice
        self.record = made.records[family.name]
        self.by = made.users["officer"]
        self.number = 0

    def owner(self) -> str:
        return self.family.owner if self.made.by_chance(0.4) else self.dice.choice(AGENCIES)

    def person(self, *, nobody: float = 0.0) -> str:
        return "" if self.made.by_chance(nobody) else self.dice.choice([*self.family.members])

    def row(self, called: str) -> Any:
        return self.made.people.get((self.family.name, called))

    def once(self) -> int:
        self.number += 1
        return self.number

    def write(
        self, model: Any, category: str, /, *, owner: str = "", about: str = "",
        tells_of: tuple[str, ...] = (), more: dict[str, Any] | None = None, **values: Any,
    ) -> Any:  # fmt: skip
        """One row and its fact. Who wrote it, by chance where it is not said."""
        owner = owner or self.owner()
        row = model(owner=self.made.agencies[owner], **values)
        model.objects.bulk_create([row])
        self.note(row, category, owner, about=about, tells_of=tells_of, more=more)
        return row

    def note(
        self, row: Model, category: str, owner: str, *, about: str = "",
        tells_of: tuple[str, ...] = (), more: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        noun = type(row).__name__
        fact = said.Fact(noun, self.family.name, category, owner, about, tells_of, more or {})
        self.made.rows.append((row, fact))


AGENCIES = ("council", "school", "police", "audit", "charity", "south")


def make_rows(made: Made) -> None:
    Framework.objects.get_or_create(
        slug="ffp-2025", defaults={"title": "x", "valid_from": made.words.today, "sha256": HASH}
    )
    for family in made.words.families.values():
        writing = Writing(made, family)
        for write in (*RECORD, *WORK, *RESULTS, *DOOR):
            write(writing)


# The record and its people


def the_record(w: Writing) -> None:
    w.note(w.record, "identity", w.family.owner)
    for called, member in w.family.members.items():
        w.note(w.row(called), "identity", member.owner, about=called)
    for row in w.record.cases.all():
        w.note(row, "identity", row.owner.name)
    for link in w.record.involvements.select_related("post__agency", "team__agency", "owner"):
        holder = link.post or link.team
        more = {"agency": holder.agency.name, "kind": link.kind}
        w.note(link, "identity", link.owner.name, more=more)


def homes(w: Writing) -> None:
    """Who lives where nobody may know has a home of their own."""
    for called in (None, None, *w.family.kept_back):
        named = w.family.kept_back.get(called or "")
        values = {"family": w.record, "lines": "1 High Street"}
        more = {"named": named}
        address = w.write(Address, "contact", more=more, confidential=named is not None, **values)
        address.named.set([w.made.users[name] for name in named or ()])
        home = w.write(Household, "identity", family=w.record, label="Home", address=address)
        who = called or w.person()
        since = w.made.words.today - 90 * DAY
        until = None if called or who in w.family.kept_back else w.made.words.today - DAY
        of = {"person": w.row(who), "household": home, "since": since, "until": until}
        w.write(of_families.Stay, "identity", about=who, **of)


def _about(model: str, category: str, **values: Any) -> Callable[[Writing], None]:
    """Two rows, each about one person."""

    def write(w: Writing) -> None:
        for _ in range(2):
            who = w.person()
            given = {k: v(w) if callable(v) else v for k, v in values.items()}
            w.write(_model(model), category, about=who, person=w.row(who), **given)

    return write


def _model(name: str) -> Any:
    return next(
        getattr(rooms, name)
        for rooms in (of_families, of_outcomes, of_referrals)
        if hasattr(rooms, name)
    )


def bonds(w: Writing) -> None:
    for one, other in (("parent", "child"), ("partner", "teen")):
        w.write(
            of_families.Bond, "identity", about=one, tells_of=(other,),
            one=w.row(one), other=w.row(other), kind="parent_of",
        )  # fmt: skip


def services(w: Writing) -> None:
    for kind in ("school", "school", "health"):
        who = w.person()
        w.write(
            of_families.ServiceInvolved, "services", about=who, more={"school": kind == "school"},
            person=w.row(who), kind=kind, state="now", name=f"s{w.once()}",
        )  # fmt: skip


def consents(w: Writing) -> None:
    for row in of_families.Consent.objects.filter(family=w.record).select_related("agency", "owner"):
        more = {"agency": row.agency.name}
        who = next(called for called in w.family.members if w.row(called) == row.person)
        w.note(row, "plan", row.owner.name, about=who, more=more)
    for _ in range(2):
        who, about = w.person(), w.dice.choice(AGENCIES)
        w.write(
            of_families.Competence, "plan", about=who, person=w.row(who), category="plan",
            agency=w.made.agencies[about], able=True, ground="He understood", judged_by=w.by,
        )  # fmt: skip


def reasons(w: Writing) -> None:
    for row in w.record.restrictions.select_related("owner"):
        w.note(row, "case_notes", row.owner.name, more={"keeper": row.keeper.username})
    for row in w.record.overrides.select_related("owner"):
        w.note(row, "case_notes", row.owner.name)
    for row in w.record.sharing_decisions.select_related("owner"):
        w.note(row, "case_notes", row.owner.name)
    keeper = w.dice.choice(sorted(w.made.users))
    w.write(
        Restriction, "case_notes", more={"keeper": keeper}, family=w.record, reason="Over",
        keeper=w.made.users[keeper], review_on=w.made.words.today, lifted_on=w.made.words.today,
    )  # fmt: skip
    w.write(
        of_families.SharingDecision, "case_notes", family=w.record, outcome="not_share",
        agency=w.made.agencies["police"], categories=["plan"], danger="crime", reason="x",
        article_6="6.1.c", told="told", decided_by=w.by,
    )  # fmt: skip


# The work


def the_case(w: Writing) -> Case:
    """An earlier episode, long over: none of what follows depends on whether it is open."""
    return Case.objects.filter(family=w.record).first() or w.write(
        Case, "identity", family=w.record, framework="ffp-2025", stage="closed",
        opened_on=w.made.words.today, closed_on=w.made.words.today, closing_reason=Case.WITHDRAWN,
    )  # fmt: skip


def visits(w: Writing) -> None:
    case = the_case(w)
    visit = w.write(Visit, "case_notes", case=case, recorded_by=w.by)
    for who in w.dice.sample([*w.family.members], 2):
        w.write(
            of_families.Seen, "case_notes", about=who, tells_of=(who,), visit=visit,
            person=w.row(who),
        )  # fmt: skip
    for _ in range(4):
        who, category = w.person(nobody=0.4), w.dice.choice(CATEGORIES)
        w.write(
            of_families.Note, category, about=who, visit=visit, heading="home", text="x",
            category=category, person=w.row(who),
        )  # fmt: skip
    w.write(
        of_families.BookedVisit, "case_notes", case=case, at=timezone.now(),
        visitor=w.made.posts["worker"],
    )  # fmt: skip
    w.write(of_families.VisitWarning, "case_notes", family=w.record, text="Dog")


def plans(w: Writing) -> None:
    case = the_case(w)
    w.write(of_families.Assessment, "plan", case=case, what_is_happening="x", completed_by=w.by)
    plan = w.write(Plan, "plan", case=case)
    goal = w.write(of_families.Goal, "plan", plan=plan, words="x")
    for who in ("", w.person(), w.person()):
        doer = {"doer_person": w.row(who)} if who else {"doer_post": w.made.posts["worker"]}
        w.write(
            of_families.Action, "plan", case=case, goal=goal, what="x",
            tells_of=(who,) if who else (), **doer,
        )  # fmt: skip


def transfers(w: Writing) -> None:
    to = "south" if w.family.owner == "council" else "council"
    state = w.dice.choice(("offered", "declined", "withdrawn"))
    transfer = w.write(
        of_families.Transfer, "identity", owner=w.family.owner, more={"to": to, "state": state},
        family=w.record, to_agency=w.made.agencies[to], state=state, why="x", told="x",
        offered_by=w.made.posts["worker"],
    )  # fmt: skip
    for _ in range(2):
        who, category = w.person(nobody=0.3), w.dice.choice(CATEGORIES)
        w.write(
            of_families.EarlierEntry, category, about=who, tells_of=(who,) if who else (),
            family=w.record, transfer=transfer, on=w.made.words.today, category=category,
            title="x", told_by="x", person=w.row(who),
        )  # fmt: skip


# What changed


def needs(w: Writing) -> None:
    case = the_case(w)
    for _ in range(3):
        who, category = w.person(nobody=0.4), w.dice.choice(CATEGORIES)
        named = {"person": w.row(who), "category": category, "identified_by": w.by}
        w.write(Need, category, about=who, case=case, code=f"n{w.once()}", **named)
        w.write(
            of_outcomes.PresentingNeed, category, about=who, family=w.record,
            framework="ffp-2025", code=f"p{w.once()}", **named,
        )  # fmt: skip


def evidence(w: Writing) -> None:
    for _ in range(4):
        who, category, owner = w.person(nobody=0.3), w.dice.choice(CATEGORIES), w.owner()
        of = {"family": w.record, "person": w.row(who), "kind": "x", "category": category}
        w.write(
            of_outcomes.Evidence, category, owner=owner, about=who, source="other",
            more={"school": owner == "school"}, slot=f"x:{w.once()}", fact={},
            recorded_by=w.by, **of,
        )  # fmt: skip
        since = w.made.words.today
        w.write(
            of_outcomes.Coverage, category, about=who, source="other", since=since,
            status="counted", **of,
        )  # fmt: skip


def claims(w: Writing) -> None:
    case, made = the_case(w), w.made
    claim = w.write(
        Claim, "claim_evidence", more=(more := {"samples": []}), case=case, amount=0,
        reference=f"C-{len(made.rows)}", framework=Framework.objects.first(), route="ssp",
        as_of=made.words.today, prepared_by=w.by, facts={}, verdicts={}, facts_sha256=HASH,
        framework_sha256=HASH,
    )  # fmt: skip
    sample(w, claim, more)
    need = Need.objects.filter(case=case).order_by("?").first()
    who = next((c for c in w.family.members if w.row(c) == need.person), "")
    of = {"tells_of": (who,) if who else (), "more": more}
    line = w.write(of_outcomes.ClaimLine, "claim_evidence", claim=claim, need=need, verdict="met", **of)
    w.write(
        of_outcomes.PayerAnswer, "claim_evidence", more=more, claim=claim, result="refused",
        why="x", recorded_by=w.by,
    )  # fmt: skip
    w.write(
        of_outcomes.ClaimedPerson, "claim_evidence", about="child", claim=claim,
        person=w.row("child"), programme=f"x{len(made.rows)}",
    )  # fmt: skip
    found(w, claim, line)
    judged(w, claim, need, who)


def sample(w: Writing, claim: Claim, more: dict[str, Any]) -> None:
    """For one auditor now, for another before, or for nobody."""
    today, auditor = w.made.words.today, w.dice.choice(("auditor", "auditor two"))
    opens, closes = w.dice.choice(((0, 0), (-9, 9), (-9, -1), (1, 9)))
    drawn_by = w.dice.choice(("council", "south"))
    days = {"opens_on": today + opens * DAY, "closes_on": today + closes * DAY}
    drawn = AuditSample.objects.create(
        reference=f"S-{claim.pk}", agency=w.made.agencies[drawn_by], seed="x", population=1,
        auditor=w.made.posts[auditor], population_sha256=HASH, size=1, drawn_by=w.by, **days,
    )  # fmt: skip
    one = (auditor, days["opens_on"], days["closes_on"])
    more["samples"].append(one)
    own = {"samples": [one], "drawn_by": drawn_by}
    w.write(SampledClaim, "claim_evidence", more=own, sample=drawn, claim=claim, position=1)
    if w.made.by_chance(0.8):
        from families import acts  # noqa: PLC0415
        from sharing.models import User  # noqa: PLC0415

        acts.start_involvement(
            family=w.record, kind="audit", post=w.made.posts[auditor], until=max(days["closes_on"], today),
            by=User.objects.system(),
        )
        w.family.links.append(said.Link("audit", auditor, today, max(days["closes_on"], today)))


def found(w: Writing, claim: Claim, line: Any) -> None:
    sampled, fact = w.made.rows[-3][0], None
    for row, known in reversed(w.made.rows):
        if isinstance(row, SampledClaim):
            sampled, fact = row, known
            break
    assert fact is not None
    w.write(
        of_outcomes.AuditFinding, "claim_evidence", owner=fact.owner, more=fact.more,
        sampled=sampled, line=line, result="agree", found_by=w.by,
    )  # fmt: skip


def judged(w: Writing, claim: Claim, need: Need, who: str) -> None:
    """A judgement made before the claim, or after."""
    samples = next(f for r, f in w.made.rows if r is claim).more["samples"]
    newer = w.made.by_chance(0.5)
    at = claim.prepared_at + timedelta(hours=1 if newer else -1)
    more = {"samples": samples, "newer": newer}
    of = {"verdicts": {}, "facts_sha256": HASH, "replaced_at": at}
    status = w.write(
        CaseStatus, "claim_evidence", more=more, case=claim.case, eligible="met", result="met",
        payment="met", **of,
    )  # fmt: skip
    CaseStatus.objects.filter(pk=status.pk).update(judged_at=at)
    w.write(
        of_outcomes.NeedStatus, "claim_evidence", more=more, status=status, need=need,
        verdict="met",
    )  # fmt: skip
    row = w.write(
        of_outcomes.EqualJudgement, "claim_evidence", more=more,
        about=who, tells_of=(who,) if who else (), need=need, reason="x", judged_by=w.by,
        approver=w.made.users["chief"], person=need.person,
    )  # fmt: skip
    of_outcomes.EqualJudgement.objects.filter(pk=row.pk).update(asked_at=at)


# The front door


def referrals(w: Writing) -> None:
    sender, to = w.dice.choice(AGENCIES), w.dice.choice(("council", "south"))
    senders = [v.user for v in w.made.words.viewers.values() if v.agency == sender]
    sent_by, state = w.dice.choice(senders), w.dice.choice(("draft", "sent", "decided"))
    more = {"from": sender, "to": to, "sent_by": sent_by, "state": state}
    referral = w.write(
        Referral, "case_notes", more=more, owner=sender, family=w.record, state=state,
        reference=f"R-{len(w.made.rows)}", from_agency=w.made.agencies[sender],
        to_agency=w.made.agencies[to], sent_by=w.made.users[sent_by], sent_at=timezone.now(),
    )  # fmt: skip
    w.write(of_referrals.ReferredPerson, "identity", more=more, referral=referral)
    w.write(
        of_referrals.Check, "case_notes", more=more, referral=referral, asked_by=w.by,
        agency=w.made.agencies["police"],
    )  # fmt: skip
    w.write(
        of_referrals.TriageDecision, "case_notes", more=more, referral=referral, reason="safety",
        outcome="mash", why="x", decided_by=w.by,
    )  # fmt: skip


def agenda(w: Writing) -> None:
    hub = w.dice.choice(("council", "south"))
    attend = w.dice.sample(sorted(w.made.posts), 4)
    meeting = AllocationMeeting.objects.create(
        agency=w.made.agencies[hub], chair=w.by,
        held_on=w.made.words.today + len(w.made.rows) * DAY,
    )  # fmt: skip
    meeting.attendees.set([w.made.posts[name] for name in attend])
    more = {"hub": hub, "attend": attend}
    w.write(of_referrals.Item, "plan", more=more, meeting=meeting, case=the_case(w))


def matches(w: Writing) -> None:
    to = w.dice.choice(("council", "south"))
    file = FeedFile.objects.create(
        kind="education", name="x", sha256=f"{len(w.made.rows):064}",
        from_agency=w.made.agencies["school"], to_agency=w.made.agencies[to], received_by=w.by,
    )  # fmt: skip
    row = FeedRow.objects.create(file=file, number=1, state="read")
    who = w.person()
    w.write(
        of_families.Match, "identity", about=who, more={"to": to}, row=row, kind="likely",
        state="proposed", score=0.9, person=w.row(who),
    )  # fmt: skip


RECORD = (
    the_record, homes, bonds, services, consents, reasons, transfers,
    _about("FormerName", "identity", given_name="x"),
    _about("Identifier", "identity", kind="upn", value=lambda w: f"v{w.once()}"),
    _about("ContactPoint", "contact", value="x"),
    _about("Attempt", "plan", outcome="asked", recorded_by=lambda w: w.by),
)  # fmt: skip
WORK = (visits, plans)
RESULTS = (needs, evidence, claims)
DOOR = (referrals, agenda, matches)
