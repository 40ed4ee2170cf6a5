"""One of everything, with a marker in every personal value, and each kind of person around it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from families import acts as families
from families.models import Involvement
from outcomes import acts as outcomes
from referrals.models import (
    AllocationMeeting,
    Check,
    Item,
    Referral,
    ReferredPerson,
    TriageDecision,
)
from sharing import acts as sharing
from sharing.models import Category, Document, FeedFile, FeedRow, Role, SignIn, User
from sharing.questions import conditions, planned, prepared
from sharing.signing_in import sessions, tokens
from tests import cast
from tests.copies import copies
from tests.house.reader import Reader
from tests.house.routes import Route
from tests.house.shielded import shielded
from tests.outcomes.claimed import approved_claim
from tests.outcomes.plans_made import OWN, drafted, leaving_to_judgement

#: ada leads; cas helps, with consent to know who they are and the plan; dot and hal are the hub;
#: ben is a colleague without business here, eve another agency, gus left. Of the partners, kim of
#: the school helps too; pol of the police does and is told much, as a manager; pam is one, and has
#: no business here.
PEOPLE = [
    "anonymous",
    *["ada", "ben", "cas", "dot", "eve", "fay", "gus", "hal", "ivy", "kay", "lou", "max"],
    *["rex", "kim", "pam", "pol"],
]
SECRETS = ["Zebedee", "Quillfeather", "9 Marker Row", "01632 960777", "marker-note", "marker-goal"]


@dataclass
class Situation:
    """The objects of the situation, by what an address takes."""

    users: dict[str, User]
    named: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)

    def client_of(self, name: str) -> Reader:
        """A browser in which they have just signed in. Their first page notes that they did: what
        a walk asks is undone, and each address would be their first again."""
        client = Reader(raise_request_exception=True)
        if name != "anonymous":
            backend = "sharing.signing_in.backends.Accounts"
            client.force_login(self.users[name], backend=backend)
            client.get("/healthz")
        return client

    def program_of(self, name: str) -> Reader:
        """A program with this person's token; someone without an account has none."""
        if (secret := self.secrets.get(name)) is None:
            return Reader()
        program = Reader(headers={"Authorization": f"Bearer {secret}"})
        program.get("/api/")  # notes when the token was last used, once for a walk
        return program

    def kwargs(self, route: Route) -> dict[str, Any]:
        """What the address takes, for our objects."""
        return {take: self._value(route, take) for take in route.takes}

    def _value(self, route: Route, take: str) -> Any:
        for name in (f"{route.name} {take}", f"{_kind(route)} {take}", take):
            if name in self.named:
                return self.named[name]
        raise LookupError(f"Say in tests/house/situation.py what {route.name} takes as {take}")

    def nonsense(self, route: Route) -> dict[str, Any]:
        """What the address takes, for objects that do not exist."""
        return {
            take: "WF-00000" if take == "reference" else uuid.UUID(int=7) for take in route.takes
        }


def _kind(route: Route) -> str:
    """The noun of an address: `referrals` of referrals:triage, `visits` of visits-detail."""
    return route.name.split(":")[0] if ":" in route.name else route.name.split("-")[0]


def the_cast() -> Callable[[str], Any]:
    """The borough and its people by name, each made when first asked for."""
    made: dict[str, Any] = {"borough": cast.make_borough()}

    def find(name: str) -> Any:
        if name not in made:
            made[name] = cast.make_person_of_the_cast(made["borough"], name)
        return made[name]

    return find


