"""Results come back to who did the work: needs that were met or slipped back, and what became of
claims, each with its family and its reason. For the lead worker, and for the team's supervisor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone

from families.access import sight_of
from families.models import Case, Family
from families.reading.bundle import Part
from outcomes.frameworks.loader import framework
from outcomes.judging.in_force import local_need
from outcomes.judging.judged import marks_of
from outcomes.models import Claim, Coverage, Evidence, NeedStatus, PayerAnswer
from outcomes.models.evidence import told_of
from outcomes.rules import lines
from outcomes.rules.framework import Need as Published
from outcomes.telling.whose import names_seen, with_names
from sharing.models import Role, User
from sharing.questions.prepared import Given, Statement, kept
from sharing.rules import Verdict
from sharing.rules.days import long_day
from sharing.rules.money import pounds

MET, LOST, UNSURE, CLAIMED, AGREED, REJECTED, PAID, REFUSED = (
    "met", "lost", "unsure", "claimed", "agreed", "rejected", "paid", "refused",
)  # fmt: skip
#: Each kind of news: its tone, words and mark.
KINDS = {
    MET: ("good", "Met", "done"),
    LOST: ("bad", "Slipped back", "warning"),
    UNSURE: ("wait", "Was met, is not known now", "unknown"),
    CLAIMED: ("info", "Put forward", "upload"),
    AGREED: ("good", "Approved", "done"),
    REJECTED: ("bad", "Not approved", "stop"),
    PAID: ("good", "Paid", "done"),
    REFUSED: ("bad", "Refused by the payer", "stop"),
}
#: What is brought along with a need's turn.
TOLD = {
    "judged_at": "status__judged_at",
    "verdicts": "status__verdicts",
    "framework": "status__case__framework",
    "case_owner": "status__case__owner_id",
    "code": "need__code",
    "person_id": "need__person_id",
    "person_key": "need__person__key",
    "known_as": "need__person__known_as",
    "given_name": "need__person__given_name",
}
#: What is brought along with the payer's answer.
ANSWERED = {"claimed_as": "claim__reference", "asked": "claim__amount"}
#: Whom results come back to.
TOLD_TO = (Role.KEY_WORKER, Role.SUPERVISOR)
#: Days for which a home tells of a result.
TOLD_FOR = 14
MOST = 8
#: Said when the question is asked: it is drawn once and kept.
SINCE: Any = Given("since", DateTimeField())
KEPT_BACK = "The reasons rest on facts that you may not see."


@dataclass(frozen=True, slots=True)
class Back:
    """One result as it comes back. `mark`: how a verdict by judgement is marked, or empty. `page`:
    the family's results with all reasons, or for another agency's lead the family."""

    kind: str
    what: str
    why: str
    family: Family
    on: datetime
    mark: str = ""
    page: str = "outcomes:progress"

    @property
    def tone(self) -> str:
        return KINDS[self.kind][0]

    @property
    def words(self) -> str:
        return KINDS[self.kind][1]

    @property
    def icon(self) -> str:
        return KINDS[self.kind][2]

    @property
    def day(self) -> date:
        return timezone.localdate(self.on)

    @property
    def explains(self) -> bool:
        """Whether its page says why."""
        return self.why not in ("", KEPT_BACK)

    @property
    def url(self) -> str:
        return reverse(self.page, args=[self.family.reference])


def own_cases(user: User) -> QuerySet[Any]:
    """The cases that this person leads; for a supervisor those that their team leads."""
    cases = Case.objects.visible_to(user)
    if user.post is None or user.role not in TOLD_TO:
        return cases.none()
    if user.role == Role.KEY_WORKER:
        return cases.filter(lead=user.post)
    if user.post.team_id is not None:
        return cases.filter(lead__team=user.post.team_id)
    return cases.filter(lead__agency=user.agency)


def results_back(user: User) -> list[Back]:
    """What came back in the last two weeks, newest first: one query for all of it."""
    if user.post is None or user.role not in TOLD_TO:
        return []
    name = ("results back", user.role, user.post.pk, user.post.team_id, sight_of(user))
    asked = kept(name, lambda: _draw(user))
    rows = asked.statement.ask(since=first_moment())
    found = [back for family in rows for back in _of_family(family, asked)]
    known = names_seen(user, (back.why for back in found))
    found = [replace(back, why=" ".join(with_names([back.why], known))) for back in found]
    return sorted(found, key=lambda back: back.on, reverse=True)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question as it is drawn once, and how to read what comes back."""

    statement: Statement
    turned: Part
    claims: Part
    answers: Part
    agency: int


def _draw(user: User) -> _Asked:
    turned, claims = Part(_turned(user), extras=TOLD), Part(_claims(user))
    answers = Part(_answers(user), extras=ANSWERED)
    news = (
        Exists(part.rows.filter(**{f"{part.rows.model.Sharing.family}": OuterRef("pk")}))
        for part in (turned, claims, answers)
    )
    families = Family.objects.visible_to(user).filter(next(news) | next(news) | next(news))
    rows = families.order_by("pk").annotate(
        turned=turned.column(),
        claims=claims.column(),
        answers=answers.column(),
        unseen_facts=_unseen(Evidence, user),
        unseen_coverage=_unseen(Coverage, user),
    )
    agency = user.agency.pk if user.agency else 0
    return _Asked(Statement(rows, planned=True), turned, claims, answers, agency)


