"""The whole access rule: which rows about a family may this person see today?

Two keys. *Known*: they have a live involvement with the family, no restriction shuts them out and
no conflict stands. *Lawful*: the fact is their own agency's, or an agreement in force lets their
agency receive this category for their purpose and, where the line needs it, the person consents.
Both are judged when reading; a stored answer only ever narrows (access.md, "The decision").

Models above this module inherit `SharedQuerySet`, so it asks for them by name.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from sharing.models import Category, Line, Purpose, Role, User
from sharing.questions.answering import is_answering, once, today
from sharing.questions.conditions import narrowed
from sharing.questions.planned import Probe
from sharing.questions.prepared import Given, Statement, kept
from sharing.wall import FEW, MORE, Gate, shut_by

EVERYTHING = frozenset(Category.values)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a role sees into a family that it is involved with, and for what purpose."""

    purpose: str
    categories: frozenset[str]


SUPPORT = Reach(Purpose.SUPPORT, EVERYTHING)
RESULTS = Reach(
    Purpose.RESULTS, frozenset({Category.IDENTITY, Category.PLAN, Category.CLAIM_EVIDENCE})
)
AUDIT = Reach(Purpose.AUDIT, frozenset({Category.CLAIM_EVIDENCE}))

#: Roles that are not here never see a family's record: analysts, sharing leads, administrators.
REACH: dict[str, Reach] = {
    Role.KEY_WORKER: SUPPORT,
    Role.PRACTITIONER: SUPPORT,
    Role.HUB_OFFICER: SUPPORT,
    Role.SUPERVISOR: SUPPORT,
    Role.RECORDS_OFFICER: SUPPORT,
    Role.COORDINATOR: RESULTS,
    Role.AUDITOR: AUDIT,
}


def _families(name: str) -> Any:
    return apps.get_model("families", name).objects


@dataclass(frozen=True, slots=True)
class Open:
    """What lines of agreements in force today open to a viewer: categories by the giving agency."""

    freely: dict[int, frozenset[str]]
    with_consent: dict[int, frozenset[str]]

    @property
    def key(self) -> Hashable:
        """The same for the same lines."""
        return (frozenset(self.freely.items()), frozenset(self.with_consent.items()))


def opened_to(user: User, purpose: str) -> Open:
    """The lines whose audience includes this viewer, for this purpose, today."""

    def draw() -> Statement:
        lines = Line.objects.opening_to(user, purpose)
        found = lines.values_list("from_agency", "category", "consent_needed")
        return Statement(found, planned=True)

    def judge() -> Open:
        lines = kept((opened_to, _who(user), purpose), draw)
        found: dict[bool, dict[int, set[str]]] = {True: {}, False: {}}
        for giver, category, consent_needed in lines.ask():
            found[consent_needed].setdefault(giver, set()).add(category)
        freely, with_consent = (
            {giver: frozenset(categories) for giver, categories in found[needed].items()}
            for needed in (False, True)
        )
        return Open(freely, with_consent)

    return once(("opened", tuple(user.principals), purpose), judge)


def shut_to(user: User, family: str = "family") -> Q:
    """Rows of families that a restriction or a conflict closes to this person, whatever else holds.

    Also for rows that are seen without an involvement: referrals, matches, possible duplicates.
    """

    return Q(**{f"{family}__in": shut_families(user)})


def not_archived(family: str = "family") -> Q:
    """Rows of families whose record is not in the archive, and rows of none (access.md, P10).

    Only for what is seen without an involvement: each involvement ends with the family's last day.
    """
    gone = _families("LastDay").filter(family=OuterRef(family), day__lt=today())
    return ~Q(Exists(gone))


def shut_families(user: User) -> list[int]:
    """Their ids, in order."""
    return once(("shut", user.pk), lambda: shut_by(_what_shuts(user), user))


def gate_for(user: Any, *, most: int = FEW) -> Gate:
    """The second wall's gate for a viewer, or for someone who has not signed in."""
    return Gate(user, _what_shuts(user) if user.is_authenticated else None, most=most)


