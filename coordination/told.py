"""A line of the log in plain words: what someone opened, changed, or was turned away from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sharing.models import JournalEntry, Post

#: Pages of a family, as `saw` names them.
PAGES = {
    "overview": "the overview", "story": "the story", "people": "the people", "plan": "the plan",
    "visits": "the visits", "consent": "consent and sharing", "results": "the results",
    "family": "the record",
}  # fmt: skip
#: What was opened that is no page of a family.
OPENED = {
    "visit.see": "opened a visit", "case.see": "opened the case", "person.see": "opened a person",
    "plan.see": "opened the plan", "action.see": "opened an action", "claim.see": "opened a claim",
    "equaljudgement.see": "opened a judgement of a need",
    "consent.see": "opened a consent", "evidence.see": "opened evidence",
    "payeranswer.see": "opened the payer’s answer to a claim",
    "referral.see": "opened the referral", "referral.hear": "read what came of the referral",
    "agreement.see": "opened an agreement", "agreement.try": "tried an agreement",
    "document.see": "opened a document of an agreement",
    "localplan.see": "opened a local plan", "auditsample.see": "opened a sample",
    "allocationmeeting.see": "opened the meeting",
    "match.see": "opened a match of a file",
    "casestatus.see": "opened the results", "sampledclaim.see": "opened a claim of the sample",
    "auditfinding.see": "opened a finding", "need.see": "opened a need",
    "involvement.see": "opened who helps", "coverage.see": "opened what is known to be complete",
    "case.facts": "opened the facts for the results", "family.discuss": "had it up at the meeting",
    "family.looks": "read who has looked",
    "family.offered": "was shown it as perhaps the same family",
    "family.form": "opened a form about it",
    "family.list": "saw it in a list", "family.search": "found it by a search",
}  # fmt: skip
#: What was done, by its verb (all but PROVE). Of an act that shields someone no more is told than
#: that the record was changed, decided on or opened: whoever reads the log may not know of it.
DONE = {
    "session.end": "ended a sign-in",
    "token.make": "made a token", "token.revoke": "revoked a token",
    "account.close": "closed an account", "feed.receive": "took in a file",
    "agreement.draft": "began an agreement", "agreement.change": "changed a draft agreement",
    "agreement.revise": "began a new version of an agreement",
    "line.add": "added a line to an agreement", "line.change": "changed a line of an agreement",
    "line.remove": "removed a line of an agreement",
    "agreement.sign": "signed an agreement", "agreement.activate": "activated an agreement",
    "agreement.suspend": "suspended an agreement", "agreement.resume": "resumed an agreement",
    "agreement.end": "ended an agreement", "agreement.leave": "let a party leave an agreement",
    "agreement.review": "reviewed an agreement",
    "document.attach": "attached a document to an agreement",
    "document.remove": "removed a document of an agreement",
    "family.register": "registered the family",
    "family.bring_back": "brought the record back from the archive",
    "records.hand_over": "handed the record to the archive",
    "person.add": "added a person", "household.add": "added a home",
    "stay.add": "added where someone lives", "bond.add": "added how two people are related",
    "contact.add": "added a way to reach someone", "warning.note": "noted a warning",
    "consent.record": "recorded a consent", "consent.withdraw": "withdrew a consent",
    "consent.attempt": "recorded an attempt to ask about consent",
    "competence.judge": "recorded something about consent",
    "involvement.start": "started a link with the family",
    "involvement.end": "ended a link with the family",
    "case.open": "opened the case", "case.offer": "offered the case",
    "case.accept_lead": "agreed to lead", "case.decline_lead": "declined to lead",
    "case.leave_unallocated": "left it unallocated", "case.close": "closed the case",
    "case.withdraw": "withdrew the case", "assessment.complete": "completed the assessment",
    "visit.record": "recorded a visit", "visit.book": "booked a visit",
    "visit.move": "moved a visit", "visit.call_off": "called off a visit",
    "plan.agree": "agreed the plan", "plan.review": "reviewed the plan",
    "action.complete": "completed an action", "action.add": "added an action",
    "service.record": "recorded a service",
    "export.ask": "asked for a list with this family in it",
    "export.prepare": "prepared a list with this family in it",
    "export.collect": "took out a list with this family in it",
    "export.refuse": "did not prepare a list with this family in it",
    "export.clear": "deleted a list with this family in it",
    "match.propose": "put forward a match of a file",
    "match.decide": "decided on a match of a file",
    "family.merge": "said another record is of the family",
    "merge.review": "reviewed a merge of two records",
    "merge.undo": "undid a merge of two records",
    "transfer.offer": "offered the record to another council",
    "transfer.withdraw": "withdrew the offer to another council",
    "transfer.decline": "did not take on the family", "transfer.take_on": "took on the family",
    "conflict.declare": "changed the record", "conflict.end": "decided on the record",
    "tie.say": "changed the record", "tie.notice": "changed the record",
    "tie.confirm": "decided on the record", "tie.dismiss": "decided on the record",
    "own_home.say": "recorded an own home",
    "restriction.place": "placed a limit on the record",
    "restriction.review": "reviewed a limit on the record",
    "restriction.name": "changed a limit on the record",
    "restriction.lift": "lifted a limit on the record",
    "view_as.start": "looked at what a post could open of the record",
    "view_as.end": "stopped looking at what a post could open of the record",
    "address.keep_back": "changed the record", "address.name": "changed the record",
    "address.reveal": "opened a part of the record", "address.open_up": "changed the record",
    "sharing.decide": "decided on the record", "sharing.review": "reviewed the record",
    "emergency.open": "opened the record", "emergency.review": "reviewed the record",
    "emergency.remind": "reminded reviewers of the record",
    "notice.read": "read what was new", "looks.note": "noted looks at records",
    "looks.review": "reviewed looks at records",
    "referral.draft": "began the referral", "referral.discard": "threw the referral away",
    "referral.send": "sent the referral", "referral.take": "took the referral",
    "referral.assign": "said who looks after the referral",
    "referral.attach": "said whose the referral is",
    "referral.register": "registered the family of the referral",
    "referral.record_words": "wrote the family’s words in the referral",
    "referral.decide": "decided on the referral",
    "referral.undo": "took back a decision on the referral",
    "referral.give_code": "gave a code for the referral",
    "check.ask": "asked for a check", "check.answer": "answered a check",
    "meeting.arrange": "arranged the meeting", "meeting.start": "started the meeting",
    "meeting.decide": "decided at the meeting", "meeting.close": "closed the meeting",
    "need.note": "noted a need", "need.take_back": "took back a need",
    "need.carry": "carried over a need", "need.release": "carried back a need",
    "need.identify": "wrote down a need", "evidence.record": "recorded evidence",
    "coverage.record": "recorded what is complete",
    "judgement.ask": "judged a need equal to met",
    "judgement.answer": "answered a need judged equal to met",
    "judgement.take_back": "took back a need judged equal to met",
    "case.judge": "worked out results of the case",
    "claim.propose": "put forward a claim", "claim.approve": "approved a claim",
    "claim.reject": "rejected a claim",
    "payer_answer.record": "recorded the payer’s answer to a claim",
    "payer_answer.agree": "agreed the payer’s answer to a claim",
    "payer_answer.take_back": "took back the payer’s answer to a claim",
    "sample.draw": "drew a sample", "finding.record": "recorded a finding",
    "finding.answer": "answered a finding", "figures.take": "took figures out",
    "local_plan.draft": "began a local plan", "local_plan.change": "changed a draft local plan",
    "local_plan.discard": "threw a draft local plan away",
    "local_plan.publish": "published a local plan", "local_plan.end": "ended a local plan",
    "local_plan.try": "tried a draft local plan",
    "local_plan.count": "worked out what a draft local plan would change",
}  # fmt: skip
#: What someone was turned away from, by the first word of its verb.
THINGS = {
    "action": "an action", "assessment": "the assessment", "bond": "how two people are related",
    "case": "the case", "check": "a check", "claim": "a claim",
    "consent": "a consent", "contact": "a way to reach someone", "coverage": "what is complete",
    "evidence": "evidence", "family": "the family", "export": "a list with this family in it",
    "feed": "a file", "finding": "a finding",
    "looks": "looks at records",
    "household": "a home", "involvement": "a link with the family", "match": "a match of a file",
    "payer_answer": "the payer’s answer to a claim",
    "judgement": "a need judged equal to met",
    "meeting": "the meeting", "merge": "a merge of two records", "need": "a need",
    "person": "a person", "plan": "the plan",
    "referral": "the referral", "restriction": "a limit on the record", "sample": "a sample",
    "service": "a service", "stay": "where someone lives", "visit": "a visit",
    "transfer": "the record, to another council", "warning": "a warning",
}  # fmt: skip

#: Steps that ask for the password again (sharing/authority.py, STEP_UP). One's own page alone
#: tells of them.
PROVE = "session.prove"
STEPS = {
    "export.ask": "taking a list out", "export.collect": "taking a list out",
    "emergency.open": "opening a record in an emergency",
    "agreement.activate": "activating an agreement",
    "transfer.offer": "offering a record to another council",
    "transfer.take_on": "taking on another council’s family",
    "family.merge": "merging two records", "merge.review": "looking at a merge",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: when, who, from where, what."""

    at: datetime
    who: str
    agency: str
    words: str
    kind: str
    family_id: int | None
    pk: int


