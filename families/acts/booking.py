"""Booking a visit with the family, moving it, and calling it off."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import DateField
from django.utils import timezone

from families.acts.again import made_before
from families.acts.keeping import Keeping
from families.models import BookedVisit, Case, Visit
from sharing.acting import act, locked, record
from sharing.models import Post, Role, User
from sharing.questions.prepared import Given, Statement, kept
from sharing.refusals import Refused


@act("visit.book", on="case")
def book_visit(
    *,
    case: Case,
    at: datetime,
    place: str = Visit.Place.HOME,
    remember: str = "",
    form_key: UUID | None = None,
    by: User,
) -> BookedVisit:
    """Book a visit of one's own. Raises Refused for a closed case, or a time that is past."""
    mine = {"visitor_id": by.post.pk} if by.post else {}
    if made := made_before(BookedVisit.objects, form_key, case=case, by=by, **mine):
        record(made, again=True)
        return cast(BookedVisit, made)
    if case.closed_on is not None:
        raise Refused("This case is closed")
    _check(at)
    booked = BookedVisit(
        case=case,
        at=at,
        place=place,
        visitor=by.post,
        remember=remember,
        form_key=form_key,
        owner=by.agency or case.owner,
    )
    booked.check_and_save()
    record(booked)
    return booked


@act("visit.move", on="booked")
def move_visit(
    *, booked: BookedVisit, at: datetime, place: str = "", remember: str | None = None, by: User
) -> BookedVisit:
    """Another time, or place. Raises Refused where it was held or called off, or for the past."""
    booked = _standing(booked, by)
    _check(at)
    booked.at, booked.place = at, place or booked.place
    booked.remember = booked.remember if remember is None else remember
    booked.check_and_save()
    record(booked)
    return booked


@act("visit.call_off", on="booked")
def call_off_visit(*, booked: BookedVisit, why: str, by: User) -> BookedVisit:
    """It will not be held. Called off twice is called off once."""
    if booked.called_off_at is not None:
        record(booked, again=True)
        return booked
    booked = _standing(booked, by)
    booked.called_off_at, booked.called_off_why = timezone.now(), why
    booked.check_and_save()
    record(booked)
    return booked


def held_as_booked(visit: Visit, by: User) -> None:
    """What this worker had booked with the family up to that day came to this visit."""
    if by.post is None:
        return
    day = timezone.localtime(visit.happened_at).date()
    booked_before = kept(held_as_booked, _booked_before)
    for booked in booked_before.ask(visitor=by.post.pk, case=visit.case_id, day=day):
        booked.visit = visit
        booked.save()


def _booked_before() -> Statement:
    """Asked with every visit, and nearly always for nothing."""
    rows = BookedVisit.objects.standing().filter(
        visitor=Given("visitor", Post._meta.pk),
        case=Given("case", Case._meta.pk),
        at__date__lte=Given("day", DateField()),
    )
    return Statement(rows.select_for_update(of=("self",), no_key=True), planned=True)


def _standing(booked: BookedVisit, by: User) -> BookedVisit:
    row = locked(booked)
    if row.visit_id is not None:
        raise Refused("This visit was held")
    if row.called_off_at is not None:
        raise Refused("This visit was called off")
    if no := why_not_change(row, by):
        raise Refused(no)
    return row


def why_not_change(booked: BookedVisit, by: User) -> str:
    """Why this visit is not somebody's to move or call off; empty where it is. A supervisor does so
    for their own people, or for a record that they keep."""
    if by.post is not None and by.post.pk in (booked.visitor_id, booked.case.lead_id):
        return ""
    if by.role == Role.SUPERVISOR and Keeping(booked.case.family, by).decides(
        of=booked.visitor.agency_id
    ):
        return ""
    return "Only whoever visits, the lead worker or a supervisor can change it"


def _check(at: datetime) -> None:
    if at < timezone.now():
        raise Refused("Choose a time that is still to come", field="at")
