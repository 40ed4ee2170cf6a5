"""What can be done about outcomes: needs, evidence, verdicts, claims, audits."""

from outcomes.acts.audit import answer_finding, draw_sample, record_finding
from outcomes.acts.claims import approve_claim, propose_claim, prospect_of, reject_claim
from outcomes.acts.equal import answer_judgement, ask_to_agree, take_back_judgement
from outcomes.acts.evidence import record_coverage, record_evidence, slot_of
from outcomes.acts.figures import take_figures
from outcomes.acts.frameworks import load_frameworks
from outcomes.acts.judging import judge_case, judge_cases, verdicts_on
from outcomes.acts.local_plans import (
    Days,
    Judges,
    change_plan,
    discard_plan,
    draft_plan,
    end_plan,
    of_the_council,
    publish_plan,
)
from outcomes.acts.needs import identify_need
from outcomes.acts.paying import agree_answers, record_answers, take_back_answer
from outcomes.acts.presenting import (
    carry_need,
    carry_needs,
    note_need,
    release_need,
    release_needs,
    take_back_need,
)
from outcomes.acts.trying import count_trial, try_plan

__all__ = [
    "Days",
    "Judges",
    "agree_answers",
    "answer_finding",
    "answer_judgement",
    "approve_claim",
    "ask_to_agree",
    "carry_need",
    "carry_needs",
    "change_plan",
    "count_trial",
    "discard_plan",
    "draft_plan",
    "draw_sample",
    "end_plan",
    "identify_need",
    "judge_case",
    "judge_cases",
    "load_frameworks",
    "note_need",
    "of_the_council",
    "propose_claim",
    "prospect_of",
    "publish_plan",
    "record_answers",
    "record_coverage",
    "record_evidence",
    "record_finding",
    "reject_claim",
    "release_need",
    "release_needs",
    "slot_of",
    "take_back_answer",
    "take_back_judgement",
    "take_back_need",
    "take_figures",
    "try_plan",
    "verdicts_on",
]
