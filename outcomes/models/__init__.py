from outcomes.models.audit import AuditFinding, AuditSample, SampledClaim
from outcomes.models.claim import Claim, ClaimedPerson, ClaimLine
from outcomes.models.evidence import Coverage, Evidence, Need, Source
from outcomes.models.framework import Framework, LocalPlan
from outcomes.models.presenting import PresentingNeed
from outcomes.models.progress import CaseStatus, NeedStatus, Standing

__all__ = [
    "AuditFinding",
    "AuditSample",
    "CaseStatus",
    "Claim",
    "ClaimLine",
    "ClaimedPerson",
    "Coverage",
    "Evidence",
    "Framework",
    "LocalPlan",
    "Need",
    "NeedStatus",
    "PresentingNeed",
    "SampledClaim",
    "Source",
    "Standing",
]