@contextmanager
def walked_often() -> Iterator[None]:
    """A question that is asked again goes by its plan, and there is room for those of all people in
    all states: most people's stay the same from one state to the next. What a walk asks is undone:
    after a minute each address would note anew that they are here, and that was undone too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planned, "ASKED_BEFORE", 0)
        patch.setattr(prepared, "MOST", 50_000)
        patch.setattr(conditions, "MOST", 50_000)
        patch.setattr(sessions, "A_WHILE", sessions.A_WHILE * 10)
        patch.setattr(tokens, "A_WHILE", tokens.A_WHILE * 10)
        yield


def made() -> Situation:
    """A copy of the situation with the whole cast, which is made once a process."""
    return copies.once("situation", lambda: make_situation(the_cast()))


def make_situation(fixture: Callable[[str], Any]) -> Situation:
    """Everything made through its act, as it is really done."""
    borough = fixture("borough")
    users = {name: fixture(name) for name in PEOPLE if name != "anonymous"}
    situation = Situation(users)
    family = _family(users, borough)
    case = cast.let_lead(family, users["ada"], users["dot"])
    _helpers(family, users, borough, situation)
    _partners(family, users, borough)
    _viewed(family, users, borough, situation)
    _work(case, users, situation)
    _asked(family, users, borough, situation)
    _meeting(case, users, situation)
    _outcomes(case, users, fixture("jim"), situation)
    _second(case, users, fixture("jim"), situation)
    _plans(users, situation)
    _data(family, users, borough, situation)
    shielded(family, users, borough, situation)
    _ways_in(users, situation)
    return situation


def _family(users: dict[str, User], borough: cast.Borough) -> Any:
    people = [
        families.NewPerson(
            "parent", "Zebedee", "Quillfeather", born=cast.LONG_AGO.replace(year=1988),
            parental_duties=True,
        ),
        families.NewPerson("child", "Wilf", "Quillfeather", born=cast.LONG_AGO.replace(year=2014)),
    ]  # fmt: skip
    home = families.NewHome("Main home", "9 Marker Row", "MB3 7CK")
    return families.register_family(name="Quillfeather", people=people, home=home, by=users["dot"])


def _helpers(family: Any, users: dict[str, User], borough: cast.Borough, now: Situation) -> None:
    ada, parent = users["ada"], cast.member(family, "Zebedee")
    helper = families.start_involvement(
        family=family, kind=Involvement.Kind.TEAM_AROUND, post=users["cas"].post, by=ada
    )
    link = families.start_involvement(
        family=family, kind=Involvement.Kind.TEAM_AROUND, post=users["gus"].post, by=ada
    )
    families.end_involvement(involvement=link, by=ada)
    decisions = [
        families.Decision(borough.school, category, "given")
        for category in (Category.IDENTITY, Category.PLAN)
    ]
    consent = families.record_consents(person=parent, decisions=decisions, by=ada)[0]
    families.add_contact(person=parent, value="01632 960777", by=ada)
    service = families.record_service(
        person=parent, kind="housing", state="now", owner=borough.early_help, by=ada
    )
    now.named |= {
        "reference": family.reference, "person": parent.key,
        "families:judge-competence person": cast.member(family, "Wilf").key,
        "people key": parent.key,
        "services key": service.key, "families:why-service key": service.key,
        "involvements key": helper.key, "families:end-helper key": helper.key,
        "consents key": consent.key, "families:withdraw-consent key": consent.key,
    }  # fmt: skip


def _partners(family: Any, users: dict[str, User], borough: cast.Borough) -> None:
    """Two who hold a council worker's roles and keep no record here (docs/decisions/0051)."""
    for category in (Category.IDENTITY, Category.CONTACT, Category.PLAN, Category.CASE_NOTES):
        cast.make_line(
            borough.agreement, borough.early_help, borough.police, category,
            audience="manager", consent_needed=False,
        )  # fmt: skip
    for name in ("kim", "pol"):
        cast.let_help(family, users[name], users["ada"])


def _viewed(family: Any, users: dict[str, User], borough: cast.Borough, now: Situation) -> None:
    """Another sharing lead views as Cas: it is nobody else's, and nobody is read only for it."""
    other = cast.make_user("Lea", borough.early_help, Role.SHARING_LEAD)
    viewing = families.start_viewing_as(
        post=users["cas"].post, reference=family.reference, reason="marker-note " * 2, by=other
    )
    now.named |= {
        "viewings key": viewing.key, "families:viewing key": viewing.key,
        "families:end-viewing key": viewing.key,
    }  # fmt: skip


def _work(case: Any, users: dict[str, User], now: Situation) -> None:
    ada, parent = users["ada"], cast.member(case.family, "Zebedee")
    visit = families.record_visit(
        case=case,
        happened_at=timezone.now() - timedelta(hours=1),
        place="home",
        seen=[families.SeenPerson(parent)],
        notes=[families.NewNote("home", "marker-note")],
        by=ada,
    )
    booked = families.book_visit(
        case=case, at=timezone.now() + timedelta(days=2), remember="marker-note", by=ada
    )
    action = families.NewAction("Ring the school", doer_post=ada.post)
    plan = families.agree_plan(
        case=case,
        goals=[families.NewGoal("marker-goal", actions=[action])],
        agreed_with=[parent],
        review_on=timezone.localdate() + timedelta(days=30),
        by=ada,
    )
    todo = plan.goals.get().actions.get()
    now.named |= {
        "cases key": case.key, "visits key": visit.key, "families:visit key": visit.key,
        "families:why-visit key": visit.key, "families:why-plan key": plan.key,
        **{f"booked-visits-{act} key": booked.key for act in ("detail", "move", "call-off")},
        **{f"families:{act}-visit key": booked.key for act in ("move", "call-off")},
        "plans key": plan.key, "actions key": todo.key, "families:complete-action key": todo.key,
    }  # fmt: skip


