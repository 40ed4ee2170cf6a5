"""Who decides about a record itself: who works on it, who is shut out of it, when help begins and
ends. Others who help write what they saw and promise (docs/decisions/0051)."""

from __future__ import annotations

from families.models import Case, Family
from sharing.journal import is_a_step
from sharing.models import User
from sharing.refusals import Refused

NOT_THEIRS = "Only those who keep this record, or lead the family, can do this. Ask the lead worker"


def must_keep(family: Family, by: User, *, or_lead: bool = True) -> None:
    """Raises Refused unless `by` acts for the record's own agency or for the hub of its council,
    or, with `or_lead`, for the agency that leads the family now. The system always may, and a step
    of another act: that one said who."""
    if by.is_system or is_a_step() or keeps(family, by, or_lead=or_lead):
        return
    raise Refused(NOT_THEIRS)


def keeps(family: Family, by: User, *, or_lead: bool = True) -> bool:
    """Whether the agency that someone acts for decides about this record."""
    agency = by.agency
    if agency is None:
        return False
    if agency.pk == family.owner_id:
        return True
    if by.on_hub_duty and agency.authorities.filter(pk=family.authority_id).exists():
        return True
    leading = family.cases.filter(stage=Case.Stage.ACTIVE, lead__agency=agency)
    return or_lead and leading.exists()