def enter(gate: Gate) -> None:
    """Say who looks, and learn what is shut to them, in one message."""
    once(("shut", gate.user.pk), gate.close)


def _what_shuts(user: User) -> Statement:
    def draw() -> Statement:
        rows = what_closes(user)
        restricted, conflicted = (found.values_list("family") for found in rows)
        merges = _families("Merge")
        waiting = merges.waiting().order_by().values_list(Value(MORE))
        shut = Statement(restricted.union(conflicted, waiting))
        shut.further = Statement(restricted.union(conflicted, *merges.closing(user, rows)))
        return shut

    return kept((shut_families, _who(user)), draw)


def what_closes(user: User) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """Restrictions that leave this person out, and their own ties: each closes its family."""
    restricted = _families("Restriction").in_force().exclude(named=user)
    return restricted, _families("Conflict").standing().filter(user=user)


def _who(user: User) -> tuple[Hashable, ...]:
    """The viewer in the post that they act in, and the day."""
    post = user.post
    if post is None:
        return (user.pk, today())
    held = (post.agency_id, post.agency.is_active, post.role, post.team and post.team.duty)
    return (user.pk, *user.principals, *held, today())


def sight_of(user: User) -> tuple[Hashable, ...]:
    """All that a viewer brings to the rule. Two questions with one sight read the same rows.

    Judged when asked, like the rule itself: it changes with a post, a line, a restriction, a
    conflict and the day. What differs by family or person (involvement, consent, an override)
    is not in it: the database judges that each time. Who has no reach still decides matches and
    reviews looks, as far as nothing shuts them out.
    """

    def judge() -> tuple[Hashable, ...]:
        reach = REACH.get(user.role)
        lines = opened_to(user, reach.purpose).key if reach else ()
        return (*_who(user), lines, tuple(shut_families(user)))

    return once(("sight", user.pk, user.post and user.post.pk), judge)


def known_families(user: User, *, emergencies: bool = True) -> models.QuerySet[Any]:
    """Ids of families that this person is involved with now, in the post they act in.

    Without `emergencies`, those that they work with apart from having opened them in one: that
    lets them read and write, but nothing leaves and nobody is let in (access.md, P7).
    """
    reach = REACH.get(user.role)
    if reach is None or user.agency is None or not user.agency.is_active:
        return _families("FamilyAccess").none().values("family")
    involved = _families("FamilyAccess").live()
    mine = involved.filter(principal__in=user.principals, purpose=reach.purpose)
    if not emergencies:
        mine = mine.filter(expires_at=None)
    return mine.exclude(shut_to(user)).values("family")


def category_for(model: Any, purpose: str) -> str:
    """A model's category, or the field that holds it, for those who read it for this purpose."""
    checked = getattr(model.Sharing, "for_results", "") if purpose == Purpose.RESULTS else ""
    category: str = checked or model.Sharing.category
    return category


def seat_of(user: User) -> tuple[Hashable, ...]:
    """All by which a question of this person's may differ from another's: by this it is kept."""
    return (sight_of(user), user.post and user.post.pk, user.agency and user.agency.kind)


def drawn_once(visible_to: Callable[[Any, User], Any]) -> Callable[[Any, User], Any]:
    """The rule as a condition, drawn once for everyone with one sight (docs/decisions/0047).

    Nothing that it depends on is read while it is drawn; a test counts. Outside a request the sight
    would be judged for it each time, which costs more than to draw.
    """

    @wraps(visible_to)
    def narrow(rows: Any, user: User) -> Any:
        part_of_another = getattr(type(rows), visible_to.__name__) is not narrow
        if part_of_another or not is_answering():
            return visible_to(rows, user)
        return narrowed(rows, (visible_to, *seat_of(user)), lambda: visible_to(rows, user))

    return narrow


def open_to_all(model: Any, people: Sequence[User], rule: str = "visible_to") -> Any:
    """The rows that every one of them may see: drawn once for those who sit together."""

    def draw() -> models.QuerySet[Any]:
        rows = model.objects.all()
        for user in people:
            rows = rows.filter(pk__in=getattr(model.objects, rule)(user).order_by().values("pk"))
        return rows

    return narrowed(model.objects.all(), (rule, *map(seat_of, people)), draw)


