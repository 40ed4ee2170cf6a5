"""The families' part of the API: read-only rows through visible_to, and one POST an act."""

from families.api.booking import BookedVisitViewSet
from families.api.case import ActionViewSet, CaseViewSet, PlanViewSet, VisitViewSet
from families.api.emergency import EmergencyViewSet, NoticeViewSet
from families.api.export import ExportViewSet
from families.api.family import FamilyViewSet, InvolvementViewSet
from families.api.looking import UnusualLookViewSet
from families.api.match import MatchViewSet
from families.api.merging import MergeViewSet
from families.api.person import ConsentViewSet, PersonViewSet
from families.api.protection import AddressViewSet, RestrictionViewSet, SharingDecisionViewSet
from families.api.service import ServiceInvolvedViewSet
from families.api.ties import ConflictViewSet, OwnHomeViewSet, PossibleConflictViewSet
from families.api.transferring import EarlierEntryViewSet, TransferViewSet
from families.api.viewing import ViewAsViewSet

#: Address and viewset, for coordination/api.py.
VIEWSETS = (
    ("families", FamilyViewSet),
    ("people", PersonViewSet),
    ("cases", CaseViewSet),
    ("visits", VisitViewSet),
    ("booked-visits", BookedVisitViewSet),
    ("plans", PlanViewSet),
    ("actions", ActionViewSet),
    ("consents", ConsentViewSet),
    ("involvements", InvolvementViewSet),
    ("matches", MatchViewSet),
    ("merges", MergeViewSet),
    ("transfers", TransferViewSet),
    ("earlier-entries", EarlierEntryViewSet),
    ("services", ServiceInvolvedViewSet),
    ("viewings", ViewAsViewSet),
    ("restrictions", RestrictionViewSet),
    ("addresses", AddressViewSet),
    ("sharing-decisions", SharingDecisionViewSet),
    ("conflicts", ConflictViewSet),
    ("possible-conflicts", PossibleConflictViewSet),
    ("own-home", OwnHomeViewSet),
    ("emergencies", EmergencyViewSet),
    ("notices", NoticeViewSet),
    ("exports", ExportViewSet),
    ("unusual-looks", UnusualLookViewSet),
)

__all__ = ["VIEWSETS"]
