"""A family moves to another council: offering its record, taking it on, and not (access.md, P11).

Nothing in the record moves. What the other council takes on is written anew in a record of its own;
the first council's case closes, and each sees its own from then on (docs/decisions/0043).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from typing import Any

from django.http import Http404
from django.utils import timezone

from families.acts.case import close_case, open_case
from families.acts.keeping import must_keep
from families.acts.merging import merge_families
from families.acts.registering import NewPerson, add_bond, register_family
from families.leaving.release import keeps_back
from families.leaving.transferring import (
    Parcel,
    names_but,
    open_to,
    parcel_of,
    preview,
    stands_against,
)
from families.models import Bond, EarlierEntry, Family, Identifier, Person, Transfer
from families.rules.closing import words_for
from families.rules.naming import family_name
from families.rules.release import says_a_name
from sharing.acting import act, locked, record
from sharing.models import Agency, Category, User
from sharing.refusals import Refused

NOT_OPEN = "No agreement in force lets them know this: {}"
WHO = "Who they are goes with every record"
OTHERS = "They read this. It names someone who has not agreed to be named to them"
KEPT_BACK = "They read this. It tells of a home or a number that is kept back"
GONE = "Nobody in it may be named to you today. Ask the other council to offer it again."


@act("transfer.offer", on="family")
def offer_transfer(
    *, family: Family, council: Agency, categories: Sequence[str], why: str, told: str, by: User
) -> Transfer:
    """Offer a record to the council that the family moved to, as far as agreements in force let it.

    `told`: what the family said to it. Raises Refused where something stands against it.
    """
    family = locked(family)
    if not Family.objects.known_without_emergency(by).filter(pk=family.pk).exists():
        raise Http404
    must_keep(family, by, or_lead=False)
    if against := stands_against(family, council, by):
        raise Refused(*against)
    _check_offer(categories, open_to(by, council), why, told)
    _tells_nothing_else(family, council, by, why=why, told=told)
    transfer = Transfer(
        family=family,
        to_agency=council,
        categories=[c for c in Category.values if c in categories],
        why=why.strip(),
        told=told.strip(),
        offered_by=by.post,
        owner=family.owner,
    )
    transfer.check_and_save()
    record(transfer, to=council.pk, categories=transfer.categories)
    return transfer


def _check_offer(categories: Sequence[str], opened: Sequence[str], why: str, told: str) -> None:
    if Category.IDENTITY not in categories:
        raise Refused(WHO, field="categories")
    if shut := [c for c in categories if c not in opened]:
        words = ", ".join(Category(c).label for c in shut)
        raise Refused(NOT_OPEN.format(words), field="categories")
    if not why.strip():
        raise Refused("Say why the record goes to them", field="why")
    if not told.strip():
        raise Refused("Say what the family said to it", field="told")


def _tells_nothing_else(family: Family, council: Agency, by: User, **words: str) -> None:
    parcel = preview(family, council, by)
    others = names_but(family.pk, parcel.handing.names if parcel else ())
    kept_back = keeps_back(family.pk)
    for field, text in words.items():
        if says_a_name(text, others):
            raise Refused(OTHERS, field=field)
        if kept_back(text):
            raise Refused(KEPT_BACK, field=field)


def why_not_withdraw(transfer: Transfer, by: User) -> str:
    """Why it is not somebody's to take back; empty for the council that offered it."""
    theirs = transfer.owner == by.agency
    return "" if theirs else "Only the council that offered it can take it back"


def why_not_answer(transfer: Transfer, by: User) -> str:
    """Why it is not somebody's to answer; empty for the council that it was offered to."""
    ours = transfer.to_agency == by.agency
    return "" if ours else "Only the council that it was offered to can answer"


@act("transfer.withdraw", on="transfer")
def withdraw_transfer(*, transfer: Transfer, because: str, by: User) -> Transfer:
    """Take the offer back before it is answered: the other council sees it no more."""
    transfer = _waiting(transfer)
    if no := why_not_withdraw(transfer, by):
        raise Refused(no)
    return _answer(transfer, Transfer.State.WITHDRAWN, because, by)


@act("transfer.decline", on="transfer")
def decline_transfer(*, transfer: Transfer, because: str, by: User) -> Transfer:
    """Say no, with a reason that the other council reads. Its record stays as it is."""
    return _answer(_for_us(transfer, by), Transfer.State.DECLINED, because, by)


