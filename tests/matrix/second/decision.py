"""access.md, "The decision": its five conditions for a fact of a family's record.

Drafted from that text before our rule was read; its numbers stand beside what they became. Where
it leaves something open, the decision that closed it is named.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.matrix.second.world import Fact, Family, Line, Link, Said, Viewer, World

#: For what a role looks at a family, and at which kinds of fact (decision 2). Others at none.
SUPPORT = ("key_worker", "practitioner", "hub_officer", "supervisor", "records_officer")
RESULTS = {"identity", "plan", "claim_evidence"}
EVER = date.max


def purpose_of(viewer: Viewer) -> str:
    if viewer.role in SUPPORT:
        return "support"
    return {"coordinator": "results", "auditor": "audit"}.get(viewer.role, "")


def is_at_work(world: World, viewer: Viewer) -> bool:
    """1: the account is active, the post is held today, and the agency is active."""
    held = viewer.since <= world.today <= (viewer.until or EVER)
    return viewer.account_active and held and world.agencies[viewer.agency].active


def told(world: World, viewer: Viewer, fact: Fact) -> bool:
    """2 to 5, for a fact of a family's record."""
    family = world.families[fact.family]
    return (
        is_within_reach(viewer, fact)
        and works_with(world, viewer, family)
        and not is_shut_to(world, viewer, family)
        and is_lawful(world, viewer, family, fact)
    )


def category_of(viewer: Viewer, fact: Fact) -> str:
    """A need is claim evidence to whoever checks results, whatever it is about (decision 46)."""
    checked = fact.noun in ("Need", "PresentingNeed") and purpose_of(viewer) == "results"
    return "plan" if checked else fact.category


def is_within_reach(viewer: Viewer, fact: Fact) -> bool:
    """P13, P14, P15."""
    purpose, category = purpose_of(viewer), category_of(viewer, fact)
    if purpose == "audit":
        return category == "claim_evidence"
    return purpose == "support" or (purpose == "results" and category in RESULTS)


# 2: a live involvement


def works_with(world: World, viewer: Viewer, family: Family) -> bool:
    return any(is_theirs(viewer, link) and runs(world, family, link) for link in links_of(family))


def links_of(family: Family) -> list[Link]:
    """P10: once a record is archived, its own council's archive has it besides."""
    last = last_day(family)
    if last is None:
        return family.links
    archive = Link("records", f"archive of {family.owner}", last + timedelta(days=1))
    return [*family.links, archive]


def is_theirs(viewer: Viewer, link: Link) -> bool:
    """And for what they look at families for."""
    purpose = {"results": "results", "audit": "audit"}.get(link.kind, "support")
    return purpose == purpose_of(viewer) and is_held_by(viewer, link)


def is_held_by(viewer: Viewer, link: Link) -> bool:
    """The archive is its records officers' alone, and they have nothing else (P10)."""
    keeps_archive = viewer.role == "records_officer"
    if keeps_archive != (link.kind == "records"):
        return False
    if keeps_archive:
        return viewer.duty == "records" and link.whom == f"archive of {viewer.agency}"
    return link.whom in {viewer.name, viewer.team if viewer.duty != "records" else ""} - {""}


def runs(world: World, family: Family, link: Link) -> bool:
    until = link.until or EVER
    if link.kind not in ("records", "audit"):  # P10; an audit has its own window (P13)
        until = min(until, last_day(family) or EVER)
    in_time = link.expires is None or world.now < link.expires  # P7
    return not link.ended and link.since <= world.today <= until and in_time


def last_day(family: Family) -> date | None:
    """P10: twelve months after the last case closed; none while one is open, or before the first.
    A record that was brought back is open for so long (decision 40)."""
    if not family.closed or None in family.closed:
        return None
    year_on = years_on(max(day for day in family.closed if day is not None), 1)
    return max(year_on, family.brought_back_until or date.min)


def years_on(day: date, years: int) -> date:
    """29 February has the last day of February in other years."""
    leap = (day.month, day.day) == (2, 29)
    return (day - timedelta(days=1) if leap else day).replace(year=day.year + years)


def is_archived(world: World, family: Family) -> bool:
    return (last_day(family) or EVER) < world.today


