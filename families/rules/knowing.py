"""May this person know this fact today? The whole access rule once more, in words.

`families/access.py` answers in SQL, for lists; this answers for one fact, with its reasons, so that
a page can say why. They are one rule in two renderings: tests/house/test_two_keys.py runs both over
the same situations and demands equal answers (access.md, "The decision").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharing.rules import Finding, all_of, met, not_applicable, not_met, unique
from sharing.rules.days import long_day
from sharing.rules.listing import listed

SAID_YES = " said yes on "


class About(StrEnum):
    """Whose decision opens a fact where a line needs consent."""

    SOMEONE = "someone"
    EVERYONE = "everyone"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Link:
    """The viewer's own link with the family. `over`: ended by someone, or by the clock."""

    kind: str
    purpose: str
    since: date
    until: date | None = None
    over: bool = False
    through: str = ""
    emergency: bool = False

    def live(self, today: date) -> bool:
        return not self.over and self.since <= today and (self.until is None or self.until >= today)


@dataclass(frozen=True, slots=True)
class Term:
    """A line of an agreement, from the giver to the viewer's agency, about the category."""

    agreement: str
    state: str
    starts_on: date
    ends_on: date | None
    purpose: str
    audience: str
    consent_needed: bool
    named: bool = False
    parties: bool = True
    replaced_from: date | None = None
    state_since: date | None = None
    key: str = ""

    def in_force(self, today: date) -> bool:
        begun = self.state == "active" and self.starts_on <= today
        over = self.ends_on is not None and self.ends_on < today
        replaced = self.replaced_from is not None and self.replaced_from <= today
        return begun and self.parties and not over and not replaced

    def ended(self, today: date) -> date | None:
        """The last day on which it let anything through, where that day has passed."""
        days = [day for day in (self.ends_on, self.replaced_from) if day and day <= today]
        if self.state in ("suspended", "ended") and self.state_since:
            days.append(self.state_since)
        return min(days, default=None)

    def lets_in(self, facts: Facts) -> bool:
        return (
            self.audience == "team"
            or (self.audience == "manager" and facts.manager)
            or (self.audience == "named" and self.named)
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A standing decision for the viewer's agency, the category and the purpose.

    `name` is empty where whoever reads the sentence may not know who decided.
    """

    person: int
    name: str
    state: str
    decided_on: date
    until: date | None = None

    def yes(self, today: date) -> bool:
        return (
            self.state == "given"
            and self.decided_on <= today
            and (self.until is None or self.until >= today)
        )

    @property
    def no(self) -> bool:
        return self.state in ("refused", "withdrawn")


@dataclass(frozen=True, slots=True)
class Above:
    """A recorded decision to share without consent, to keep someone safe."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rule asks about one viewer and one fact.

    `merging`: this record and another wait for a second person to say that they are one family's,
    and the viewer has no link with the other. `restricted` and `tied` count either record then.
    """

    today: date
    agency: str
    giver: str
    category: str
    role: str = ""
    purpose: str = "support"
    account_active: bool = True
    in_post: bool = True
    agency_active: bool = True
    manager: bool = False
    reaches: bool = True
    links: tuple[Link, ...] = ()
    restricted: bool = False
    tied: bool = False
    merging: bool = False
    kept_back: bool = False
    own: bool = False
    terms: tuple[Term, ...] = ()
    about: About = About.EVERYONE
    person: int | None = None
    person_name: str = ""
    said: tuple[Said, ...] = ()
    above: tuple[Above, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One condition: all of them must hold. `term` is the line that it rests on."""

    name: str
    finding: Finding
    term: Term | None = None


def may_know(facts: Facts) -> Finding:
    """Met when every condition holds. Not met gives every reason that stands in the way."""
    return all_of(*(step.finding for step in steps(facts)))


def steps(facts: Facts) -> tuple[Step, ...]:
    """The conditions of access.md, in its order."""
    agreement, term = _agreement(facts)
    return (
        Step("account", _account(facts)),
        Step("involved", _involved(facts)),
        Step("reach", _reach(facts)),
        Step("lawful", agreement, term),
        Step("consent", _consent(facts, term)),
        Step("open", _open(facts)),
    )


def _account(facts: Facts) -> Finding:
    if not facts.account_active:
        return not_met("The account is switched off.")
    if not facts.agency_active:
        return not_met(f"{facts.agency} no longer takes part.")
    if not facts.in_post:
        return not_met("No role is held today.")
    return met()


def _involved(facts: Facts) -> Finding:
    live = [link for link in facts.links if link.live(facts.today)]
    for_it = [link for link in live if link.purpose == facts.purpose]
    if for_it:
        words = [_link_words(link) for link in for_it]
        open_ended = any(link.until is None for link in for_it)
        until = None if open_ended else max(link.until for link in for_it if link.until)
        return met(*words, since=min(link.since for link in for_it), until=until)
    if live:
        return not_met("The link with this family is for another purpose.")
    if facts.links:
        return not_met("The link with this family has ended.")
    return not_met("There is no link with this family.")


def _link_words(link: Link) -> str:
    through = f", through {link.through}" if link.through else ""
    return f"{link.kind}{through}, since {long_day(link.since)}."


def _reach(facts: Facts) -> Finding:
    if facts.reaches:
        return met()
    if not facts.role:
        return not_met("No role is held that works with families.")
    return not_met(f"A {facts.role} does not see {about_words(facts.category)}.")


def _open(facts: Facts) -> Finding:
    against = []
    if facts.restricted:
        against.append("The record is open to named people only.")
    if facts.tied:
        against.append("A tie with this family was declared.")
    if facts.merging and not _in_emergency(facts):
        against.append("A merge waits for a second person: until then, who may open both records.")
    if facts.kept_back:
        against.append("The address is open to named people only.")
    return not_met(*against) if against else met()


def _in_emergency(facts: Facts) -> bool:
    return any(link.emergency and link.live(facts.today) for link in facts.links)


def _agreement(facts: Facts) -> tuple[Finding, Term | None]:
    """The fact is their own agency's, or a line lets them receive it; the freest line first."""
    if facts.own:
        return met(f"{facts.agency} wrote it."), None
    about = about_words(facts.category)
    binding = [term for term in facts.terms if term.in_force(facts.today)]
    if not binding:
        return not_met(_no_agreement(facts)), None
    fitting = [term for term in binding if term.purpose == facts.purpose]
    if not fitting:
        return not_met(f"{facts.giver} shares {about} for another purpose only."), None
    let_in = [term for term in fitting if term.lets_in(facts)]
    if not let_in:
        manager = any(term.audience == "manager" for term in fitting)
        whom = "a manager, not with the whole team" if manager else "one named person only"
        return not_met(f"{facts.giver} shares {about} with {whom}."), None
    term = min(let_in, key=lambda term: term.consent_needed)
    words = f"{facts.giver} may tell {facts.agency} about {about}: {term.agreement}."
    return met(words, since=term.starts_on, until=term.ends_on), term


def _no_agreement(facts: Facts) -> str:
    about = about_words(facts.category)
    words = f"{facts.giver} has no agreement to tell {facts.agency} about {about}"
    ended = [day for term in facts.terms if (day := term.ended(facts.today))]
    return f"{words} since {long_day(max(ended))}." if ended else f"{words}."


def _consent(facts: Facts, term: Term | None) -> Finding:
    """Their own yes; for what is about everyone a yes and nobody's no; for the record, a yes."""
    if term is None or not term.consent_needed:
        return not_applicable()
    running = [a for a in facts.above if a.since <= facts.today <= a.until]
    if running:
        until = max(a.until for a in running)
        words = f"It is shared without consent, to keep someone safe, until {long_day(until)}."
        return met(words, until=until)
    if facts.about == About.SOMEONE:
        return _of_one(facts)
    yes = [said for said in facts.said if said.yes(facts.today)]
    no = [said for said in facts.said if said.no]
    if facts.about == About.EVERYONE and no:
        return not_met(*_sayings(no, facts.today))
    if not yes:
        return not_met("Nobody in the family has said yes to it.")
    return met(*_sayings(yes, facts.today), until=_last_day(yes))


def _of_one(facts: Facts) -> Finding:
    theirs = [said for said in facts.said if said.person == facts.person]
    yes = [said for said in theirs if said.yes(facts.today)]
    if yes:
        return met(*_sayings(yes, facts.today), until=_last_day(yes))
    told = [said for said in theirs if said.name]
    if told:
        return not_met(*_sayings(told, facts.today))
    who = facts.person_name or "The person it is about"
    return not_met(f"{who} has not said yes to it.")


def _sayings(decisions: list[Said], today: date) -> list[str]:
    """Who said what and when; where that may not be told, only that it is so."""
    words = [_saying(said, today) for said in decisions if said.name]
    if len(words) < len(decisions):
        words.append(
            "Someone it is about said yes."
            if decisions[0].yes(today)
            else "It does not have the family’s yes."
        )
    return list(unique(words))


def said_together(sayings: Iterable[str]) -> tuple[str, ...]:
    """A yes that several people gave on one day is one sentence."""
    found: dict[str, list[str]] = {}
    for saying in unique(sayings):
        who, _, day = saying.rpartition(SAID_YES)
        found.setdefault(f"{SAID_YES}{day}" if who else saying, []).extend([who] if who else [])
    return tuple(f"{listed(who)}{said}" if who else said for said, who in found.items())


def _saying(said: Said, today: date) -> str:
    if said.no:
        return f"{said.name} said no on {long_day(said.decided_on)}."
    if said.yes(today):
        return f"{said.name}{SAID_YES}{long_day(said.decided_on)}."
    if said.until is not None and said.until < today:
        return f"{said.name}’s yes ran out on {long_day(said.until)}."
    return f"{said.name}’s yes begins on {long_day(said.decided_on)}."


def _last_day(decisions: list[Said]) -> date | None:
    """The last day on which one of them still says yes; none where one has no last day."""
    days = [said.until for said in decisions]
    return None if None in days else max(day for day in days if day)


def until_of(chain: tuple[Step, ...]) -> date | None:
    """The first day on which one of the conditions runs out by itself."""
    return min((step.finding.until for step in chain if step.finding.until), default=None)


def about_words(category: str) -> str:
    """A category inside a sentence."""
    return category[:1].lower() + category[1:]
