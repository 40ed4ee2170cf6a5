"""Is the person in a feed's row someone we know? Exact, likely with reasons, or nobody."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import token_sort_ratio

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
SHORT_FORMS = (
    {"alexander", "alexandra", "alex", "sandy"}, {"andrew", "andy", "drew"}, {"anthony", "tony"},
    {"benjamin", "ben"}, {"catherine", "katherine", "kathryn", "kate", "katie", "cath"},
    {"charles", "charlie"}, {"christopher", "chris"}, {"christine", "christina", "chris"},
    {"daniel", "dan", "danny"}, {"david", "dave"}, {"edward", "eddie", "ted"},
    {"elizabeth", "liz", "lizzie", "beth", "betty", "eliza"}, {"frances", "fran"},
    {"frederick", "fred", "freddie"}, {"james", "jim", "jamie", "jimmy"}, {"jennifer", "jenny"},
    {"jessica", "jess"}, {"john", "jack", "johnny"}, {"jonathan", "jon"}, {"joseph", "joe"},
    {"kelly", "kel"}, {"margaret", "maggie", "meg", "peggy"}, {"matthew", "matt"},
    {"michael", "mike", "mick"}, {"mohammed", "muhammad", "mohamed", "mohammad", "mo"},
    {"nicholas", "nick"}, {"nicola", "nicky"}, {"patricia", "pat", "trish"}, {"peter", "pete"},
    {"philip", "phillip", "phil"}, {"rebecca", "becky", "becca"}, {"richard", "rick", "dick"},
    {"robert", "rob", "bob", "bobby"}, {"samantha", "sam"}, {"samuel", "sam"},
    {"stephen", "steven", "steve"}, {"susan", "sue"}, {"theodore", "theo"},
    {"thomas", "tom", "tommy"}, {"victoria", "vicky"},
    {"william", "will", "bill", "billy", "liam"},
)  # fmt: skip
LEFT_OUT, PARTED = re.compile(r"['’‘`´ʼʹ\-‐‑–—.]"), re.compile(r"[^\w]+")
CLOSE_NAME = 88  # of 100, for a name of several letters
MOST_OFFERED = 4  # the most people that a likely match lists


class Strength(StrEnum):
    EXACT = "exact"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Name:
    """Given and family name; a mononym has one of them."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class Known:
    """Someone on our record. `names`: all that they go or went by, the present one first."""

    id: int
    names: tuple[Name, ...]
    born: date | None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Someone in a row."""

    name: Name
    born: date | None
    identifiers: frozenset[tuple[str, str]] = frozenset()
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    person: int
    strength: Strength
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchFinding:
    """Exact: one person, sure. Likely: a person decides among `candidates`. None: nobody alike."""

    strength: Strength
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]

    @property
    def person(self) -> int | None:
        """Whom it is, only when that is sure."""
        return self.candidates[0].person if self.strength is Strength.EXACT else None


def normalised(text: str) -> str:
    """Without case, accents, apostrophes or hyphens: O’Neill is oneill, Anne-Marie annemarie."""
    plain = text.casefold()
    if not plain.isascii():  # most names are of plain letters: they need no taking apart
        plain = unicodedata.normalize("NFKD", plain.translate(LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(PARTED.sub(" ", LEFT_OUT.sub("", plain)).split())


def match(sought: Sought, known: Iterable[Known]) -> MatchFinding:
    """Two exact ones are never guessed between: both are offered as likely.

    Of two with the same name and birthday, the one whose number the row gives is the one.
    """
    people = list(known)
    found = [c for person in people if (c := compare(sought, person)).strength is not Strength.NONE]
    found.sort(key=lambda c: (c.strength is not Strength.EXACT, -c.score, c.person))
    exact = [c for c in found if c.strength is Strength.EXACT]
    numbered = {person.id for person in people if sought.identifiers & person.identifiers}
    by_number = [c for c in exact if c.person in numbered]
    exact = by_number if len(by_number) == 1 else exact
    if len(exact) == 1:
        others = [c for c in found if c.person != exact[0].person]
        offered = (exact[0], *others[: MOST_OFFERED - 1])
        return MatchFinding(Strength.EXACT, offered, exact[0].reasons)
    if exact:
        said = f"{len(exact)} people here have this name and birthday."
        return MatchFinding(Strength.LIKELY, tuple(exact), (said,))
    if found:
        return MatchFinding(Strength.LIKELY, tuple(found[:MOST_OFFERED]), found[0].reasons)
    return MatchFinding(Strength.NONE, (), ("Nobody here has a name and birthday like these.",))


def compare(sought: Sought, known: Known) -> Candidate:
    """One pair. An identifier that both have settles it, unless name and birthday both differ."""
    same_name, name_reason = names_alike(sought.name, known.names)
    same_birth, birth_reason = births_alike(sought.born, known.born)
    shared = sought.identifiers & known.identifiers
    reasons = tuple(r for r in (name_reason, birth_reason) if r)
    score = (same_name + same_birth) // 2
    if shared:
        said = f"Same {min(shared)[0].upper()}."
        sure = same_name >= CLOSE_NAME or same_birth == 100
        strength = Strength.EXACT if sure else Strength.LIKELY
        return Candidate(known.id, strength, 100, (said, *reasons))
    clash = clashes(sought.identifiers, known.identifiers)
    if same_name == 100 and same_birth == 100:
        if clash:
            return Candidate(known.id, Strength.LIKELY, 90, (*reasons, f"Another {clash}."))
        return Candidate(known.id, Strength.EXACT, 100, reasons)
    if is_likely(same_name, same_birth, sought, known) and not clash:
        return Candidate(known.id, Strength.LIKELY, score, reasons)
    return Candidate(known.id, Strength.NONE, score, ())


def is_likely(name: int, birth: int, sought: Sought, known: Known) -> bool:
    """Alike in both; or the same name and home where a birthday isn't known."""
    if birth > 0 and name > 0:
        return True
    home = bool(sought.postcode) and sought.postcode == known.postcode
    unknown = sought.born is None or known.born is None
    return unknown and (name == 100 or (home and name >= CLOSE_NAME))