def first_moment() -> datetime:
    day = timezone.localdate() - timedelta(days=TOLD_FOR)
    return timezone.make_aware(datetime.combine(day, time.min))


def _turned(user: User) -> QuerySet[Any]:
    """Needs of whoever may be known that came to be met, or are so no longer, newest turn first."""
    earlier = NeedStatus.objects.filter(
        need=OuterRef("need"), status__judged_at__lt=OuterRef("status__judged_at")
    ).order_by("-status__judged_at")
    return (
        NeedStatus.objects.visible_to(user)
        .filter(told_of(user, "need__person"))
        .filter(status__case__in=own_cases(user), status__judged_at__gte=SINCE)
        .annotate(before=Subquery(earlier.values("verdict")[:1]))
        .exclude(before=None)
        .exclude(before=F("verdict"))
        .filter(Q(verdict=Verdict.MET.value) | Q(before=Verdict.MET.value))
        .order_by("-status__judged_at", "pk")
    )


def _claims(user: User) -> QuerySet[Any]:
    claims = Claim.objects.visible_to(user).filter(case__in=own_cases(user))
    return claims.filter(Q(prepared_at__gte=SINCE) | Q(decided_at__gte=SINCE))


def _answers(user: User) -> QuerySet[Any]:
    """What the payer said, once a second person agreed that it was so."""
    rows = PayerAnswer.objects.visible_to(user).agreed()
    return rows.filter(claim__case__in=own_cases(user), agreed_at__gte=SINCE)


def _unseen(model: Any, user: User) -> ArraySubquery:
    """Kinds of fact about whom this person may not see: what rests on them has its reason kept
    back."""
    ours = model.objects.filter(family=OuterRef("pk")).order_by()
    seen = model.objects.visible_to(user).filter(family=OuterRef("family")).values("pk")
    return ArraySubquery(
        ours.exclude(pk__in=seen).values(row=JSONObject(kind="kind", person="person_id")).distinct()
    )


def _of_family(family: Any, asked: _Asked) -> Iterable[Back]:
    """The newest turn of each need, and each claim as it stands: as the payer left it, if they
    have said."""
    newest: dict[int, NeedStatus] = {}
    for row in asked.turned.revive(family.turned):
        newest.setdefault(row.need_id, row)
    yield from (_need_back(row, family, asked.agency) for row in newest.values())
    answers = asked.answers.revive(family.answers)
    answered = {answer.claim_id for answer in answers}
    yield from (_answer_back(answer, family) for answer in answers)
    for claim in asked.claims.revive(family.claims):
        if claim.pk not in answered:
            yield _claim_back(claim, family)


def _need_back(row: Any, family: Any, agency: int) -> Back:
    """A lead worker of another agency than the case's reads no reasons, nor that any are kept back
    (access.md, P18; `Grounds.untold`)."""
    kind = {Verdict.MET.value: MET, Verdict.NOT_MET.value: LOST}.get(row.verdict, UNSURE)
    published = framework(row.framework).need(row.code)
    text = published or local_need(family.pk, row.framework, row.code)
    who = (row.known_as or row.given_name or "Baby") if row.person_id else "The whole family"
    told = text is not None and not _rests_on_unseen(text, row.person_id, family)
    why = " ".join(row.reasons) if told else KEPT_BACK
    ours = row.case_owner == agency
    return Back(
        kind=kind,
        what=f"{who}: {text.outcome if kind == MET else text.text}" if text else who,
        why=why if ours else "",
        page="outcomes:progress" if ours else "families:family",
        family=family,
        on=datetime.fromisoformat(row.judged_at),
        mark=marks_of(row.verdicts).get((row.code, row.person_key), ""),
    )


def _rests_on_unseen(need: Published, person: int | None, family: Any) -> bool:
    """Whether a fact that may not be seen may bear on the need; yes where that isn't sure."""
    kinds = lines.kinds_for(need) | ({"score"} if lines.given(need, "tools") else set())
    unseen = [*family.unseen_facts, *family.unseen_coverage]
    return any(row["kind"] in kinds and person in (None, row["person"]) for row in unseen)


def _claim_back(claim: Any, family: Any) -> Back:
    kind, on = CLAIMED, claim.prepared_at
    if claim.state != Claim.State.PROPOSED and claim.decided_at:
        kind = REJECTED if claim.state == Claim.State.REJECTED else AGREED
        on = claim.decided_at
    return Back(
        kind=kind,
        what=f"The {claim.word} {claim.reference}",
        why=_of_claim(claim, kind),
        family=family,
        on=on,
    )


def _of_claim(claim: Any, kind: str) -> str:
    if kind == CLAIMED:
        return "Someone else decides on it now."
    if kind == REJECTED:
        return f"Why: {claim.why}"
    if not claim.amount:
        return "Nothing is paid for it."
    return f"{pounds(claim.amount)} is claimed for it. The payer has not answered yet."


def _answer_back(answer: Any, family: Any) -> Back:
    paid = answer.result == PayerAnswer.Result.PAID
    said = f"Why: {answer.why}"
    if paid:
        said = f"{pounds(answer.amount)} was paid on {long_day(answer.on)}."
        if answer.amount != Decimal(str(answer.asked)):
            said += f" {pounds(answer.asked)} was approved. {answer.why}"
    return Back(
        kind=PAID if paid else REFUSED,
        what=f"The claim {answer.claimed_as}",
        why=said,
        family=family,
        on=answer.agreed_at,
    )
