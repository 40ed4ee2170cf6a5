"""Every combination of the conditions of the access rule, written into one database at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from families.acts.involvement import project
from families.models import Case as FamilyCase
from families.models import (
    Conflict,
    Consent,
    Family,
    FamilyAccess,
    Household,
    Involvement,
    LastDay,
    Merge,
    Note,
    Override,
    Person,
    Restriction,
    Visit,
)
from sharing.models import Agency, Agreement, Authority, Category, Line, Post, Role, User
from tests import cast

KNOWN_BY = ("support", "results", "ended", "ran_out", "nobody", "own_post", "archived")
SAID = ("nothing", "yes", "yes_and_no", "ran_out")
#: A giver by the line that it has: "own" is the viewer's own agency.
GIVERS: dict[str, dict[str, Any]] = {
    "own": {},
    "none": {},
    "free": {"consent_needed": False},
    "asking": {},
    "manager": {"audience": "manager", "consent_needed": False},
    "named": {"audience": "named", "consent_needed": False},
    "results": {"purpose": "results", "consent_needed": False},
    "suspended": {"consent_needed": False},
    "ended": {"consent_needed": False},
    "not_begun": {"consent_needed": False},
    "replaced": {"consent_needed": False},
    "left": {"consent_needed": False},
    "switched_off": {"consent_needed": False},
}
KINDS = ("record", "everyone", "about_parent", "about_child")


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is true of one family."""

    known_by: str
    restricted: bool
    tied: bool
    said: str
    overridden: bool
    merging: str = "no"


#: A merge waits, and of the other record this is so.
MERGING = ("known", "unknown", "restricted", "tied")
EVERY = (
    *(
        Conditions(*chosen)
        for chosen in itertools.product(KNOWN_BY, (False, True), (False, True), SAID, (False, True))
    ),
    *(
        Conditions(known_by, False, tied, "yes", overridden=False, merging=merging)
        for known_by, tied, merging in itertools.product(KNOWN_BY, (False, True), MERGING)
    ),
)


@dataclass
class World:
    """The borough of all combinations. `rows` are by family, giver and kind of fact."""

    viewers: dict[str, User] = field(default_factory=dict)
    givers: dict[str, Agency] = field(default_factory=dict)
    families: dict[Conditions, Family] = field(default_factory=dict)
    rows: dict[tuple[Conditions, str, str], Any] = field(default_factory=dict)
    people: dict[Conditions, tuple[Person, Person]] = field(default_factory=dict)

    @property
    def here(self) -> Agency:
        return self.givers["own"]


def make_world() -> World:
    world = World()
    authority = Authority.objects.create(name="Everywhere", code="E08009998")
    team = _make_agencies(world, authority)
    _make_lines(world)
    _make_families(world, authority)
    _make_links(world, team)
    _make_decisions(world)
    _make_rows(world)
    _make_merges(world, team)
    return world


def _make_agencies(world: World, authority: Authority) -> Any:
    for name in GIVERS:
        agency = cast.make_agency(authority, f"Agency {name}", Agency.Kind.COUNCIL)
        world.givers[name] = agency
    Agency.objects.filter(pk=world.givers["switched_off"].pk).update(is_active=False)
    team = cast.make_team(world.here, "Everyone", "casework")
    closed = cast.make_agency(authority, "Closed", Agency.Kind.CHARITY)
    roles = {
        "worker": Role.KEY_WORKER, "manager": Role.SUPERVISOR, "counter": Role.COORDINATOR,
        "lead": Role.SHARING_LEAD, "off": Role.KEY_WORKER, "over": Role.KEY_WORKER,
    }  # fmt: skip
    for name, role in roles.items():
        world.viewers[name] = cast.make_user(name, world.here, role, team)
    archive = cast.make_team(world.here, "Archive", "records")
    world.viewers["keeper"] = cast.make_user("keeper", world.here, Role.RECORDS_OFFICER, archive)
    world.viewers["closed"] = cast.make_user("closed", closed, Role.KEY_WORKER)
    Agency.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(username="off").update(is_active=False)
    Post.objects.filter(user__username="over").update(ends_on=yesterday())
    for name, user in world.viewers.items():
        world.viewers[name] = User.objects.get(pk=user.pk)
    return team


def _make_lines(world: World) -> None:
    today = timezone.localdate()
    terms = {
        "suspended": {"state": Agreement.State.SUSPENDED},
        "ended": {"ends_on": yesterday()},
        "not_begun": {"starts_on": today + timedelta(days=1)},
        "replaced": {"replaced_from": today},
    }
    for name, line in GIVERS.items():
        if name in ("own", "none"):
            continue
        given = {"state": Agreement.State.ACTIVE, "starts_on": cast.LONG_AGO}
        agreement = Agreement.objects.create(title=name, **given | terms.get(name, {}))
        agreement.parties.add(world.givers[name], world.here)
        if name == "left":
            agreement.left.add(world.givers[name])
        named = {"named": world.viewers["worker"]} if name == "named" else {}
        for category in (Category.IDENTITY, Category.EDUCATION):
            Line.objects.create(
                agreement=agreement, from_agency=world.givers[name], to_agency=world.here,
                category=category, **{"consent_needed": True} | line | named,
            )  # fmt: skip


def _make_families(world: World, authority: Authority) -> None:
    made = Family.objects.bulk_create(
        Family(reference=f"WF-{n}", name="x", authority=authority, owner=world.here)
        for n, _ in enumerate(EVERY, start=10_000)
    )
    world.families = dict(zip(EVERY, made, strict=True))
    people = Person.objects.bulk_create(
        Person(family=family, given_name=name, relation="parent", owner=world.here)
        for family in made
        for name in ("Parent", "Child")
    )
    pairs = zip(people[::2], people[1::2], strict=True)
    world.people = dict(zip(EVERY, pairs, strict=True))