# 5: what shuts somebody out


def is_shut_to(world: World, viewer: Viewer, family: Family) -> bool:
    """P4; a conflict; and P12: until a merge is reviewed, the union of what shuts either record,
    and the intersection of who works with them."""
    if closes(viewer, family):
        return True
    merging = family.merging
    if merging is None or merging.state != "waiting" or merging.look_by < world.today:
        return False
    other = world.families[merging.other]
    half = works_with(world, viewer, family) and not works_with(world, viewer, other)
    urgent = any(  # an emergency doesn't wait for a merge (decision 41)
        link.expires and is_theirs(viewer, link) and runs(world, family, link)
        for link in family.links
    )  # fmt: skip
    return closes(viewer, other) or (half and not urgent)


def closes(viewer: Viewer, family: Family) -> bool:
    restricted = family.named is not None and viewer.user not in family.named
    return restricted or viewer.user in family.tied


# 3 and 4: whose fact it is, what was agreed, and what was said


def is_lawful(world: World, viewer: Viewer, family: Family, fact: Fact) -> bool:
    if fact.owner == viewer.agency:
        return True
    lines = [line for line in world.lines if opens(world, line, viewer, fact)]
    if any(not line.consent_needed for line in lines):
        return True
    return bool(lines) and is_agreed_to(world, viewer, family, fact)


def opens(world: World, line: Line, viewer: Viewer, fact: Fact) -> bool:
    parties = (line.giver, line.taker)
    in_force = (
        line.state == "active"
        and line.since <= world.today <= (line.until or EVER)
        and world.today < (line.replaced_from or EVER)
        and all(world.agencies[name].active and name not in line.left for name in parties)
    )
    said = (line.giver, line.taker, line.category, line.purpose)
    asked = (fact.owner, viewer.agency, category_of(viewer, fact), purpose_of(viewer))
    return in_force and said == asked and hears(line, viewer)


def hears(line: Line, viewer: Viewer) -> bool:
    if line.audience == "named":
        return line.named == viewer.user
    return line.audience == "team" or viewer.role == "supervisor"


def is_agreed_to(world: World, viewer: Viewer, family: Family, fact: Fact) -> bool:
    """The person's own yes (P2); of what is about everyone a yes and nobody's no; that the family
    is known at all, a yes (decision 13). Or a recorded decision to share stands above it."""
    key = (viewer.agency, category_of(viewer, fact), purpose_of(viewer))
    if any(
        (above.agency, above.category) == key[:2]
        and above.since <= world.today <= above.until
        and not above.ended
        for above in family.above
    ):
        return True
    if fact.person:
        return says_yes(world, family, last_word(family, fact.person, key))
    words = [last_word(family, name, key) for name in family.members]
    yes = any(says_yes(world, family, word) for word in words)
    if fact.noun in ("Family", "Household", "Involvement", "Case"):
        return yes
    return yes and not any(word and not word.yes for word in words)


def last_word(family: Family, person: str, key: tuple[str, str, str]) -> Said | None:
    """A new decision takes the place of the one before."""
    words = [
        s for s in family.said if (s.person, s.agency, s.category, s.purpose) == (person, *key)
    ]
    return words[-1] if words else None


def says_yes(world: World, family: Family, word: Said | None) -> bool:
    """P2: a parent's yes lapses at midnight of the 18th birthday."""
    if word is None or not word.yes or not word.on <= world.today <= (word.until or EVER):
        return False
    if word.by == word.person:
        return True
    born = family.members[word.person].born
    if born is None:  # a year, where nobody knows the birthday (decision 13)
        return world.today <= word.on + timedelta(days=365)
    return world.today < eighteenth_birthday(born)


def eighteenth_birthday(born: date) -> date:
    """Whoever was born on 29 February turns 18 on 1 March."""
    leap = (born.month, born.day) == (2, 29)
    return years_on(born, 18) + timedelta(days=int(leap))


def knows(world: World, viewer: Viewer, family: Family, person: str) -> bool:
    """May they know that this person is there? As it is with the person's own row."""
    owner = family.members[person].owner
    return told(world, viewer, Fact("Person", family.name, "identity", owner, person))
