"""Whose record it is, who works with the family, who said what, and what shuts the record.

Through the acts, as it is really done, in an order by chance; each thing that was done is said in
plain words too, as it was asked for. What an act refuses did not happen in either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from families import acts
from families.acts.archiving import settle
from families.acts.involvement import project
from families.models import Case, Conflict, Merge, Person
from families.models import Family as Record
from sharing.models import User
from sharing.refusals import Refused
from tests.matrix.second.agencies import AGENCIES, CATEGORIES, DAY, Made
from tests.matrix.second.decision import last_day, years_on
from tests.matrix.second.world import Above, Family, Link, Member, Merging, Said

#: Years and days of age; None where nobody knows the birthday.
AGES: dict[str, tuple[tuple[int, int] | None, ...]] = {
    "parent": ((38, 0),),
    "partner": ((41, 9),),
    "teen": ((17, 364), (18, 0), (18, 40), (16, 5)),
    "child": ((8, 3),),
    "baby": (None,),
}
#: Let in more often: what they are told hangs on most.
PARTNERS = ("pupils", "beat", "head", "sergeant", "tutor")
PURPOSES = ("support",) * 4 + ("results", "audit")
#: When a case closed, in days; None: it is open.
CLOSED = (-364, -365, -366, -367, -900, -30, -3, None)
DANGER = acts.Grounds(
    danger="child_harm", reason="In danger", article_6="6.1.c", told="told", article_9="9.2.g"
)
Event = Callable[[Made, Family], None]


def make_families(made: Made, number: int) -> None:
    for n in range(number):
        register(made, f"f{n}")
    for family in made.words.families.values():
        for event in what_happens(made):
            event(made, family)
    for one, other in list(pairwise(made.words.families.values()))[::3]:
        merge(made, one, other)


def what_happens(made: Made) -> list[Event]:
    events: list[Event] = [let_in] * 7 + [ask] * 6 + [send_away] * 2
    events += [decide_above, close, open_urgently, keep_back]
    for event, likely in ((restrict, 0.25), (lift, 0.2), (tie, 0.3)):
        events += [event] * made.by_chance(likely)
    made.dice.shuffle(events)
    return events


def system() -> User:
    return User.objects.system()


def day(made: Made, *days: int) -> date:
    return made.words.today + made.dice.choice(days) * DAY


def register(made: Made, name: str) -> None:
    owner = "south" if made.by_chance(0.2) else "council"
    agency = made.agencies[owner]
    made.words.families[name] = Family(name, owner, AGENCIES[owner][1])
    made.records[name] = Record.objects.create(
        reference=f"WF-{10_000 + len(made.records)}", name=name, owner=agency,
        authority=agency.authorities.get(),
    )  # fmt: skip
    for called, ages in AGES.items():
        join(made, made.words.families[name], called, made.dice.choice(ages))


def join(made: Made, family: Family, called: str, age: tuple[int, int] | None) -> None:
    born = years_on(made.words.today, -age[0]) - age[1] * DAY if age else None
    owner = family.owner if made.by_chance(0.6) else made.dice.choice([*AGENCIES])
    relation = called if called in ("parent", "partner") else "child"
    made.people[family.name, called] = Person.objects.create(
        family=made.records[family.name], given_name=f"{called} {family.name}", born=born,
        relation=relation, parental_duties=called == "parent", owner=made.agencies[owner],
    )  # fmt: skip
    family.members[called] = Member(called, born, owner)


def let_in(made: Made, family: Family) -> None:
    """Anybody, for anything: an auditor to help, an analyst to lead."""
    kinds = ("team_around",) * 4 + ("lead_worker", "hub_duty", "panel", "results", "audit")
    kind, whom = made.dice.choice(kinds), made.dice.choice([*made.posts, *made.teams, *PARTNERS])
    if kind in ("audit", "results") and made.by_chance(0.7):
        whom = {"audit": "auditor", "results": "results"}[kind]
    until = None if made.by_chance(0.7) else day(made, 1, 2, 20)
    since = made.words.today if made.by_chance(0.8) else day(made, -30, -5, 1)
    holder = {"team": made.teams[whom]} if whom in made.teams else {"post": made.posts[whom]}
    said = {"kind": kind, "since": since, "until": until, **holder}
    try:
        acts.start_involvement(family=made.records[family.name], by=system(), **said)
    except Refused:
        return
    family.links.append(Link(kind, whom, since, until))


def send_away(made: Made, family: Family) -> None:
    live = [link for link in family.links if not link.ended and not link.expires]
    if not live:
        return
    link = made.dice.choice(live)
    rows = made.records[family.name].involvements.filter(
        kind=link.kind, since=link.since, until=link.until, ended_at=None,
        post=made.posts.get(link.whom), team=made.teams.get(link.whom),
    )  # fmt: skip
    for row in rows:
        acts.end_involvement(involvement=row, by=system())
    family.links = [replace(one, ended=True) if one == link else one for one in family.links]


def open_urgently(made: Made, family: Family) -> None:
    """For four hours, which may be over."""
    name = made.dice.choice(("worker", "manager", "officer", "chief", "southerner", "tutor"))
    said, over = {"reference": made.records[family.name].reference}, made.by_chance(0.3)
    try:
        opened = acts.open_in_emergency(
            **said, danger="child", reason="x" * 30, by=made.viewer(name)
        )
    except Refused:
        return
    link = opened.involvement
    if over:
        link.expires_at = timezone.now() - timedelta(minutes=1)
        link.save()
        project(link)
    family.links.append(Link("emergency", name, made.words.today, expires=link.expires_at))


def ask(made: Made, family: Family) -> None:
    """Someone says yes or no, themselves or by a parent, some day since long ago."""
    about = made.dice.choice([*family.members])
    by = about if about in ("parent", "partner") or made.by_chance(0.3) else "parent"
    agency = made.dice.choice(("school", "school", "police", "police", "audit", "council"))
    state = made.dice.choice(("given",) * 5 + ("refused",))
    on, until = day(made, 0, -1, -900), None if made.by_chance(0.7) else day(made, 0, 1, 9)
    decisions = [
        acts.Decision(made.agencies[agency], kind, state, made.dice.choice(PURPOSES))
        for kind in made.dice.sample(CATEGORIES, 5)
    ]
    said = {"given_by": made.people[family.name, by], "decided_on": on, "until": until}
    person, later_no = made.people[family.name, about], made.by_chance(0.3)
    try:
        acts.record_consents(person=person, decisions=decisions, **said, by=system())
    except Refused:
        return
    words = [
        Said(about, by, agency, one.category, one.purpose, yes=state == "given", on=on, until=until)
        for one in decisions
    ]
    family.said += words
    if state == "given" and later_no:
        change_to_no(made, family, words[0])


def change_to_no(made: Made, family: Family, word: Said) -> None:
    consent = (
        made.people[family.name, word.person]
        .consents.standing()
        .get(category=word.category, purpose=word.purpose, agency=made.agencies[word.agency])
    )
    acts.withdraw_consent(consent=consent, by=system())
    family.said.append(replace(word, yes=False, on=made.words.today, until=None))


def decide_above(made: Made, family: Family) -> None:
    agency, today = made.dice.choice(("school", "police", "audit")), made.words.today
    decision = acts.decide_sharing(
        family=made.records[family.name], outcome="share", agency=made.agencies[agency],
        categories=made.dice.sample(CATEGORIES, 3), grounds=DANGER, until=day(made, 0, 1, 60),
        by=system(),
    )  # fmt: skip
    if ended := made.by_chance(0.25):
        decision.overrides.update(ended_at=timezone.now())
    if made.by_chance(0.2):
        decision.overrides.update(since=today - 9 * DAY, until=today - DAY)
    for row in decision.overrides.all():
        family.above.append(Above(agency, row.category, row.since, row.until, ended))


def close(made: Made, family: Family) -> None:
    """A case or two that closed, around twelve months ago or lately; or one that is open."""
    record, today = made.records[family.name], made.words.today
    for days in made.dice.sample(CLOSED, made.dice.choice((0, 1, 2))):
        over = None if days is None else today + days * DAY
        lead = made.posts[made.dice.choice(("worker", "tutor"))] if over is None else None
        Case.objects.create(
            family=record, framework="ffp-2025", opened_on=today - 1000 * DAY, closed_on=over,
            stage="active" if lead else "closed", lead=lead, owner=record.owner,
        )  # fmt: skip
        family.closed.append(over)
        family.lead_agency = lead.agency.name if lead else family.lead_agency
    settle(record)
    if made.by_chance(0.3) and record.is_archived:
        acts.bring_back(family=record, reason="Asked again", by=system())
        family.brought_back_until = today + 30 * DAY


def restrict(made: Made, family: Family) -> None:
    if family.named is not None:
        return
    named = made.dice.sample([n for n in sorted(made.users) if n != "locked out"], 4)
    acts.place_restriction(
        family=made.records[family.name], reason="Staff", named=[made.users[n] for n in named],
        by=system(),
    )  # fmt: skip
    family.named = frozenset(named)


def lift(made: Made, family: Family) -> None:
    if family.named is not None:
        restriction = made.records[family.name].restrictions.in_force().get()
        acts.lift_restriction(restriction=restriction, because="Over", by=system())
        family.named = None


def tie(made: Made, family: Family) -> None:
    """Said by themselves or confirmed by a manager; some have ended since."""
    user, over = made.dice.choice(sorted(made.users)), made.by_chance(0.2)
    by = made.dice.choice((user, "chief"))
    row = Conflict.objects.create(
        user=made.users[user], family=made.records[family.name], tie="Cousin",
        declared_by=made.users[by], owner=made.agencies[family.owner],
        ended_on=made.words.today if over else None,
    )  # fmt: skip
    if not over:
        family.tied.add(user)
    made.note(row, family, "case_notes", family.owner, user=user, by=by)


def keep_back(made: Made, family: Family) -> None:
    """Somebody lives where nobody may know, but the users named here (rows.py writes the homes)."""
    for called in family.members:
        if made.by_chance(0.2):
            family.kept_back[called] = frozenset(made.dice.sample(sorted(made.users), 4))


def let_hub_in(made: Made, family: Family) -> None:
    hub = "hub" if family.council == "north" else "south hub"
    acts.start_involvement(
        family=made.records[family.name], kind="hub_duty", team=made.teams[hub], by=system()
    )
    family.links.append(Link("hub_duty", hub, made.words.today))


def merge(made: Made, one: Family, other: Family) -> None:
    """By the hub, which works with both; it waits no longer than both are open (decision 44)."""
    if one.council != other.council:
        return
    for family in (one, other):
        let_hub_in(made, family)
    state = made.dice.choice(("waiting",) * 3 + ("agreed", "rejected", "undone"))
    open_until = [last for family in (one, other) if (last := last_day(family))]
    look_by = min([day(made, 0, 14, -1), *open_until])
    row = Merge.objects.create(
        kept=made.records[one.name], folded=made.records[other.name], state=state, why="Seen",
        merged_by=made.users["chief"], look_by=look_by, looked_by=made.users["officer"],
        owner=made.agencies[one.owner],
    )  # fmt: skip
    one.merging, other.merging = (Merging(f.name, look_by, state) for f in (other, one))
    made.note(row, one, "identity", one.owner, other=other.name)
