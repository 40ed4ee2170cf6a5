"""Viewing as another post: a sharing lead's question why an agency can, or can't, see a family."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from families.access import REACH, not_archived, shut_to
from families.models import Family, Involvement, ViewAs
from families.models.viewing import LASTS, REASON_AT_LEAST
from sharing.acting import act, record
from sharing.models import Post, User
from sharing.refusals import Refused


@act("view_as.start")
def start_viewing_as(*, post: Post, reference: str, reason: str, by: User) -> ViewAs:
    """See for a quarter of an hour what a post could open of one family, and why; no contents.

    The family's agency sees in the journal who looked, as whom, and why. Asked twice, it is one.

    A sharing lead views as anybody of a family whose record their own agency keeps; of another's,
    as their own people, where these work or worked with it. Raises Refused for a role that opens no
    record, for too short a reason, and alike for a family that is unknown, shut to them, archived,
    or neither of these.
    """
    family = _family(reference, post, by)
    if post.role not in REACH:
        raise Refused("This role never opens a family’s record", field="post")
    if len(reason.strip()) < REASON_AT_LEAST:
        raise Refused(f"Say why, in {REASON_AT_LEAST} letters or more", field="reason")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    running = ViewAs.objects.filter(by=by, ended_at=None).first()
    if running and (running.post, running.family) == (post, family) and _runs(running):
        record(running, again=True)
        return running
    if running:
        _end(running)
    now = timezone.now()
    viewing = ViewAs(
        by=by, post=post, family=family, reason=reason.strip(),
        started_at=now, ends_at=now + LASTS, owner=by.agency or post.agency,
    )  # fmt: skip
    viewing.check_and_save()
    record(viewing, why=viewing.reason, post=post.pk)
    return viewing


@act("view_as.end", on="viewing")
def end_viewing(*, viewing: ViewAs, by: User) -> ViewAs:
    """Stop looking as someone else, before the quarter of an hour is over."""
    _end(viewing)
    return viewing


def _end(viewing: ViewAs) -> None:
    viewing.ended_at = min(timezone.now(), viewing.ends_at)
    viewing.save()
    record(viewing, ended=True)


def _runs(viewing: ViewAs) -> bool:
    return viewing.ends_at > timezone.now()


def _family(reference: str, post: Post, by: User) -> Family:
    """Of their own authority, by its exact reference. A record that is shut to them, or in the
    archive, does not exist; nor does one with which their agency has nothing to do, or the answer
    would say that it is there, and who works with it (access.md, P3 and P9)."""
    here = by.agency.authorities.all() if by.agency else []
    theirs = Q(owner=by.agency)
    if post.agency == by.agency:
        theirs |= Q(pk__in=Involvement.objects.of_agency(by.agency).values("family"))
    families = Family.objects.filter(theirs, not_archived("pk"), authority__in=here)
    families = families.exclude(shut_to(by, "pk"))
    family = families.filter(reference=reference.strip().upper()).first()
    if family is None:
        raise Refused("There is no family with this reference", field="reference")
    return family
