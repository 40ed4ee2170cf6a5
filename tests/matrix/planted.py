"""A mark in every column that holds words, of every row about a family: nothing is forgotten by
hand. A mark says whose it is: `zq017z3` is row 3 of the seventeenth column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from families import acts
from families.models import FormerName, Identifier
from families.wall.policies import behind
from sharing.checks import STOREYS
from sharing.models import Category, JournalEntry
from tests import cast
from tests.house.situation import Situation

MARK = re.compile(rb"zq(\d{3})z(\d+)")
#: Columns whose words choose what the code does, by their names: codes, keys of files, hashes.
CODES = frozenset({
    "reference", "code", "kind", "slot", "framework", "need", "return_code", "sha256", "file",
    "encoding", "route", "programme", "danger", "article_6", "article_9", "way", "before", "after",
    "fingerprint", "found",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column of words: its table's model, and its field."""

    model: Any
    field: Any

    @property
    def name(self) -> str:
        return f"{self.model.__name__}.{self.field.name}"


def columns() -> list[Column]:
    """Of every model that stands behind the wall, without versions: those follow their rows. Nor
    the journal, in which nothing can be changed."""
    found = []
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models():
            if hasattr(model, "instance_type") or model is JournalEntry or not behind(model):
                continue
            fields = model._meta.local_concrete_fields
            found += [Column(model, field) for field in fields if _holds_words(field)]
    return found


def _holds_words(field: Any) -> bool:
    words = isinstance(field, models.CharField | models.TextField)
    hashed = field.name.endswith("sha256")
    return words and not (field.choices or hashed or field.name in CODES)


def plant(found: list[Column]) -> list[str]:
    """Write the marks, into the rows and their versions; the columns that have no row to hold one.

    Past the acts: a mark is no name, no postcode and no day, and each says where it stood.
    """
    empty = []
    with connection.cursor() as cursor:
        for number, column in enumerate(found):
            marked = f"left('zq{number:03d}z' || {{key}}, {column.field.max_length or 99})"
            model, versions = column.model, getattr(column.model, "history", None)
            tables = [(model._meta.db_table, model._meta.pk.column)]
            tables += [(versions.model._meta.db_table, "id")] if versions else []
            rows = []
            for table, key in tables:
                cursor.execute(
                    f'UPDATE "{table}" SET "{column.field.column}" = {marked.format(key=key)}'  # noqa: S608
                )
                rows.append(cursor.rowcount)
            empty += [] if rows[0] else [column.name]
    return empty


def marks_in(content: bytes, found: list[Column]) -> Iterator[tuple[str, int]]:
    """Which columns, of which rows."""
    for number, key in MARK.findall(content):
        yield found[int(number)].name, int(key)


def one_of_each_more(situation: Situation) -> None:
    """Rows that the situation has none of, about each member: the parent who said yes to the
    school, the other adult who said no, and the child who was not asked."""
    ada, family = situation.users["ada"], situation.named["family"]
    case = family.cases.get(closed_on=None)
    acts.complete_assessment(case=case, what_is_happening="x", strengths="x", by=ada)
    home = acts.NewHome("Home 2", "3 Other Row", "MB1 1AA", "Ward")
    acts.add_household(family=family, home=home, by=ada)
    for person in family.people.order_by("pk"):
        FormerName.objects.create(person=person, family_name="x", owner=family.owner)
        Identifier.objects.create(person=person, kind="nhs", value="x", owner=family.owner)
        acts.record_attempt(person=person, outcome="asked", note="x", by=ada)
        acts.add_contact(person=person, value="x", by=ada)
        acts.record_service(person=person, kind="housing", state="now", name=str(person), by=ada)
        acts.add_action(case=case, action=acts.NewAction("x", doer_person=person), by=ada)
    parts = {"agency": situation.users["cas"].agency, "parts": [acts.Part(Category.PLAN)]}
    wilf = cast.member(family, "Wilf")
    acts.judge_competence(person=wilf, able=False, ground="He is too young", by=ada, **parts)
    acts.decide_sharing(
        family=family, outcome="share", agency=situation.named["borough"].police,
        categories=[Category.EDUCATION], until=timezone.localdate() + timedelta(days=9),
        grounds=acts.Grounds("crime", "They asked", "6.1.e", "told"), by=ada,
    )  # fmt: skip


def whose(column: str, key: int) -> int | None:
    """The person whom a row is about, by its model's own declaration; None where it is nobody."""
    model: Any = next(c.model for c in columns() if c.name == column)
    path = getattr(model.Sharing, "person", None) or getattr(model.Sharing, "names", None)
    if path is None:
        return None
    found: int | None = model.objects.values_list(path, flat=True).get(pk=key)
    return found
