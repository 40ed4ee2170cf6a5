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
    "plan.see": "opened the plan", "action.see": "opened a task", "claim.see": "opened a claim",
    "equaljudgement.see": "opened a judgement of a need",
    "consent.see": "opened a consent", "evidence.see": "opened evidence",
    "payeranswer.see": "opened the payer’s answer to a claim",
    "referral.see": "opened the referral", "match.see": "opened a match of a file",
    "casestatus.see": "opened the results", "sampledclaim.see": "opened a claim of the sample",
    "auditfinding.see": "opened a finding", "need.see": "opened a need",
    "involvement.see": "opened who helps", "coverage.see": "opened what is known to be complete",
    "case.facts": "opened the facts for the results", "family.discuss": "had it up at the meeting",
    "family.looks": "read who has looked",
    "family.offered": "was shown it as perhaps the same family",
    "family.form": "opened a form about it",
    "family.list": "saw it in a list", "family.search": "found it by a search",
}  # fmt: skip
#: The first word of a verb, then the second: "agreed" "the plan".
DONE = {
    "accept_lead": "agreed to lead", "add": "added", "agree": "agreed", "answer": "answered",
    "book": "booked", "move": "moved", "call_off": "called off",
    "clear": "deleted", "collect": "took out",
    "prepare": "prepared", "refuse": "did not prepare",
    "arrange": "arranged", "carry": "carried over",
    "draft": "began", "receive": "took in",
    "take_back": "took back",
    "approve": "approved", "ask": "asked for", "attach": "attached", "close": "closed",
    "complete": "completed", "decide": "decided on", "declare": "declared",
    "decline": "did not take on", "decline_lead": "declined to lead", "draw": "drew",
    "end": "ended",
    "give_code": "gave a code for",
    "identify": "wrote down", "judge": "worked out results of",
    "leave_unallocated": "left it unallocated",
    "make": "made", "merge": "said another record is of", "note": "noted", "offer": "offered",
    "open": "opened", "place": "placed",
    "remind": "reminded reviewers of",
    "propose": "put forward", "record": "recorded", "record_words": "wrote the family’s words in",
    "register": "registered", "reject": "rejected", "review": "reviewed", "send": "sent",
    "start": "started", "take": "took", "take_on": "took on",
    "undo": "undid", "withdraw": "withdrew",
}  # fmt: skip
THINGS = {
    "action": "a task", "assessment": "the assessment", "bond": "how two people are related",
    "case": "the case", "check": "a check", "claim": "a claim", "conflict": "a tie",
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
class Told:
    """One line: when, who, from where, what."""

    at: datetime
    who: str
    agency: str
    words: str
    kind: str
    family_id: int | None
    pk: int

    @property
    def tone(self) -> str:
        return {"refused": "bad", "did": "info"}.get(self.kind, "quiet")


def tell(entries: Iterable[JournalEntry]) -> list[Told]:
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
            Told(
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
        return _act(entry.verb)
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


def _act(verb: str) -> str:
    """“plan.agree” is “agreed the plan”."""
    noun, _, done = verb.partition(".")
    did, thing = DONE.get(done, "changed"), THINGS.get(noun, "the record")
    return did if done.endswith(("_lead", "_unallocated")) else f"{did} {thing}"
