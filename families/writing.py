"""Writing tells no more than reading (access.md: write rights never exceed read rights).

Some rows can be there once only, or take another's place. Whoever wrote one would learn from the
answer whether it was there. So they write it only where they would read the other agency's: asked
of the rule, never of the rows, and answered alike whether or not there are any.
"""

from __future__ import annotations

from families.models import Family, Person
from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from sharing.models import Agency, User


def would_read(
    user: User, *, family: Family, category: str, owner: Agency, person: Person | None = None
) -> bool:
    """Whether this person would be told a fact of this kind, had its owner written it today."""
    if user.is_system or (user.agency is not None and user.agency.pk == owner.pk):
        return True
    about = About.SOMEONE if person else About.EVERYONE
    fact = Fact(family.pk, category, owner.pk, owner.name, about, person.pk if person else None)
    return Ground([family.pk]).may(user, fact).is_met
