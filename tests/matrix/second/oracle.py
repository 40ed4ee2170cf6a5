"""May this viewer be told this fact, and so know that it exists? access.md, as one function.

The five conditions are in decision.py. Here is what access.md, or the decision that closed what it
left open, promises of some nouns besides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.matrix.second import decision as rule
from tests.matrix.second.world import Fact, Viewer, World

Rule = Callable[[World, Viewer, Fact], bool]


def naming(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P18: what another agency wrote tells nobody that somebody is there whom they may not know."""
    return rule.told(world, viewer, fact) and names_only_the_known(world, viewer, fact)


def names_only_the_known(world: World, viewer: Viewer, fact: Fact) -> bool:
    family = world.families[fact.family]
    return fact.owner == viewer.agency or all(
        rule.knows(world, viewer, family, person) for person in fact.tells_of
    )


def address(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P5: a confidential address has its own named list."""
    named = fact.more["named"]
    return rule.told(world, viewer, fact) and (named is None or viewer.user in named)


def school(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P5: nor can it be derived from a school."""
    named = world.families[fact.family].kept_back.get(fact.person)
    hidden = fact.more["school"] and named is not None and viewer.user not in named
    return rule.told(world, viewer, fact) and not hidden


def service(world: World, viewer: Viewer, fact: Fact) -> bool:
    """It is told with who wrote it: a school tells of itself."""
    schools = fact.more["school"] or world.agencies[fact.owner].kind == "school"
    return school(world, viewer, replace(fact, more={"school": schools}))


def presence(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P9: another agency is told of who helps where the line for services involved says so; of the
    lead worker and the family's own agency, always."""
    family, helps = world.families[fact.family], str(fact.more["agency"])
    if not rule.told(world, viewer, fact):
        return False
    always = viewer.agency == family.owner or fact.more["kind"] == "lead_worker"
    line = Fact("ServiceInvolved", family.name, "services", helps)
    free = any(
        rule.opens(world, each, viewer, line) and not each.consent_needed for each in world.lines
    )
    return always or helps in (family.owner, viewer.agency) or free


def said_to_them(world: World, viewer: Viewer, fact: Fact) -> bool:
    """What someone said to one agency is not another's to know."""
    return rule.told(world, viewer, fact) and viewer.agency in (fact.owner, fact.more["agency"])


def own_agencys(world: World, viewer: Viewer, fact: Fact) -> bool:
    """How a family was asked is known to the agency that asked."""
    return rule.told(world, viewer, fact) and viewer.agency == fact.owner


def reason(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Why a record was shut, or opened without a yes (decision 56)."""
    family = world.families[fact.family]
    theirs = (
        viewer.agency in (fact.owner, family.owner, family.lead_agency)
        or (on_hub_duty(viewer) and world.agencies[viewer.agency].council == family.council)
        or fact.more.get("keeper") == viewer.user
    )
    return theirs and rule.told(world, viewer, fact)


def on_hub_duty(viewer: Viewer) -> bool:
    return viewer.duty == "hub" and viewer.role in ("hub_officer", "supervisor")


def tie(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Decision 17: what one said oneself; and of others', a supervisor of the family's agency, also
    of families with which they do not work, but never of one that is closed to them."""
    family = world.families[fact.family]
    if fact.more["user"] == viewer.user:
        return fact.more["by"] == viewer.user
    return (
        viewer.role == "supervisor"
        and viewer.agency == fact.owner
        and not rule.is_archived(world, family)
        and not rule.is_shut_to(world, viewer, family)
    )


def emergency(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P7: whoever opened the record, in a role that may and for the agency for which they did; and
    the managers and sharing leads of the family's agency."""
    family = world.families[fact.family]
    opens = viewer.role in ("key_worker", "hub_officer", "supervisor")
    theirs = fact.more["user"] == viewer.user and fact.more["agency"] == viewer.agency and opens
    reviews = viewer.role in ("supervisor", "sharing_lead") and viewer.agency == fact.owner
    asked = viewer.user in fact.more["asked"]
    shut = rule.is_shut_to(world, viewer, family) and not asked
    return (theirs or reviews) and not shut and not rule.is_archived(world, family)


def look(world: World, viewer: Viewer, fact: Fact) -> bool:
    """An unusual look is asked about by a second person: a manager or sharing lead of the agency,
    never the one who looked, and of a record that is shut to them only where they were asked, as
    it is to all others (decision 35)."""
    family, asked = world.families[fact.family], viewer.user in fact.more["asked"]
    return (
        viewer.role in ("supervisor", "sharing_lead")
        and viewer.agency == fact.owner
        and viewer.user != fact.more["user"]
        and (asked or not rule.is_shut_to(world, viewer, family))
        and not rule.is_archived(world, family)
    )


def merge(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P12: only who may open both records is told that they may be one family's."""
    other = world.families[str(fact.more["other"])]
    both = rule.works_with(world, viewer, other) and not rule.is_shut_to(world, viewer, other)
    return both and rule.told(world, viewer, fact)


def transfer(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P11, decision 43: at the council that offers it, who works with the family; at the other,
    those on hub duty, of what was not taken back."""
    family = world.families[fact.family]
    if rule.purpose_of(viewer) != "support":
        return False
    offered = fact.more["to"] == viewer.agency and fact.more["state"] != "withdrawn"
    there = (
        offered
        and on_hub_duty(viewer)
        and not rule.is_shut_to(world, viewer, family)
        and not rule.is_archived(world, family)
    )
    # an archived record's offer is over: its records officers read it in the log
    here = fact.owner == viewer.agency and rule.told(world, viewer, fact)
    return there or (here and not rule.is_archived(world, family))


def sampled(world: World, viewer: Viewer, fact: Fact) -> bool:
    """P13: an auditor's are the claims of their own samples, while the window is open, and nothing
    that was found out after the claim was made."""
    return rule.told(world, viewer, fact) and (
        viewer.role != "auditor" or is_drawn_for(world, viewer, fact)
    )


def is_drawn_for(world: World, viewer: Viewer, fact: Fact) -> bool:
    """`samples`: for whom, from when, until when; `newer`: than the claim."""
    samples = fact.more["samples"]
    return not fact.more.get("newer") and any(
        auditor == viewer.name and opens <= world.today <= closes
        for auditor, opens, closes in samples
    )


def need_of_a_claim(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Who checks results knows needs and may know nobody (decision 37)."""
    checks = rule.purpose_of(viewer) != "support"
    named = checks or names_only_the_known(world, viewer, fact)
    return named and sampled(world, viewer, fact)


def sampled_claim(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Its auditor, and whoever drew it: coordinators and their managers."""
    drew = viewer.role in ("coordinator", "supervisor") and fact.more["drawn_by"] == viewer.agency
    if not rule.told(world, viewer, fact):
        return False
    return is_drawn_for(world, viewer, fact) if viewer.role == "auditor" else drew


def item(world: World, viewer: Viewer, fact: Fact) -> bool:
    """A family on the agenda, for those in the room who may know that family."""
    invited = viewer.name in fact.more["attend"]
    hub = on_hub_duty(viewer) and fact.more["hub"] == viewer.agency
    family = world.families[fact.family]
    itself = Fact("Family", family.name, "identity", family.owner)
    return (invited or hub) and rule.told(world, viewer, itself)


def referral(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Both ends, before anybody works with the family."""
    return is_open_to_outsiders(world, viewer, fact) and (
        is_the_senders(viewer, fact) or is_at_the_hub(viewer, fact)
    )


def at_the_hub(world: World, viewer: Viewer, fact: Fact) -> bool:
    """What others answered, and why it was decided so, is the hub's."""
    return is_open_to_outsiders(world, viewer, fact) and is_at_the_hub(viewer, fact)


def is_open_to_outsiders(world: World, viewer: Viewer, fact: Fact) -> bool:
    family = world.families.get(fact.family)
    return family is None or not (
        rule.is_archived(world, family) or rule.is_shut_to(world, viewer, family)
    )


def is_the_senders(viewer: Viewer, fact: Fact) -> bool:
    """Of roles that ask: accounts and results are kept without what anybody wrote (P15, P13)."""
    asks = viewer.role in ("key_worker", "practitioner", "hub_officer", "supervisor")
    wrote = fact.more["sent_by"] == viewer.user and asks
    manages = viewer.role == "supervisor" and fact.more["state"] != "draft"
    return fact.more["from"] == viewer.agency and (wrote or manages)


def is_at_the_hub(viewer: Viewer, fact: Fact) -> bool:
    here = on_hub_duty(viewer) and fact.more["to"] == viewer.agency
    return here and fact.more["state"] != "draft"


def match(world: World, viewer: Viewer, fact: Fact) -> bool:
    """Stewards of the agency that received the file decide whom a row is about."""
    steward = viewer.role in ("analyst", "coordinator", "hub_officer", "supervisor")
    here = steward and fact.more["to"] == viewer.agency
    return here and is_open_to_outsiders(world, viewer, fact)


PROMISED: dict[str, Rule] = {
    **dict.fromkeys(("Seen", "Action", "EarlierEntry", "Bond"), naming),
    "Address": address,
    "Evidence": school,
    "ServiceInvolved": service,
    "Involvement": presence,
    "Consent": said_to_them,
    **dict.fromkeys(("Attempt", "Competence"), own_agencys),
    **dict.fromkeys(("Restriction", "SharingDecision", "Override"), reason),
    **dict.fromkeys(("Conflict", "PossibleConflict"), tie),
    "UnusualLook": look,
    "BreakGlass": emergency,
    "Merge": merge,
    "Transfer": transfer,
    **dict.fromkeys(("Claim", "PayerAnswer", "CaseStatus", "NeedStatus", "AuditFinding"), sampled),
    **dict.fromkeys(("ClaimLine", "EqualJudgement"), need_of_a_claim),
    "SampledClaim": sampled_claim,
    "Item": item,
    **dict.fromkeys(("Referral", "ReferredPerson"), referral),
    **dict.fromkeys(("Check", "TriageDecision"), at_the_hub),
    "Match": match,
}


def may_be_told(world: World, viewer: Viewer, fact: Fact) -> bool:
    """The decision, for a row of any model."""
    return rule.is_at_work(world, viewer) and PROMISED.get(fact.noun, rule.told)(
        world, viewer, fact
    )
