"""Who else may know: named people and teams with a live link, whom the rule in words lets in.

Nobody is named whose link the reader may not see (access.md, P18).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from families.access import seat_of
from families.models import Family, Involvement
from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from families.why.openly import asked
from sharing.models import Category, Post, Purpose, User
from sharing.questions.prepared import AnyGiven, Given, Statement, kept


@dataclass(frozen=True, slots=True)
class Holder:
    """A live link that the reader may see, and the people behind it in the posts they act in."""

    link: Involvement
    name: str
    title: str
    agency: str
    agency_id: int
    people: tuple[User, ...]
    mine: bool

    @property
    def count(self) -> int:
        return len(self.people)


@dataclass(frozen=True, slots=True)
class Knower:
    """Someone, or a team, and how much of it they may know."""

    name: str
    title: str
    agency: str
    kind: str
    purpose: str
    until: date | None
    people: int
    mine: bool
    all_of_it: bool
    categories: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """How much, in a sentence."""
        if self.all_of_it:
            return "All of it."
        parts = []
        if self.categories:
            parts.append(f"{', '.join(self.categories)}.")
        if self.partly:
            parts.append(f"About some people only: {', '.join(self.partly).lower()}.")
        if self.purpose == Purpose.RESULTS:
            parts.append("For results only.")
        return " ".join(parts) or "Nothing of it today."


def holders(reader: User, family: int) -> list[Holder]:
    """Everyone with a live link that the reader may see, the reader's own first."""
    rows = kept((_links, seat_of(reader)), lambda: Statement(_links(reader))).ask(family=family)
    posts = _current(rows)
    found = []
    for link in rows:
        people = [post.user.acting_as(post) for post in posts if _behind(post, link)]
        agency = link.post.agency if link.post else link.team.agency
        found.append(
            Holder(
                link=link,
                name=link.who,
                title=link.post.title or link.post.get_role_display() if link.post else "",
                agency=agency.name,
                agency_id=agency.pk,
                people=tuple(people),
                mine=link.principal in reader.principals,
            )
        )
    return sorted(found, key=lambda holder: not holder.mine)


def _links(reader: User) -> QuerySet[Involvement]:
    links = Involvement.objects.visible_to(reader).live()
    links = links.filter(family=Given("family", Family._meta.pk)).order_by("pk")
    return links.select_related("post__user", "post__agency", "post__team", "team__agency")


def _current(links: Iterable[Involvement]) -> list[Post]:
    """The posts behind these links that are held today, each with its own person in it."""
    posts = [link.post_id for link in links if link.post_id]
    teams = [link.team_id for link in links if link.team_id]
    return asked(_held, posts=posts, teams=teams)


def _held() -> QuerySet[Post]:
    posts = Post.objects.current().select_related("user", "agency", "team")
    return posts.filter(pk__in=AnyGiven("posts")) | posts.filter(team__in=AnyGiven("teams"))


def _behind(post: Post, link: Involvement) -> bool:
    return post.pk == link.post_id or (link.team_id is not None and post.team_id == link.team_id)


def who_may_know(ground: Ground, reader: User, fact: Fact) -> list[Knower]:
    """Of one fact: those whom the whole rule lets in today, apart from the reader."""
    found = []
    for holder in holders(reader, fact.family):
        let_in = [user for user in holder.people if ground.may(user, fact).is_met]
        if let_in and not holder.mine:
            found.append(_knower(holder, len(let_in), all_of_it=True))
    return found


def who_may_know_of(
    ground: Ground, reader: User, written_by: int, family: int, members: Sequence[int]
) -> list[Knower]:
    """Of what one agency wrote about a family: whom the rule lets in, and to which categories."""
    found = []
    for holder in holders(reader, family):
        seen = [
            _reading(ground, user, written_by, family, members)
            for user in holder.people
            if not holder.mine
        ]
        open_to = [reading for reading in seen if any(reading)]
        if not holder.mine:
            whole = {category for reading in open_to for category in reading[0]}
            partly = {category for reading in open_to for category in reading[1]} - whole
            found.append(
                _knower(
                    holder,
                    len(open_to) or len(holder.people),
                    all_of_it=len(whole) == len(Category),
                    categories=tuple(c.label for c in Category if c in whole),
                    partly=tuple(c.label for c in Category if c in partly),
                )
            )
    return found


def _reading(
    ground: Ground, user: User, owner: int, family: int, members: Sequence[int]
) -> tuple[set[str], set[str]]:
    """The categories open about everyone, and those open about some members only."""
    whole, partly = set(), set()
    for category in Category.values:
        if ground.may(user, Fact(family, category, owner, "", About.EVERYONE)).is_met:
            whole.add(category)
        elif any(
            ground.may(user, Fact(family, category, owner, "", About.SOMEONE, person)).is_met
            for person in members
        ):
            partly.add(category)
    return whole, partly


def _knower(
    holder: Holder,
    people: int,
    *,
    all_of_it: bool,
    categories: tuple[str, ...] = (),
    partly: tuple[str, ...] = (),
) -> Knower:
    return Knower(
        name=holder.name,
        title=holder.title,
        agency=holder.agency,
        kind=holder.link.get_kind_display(),
        purpose=holder.link.purpose,
        until=holder.link.until,
        people=people,
        mine=holder.mine,
        all_of_it=all_of_it,
        categories=categories,
        partly=partly,
    )
