"""The readers of the journal, in the order in which they hear."""

from coordination.news import Reader
from families.news import (
    look_for_ties,
    mail_new_items,
    match_new_file,
    matched_row_to_service,
    prepare_asked_export,
)
from outcomes.news import (
    JUDGE,
    MAY_CARRY,
    MAY_TURN,
    carry_into_case,
    judge_again,
    judge_under_plan,
    matched_row_to_evidence,
    try_asked_plan,
)

READERS: tuple[Reader, ...] = (
    Reader("families.matcher", frozenset({"feed.receive"}), match_new_file),
    Reader("families.exports", frozenset({"export.ask"}), prepare_asked_export),
    Reader("families.services", frozenset({"match.decide"}), matched_row_to_service),
    Reader(
        "families.post",
        frozenset({"emergency.open", "emergency.remind", "looks.note"}),
        mail_new_items,
    ),
    Reader("families.ties", frozenset({"family.register", "own_home.say"}), look_for_ties),
    Reader("outcomes.evidence", frozenset({"match.decide"}), matched_row_to_evidence),
    Reader("outcomes.needs", MAY_CARRY, carry_into_case),
    Reader(JUDGE, MAY_TURN, judge_again),
    Reader("outcomes.trials", frozenset({"local_plan.try"}), try_asked_plan),
    Reader("outcomes.plans", frozenset({"local_plan.publish", "local_plan.end"}), judge_under_plan),
)
