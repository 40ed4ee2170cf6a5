"""Who works with a family: the link, guardian's grant and the projection, in one transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from guardian.shortcuts import assign_perm, remove_perm

from families.acts.keeping import Keeping, must_keep, only_in_an_emergency
from families.models import Family, FamilyAccess, Involvement
from sharing.acting import act, is_a_step, locked, record
from sharing.models import Post, Team, User
from sharing.refusals import Refused

VIEW = "families.view_family"
#: An emergency and the archive have acts of their own.
NOT_BY_HAND = (Involvement.Kind.EMERGENCY, Involvement.Kind.RECORDS)
NOT_LIKE_THIS = "Nobody is let in like this"
IN_AN_EMERGENCY = "You opened this record in an emergency. Ask the lead worker to add people"


@act("involvement.start", on="family")
def start_involvement(
    *,
    family: Family,
    kind: str,
    post: Post | None = None,
    team: Team | None = None,
    since: date | None = None,
    until: date | None = None,
    reason: str = "",
    by: User,
) -> Involvement:
    """Let a person's post or a team work with the family. The same link twice is one, as far as
    `by` may read that there is a first: the answer would say since when (docs/decisions/0049)."""
    helps = kind == Involvement.Kind.TEAM_AROUND  # as they may do themselves
    _may_let_in(family, by, of=agency_of(post or team) if helps else None)
    _must_begin_so(kind, team, by)
    locked(family)  # its last day may be set now
    same = {"kind": kind, "post": post, "team": team, "until": until}
    running = _told(family.involvements.live().filter(**same), by).first()
    if running is not None:
        record(running, again=True)
        return running
    involvement = Involvement(
        family=family,
        kind=kind,
        post=post,
        team=team,
        since=since or timezone.localdate(),
        until=until,
        reason=reason,
        owner=by.agency or family.owner,
    )
    involvement.check_and_save()
    project(involvement)
    record(involvement, kind=kind)
    return involvement


def _told(links: Any, by: User) -> Any:
    """A step of another act stands for whoever that act is about."""
    return links if by.is_system or is_a_step() else links.visible_to(by)


def _must_begin_so(kind: str, team: Team | None, by: User) -> None:
    """By hand people are let in to help. Leading, checking a result, auditing and sitting in a
    meeting begin with the act that says who and until when: an auditor's sight ends with the sample
    (access.md, P13). The archive's team is let in to nothing that is not archived (P10)."""
    by_hand = not by.is_system and not is_a_step()
    if team is not None and team.duty == Team.Duty.RECORDS:
        raise Refused(NOT_LIKE_THIS, field="team")
    if kind in NOT_BY_HAND or (by_hand and kind != Involvement.Kind.TEAM_AROUND):
        raise Refused(NOT_LIKE_THIS, field="kind")


def _may_let_in(family: Family, by: User, *, of: int | None) -> None:
    """`of`: the agency of somebody who comes to help; a manager sends their own people."""
    if by.agency is None and not by.is_system:
        raise Refused("You need a post in an agency to do this")
    must_keep(family, by, of=of, urgent=True)  # and never then: a sentence of its own says so
    if only_in_an_emergency(family, by):
        raise Refused(IN_AN_EMERGENCY)


def why_not_end(involvement: Involvement, by: User) -> str:
    """Why this link is not somebody's to end; empty for whoever keeps the record, or sent them."""
    own = by.post is not None and involvement.post_id == by.post.pk
    of = agency_of(involvement.post or involvement.team)
    return Keeping(involvement.family, by).why_not(of=of, urgent=own)


@act("involvement.end", on="involvement")
def end_involvement(*, involvement: Involvement, by: User) -> Involvement:
    """End the link: access is gone with the next request.

    Raises Refused where it has ended, for the archive’s own link, and for who neither keeps the
    record nor sent them.
    """
    involvement = locked(involvement)
    if involvement.ended_at is not None:
        raise Refused("This has already ended")
    if involvement.kind == Involvement.Kind.RECORDS:
        raise Refused("The archive lets go of a record when it is needed again")
    if not (by.is_system or is_a_step()) and (no := why_not_end(involvement, by)):
        raise Refused(no)
    involvement.ended_at = timezone.now()
    involvement.save()
    withdraw(involvement)
    record(involvement)
    return involvement


def agency_of(whom: Post | Team | None) -> int | None:
    """Whose people they are: their manager sends and withdraws them."""
    return whom.agency_id if whom is not None else None


def project(involvement: Involvement) -> None:
    """Write the row that lists join, and guardian's grant, for one live involvement."""
    row = FamilyAccess(
        involvement=involvement,
        principal=involvement.principal,
        family=involvement.family,
        purpose=involvement.purpose,
        since=involvement.since,
        until=involvement.ends_by(involvement.family.open_until),
        expires_at=involvement.expires_at,
    )
    told = ("principal", "family", "purpose", "since", "until", "expires_at")
    FamilyAccess.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["involvement"], update_fields=told
    )
    if involvement.since <= timezone.localdate():
        assign_perm(VIEW, _grantee(involvement), involvement.family)


def withdraw(involvement: Involvement) -> None:
    """Take both back."""
    FamilyAccess.objects.filter(involvement=involvement).delete()
    take_grant_back(involvement)


def take_grant_back(involvement: Involvement) -> None:
    """Unless another link of the same person or team still runs."""
    others = FamilyAccess.objects.live().filter(family=involvement.family)
    if involvement.post is not None:
        posts = involvement.post.user.posts.values("pk")
        still = others.filter(principal__in=posts).exists()
    else:
        still = others.filter(principal=involvement.principal).exists()
    if not still:
        remove_perm(VIEW, _grantee(involvement), involvement.family)


def _grantee(involvement: Involvement) -> Any:
    holder: Any = involvement.post or involvement.team
    return holder.user if involvement.post else holder.group
