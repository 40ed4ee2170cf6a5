from sharing.models.agency import Agency, Authority, Post, Role, Team, User
from sharing.models.agreement import Agreement, Category, Line, Purpose
from sharing.models.feed import DATA_STEWARDS, FeedFile, FeedRow
from sharing.models.journal import JournalEntry, Reading
from sharing.models.paper import Document, Signature
from sharing.models.shared import Historied, Keyed, OpenToAll, follow

__all__ = [
    "DATA_STEWARDS",
    "Agency",
    "Agreement",
    "Authority",
    "Category",
    "Document",
    "FeedFile",
    "FeedRow",
    "Historied",
    "JournalEntry",
    "Keyed",
    "Line",
    "OpenToAll",
    "Post",
    "Purpose",
    "Reading",
    "Role",
    "Signature",
    "Team",
    "User",
    "follow",
]
