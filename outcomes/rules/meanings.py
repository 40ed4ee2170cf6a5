"""What the explorer's headings mean, in one place, and where two meanings stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from outcomes.rules.framework import Framework


@dataclass(frozen=True, slots=True)
class Meaning:
    """A heading and what it counts."""

    title: str
    says: str


MEANINGS: Mapping[str, Meaning] = {
    "families": Meaning(
        "Families",
        "Families that we have or had a case for under this framework version. Each counts once, "
        "by its newest case. Restricted records are not counted anywhere.",
    ),
    "with_need": Meaning(
        "With the need",
        "Families in which the need was found for at least one person. A family has several "
        "needs, so these do not add up to the number of families.",
    ),
    "kept": Meaning(
        "Met and kept",
        "Judged today: the outcome is met for everyone who has the need, and has held for as "
        "long as the framework asks.",
    ),
    "watched": Meaning(
        "Met, not yet kept",
        "Judged today: better, but it has not held for as long as the framework asks.",
    ),
    "lost": Meaning(
        "Lost",
        "It was met in an earlier judgement or an approved result, and is not met today.",
    ),
    "not_met": Meaning("Not met", "Judged today: the evidence says that it is not met, and it was "
                       "not met before."),
    "not_known": Meaning(
        "Not known",
        "Judged today: nobody has sent or asked what the judgement needs. It is not a no, and it "
        "is not nobody.",
    ),
    "not_applicable": Meaning(
        "Does not apply", "The framework does not ask this of anyone in these families any more."
    ),
    "not_judged": Meaning("Not judged yet", "No judgement has been made since the need was found."),
    "reached": Meaning(
        "Result reached",
        "Judged today: everything that a result asks for under the framework is met and kept. It "
        "says nothing about whether a claim was made.",
    ),
    "share_kept": Meaning("Kept, of 100", "Met and kept, of 100 families with the need."),
    "share_reached": Meaning("Reached, of 100", "Result reached, of 100 families of this row."),
    "both": Meaning("Both needs", "Families in which both needs were found."),
    "expected": Meaning(
        "By chance",
        "How many families would have both if each need fell on families regardless of the other.",
    ),
    "times": Meaning(
        "Times as often",
        "Both needs, divided by what chance would give. Above 1 they go together, below 1 they "
        "keep apart. It does not say that one causes the other.",
    ),
    "often": Meaning(
        "Every two weeks",
        "Families that the worker met every two weeks or more often, on average, from the day on "
        "which the lead worker accepted until the case closed or today.",
    ),
    "at_times": Meaning("Every two to four weeks", "The same, less often, and at least every four "
                        "weeks."),
    "seldom": Meaning(
        "Less often, or not",
        "Families met less often than every four weeks or not at all, and those that no lead "
        "worker has accepted yet.",
    ),
    "approved": Meaning(
        "Approved results",
        "Families whose newest approved result was approved in these three months: what was "
        "claimed then.",
    ),
    "still": Meaning("Reached today", "Of those: judged again today, the result still stands."),
    "gone": Meaning("Lost since", "Of those: judged again today, it does not stand."),
    "unsure": Meaning(
        "Not known today", "Of those: judged again today, it can’t be said, or is not judged."
    ),
}  # fmt: skip

CLAIMED_AND_JUDGED = (
    "Two meanings stand here. “Approved results” were claimed, and are as they stood on their day. "
    "“Reached today” and “Lost since” are judged again on today’s evidence. The number claimed "
    "never changes; the others do."
)
MET_AND_KEPT = (
    "“Met and kept” and “Met, not yet kept” are two things. Only what is kept counts as a result; "
    "do not add the two and call them sustained."
)


def same_code(chosen: Framework, others: Iterable[Framework], codes: Sequence[str]) -> list[str]:
    """A sentence for each other version in use in which one of the codes is another need."""
    said = []
    for other in others:
        theirs = {need.code: need.text for need in other.needs}
        ours = {need.code: need.text for need in chosen.needs}
        differ = [code for code in codes if theirs.get(code, ours.get(code)) != ours.get(code)]
        if other.slug != chosen.slug and differ:
            first = differ[0]
            more = f", and so for {len(differ) - 1} more" if len(differ) > 1 else ""
            said.append(
                f"The codes of {other.title} mean other needs: {first} is “{theirs[first]}” "
                f"there{more}. Never set its numbers beside these by code."
            )
    return said


def several_versions(shown: Sequence[Framework]) -> list[str]:
    """A warning where rows of several versions stand in one table."""
    if len(shown) < 2:
        return []
    titles = "; ".join(version.title for version in shown)
    warning = (
        f"Rows of {len(shown)} framework versions stand here ({titles}). Each asks something else "
        "of a result, so a rise or fall from one to the next may be the rules and not the "
        "families. Do not add them."
    )
    return [warning]
