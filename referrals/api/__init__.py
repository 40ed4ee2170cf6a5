"""The front door as an API: read-only rows through visible_to, and one POST an act."""

from referrals.api.meeting import ItemViewSet, MeetingViewSet
from referrals.api.referral import CheckViewSet, DecisionViewSet, ReferralViewSet

#: Address and viewset, for coordination/api.py.
VIEWSETS = (
    ("referrals", ReferralViewSet),
    ("checks", CheckViewSet),
    ("decisions", DecisionViewSet),
    ("meetings", MeetingViewSet),
    ("items", ItemViewSet),
)

__all__ = ["VIEWSETS"]
