"""Merrowby: its agencies and teams, and the 40 people who sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from coordination.demo.names import EAST, WEST
from coordination.demo.people import AGENCIES, PEOPLE, TEAMS, PersonWhoSignsIn
from coordination.demo.rows import Signer
from referrals.models import Capacity
from sharing.models import Agency, Authority, Post, Role, Team, User

PASSWORD = "merrowby-demo-2026"  # noqa: S105 (printed at every start; the demo holds nobody real)
MERROWBY, WEXMOOR = "Merrowby Borough Council", "Wexmoor Combined Authority"


@dataclass
class Cast:
    """Who is who, by the short names that the demo uses."""

    authority: Authority
    agencies: dict[str, Agency]
    teams: dict[str, Team]
    posts: dict[str, list[Post]]

    def signer(self, username: str, place: int = 0) -> Signer:
        """Someone at work: in their first post, or another of theirs."""
        post = self.posts[username][place]
        team = post.team
        return Signer(
            user=post.user_id,
            post=post.pk,
            agency=post.agency_id,
            team=team.pk if team else None,
            group=team.group_id if team else None,
        )

    def post(self, username: str, place: int = 0) -> Post:
        """A post of someone."""
        return self.posts[username][place]

    def user(self, username: str, place: int = 0) -> User:
        """Someone who acts now, in that post, read afresh so that nothing is remembered."""
        post = self.posts[username][place]
        return User.objects.get(pk=post.user_id).acting_as(post)

    def agency(self, key: str) -> int:
        """An agency's id."""
        return self.agencies[key].pk

    @property
    def system(self) -> Signer:
        """The one who acts when nobody is at the keyboard."""
        return Signer(User.objects.system().pk)

    @property
    def workers(self) -> dict[str, int]:
        """Who leads families for Early Help, and how many."""
        return {p.username: p.carries for p in PEOPLE if p.leads and p.agency == "early_help"}


def find_cast() -> Cast:
    """The cast as it stands in the database. Raises KeyError or DoesNotExist where it is not."""
    posts: dict[str, list[Post]] = {}
    usernames = [person.username for person in PEOPLE]
    known = Post.objects.filter(user__username__in=usernames).order_by("pk")
    for post in known.select_related("user", "agency", "team__group"):
        posts.setdefault(post.user.username, []).append(post)
    agencies = {key: Agency.objects.get(name=name) for key, (name, _, _) in AGENCIES.items()}
    teams = {
        key: Team.objects.get(agency=agencies[of], name=name)
        for key, (of, name, _) in TEAMS.items()
    }
    return Cast(Authority.objects.get(name=MERROWBY), agencies, teams, posts)


def make_cast(on: date) -> Cast:
    """The two authorities, the agencies, teams, people and posts."""
    above = Authority.objects.create(name=WEXMOOR, code="E47009901")
    authority = Authority.objects.create(name=MERROWBY, code="E08009901", above=above)
    agencies = {}
    for key, (name, kind, phone) in AGENCIES.items():
        agencies[key] = Agency.objects.create(name=name, kind=kind, phone=phone)
        agencies[key].authorities.add(authority)
    teams = {}
    for key, (of, name, duty) in TEAMS.items():
        group = Group.objects.create(name=f"{agencies[of].name}: {name}")
        teams[key] = Team.objects.create(agency=agencies[of], name=name, duty=duty, group=group)
    password = make_password(PASSWORD)
    posts = {
        person.username: make_person(person, agencies, teams, password, on) for person in PEOPLE
    }
    User.objects.system()
    User.objects.public()
    return Cast(authority, agencies, teams, posts)


def make_person(
    person: PersonWhoSignsIn,
    agencies: dict[str, Agency],
    teams: dict[str, Team],
    password: str,
    on: date,
) -> list[Post]:
    user = User.objects.create(
        username=person.username,
        full_name=person.name,
        email=f"{person.username}@example.org",
        phone=person.phone,
        password=password,
    )
    posts = []
    for role, agency, team, title in person.posts:
        post = Post.objects.create(
            user=user,
            agency=agencies[agency],
            team=teams[team] if team else None,
            role=role,
            title=title,
            starts_on=on - timedelta(days=1200),
        )
        posts.append(post)
        if role == Role.KEY_WORKER:
            _make_capacity(post, person, on)
    return posts


def _make_capacity(post: Post, person: PersonWhoSignsIn, on: date) -> None:
    wards = {"east": EAST, "west": WEST}.get(person.team, ("Larkmoor",))
    Capacity.objects.create(
        post=post,
        families_at_most=person.room,
        wards=list(wards),
        languages=list(person.languages),
        woman=person.woman,
        away_until=on + timedelta(days=person.away) if person.away else None,
    )
