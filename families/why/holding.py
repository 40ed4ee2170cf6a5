"""How much is held about one person: by kind and agency, in numbers and never in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count

from families.access import SharedQuerySet
from families.why.talk import PLAIN_WORDS
from sharing.models import Agency, Category, User

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
    found: Counter[tuple[str, int]] = Counter()
    for model in apps.get_models():
        sharing: Any = getattr(model, "Sharing", None)
        path, rows = getattr(sharing, "person", None), model._default_manager.all()
        if path not in ("pk", "person") or not isinstance(rows, SharedQuerySet):
            continue
        if model.__name__ in SAID_IN_FULL:
            continue
        found.update(_count(rows.visible_to(user).filter(**{path: person}), sharing))
    names = Agency.objects.in_bulk({owner for _, owner in found})
    order = list(Category)
    held = [Held(c, names[owner].name, n) for (c, owner), n in found.items() if c not in READ_FIRST]
    return sorted(held, key=lambda one: (order.index(Category(one.category)), one.agency))


def _count(rows: SharedQuerySet, sharing: Any) -> dict[tuple[str, int], int]:
    """By category and owner."""
    owner, category = getattr(sharing, "owner", "owner"), sharing.category
    fixed = category in Category.values
    by = (owner,) if fixed else (owner, category)
    counted = rows.order_by().values_list(*by).annotate(n=Count("pk", distinct=True))
    return {(category if fixed else row[1], row[0]): row[-1] for row in counted}
