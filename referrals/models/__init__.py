from referrals.models.meeting import AllocationMeeting, Capacity, Item
from referrals.models.referral import (
    Check,
    Referral,
    ReferredPerson,
    TriageDecision,
    asked_by_the_public,
    asked_with_code,
    return_hash,
)

__all__ = [
    "AllocationMeeting",
    "Capacity",
    "Check",
    "Item",
    "Referral",
    "ReferredPerson",
    "TriageDecision",
    "asked_by_the_public",
    "asked_with_code",
    "return_hash",
]
