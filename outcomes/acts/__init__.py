"""What can be done about outcomes: needs, evidence, verdicts, claims, audits."""

from outcomes.acts.audit import answer_finding, draw_sample, record_finding
from outcomes.acts.claims import approve_claim, ground_of, propose_claim, reject_claim
from outcomes.acts.evidence import category_of, record_coverage, record_evidence, slot_of
from outcomes.acts.figures import take_figures
from outcomes.acts.frameworks import load_frameworks
from outcomes.acts.judging import judge_case, judge_cases, verdicts_on
from outcomes.acts.needs import identify_need
from outcomes.acts.presenting import (
    carry_need,
    carry_needs,
    note_need,
    release_need,
    release_needs,
    take_back_need,
)

__all__ = [
    "answer_finding",
    "approve_claim",
    "carry_need",
    "carry_needs",
    "category_of",
    "draw_sample",
    "ground_of",
    "identify_need",
    "judge_case",
    "judge_cases",
    "load_frameworks",
    "note_need",
    "propose_claim",
    "record_coverage",
    "record_evidence",
    "record_finding",
    "reject_claim",
    "release_need",
    "release_needs",
    "slot_of",
    "take_back_need",
    "take_figures",
    "verdicts_on",
]
