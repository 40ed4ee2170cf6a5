"""Everything that can change who may know, one at a time: what is done, and to whom it closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from families import acts
from families.acts.archiving import keep_open
from families.models import Address, Consent, FamilyAccess, Involvement, Merge
from outcomes.models import AuditSample
from sharing.models import Agency, Agreement, Category, Line, Post, User
from tests.house.situation import Situation
from tests.matrix.markers import EVERYTHING, MAY_KNOW, MUST_REACH

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """A change, the most that each person named may be told after it, and what must reach some."""

    name: str
    change: Callable[[Situation], Any]
    after: dict[str, frozenset[str]] = field(default_factory=dict)
    reaches: dict[str, frozenset[str]] = field(default_factory=dict)


def _today(days: int = 0) -> Any:
    return timezone.localdate() + timedelta(days=days)


def withdrawn(now: Situation) -> None:
    for consent in Consent.objects.filter(state="given", replaced_at=None):
        acts.withdraw_consent(consent=consent, by=now.users["ada"])


def name_kept_back(now: Situation) -> None:
    """A yes to the plan, and still a no to who he is: what is said of the plan names nobody."""
    yes = [acts.Decision(now.users["cas"].agency, Category.PLAN, "given")]
    acts.record_consents(person=now.named["partner"], decisions=yes, by=now.users["ada"])


def ran_out(now: Situation) -> None:
    Consent.objects.filter(state="given").update(decided_on=_today(-9), until=_today(-1))


def decided_later(now: Situation) -> None:
    Consent.objects.filter(state="given").update(decided_on=_today(1))


def agreement(**changes: Any) -> Callable[[Situation], Any]:
    """Every agreement with these values; a number of days stands for a day from today."""

    def change(now: Situation) -> None:
        values = {k: _today(v) if isinstance(v, int) else v for k, v in changes.items()}
        Agreement.objects.update(**values)

    return change


def school_left(now: Situation) -> None:
    now.named["borough"].agreement.parties.remove(now.named["borough"].school)


def council_left(now: Situation) -> None:
    now.named["borough"].agreement.parties.remove(now.named["borough"].early_help)


def lines_gone(now: Situation) -> None:
    Line.objects.filter(to_agency=now.users["cas"].agency).delete()


def lines_to_the_manager(now: Situation) -> None:
    Line.objects.filter(to_agency=now.users["cas"].agency).update(audience="manager")


def lines_for_results(now: Situation) -> None:
    Line.objects.filter(to_agency=now.users["cas"].agency).update(purpose="results")


def agency_closed(now: Situation) -> None:
    Agency.objects.filter(pk=now.users["cas"].agency.pk).update(is_active=False)


def council_closed(now: Situation) -> None:
    Agency.objects.filter(pk=now.users["ada"].agency.pk).update(is_active=False)


def account_closed(name: str) -> Callable[[Situation], Any]:
    return lambda now: User.objects.filter(pk=now.users[name].pk).update(is_active=False)


def post_ended(name: str) -> Callable[[Situation], Any]:
    return lambda now: Post.objects.filter(user=now.users[name]).update(ends_on=_today(-1))


def left(name: str) -> Callable[[Situation], Any]:
    def change(now: Situation) -> None:
        for link in Involvement.objects.live().filter(post=now.users[name].post):
            acts.end_involvement(involvement=link, by=now.users["dot"])

    return change


def ended_yesterday(name: str) -> Callable[[Situation], Any]:
    def change(now: Situation) -> None:
        links = Involvement.objects.live().filter(post=now.users[name].post)
        FamilyAccess.objects.filter(involvement__in=links).update(
            since=_today(-9), until=_today(-1)
        )

    return change


def restricted_to(*names: str) -> Callable[[Situation], Any]:
    def change(now: Situation) -> None:
        family = now.named["family"]
        row = family.restrictions.create(
            reason="marker-restricted", review_on=_today(90), owner=family.owner
        )
        row.named.set([now.users[name] for name in names])

    return change


def tied(name: str) -> Callable[[Situation], Any]:
    return lambda now: acts.declare_conflict(
        family=now.named["family"], tie="Cousin", by=now.users[name]
    )


def archived(now: Situation) -> None:
    """As on the morning after twelve months."""
    keep_open(now.named["family"], _today(-1))


def merging(*, restricted: bool = False) -> Callable[[Situation], Any]:
    """With a second record that the hub alone works with; that one may be restricted to Hal."""

    def change(now: Situation) -> None:
        family, folded = now.named["family"], Merge.objects.get().folded
        acts.merge_families(kept=family, folded=folded, why="Seen", by=now.users["dot"])
        if restricted:
            hal = now.users["hal"]
            acts.place_restriction(family=folded, reason="Staff", named=[hal], by=hal)

    return change


def address_kept_back(now: Situation) -> None:
    address = Address.objects.get(lines="9 Marker Row")
    address.confidential = True
    address.save()
    address.named.set([now.users["ada"]])


def window_closed(now: Situation) -> None:
    AuditSample.objects.update(opens_on=_today(-9), closes_on=_today(-1))


def another_team(now: Situation) -> None:
    Post.objects.filter(user=now.users["dot"]).update(team=now.named["borough"].east)


_NO_ADDRESS = EVERYTHING - {"9 Marker Row", "marker-school"}  # a school tells where
_OWN = frozenset({"marker-own"})  # what someone wrote in their own referral stays theirs

STATES = (
    State(
        "as it was agreed",
        lambda now: None,
        reaches={name: MUST_REACH[name] for name in ("cas", "kim")},
    ),
    State("consent withdrawn", withdrawn, {"cas": _OWN, "kim": NOTHING}),
    State(
        "a name kept back, the plan told",
        name_kept_back,
        {"cas": MAY_KNOW["cas"] | {"marker-words", "marker-goal", "marker-need"}},
    ),
    State("consent ran out yesterday", ran_out, {"cas": _OWN}),
    State("consent dated tomorrow", decided_later, {"cas": _OWN}),
    State(
        "agreement suspended",
        agreement(state="suspended"),
        {"cas": _OWN, "fay": NOTHING, "pol": NOTHING},
        reaches={"ada": MUST_REACH["ada"]},  # it takes nothing from the family's own worker
    ),
    State("agreement ended", agreement(state="ended"), {"cas": _OWN, "fay": NOTHING}),
    State("agreement a draft", agreement(state="draft"), {"cas": _OWN, "fay": NOTHING}),
    State(
        "agreement ran out yesterday",
        agreement(ends_on=-1),
        {"cas": _OWN, "fay": NOTHING},
    ),
    State(
        "agreement begins tomorrow",
        agreement(starts_on=1),
        {"cas": _OWN, "fay": NOTHING},
    ),
    State("the council left the agreement", council_left, {"cas": _OWN, "fay": NOTHING}),
    State("lines gone", lines_gone, {"cas": _OWN}),
    State("lines for the manager only", lines_to_the_manager, {"cas": _OWN}),
    State("lines for another purpose", lines_for_results, {"cas": _OWN}),
    State("the school closed", agency_closed, {"cas": NOTHING, "kim": NOTHING}),
    State("the council closed", council_closed, {"ada": NOTHING, "dot": NOTHING, "cas": _OWN}),
    State("account closed", account_closed("ada"), {"ada": NOTHING}),
    State("post ended", post_ended("ada"), {"ada": NOTHING}),
    State("the lead left", left("ada"), {"ada": NOTHING}),
    State("the school’s helper left", left("cas"), {"cas": _OWN}),
    State("involvement ended yesterday", ended_yesterday("cas"), {"cas": _OWN}),
    State(
        "restricted to the lead",
        restricted_to("ada"),
        dict.fromkeys(("dot", "hal", "ivy", "cas", "fay", "kay", "pol"), NOTHING),
    ),
    State("a tie declared", tied("ada"), {"ada": NOTHING}),
    State(
        "closed for more than twelve months",
        archived,
        dict.fromkeys(("ada", "dot", "hal", "ivy", "cas", "kay", "pol"), NOTHING)
        | {"fay": MAY_KNOW["fay"], "rex": EVERYTHING},
        reaches={"rex": MUST_REACH["ivy"] | {"9 Marker Row", "marker-note"}},
    ),
    State(
        "a merge waits for review",
        merging(),
        dict.fromkeys(("ada", "ivy", "cas", "fay", "pol"), NOTHING),
    ),
    State(
        "the other record of a merge restricted",
        merging(restricted=True),
        dict.fromkeys(("ada", "dot", "ivy", "cas", "fay", "kay"), NOTHING),
    ),
    State(
        "address kept back",
        address_kept_back,
        {
            "dot": _NO_ADDRESS,
            "hal": _NO_ADDRESS,
            "pol": MAY_KNOW["pol"] & _NO_ADDRESS,
        },
    ),
    State("the audit’s window closed", window_closed, {"fay": NOTHING}),
    State("moved off hub duty", another_team, {"dot": MAY_KNOW["kay"]}),
)