@act("transfer.take_on", on="transfer")
def take_on(
    *,
    transfer: Transfer,
    categories: Sequence[str],
    same_as: Family | None = None,
    how: str = "",
    by: User,
) -> Transfer:
    """Take the family on, with the history of these categories: a record of our own, whose case
    waits for a lead worker. The other council's open case closes. It is judged now what may still
    come, whatever was shown before.

    `same_as`: our own record of the same family, as `by` says; `how` they know. Both are merged at
    once, which a second person looks at (docs/decisions/0045).
    """
    transfer = _for_us(transfer, by)
    if Category.IDENTITY not in categories:
        raise Refused(WHO, field="categories")
    if [c for c in categories if c not in transfer.categories]:
        raise Refused("That was not offered", field="categories")
    parcel = parcel_of(transfer, by)
    if not parcel.people:
        raise Refused(GONE)
    for ended in transfer.family.cases.filter(closed_on=None):
        close_case(case=ended, reason=words_for("transferred"), by=by)
    family = _write_record(parcel, by)
    if same_as is None or same_as.open_case is None:
        open_case(family=family, by=by)
    transfer.state, transfer.record = Transfer.State.TAKEN, family
    transfer.accepted = [c for c in transfer.categories if c in categories]
    transfer.answered_by, transfer.answered_at = by, timezone.now()
    transfer.check_and_save()
    _write_past(transfer, parcel, by)
    for one in (transfer.family, family):
        record(transfer, family=one, categories=transfer.accepted)
    if same_as is not None:
        _join(family, same_as, how, by)
    return transfer


def _join(family: Family, same_as: Family, how: str, by: User) -> None:
    """The record in which they are helped goes on: ours, if a case is open in it."""
    both = (same_as, family) if same_as.open_case else (family, same_as)
    try:
        merge_families(kept=both[0], folded=both[1], why=how, by=by)
    except Refused as no:
        raise Refused(*no.reasons, field="how" if no.field == "why" else "same_as") from no


def _write_record(parcel: Parcel, by: User) -> Family:
    """Its people as they were known, with their numbers and how they are related. Where they live
    now the other council does not know."""
    surnames = [person.family_name for person in parcel.people]
    name = family_name("", ours=False, surnames=surnames, reference="Name not known")
    people = [_anew(person) for person in parcel.people]
    return register_family(name=name, people=people, by=by)


def _anew(person: Person) -> NewPerson:
    return NewPerson(**{f.name: getattr(person, f.name) for f in fields(NewPerson)})


def _write_past(transfer: Transfer, parcel: Parcel, by: User) -> None:
    """In words, each under its category; numbers and bonds as rows, since files are matched and
    pictures drawn by them."""
    made = transfer.record.people.order_by("pk") if transfer.record else []
    new = {old.pk: one for old, one in zip(parcel.people, made, strict=True)}
    for number in parcel.handing.rows(Identifier).exclude(kind=Identifier.Kind.CMS):
        _save(Identifier(person=new[number.person_id], kind=number.kind, value=number.value), by)
    for bond in parcel.handing.rows(Bond).filter(other__in=list(new)):
        one, other = new[bond.one_id], new[bond.other_id]
        with suppress(Refused):  # an old slip, like a child as parent, stays where it was made
            add_bond(
                one=one, other=other, kind=bond.kind, since=bond.since, until=bond.until, by=by
            )
    for entry in parcel.entries:
        if entry.category in transfer.accepted:
            row = EarlierEntry(
                family=transfer.record,
                transfer=transfer,
                person=new.get(entry.person or 0),
                on=entry.on,
                category=entry.category,
                title=entry.title[:300],
                text=entry.text,
                told_by=transfer.owner.name,
            )
            _save(row, by)


def _save(row: Any, by: User) -> None:
    row.owner = by.agency
    row.check_and_save()


def _waiting(transfer: Transfer) -> Transfer:
    transfer = locked(transfer, "family", "owner", "offered_by__user")
    if not transfer.waits:
        raise Refused(f"This waits no more: {transfer.get_state_display().lower()}")
    return transfer


def _for_us(transfer: Transfer, by: User) -> Transfer:
    transfer = _waiting(transfer)
    if no := why_not_answer(transfer, by):
        raise Refused(no)
    return transfer


def _answer(transfer: Transfer, state: str, words: str, by: User) -> Transfer:
    if not words.strip():
        raise Refused("Say why, so that they know what to do next", field="because")
    transfer.state, transfer.words = state, words.strip()
    transfer.answered_by, transfer.answered_at = by, timezone.now()
    transfer.check_and_save()
    record(transfer, why=words.strip())
    return transfer
