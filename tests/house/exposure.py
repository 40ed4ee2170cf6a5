"""Whether the journal says that a family was shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from families.models import Family
from sharing.models import JournalEntry
from tests.house.situation import SECRETS, Situation


@dataclass(frozen=True, slots=True)
class Journal:
    """As it stood before an address was asked, which is undone each time."""

    family: Family
    last: int

    @classmethod
    def of(cls, situation: Situation) -> Journal:
        family = Family.objects.get(reference=situation.named["reference"])
        return cls(family, JournalEntry.objects.latest("pk").pk)

    def does_not_say(self, content: bytes) -> Iterable[str]:
        """By what the family can be known in an answer, where no new entry is about it."""
        marks = (self.family.reference, str(self.family.key), *SECRETS)
        shown = [mark for mark in marks if mark.encode() in content]
        new = JournalEntry.objects.filter(pk__gt=self.last).about_family(self.family.pk)
        return shown if shown and not new.exists() else ()
