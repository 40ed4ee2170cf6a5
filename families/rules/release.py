"""Does a text that is about to leave hold something that must not be known outside?

An address once left the building inside a medical report that three people had read. So no text
leaves before it was searched for the confidential values of every member, however they are spelt:
in capitals, run together, broken over lines or with a full stop after "St".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: How the last word of a street is also written.
SHORT_FORMS = {
    "road": "rd",
    "street": "st",
    "avenue": "ave",
    "lane": "ln",
    "drive": "dr",
    "close": "cl",
    "court": "ct",
    "place": "pl",
    "gardens": "gdns",
    "crescent": "cres",
}
PHONE = "phone"
SHORTEST_NAME = 3
SHORTEST = 5  # letters and digits; "Flat 3" or a town is no address


@dataclass(frozen=True, slots=True)
class Secret:
    """A confidential value: which row it is of, and what it is."""

    row: int
    what: str
    value: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a text says a secret: its characters from `start` to before `end`."""

    secret: Secret
    start: int
    end: int


def says_a_name(text: str, names: Iterable[str]) -> bool:
    """Whether a text names someone as a word of its own, in whatever case and without its accents.
    A name of two letters is a word too: it counts where it is written as it stands."""
    shown = _plain(text)
    words = {_plain(name.strip()) for name in names}
    long = {re.escape(word.casefold()) for word in words if len(word) >= SHORTEST_NAME}
    short = {re.escape(word) for word in words if len(word) == SHORTEST_NAME - 1}
    return _stands_in(long, shown.casefold()) or _stands_in(short, shown)


def _stands_in(words: set[str], text: str) -> bool:
    return bool(words) and bool(re.search(rf"\b({'|'.join(sorted(words))})\b", text))


def _plain(text: str) -> str:
    """Without marks upon letters, with one kind of apostrophe: Zoë is Zoe, O’Neill O'Neill."""
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub("[’‘`´ʼ]", "'", plain)


def address_secrets(row: int, lines: str, postcode: str) -> list[Secret]:
    """An address as a whole, each telling part of it, and its postcode."""
    parts = [part.strip() for part in re.split(r"[,\n]", lines)]
    telling = [part for part in parts if len(part.split()) > 1]
    found = [Secret(row, "address", value) for value in dict.fromkeys([lines.strip(), *telling])]
    if postcode:
        found.append(Secret(row, "postcode", postcode))
    return [secret for secret in found if len(_squeezed(secret.value)[0]) >= SHORTEST]


def hits(text: str, secrets: Iterable[Secret]) -> list[Hit]:
    """Every place where a secret stands, in the order of the text, each place once."""
    sought = list(secrets)
    if not sought:  # as in most families
        return []
    letters, places = _squeezed(text)
    found: dict[tuple[int, int], Hit] = {}
    for secret in sought:
        for spelling in _spellings(secret):
            for start, end in _places_of(spelling, letters, places, text):
                found.setdefault((start, end), Hit(secret, start, end))
    kept: list[Hit] = []
    for hit in sorted(found.values(), key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _places_of(
    spelling: str, letters: str, places: list[int], text: str
) -> Iterator[tuple[int, int]]:
    at = letters.find(spelling)
    while at >= 0:
        start, end = places[at], places[at + len(spelling) - 1] + 1
        if not _inside_a_word(text, start, end):
            yield start, end
        at = letters.find(spelling, at + 1)


def _inside_a_word(text: str, start: int, end: int) -> bool:
    """ "12 Mill Brow" does not say "2 Mill Brow", nor does a longer number say a shorter one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    number = text[start].isdigit() and before.isdigit()
    word = text[start].isalpha() and before.isalpha()
    longer = (text[end - 1].isalpha() and after.isalpha()) or (
        text[end - 1].isdigit() and after.isdigit()
    )
    return number or word or longer


def _spellings(secret: Secret) -> set[str]:
    value = secret.value
    if secret.what == PHONE:
        return _numbers(_squeezed(value)[0])
    words = value.split()
    last = words[-1].casefold().strip(".,") if words else ""
    other = SHORT_FORMS.get(last) or next((k for k, v in SHORT_FORMS.items() if v == last), "")
    values = [value, " ".join([*words[:-1], other])] if other else [value]
    values += [v.split(maxsplit=1)[1] for v in values if v.casefold().startswith("the ")]
    return {_squeezed(v)[0] for v in values} - {""}


def _numbers(value: str) -> set[str]:
    """A number as it is dialled here and from abroad: 07700 900123, +44 (0)7700 900123, 0044 …"""
    inner = re.sub("^(0044|44)?0?", "", value)
    if inner == value:  # not one that is dialled, such as an address for e-mails
        return {value} - {""}
    return {value, *(f"{before}{inner}" for before in ("0", "44", "440", "0044", "00440"))}


def _squeezed(text: str) -> tuple[str, list[int]]:
    """Letters and digits without case and accents, and where each stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character).casefold():
            if plain.isalnum():
                letters.append(plain)
                places.append(place)
    return "".join(letters), places
