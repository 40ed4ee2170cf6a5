"""Outcomes' part of the API: read-only rows through visible_to, and one POST an act."""

from outcomes.api.audit import FindingViewSet, SampledViewSet, SampleViewSet
from outcomes.api.case import CaseFacts, JudgeCase
from outcomes.api.claim import ClaimViewSet
from outcomes.api.explorer import ExplorerTables, TakeFigures
from outcomes.api.facts import CoverageViewSet, EvidenceViewSet, NeedViewSet
from outcomes.api.judgement import JudgementViewSet
from outcomes.api.plans import LocalPlanViewSet, PlanTrialViewSet
from outcomes.api.presenting import PresentingNeedViewSet

#: Address and viewset, for coordination/api.py.
VIEWSETS = (
    ("needs", NeedViewSet),
    ("presenting-needs", PresentingNeedViewSet),
    ("evidence", EvidenceViewSet),
    ("coverage", CoverageViewSet),
    ("judgements", JudgementViewSet),
    ("claims", ClaimViewSet),
    ("samples", SampleViewSet),
    ("sampled", SampledViewSet),
    ("findings", FindingViewSet),
    ("local-plans", LocalPlanViewSet),
    ("local-plan-trials", PlanTrialViewSet),
)

__all__ = ["VIEWSETS", "CaseFacts", "ExplorerTables", "JudgeCase", "TakeFigures"]
