"""Who on record could be meant by a file's rows: narrowed in SQL, so that the rule compares few."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet

from families.models import Family, FormerName, Identifier, Person, Stay
from families.rules.matching import Known, Name, Sought, births_alike, normalised
from sharing.models import Agency, FeedFile, FeedRow

#: The sender's number for someone, by kind of file: our word for it, and its field in the row.
NUMBERS: dict[str, tuple[str, str]] = {
    FeedFile.Kind.ATTENDANCE: (Identifier.Kind.UPN, "upn"),
    FeedFile.Kind.EDUCATION: (Identifier.Kind.CMS, "cms_id"),
}


class LettersOnly(Func):
    """A name's letters a to z without case and accents, as `letters` has them in Python."""

    output_field = CharField()
    template = (
        "regexp_replace(replace(replace(replace(translate(lower(normalize(%(expressions)s, NFKD)),"
        " 'łøđı', 'lodi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), '[^a-z]', '', 'g')"
    )


def letters(name: str) -> str:
    """Empty for a name in another script: such a one is found by birthday or number."""
    return re.sub("[^a-z]", "", normalised(name))


def sought_in(row: FeedRow, kind: str) -> Sought:
    """The person that a row speaks of."""
    typed = row.typed
    number, field = NUMBERS[kind]
    value = typed.get(field)
    born = typed.get("date_of_birth")
    return Sought(
        Name(typed.get("first_name", ""), typed.get("last_name", "")),
        date.fromisoformat(born) if born else None,
        frozenset({(str(number), value)} if value else ()),
        typed.get("postcode", ""),
    )


class Candidates:
    """People of the receiver's authority whom any of the rows could mean."""

    def __init__(self, sought: Sequence[Sought], giver: Agency, taker: Agency) -> None:
        self.giver = giver
        everyone = Person.objects.filter(family__authority__in=taker.authorities.all())
        everyone = everyone.exclude(family__in=Family.objects.moved_away())
        self.by_birthday: dict[date, list[Known]] = defaultdict(list)
        self.by_letters: dict[str, list[Known]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for known in self._known(_narrowed(everyone, sought, self._numbers())):
            if known.born:
                self.by_birthday[known.born].append(known)
            for key in {letters(n.family) for n in known.names} - {""}:
                self.by_letters[key].append(known)
            for number in known.identifiers:
                self.by_number[number].append(known)

    def for_row(self, sought: Sought, without: Iterable[int] = ()) -> list[Known]:
        """Few enough to compare one by one. `without`: people whom someone has said no to."""
        found: list[Known] = []
        for day in _days(sought.born):
            found += self.by_birthday.get(day, ())
        for key in _keys(sought):
            found += [
                known
                for known in self.by_letters.get(key, ())
                if known.born is None or births_alike(sought.born, known.born)[0]
            ]
        for number in sought.identifiers:
            found += self.by_number.get(number, ())
        ruled_out = set(without)
        return list({known.id: known for known in found if known.id not in ruled_out}.values())

    def _numbers(self) -> QuerySet[Identifier]:
        """A pupil number is the same everywhere; a system's id is its own agency's only."""
        own = Q(kind=Identifier.Kind.CMS, owner=self.giver)
        return Identifier.objects.filter(Q(kind=Identifier.Kind.UPN) | own)

    def _known(self, people: QuerySet[Person]) -> list[Known]:
        columns = ("pk", "given_name", "family_name", "known_as", "born")
        rows = list(people.values_list(*columns))
        ids = [row[0] for row in rows]
        numbers = _gathered(self._numbers().filter(person__in=ids), "kind", "value")
        former = _gathered(FormerName.objects.filter(person__in=ids), "given_name", "family_name")
        homes = _gathered(_open_homes(ids), "household__address__postcode")
        known = []
        for pk, given, family, known_as, born in rows:
            names = [Name(given, family), *(Name(*name) for name in former[pk])]
            if known_as:
                names.insert(1, Name(known_as, family))
            postcode = homes[pk][0][0] if homes[pk] else ""
            known.append(Known(pk, tuple(names), born, frozenset(numbers[pk]), postcode))
        return known


def _narrowed(
    people: QuerySet[Person], sought: Sequence[Sought], numbers: QuerySet[Identifier]
) -> QuerySet[Person]:
    days = {day for one in sought for day in _days(one.born)}
    keys = {key for one in sought for key in _keys(one)}
    given = {value for one in sought for _, value in one.identifiers}
    former = FormerName.objects.annotate(letters=LettersOnly(F("family_name")))
    return people.annotate(letters=LettersOnly(F("family_name"))).filter(
        Q(born__in=days)
        | Q(letters__in=keys)
        | Q(pk__in=former.filter(letters__in=keys).values("person"))
        | Q(pk__in=numbers.filter(value__in=given).values("person"))
    )


def _gathered(rows: QuerySet[Any], *columns: str) -> dict[int, list[tuple[Any, ...]]]:
    """What each person has."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *values in rows.values_list("person", *columns):
        found[person].append(tuple(values))
    return found


def _open_homes(people: list[int]) -> QuerySet[Stay]:
    """A confidential address takes no part: a match would tell where it is."""
    stays = Stay.objects.current().filter(person__in=people, household__address__confidential=False)
    return stays.exclude(household__address__postcode="").order_by("-share", "pk")


def _days(born: date | None) -> set[date]:
    """The birthday, and the same with day and month the other way round."""
    if born is None:
        return set()
    return {born, born.replace(month=born.day, day=born.month)} if born.day <= 12 else {born}


def _keys(sought: Sought) -> set[str]:
    """Both names: some forms have them the other way round."""
    return {letters(sought.name.family), letters(sought.name.given)} - {""}
