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
    review: int = 90


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
    ),
    Deal(
        "NHS and Early Help",
        (
            Flow("health", HUB, (C.IDENTITY, C.SERVICES, C.HEALTH, C.MENTAL_HEALTH), consent=True),
            Flow(HUB, "health", (C.IDENTITY, C.CONTACT, C.HEALTH, C.PLAN), consent=True),
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
        ends=None,
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
    ),
    Deal(
        "Young carers, first pilot",
        (Flow(HUB, "carers", (C.IDENTITY, C.CONTACT), consent=True),),
        state=State.ENDED,
        ends=-120,
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


def make_agreements(agencies: dict[str, Agency], on: date) -> None:
    """All agreements with their parties and lines."""
    for deal in DEALS:
        agreement = Agreement.objects.create(
            title=deal.title,
            state=deal.state,
            starts_on=on + timedelta(days=deal.began),
            ends_on=on + timedelta(days=deal.ends) if deal.ends is not None else None,
            review_on=on + timedelta(days=deal.review),
        )
        parties = dict.fromkeys(key for flow in deal.flows for key in (flow.giver, flow.taker))
        agreement.parties.set([agencies[key] for key in parties])
        for flow in deal.flows:
            _make_lines(agreement, flow, agencies)


def _make_lines(agreement: Agreement, flow: Flow, agencies: dict[str, Agency]) -> None:
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
            gateway=flow.gateway,
        )
