"""What a post could open of one family, and why: the rule's own answers, and nothing it guards.

No row of the family is read but those that the rule itself asks: links, decisions, limits. So
there is nothing here to mask: no name, no address, no word that anyone wrote. The agencies are
those with an agreement, not those that are involved, so the list tells of no one's involvement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from families.models import Person, ViewAs
from families.pages import TABS
from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from sharing.models import Agency, Category, Line, Post, User
from sharing.wall import opened_to_read


class Openly:
    """Pages and endpoints about a viewing, or about one's own ties: the wall would hide the family,
    whom the reader does not know. The rule alone says what they are told (docs/decisions/0015)."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with opened_to_read():
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            return response.render() if hasattr(response, "render") else response


@dataclass(frozen=True, slots=True)
class Sight:
    """Kinds of fact that one agency would have written, open or closed for the same reasons."""

    giver: str
    label: str
    state: str
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        return {"open": "Open", "partly": "Open about some people"}.get(self.state, "Closed")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the family, and whether it would exist for them."""

    label: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """All of it: whether they know the family at all, its pages, and each kind of fact."""

    known: bool
    reasons: tuple[str, ...]
    pages: tuple[Page, ...]
    sights: tuple[Sight, ...]


def seen_as(viewing: ViewAs) -> Seen:
    """Judged now, by the same rule as their own pages."""
    viewer = viewing.post.user
    held = Post.objects.current().select_related("agency", "team")
    viewer.post = held.filter(pk=viewing.post_id).first()
    ground = Ground([viewing.family_id])
    people = tuple(Person.objects.filter(family=viewing.family_id).values_list("pk", flat=True))
    record = Fact.of(viewing.family)
    finding = ground.may(viewer, record)
    facts = ground.facts(viewer, record)
    pages = tuple(
        Page(label, finding.is_met and ground.reaches(viewer, category))
        for _, label, _, category in TABS
        if category != Category.CLAIM_EVIDENCE or facts.own
    )
    sights = tuple(_together(_sights(ground, viewer, viewing, people)))
    return Seen(finding.is_met, finding.reasons, pages, sights)


def _sights(
    ground: Ground, viewer: User, viewing: ViewAs, people: tuple[int, ...]
) -> Iterator[Sight]:
    for giver in _givers(viewing):
        for category in Category:
            sight = _sight(ground, viewer, viewing.family_id, giver, category, people)
            if sight is not None:
                yield sight


def _together(sights: Iterable[Sight]) -> Iterator[Sight]:
    """Kinds of fact that are open, or closed, for the same reasons, as one."""
    alike: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for sight in sights:
        alike.setdefault((sight.giver, sight.state, sight.reasons), []).append(sight.label)
    for (giver, state, reasons), labels in alike.items():
        yield Sight(giver, ", ".join(labels), state, reasons)


def _givers(viewing: ViewAs) -> list[Agency]:
    """Their own agency, then those that have a line to it, in force or not."""
    own = viewing.post.agency
    lines = Line.objects.filter(to_agency=own).exclude(agreement__state="draft")
    others = Agency.objects.filter(pk__in=lines.values("from_agency")).exclude(pk=own.pk)
    return [own, *others.order_by("name")]


def _sight(
    ground: Ground,
    viewer: User,
    family: int,
    giver: Agency,
    category: Category,
    people: tuple[int, ...],
) -> Sight | None:
    """None for a kind of fact that no line speaks of."""
    everyone = Fact(family, category, giver.pk, giver.name, About.EVERYONE)
    facts = ground.facts(viewer, everyone)
    if not facts.own and not facts.terms:
        return None
    finding = ground.may(viewer, everyone)
    if finding.is_met:
        lawful = [s for s in ground.steps(viewer, everyone) if s.name in ("lawful", "consent")]
        reasons = tuple(reason for step in lawful for reason in step.finding.reasons)
        return Sight(giver.name, category.label, "open", reasons)
    for person in people:
        one = ground.may(
            viewer, Fact(family, category, giver.pk, giver.name, About.SOMEONE, person)
        )
        if one.is_met:
            said = ("Only about those who said yes themselves.",)
            return Sight(giver.name, category.label, "partly", said)
    return Sight(giver.name, category.label, "closed", finding.reasons)