def _make_links(world: World, team: Any) -> None:
    """By the team, in every state; or by each viewer's own post; or by those of the archive."""
    links, keepers = [], world.viewers["keeper"].team
    for what, family in world.families.items():
        held = {"family": family, "since": cast.LONG_AGO, "owner": world.here}
        kind = "results" if what.known_by == "results" else "team_around"
        if what.known_by == "own_post":
            posts = [post for user in world.viewers.values() for post in user.posts.all()]
            links += [Involvement(post=post, kind=kind, **held) for post in posts]
        elif what.known_by != "nobody":
            until = yesterday() if what.known_by == "ran_out" else None
            ended = timezone.now() if what.known_by == "ended" else None
            links.append(Involvement(team=team, kind=kind, until=until, ended_at=ended, **held))
        if what.known_by == "archived":
            LastDay.objects.create(family=family, day=yesterday())
            links.append(Involvement(team=keepers, kind="records", **held))
    FamilyAccess.objects.bulk_create(
        FamilyAccess(
            principal=link.principal, family=link.family, purpose=link.purpose,
            since=link.since, until=link.ends_by(link.family.open_until), involvement=link,
        )
        for link in Involvement.objects.bulk_create(links)
        if link.ended_at is None
    )  # fmt: skip


def _make_decisions(world: World) -> None:
    """Restrictions name the worker only; a tie is everyone's; what was said is said to us."""
    today, worker = timezone.localdate(), world.viewers["worker"]
    limits = Restriction.objects.bulk_create(
        Restriction(family=family, reason="x", review_on=today, owner=world.here)
        for what, family in world.families.items()
        if what.restricted
    )
    named = Restriction.named.through
    named.objects.bulk_create(named(restriction=limit, user=worker) for limit in limits)
    Conflict.objects.bulk_create(
        Conflict(user=user, family=family, tie="x", owner=world.here)
        for what, family in world.families.items()
        for user in world.viewers.values()
        if what.tied
    )
    for category in (Category.IDENTITY, Category.EDUCATION):
        held = {"agency": world.here, "category": category, "owner": world.here}
        Override.objects.bulk_create(
            Override(
                family=family, reason="x", basis="x", since=today, until=today,
                decided_by=worker, **held,
            )
            for what, family in world.families.items()
            if what.overridden
        )  # fmt: skip
        Consent.objects.bulk_create(
            Consent(
                given_by=person,
                recorded_by=worker,
                person=person,
                family=person.family,
                **said,
                **held,
            )
            for what in EVERY
            for person, said in _said(world, what)
        )


def _said(world: World, what: Conditions) -> list[tuple[Person, dict[str, Any]]]:
    parent, child = world.people[what]
    yes = {"state": Consent.State.GIVEN, "decided_on": cast.LONG_AGO}
    if what.said == "nothing":
        return []
    if what.said == "ran_out":
        return [(parent, yes | {"until": yesterday()})]
    no = [(child, {"state": Consent.State.REFUSED, "decided_on": cast.LONG_AGO})]
    return [(parent, yes), *(no if what.said == "yes_and_no" else [])]


def _make_rows(world: World) -> None:
    """For each family and giver: the record, and a note about everyone and about each."""
    cases = FamilyCase.objects.bulk_create(
        FamilyCase(family=family, opened_on=cast.LONG_AGO, owner=world.here)
        for family in world.families.values()
    )
    worker = world.viewers["worker"]
    visits = Visit.objects.bulk_create(
        Visit(case=case, happened_at=timezone.now(), recorded_by=worker, owner=world.here)
        for case in cases
    )
    homes, notes = {}, {}
    for (what, visit), giver in itertools.product(zip(EVERY, visits, strict=True), GIVERS):
        owner, (parent, child) = world.givers[giver], world.people[what]
        homes[what, giver, "record"] = Household(
            family=world.families[what], label="x", owner=owner
        )
        for kind, person in zip(KINDS[1:], (None, parent, child), strict=True):
            notes[what, giver, kind] = Note(
                visit=visit, heading="home", text="x", category=Category.EDUCATION,
                person=person, owner=owner,
            )  # fmt: skip
    Household.objects.bulk_create(homes.values())
    Note.objects.bulk_create(notes.values())
    world.rows = homes | notes


def _make_merges(world: World, team: Any) -> None:
    """The kept record or the folded one by turns; the other is known to the team, or unknown."""
    worker, today = world.viewers["worker"], timezone.localdate()
    waiting = [what for what in EVERY if what.merging != "no"]
    for turn, what in enumerate(waiting):
        this = world.families[what]
        other = Family.objects.create(
            reference=f"WF-{20_000 + turn}", name="x", authority=this.authority, owner=world.here
        )
        kept, folded = (this, other) if turn % 2 else (other, this)
        Merge.objects.create(
            kept=kept, folded=folded, why="x", merged_by=worker, look_by=today, owner=world.here
        )
        if what.merging != "unknown":
            _let_team_know(other, team)
        if what.merging == "restricted":
            limit = Restriction.objects.create(
                family=other, reason="x", review_on=today, owner=world.here
            )
            limit.named.set([worker])
        if what.merging == "tied":
            for user in world.viewers.values():
                Conflict.objects.create(user=user, family=other, tie="x", owner=world.here)


def _let_team_know(family: Family, team: Any) -> None:
    """For support and for results."""
    for kind in ("team_around", "results"):
        project(
            Involvement.objects.create(
                family=family, team=team, kind=kind, since=cast.LONG_AGO, owner=family.owner
            )
        )


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)
