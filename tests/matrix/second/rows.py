"""A row or two of every noun of a family's record, and of the work with it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from families import models as of
from tests.matrix.second.agencies import AGENCIES, CATEGORIES, DAY, Made
from tests.matrix.second.results import RESULTS
from tests.matrix.second.writing import Writing


def make_rows(made: Made) -> None:
    for family in made.words.families.values():
        writing = Writing(made, family)
        for write in (*RECORD, *WORK, *RESULTS, *BESIDE, what_was_done):
            write(writing)


# The record and its people


def homes(w: Writing) -> None:
    """Who lives where nobody may know has a home of their own; others moved out of theirs."""
    for called in ("", "", *w.family.kept_back):
        named, who = w.family.kept_back.get(called), called or w.somebody()
        address = w.write(
            of.Address, "contact", more={"named": named}, family=w.record, lines="1 High Street",
            confidential=named is not None,
        )  # fmt: skip
        address.named.set([w.made.users[name] for name in named or ()])
        home = w.write(of.Household, "identity", family=w.record, label="Home", address=address)
        days = {"since": w.made.words.today - 90 * DAY}
        if not called:
            days["until"] = w.made.words.today - DAY
        w.write(of.Stay, "identity", about=who, household=home, **days)


def about_somebody(w: Writing) -> None:
    for _ in range(2):
        w.write(of.FormerName, "identity", about=w.somebody(), given_name="x")
        number = f"x{w.number()}"
        w.write(of.Identifier, "identity", about=w.somebody(), kind="upn", value=number)
        w.write(of.ContactPoint, "contact", about=w.somebody(), value="x")
        w.write(of.Attempt, "plan", about=w.somebody(), outcome="asked", recorded_by=w.by)
        w.write(
            of.Competence, "plan", about=w.somebody(), category="plan", able=True, judged_by=w.by,
            agency=w.made.agencies[w.dice.choice([*AGENCIES])], ground="He understood it",
        )  # fmt: skip
    for kind in ("school", "school", "health"):
        w.write(
            of.ServiceInvolved, "services", about=w.somebody(), more={"school": kind == "school"},
            kind=kind, state="now", name=f"x{w.number()}",
        )  # fmt: skip


def bonds(w: Writing) -> None:
    for one, other in (("parent", "child"), ("partner", "teen")):
        row = of.Bond(one=w.person(one), other=w.person(other), kind="parent_of")
        row.owner = w.made.agencies[owner := w.owner()]
        row.save()
        w.note(row, "identity", owner, about=one, tells_of=other)


# The work


def the_case(w: Writing) -> Any:
    """One of theirs; where there is none, one that was opened by mistake and archives nothing."""
    today = w.made.words.today
    return w.record.cases.first() or of.Case.objects.create(
        family=w.record, framework="ffp-2025", stage="closed", opened_on=today, closed_on=today,
        closing_reason=of.Case.WITHDRAWN, owner=w.record.owner,
    )  # fmt: skip


def visits(w: Writing) -> None:
    """All of one visit is its writer's."""
    case = the_case(w)
    visit = w.write(of.Visit, "case_notes", case=case, recorded_by=w.by)
    owner = visit.owner.name
    for who in w.dice.sample([*w.family.members], 2):
        w.write(of.Seen, "case_notes", owner=owner, about=who, tells_of=who, visit=visit)
    for _ in range(4):
        kind, who = w.dice.choice(CATEGORIES), w.somebody(nobody=0.4)
        w.write(of.Note, kind, owner=owner, about=who, visit=visit, category=kind, heading="home")
    at, visitor = timezone.now(), w.made.posts["worker"]
    w.write(of.BookedVisit, "case_notes", case=case, at=at, visitor=visitor)
    w.write(of.VisitWarning, "case_notes", family=w.record, text="A dog")


def plans(w: Writing) -> None:
    case = the_case(w)
    w.write(of.Assessment, "plan", case=case, what_is_happening="x", completed_by=w.by)
    plan = w.write(of.Plan, "plan", case=case)
    goal = w.write(of.Goal, "plan", plan=plan, words="x")
    for who in ("", w.somebody(), w.somebody()):
        doer = {"doer_person": w.person(who)} if who else {"doer_post": w.made.posts["worker"]}
        w.write(of.Action, "plan", tells_of=who, case=case, goal=goal, what="x", **doer)


