"""Who decides about a record itself: who works on it, who is shut out of it, when help begins and
ends. Others who help write what they saw and promise (docs/decisions/0051)."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

from families.acts.second_person import people_in
from families.models import Case, Family, Involvement
from sharing.acting import is_a_step
from sharing.models import Post, User
from sharing.refusals import Refused

#: Links of those who help a family; neither who counts results nor who audits them.
HELPING = (
    Involvement.Kind.LEAD_WORKER,
    Involvement.Kind.TEAM_AROUND,
    Involvement.Kind.HUB_DUTY,
    Involvement.Kind.PANEL,
)
NOT_THEIRS = "Only those who keep this record, or lead the family, can do this. Ask the lead worker"
FOR_FOUR_HOURS = "You opened this record in an emergency. Ask the lead worker or the hub to do this"


class Recorded(Protocol):
    """A record, by its key and the agency that keeps it: the row, or what a page read of it."""

    @property
    def pk(self) -> int: ...

    @property
    def owner_id(self) -> int: ...


class Keeping:
    """How far someone decides about one record. An act asks it before it is done, and a page before
    it is offered: there is no second rule. Each part is asked once."""

    def __init__(self, family: Recorded, by: User, *, opened: bool | None = None) -> None:
        """`opened`: whether `by` only opened it in an emergency, where a page has read that."""
        self.family, self.by, self.opened = family, by, opened

    def decides(self, *, or_lead: bool = True, of: int | None = None, urgent: bool = False) -> bool:
        """Whether the agency that they act for keeps the record, or is the hub of its council, or,
        with `or_lead`, leads the family now.

        `of`: the agency whose own it is that is decided about, such as an address that it wrote.
        `urgent`: it guards somebody now, so whoever opened the record in an emergency does it too.
        """
        return not self.why_not(or_lead=or_lead, of=of, urgent=urgent)

    def why_not(self, *, or_lead: bool = True, of: int | None = None, urgent: bool = False) -> str:
        """The sentence for whoever does not; empty for whoever does."""
        if not self._is_theirs(or_lead, of):
            return NOT_THEIRS
        return FOR_FOUR_HOURS if not urgent and self._only_in_an_emergency else ""

    def _is_theirs(self, or_lead: bool, of: int | None) -> bool:
        agency = self.by.agency
        if agency is None:
            return False
        own = agency.pk in (self.family.owner_id, of)
        return own or self._at_hub or (or_lead and self._leads)

    @cached_property
    def _only_in_an_emergency(self) -> bool:
        known = self.opened
        return only_in_an_emergency(self.family, self.by) if known is None else known

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


def must_keep(
    family: Recorded,
    by: User,
    *,
    or_lead: bool = True,
    of: int | None = None,
    urgent: bool = False,
) -> None:
    """Raises Refused unless `by` decides about this record. The system always may, and a step of
    another act: that one said who."""
    if by.is_system or is_a_step():
        return
    if no := Keeping(family, by).why_not(or_lead=or_lead, of=of, urgent=urgent):
        raise Refused(no)


def only_in_an_emergency(family: Recorded, by: User) -> bool:
    """A record opened in an emergency shuts by itself: it can't be made a standing link, and does
    not leave."""
    mine = Involvement.objects.live().filter(family=family.pk, post__user=by)
    if not mine.filter(kind=Involvement.Kind.EMERGENCY).exists():
        return False
    return not Family.objects.known_without_emergency(by).filter(pk=family.pk).exists()


def leads_of(family: Family) -> list[User]:
    lead = family.cases.filter(closed_on=None, lead__isnull=False).select_related("lead__user")
    return [case.lead.user for case in lead if case.lead]


def left_with(family: Family, by: User) -> list[User]:
    """Who is named beside whom `by` names for an address: nobody, but where they only opened the
    record in an emergency. What they keep back stays when their four hours are over, so it stays
    with the lead worker and those of the record's agency who help the family; where there is
    nobody, with the people of its teams that do."""
    if not only_in_an_emergency(family, by):
        return []
    helping = family.involvements.live().filter(kind__in=HELPING)
    posts = Post.objects.current().filter(agency=family.owner)
    found = [*leads_of(family), *people_in(posts.filter(pk__in=helping.values("post")))]
    return found or people_in(posts.filter(team__in=helping.values("team")))
