"""Who works with a family: the links, the grants, and the projection that lists join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.demo.days import moment
from coordination.demo.pen import Pen, Written
from coordination.demo.rows import Signer
from families.models import (
    Case,
    FamilyAccess,
    FamilyGroupPermission,
    FamilyUserPermission,
    Involvement,
    LastDay,
)
from families.rules.archiving import a_year_on, first_of
from sharing.models import Purpose

Kind = Involvement.Kind
PARTNERS = {
    "larkmoor": "owen.pryce", "kestrel": "ruth.amadi", "college": "sean.doherty",
    "nursery": "mina.shah", "tannery": "col.whitaker", "social_care": "hana.novak",
    "police": "aaron.blake", "jobcentre": "gail.norris",
}  # fmt: skip
CLINICIANS = ("noor.hassan", "will.tan", "leah.brandt", "marta.silva")
#: Needs, who of another agency then works with the family, and why.
WITH_NEEDS = (
    ({"9b", "10b"}, "col.whitaker", "The tenancy"),
    ({"10a"}, "gail.norris", "Work"),
    ({"6a"}, "hana.novak", "Social care"),
    ({"7c"}, "dawn.ferris", "Community safety"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A person's post, or with `as_team` their team, works with the family for a time."""

    kind: str
    who: Signer
    since: date
    until: date | None = None
    as_team: bool = False
    why: str = ""


def involve(pen: Pen, made: Written) -> None:
    """Everyone who works with the family, now or until its case was closed."""
    users: set[int] = set()
    groups: set[int] = set()
    last = a_year_on(made.sketch.closed) if made.sketch.closed else None
    for link in _links(pen, made):
        _write(pen, made, link, last)
        until = first_of(link.until, last)
        if until is None or until >= pen.on:
            (groups.add(link.who.group or 0) if link.as_team else users.add(link.who.user))
    if last:
        keeper = _archive(pen, made, last)
        if last < pen.on:
            groups.add(keeper.group or 0)
    given = {"permission_id": pen.view_family, "content_object_id": made.family}
    for user in sorted(users):
        pen.rows.add(FamilyUserPermission, user_id=user, **given)
    for group in sorted(groups):
        pen.rows.add(FamilyGroupPermission, group_id=group, **given)


def _links(pen: Pen, made: Written) -> Iterator[Link]:
    sketch = made.sketch
    start = sketch.opened or pen.on - timedelta(days=20)
    yield Link(Kind.HUB_DUTY, pen.signer("tom.adeyemi"), start, as_team=True)
    if sketch.opened:
        yield Link(Kind.RESULTS, pen.signer("miriam.kovac"), start, as_team=True)
    if not sketch.lead:
        return
    lead = pen.signer(sketch.lead)
    yield Link(Kind.LEAD_WORKER, lead, made.allocated, why="Asked to lead")
    if sketch.stage == Case.Stage.OFFERED:
        return
    around, until = Kind.TEAM_AROUND, sketch.closed
    yield Link(around, lead, made.accepted, until, as_team=True, why="Covers for the lead")
    for username, why in partners(pen, made):
        yield Link(around, pen.signer(username), made.assessed, until, why=why)


def _write(pen: Pen, made: Written, link: Link, last: date | None) -> None:
    who, since = link.who, min(link.since, pen.on)
    rows = pen.rows.at(moment(since, 11), pen.signer("tom.adeyemi"))
    row = rows.add(
        Involvement,
        family_id=made.family,
        post_id=None if link.as_team else who.post,
        team_id=who.team if link.as_team else None,
        kind=link.kind,
        since=since,
        until=link.until,
        reason=link.why,
        owner_id=pen.hub,
    )
    rows.did("involvement.start", Involvement, row, made.family, kind=link.kind)
    if link.until is None or link.until >= pen.on:
        rows.add(
            FamilyAccess,
            principal=-(who.team or 0) if link.as_team else who.post,
            family_id=made.family,
            purpose=Purpose.RESULTS if link.kind == Kind.RESULTS else Purpose.SUPPORT,
            since=since,
            until=first_of(link.until, last),
            involvement_id=row,
        )


def _archive(pen: Pen, made: Written, last: date) -> Signer:
    """What closing left behind: the last day for those above, and the records team's first."""
    closed, keeper = made.sketch.closed or pen.on, pen.signer("elsie.farrow", 1)
    rows = pen.rows.at(moment(closed, 16), pen.signer(made.sketch.lead or "helen.marsh"))
    rows.add(LastDay, family_id=made.family, day=last)
    since, given = last + timedelta(days=1), {"family_id": made.family}
    row = rows.add(
        Involvement, team_id=keeper.team, kind=Kind.RECORDS, since=since, owner_id=pen.hub, **given
    )
    rows.add(
        FamilyAccess,
        principal=-(keeper.team or 0),
        purpose=Purpose.SUPPORT,
        since=since,
        involvement_id=row,
        **given,
    )
    return keeper


def partners(pen: Pen, made: Written) -> list[tuple[str, str]]:
    """People of other agencies who work with this family too, and why."""
    schools = dict.fromkeys(m.school for m in made.sketch.people if m.school)
    codes = {need.code for need in made.sketch.needs}
    found = [(PARTNERS[school], "A child’s school") for school in schools]
    found += [(username, why) for needs, username, why in WITH_NEEDS if codes & needs]
    if codes & {"3a", "3b", "2c"}:
        found.append((pen.rng.choice(CLINICIANS), "Health"))
    if pen.rng.random() < 0.08:
        found.append(("femi.adeleke", "Debt advice"))
    return found[:2] if pen.lean else found