def clashes(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> str:
    """The kind of number that both have, and differently."""
    both = {kind for kind, _ in one} & {kind for kind, _ in other}
    return min((kind.upper() for kind in both), default="")


def names_alike(sought: Name, known: Sequence[Name]) -> tuple[int, str]:
    """Best of all the names that someone goes by, 0 to 100, and why in words."""
    best, reason = 0, ""
    for place, name in enumerate(known):
        score, said = name_alike(sought, name)
        if place and score == 100:
            said = "Same as a name they also use."
        if score > best:
            best, reason = score, said
    return best, reason


def name_alike(one: Name, other: Name) -> tuple[int, str]:
    given, theirs = normalised(one.given), normalised(other.given)
    family, their_family = normalised(one.family), normalised(other.family)
    whole, their_whole = f"{given} {family}".strip(), f"{theirs} {their_family}".strip()
    if whole == their_whole:
        return 100, "Same name."
    if (given, family) == (their_family, theirs):
        return 97, "First and last name are the other way round."
    if family == their_family and given and theirs:
        return given_alike(given, theirs)
    if given == theirs and given:
        alike = is_typo(family, their_family) or shares_part(one.family, other.family)
        said = "The last names are alike." if alike else "Same first name, another last name."
        return (94 if alike else 89), said
    if is_typo(given, theirs) and is_typo(family, their_family):
        return 90, "Both names differ by a letter or two."
    return words_alike(whole, their_whole)


def words_alike(one: str, other: str) -> tuple[int, str]:
    """The same words in another order are alike, and never the same."""
    ratio = min(96, int(token_sort_ratio(one, other)))
    return (ratio, "The names are much alike.") if ratio >= CLOSE_NAME else (0, "")


def given_alike(one: str, other: str) -> tuple[int, str]:
    """First names beside the same last name. Twins share a birthday, so unlike ones score 0."""
    if short_form(one, other):
        return 95, "The first names are forms of one name."
    if is_typo(one, other):
        return 94, "The first names differ by a letter or two."
    if one.split(maxsplit=1)[0] == other.split(maxsplit=1)[0] or starts(one, other):
        return 92, "One has a middle name or a shorter first name."
    return 0, ""


def short_form(one: str, other: str) -> bool:
    return any({one, other} <= forms for forms in SHORT_FORMS)


def starts(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def is_typo(one: str, other: str) -> bool:
    """One slip in a short name, two in one of eight letters or more; twins' names differ more."""
    length = min(len(one), len(other))
    if length < 4:
        return False
    return DamerauLevenshtein.distance(one, other) <= (2 if length >= 8 else 1)


def shares_part(one: str, other: str) -> bool:
    """Doyle and Doyle-Bell."""
    parts = [set(normalised(re.sub(r"[-‐‑–—]", " ", name)).split()) for name in (one, other)]
    return bool(parts[0] & parts[1])


def births_alike(one: date | None, other: date | None) -> tuple[int, str]:
    """100 the same, 90 for the slips that people make with dates, 0 otherwise."""
    if one is None or other is None:
        return 0, ""
    if one == other:
        return 100, "Same birthday."
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return 95, "Day and month are the other way round."
    same = sum((one.year == other.year, one.month == other.month, one.day == other.day))
    slip = DamerauLevenshtein.distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}") == 1
    if same == 2 and slip:
        return 90, "The birthdays differ by one figure."
    return 0, ""
