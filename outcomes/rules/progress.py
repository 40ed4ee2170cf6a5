"""Is a need's outcome met today, and until when must it still be kept (decisions 19 to 22)?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from outcomes.rules.attendance import enough_terms_by, own_terms
from outcomes.rules.dates import ONE_DAY, add_months, none_by, say_day, say_months, through
from outcomes.rules.entry import Entry, entry
from outcomes.rules.evidence import KINDS, AttendanceMark, Spell
from outcomes.rules.facts import IdentifiedNeed
from outcomes.rules.framework import Need
from outcomes.rules.judgements import equivalent
from outcomes.rules.lines import kinds_for
from outcomes.rules.question import Question
from outcomes.rules.registry import run
from outcomes.rules.terms import completed
from outcomes.rules.work import would_resume
from sharing.rules import Finding, Verdict, not_applicable, not_known, not_met, unique
from sharing.rules.settled import settled

COUNTS_ITS_OWN_MONTHS = {"none_for_months"}
COUNTS_WHOLE_TERMS = {"attended_enough"}  # it holds from the end of the last of them
COUNTS_WORK = {"in_work", "in_work_or_progress"}
MAY_COUNT = "We can’t tell whether it counts."


@settled()
class NeedFinding:
    """One identified need: whether it counts, and whether its outcome is met. `begins`: of one that
    isn't, the first day from which it would hold, were it met on the earliest day."""

    identified: IdentifiedNeed
    need: Need
    entry: Entry
    outcome: Finding
    judgement: bool
    begins: date | None = None

    @property
    def counts(self) -> Verdict:
        """Met when evidence bears it out; not known while it may yet."""
        return self.entry.finding.verdict


def assess(q: Question, identified: IdentifiedNeed) -> NeedFinding:
    """Entry and outcome of one need. A need never borne out counts neither way."""
    came_in = entry(q)
    if came_in.finding.verdict in {Verdict.NOT_MET, Verdict.NOT_APPLICABLE}:
        gone = not_applicable(*came_in.finding.reasons, "So this need doesn’t count.")
        return NeedFinding(identified, q.need, came_in, gone, judgement=False)
    finding = outcome(q)
    if not finding.is_met:
        equal = equivalent(q)
        if equal is not None:
            return NeedFinding(identified, q.need, came_in, equal, judgement=True)
    by_word = not q.need.measured and finding.verdict is not Verdict.NOT_KNOWN
    begins = would_begin(finding, q) if is_unmet(finding) else None
    return NeedFinding(identified, q.need, came_in, finding, judgement=by_word, begins=begins)


def would_begin(finding: Finding, q: Question) -> date | None:
    """None where the rule counts its own months: it has held for them on the day it is met."""
    rules = {part.rule for part in q.need.result.parts}
    if finding.since is not None or rules & COUNTS_ITS_OWN_MONTHS:
        return finding.since
    if rules & COUNTS_WHOLE_TERMS:
        return finding.earliest
    return would_resume(q) if rules & COUNTS_WORK else q.day + ONE_DAY


def outcome(q: Question) -> Finding:
    """The need's rule, and its own period of sustaining where it has one."""
    return told_of_slip(since_slipping(kept(q), q, kept), q)


def kept(q: Question) -> Finding:
    """As the record has it, whatever slipped."""
    finding = run(q.need.result, q)
    if q.need.months is None or q.need.result.rule in COUNTS_ITS_OWN_MONTHS:
        return finding
    return sustained(finding, q)


def since_slipping(finding: Finding, q: Question, rule: Callable[[Question], Finding]) -> Finding:
    """What slipped back is not met until evidence from after it clears it, and not unknown. What
    is missing since it was cleared says nothing of the slip."""
    if q.after is None or finding.verdict is not Verdict.NOT_KNOWN:
        return finding
    if any(rule(replace(q, day=day)).is_met for day in days_told(q)):
        return finding
    slipped = not_met(say_slip(q.after), *finding.reasons, earliest=cleared_by(q))
    return replace(slipped, missing=finding.missing)


def cleared_by(q: Question) -> date | None:
    """The first day on which enough terms are over; of other rules only a record could say it."""
    terms = [part for part in q.need.result.parts if part.rule in COUNTS_WHOLE_TERMS]
    return enough_terms_by(q.about(terms[0].given)) if terms else None