class SharedQuerySet(models.QuerySet[Any]):
    """Rows about a family. The model's `class Sharing` says whose (`family`, `person`), what
    (`category`: a category, or the field that holds it) and who wrote it (`owner`). `record`: the
    row only says that the family is known here, and who works with it. `for_results`: its category
    for whoever checks results, where that is another."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Whatever a model adds to the rule is drawn once, too."""
        super().__init_subclass__(**kwargs)
        if "visible_to" in vars(cls):
            cls.visible_to = drawn_once(cls.visible_to)  # type: ignore[method-assign]

    @drawn_once
    def visible_to(self, user: User) -> Self:
        """The rows that this person may see today."""
        reach = REACH.get(user.role)
        if reach is None:
            return self.none()
        return self._within(reach).known_to(user).lawful_for(user, reach.purpose)

    def shows(self, user: User, pk: int) -> bool:
        """Whether this person may see that one row today."""

        def draw() -> Statement:
            one = self.visible_to(user).filter(pk=Given("pk", self.model._meta.pk))
            return Statement(one.order_by().values_list("pk")[:1], planned=True)

        return bool(kept((self.model, "shows", sight_of(user)), draw).ask(pk=pk))

    def known_to(self, user: User) -> Self:
        """Rows of families that this person is involved with."""
        path = self.model.Sharing.family or "pk"
        return self.filter(**{f"{path}__in": known_families(user)})

    def lawful_for(self, user: User, purpose: str) -> Self:
        """Rows that the viewer's agency wrote, or may receive under an agreement today."""
        lines, category = opened_to(user, purpose), category_for(self.model, purpose)
        lawful = Q(**{self._owner: user.agency}) | self._of(lines.freely, category)
        if needing_consent := self._of(lines.with_consent, category):
            lawful |= needing_consent & self._consented(user, purpose)
        return self.filter(lawful)

    @property
    def _owner(self) -> str:
        return getattr(self.model.Sharing, "owner", "owner")

    def _of(self, opened: dict[int, frozenset[str]], category: str) -> Q:
        """Rows of a giving agency in the categories that it opens; empty where there are none."""
        if category in Category.values:
            givers = [giver for giver, categories in opened.items() if category in categories]
            return Q(**{f"{self._owner}__in": givers}) if givers else Q()
        rows = Q()
        for giver, categories in opened.items():
            rows |= Q(**{self._owner: giver, f"{category}__in": sorted(categories)})
        return rows

    def _within(self, reach: Reach) -> Self:
        category = category_for(self.model, reach.purpose)
        if category in Category.values:
            return self if category in reach.categories else self.none()
        if reach.categories == EVERYTHING:
            return self
        return self.filter(**{f"{category}__in": reach.categories})

    def _consented(self, user: User, purpose: str) -> Q:
        """The person's own yes, for this purpose. What is about everyone: a yes and nobody's no;
        that the family is known at all: a yes (docs/decisions/0013)."""
        agency, sharing = user.agency, self.model.Sharing
        named = category_for(self.model, purpose)
        category = named if named in Category.values else OuterRef(named)
        about = {"agency": agency, "category": category}
        person, family = getattr(sharing, "person", None), sharing.family or "pk"
        override = Q(
            Probe(_families("Override").in_force().filter(**about, family=OuterRef(family)))
        )
        about["purpose"] = purpose
        if person == "pk":  # people themselves: nobody's decision stands in for theirs
            return Q(self._own_yes(about, person)) | override
        of_family = _families("Consent").filter(**about, family=OuterRef(family))
        families_yes = Q(Probe(of_family.covering()))
        if getattr(sharing, "record", False):
            return families_yes | override
        families_yes &= ~Q(Probe(of_family.refusing()))
        if person is None:
            return families_yes | override
        nobodys = Q(**{f"{person}__isnull": True}) & families_yes
        return Q(self._own_yes(about, person)) | nobodys | override

    def _own_yes(self, about: dict[str, Any], person: str) -> Probe:
        return Probe(_families("Consent").covering().filter(**about, person=OuterRef(person)))
