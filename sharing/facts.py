"""Agreements as plain facts, for the rules that judge them (sharing/rules/agreements.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from sharing.models import Agency, Agreement, Category, Line
from sharing.rules.agreements import Fault, Party, Terms, wrong_among
from sharing.rules.gateways import gateways

ENDS = ("agreement", "from_agency", "to_agency")


def party(agency: Agency, left: Iterable[int] = ()) -> Party:
    return Party(
        agency.pk, agency.name, agency.kind, active=agency.is_active, left=agency.pk in set(left)
    )


def parties_of(agreement: Agreement) -> list[Party]:
    """All of them, also those that left."""
    left = set(agreement.left.values_list("pk", flat=True))
    return [party(agency, left) for agency in agreement.parties.order_by("name")]


def terms_of(line: Line, agreement: Agreement | None = None) -> Terms:
    """A line as facts; named by its agreement where that is another one than `agreement`."""
    elsewhere = agreement is not None and line.agreement_id != agreement.pk
    about = Category(line.category).label
    return Terms(
        giver=party(line.from_agency),
        taker=party(line.to_agency),
        category=line.category,
        about=f"{about[0].lower()}{about[1:]}",
        purpose=line.purpose,
        audience=line.audience,
        named=line.named_id,
        consent=line.consent_needed,
        basis=line.basis,
        condition=line.condition,
        gateway=line.gateway,
        agreement=line.agreement.title if elsewhere else "",
    )


def beside(agreement: Agreement, without: int | None = None) -> list[Terms]:
    """The agreement's other lines, and those of agreements in force in its time.

    Not those of the version that it takes the place of.
    """
    own = agreement.lines.exclude(pk__in=[without or 0]).select_related(*ENDS)
    others = Agreement.objects.filter(state=Agreement.State.ACTIVE)
    others = others.exclude(pk__in=[agreement.pk, agreement.supersedes_id or 0])
    others = others.filter(Q(ends_on=None) | Q(ends_on__gte=agreement.starts_on))
    others = others.filter(Q(replaced_from=None) | Q(replaced_from__gt=agreement.starts_on))
    if agreement.ends_on:
        others = others.filter(starts_on__lte=agreement.ends_on)
    binding = Line.objects.between_parties().filter(agreement__in=others).select_related(*ENDS)
    return [terms_of(line, agreement) for line in (*own, *binding)]


def once_received(agreement: Agreement) -> list[Terms]:
    """Lines by which benefit data came to anyone, also of agreements that are over (P17)."""
    titles = [law.title for law in gateways().values() if law.social_security]
    held = Agreement.objects.exclude(activated_on=None).exclude(pk=agreement.pk)
    lines = Line.objects.filter(agreement__in=held, gateway__in=titles).select_related(*ENDS)
    return [terms_of(line, agreement) for line in lines]


def faults_of_line(line: Line, parties: Sequence[Party]) -> list[Fault]:
    """All that is wrong with one line, saved or not."""
    known = {one.pk: one for one in parties}
    given = terms_of(line, line.agreement)
    given = _with_ends(given, known)
    near = beside(line.agreement, line.pk)
    return wrong_among(given, parties, near, once_received(line.agreement))


def _with_ends(given: Terms, known: dict[int, Party]) -> Terms:
    """The ends as the agreement knows them: it alone knows who left."""
    giver, taker = given.giver, given.taker
    return replace(given, giver=known.get(giver.pk, giver), taker=known.get(taker.pk, taker))


def faults_of_lines(agreement: Agreement, lines: QuerySet[Line]) -> list[Fault]:
    """What is wrong today with any of these lines of an agreement, the line said first."""
    parties = parties_of(agreement)
    faults: list[Fault] = []
    for line in lines.select_related(*ENDS, "named"):
        ends = f"{line.from_agency} to {line.to_agency}, {line.get_category_display().lower()}"
        faults += [Fault(f"{ends}: {one.reason}") for one in faults_of_line(line, parties)]
    return faults
