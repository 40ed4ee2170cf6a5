"""What the access rule in words needs to know, and who else it lets in.

`families/access.py` decides; this gathers the same facts for `families/rules/knowing.py`, so that
a page can say why. `Ground` reads what is true of some families once, for any number of viewers.
It is never an access check: whoever asks was let in by `visible_to` before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from families.access import REACH
from families.models import Involvement, Person
from families.rules.knowing import About, Above, Facts, Link, Said, Step, Term, may_know, steps
from families.why import openly
from families.why.openly import asked
from sharing.models import Category, Purpose, Role, User, follow
from sharing.rules import Finding
from sharing.wall import opened_to_read


@dataclass(frozen=True, slots=True)
class Fact:
    """What the rule asks of a row: whose, what kind, who wrote it."""

    family: int
    category: str
    owner: int
    giver: str
    about: About
    person: int | None = None
    named: frozenset[int] | None = None
    for_results: str = ""

    def category_for(self, purpose: str) -> str:
        """Its category, which is another for whoever checks results where the model says so."""
        return (self.for_results if purpose == Purpose.RESULTS else "") or self.category

    @classmethod
    def of(cls, row: Any) -> Fact:
        """Of any row about a family, by its model's own declaration."""
        sharing = type(row).Sharing
        family = follow(row, sharing.family)
        owner = follow(row, getattr(sharing, "owner", "owner"))
        category = sharing.category
        path = getattr(sharing, "person", None)
        person = row.pk if path == "pk" else getattr(row, f"{path}_id") if path else None
        about = About.SOMEONE if person else About.EVERYONE
        if getattr(sharing, "record", False):
            about = About.RECORD
        named = None
        if getattr(row, "confidential", False):
            named = frozenset(row.named.values_list("pk", flat=True))
        return cls(
            family=family.pk,
            category=category if category in Category.values else getattr(row, category),
            owner=owner.pk,
            giver=owner.name,
            about=about,
            person=person,
            named=named,
            for_results=getattr(sharing, "for_results", ""),
        )


