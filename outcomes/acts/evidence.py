"""Dated facts about people, and what is known to be complete."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from families.models import Family, Match, Person
from outcomes.judging.facts import measure_of
from outcomes.models import Coverage, Evidence
from outcomes.rules.categories import category_of_fact, category_of_need
from outcomes.rules.facts import read_item
from outcomes.rules.reading import BadFile
from sharing.acting import act, record
from sharing.models import Agency, User
from sharing.refusals import Refused


def slot_of(kind: str, fact: dict[str, Any]) -> str:
    """Which fact it is: a term, a spell by its first day, an event by its day."""
    names = ("need", "tool", "question", "session", "term", "from", "on", "area", "benefit")
    said = [str(fact[name]) for name in names if fact.get(name)]
    return ":".join([kind, *said])[:80]


@act("evidence.record", on="family")
def record_evidence(
    *,
    family: Family,
    kind: str,
    fact: dict[str, Any],
    source: str,
    category: str = "",
    slot: str = "",
    person: Person | None = None,
    match: Match | None = None,
    owner: Agency | None = None,
    recorded_on: date | None = None,
    by: User,
) -> Evidence:
    """Hold a fact. The same fact again changes nothing; a correction from the same source replaces
    it, and what it said before stays in its history.

    Refused for a judgement that a need is equal to met: that takes two people
    (`outcomes.acts.ask_to_agree`).
    """
    if kind == "judgement" and fact.get("result") == "equivalent":
        raise Refused("Someone else must agree to this. Ask them by name", field="result")
    return hold_fact(
        family=family, kind=kind, fact=fact, source=source, category=category, slot=slot,
        person=person, match=match, owner=owner, recorded_on=recorded_on, by=by,
    )  # fmt: skip


def hold_fact(
    *,
    family: Family,
    kind: str,
    fact: dict[str, Any],
    source: str,
    category: str = "",
    slot: str = "",
    person: Person | None = None,
    match: Match | None = None,
    owner: Agency | None = None,
    recorded_on: date | None = None,
    by: User,
) -> Evidence:
    """Hold a fact within an act, which writes it in the journal as its own."""
    if person is not None and person.family_id != family.pk:
        raise Refused("Only people of this family can be named", field="person")
    _check(kind, fact, source, person)
    place = {
        "family": family,
        "person": person,
        "kind": kind,
        "slot": slot or slot_of(kind, fact),
        "source": source,
        "owner": owner or by.agency or family.owner,
    }
    row = Evidence.objects.select_for_update(of=("self",), no_key=True).filter(**place).first()
    if row is not None and row.fact == fact:
        record(row, again=True)
        return row
    row = row or Evidence(**place, category=category or _category(family, kind, fact))
    row.fact, row.match, row.recorded_by = fact, match, by
    row.recorded_on = recorded_on or timezone.localdate()
    row.check_and_save()
    record(row, kind=kind)
    return row


def _category(family: Family, kind: str, fact: dict[str, Any]) -> str:
    """That of the fact; what is said of a need is guarded like the need, whether or not it is
    named: otherwise the answer would say so (docs/decisions/0049)."""
    code = fact.get("need")
    if not isinstance(code, str):
        return category_of_fact(kind, fact)
    cases = family.cases.select_related("family").order_by("-opened_on", "-pk")
    measures = (measure_of(case) for case in cases)
    measure = next((one for one in measures if one.need(code)), None)
    return category_of_need(measure, code) if measure else category_of_fact(kind, fact)


def _check(kind: str, fact: dict[str, Any], source: str, person: Person | None) -> None:
    item = {"kind": kind, "source": source} | fact
    if person is not None:
        item["person"] = str(person.key)
    try:
        read_item(item, "fact")
    except BadFile as wrong:
        field = wrong.path.rpartition(".")[2]
        raise Refused(str(wrong), field=field) from wrong


@act("coverage.record", on="family")
def record_coverage(
    *,
    family: Family,
    kind: str,
    source: str,
    since: date,
    status: str,
    until: date | None = None,
    person: Person | None = None,
    owner: Agency | None = None,
    by: User,
) -> Coverage:
    """Say for which days a source is known to be complete, or that nothing was found in them."""
    if person is not None and person.family_id != family.pk:
        raise Refused("Only people of this family can be named", field="person")
    if until is not None and until < since:
        raise Refused("It ends before it starts", field="until")
    place = {"family": family, "person": person, "kind": kind, "source": source, "since": since}
    giver = owner or by.agency or family.owner
    row = Coverage.objects.filter(**place, owner=giver).first() or Coverage(**place, owner=giver)
    row.category = category_of_fact(kind, {})
    row.until, row.status = until, status
    row.check_and_save()
    record(row, kind=kind, status=status)
    return row
