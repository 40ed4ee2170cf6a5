"""A file's rows meet the people on record: what is sure by itself, the rest by a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from django.utils import timezone

from families.matching.candidates import NUMBERS, Candidates, sought_in
from families.models import Identifier, Match
from families.rules import matching
from families.rules.matching import Candidate, MatchFinding, Sought, Strength
from sharing.acting import act, locked, record
from sharing.models import FeedFile, FeedRow, User
from sharing.refusals import Refused

SAME_IN_FILE = "Another row of this file has the same name and birthday."


@dataclass(frozen=True, slots=True)
class Found:
    """One row with what the rule said about it."""

    row: FeedRow
    sought: Sought
    finding: MatchFinding


@act("match.propose", on="file")
def propose_matches(*, file: FeedFile, by: User) -> list[Match]:
    """Confirm what is sure, propose what is likely; never guess between two.

    Safe to start again: rows that are settled or wait stay as they are, and people who came on
    record since are found.
    """
    file = locked(file)
    if not by.is_system and by.agency != file.to_agency:
        raise Refused("Only the agency that received a file matches its rows.")
    made: list[Match] = []
    for found in _doubted(_findings(file)):
        made += _write(found, file, by)
    file.matched_at = timezone.now()
    file.save(update_fields=["matched_at"])
    sure = sum(one.kind == Match.Kind.EXACT for one in made)
    record(file, exact=sure, likely=len(made) - sure)
    return made


def _findings(file: FeedFile) -> list[Found]:
    """What the rule says about each row that nobody is proposed for."""
    before: dict[int, dict[int, str]] = defaultdict(dict)
    known = Match.objects.filter(row__file=file).values_list("row", "person", "state")
    for row, person, state in known:
        before[row][person] = state
    open_rows = [
        row
        for row in file.rows.good()
        if all(state == Match.State.REJECTED for state in before[row.pk].values())
    ]
    sought = [sought_in(row, file.kind) for row in open_rows]
    candidates = Candidates(sought, file.from_agency, file.to_agency)
    return [
        Found(row, one, matching.match(one, candidates.for_row(one, without=before[row.pk])))
        for row, one in zip(open_rows, sought, strict=True)
    ]


def _doubted(found: Iterable[Found]) -> list[Found]:
    """Two rows with different numbers that both fit one person: neither is sure any more."""
    rows = list(found)
    by_person: dict[int, list[Found]] = defaultdict(list)
    for one in rows:
        if one.finding.person is not None:
            by_person[one.finding.person].append(one)
    doubtful = {
        one.row.pk
        for same in by_person.values()
        for pair in combinations(same, 2)
        if _differ(pair[0].sought, pair[1].sought)
        for one in pair
    }
    return [_doubt(one) if one.row.pk in doubtful else one for one in rows]


def _differ(one: Sought, other: Sought) -> bool:
    """Both have a number of one kind, and not the same."""
    same = one.identifiers & other.identifiers
    return not same and bool(matching.clashes(one.identifiers, other.identifiers))


def _doubt(found: Found) -> Found:
    sure, *others = found.finding.candidates
    unsure = replace(sure, strength=Strength.LIKELY, reasons=(*sure.reasons, SAME_IN_FILE))
    finding = MatchFinding(Strength.LIKELY, (unsure, *others), unsure.reasons)
    return replace(found, finding=finding)


def _write(found: Found, file: FeedFile, by: User) -> list[Match]:
    """The row's matches. Which of several is exact is not kept: it would tell of hidden ones."""
    exact = found.finding.strength is Strength.EXACT
    kind = Match.Kind.EXACT if exact else Match.Kind.LIKELY
    candidates = found.finding.candidates[:1] if exact else found.finding.candidates
    made = [_proposal(found.row, candidate, kind, file) for candidate in candidates]
    return [decide_match(match=one, same=True, by=by) for one in made] if exact else made


def _proposal(row: FeedRow, candidate: Candidate, kind: str, file: FeedFile) -> Match:
    proposed = Match(
        row=row,
        person_id=candidate.person,
        kind=kind,
        state=Match.State.PROPOSED,
        score=candidate.score / 100,
        reasons=list(candidate.reasons),
        owner=file.to_agency,
    )
    proposed.check_and_save()
    return proposed


@act("match.decide", on="match")
def decide_match(*, match: Match, same: bool, by: User) -> Match:
    """Say whether a row is about this person. A yes is a no to the row's other proposals."""
    FeedRow.objects.select_for_update(of=("self",), no_key=True).get(pk=match.row_id)
    match = locked(match, "person", "row__file__from_agency", "decided_by")
    if match.state != Match.State.PROPOSED:
        raise Refused(f"This was decided already: {match.get_state_display().lower()}.")
    others = Match.objects.waiting().filter(row=match.row_id).exclude(pk=match.pk)
    for other in others.select_for_update(of=("self",), no_key=True) if same else ():
        _settle(other, Match.State.REJECTED, by)
    _settle(match, Match.State.CONFIRMED if same else Match.State.REJECTED, by)
    if same:
        _learn_number(match)
    return match


def _settle(match: Match, state: str, by: User) -> None:
    match.state, match.decided_by, match.decided_at = state, by, timezone.now()
    match.check_and_save()
    record(match, row=match.row_id, person=match.person_id, same=state == Match.State.CONFIRMED)


def _learn_number(match: Match) -> None:
    """The number that the sender has for them: with it, the next file is sure."""
    file = match.row.file
    kind, field = NUMBERS[file.kind]
    value = str(match.row.typed.get(field) or "")[:40]
    if not value:
        return
    said = {"person": match.person, "kind": kind, "value": value}
    if not Identifier.objects.filter(**said).exists():
        number = Identifier(**said, owner=file.from_agency)
        number.check_and_save()