class Ground:
    """What is true of these families and their agreements now, whoever looks."""

    def __init__(
        self,
        families: Iterable[int],
        *,
        told_to: User | None = None,
        names: Mapping[int, str] | None = None,
    ) -> None:
        """`told_to` reads the sentences: nobody is named whose decision they may not know.
        `names`: the people whom they may know, where those have been read before."""
        self.families = list(families)
        self.told_to = told_to
        self.known_names = names
        self.today = timezone.localdate()

    @cached_property
    def _found(self) -> openly.Standing:
        """Read openly: what decides is often about others than the viewer may see. Of families that
        these wait to be merged with: who knows them, and who may not."""
        with opened_to_read():
            found = openly.of_families(self.told_to, self.families)
            pairs = {one for pair in found.merging for one in pair}
            if others := sorted(pairs - set(self.families)):
                beside = openly.of_families(self.told_to, others)
                found.links.extend(beside.links)
                found.restrictions.extend(beside.restrictions)
                found.ties.extend(beside.ties)
        return found

    def facts(self, viewer: User, fact: Fact) -> Facts:
        """All that the rule asks about this viewer and this fact."""
        reach = REACH.get(viewer.role)
        agency, purpose = viewer.agency, reach.purpose if reach else ""
        taker = agency.pk if agency else 0
        both = self._both(fact.family)
        category = fact.category_for(purpose)
        about = (taker, category)
        return Facts(
            today=self.today,
            agency=agency.name if agency else "",
            giver=fact.giver,
            category=Category(category).label,
            role=Role(viewer.role).label.lower() if viewer.role else "",
            purpose=purpose,
            account_active=viewer.is_active,
            in_post=viewer.post is not None,
            agency_active=agency is None or agency.is_active,
            manager=viewer.role == Role.SUPERVISOR,
            reaches=self.reaches(viewer, category),
            links=self.links_of(viewer, fact.family),
            restricted=any(viewer.pk not in named for one in both for named in self._named[one]),
            tied=any((one, viewer.pk) in self._tied for one in both),
            merging=len(both) > 1 and not self._knows(viewer, both[1], purpose),
            kept_back=fact.named is not None and viewer.pk not in fact.named,
            own=taker == fact.owner,
            terms=tuple(_term(line, viewer) for line in self._lines(taker)[(fact.owner, category)]),
            about=fact.about,
            person=fact.person,
            person_name=self._names.get(fact.person or 0, ""),
            said=tuple(self._said[(fact.family, *about, purpose)]),
            above=tuple(self._above[(fact.family, *about)]),
        )

    def reaches(self, viewer: User, category: str) -> bool:
        """Whether the role sees this kind of fact at all."""
        return viewer.role in REACH and category in REACH[viewer.role].categories

    def may(self, viewer: User, fact: Fact) -> Finding:
        return may_know(self.facts(viewer, fact))

    def steps(self, viewer: User, fact: Fact) -> tuple[Step, ...]:
        return steps(self.facts(viewer, fact))

    def links_of(self, viewer: User, family: int) -> tuple[Link, ...]:
        return tuple(
            link for who in viewer.principals for link in self._links.get((family, who), ())
        )

    def _both(self, family: int) -> list[int]:
        """The family, and the other one while a merge of the two waits."""
        return [family, *([self._merging[family]] if family in self._merging else [])]

    def _knows(self, viewer: User, family: int, purpose: str) -> bool:
        links = self.links_of(viewer, family)
        return any(link.live(self.today) and link.purpose == purpose for link in links)

    @cached_property
    def _merging(self) -> dict[int, int]:
        return {
            one: other
            for kept, folded in self._found.merging
            for one, other in ((kept, folded), (folded, kept))
        }

    @cached_property
    def _links(self) -> dict[tuple[int, int], list[Link]]:
        found = defaultdict(list)
        for row in self._found.links:
            link = Link(
                kind=row.get_kind_display(),
                purpose=row.purpose,
                since=row.since,
                until=row.ends_by(row.last),
                over=_is_over(row),
                through=row.team.name if row.team else "",
                emergency=row.kind == Involvement.Kind.EMERGENCY,
            )
            found[(row.family_id, row.principal)].append(link)
        return found

    @cached_property
    def _around(self) -> set[int]:
        """The agencies that work with these families, as the links name them."""
        going_on = (row.post or row.team for row in self._found.links if not _is_over(row))
        return {whose.agency_id for whose in going_on if whose}

    @cached_property
    def _named(self) -> dict[int, list[set[int]]]:
        """For each restricted family, whom each restriction names."""
        found: dict[tuple[int, int], set[int]] = defaultdict(set)
        for family, restriction, user in self._found.restrictions:
            found[(family, restriction)].add(user or 0)  # 0, nobody's: it names none
        named = defaultdict(list)
        for (family, _), users in found.items():
            named[family].append(users)
        return named

    @cached_property
    def _tied(self) -> set[tuple[int, int]]:
        return {(family, user) for family, user in self._found.ties}

    @cached_property
    def _said(self) -> dict[tuple[Any, ...], list[Said]]:
        found = defaultdict(list)
        for row in self._found.said:
            said = Said(
                person=row.person_id,
                name=self._names.get(row.person_id, "") if row.told else "",
                state=row.state,
                decided_on=row.decided_on,
                until=row.until,
            )
            about = (row.family_id, row.agency_id, row.category, row.purpose)
            found[about].append(said)
        return found

    @cached_property
    def _names(self) -> Mapping[int, str]:
        """Whom the reader of the sentences may know."""
        if self.known_names is not None or self.told_to is None:
            return self.known_names or {}
        people = Person.objects.visible_to(self.told_to).filter(family__in=self.families)
        return {person.pk: person.short_name for person in people}

    @cached_property
    def _above(self) -> dict[tuple[int, int, str], list[Above]]:
        found = defaultdict(list)
        for row in self._found.above:
            found[(row.family_id, row.agency_id, row.category)].append(Above(row.since, row.until))
        return found

    def _lines(self, taker: int) -> dict[tuple[int, str], list[Any]]:
        """Every line to an agency, in force or not, by giver and category. The first who is asked
        about brings the lines to all who work with these families: they are asked about next."""
        if taker not in self._read:
            takers = {taker} | (set() if self._read else self._around)
            self._read.update((one, defaultdict(list)) for one in takers)
            for line in asked(openly.lines, agencies=sorted(takers)):
                found = self._read[line.to_agency_id]
                found[(line.from_agency_id, line.category)].append(line)
        return self._read[taker]

    @cached_property
    def _read(self) -> dict[int, dict[tuple[int, str], list[Any]]]:
        return {}


def _is_over(link: Involvement) -> bool:
    """Ended, or opened in an emergency for some hours, which are over."""
    run_out = link.expires_at is not None and link.expires_at <= timezone.now()
    return link.ended_at is not None or run_out


def _term(line: Any, viewer: User) -> Term:
    agreement = line.agreement
    return Term(
        agreement=agreement.title,
        state=agreement.state,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        purpose=line.purpose,
        audience=line.audience,
        consent_needed=line.consent_needed,
        named=line.named_id == viewer.pk,
        parties=line.between,
        replaced_from=agreement.replaced_from,
        state_since=agreement.state_since,
        key=str(agreement.key),
    )
