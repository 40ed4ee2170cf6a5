"""Nothing leaves with a confidential value in it: what every page that is printed or sent asks.

Stands beside the views, like `pages`, so that the storeys above ask it too.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from families.access import seat_of
from families.models import Address, ContactPoint, Family
from families.rules.release import PHONE, Hit, Secret, address_secrets, hits
from sharing.journal import refused
from sharing.models import User
from sharing.questions.prepared import AnyGiven, kept
from sharing.questions.several import Several
from sharing.views import viewer

AROUND = 40  # characters shown on either side of a hit
VERB = "document.release"
FAMILIES = AnyGiven("families")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A hit in its sentence, for someone who may know it."""

    what: str
    before: str
    said: str
    after: str


@dataclass(frozen=True, slots=True)
class Held:
    """Why a text may not leave. `excerpts` is empty for someone who may not know what is in it."""

    number: int
    excerpts: tuple[Excerpt, ...] = ()
    emergency: bool = False


def held_back(user: User, families: Iterable[int], text: str) -> Held | None:
    """None where the text may leave; it is searched for the values of every member of each family,
    whether or not the viewer may know them."""
    of = list(families)

    def draw() -> Several:
        return Several(*_confidential(), _in_an_emergency(user))

    *rows, only = kept((held_back, seat_of(user)), draw).ask(families=of)
    if only:
        return Held(0, emergency=True)
    found = hits(text, _secrets(*rows))
    if not found:
        return None
    known = _known_to(user, of)
    shown = [_excerpt(text, hit) for hit in found if _row(hit.secret) in known]
    return Held(len(found), tuple(shown))


def keeps_back(family: int) -> Callable[[str], bool]:
    """Whether a text says a confidential value of a member; such a text goes to no other council.

    An emergency's rule is the asker's to keep.
    """
    asked = kept(keeps_back, lambda: Several(*_confidential()))
    secrets = _secrets(*asked.ask(families=[family]))
    return lambda text: bool(hits(text, secrets))


def let_out(request: HttpRequest, response: HttpResponse, families: Iterable[int]) -> HttpResponse:
    """The page as it is, or another that says why it may not leave. The refusal is written down."""
    of, user = list(families), viewer(request)
    held = held_back(user, of, words_of(response.content.decode()))
    if held is None:
        return response
    for family in of:
        why = "Open in an emergency" if held.emergency else f"{held.number} confidential"
        refused(user, Family(pk=family), verb=VERB, why=why)
    return render(request, "families/held_back.html", {"held": held}, status=409)


def words_of(page: str) -> str:
    """The text of a page. A tag parts words, so that a number beside an address hides nothing."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page)))


def _in_an_emergency(user: User) -> QuerySet[Any]:
    """Of these families, those that this person knows only as they opened them in an emergency."""
    known = Family.objects.known_to(user).filter(pk__in=FAMILIES)
    worked_with = Family.objects.known_without_emergency(user).values("pk")
    return known.exclude(pk__in=worked_with).values_list("pk")


def _secrets(addresses: list[Any], phones: list[Any]) -> list[Secret]:
    found = [secret for row in addresses for secret in address_secrets(*row)]
    return [*found, *(Secret(pk, PHONE, value) for pk, value in phones)]


def _confidential() -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Addresses and numbers of these families that must not be known outside."""
    addresses = Address.objects.filter(family__in=FAMILIES, confidential=True)
    phones = ContactPoint.objects.filter(person__family__in=FAMILIES, confidential=True)
    return addresses.values_list("pk", "lines", "postcode"), phones.values_list("pk", "value")


def _known_to(user: User, families: list[int]) -> set[tuple[bool, int]]:
    addresses = Address.objects.visible_to(user).filter(family__in=families, confidential=True)
    phones = ContactPoint.objects.visible_to(user).filter(person__family__in=families)
    return {
        *((False, pk) for pk in addresses.values_list("pk", flat=True)),
        *((True, pk) for pk in phones.values_list("pk", flat=True)),
    }


def _row(secret: Secret) -> tuple[bool, int]:
    return secret.what == PHONE, secret.row


def _excerpt(text: str, hit: Hit) -> Excerpt:
    before, after = text[max(0, hit.start - AROUND) : hit.start], text[hit.end : hit.end + AROUND]
    return Excerpt(hit.secret.what, before, text[hit.start : hit.end], after)
