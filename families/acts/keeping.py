"""Who decides about a record itself: who works on it, who is shut out of it, when help begins and
ends. Others who help write what they saw and promise (docs/decisions/0051)."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

from families.models import Case
from sharing.journal import is_a_step
from sharing.models import User
from sharing.refusals import Refused

NOT_THEIRS = "Only those who keep this record, or lead the family, can do this. Ask the lead worker"


class Recorded(Protocol):
    """A record, by its key and the agency that keeps it: the row, or what a page read of it."""

    @property
    def pk(self) -> int: ...

    @property
    def owner_id(self) -> int: ...


class Keeping:
    """How far someone decides about one record. An act asks it before it is done, and a page before
    it is offered: there is no second rule. Each part is asked once."""

    def __init__(self, family: Recorded, by: User) -> None:
        self.family, self.by = family, by

    def decides(self, *, or_lead: bool = True, of: int | None = None) -> bool:
        """Whether the agency that they act for keeps the record, or is the hub of its council, or,
        with `or_lead`, leads the family now.

        `of`: the agency whose own it is that is decided about, such as an address that it wrote.
        """
        agency = self.by.agency
        if agency is None:
            return False
        own = agency.pk in (self.family.owner_id, of)
        return own or self._at_hub or (or_lead and self._leads)

    def why_not(self, *, or_lead: bool = True, of: int | None = None) -> str:
        """The sentence for whoever does not; empty for whoever does."""
        return "" if self.decides(or_lead=or_lead, of=of) else NOT_THEIRS

    @cached_property
    def _at_hub(self) -> bool:
        agency = self.by.agency
        if agency is None or not self.by.on_hub_duty:
            return False
        return agency.authorities.filter(families=self.family.pk).exists()

    @cached_property
    def _leads(self) -> bool:
        leading = Case.objects.filter(family=self.family.pk, stage=Case.Stage.ACTIVE)
        return leading.filter(lead__agency=self.by.agency).exists()


def must_keep(family: Recorded, by: User, *, or_lead: bool = True, of: int | None = None) -> None:
    """Raises Refused unless `by` decides about this record. The system always may, and a step of
    another act: that one said who."""
    if by.is_system or is_a_step() or Keeping(family, by).decides(or_lead=or_lead, of=of):
        return
    raise Refused(NOT_THEIRS)