def _asked(family: Any, users: dict[str, User], borough: cast.Borough, now: Situation) -> None:
    """A referral by Cas about the family, a question to her, and a check asked of the police."""
    referral = Referral.objects.create(
        reference="R-4711", state=Referral.State.SENT, from_agency=borough.school,
        sent_by=users["cas"], to_agency=borough.early_help, sent_at=timezone.now(),
        what_seen="marker-note", family=family, owner=borough.school,
    )  # fmt: skip
    ReferredPerson.objects.create(
        referral=referral, given_name="Zebedee", family_name="Quillfeather", owner=borough.school
    )
    decision = TriageDecision.objects.create(
        referral=referral, outcome="more_detail", reason="too_little", why="marker-note",
        decided_by=users["dot"], owner=borough.early_help,
    )  # fmt: skip
    check = Check.objects.create(
        referral=referral, agency=borough.police, asked_by=users["dot"], owner=borough.early_help
    )
    now.named |= {
        "referrals reference": referral.reference, "referrals key": referral.key,
        "decisions key": decision.key, "referrals:undo key": decision.key,
        "checks key": check.key, "referrals:answer-check key": check.key,
    }  # fmt: skip


def _meeting(case: Any, users: dict[str, User], now: Situation) -> None:
    meeting = AllocationMeeting.objects.create(
        agency=case.owner, held_on=timezone.localdate() + timedelta(days=2), chair=users["hal"]
    )
    item = Item.objects.create(meeting=meeting, case=case, owner=case.owner)
    now.named |= {
        "meetings key": meeting.key, "items key": item.key, "item": item.key,
        **{f"referrals:{page} key": meeting.key
           for page in ("meeting", "minutes", "start-meeting", "close-meeting", "on-agenda")},
        "referrals:item key": item.key, "outcomes:meeting-needs key": item.key,
    }  # fmt: skip


def _outcomes(case: Any, users: dict[str, User], jim: User, now: Situation) -> None:
    fact = {"term": "2026-summer", "possible": 120, "authorised": 0, "unauthorised": 60}
    child = cast.member(case.family, "Wilf")
    evidence = outcomes.record_evidence(
        family=case.family, person=child, kind="attendance", fact=fact, source="school",
        by=users["ada"],
    )  # fmt: skip
    coverage = outcomes.record_coverage(
        family=case.family, kind="offence", source="police", since=cast.LONG_AGO,
        status="none_found", by=users["ada"],
    )  # fmt: skip
    claim = approved_claim(case, users["ivy"], jim, "C-4711")
    sample = outcomes.draw_sample(
        auditor=users["fay"].post,
        size=1,
        closes_on=timezone.localdate() + timedelta(days=9),
        by=users["ivy"],
    )
    sampled = sample.claims.get()
    finding = outcomes.record_finding(
        sampled=sampled, line=claim.lines.get(), result="question", text="Which?", by=users["fay"]
    )
    noted = outcomes.note_need(family=case.family, code="9b", why="marker-need", by=users["dot"])
    judged = outcomes.judge_case(case=case, by=users["ada"])
    now.named |= {
        "case key": case.key, "evidence key": evidence.key,
        "outcomes:why-evidence key": evidence.key, "coverage key": coverage.key,
        "judgements key": judged.key if judged else None,
        "presenting key": noted.key, "outcomes:take-back-need key": noted.key,
        "outcomes key": claim.key, "outcomes:result key": case.key,
        "outcomes:propose key": case.key,
        "claims key": claim.key, "needs key": claim.lines.get().need.key,
        "outcomes:went-with key": claim.lines.get().need.key,
        "outcomes:sample key": sample.key,
        "samples key": sample.key,
        "outcomes:sampled key": sampled.key, "outcomes:finding key": sampled.key,
        "sampled key": sampled.key, "outcomes:answer-finding key": finding.key,
        "findings key": finding.key,
    }  # fmt: skip


