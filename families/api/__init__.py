"""The families' part of the API: read-only rows through visible_to, and one POST an act."""

from families.api.case import ActionViewSet, CaseViewSet, PlanViewSet, VisitViewSet
from families.api.export import ExportViewSet
from families.api.family import FamilyViewSet, InvolvementViewSet
from families.api.match import MatchViewSet
from families.api.person import ConsentViewSet, PersonViewSet

#: Address and viewset, for coordination/api.py.
VIEWSETS = (
    ("families", FamilyViewSet),
    ("people", PersonViewSet),
    ("cases", CaseViewSet),
    ("visits", VisitViewSet),
    ("plans", PlanViewSet),
    ("actions", ActionViewSet),
    ("consents", ConsentViewSet),
    ("involvements", InvolvementViewSet),
    ("matches", MatchViewSet),
    ("exports", ExportViewSet),
)

__all__ = ["VIEWSETS"]
