from sharing.models.account import LONGEST_SIGN_IN, LONGEST_TOKEN, ApiToken, SignIn
from sharing.models.agency import Agency, Authority, Post, Role, Team, User
from sharing.models.agreement import Agreement, Category, Line, Purpose
from sharing.models.feed import DATA_STEWARDS, FeedFile, FeedRow
from sharing.models.journal import JournalEntry, Reading
from sharing.models.paper import Document, Signature
from sharing.models.sent import SentForm
from sharing.models.shared import Historied, Keyed, OpenToAll, follow

__all__ = [
    "DATA_STEWARDS",
    "LONGEST_SIGN_IN",
    "LONGEST_TOKEN",
    "Agency",
    "Agreement",
    "ApiToken",
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
    "SentForm",
    "SignIn",
    "Signature",
    "Team",
    "User",
    "follow",
]
