"""What can be done about outcomes: needs, evidence, verdicts, claims, audits."""

from outcomes.acts.evidence import category_of, record_coverage, record_evidence, slot_of
from outcomes.acts.frameworks import load_frameworks
from outcomes.acts.judging import judge_case, verdicts_on, write_judgement
from outcomes.acts.needs import identify_need

__all__ = [
    "category_of",
    "identify_need",
    "judge_case",
    "load_frameworks",
    "record_coverage",
    "record_evidence",
    "slot_of",
    "verdicts_on",
    "write_judgement",
]
