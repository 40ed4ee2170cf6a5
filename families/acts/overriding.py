"""Sharing without consent to keep someone safe, or deciding not to; and a second person's look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from families.acts.keeping import Keeping, must_keep
from families.models import Family, Override, SharingDecision
from families.rules.lawful import lacks_article_9, named
from sharing.acting import act, locked, record
from sharing.models import Agency, User
from sharing.refusals import Refused

#: Without consent one shares for a time; after it someone decides anew.
LONGEST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why: the danger, the law, what is kept back, and whether the family was told."""

    danger: str
    reason: str
    article_6: str
    told: str
    article_9: str = ""
    kept_back: str = ""
    told_words: str = ""


@act("sharing.decide", on="family")
def decide_sharing(
    *,
    family: Family,
    outcome: str,
    agency: Agency,
    categories: Sequence[str],
    grounds: Grounds,
    happened_at: datetime | None = None,
    until: date | None = None,
    by: User,
) -> SharingDecision:
    """Write down a decision to share without consent, or not to share, with its reasons.

    To share opens these kinds of fact to the agency where an agreement has a line for them, up to
    the last day. In an emergency one tells first and writes it down after: say when it happened.
    """
    given = {name: text.strip() for name, text in asdict(grounds).items()}
    decision = SharingDecision(
        family=family,
        outcome=outcome,
        agency=agency,
        categories=list(dict.fromkeys(categories)),
        happened_at=happened_at or timezone.now(),
        until=until if outcome == SharingDecision.Outcome.SHARE else None,
        decided_by=by,
        owner=by.agency or family.owner,
        **given,
    )
    if decision.shares:
        must_keep(family, by, urgent=True)
    _check(decision, family)
    decision.check_and_save()
    if decision.shares and decision.until is not None:
        _open(decision, decision.until)
    record(decision, outcome=outcome, agency=agency.pk, categories=decision.categories)
    return decision


def _check(decision: SharingDecision, family: Family) -> None:
    _check_law(decision)
    now = timezone.now()
    today = timezone.localdate(now)
    if decision.happened_at > now + timedelta(minutes=1):
        raise Refused("This can’t be in the future", field="happened_at")
    if decision.agency_id == family.owner_id:
        raise Refused("The family’s own agency needs no decision", field="agency")
    if decision.told != SharingDecision.Told.TOLD and not decision.told_words:
        raise Refused("Say why the family was not told", field="told_words")
    if not decision.shares:
        return
    if decision.until is None:
        raise Refused("Say until when it is shared", field="until")
    if not today <= decision.until <= today + LONGEST:
        raise Refused("Choose a last day in the next 90 days", field="until")


def _check_law(decision: SharingDecision) -> None:
    if not decision.categories:
        raise Refused("Choose at least one kind of fact", field="categories")
    if not decision.reason:
        raise Refused("Say why", field="reason")
    if not named(decision.danger):
        raise Refused("Choose what the danger is", field="danger")
    if not named(decision.article_6):
        raise Refused("Choose a lawful basis", field="article_6")
    if decision.article_9 and not named(decision.article_9):
        raise Refused("Choose a lawful basis", field="article_9")
    if decision.shares and lacks_article_9(decision.categories, decision.article_9):
        raise Refused("Facts of these kinds need a basis in Article 9 too", field="article_9")


def _open(decision: SharingDecision, until: date) -> None:
    for category in decision.categories:
        override = Override(
            family=decision.family,
            decision=decision,
            agency=decision.agency,
            category=category,
            reason=decision.reason,
            basis=named(decision.article_6),
            since=timezone.localdate(decision.happened_at),
            until=until,
            decided_by=decision.decided_by,
            owner=decision.owner,
        )
        override.check_and_save()


def why_not_review(decision: SharingDecision, by: User) -> str:
    """Why this is not somebody's to review; empty where it is. To find that sharing must end
    decides about the record, like to share did."""
    if decision.decided_by_id == by.pk:
        return "Someone else must review what you decided"
    own = None if decision.shares else decision.owner_id
    return Keeping(decision.family, by).why_not(of=own)


@act("sharing.review", on="decision")
def review_sharing(
    *, decision: SharingDecision, finding: str, words: str, by: User
) -> SharingDecision:
    """A second person's look. What must end ends with the next request. Of a decision to share it
    is for those who keep the record; whoever wrote down that they do not share is looked at by
    their own agency too.

    Raises Refused for whoever decided, a second time, and without words.
    """
    decision = locked(decision)
    if no := why_not_review(decision, by):
        raise Refused(no)
    if decision.reviewed_at is not None:
        raise Refused("Someone has already reviewed this")
    if not words.strip():
        raise Refused("Say in a sentence what you found", field="words")
    decision.finding, decision.finding_words = finding, words.strip()
    decision.reviewed_by, decision.reviewed_at = by, timezone.now()
    decision.check_and_save()
    if finding == SharingDecision.Finding.ENDS:
        for override in decision.overrides.filter(ended_at=None):
            override.ended_at = decision.reviewed_at
            override.save()
    record(decision, finding=finding)
    return decision
