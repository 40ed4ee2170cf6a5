from families.models.booking import BookedVisit
from families.models.case import Assessment, Case
from families.models.conflict import Conflict, OwnHome, PossibleConflict
from families.models.consent import Attempt, Competence, Consent
from families.models.emergency import BreakGlass, Notice
from families.models.export import Export
from families.models.family import Address, Family, Household, LastDay, Stay
from families.models.involvement import (
    FamilyAccess,
    FamilyGroupPermission,
    FamilyUserPermission,
    Involvement,
)
from families.models.merging import Merge
from families.models.person import Bond, ContactPoint, FormerName, Identifier, Person, VisitWarning
from families.models.plan import Action, Goal, Plan
from families.models.protection import Override, Restriction, SharingDecision
from families.models.service import Match, ServiceInvolved
from families.models.transferring import EarlierEntry, Transfer
from families.models.unusual import UnusualLook
from families.models.viewing import ViewAs
from families.models.visit import Note, Seen, Visit

__all__ = [
    "Action",
    "Address",
    "Assessment",
    "Attempt",
    "Bond",
    "BookedVisit",
    "BreakGlass",
    "Case",
    "Competence",
    "Conflict",
    "Consent",
    "ContactPoint",
    "EarlierEntry",
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
    "LastDay",
    "Match",
    "Merge",
    "Note",
    "Notice",
    "Override",
    "OwnHome",
    "Person",
    "Plan",
    "PossibleConflict",
    "Restriction",
    "Seen",
    "ServiceInvolved",
    "SharingDecision",
    "Stay",
    "Transfer",
    "UnusualLook",
    "ViewAs",
    "Visit",
    "VisitWarning",
]