def tell(entries: Iterable[JournalEntry]) -> list[LogLine]:
    """The lines with the names of those who did it, in two queries for all of them."""
    found = list(entries)
    posts = Post.objects.select_related("agency", "team").in_bulk(
        {e.post_id for e in found} - {None}
    )
    told = []
    for entry in found:
        post = posts.get(entry.post_id or 0)
        place = str(post.team or post.agency) if post else ""
        told.append(
            LogLine(
                entry.at,
                "The system" if entry.by.is_system else str(entry.by),
                place,
                words_of(entry),
                entry.kind,
                entry.family_id,
                entry.pk,
            )
        )
    return told


def words_of(entry: JournalEntry) -> str:
    """What they did, in plain words."""
    if entry.verb == PROVE:
        return _proved(entry)
    if entry.kind == JournalEntry.Kind.REFUSED:
        thing = THINGS.get(entry.verb.partition(".")[0])
        return f"was turned away, about {thing}" if thing else "was turned away"
    if entry.kind == JournalEntry.Kind.DID:
        return DONE.get(entry.verb, "changed the record")
    page = PAGES.get(str(entry.data.get("page")), "the record")
    if entry.verb == "family.see":
        return f"opened {page}"
    if entry.verb == "family.print":
        return f"printed {page}"
    return OPENED.get(entry.verb, "opened a part of the record")


def _proved(entry: JournalEntry) -> str:
    """The password again, for a step that reaches far."""
    step = STEPS.get(str(entry.data.get("step")), "a step that reaches far")
    if entry.kind == JournalEntry.Kind.DID:
        return f"gave your password again, for {step}"
    if entry.data.get("why"):
        return f"tried your password too often, for {step}"
    return f"gave a wrong password, for {step}"
