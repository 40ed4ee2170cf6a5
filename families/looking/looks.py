"""Who may read which lines of the log about a family.

The supervisor of the agency that keeps the record and its lead worker read all of them. A lead
worker of another agency reads of those whom they may be told of as helping (P9): a line of somebody
else's, or of a file that came in, would say that they are there. A coordinator reads what auditors
looked at (access.md, P13). Nobody else reads any.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from families.identity import Identity
from families.models import Case
from families.models.involvement import told_to_help
from sharing.models import JournalEntry, Post, Role, User

KINDS = (
    ("opened", "Opened or printed"),
    ("shown", "Seen in a list or search"),
    ("did", "Changed"),
    ("refused", "Turned away"),
)
SHOWN = ("family.list", "family.search")


def may_ask(user: User, identity: Identity) -> bool:
    """Whether this person may ask at all who looked at this family."""
    return keeps(user, identity) or user.role == Role.COORDINATOR


def keeps(user: User, identity: Identity) -> bool:
    """Its lead worker, or a supervisor of the agency that keeps the record. Who was asked to lead,
    and has not said yes, reads the record, and not who else did."""
    case, post = identity.case, user.post
    leads = (
        case is not None
        and post is not None
        and (case.lead_id, case.stage) == (post.pk, Case.Stage.ACTIVE)
    )
    return leads or (identity.ours and user.role == Role.SUPERVISOR)


def looks_at(user: User, identity: Identity) -> QuerySet[JournalEntry]:
    """The lines that this person may read. Raises PermissionDenied where they may read none."""
    if not may_ask(user, identity):
        raise PermissionDenied
    lines = JournalEntry.objects.about_family(identity.pk)
    if keeps(user, identity):
        return lines if identity.ours else lines.filter(post_id__in=_told_of(user, identity))
    return lines.filter(post_id__in=Post.objects.in_roles([Role.AUDITOR]).values("pk"))


def _told_of(user: User, identity: Identity) -> QuerySet[Any]:
    agencies = [identity.owner_id, *told_to_help(user)]
    return Post.objects.filter(agency__in=agencies).values("pk")


def of_kind(lines: QuerySet[JournalEntry], kind: str) -> QuerySet[JournalEntry]:
    """Lines of one of KINDS; all of them for anything else."""
    saw = JournalEntry.Kind.SAW
    if kind == "opened":
        return lines.filter(kind=saw).exclude(verb__in=SHOWN)
    if kind == "shown":
        return lines.filter(kind=saw, verb__in=SHOWN)
    return lines.filter(kind=kind) if kind in ("did", "refused") else lines
