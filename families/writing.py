"""Writing tells no more than reading (access.md: write rights never exceed read rights).

Some rows can be there once only, or take another's place. Whoever wrote one would learn from the
answer whether it was there. So they write it only where they would read the other agency's: asked
of the rule, never of the rows, and answered alike whether or not there are any.
"""

from __future__ import annotations

from families.rules.knowing import About
from families.why.explaining import Fact, Ground
from sharing.models import User


class WouldBeTold:
    """What one person would be told of one family. What decides it is read once."""

    def __init__(self, user: User, family: int) -> None:
        self.user, self.family = user, family
        self.ground = Ground([family])

    def of(self, category: str, *, owner: int, person: int | None = None) -> bool:
        """Whether they would be told a fact of this kind, had its owner written it today."""
        if self.user.is_system or (self.user.agency and self.user.agency.pk == owner):
            return True
        about = About.SOMEONE if person else About.EVERYONE
        fact = Fact(self.family, category, owner, "", about, person)
        return self.ground.may(self.user, fact).is_met
