"""Saying that two records are of one family, a second person's look at that, and undoing it.

Nothing in either record is touched, so that undoing gives both back exactly as they are
(docs/decisions/0041). Who may know what while a merge waits is judged when reading.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils import timezone

from families.acts.case import open_case
from families.acts.keeping import Keeping, must_keep
from families.acts.second_person import ask_somebody_else
from families.leaving.merging import last_day_to_look, stands_against
from families.models import Family, Merge, Transfer
from sharing.acting import act, locked, record
from sharing.models import User
from sharing.refusals import Refused

SECOND = "Someone else must look at this: you merged the records"


@act("family.merge", on="kept")
def merge_families(*, kept: Family, folded: Family, why: str, by: User) -> Merge:
    """Say that `folded` is the same family as `kept`, whose reference goes on.

    From now until a second person has looked, only who may open both records may open either.
    Raises Http404 where `by` does not know both, Refused where something stands against it.
    """
    both = _locked(kept, folded)
    if Family.objects.known_without_emergency(by).filter(pk__in=both).count() < len(both):
        raise Http404
    for family in (kept, folded):
        must_keep(family, by, or_lead=False)
    if against := stands_against(kept, folded, by):
        raise Refused(*against)
    if not why.strip():
        raise Refused("Say how you know that this is one family", field="why")
    merge = Merge(
        kept=kept,
        folded=folded,
        why=why.strip(),
        merged_by=by,
        look_by=last_day_to_look(kept, folded),
        owner=kept.owner,
    )
    merge.check_and_save()
    _record(merge)
    return merge


def why_not_review(merge: Merge, by: User) -> str:
    """Why it is not somebody's to look at; empty for a second person who keeps both records."""
    if merge.merged_by_id == by.pk:
        return SECOND
    families = (merge.kept, merge.folded)
    return next(filter(None, (Keeping(one, by).why_not(or_lead=False) for one in families)), "")


@act("merge.review", on="merge")
def review_merge(*, merge: Merge, same: bool, words: str, by: User) -> Merge:
    """A second person says whether it is one family. Either way, each record is open again to
    those who worked with it.

    Raises Refused for whoever merged, for who does not keep both records, once it waits no
    more, and without words.
    """
    merge = _waiting(merge)
    if no := why_not_review(merge, by):
        raise Refused(no)
    if not words.strip():
        raise Refused("Say in a sentence what you found", field="words")
    merge.state = Merge.State.AGREED if same else Merge.State.REJECTED
    merge.looked_by, merge.looked_at, merge.words = by, timezone.now(), words.strip()
    merge.check_and_save()
    _record(merge, same=same)
    if not same:
        help_who_came(merge, by)
    return merge


@act("merge.undo", on="merge")
def undo_merge(*, merge: Merge, because: str, by: User) -> Merge:
    """They are two families after all. Each record is as its own people know it, at once.

    Raises Refused later than 12 months after, for who does not keep both records, and without a
    reason.
    """
    merge = locked(merge)
    _must_keep_both(merge, by)
    if not merge.can_be_undone:
        raise Refused(f"This can’t be undone any more: {state_words(merge)}")
    if not because.strip():
        raise Refused("Say why these are two families", field="because")
    merge.state, merge.undone_by, merge.undone_at = Merge.State.UNDONE, by, timezone.now()
    merge.undone_because = because.strip()
    merge.check_and_save()
    _record(merge, why=because.strip())
    help_who_came(merge, by)
    return merge


def help_who_came(merge: Merge, by: User) -> None:
    """A family that was taken on into a record of ours got no case of its own, as it was helped
    there. It is another family after all, so it waits for a lead worker."""
    family = merge.folded
    if Transfer.objects.filter(record=family).exists() and not family.cases.exists():
        open_case(family=family, by=by)


def state_words(merge: Merge) -> str:
    """What became of it, inside a sentence."""
    if merge.ran_out:
        return "nobody looked at it in time, so it counts no more"
    if merge.state == Merge.State.AGREED:
        return "it is more than 12 months old"
    return merge.get_state_display().lower()


def _locked(*families: Family) -> list[int]:
    """Both rows, always in one order, so that two merges of one family wait for each other."""
    keys = sorted({family.pk for family in families})
    rows = (
        Family.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
    )
    return list(rows.values_list("pk", flat=True))


def _must_keep_both(merge: Merge, by: User) -> None:
    """Who helps in both families, and may open both records, still decides about neither."""
    for family in (merge.kept, merge.folded):
        must_keep(family, by, or_lead=False)


def _waiting(merge: Merge) -> Merge:
    merge = locked(merge)
    if not merge.waits:
        raise Refused(f"This waits no more: {state_words(merge)}")
    return merge


def _record(merge: Merge, *, why: str = "", **data: Any) -> None:
    """In the logs of both families. Who may look at what was seen of them may have turned too."""
    for family in (merge.kept, merge.folded):
        record(merge, why=why, family=family, **data)
        ask_somebody_else(family)
