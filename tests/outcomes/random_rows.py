"""Families made at random, as rows."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from families.models import Assessment, Case, Family, Household, Person, Plan, Stay
from outcomes.acts import load_frameworks
from outcomes.models import Coverage, Evidence, Framework, LocalPlan, Need
from sharing.models import User
from tests.cast import LONG_AGO, Borough
from tests.outcomes import random_families as at_random
from tests.outcomes.random_families import TODAY


def make(random: Random, borough: Borough, by: User, number: int) -> Case:
    """One family with its case, under a version at random."""
    version = at_random.version(random)
    facts = at_random.family(random, version)
    own = {"owner": borough.early_help}
    family = Family.objects.create(
        reference=f"WF-R{number:04}", name="Random", authority=borough.authority, **own
    )
    case = make_case(facts["case"], version, family, by, own)
    people = {None: None} | {p["id"]: make_person(p, family, own) for p in facts["people"]}
    make_homes(random, facts["people"], people, family, own)
    for n in facts["needs"]:
        named = {"code": n["need"], "person": people[n["person"]], "identified_by": by}
        Need.objects.create(case=case, identified_on=n["identified"], **named, **own)
    for item in facts["evidence"]:
        make_item(item, people, family, by, own)
    Coverage.objects.bulk_create(
        Coverage(
            family=family,
            person=people[c["person"]],
            kind=c["kind"],
            category="education",
            source=c["source"],
            since=c["from"],
            until=c.get("to"),
            status=c["status"],
            **own,
        )
        for c in facts["coverage"]
    )
    return case


def make_case(table: dict[str, Any], version: str, family: Family, by: User, own: Any) -> Case:
    closed = table.get("closed")
    case = Case.objects.create(
        family=family,
        stage="closed" if closed else "waiting",
        framework=version,
        opened_on=table["opened"],
        lead_since=table.get("lead_since"),
        closed_on=closed,
        **own,
    )
    if day := table.get("assessment_completed"):
        Assessment.objects.create(
            case=case, completed_on=day, what_is_happening="Much", completed_by=by, **own
        )
    if day := table.get("plan_agreed"):
        Plan.objects.create(case=case, agreed_on=day, agreed_by=by, review_on=day, **own)
    return case


def make_person(table: dict[str, Any], family: Family, own: Any) -> Person:
    return Person.objects.create(
        family=family,
        given_name=table["id"],
        born=table.get("born"),
        expected=table.get("expected"),
        relation=table["relation"],
        parental_duties=table["parental_duties"],
        **own,
    )


def make_homes(random: Random, tables: Any, people: Any, family: Family, own: Any) -> None:
    homes = [Household.objects.create(family=family, label=f"Home {n}", **own) for n in range(2)]
    for table in tables:
        for stay in table.get("household", []):
            Stay.objects.create(
                person=people[table["id"]],
                household=random.choice(homes),
                since=stay["from"],
                until=stay.get("to"),
                share=stay["share"],
                **own,
            )


def make_item(item: dict[str, Any], people: Any, family: Family, by: User, own: Any) -> Evidence:
    apart = ("id", "kind", "source", "person", "recorded")
    return Evidence.objects.create(
        family=family,
        person=people[item.get("person")],
        kind=item["kind"],
        category="education",
        source=item["source"],
        slot=item["id"],
        fact={name: value for name, value in item.items() if name not in apart},
        recorded_on=item.get("recorded", TODAY),
        recorded_by=by,
        **own,
    )


def make_plans(random: Random, borough: Borough) -> None:
    """The authority's own terms for some versions, some of them ending or beginning soon."""
    load_frameworks()
    for framework in Framework.objects.all():
        for version in range(random.randint(0, 2)):
            since = random.choice((LONG_AGO, TODAY + timedelta(days=random.randint(-20, 20))))
            LocalPlan.objects.create(
                authority=borough.authority,
                framework=framework,
                version=version + 1,
                state=LocalPlan.State.PUBLISHED,
                valid_from=since,
                valid_until=random.choice((None, max(since, TODAY) + timedelta(days=15))),
                overlay=at_random.plan(random, framework.slug),
            )


def change(random: Random, case: Case, by: User) -> None:
    """Something new of the family; often nothing."""
    people = {str(p.pk): p for p in Person.objects.filter(family=case.family)}
    own = {"owner_id": case.owner_id}
    for number in range(random.choice((0, 0, 1, 2))):
        item = {"id": f"new{number}"} | at_random.item(random, list(people))
        make_item(item, {None: None} | people, case.family, by, own)


def later(random: Random) -> date:
    return TODAY + timedelta(days=random.randint(0, 120))
