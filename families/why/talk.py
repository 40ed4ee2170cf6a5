"""What there is to talk about with one person: by agency, what it would see, on what basis.

Read from the lines of agreements in force; what was decided stands beside each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from families.identity import Identity, Member
from families.models import Competence, Consent
from families.rules.consent import PRESUMED_ABLE_AT
from families.why.audience import lines_with
from sharing.models import Agency, Category, Line, Purpose, User

#: What each kind of fact is, said to the person it is about.
PLAIN_WORDS = {
    Category.IDENTITY: "your name, your birthday and who is in your family",
    Category.CONTACT: "your address and phone number",
    Category.SERVICES: "which services you use",
    Category.EDUCATION: "school: attendance, exclusions and help",
    Category.HEALTH: "your health",
    Category.MENTAL_HEALTH: "your mental health",
    Category.SUBSTANCE_USE: "drink and drugs",
    Category.OFFENDING: "police reports",
    Category.DOMESTIC_ABUSE: "harm in the home",
    Category.HOUSING: "your home and rent",
    Category.EMPLOYMENT: "work and benefits",
    Category.SOCIAL_CARE: "social care",
    Category.CASE_NOTES: "notes of visits",
    Category.PLAN: "the family plan",
    Category.CLAIM_EVIDENCE: "what shows that things got better",
}
WHY = {
    Purpose.SUPPORT: "to help your family",
    Purpose.RESULTS: "to show what changed",
    Purpose.AUDIT: "to check the council’s claims",
}
BASIS = {
    Line.Basis.CONSENT: "you said yes",
    Line.Basis.LEGAL_DUTY: "the law says that we must",
    Line.Basis.VITAL: "it can save a life",
    Line.Basis.PUBLIC_TASK: "it is part of our public task",
}


@dataclass(frozen=True, slots=True)
class Question:
    """May this agency know this, for this purpose? `givers` are those who would tell it. `idle`: no
    agreement in force lets it be told now, whatever was decided."""

    agency: Agency
    category: str
    standing: Consent | None
    purpose: str = Purpose.SUPPORT
    givers: tuple[str, ...] = ()
    idle: bool = False

    @property
    def name(self) -> str:
        for_what = "" if self.purpose == Purpose.SUPPORT else f"_{self.purpose}"
        return f"q_{self.agency.pk}_{self.category}{for_what}"

    @property
    def words(self) -> str:
        words = PLAIN_WORDS[Category(self.category)]
        return words if self.purpose == Purpose.SUPPORT else f"{words}, {self.why}"

    @property
    def why(self) -> str:
        return WHY[Purpose(self.purpose)]

    @property
    def said(self) -> str:
        """'' where nothing stands, also where a yes has run out; else given or refused."""
        if self.standing is None or self.standing.state_today == "expired":
            return ""
        return "given" if self.standing.is_yes else "refused"

    @property
    def expired(self) -> bool:
        return self.standing is not None and self.standing.state_today == "expired"


@dataclass(frozen=True, slots=True)
class Unasked:
    """What one agency may see without a yes, and why."""

    agency: str
    words: str
    because: str
    until: object


@dataclass(frozen=True, slots=True)
class Talk:
    """One agency's part of the conversation."""

    agency: Agency
    questions: tuple[Question, ...]

    @property
    def state(self) -> str:
        """Where it stands, in two or three words."""
        if all(q.idle for q in self.questions):
            return "No agreement now"
        said = {q.said for q in self.questions}
        if any(q.expired for q in self.questions) and said <= {""}:
            return "Yes has run out"
        if said == {""}:
            return "Not asked"
        if "" in said:
            return "Partly asked"
        return {frozenset({"given"}): "Yes", frozenset({"refused"}): "No"}.get(
            frozenset(said), "Yes and no"
        )

    @property
    def open(self) -> bool:
        """Something is left to ask."""
        return any(not q.said and not q.idle for q in self.questions)


def questions_for(identity: Identity, member: Member, user: User, also: str = "") -> list[Question]:
    """From lines in force that need consent, agencies at work here first. Another council's are
    asked about only where a family moves there: those of the agency with the key `also`, and those
    about which something was decided."""
    standing = {
        (c.agency_id, c.category, c.purpose): c
        for c in identity.consents
        if c.person_id == member.pk
    }
    agencies: dict[int, Agency] = {}
    givers: dict[tuple[int, str, str], set[str]] = {}
    decided = {agency for agency, *_ in standing}
    for line in _to_ask_about(identity, user, decided, also):
        agencies[line.to_agency_id] = line.to_agency
        part = (line.to_agency_id, line.category, line.purpose)
        givers.setdefault(part, set()).add(line.from_agency.name)
    missing = decided - set(agencies)
    agencies |= Agency.objects.visible_to(user).in_bulk(missing)
    parts = set(givers) | {part for part in standing if part[0] in agencies}
    helping = {helper.agency_id for helper in identity.helpers}
    order, purposes = list(Category), list(Purpose)

    def place(part: tuple[int, str, str]) -> tuple[bool, str, int, int]:
        agency, category, purpose = part
        return (
            agency not in helping,
            agencies[agency].name,
            purposes.index(Purpose(purpose)),
            order.index(Category(category)),
        )

    return [
        Question(
            agencies[part[0]], part[1], standing.get(part), part[2],
            tuple(sorted(givers.get(part, ()))),
            idle=identity.ours and part not in givers,
        )
        for part in sorted(parts, key=place)
    ]  # fmt: skip


