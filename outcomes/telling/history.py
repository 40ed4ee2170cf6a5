"""A sampled claim's history: what was done, what supports it, and who looked, up to the claim.

Made of the claim's frozen facts and the journal. It says who did what and when; it holds nothing
of what was noted, as an auditor's reach is the claim's evidence (families/access.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from outcomes.models import AuditSample, Claim, ClaimLine, SampledClaim, Source
from sharing.models import JournalEntry
from sharing.wall import opened_to_read

#: The journal's verbs as an auditor reads them. A verb that is not here is not part of the story.
SENTENCES = {
    "family.register": ("people", "Registered as a family"),
    "referral.attach": ("flag", "A referral was found to be about this family"),
    "consent.record": ("speech", "A decision about sharing was recorded"),
    "consent.withdraw": ("speech", "A decision about sharing was withdrawn"),
    "case.open": ("flag", "Taken on; waiting for a lead worker"),
    "case.offer": ("person", "A lead worker was asked"),
    "case.accept_lead": ("person", "The lead worker accepted"),
    "assessment.complete": ("pen", "Whole-family assessment completed"),
    "need.note": ("pen", "A need was written down at triage"),
    "need.identify": ("pen", "A need was identified"),
    "judgement.ask": ("pen", "A need was judged equal to met, and a second person was asked"),
    "judgement.answer": ("tick", "The second person answered a judgement of a need"),
    "visit.record": ("home", "A visit was recorded"),
    "plan.agree": ("pen", "A plan was agreed with the family"),
    "plan.review": ("pen", "The plan was reviewed with the family"),
    "action.complete": ("tick", "An action was completed"),
    "case.close": ("flag", "The case was closed"),
    "claim.propose": ("document", "The claim was proposed"),
    "claim.approve": ("tick", "The claim was approved by a second person"),
    "payer_answer.record": ("pen", "The payer’s answer was written down"),
    "payer_answer.agree": ("tick", "A second person agreed with the payer’s answer as written"),
    "payer_answer.take_back": ("pen", "The payer’s answer was taken back as a mistake"),
}
#: The journal is written as the last part of an act, so its time is a moment after the claim's own.
WRITTEN_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the story: done, evidence, or looked."""

    kind: str
    icon: str
    on: date
    title: str
    text: str = ""

    @property
    def shape(self) -> str:
        """The timeline's shape for this layer."""
        return {"evidence": "evid", "looked": "look"}.get(self.kind, "story")

    @property
    def text_and_day(self) -> str:
        """A look is counted by month; everything else has its day."""
        return self.text if self.kind == "looked" else f"{self.text}. {self.on:%a %-d %b}"


@dataclass(frozen=True, slots=True)
class Month:
    """The events of one month, newest first."""

    first_day: date
    events: list[Event] = field(default_factory=list)


def history_of(sampled: SampledClaim) -> list[Month]:
    """Newest month first. Nothing after the claim was decided."""
    claim = sampled.claim
    until = (claim.decided_at or claim.prepared_at) + WRITTEN_WITHIN
    events = [*_story(claim, until), *_evidence(claim), *_looks(claim, until)]
    events.sort(key=lambda event: event.on, reverse=True)
    months = groupby(events, key=lambda event: event.on.replace(day=1))
    return [Month(first_day, list(own)) for first_day, own in months]


def _story(claim: Claim, until: datetime) -> Iterable[Event]:
    """What was done; the same by the same person on a day is one line."""
    done = JournalEntry.objects.filter(
        family_id=claim.case.family_id,
        kind=JournalEntry.Kind.DID,
        verb__in=SENTENCES,
        at__lte=until,
    )
    same: dict[tuple[date, str, str], int] = defaultdict(int)
    with opened_to_read():
        entries = list(done.select_related("by").order_by("-pk"))
    for entry in entries:
        same[timezone.localdate(entry.at), entry.verb, str(entry.by)] += 1
    for (on, verb, by), times in same.items():
        icon, title = SENTENCES[verb]
        often = f", {times} times" if times > 1 else ""
        yield Event("story", icon, on, title, f"By {by}{often}")


def _evidence(claim: Claim) -> Iterable[Event]:
    """What the claimed needs rest on, each thing once: nothing else that the case holds."""
    shown: set[tuple[str, str, str]] = set()
    for line in claim.lines.all():
        for item in line.evidence:
            thing = (item.get("on") or "", item["what"], said_source(item["source"]))
            if thing[0] and thing not in shown:
                shown.add(thing)
                day, what, source = thing
                yield Event("evidence", "document", date.fromisoformat(day), what, f"From {source}")


def said_source(code: str) -> str:
    """The source as it is said; an older copy holds the words themselves."""
    return Source(code).label if code in Source.values else code


def evidence_of(line: ClaimLine) -> list[dict[str, Any]]:
    """A frozen line's evidence with its source and day as they are said."""
    return [
        {
            "source": said_source(item["source"]),
            "what": item["what"],
            "on": date.fromisoformat(item["on"]) if item.get("on") else None,
        }
        for item in line.evidence
    ]


def _looks(claim: Claim, until: datetime) -> Iterable[Event]:
    """Who opened the record, one line a month."""
    looks = JournalEntry.objects.filter(
        family_id=claim.case.family_id, kind=JournalEntry.Kind.SAW, at__lte=until
    )
    months: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with opened_to_read():
        entries = list(looks.select_related("by"))
    for entry in entries:
        months[timezone.localdate(entry.at).replace(day=1)][str(entry.by)] += 1
    for month, people in months.items():
        who = ", ".join(f"{name} {times}" for name, times in sorted(people.items()))
        count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
        yield Event("looked", "eye", month, f"Opened by {count}", who)


def opened_by_auditor(sample: AuditSample) -> dict[int, list[JournalEntry]]:
    """What its auditor opened, by sampled claim: the coordinator sees each look, not their own."""
    looks: dict[int, list[JournalEntry]] = defaultdict(list)
    sampled = list(sample.claims.values_list("pk", flat=True))
    entries = JournalEntry.objects.filter(
        kind=JournalEntry.Kind.SAW,
        subject_type=SampledClaim._meta.label,
        subject_id__in=sampled,
        by__posts=sample.auditor_id,
    )
    with opened_to_read():
        for entry in entries.select_related("by").order_by("-pk"):
            looks[entry.subject_id].append(entry)
    return looks
