"""Find a family by name, reference or postcode, among what the viewer may see and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from families.matching.spelling import folded, words_in
from families.models import Address, Family, FormerName, Person
from families.models.person import homes_of_the_known
from families.reading.caseload import Row, caseload, these
from families.reading.in_order import first_in_order
from sharing.models import User

MOST, MOST_WORDS = 25, 5
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `more` says that the words fit further families."""

    rows: tuple[Row, ...]
    more: bool
    too_short: bool = False


def find(user: User, words: str) -> Found:
    """Every word must fit the family, one of its people, its reference or a postcode."""
    typed = words.strip()
    if len(typed) < SHORTEST:
        return Found((), more=False, too_short=True)
    families: QuerySet[Family] = Family.objects.visible_to(user)
    if postcode := _postcode(typed):
        families = _at(families, user, postcode)
    elif not (parts := _words(typed)):
        return Found((), more=False)
    else:
        for word in parts[:MOST_WORDS]:
            families = _with_word(families, user, word)
    keys = first_in_order(families, user, MOST + 1)
    rows = caseload(user, these, limit=MOST + 1, keys=keys)
    return Found(tuple(rows[:MOST]), more=len(rows) > MOST)


def _with_word(families: QuerySet[Family], user: User, word: str) -> QuerySet[Family]:
    """Where the word, folded, starts a word of a name that the viewer may read."""
    start = f" {folded(word)}"
    named = words_in("given_name", "family_name")
    people = Person.objects.visible_to(user).alias(
        words=words_in("given_name", "family_name", "known_as")
    )
    former = FormerName.objects.visible_to(user).alias(words=named)
    reference = word.upper() if word.upper().startswith("WF") else f"WF-{word}"
    return families.alias(whole=words_in("name")).filter(
        Q(whole__contains=start, owner=user.agency)  # it may hold a surname others may not know
        | Q(reference=reference)
        | Q(pk__in=people.filter(words__contains=start).values("family"))
        | Q(pk__in=former.filter(words__contains=start).values("person__family"))
    )


def _words(typed: str) -> list[str]:
    """Both halves of Anne-Marie, and WF-20417 as one."""
    words: list[str] = []
    for word in typed.split():
        words += [word] if word.upper().startswith("WF-") else folded(word).split()
    return words


def _at(families: QuerySet[Family], user: User, postcode: str) -> QuerySet[Family]:
    """A confidential address is not found, by nobody (access.md, P5)."""
    addresses = Address.objects.visible_to(user).filter(postcode=postcode, confidential=False)
    homes = homes_of_the_known(user).filter(address__in=addresses)
    return families.filter(pk__in=homes.values("family"))


def _postcode(typed: str) -> str:
    """'MB3 7CK' however it is typed, or nothing where it is no full postcode."""
    squeezed = re.sub(r"\s", "", typed).upper()
    found = re.fullmatch(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})", squeezed)
    return f"{found[1]} {found[2]}" if found else ""