def _to_ask_about(identity: Identity, user: User, decided: set[int], also: str) -> list[Line]:
    near = Agency.objects.visible_to(user).filter(pk=OuterRef("to_agency"))
    lines = lines_with(identity, user).filter(consent_needed=True).annotate(near=Exists(near))
    return [
        line
        for line in lines
        if line.near or line.to_agency_id in decided or str(line.to_agency.key) == also
    ]


def by_agency(questions: Iterable[Question]) -> list[Talk]:
    found: dict[Agency, list[Question]] = {}
    for question in questions:
        found.setdefault(question.agency, []).append(question)
    return [Talk(agency, tuple(asked)) for agency, asked in found.items()]


def unasked(identity: Identity, user: User) -> list[Unasked]:
    """What agreements in force let flow without a yes, by agency and reason. It names
    every agency of the agreements, also those that don't work here: who does is not each one's to
    know."""
    found: dict[tuple[str, str, object], dict[str, None]] = {}
    near = Agency.objects.visible_to(user).values("pk")
    lines = lines_with(identity, user).filter(consent_needed=False, to_agency__in=near)
    for line in lines.select_related("agreement").order_by("to_agency__name", "pk"):
        because = BASIS.get(Line.Basis(line.basis), line.get_basis_display())
        if line.gateway:
            because += f" ({line.gateway})"
        key = (line.to_agency.name, because, line.agreement.ends_on)
        found.setdefault(key, {})[PLAIN_WORDS[Category(line.category)]] = None
    return [
        Unasked(agency, "; ".join(words), because, until)
        for (agency, because, until), words in found.items()
    ]


def young(member: Member) -> bool:
    """Under 18, or a child whose birthday nobody knows."""
    return member.child or (member.age is None and member.relation in ("child", "sibling"))


def judged_for(
    member: Member, questions: Iterable[Question], user: User
) -> tuple[bool | None, list[Competence]]:
    """Whether they were judged able to decide all of this, and the judgements that say so."""
    if not young(member):
        return None, []
    rows = Competence.objects.visible_to(user).last_of(member.pk)
    last = {(r.agency_id, r.category, r.purpose): r for r in rows.select_related("judged_by")}
    found = [last.get((q.agency.pk, q.category, q.purpose)) for q in questions]
    able = {row and row.able for row in found}
    return (able.pop() if len(able) == 1 else None), [row for row in found if row]


def deciders_for(identity: Identity, member: Member, able: bool | None) -> list[Member]:
    """Whom the form offers; the rule in families/rules/consent.py has the last word."""
    parents = [m for m in identity.members if m.parental and m != member]
    if member.unborn:
        return []
    if not young(member) or able:
        return [member]
    if able is False:
        return parents
    if member.age is not None and member.age >= PRESUMED_ABLE_AT:
        return [member]
    return [*parents, member] if member.decides else parents


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to one agency in one breath: several kinds of facts, on the same terms."""

    agency: Agency
    kinds: tuple[str, ...]
    consent: Consent | None
    givers: tuple[str, ...] = ()
    expired: bool = False
    idle: bool = False

    @property
    def words(self) -> str:
        return "; ".join(self.kinds)


def together(questions: Iterable[Question]) -> list[Said]:
    """Questions with the same answer of the same day, as one sentence."""
    found: dict[Any, list[Question]] = {}
    for q in questions:
        terms = q.standing and (q.standing.decided_on, q.standing.until, q.standing.given_by_id)
        found.setdefault((q.agency, q.givers, q.said, q.expired, terms), []).append(q)
    return [
        Said(
            one.agency,
            tuple(q.words for q in many),
            one.standing,
            one.givers,
            one.expired,
            one.idle,
        )
        for many in found.values()
        for one in many[:1]
    ]


def told(rows: Iterable[Consent], user: User) -> list[Said]:
    """Decisions as they were written down, those on the same terms as one."""
    found: dict[Any, list[Consent]] = {}
    for row in rows:
        row.words = row.words_for(user)
        terms = (row.decided_on, row.until, row.how, row.given_by_id, row.words, row.evidence)
        kind = (row.agency_id, row.state_today, row.purpose, row.recorded_by_id)
        found.setdefault((terms, kind, row.replaced_at is None), []).append(row)
    return [
        Said(
            many[0].agency,
            tuple(sorted(row.get_category_display() for row in many)),
            many[0],
        )
        for many in found.values()
    ]
