"""The weekly digest of unusual looks, and what a second person found about each."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from families.acts.registering import fresh_reference
from families.acts.second_person import NOT_IN_ITS_LOG, agency_that_asks, ask_somebody_else
from families.looking.digest import Found, explained_before, unusual_looks
from families.models import Notice, UnusualLook
from families.models.unusual import ASK_WITHIN, REVIEWERS
from families.rules.unusual import digest_of
from families.rules.working_days import working_days_after
from sharing.acting import act, locked, record
from sharing.models import Agency, Post, User
from sharing.refusals import Refused


@act("looks.note")
def note_unusual_looks(*, week: date, by: User) -> int:
    """Note what was unusual in the week that begins on this Monday; how many looks are new.

    Asked again for the same week it adds only what is missing. Reviewers are told once a week, by
    the digest's reference, and only of looks that are theirs to review.

    Raises Refused for a day that is no Monday, and for a week that is not over.
    """
    if week.weekday() != 0:
        raise Refused("A digest is of a week that begins on a Monday", field="week")
    if week + timedelta(days=7) > timezone.localdate():
        raise Refused("That week is not over yet", field="week")
    explained = explained_before(week)
    new = [_note(found, week) for found in unusual_looks(week) if _is_new(found, week, explained)]
    for look in new:
        record(look, family=NOT_IN_ITS_LOG, rules=look.rules)
    ask_somebody_else()
    digest = digest_of(week)
    if new:
        for user in _reviewers(new):
            Notice.objects.get_or_create(to=user, kind=Notice.Kind.LOOKS, reference=digest)
    record(by, digest=digest, noted=len(new))
    return len(new)


def _is_new(found: Found, week: date, explained: dict[tuple[int, int], set[str]]) -> bool:
    rules = {reason.rule for reason in found.reasons}
    if found.family is not None and rules <= explained.get((found.user, found.family), set()):
        return False
    noted = UnusualLook.objects.filter(week=week, user=found.user, family=found.family)
    return not noted.exists()


def _note(found: Found, week: date) -> UnusualLook:
    look = UnusualLook(
        reference=fresh_reference("UL", UnusualLook),
        week=week,
        user_id=found.user,
        post_id=found.post,
        family_id=found.family,
        rules=[reason.rule for reason in found.reasons],
        reasons=[reason.words for reason in found.reasons],
        review_by=working_days_after(timezone.localdate(), ASK_WITHIN),
        owner_id=found.owner if found.family else _who_asks(found),
    )
    look.check_and_save()
    return look


def _who_asks(found: Found) -> int:
    return agency_that_asks(User.objects.get(pk=found.user), Agency.objects.get(pk=found.owner)).pk


def _reviewers(looks: list[UnusualLook]) -> list[User]:
    """Whoever may review at least one of them, in the post in which they may."""
    owners = {look.owner_id for look in looks}
    posts = Post.objects.current().filter(agency__in=owners, role__in=REVIEWERS)
    rows = UnusualLook.objects.filter(pk__in=[look.pk for look in looks])
    told = {
        post.user_id: post.user
        for post in posts.select_related("user", "agency", "team").order_by("pk")
        if rows.visible_to(post.user.acting_as(post)).exists()
    }
    return list(told.values())


@act("looks.review", on="look")
def review_look(*, look: UnusualLook, outcome: str, words: str, by: User) -> UnusualLook:
    """Say that it is explained, or that it must be looked into. Never about one's own look.

    Raises Refused for whoever looked, for what is explained already, and without words.
    """
    look = locked(look)
    if look.user_id == by.pk:
        raise Refused("Someone else must ask about this: you looked")
    if look.outcome == UnusualLook.Outcome.EXPLAINED:
        raise Refused("This was explained already")
    if not words.strip():
        raise Refused("Say in a sentence what you found", field="words")
    look.outcome, look.outcome_words = outcome, words.strip()
    look.reviewed_by, look.reviewed_at = by, timezone.now()
    look.check_and_save()
    record(look, family=NOT_IN_ITS_LOG, outcome=outcome)
    return look
