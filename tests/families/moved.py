"""A second council for the tests of families that move: its hub, its people, and an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from families import acts
from families.models import Family, Transfer
from sharing.models import Agency, Agreement, Authority, Category, Role, Team, User
from tests import cast
from tests.cast import LONG_AGO, Borough, make_agency, make_line, make_team, make_user

#: What the two councils agreed to tell each other.
AGREED = (Category.IDENTITY, Category.PLAN, Category.CASE_NOTES, Category.EDUCATION)


@dataclass
class Elsewhere:
    """Wexmoor: a hub with its manager and an officer, and a key worker."""

    hub: Agency
    sue: User
    tim: User
    una: User
    agreement: Agreement


def make_elsewhere(borough: Borough, *, consent: bool = True) -> Elsewhere:
    authority = Authority.objects.create(name="Wexmoor Council", code="E08009997")
    agency = make_agency(authority, "Wexmoor Early Help", Agency.Kind.COUNCIL)
    hub = make_team(agency, "Wexmoor Hub", Team.Duty.HUB)
    east = make_team(agency, "Wexmoor East", Team.Duty.CASEWORK)
    agreement = Agreement.objects.create(
        title="Families that move", state=Agreement.State.ACTIVE, starts_on=LONG_AGO
    )
    agreement.parties.add(borough.early_help, agency)
    for category in AGREED:
        make_line(agreement, borough.early_help, agency, category, consent_needed=consent)
    return Elsewhere(
        hub=agency,
        sue=make_user("Sue", agency, Role.SUPERVISOR, hub),
        tim=make_user("Tim", agency, Role.HUB_OFFICER, hub),
        una=make_user("Una", agency, Role.KEY_WORKER, east),
        agreement=agreement,
    )


def say_yes(family: Family, elsewhere: Elsewhere, by: User, *names: str) -> None:
    """These members agree that the other council knows all that was agreed."""
    kelly = cast.member(family, "Kelly")
    for name in names:
        person = cast.member(family, name)
        yes = [acts.Decision(elsewhere.hub, category, "given") for category in AGREED]
        giver = {} if name == "Kelly" else {"given_by": kelly}
        acts.record_consents(person=person, decisions=yes, by=by, **giver)


def offer(
    family: Family, elsewhere: Elsewhere, by: User, categories: Iterable[str] = AGREED
) -> Transfer:
    return acts.offer_transfer(
        family=family, council=elsewhere.hub, categories=list(categories),
        why="They moved in May", told="Kelly asked us to", by=by,
    )  # fmt: skip


def take(transfer: Transfer, by: User, categories: Iterable[str] = AGREED) -> Transfer:
    return acts.take_on(transfer=transfer, categories=list(categories), by=by)
