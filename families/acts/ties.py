"""A user's own ties: said by themselves, noticed by the rule, and decided by a supervisor."""

from __future__ import annotations

from django.utils import timezone

from families.acts.second_person import ask_somebody_else
from families.matching.ties import noticed_ties
from families.models import Conflict, Family, OwnHome, PossibleConflict
from sharing.acting import act, locked, record
from sharing.models import Agency, Team, User
from sharing.refusals import Refused


@act("conflict.declare", on="family")
def declare_conflict(*, family: Family, tie: str, by: User) -> Conflict:
    """Say that one is tied to a person of this family. The record closes for them at once."""
    return _close(family, by, tie, by)


def _close(family: Family, user: User, tie: str, by: User) -> Conflict:
    conflict = Conflict(user=user, family=family, tie=tie, declared_by=by, owner=family.owner)
    conflict.check_and_save()
    record(conflict)
    ask_somebody_else(family)
    return conflict


@act("tie.say")
def say_tie(*, name: str, tie: str, by: User) -> PossibleConflict:
    """Name someone one knows without knowing a reference. A supervisor looks whether we help them.

    Whether we do is not said back: that would tell who is on record.
    """
    if by.agency is None:
        raise Refused("You need a post in an agency to do this")
    said = PossibleConflict(
        user=by,
        source=PossibleConflict.Source.SAID,
        name=name,
        tie=tie,
        owner=by.agency,
        looked_at_by=_whose_families(by.agency),
    )
    said.check_and_save()
    record(said)
    return said


def _whose_families(agency: Agency) -> Agency | None:
    """The agency of the family hub in the same authority: its families are looked through."""
    hubs = Agency.objects.filter(teams__duty=Team.Duty.HUB, is_active=True)
    return hubs.filter(authorities__in=agency.authorities.all()).order_by("pk").first()


@act("tie.notice")
def notice_ties(*, user: User | None = None, family: Family | None = None, by: User) -> int:
    """Compare those who sign in with those on record; list what is new. Returns how many."""
    new = 0
    for tie in noticed_ties(user=user, family=family):
        row, made = PossibleConflict.objects.get_or_create(
            user_id=tie.user,
            family_id=tie.family,
            source=PossibleConflict.Source.NOTICED,
            defaults={"reasons": list(tie.reasons), "owner_id": tie.owner},
        )
        if made:
            new += 1
            record(row)
    record(by, noticed=new)
    return new


@act("tie.confirm", on="possible")
def confirm_tie(*, possible: PossibleConflict, reference: str = "", by: User) -> Conflict:
    """It is a conflict: the record closes for them at once. Give the reference of what was said
    by name.

    Raises Refused for their own tie, for what was decided or stands, and for an unknown
    reference.
    """
    possible = _waiting(possible, by)
    family = possible.family or _named(reference, by)
    if possible.user.conflicts.standing().filter(family=family).exists():
        raise Refused("This conflict stands already", field="reference")
    conflict = _close(family, possible.user, possible.tie or "Noticed", by)
    _decide(possible, PossibleConflict.State.CONFIRMED, "", by)
    return conflict


@act("tie.dismiss", on="possible")
def dismiss_tie(*, possible: PossibleConflict, because: str, by: User) -> PossibleConflict:
    """It is none. It is not noticed again.

    Raises Refused for their own tie, for what was decided, without a reason, and where the hub
    decides.
    """
    possible = _waiting(possible, by)
    if no := why_not_dismiss(possible, by):
        raise Refused(no)
    if not because.strip():
        raise Refused("Say why it is no conflict", field="because")
    return _decide(possible, PossibleConflict.State.DISMISSED, because.strip(), by)


def why_not_dismiss(possible: PossibleConflict, by: User) -> str:
    """Why it is not for this supervisor to say that somebody named is not on record."""
    if possible.is_for_the_hub(by):
        return "The family hub decides that there is none: it knows who is on record"
    return ""


@act("conflict.end", on="conflict")
def end_conflict(*, conflict: Conflict, because: str, by: User) -> Conflict:
    """Let them work with the family again. Never oneself.

    Raises Refused for their own conflict, for one that has ended, and without a reason.
    """
    conflict = locked(conflict)
    if conflict.user_id == by.pk:
        raise Refused("Only a supervisor who is not yourself can end this")
    if conflict.ended_on is not None:
        raise Refused("This has already ended")
    if not because.strip():
        raise Refused("Say why it has ended", field="because")
    conflict.ended_on, conflict.ended_by = timezone.localdate(), by
    conflict.ended_because = because.strip()
    conflict.check_and_save()
    record(conflict, why=because.strip())
    ask_somebody_else(conflict.family)
    return conflict


@act("own_home.say")
def say_own_home(*, lines: str = "", postcode: str = "", phone: str = "", by: User) -> OwnHome:
    """Say where one lives oneself, so that one's own family is noticed. Empty takes it back."""
    home = OwnHome.objects.filter(user=by).first() or OwnHome(user=by)
    home.lines, home.postcode, home.phone = lines, postcode, phone
    home.check_and_save()
    record(home)
    return home


def _waiting(possible: PossibleConflict, by: User) -> PossibleConflict:
    possible = locked(possible)
    if possible.user_id == by.pk:
        raise Refused("Someone else decides about your own ties")
    if possible.state != PossibleConflict.State.WAITING:
        raise Refused("This was decided already")
    return possible


def _named(reference: str, by: User) -> Family:
    """A family of the supervisor's agency, or one that they work with; a partner's supervisor
    names those. One that is closed to them is like none."""
    said = {"reference": reference.strip().upper()}
    ours = Family.objects.for_deciding_ties(by).filter(**said).first()
    family = ours or Family.objects.visible_to(by).filter(**said).first()
    if family is None:
        raise Refused("We don’t find that reference", field="reference")
    return family


def _decide(possible: PossibleConflict, state: str, because: str, by: User) -> PossibleConflict:
    possible.state, possible.decided_because = state, because
    possible.decided_by, possible.decided_at = by, timezone.now()
    possible.save()
    record(possible, state=state, why=because)
    return possible
