"""How a referral gets where a test needs it: through the acts, as it is really done."""

from __future__ import annotations

from datetime import date
from typing import Any

from families.acts import NewHome, NewPerson
from referrals import acts
from referrals.models import Referral
from sharing.models import User

WORDS = "Jayden was late on 9 of 40 mornings since January."
TOLD = {"phone": "07700 900142", "knows": "agrees", "what_seen": WORDS}
JAYDEN = acts.PersonSaid("Jayden", "Osei", born=date(2012, 5, 3), sex="m", relation="child")
KELLY = acts.PersonSaid("Kelly", "Doyle", sex="f", relation="parent", called="Mum")


def draft(by: User, people: tuple[acts.PersonSaid, ...] = (KELLY, JAYDEN), **said: Any) -> Referral:
    return acts.draft_referral(said=acts.Said(**(TOLD | said)), people=people, by=by)


def sent(by: User, people: tuple[acts.PersonSaid, ...] = (KELLY, JAYDEN), **said: Any) -> Referral:
    return acts.send_referral(referral=draft(by, people, **said), by=by)


def registered(referral: Referral, by: User) -> Referral:
    rows = {row.given_name: row for row in referral.people.all()}
    return acts.register_referral(
        referral=referral,
        name="Doyle and Osei",
        people=[
            acts.Registered(
                NewPerson("parent", "Kelly", "Doyle", sex="f", parental_duties=True), rows["Kelly"]
            ),
            acts.Registered(
                NewPerson("child", "Jayden", "Osei", born=date(2012, 5, 3)), rows["Jayden"]
            ),
        ],
        bonds=[acts.NewBond(0, "parent_of", 1)],
        home=NewHome("Home 1", "6 Orchard Rise", "MB3 7CK", "Orchard"),
        phone_of=0,
        by=by,
    )


def waiting(by: User, hub: User) -> Referral:
    """Sent, registered, and to be given a lead worker."""
    referral = registered(sent(by), hub)
    acts.decide_referral(
        referral=referral,
        outcome="lead_worker",
        reason="several_needs",
        why="School and rent point the same way.",
        by=hub,
    )
    return Referral.objects.get(pk=referral.pk)
