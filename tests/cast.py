"""The cast: the people of every test, and the borough they work in. Eve and Gus get nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from families import acts
from families.models import Case, Family, Involvement, Person
from sharing.models import Agency, Agreement, Authority, Category, Line, Post, Role, Team, User

LONG_AGO = date(2020, 1, 1)
PASSWORD = "a-long-test-password"


@dataclass
class Borough:
    """One authority with its agencies, teams and the agreement that binds them."""

    authority: Authority
    early_help: Agency
    school: Agency
    police: Agency
    charity: Agency
    audit: Agency
    hub: Team
    east: Team
    results: Team
    records: Team
    agreement: Agreement


def make_agency(authority: Authority, name: str, kind: str) -> Agency:
    agency = Agency.objects.create(name=name, kind=kind)
    agency.authorities.add(authority)
    return agency


def make_team(agency: Agency, name: str, duty: str) -> Team:
    group = Group.objects.create(name=f"{agency.name}: {name}")
    return Team.objects.create(agency=agency, name=name, duty=duty, group=group)


def make_borough() -> Borough:
    authority = Authority.objects.create(name="Merrowby Borough Council", code="E08009999")
    early_help = make_agency(authority, "Merrowby Early Help", Agency.Kind.COUNCIL)
    school = make_agency(authority, "Larkmoor Academy", Agency.Kind.SCHOOL)
    police = make_agency(authority, "Merrowby Police", Agency.Kind.POLICE)
    charity = make_agency(authority, "Lantern Trust", Agency.Kind.CHARITY)
    audit = make_agency(authority, "Internal Audit", Agency.Kind.COUNCIL)
    return Borough(
        authority=authority,
        early_help=early_help,
        school=school,
        police=police,
        charity=charity,
        audit=audit,
        hub=make_team(early_help, "Family Hub", Team.Duty.HUB),
        east=make_team(early_help, "Early Help East", Team.Duty.CASEWORK),
        results=make_team(early_help, "Results", Team.Duty.RESULTS),
        records=make_team(early_help, "Records", Team.Duty.RECORDS),
        agreement=make_agreement(early_help, school, police, audit),
    )


def make_agreement(early_help: Agency, school: Agency, police: Agency, audit: Agency) -> Agreement:
    agreement = Agreement.objects.create(
        title="Merrowby family agreement", state=Agreement.State.ACTIVE, starts_on=LONG_AGO
    )
    agreement.parties.add(early_help, school, police, audit)
    for category in (Category.EDUCATION, Category.SERVICES, Category.IDENTITY):
        make_line(agreement, school, early_help, category, consent_needed=False)
    for category in (Category.IDENTITY, Category.PLAN):
        make_line(agreement, early_help, school, category, consent_needed=True)
    make_line(
        agreement, police, early_help, Category.OFFENDING, audience="manager", consent_needed=False
    )
    make_line(
        agreement, early_help, audit, Category.CLAIM_EVIDENCE, purpose="audit", consent_needed=False
    )
    return agreement


def make_line(agreement: Agreement, giver: Agency, taker: Agency, category: str, **terms) -> Line:
    return Line.objects.create(
        agreement=agreement, from_agency=giver, to_agency=taker, category=category, **terms
    )


def make_user(
    name: str, agency: Agency, role: str, team: Team | None = None, title: str = ""
) -> User:
    user = User.objects.create(username=name.lower(), full_name=f"{name} Example")
    Post.objects.create(
        user=user, agency=agency, role=role, team=team, title=title, starts_on=LONG_AGO
    )
    return User.objects.get(pk=user.pk)


ROLES = {
    "ada": ("early_help", Role.KEY_WORKER, "east"),
    "ben": ("early_help", Role.KEY_WORKER, "east"),
    "cas": ("school", Role.PRACTITIONER, None),
    "dot": ("early_help", Role.HUB_OFFICER, "hub"),
    "eve": ("charity", Role.PRACTITIONER, None),
    "fay": ("audit", Role.AUDITOR, None),
    "gus": ("early_help", Role.KEY_WORKER, "east"),
    "hal": ("early_help", Role.SUPERVISOR, "hub"),
    "ivy": ("early_help", Role.COORDINATOR, "results"),
    "jim": ("early_help", Role.COORDINATOR, "results"),
    "kay": ("early_help", Role.ANALYST, "results"),
    "lou": ("early_help", Role.SHARING_LEAD, None),
    "max": ("early_help", Role.ADMINISTRATOR, None),
    "pat": ("police", Role.PRACTITIONER, None),
    "rex": ("early_help", Role.RECORDS_OFFICER, "records"),
    "kim": ("school", Role.KEY_WORKER, None),
    "pam": ("police", Role.SUPERVISOR, None),
    "pol": ("police", Role.SUPERVISOR, None),
}


def make_person_of_the_cast(borough: Borough, name: str) -> User:
    agency, role, team = ROLES[name]
    return make_user(
        name.title(), getattr(borough, agency), role, getattr(borough, team) if team else None
    )


def make_family(dot: User, **changes) -> Family:
    """Kelly (36), Marcus who refuses, Jayden (13) the focus, and a baby who is expected."""
    today = timezone.localdate()
    people = [
        acts.NewPerson(
            "parent",
            "Kelly",
            "Doyle",
            born=date(1990, 4, 2),
            sex="f",
            called="Mum",
            parental_duties=True,
        ),
        acts.NewPerson(
            "step_parent", "Marcus", "Bell", born=date(1987, 1, 9), sex="m", called="Stepdad"
        ),
        acts.NewPerson(
            "child", "Jayden", "Osei", born=today - timedelta(days=13 * 366), sex="m", is_focus=True
        ),
        acts.NewPerson("unborn", expected=today + timedelta(days=90)),
    ]
    home = acts.NewHome("Mum's home", "6 Orchard Rise", "MB3 7CK", "Orchard")
    given = {"name": "Doyle, Bell and Osei", "people": people, "home": home} | changes
    return acts.register_family(**given, by=dot)


def let_lead(family: Family, lead: User, dot: User) -> Case:
    """Open a case, ask `lead`, and let them accept: through the acts, as it is really done."""
    case = acts.open_case(family=family, by=dot)
    acts.offer_case(case=case, lead=lead.post, by=dot)
    return acts.accept_lead(case=case, by=lead)


def make_case(dot: User, ada: User) -> Case:
    return let_lead(make_family(dot), ada, dot)


def let_help(family: Family, helper: User, lead: User) -> Involvement:
    return acts.start_involvement(
        family=family, kind=Involvement.Kind.TEAM_AROUND, post=helper.post, by=lead
    )


def let_go(family: Family, helper: User, lead: User) -> None:
    acts.end_involvement(involvement=let_help(family, helper, lead), by=lead)


def member(family: Family, given_name: str) -> Person:
    return family.people.get(given_name=given_name)


def _person(name: str) -> Callable[[dict[str, Any]], User]:
    return lambda made: make_person_of_the_cast(made["borough"], name)


#: The fixtures of tests/conftest.py in the order in which they are made, each of what came before.
STEPS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "borough": lambda made: make_borough(),
    **{name: _person(name) for name in ROLES},
    "case": lambda made: make_case(made["dot"], made["ada"]),
    "family": lambda made: made["case"].family,
    "with_cas": lambda made: let_help(made["case"].family, made["cas"], made["ada"]),
    "gone": lambda made: let_go(made["case"].family, made["gus"], made["ada"]),
}

#: On whom each of them stands (tests/copies.py).
TAKES: dict[str, tuple[str, ...]] = dict.fromkeys(ROLES, ("borough",)) | {
    "case": ("dot", "ada"),
    "family": ("case",),
    "with_cas": ("case", "cas"),
    "gone": ("case", "gus"),
}
