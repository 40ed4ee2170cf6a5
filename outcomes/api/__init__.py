"""Outcomes' part of the API: read-only rows through visible_to, and one POST an act."""

from outcomes.api.audit import FindingViewSet, SampledViewSet, SampleViewSet
from outcomes.api.case import CaseFacts, JudgeCase
from outcomes.api.claim import ClaimViewSet
from outcomes.api.equal import EqualJudgementViewSet
from outcomes.api.explorer import ExplorerTables, TakeFigures
from outcomes.api.facts import CoverageViewSet, EvidenceViewSet, NeedViewSet
from outcomes.api.judgement import JudgementViewSet
from outcomes.api.paying import PayerAnswerViewSet
from outcomes.api.plans import LocalPlanViewSet, PlanTrialViewSet
from outcomes.api.presenting import PresentingNeedViewSet
from outcomes.api.returns import ResultsBack, WhatWorks

#: Address and viewset, for coordination/api.py.
VIEWSETS = (
    ("needs", NeedViewSet),
    ("presenting-needs", PresentingNeedViewSet),
    ("evidence", EvidenceViewSet),
    ("coverage", CoverageViewSet),
    ("judgements", JudgementViewSet),
    ("equal-judgements", EqualJudgementViewSet),
    ("claims", ClaimViewSet),
    ("payer-answers", PayerAnswerViewSet),
    ("samples", SampleViewSet),
    ("sampled", SampledViewSet),
    ("findings", FindingViewSet),
    ("local-plans", LocalPlanViewSet),
    ("local-plan-trials", PlanTrialViewSet),
)

__all__ = [
    "VIEWSETS",
    "CaseFacts",
    "ExplorerTables",
    "JudgeCase",
    "ResultsBack",
    "TakeFigures",
    "WhatWorks",
]
