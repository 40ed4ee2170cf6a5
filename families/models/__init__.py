from families.models.case import Assessment, Case
from families.models.consent import Consent
from families.models.export import Export
from families.models.family import Address, Family, Household, Stay
from families.models.involvement import (
    FamilyAccess,
    FamilyGroupPermission,
    FamilyUserPermission,
    Involvement,
)
from families.models.person import Bond, ContactPoint, FormerName, Identifier, Person, VisitWarning
from families.models.plan import Action, Goal, Plan, Review
from families.models.protection import Conflict, Override, Restriction
from families.models.service import Match, ServiceInvolved
from families.models.visit import Note, Seen, Visit

__all__ = [
    "Action",
    "Address",
    "Assessment",
    "Bond",
    "Case",
    "Conflict",
    "Consent",
    "ContactPoint",
    "Export",
    "Family",
    "FamilyAccess",
    "FamilyGroupPermission",
    "FamilyUserPermission",
    "FormerName",
    "Goal",
    "Household",
    "Identifier",
    "Involvement",
    "Match",
    "Note",
    "Override",
    "Person",
    "Plan",
    "Restriction",
    "Review",
    "Seen",
    "ServiceInvolved",
    "Stay",
    "Visit",
    "VisitWarning",
]