def days_told(q: Question) -> list[date]:
    """The last days between the slip and today of which the record tells: of a spell, of what is
    complete, before something happened, of a term."""
    kinds = kinds_for(q.need)
    days = {term.end for term in completed(q.day, own_terms(q))}
    days |= {c.end for c in q.facts.coverage if c.end and c.kind in kinds}
    for kind in kinds - {AttendanceMark.kind}:  # two a day, and only a whole term of them tells
        for item in q.of(KINDS[kind]):
            days |= {item.end} if isinstance(item, Spell) and item.end else set()
            days |= {item.dated - ONE_DAY} if item.dated else set()
    return sorted((day for day in days if q.after and q.after < day < q.day), reverse=True)


def say_slip(on: date) -> str:
    return f"This slipped back on {say_day(on)}."


def told_of_slip(finding: Finding, q: Question) -> Finding:
    """A count that begins again on the day after a slip says so: the record alone would not."""
    if not is_unmet(finding) or q.after is None or finding.since != q.after + ONE_DAY:
        return finding
    return replace(finding, reasons=tuple(unique((say_slip(q.after), *finding.reasons))))


def sustained(finding: Finding, q: Question) -> Finding:
    """Holds now, but met only when it has held for its whole period."""
    if not finding.is_met or finding.since is None:
        return finding
    until = through(finding.since, q.months)
    if finding.since > q.day:  # slipped back today: what is on record is from before
        until = max(until, finding.since)
        return not_met(say_slip(q.day), earliest=until, until=until)
    if until <= q.day:
        return finding
    said = f"It must hold for {say_months(q.months)}, to {say_day(until)}."
    soon = not_met(*finding.reasons, said, earliest=until, until=until)
    return replace(soon, since=finding.since)


def watched(found: NeedFinding, *, closed: date | None, months: int, today: date) -> Finding:
    """The months after closing through which a met need must go on holding."""
    outcome = found.outcome
    if not outcome.is_met:
        return weakened(found, closed, months)
    if closed is None:
        return not_met(still_open(months))
    until = watch_over(found, closed, outcome.since, months)
    if until <= today:
        return outcome
    said = f"Need {found.need.code} must hold to {say_day(until)}."
    if found.counts is Verdict.NOT_KNOWN:
        unsure = not_known(f"{said} {MAY_COUNT}", missing=found.entry.finding.missing)
        return replace(unsure, until=until)
    return not_met(said, earliest=until, until=until)


def still_open(months: int) -> str:
    starts = "starts" if months == 1 else "start"
    return f"The case is open. The {say_months(months)} {starts} when it closes."


def weakened(found: NeedFinding, closed: date | None, months: int) -> Finding:
    """An unmet need as the result sees it: with the day on which its watch could be over."""
    outcome = found.outcome
    named = f"Need {found.need.code} is {'not met' if is_unmet(outcome) else 'not known'} yet."
    if found.counts is Verdict.NOT_KNOWN:
        missing = (*found.entry.finding.missing, *outcome.missing)
        return not_known(f"{named} {MAY_COUNT}", missing=missing)
    if not is_unmet(outcome):
        return not_known(named, missing=outcome.missing)
    return not_met(named, earliest=could_be_over(found, closed, months))


def unmet_yet(found: NeedFinding) -> Finding:
    """An unmet need as a result without a watch sees it."""
    seen = weakened(found, None, 0)
    return replace(seen, earliest=found.outcome.earliest) if is_unmet(seen) else seen


def is_unmet(finding: Finding) -> bool:
    return finding.verdict is Verdict.NOT_MET


def could_be_over(found: NeedFinding, closed: date | None, months: int) -> date | None:
    outcome = found.outcome
    if closed is None or outcome.earliest is None:
        return None
    return max(outcome.earliest, watch_over(found, closed, found.begins, months))


def watch_over(found: NeedFinding, closed: date, begins: date | None, months: int) -> date:
    """So many months after closing, or of holding where that began later."""
    after_closing = add_months(closed, months)
    if begins is None:
        return after_closing
    if found.need.result.rule in COUNTS_ITS_OWN_MONTHS:
        return max(after_closing, none_by(begins - ONE_DAY, months))
    return max(after_closing, through(begins, months))
