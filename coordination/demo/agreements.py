"""What the agencies of Merrowby have agreed to share: every screen shows something, not all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sharing.models import Agency, Agreement, Category, Line, Purpose

C, Audience, Basis, State = Category, Line.Audience, Line.Basis, Agreement.State
CHILDREN_ACT = "Children Act 2004, section 10"
CHILD_IN_NEED = "Children Act 1989, section 17"
DIGITAL_ECONOMY = "Digital Economy Act 2017, section 35"
CRIME_DISORDER = "Crime and Disorder Act 1998, section 115"
SCHOOLS = ("larkmoor", "kestrel", "college", "nursery", "schools")
HUB = "early_help"


@dataclass(frozen=True, slots=True)
class Flow:
    """Categories that go from some agencies to others, on the same terms."""

    giver: str
    taker: str
    categories: tuple[str, ...]
    consent: bool
    gateway: str = CHILDREN_ACT
    audience: str = Audience.TEAM
    purpose: str = Purpose.SUPPORT
    basis: str = Basis.PUBLIC_TASK


@dataclass(frozen=True, slots=True)
class Deal:
    """One agreement; `began` and `ends` in days from the day of the demo."""

    title: str
    flows: tuple[Flow, ...]
    state: str = State.ACTIVE
    began: int = -900
    ends: int | None = 280
    review: int = 140
    version: int = 1
    replaced: int | None = None
    reason: str = ""


def _school(key: str) -> tuple[Flow, ...]:
    return (
        Flow(key, HUB, (C.IDENTITY, C.CONTACT, C.SERVICES), consent=False),
        Flow(key, HUB, (C.EDUCATION,), consent=True),
        Flow(HUB, key, (C.IDENTITY, C.CONTACT, C.PLAN), consent=True),
    )


#: A school's own worker may lead a family; what she writes is then the hub's to read.
LED_BY_A_SCHOOL = Flow("larkmoor", HUB, (C.PLAN, C.CASE_NOTES), consent=False)
DEALS = (
    Deal(
        "Schools and Early Help",
        (*(flow for key in SCHOOLS for flow in _school(key)), LED_BY_A_SCHOOL),
    ),
    Deal(
        "Tannery Homes and Early Help",
        (
            Flow("tannery", HUB, (C.IDENTITY, C.SERVICES), consent=False),
            Flow("tannery", HUB, (C.HOUSING,), consent=True),
            Flow(HUB, "tannery", (C.IDENTITY, C.PLAN), consent=True),
        ),
        ends=26,
        review=12,
    ),
    Deal(
        "NHS and Early Help",
        (
            Flow("health", HUB, (C.SERVICES,), consent=False),
            Flow("health", HUB, (C.IDENTITY, C.HEALTH, C.MENTAL_HEALTH), consent=True),
            Flow(HUB, "health", (C.IDENTITY, C.CONTACT, C.HEALTH, C.PLAN), consent=True),
            Flow("health", HUB, (C.CLAIM_EVIDENCE,), consent=True, purpose=Purpose.RESULTS),
        ),
        review=-4,
    ),
    Deal(
        "Merrowby Police and Early Help",
        (
            Flow(
                "police",
                HUB,
                (C.SERVICES, C.OFFENDING, C.DOMESTIC_ABUSE),
                consent=False,
                gateway=CRIME_DISORDER,
                audience=Audience.MANAGER,
            ),
            Flow(HUB, "police", (C.IDENTITY,), consent=True, gateway=CRIME_DISORDER),
        ),
    ),
    Deal(
        "Jobcentre and Early Help",
        (
            Flow(
                "jobcentre", HUB, (C.SERVICES, C.EMPLOYMENT), consent=True, gateway=DIGITAL_ECONOMY
            ),
        ),
    ),
    Deal(
        "Children’s Social Care and Early Help",
        (
            Flow("social_care", HUB, (C.SERVICES,), consent=True, gateway=CHILD_IN_NEED),
            Flow(HUB, "social_care", (C.IDENTITY, C.PLAN), consent=True, gateway=CHILD_IN_NEED),
        ),
        state=State.ENDED,
        ends=None,
        replaced=-210,
        reason="Version 2 took its place",
    ),
    Deal(
        "Children’s Social Care and Early Help",
        (
            Flow(
                "social_care",
                HUB,
                (C.SERVICES, C.SOCIAL_CARE),
                consent=False,
                gateway=CHILD_IN_NEED,
            ),
            Flow(
                HUB,
                "social_care",
                (C.IDENTITY, C.CONTACT, C.PLAN, C.CASE_NOTES),
                consent=False,
                gateway=CHILD_IN_NEED,
                basis=Basis.LEGAL_DUTY,
            ),
        ),
        began=-210,
        ends=None,
        version=2,
    ),
    Deal(
        "Early Help and Internal Audit: checking claims",
        (
            Flow(
                HUB,
                "audit",
                (C.CLAIM_EVIDENCE,),
                consent=False,
                gateway="Accounts and Audit Regulations 2015",
                purpose=Purpose.AUDIT,
                basis=Basis.LEGAL_DUTY,
            ),
        ),
    ),
    Deal(
        "Lantern Trust and Early Help",
        (Flow(HUB, "lantern", (C.IDENTITY, C.PLAN), consent=True),),
        state=State.SUSPENDED,
        reason="A letter went to the wrong address. Lantern checks how it posts.",
    ),
    Deal(
        "Young carers, first pilot",
        (Flow(HUB, "carers", (C.IDENTITY, C.CONTACT), consent=True),),
        state=State.ENDED,
        ends=-120,
        reason="The pilot is over",
    ),
    Deal(
        "Young carers and Early Help",
        (
            Flow("carers", HUB, (C.SERVICES,), consent=False),
            Flow(HUB, "carers", (C.IDENTITY, C.CONTACT, C.PLAN), consent=True),
        ),
        state=State.DRAFT,
        began=20,
        ends=750,
    ),
)


#: What the law asks beside a basis, for kinds that it protects more.
CONDITIONS: dict[str, str] = {
    C.HEALTH: Line.Condition.CARE,
    C.MENTAL_HEALTH: Line.Condition.CARE,
    C.SUBSTANCE_USE: Line.Condition.CARE,
    C.OFFENDING: Line.Condition.BY_LAW,
}


def make_agreements(agencies: dict[str, Agency], on: date) -> None:
    """All agreements with their parties and lines; a later version after the one it replaces."""
    before: dict[str, Agreement] = {}
    for deal in DEALS:
        began = on + timedelta(days=deal.began)
        agreement = Agreement.objects.create(
            title=deal.title,
            state=deal.state,
            state_since=_day(on, deal.replaced) or began,
            activated_on=None if deal.state == State.DRAFT else began,
            reason=deal.reason,
            starts_on=began,
            ends_on=_day(on, deal.ends),
            review_on=_day(on, deal.review),
            version=deal.version,
            supersedes=before.get(deal.title),
            replaced_from=_day(on, deal.replaced),
        )
        before[deal.title] = agreement
        parties = dict.fromkeys(key for flow in deal.flows for key in (flow.giver, flow.taker))
        agreement.parties.set([agencies[key] for key in parties])
        for flow in deal.flows:
            make_lines(agreement, flow, agencies)


def _day(on: date, count: int | None) -> date | None:
    return on + timedelta(days=count) if count is not None else None


def make_lines(agreement: Agreement, flow: Flow, agencies: dict[str, Agency]) -> None:
    for category in flow.categories:
        Line.objects.create(
            agreement=agreement,
            from_agency=agencies[flow.giver],
            to_agency=agencies[flow.taker],
            category=category,
            purpose=flow.purpose,
            audience=flow.audience,
            consent_needed=flow.consent,
            basis=flow.basis,
            condition=CONDITIONS.get(category, ""),
            gateway=flow.gateway,
        )
