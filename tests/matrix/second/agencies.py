"""Who works where and what was agreed: in the database and, in plain words, beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from families.models import Family as Record
from families.models import Person
from sharing.models import Agency, Agreement, Authority, Line, Post, Team, User
from tests import cast
from tests.matrix.second import world as said

DAY = timedelta(days=1)
AGENCIES = {
    "council": ("council", "north"),
    "school": ("school", "north"),
    "police": ("police", "north"),
    "audit": ("council", "north"),
    "charity": ("charity", "north"),
    "south": ("council", "south"),
}
CLOSED = "charity"
#: A team's duty, by the agency and the team's name.
TEAMS = {
    "hub": ("council", "hub"),
    "east": ("council", "casework"),
    "results": ("council", "results"),
    "archive of council": ("council", "records"),
    "south hub": ("south", "hub"),
    "archive of south": ("south", "records"),
    "pupils": ("school", "casework"),
    "beat": ("police", "casework"),
}
#: Name, user, agency, role, team.
POSTS = (
    ("worker", "worker", "council", "key_worker", "east"),
    ("manager", "manager", "council", "supervisor", "east"),
    ("officer", "officer", "council", "hub_officer", "hub"),
    ("chief", "chief", "council", "supervisor", "hub"),
    ("counter", "counter", "council", "coordinator", "results"),
    ("analyst", "analyst", "council", "analyst", "results"),
    ("lead", "lead", "council", "sharing_lead", ""),
    ("archivist", "archivist", "council", "records_officer", "archive of council"),
    ("stray", "stray", "council", "key_worker", "archive of council"),
    ("clerk", "clerk", "council", "administrator", ""),
    ("auditor", "auditor", "audit", "auditor", ""),
    ("auditor two", "auditor two", "audit", "auditor", ""),
    ("tutor", "tutor", "school", "practitioner", "pupils"),
    ("head", "head", "school", "supervisor", "pupils"),
    ("mentor", "worker", "school", "key_worker", ""),  # the council's worker, in another post
    ("constable", "constable", "police", "practitioner", "beat"),
    ("sergeant", "sergeant", "police", "supervisor", ""),
    ("helper", "helper", "charity", "key_worker", ""),
    ("southerner", "southerner", "south", "hub_officer", "south hub"),
    ("south worker", "south worker", "south", "key_worker", ""),
    ("gone", "gone", "council", "key_worker", "east"),
    ("locked out", "locked out", "council", "supervisor", "hub"),
)
CATEGORIES = (
    "identity", "plan", "case_notes", "contact", "services", "education", "claim_evidence",
)  # fmt: skip
#: What can be true of an agreement, and from when until when, in days from today.
STATES: tuple[tuple[str, int, int | None, int | None], ...] = (
    *[("active", -400, None, None)] * 14,
    ("active", -400, 0, None),
    ("active", 0, 30, 30),
    ("active", -400, -1, None),
    ("active", 1, None, None),
    ("active", -400, None, 0),
    ("active", -400, None, 1),
    ("suspended", -400, None, None),
    ("ended", -400, None, None),
    ("draft", -400, None, None),
)


@dataclass
class Made:
    """A world, and the rows of it by the names that it has there."""

    dice: Random
    words: said.World
    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    #: Each row with the fact that it is.
    rows: list[tuple[Any, said.Fact]] = field(default_factory=list)

    def viewer(self, name: str) -> User:
        """Fresh, in that post: what someone held is read once for each object."""
        post = Post.objects.select_related("agency", "team", "user").get(pk=self.posts[name].pk)
        user = User.objects.get(pk=post.user_id)
        return user.acting_as(post) if user.posts.count() > 1 else user

    def by_chance(self, likely: float) -> bool:
        return self.dice.random() < likely

    def note(self, row: Any, family: said.Family, category: str, owner: str, **more: Any) -> None:
        """A row of everybody's and nobody's, with the fact that it is."""
        fact = said.Fact(type(row).__name__, family.name, category, owner, more=more)
        self.rows.append((row, fact))


def make_agencies(seed: int) -> Made:
    today = timezone.localdate()
    made = Made(Random(seed), said.World(today, timezone.now()))  # noqa: S311 - worlds, no secrets
    councils = {
        name: Authority.objects.create(name=f"{name} council", code=f"E0800900{n}")
        for n, name in enumerate(("north", "south"))
    }
    for name, (kind, council) in AGENCIES.items():
        made.agencies[name] = cast.make_agency(councils[council], name, kind)
        made.words.agencies[name] = said.Agency(name, kind, council, name != CLOSED)
    for name, (agency, duty) in TEAMS.items():
        made.teams[name] = cast.make_team(made.agencies[agency], name, duty)
    for who in POSTS:
        _make_post(made, *who, until=today - DAY if who[0] == "gone" else None)
    Agency.objects.filter(name=CLOSED).update(is_active=False)
    User.objects.filter(username="locked out").update(is_active=False)
    _make_lines(made)
    return made


def _make_post(
    made: Made, name: str, user: str, agency: str, role: str, team: str, *, until: date | None
) -> None:
    if user not in made.users:
        made.users[user] = User.objects.create(username=user, full_name=user)
    made.posts[name] = Post.objects.create(
        user=made.users[user], agency=made.agencies[agency], role=role,
        team=made.teams.get(team), starts_on=cast.LONG_AGO, ends_on=until,
    )  # fmt: skip
    duty = TEAMS[team][1] if team else ""
    made.words.viewers[name] = said.Viewer(
        name, user, agency, role, team, duty, until, cast.LONG_AGO, user != "locked out"
    )


def _make_lines(made: Made) -> None:
    """Between each two agencies an agreement or two, with a line for most kinds of fact."""
    today, dice = made.words.today, made.dice
    pairs = [(a, b) for a in AGENCIES for b in AGENCIES if a != b and made.by_chance(0.8)]
    for giver, taker in [*pairs, *dice.sample(pairs, len(pairs) // 3)]:
        state, since, until, replaced = dice.choice(STATES)
        days = [None if n is None else today + n * DAY for n in (since, until, replaced)]
        agreement = Agreement.objects.create(
            title=f"{giver} and {taker}", state=state, starts_on=days[0], ends_on=days[1],
            replaced_from=days[2],
        )  # fmt: skip
        agreement.parties.add(made.agencies[giver], made.agencies[taker])
        left = (dice.choice((giver, taker)),) if made.by_chance(0.05) else ()
        agreement.left.add(*(made.agencies[name] for name in left))
        rows = [
            _line(made, (giver, taker), category, (state, days, left))
            for category in CATEGORIES
            if made.by_chance(0.8)
        ]
        Line.objects.bulk_create(Line(agreement=agreement, **row) for row in rows)


def _line(made: Made, who: tuple[str, str], category: str, stands: Any) -> dict[str, Any]:
    (giver, taker), (state, days, left), dice = who, stands, made.dice
    purpose = dice.choice(("support",) * 6 + ("results", "audit"))
    if taker == "audit":
        purpose = "audit"
    audience = dice.choice(("team",) * 6 + ("manager", "named"))
    theirs = sorted({v.user for v in made.words.viewers.values() if v.agency == taker})
    named = dice.choice(theirs) if audience == "named" else ""
    needed = made.by_chance(0.6)
    made.words.lines.append(
        said.Line(giver, taker, category, purpose, audience, named, needed, state, *days, left)
    )
    return {
        "from_agency": made.agencies[giver], "to_agency": made.agencies[taker],
        "category": category, "purpose": purpose, "audience": audience,
        "named": made.users.get(named), "consent_needed": needed,
    }  # fmt: skip
