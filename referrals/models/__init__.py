from referrals.models.meeting import AllocationMeeting, Capacity, Item
from referrals.models.referral import Check, Referral, ReferredPerson, TriageDecision

__all__ = [
    "AllocationMeeting",
    "Capacity",
    "Check",
    "Item",
    "Referral",
    "ReferredPerson",
    "TriageDecision",
]
