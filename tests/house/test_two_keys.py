"""One rule, two renderings: SQL, the rule in words, and what a page explains answer alike.

Thousands of situations: every combination of whose link, restriction, tie, decision and override;
every state of a line; every kind of viewer and of fact. Showing too much and hiding too much are
both defects (access.md).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from families.access import REACH
from families.models import Household, Note
from families.rules.knowing import About, Above, Facts, Link, Said, Term, may_know
from families.why.explaining import Fact, Ground
from tests import cast
from tests.house.combinations import (
    EVERY,
    GIVERS,
    KINDS,
    KNOWN_BY,
    Conditions,
    World,
    make_world,
    yesterday,
)

pytestmark = pytest.mark.matrix

Key = tuple[str, Conditions, str, str]


@pytest.fixture(scope="module")
def answers(django_db_setup: Any, django_db_blocker: Any) -> dict[Key, tuple[bool, Any, Any]]:
    """For each situation: what SQL says, what the rule says of what we wrote down, and what the
    explanation finds in the database."""
    from django.db import transaction  # noqa: PLC0415 (a whole borough that must not stay)

    with django_db_blocker.unblock(), transaction.atomic():
        found = ask_all(make_world())
        transaction.set_rollback(True)
    return found


def ask_all(world: World) -> dict[Key, tuple[bool, Any, Any]]:
    found: dict[Key, tuple[bool, Any, Any]] = {}
    ground = Ground(family.pk for family in world.families.values())
    for name, viewer in world.viewers.items():
        seen = {
            (model, pk)
            for model in (Household, Note)
            for pk in model.objects.visible_to(viewer).values_list("pk", flat=True)
        }
        for (what, giver, kind), row in world.rows.items():
            found[name, what, giver, kind] = (
                (type(row), row.pk) in seen,
                may_know(as_written(world, name, what, giver, kind)),
                ground.may(viewer, fact_of(world, what, giver, kind)),
            )
    return found


def fact_of(world: World, what: Conditions, giver: str, kind: str) -> Fact:
    return Fact.of(world.rows[what, giver, kind])


def as_written(world: World, name: str, what: Conditions, giver: str, kind: str) -> Facts:
    """The situation in the rule's own words, without looking into the database."""
    viewer, today = world.viewers[name], timezone.localdate()
    reach = REACH.get(viewer.role)
    parent, child = (person.pk for person in world.people[what])
    category = "identity" if kind == "record" else "education"
    about = {"record": About.RECORD, "everyone": About.EVERYONE}.get(kind, About.SOMEONE)
    return Facts(
        today=today,
        agency="",
        giver="",
        category=category,
        purpose=reach.purpose if reach else "",
        account_active=name != "off",
        in_post=name != "over",
        agency_active=name != "closed",
        manager=name == "manager",
        reaches=reach is not None and category in reach.categories,
        links=_links(what, name),
        restricted=(what.restricted or what.merging == "restricted") and name != "worker",
        tied=what.tied or what.merging == "tied",
        merging=what.merging == "unknown"
        or (what.merging != "no" and name in ("closed", "keeper")),
        own=giver == "own",
        terms=_terms(giver, name),
        about=about,
        person={"about_parent": parent, "about_child": child}.get(kind),
        said=_said(what, parent, child) if name != "counter" else (),
        above=(Above(today, today),) if what.overridden else (),
    )


def _links(what: Conditions, name: str) -> tuple[Link, ...]:
    by_team = {"closed": (), "keeper": ("archived",)}.get(name, KNOWN_BY)
    by_post = () if name == "keeper" else ("own_post",)
    if what.known_by == "nobody" or what.known_by not in {*by_team, *by_post}:
        return ()
    purpose = "results" if what.known_by == "results" else "support"
    over = what.known_by == "ran_out" or (what.known_by == "archived" and name != "keeper")
    until = yesterday() if over else None
    return (Link("", purpose, cast.LONG_AGO, until, over=what.known_by == "ended"),)


def _terms(giver: str, name: str) -> tuple[Term, ...]:
    if giver in ("own", "none"):
        return ()
    line, today = GIVERS[giver], timezone.localdate()
    term = Term(
        agreement="",
        state="suspended" if giver == "suspended" else "active",
        starts_on=today + timedelta(days=1) if giver == "not_begun" else cast.LONG_AGO,
        ends_on=yesterday() if giver == "ended" else None,
        purpose=line.get("purpose", "support"),
        audience=line.get("audience", "team"),
        consent_needed=line.get("consent_needed", True),
        named=name == "worker",
        parties=giver not in ("left", "switched_off"),
        replaced_from=today if giver == "replaced" else None,
    )
    return (term,)


def _said(what: Conditions, parent: int, child: int) -> tuple[Said, ...]:
    yes = Said(parent, "", "given", cast.LONG_AGO)
    return {
        "nothing": (),
        "yes": (yes,),
        "yes_and_no": (yes, Said(child, "", "refused", cast.LONG_AGO)),
        "ran_out": (replace(yes, until=yesterday()),),
    }[what.said]


def test_there_are_many_situations_and_both_answers(answers):
    assert len(answers) > 2**8
    assert len(answers) == 8 * len(EVERY) * len(GIVERS) * len(KINDS)
    said = Counter(sql for sql, _, _ in answers.values())
    assert said[True] > 500
    assert said[False] > 500


def test_the_rule_in_words_says_what_sql_says(answers):
    apart = [key for key, (sql, written, _) in answers.items() if written.is_met != sql]
    assert not apart, f"{len(apart)} apart, first {apart[0]}: {answers[apart[0]]}"


def test_the_explanation_says_what_sql_says(answers):
    apart = [key for key, (sql, _, explained) in answers.items() if explained.is_met != sql]
    assert not apart, f"{len(apart)} apart, first {apart[0]}: {answers[apart[0]]}"


def test_every_answer_has_a_reason(answers):
    assert all(explained.reasons for _, _, explained in answers.values())


@pytest.mark.parametrize("condition", [f.name for f in fields(Conditions)])
def test_each_condition_of_a_family_decides_alone_somewhere(answers, condition):
    """Two situations that differ in this only, one open and one closed."""
    assert _decides(answers, lambda key: (key[0], *_but(key[1], condition), *key[2:]))


@pytest.mark.parametrize("place", [0, 2, 3], ids=["viewer", "line", "kind"])
def test_viewer_line_and_kind_decide_alone_somewhere(answers, place):
    assert _decides(answers, lambda key: key[:place] + key[place + 1 :])


@pytest.mark.parametrize("giver", sorted(set(GIVERS) - {"own", "free"}))
def test_each_state_of_a_line_closes_what_a_free_line_opens(answers, giver):
    key = next(
        key
        for key, (sql, _, _) in answers.items()
        if sql and key[2] == "free" and key[0] == ("manager" if giver == "named" else "worker")
        and key[1].said == "nothing" and not key[1].overridden
    )  # fmt: skip
    assert answers[key][0]
    assert not answers[(*key[:2], giver, key[3])][0]


def _but(what: Conditions, condition: str) -> tuple[Any, ...]:
    return tuple(getattr(what, f.name) for f in fields(what) if f.name != condition)


def _decides(answers: dict[Key, tuple[bool, Any, Any]], alike: Any) -> bool:
    together: dict[Any, set[bool]] = {}
    for key, (sql, _, _) in answers.items():
        together.setdefault(alike(key), set()).add(sql)
    return any(len(said) == 2 for said in together.values())
