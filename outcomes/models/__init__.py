from outcomes.models.audit import AuditFinding, AuditSample, SampledClaim
from outcomes.models.claim import Claim, ClaimedPerson, ClaimLine
from outcomes.models.equal import EqualJudgement
from outcomes.models.evidence import Coverage, Evidence, Need, Source
from outcomes.models.framework import Framework
from outcomes.models.local_plan import LocalPlan
from outcomes.models.paying import PayerAnswer
from outcomes.models.presenting import PresentingNeed
from outcomes.models.progress import CaseStatus, NeedStatus, Standing
from outcomes.models.trial import PlanTrial, TrialChange

__all__ = [
    "AuditFinding",
    "AuditSample",
    "CaseStatus",
    "Claim",
    "ClaimLine",
    "ClaimedPerson",
    "Coverage",
    "EqualJudgement",
    "Evidence",
    "Framework",
    "LocalPlan",
    "Need",
    "NeedStatus",
    "PayerAnswer",
    "PlanTrial",
    "PresentingNeed",
    "SampledClaim",
    "Source",
    "Standing",
    "TrialChange",
]