def _second(case: Any, users: dict[str, User], jim: User, now: Situation) -> None:
    """What waits for a second person: a letter of the payer's, and a need judged equal to met."""
    claim = case.claims.get()
    (answer,) = outcomes.record_answers(
        claims=[claim], result="paid", on=timezone.localdate(), reference="P-7", by=jim
    )
    need = claim.lines.get().need
    with leaving_to_judgement(case, need.code):
        judgement = outcomes.ask_to_agree(
            need=need, reason="marker-reason", approver=users["hal"].post, by=users["ada"]
        )
    acts = ("agree-answers", "take-back-answer")
    asked = ("equal-judgement", "answer-judgement", "take-back-judgement")
    now.named |= {f"outcomes:{name} key": answer.key for name in acts} | {"payer key": answer.key}
    now.named |= {f"outcomes:{name} key": judgement.key for name in asked}
    now.named |= {"equal key": judgement.key}


def _plans(users: dict[str, User], now: Situation) -> None:
    """A draft with a need of our own, tried by whoever wrote it."""
    plan = drafted(users["ivy"], local_needs=[OWN])
    trial = outcomes.try_plan(plan=plan, by=users["ivy"])
    pages = (
        "local-plan", "local-plan-changes", "change-local-plan", "add-local-need",
        "change-local-need", "remove-local-need", "publish-local-plan", "end-local-plan",
        "discard-local-plan", "try-local-plan", "local-plan-file",
    )  # fmt: skip
    now.named |= {f"outcomes:{page} key": plan.key for page in pages} | {
        "part": "days", "code": "L1", "local key": plan.key, "slug": plan.framework.slug,
        "local-plan-trials-detail key": trial.key, "outcomes:plan-trial key": trial.key,
        "outcomes:plan-trial-families key": trial.key,
    }  # fmt: skip


def _ways_in(users: dict[str, User], now: Situation) -> None:
    """Ada has a token and is signed in somewhere; an administrator may close Ben's account."""
    token = sharing.make_token(name="Figures", days=30, by=users["ada"])
    export = families.ask_export(kind="families", by=users["ada"])
    families.prepare_export(export=export, by=users["ada"])
    sign_in = SignIn.objects.create(user=users["ada"], session_key="x" * 32, device="Firefox")
    ben = users["ben"].post
    now.named |= {
        "tokens key": token.key, "sharing:revoke-token key": token.key,
        "sign key": sign_in.key, "sharing:end-session key": sign_in.key,
        "exports key": export.key, "signed": export.get_absolute_url().split("/")[2],
        "posts key": ben.key, "sharing:close-account key": ben.key,
    }  # fmt: skip


def _data(family: Any, users: dict[str, User], borough: cast.Borough, now: Situation) -> None:
    """A file of the school with one row that may be about the parent."""
    file = FeedFile.objects.create(
        kind=FeedFile.Kind.EDUCATION, name="roll.csv", sha256="0" * 64,
        from_agency=borough.school, to_agency=borough.early_help, received_by=users["kay"],
    )  # fmt: skip
    row = FeedRow.objects.create(
        file=file, number=2, state=FeedRow.State.READ, typed={"last_name": "Smith"}
    )
    match = row.matches.create(
        person=cast.member(family, "Wilf"), kind="likely", state="proposed", score=0.9,
        owner=borough.school,
    )  # fmt: skip
    agreement = borough.agreement
    paper = Document.objects.create(
        agreement=agreement, title="Impact assessment", ending="pdf", size=5, sha256="1" * 64,
        attached_by=users["lou"], file=ContentFile(b"%PDF-", name="any"),
    )  # fmt: skip
    line = agreement.lines.order_by("pk").first()
    now.named |= {
        "documents key": paper.key, "sharing:document key": paper.key,
        "sharing:remove-document key": paper.key, "lines key": line.key,
        "sharing:change-line key": line.key, "sharing:remove-line key": line.key,
        "agreement key": agreement.key, "families:try-agreement key": agreement.key,
        "agreements key": agreement.key, "sharing key": agreement.key,
        "feeds key": file.key, "sharing:feed key": file.key,
        "matches key": match.key, "families:decide-match key": match.key,
    }  # fmt: skip