def transfers(w: Writing) -> None:
    to = "south" if w.family.owner == "council" else "council"
    state = w.dice.choice(("offered", "declined", "withdrawn"))
    transfer = w.write(
        of.Transfer, "identity", owner=w.family.owner, more={"to": to, "state": state},
        family=w.record, to_agency=w.made.agencies[to], state=state, why="x", told="x",
        offered_by=w.made.posts["worker"],
    )  # fmt: skip
    for _ in range(2):
        kind, who = w.dice.choice(CATEGORIES), w.somebody(nobody=0.3)
        w.write(
            of.EarlierEntry, kind, about=who, tells_of=who, family=w.record, transfer=transfer,
            on=w.made.words.today, category=kind, title="x", told_by="x",
        )  # fmt: skip


# What was done with the record, by the acts that made it


def what_was_done(w: Writing) -> None:
    w.note(w.record, "identity", w.family.owner)
    for called, member in w.family.members.items():
        w.note(w.person(called), "identity", member.owner, about=called)
    for row in w.record.cases.select_related("owner"):
        w.note(row, "identity", row.owner.name)
    for row in w.record.involvements.select_related("post__agency", "team__agency", "owner"):
        more = {"agency": (row.post or row.team).agency.name, "kind": row.kind}
        w.note(row, "identity", row.owner.name, more=more)
    for row in of.Consent.objects.filter(family=w.record).select_related("agency", "owner"):
        more = {"agency": row.agency.name}
        w.note(row, "plan", row.owner.name, about=w.called(row.person), more=more)
    reasons(w)
    emergencies(w)


def reasons(w: Writing) -> None:
    """Why a record was shut, or opened without a yes; also by others than its keepers."""
    today, keeper = w.made.words.today, w.dice.choice(sorted(w.made.users))
    for row in w.record.restrictions.select_related("owner", "keeper"):
        w.note(row, "case_notes", row.owner.name, more={"keeper": row.keeper.username})
    for row in (*w.record.overrides.all(), *w.record.sharing_decisions.all()):
        w.note(row, "case_notes", row.owner.name)
    w.write(
        of.Restriction, "case_notes", more={"keeper": keeper}, family=w.record, reason="Over",
        keeper=w.made.users[keeper], review_on=today, lifted_on=today,
    )  # fmt: skip
    w.write(
        of.SharingDecision, "case_notes", family=w.record, outcome="not_share", danger="crime",
        agency=w.made.agencies["police"], categories=["plan"], reason="x", article_6="6.1.c",
        told="told", decided_by=w.by,
    )  # fmt: skip


def emergencies(w: Writing) -> None:
    """`asked`: whom the house asked to look at it, as it is shut to all others who could."""
    for row in of.BreakGlass.objects.filter(family=w.record):
        asked = frozenset(row.asked.values_list("username", flat=True))
        more = {"user": row.user.username, "agency": row.post.agency.name, "asked": asked}
        w.note(row, "case_notes", row.owner.name, more=more)
    for outcome in ("", "explained"):
        user = w.dice.choice(sorted(w.made.users))
        asked = frozenset(w.dice.sample(sorted(w.made.users), w.dice.choice((0, 0, 2))))
        owner = w.dice.choice((w.family.owner, "police"))
        row = w.write(
            of.UnusualLook, "case_notes", owner=owner, more={"user": user, "asked": asked},
            reference=f"UL-{w.number()}", week=w.made.words.today - w.number() * DAY,
            user=w.made.users[user], family=w.record, rules=["volume"], outcome=outcome,
            review_by=w.made.words.today,
        )  # fmt: skip
        row.asked.set([w.made.users[name] for name in asked])


def ties(w: Writing) -> None:
    """Noticed by the rule; nobody is told of their own."""
    user = w.dice.choice(sorted(w.made.users))
    w.write(
        of.PossibleConflict, "case_notes", owner=w.family.owner, more={"user": user, "by": ""},
        user=w.made.users[user], family=w.record, source="noticed",
    )  # fmt: skip


RECORD = (homes, about_somebody, bonds)
WORK = (visits, plans, transfers)
BESIDE = (ties,)
