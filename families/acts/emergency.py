"""Opening a record in an emergency: at once, for four hours, and looked at afterwards."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from families.access import not_archived, shut_to, what_closes
from families.acts.involvement import end_involvement, project
from families.acts.keeping import HELPING
from families.acts.registering import fresh_reference
from families.acts.second_person import (
    ask_somebody_else,
    is_open_to,
    people_in,
    whom_else,
)
from families.models import BreakGlass, Family, Involvement, Merge, Notice, PossibleConflict
from families.models.emergency import OPEN_FOR, REASON_AT_LEAST, REVIEW_WITHIN
from families.rules.reminding import LATE, reminder_for
from families.rules.working_days import working_days_after
from sharing.acting import act, locked, record
from sharing.models import Post, Role, User
from sharing.refusals import Refused

#: One sentence for what does not exist, what is restricted and whom one is tied to (P3, P7).
CANNOT = "We can’t open that reference this way. Ring the duty manager."
KEEPS_NONE = "Your agency keeps no record here. In an emergency, ring the family hub"
OPEN_ALREADY = "You can open this family already. Find it in the usual way."


def why_not_open(by: User) -> str:
    """Why there is nothing for them to open this way, whatever reference they give: it opens the
    records of one's own agency, and a partner keeps none."""
    return KEEPS_NONE if by.at_partner and not by.on_hub_duty else ""


@act("emergency.open")
def open_in_emergency(*, reference: str, danger: str, reason: str, by: User) -> BreakGlass:
    """Open a family's record for four hours. Its manager and the sharing lead are told.

    `reason`: at least 20 characters. Raises Refused alike for a reference that is unknown, shut
    or tied to them (access.md, P3, P7), and where they can open the record anyway.
    """
    if no := why_not_open(by):
        raise Refused(no)
    reason = reason.strip()
    if len(reason) < REASON_AT_LEAST:
        raise Refused(f"Say why in at least {REASON_AT_LEAST} characters", field="reason")
    family = _family_for(by, reference)
    running = BreakGlass.objects.filter(family=family, user=by, ends_at__gt=timezone.now())
    if found := running.filter(involvement__ended_at=None).first():
        record(found, again=True)
        return found
    if Family.objects.known_to(by).filter(pk=family.pk).exists():
        raise Refused(OPEN_ALREADY, field="reference")
    told = _whom_to_tell(family, by)
    if not told:
        raise Refused(CANNOT, field="reference")
    opened = _open(family, danger, reason, by)
    record(opened, danger=danger)
    ask_somebody_else(family)
    for user in told:
        Notice.objects.get_or_create(
            to=user, kind=Notice.Kind.EMERGENCY, reference=opened.reference
        )
    return opened


def _family_for(by: User, reference: str) -> Family:
    """One question for every answer, so that none takes longer than another."""
    suspected = PossibleConflict.objects.waiting().filter(user=by, family__isnull=False)
    families = Family.objects.filter(reference=reference.strip().upper(), owner=by.agency)
    half_known = Merge.objects.only_half_known(by, what_closes(by))  # no emergency waits for that
    families = families.filter(not_archived("pk"), ~shut_to(by, "pk") | half_known)
    families = families.exclude(pk__in=suspected.values("family"))
    family = families.first()
    if family is None or by.post is None:
        raise Refused(CANNOT, field="reference")
    return family


def _open(family: Family, danger: str, reason: str, by: User) -> BreakGlass:
    now = timezone.now()
    today = timezone.localdate(now)
    involvement = Involvement(
        family=family,
        post=by.post,
        kind=Involvement.Kind.EMERGENCY,
        since=today,
        expires_at=now + OPEN_FOR,
        owner=family.owner,
    )
    involvement.check_and_save()
    project(involvement)
    opened = BreakGlass(
        reference=fresh_reference("BG", BreakGlass),
        family=family,
        user=by,
        post=by.post,
        involvement=involvement,
        danger=danger,
        reason=reason,
        started_at=now,
        ends_at=now + OPEN_FOR,
        review_by=working_days_after(today, REVIEW_WITHIN),
        owner=family.owner,
    )
    opened.check_and_save()
    return opened


def _whom_to_tell(family: Family, by: User) -> list[User]:
    """The manager: a supervisor of a team that works with the family, else of its agency; and
    the agency's sharing leads. Never someone to whom the record is closed, unless it is closed to
    everyone else who could look at it."""
    posts = Post.objects.current().filter(agency=family.owner).exclude(user=by)
    supervisors = posts.filter(role=Role.SUPERVISOR)
    live = family.involvements.live().filter(kind__in=HELPING)
    teams = {*live.values_list("team", flat=True), *live.values_list("post__team", flat=True)}
    near = supervisors.filter(team__in=teams - {None})
    told = _open_to(family, near) or _open_to(family, supervisors)
    leads = _open_to(family, posts.filter(role=Role.SHARING_LEAD))
    return list(dict.fromkeys([*told, *leads, *whom_else(family, by, family.owner)]))


def _open_to(family: Family, posts: QuerySet[Post]) -> list[User]:
    return [person for person in people_in(posts) if is_open_to(family, person)]


@act("emergency.remind")
def remind_of_emergencies(*, by: User) -> int:
    """Remind twice of each opening that nobody looked at; when its days are over, tell all who may.

    Safe to run again: a person is told once of each step. Returns how many items are new.
    """
    new, today = ask_somebody_else(), timezone.localdate()
    waiting = BreakGlass.objects.to_review().select_related("family", "user")
    for opened in waiting.order_by("pk"):
        day = timezone.localdate(opened.started_at)
        if step := reminder_for(day, opened.review_by, today):
            told = [
                Notice.objects.get_or_create(to=user, kind=step, reference=opened.reference)[1]
                for user in _whom_to_remind(opened, step)
            ]
            new += sum(told)
            if any(told):
                record(opened, step=step, told=sum(told))
    record(by, reminded=new)
    return new


def _whom_to_remind(opened: BreakGlass, step: str) -> list[User]:
    """Those who would be told today; once it is late, every supervisor to whom it is open."""
    told = _whom_to_tell(opened.family, opened.user)
    if step != LATE:
        return told
    posts = Post.objects.current().filter(agency=opened.owner).exclude(user=opened.user)
    supervisors = _open_to(opened.family, posts.filter(role=Role.SUPERVISOR))
    return list(dict.fromkeys([*told, *supervisors]))


@act("emergency.review", on="emergency")
def review_emergency(*, emergency: BreakGlass, outcome: str, words: str, by: User) -> BreakGlass:
    """Say whether it was needed. If not, and it still runs, it ends at once.

    Raises Refused for whoever opened it, a second time, and without words.
    """
    emergency = locked(emergency)
    if emergency.user_id == by.pk:
        raise Refused("Someone else must look at this: you opened the record")
    if emergency.reviewed_at is not None:
        raise Refused("Someone has already looked at this")
    if not words.strip():
        raise Refused("Say in a sentence what you found", field="words")
    emergency.outcome, emergency.outcome_words = outcome, words.strip()
    emergency.reviewed_by, emergency.reviewed_at = by, timezone.now()
    emergency.check_and_save()
    if outcome == BreakGlass.Outcome.NOT_JUSTIFIED and emergency.is_running:
        end_involvement(involvement=emergency.involvement, by=by)
    record(emergency, outcome=outcome)
    return emergency


@act("notice.read", on="notice")
def read_notice(*, notice: Notice, by: User) -> Notice:
    """Put a new item away."""
    notice.read_at = notice.read_at or timezone.now()
    notice.save(update_fields=["read_at"])
    record(notice)
    return notice
