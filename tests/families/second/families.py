"""Whose record it is, who works with the family, who said what, and what shuts the record.

Through the acts, as it is really done, in an order by chance; each thing that was done is said in
plain words too, as it was asked for. What an act refuses did not happen in either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import F
from django.utils import timezone

from families import acts
from families.acts.archiving import settle
from families.acts.involvement import project
from families.models import Case, Conflict, Involvement, Merge, Person
from families.models import Family as Record
from sharing.models import User
from sharing.refusals import Refused
from tests.families.second import world as said
from tests.families.second.decision import last_day
from tests.families.second.agencies import AGENCIES, CATEGORIES, DAY, Made

#: Years and days of age; the youngest of all whose birthday nobody knows.
AGES = {"parent": ((38, 0),), "partner": ((41, 9),), "teen": ((17, 364), (18, 0), (18, 40), (16, 5)),
        "child": ((8, 3),), "baby": (None,)}  # fmt: skip
GROUNDS = acts.Grounds(
    danger="child_harm", reason="He is in danger", article_6="6.1.c", told="told", article_9="9.2.g"
)
Event = Callable[[Made, said.Family], Any]


def make_families(made: Made, number: int) -> None:
    for n in range(number):
        _register(made, f"f{n}")
    names = list(made.words.families)
    for family in made.words.families.values():
        events: list[Event] = [_let_in] * 7 + [_ask] * 9 + [_decide_above, _close, _open_urgently]
        events += [_restrict] * made.by_chance(0.25) + [_tie] * made.by_chance(0.3)
        events += [_send_away] * 2 + [_lift] * made.by_chance(0.2) + [_keep_back]
        made.dice.shuffle(events)
        for event in events:
            event(made, family)
    for one, other in list(pairwise(names))[::3]:
        _merge(made, made.words.families[one], made.words.families[other])


def system() -> User:
    return User.objects.system()


def _register(made: Made, name: str) -> None:
    owner = "south" if made.by_chance(0.2) else "council"
    family = said.Family(name, owner, AGENCIES[owner][1])
    made.words.families[name] = family
    made.records[name] = Record.objects.create(
        reference=f"WF-{10_000 + len(made.records)}", name=name, owner=made.agencies[owner],
        authority=made.agencies[owner].authorities.get(),
    )  # fmt: skip
    for called, ages in AGES.items():
        _join(made, family, called, made.dice.choice(ages))


def _join(made: Made, family: said.Family, called: str, age: tuple[int, int] | None) -> None:
    today = made.words.today
    born = today.replace(year=today.year - age[0]) - age[1] * DAY if age else None
    who = made.agencies[owner := _owner(made, family)]
    young = called in ("teen", "child", "baby")
    made.people[family.name, called] = Person.objects.create(
        family=made.records[family.name], given_name=f"{called} {family.name}", born=born,
        relation="child" if young else called, parental_duties=called == "parent", owner=who,
    )  # fmt: skip
    family.members[called] = said.Member(called, born, owner)


def _owner(made: Made, family: said.Family) -> str:
    """Who wrote something: mostly those whose record it is."""
    return family.owner if made.by_chance(0.45) else made.dice.choice(list(AGENCIES))


def _day(made: Made, *days: int) -> date:
    return made.words.today + made.dice.choice(days) * DAY


def _let_in(made: Made, family: said.Family) -> None:
    """Anybody, for anything: an auditor to help, an analyst to lead."""
    kinds = ("team_around",) * 4 + ("lead_worker", "hub_duty", "panel", "results", "audit")
    kind = made.dice.choice(kinds)
    whom = made.dice.choice([*made.posts, *made.teams])
    if kind in ("audit", "results") and made.by_chance(0.7):
        whom = {"audit": "auditor", "results": "results"}[kind]
    if "archive" in whom and made.by_chance(0.5):
        whom = "east"
    until = None if made.by_chance(0.7) else _day(made, 0, 1, 20)
    since = made.words.today if made.by_chance(0.8) else _day(made, -30, -5, 1)
    holder = {"team": made.teams[whom]} if whom in made.teams else {"post": made.posts[whom]}
    if until and until < since:
        return
    acts.start_involvement(
        family=made.records[family.name], kind=kind, since=since, until=until, by=system(), **holder
    )
    family.links.append(said.Link(kind, whom, since, until))


def _send_away(made: Made, family: said.Family) -> None:
    live = [link for link in family.links if not link.ended and not link.expires]
    if not live:
        return
    link = made.dice.choice(live)
    holder = {"post": made.posts.get(link.whom), "team": made.teams.get(link.whom)}
    rows = made.records[family.name].involvements.filter(
        kind=link.kind, since=link.since, until=link.until, ended_at=None, **holder
    )
    for row in rows:
        acts.end_involvement(involvement=row, by=system())
    alike = (link.kind, link.whom, link.since, link.until)
    family.links = [
        said.Link(*alike, ended=True) if (a.kind, a.whom, a.since, a.until) == alike else a
        for a in family.links
    ]


def _open_urgently(made: Made, family: said.Family) -> None:
    """In an emergency: for four hours, which may be over; or a second person ended it."""
    name = made.dice.choice(("worker", "manager", "officer", "chief", "southerner", "tutor"))
    by, record = made.viewer(name), made.records[family.name]
    try:
        opened = acts.open_in_emergency(
            reference=record.reference, danger="child", reason="x" * 30, by=by
        )
    except Refused:
        return
    link, over = opened.involvement, made.by_chance(0.3)
    if over:
        link.expires_at = timezone.now() - timedelta(minutes=1)
        link.save()
        project(link)
    family.links.append(
        said.Link("emergency", name, made.words.today, None, link.expires_at, ended=False)
    )
    asked = frozenset(opened.asked.values_list("username", flat=True))
    more = {"user": by.username, "agency": AGENCY_OF(made, name), "asked": asked}
    fact = said.Fact("BreakGlass", family.name, "case_notes", family.owner, more=more)
    made.rows.append((opened, fact))


def AGENCY_OF(made: Made, name: str) -> str:
    return made.words.viewers[name].agency


def _ask(made: Made, family: said.Family) -> None:
    """Someone says yes or no, themselves or by a parent, some day since long ago."""
    about = made.dice.choice([*family.members])
    by = about if about in ("parent", "partner") or made.by_chance(0.3) else "parent"
    agency, on = made.dice.choice(("school", "police", "audit", "council")), _day(made, 0, -1, -900)
    kinds = made.dice.sample(CATEGORIES, 4)
    state = made.dice.choice(("given",) * 4 + ("refused",))
    until = None if made.by_chance(0.7) else _day(made, 0, 1, 9)
    decisions = [
        acts.Decision(made.agencies[agency], kind, state, made.dice.choice(("support",) * 4 + ("results", "audit")))
        for kind in kinds
    ]
    person = made.people[family.name, about]
    try:
        acts.record_consents(
            person=person, given_by=made.people[family.name, by], decisions=decisions,
            decided_on=on, until=until, by=system(),
        )  # fmt: skip
    except Refused:
        return
    for each in decisions:
        family.said.append(
            said.Said(about, by, agency, each.category, each.purpose, state == "given", on, until)
        )
    if state == "given" and made.by_chance(0.3):
        _change_to_no(made, family, person)


def _change_to_no(made: Made, family: said.Family, person: Person) -> None:
    consent = person.consents.standing().filter(state="given").order_by("-pk").first()
    if consent is None:
        return
    acts.withdraw_consent(consent=consent, by=system())
    word = next(
        s for s in reversed(family.said)
        if made.people[family.name, s.person] == person
        and (s.category, s.purpose, made.agencies[s.agency])
        == (consent.category, consent.purpose, consent.agency)
    )  # fmt: skip
    family.said.append(
        said.Said(word.person, word.by, word.agency, word.category, word.purpose, yes=False,
                  on=made.words.today)
    )  # fmt: skip


def _decide_above(made: Made, family: said.Family) -> None:
    agency = made.dice.choice(("school", "police", "audit"))
    kinds = made.dice.sample(CATEGORIES, 3)
    until = _day(made, 0, 1, 60)
    decision = acts.decide_sharing(
        family=made.records[family.name], outcome="share", agency=made.agencies[agency],
        categories=kinds, grounds=GROUNDS, until=until, by=system(),
    )  # fmt: skip
    ended, gone = made.by_chance(0.25), made.by_chance(0.2)
    if ended:
        decision.overrides.update(ended_at=timezone.now())
    if gone:
        decision.overrides.update(since=made.words.today - 9 * DAY, until=made.words.today - DAY)
    for row in decision.overrides.all():
        family.above.append(said.Above(agency, row.category, row.since, row.until, ended))


def _close(made: Made, family: said.Family) -> None:
    """A case or two that closed, around twelve months ago or lately; or one that is open."""
    record = made.records[family.name]
    for closed in made.dice.sample((-364, -365, -366, -367, -900, -30, -3, None), made.dice.choice((0, 1, 2))):
        day = None if closed is None else made.words.today + closed * DAY
        lead = made.posts[made.dice.choice(("worker", "tutor"))] if day is None else None
        Case.objects.create(
            family=record, framework="ffp-2025", opened_on=made.words.today - 1000 * DAY,
            closed_on=day, stage="active" if lead else "closed", lead=lead, owner=record.owner,
        )  # fmt: skip
        family.closed.append(day)
        if lead:
            family.lead_agency = lead.agency.name
    settle(record)
    last = made.words.today
    if family.closed and record.is_archived and made.by_chance(0.3):
        acts.bring_back(family=record, reason="Asked again", by=system())
        family.brought_back_until = last + 30 * DAY


def _restrict(made: Made, family: said.Family) -> None:
    if family.named is not None:
        return
    named = made.dice.sample(sorted(made.users), made.dice.choice((1, 3, 6)))
    named = [name for name in named if name != "locked out"] or ["manager"]
    acts.place_restriction(
        family=made.records[family.name], reason="Staff", named=[made.users[n] for n in named],
        by=system(),
    )  # fmt: skip
    family.named, family.keeper = frozenset(named), named[0]


def _lift(made: Made, family: said.Family) -> None:
    if family.named is not None:
        restriction = made.records[family.name].restrictions.in_force().get()
        acts.lift_restriction(restriction=restriction, because="Over", by=system())
        family.named = None


def _tie(made: Made, family: said.Family) -> None:
    user = made.dice.choice(sorted(made.users))
    if user in family.tied:
        return
    by = made.dice.choice((user, "chief"))
    row = Conflict.objects.create(
        user=made.users[user], family=made.records[family.name], tie="Cousin",
        declared_by=made.users[by], owner=made.agencies[family.owner],
    )  # fmt: skip
    if made.by_chance(0.2):
        Conflict.objects.filter(pk=row.pk).update(ended_on=made.words.today)
    else:
        family.tied.add(user)
    more = {"user": user, "by": by}
    fact = said.Fact("Conflict", family.name, "case_notes", family.owner, more=more)
    made.rows.append((row, fact))


def _keep_back(made: Made, family: said.Family) -> None:
    """Somebody lives where nobody may know."""
    for called in family.members:
        if made.by_chance(0.2):
            family.kept_back[called] = frozenset(made.dice.sample(sorted(made.users), 4))


def _merge(made: Made, one: said.Family, other: said.Family) -> None:
    state = made.dice.choice(("waiting",) * 3 + ("agreed", "rejected", "undone"))
    look_by = _day(made, 0, 14, -1)
    both = (made.records[one.name], made.records[other.name])
    if one.council != other.council:
        return
    days = [day for family in (one, other) if (day := last_day(family))]
    row = Merge.objects.create(
        kept=both[0], folded=both[1], state=state, why="Seen", merged_by=made.users["chief"],
        look_by=min([look_by, *days]), looked_by=made.users["officer"],
        owner=made.agencies[one.owner],
    )  # fmt: skip
    one.merging = said.Merging(other.name, row.look_by, state)
    other.merging = said.Merging(one.name, row.look_by, state)
    fact = said.Fact("Merge", one.name, "identity", one.owner, more={"other": other.name})
    made.rows.append((row, fact))
