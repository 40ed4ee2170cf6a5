"""A family's results: the case they are about, and its framework."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from families.identity import Identity
from families.models import Case, Person
from families.pages import OfFamily
from outcomes.acts.needs import Naming
from outcomes.forms.needs import FAMILY
from outcomes.judging.facts import measure_of
from outcomes.rules.framework import Framework
from sharing.models import User
from sharing.views import or_404


def codes_for(identity: Identity, measure: Framework, owner: int, user: User) -> list[str]:
    """The needs that `user` may name of this family or of someone in it."""
    naming = Naming(measure, family=identity.pk, owner=owner, by=user)
    return naming.codes([member.pk for member in identity.members])


class OfCase(OfFamily):
    """The newest case is the one that is judged, also after it is closed. Whoever helps from
    another agency adds to what it is judged by, and does not read its results."""

    tab = "results"
    back = "outcomes:progress"
    back_elsewhere = "families:family"

    @property
    def back_label(self) -> str:
        title = self.identity.title
        return f"Results of {title}" if self.identity.ours else title

    @property
    def cases(self) -> Any:
        """The family's cases, newest first."""
        cases = Case.objects.visible_to(self.user).meant().filter(family_id=self.identity.pk)
        return cases.select_related("family__authority", "owner").order_by("-opened_on", "-pk")

    @cached_property
    def newest(self) -> Case | None:
        return self.cases.first()

    @property
    def newest_case(self) -> Case:
        """The newest case, or 404 where there is none or it may not be known."""
        return or_404(self.newest)

    @cached_property
    def framework(self) -> Framework:
        return measure_of(self.newest_case)

    @property
    def guarded_by(self) -> int:
        """The agency whose needs one must be told of, to name one."""
        return self.newest_case.owner_id

    @cached_property
    def codes(self) -> list[str]:
        """The needs that this viewer may name: no others are offered."""
        return codes_for(self.identity, self.framework, self.guarded_by, self.user)

    def person(self, key: str) -> Person | None:
        """A person of this family by key; none where the whole family is meant."""
        return None if key in ("", FAMILY) else self.person_with(key)
