"""How much is held about one person: by kind and agency, in numbers and never in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, QuerySet

from families.access import SharedQuerySet, seat_of
from families.models import Person
from families.why.talk import PLAIN_WORDS
from sharing.models import Agency, Category, User
from sharing.questions.prepared import Given, kept
from sharing.questions.several import Several

#: Kinds where even a number may tell someone what another person said. Nobody's statement counts
#: them, so that a missing line means nothing; the whole record is given by a person who read it.
READ_FIRST = frozenset({Category.DOMESTIC_ABUSE, Category.OFFENDING, Category.SOCIAL_CARE})
#: Decisions stand on the statement in full.
SAID_IN_FULL = frozenset({"Consent", "Attempt", "Competence"})


@dataclass(frozen=True, slots=True)
class Held:
    """So many entries of one kind, kept by one agency."""

    category: str
    agency: str
    entries: int

    @property
    def words(self) -> str:
        return PLAIN_WORDS[Category(self.category)]


def held_about(person: int, user: User) -> list[Held]:
    """Everything with a person's name on it that the viewer may see, in every storey."""
    models = _counted()

    def draw() -> Several:
        return Several(*(_count(model, user) for model in models))

    asked = kept((held_about, seat_of(user)), draw).ask(person=person)
    found: Counter[tuple[str, int]] = Counter()
    for model, rows in zip(models, asked, strict=True):
        for owner, *kind, number in rows:
            found[kind[0] if kind else model.Sharing.category, owner] += number
    names = Agency.objects.in_bulk({owner for _, owner in found})
    order = list(Category)
    held = [Held(c, names[owner].name, n) for (c, owner), n in found.items() if c not in READ_FIRST]
    return sorted(held, key=lambda one: (order.index(Category(one.category)), one.agency))


def _counted() -> list[Any]:
    """Models whose rows are about one person, but for what stands on the statement in full."""
    every: list[Any] = list(apps.get_models())
    return [
        model
        for model in every
        if getattr(getattr(model, "Sharing", None), "person", None) in ("pk", "person")
        and isinstance(model._default_manager.all(), SharedQuerySet)
        and model.__name__ not in SAID_IN_FULL
    ]


def _count(model: Any, user: User) -> QuerySet[Any]:
    """How many by owner, and by category where the row says which."""
    sharing = model.Sharing
    owner, category = getattr(sharing, "owner", "owner"), sharing.category
    by = (owner,) if category in Category.values else (owner, category)
    person = Given("person", Person._meta.pk)
    rows = model._default_manager.visible_to(user).filter(**{sharing.person: person})
    return rows.order_by().values_list(*by).annotate(n=Count("pk", distinct=True))
