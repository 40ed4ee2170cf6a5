"""The readers of the journal, in the order in which they hear."""

from coordination.news import Reader
from outcomes.news import MAY_TURN, judge_again, matched_row_to_evidence

READERS: tuple[Reader, ...] = (
    Reader("outcomes.evidence", frozenset({"match.decide"}), matched_row_to_evidence),
    Reader("outcomes.judge", MAY_TURN, judge_again),
)
