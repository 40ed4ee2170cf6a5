"""What stands above consent and involvement, one of each, so that nobody's sight changes by it."""

from __future__ import annotations

from typing import Any

from families import acts
from families.models import Address, EarlierEntry, Notice, UnusualLook
from sharing.models import User
from tests import cast
from tests.families.moved import Elsewhere, make_elsewhere, offer


def shielded(family: Any, users: dict[str, User], borough: cast.Borough, now: Any) -> None:
    """A lifted restriction, a decision, ties, an own home, and an emergency that is over."""
    ada, ben, gus, hal = (users[name] for name in ("ada", "ben", "gus", "hal"))
    restriction = acts.place_restriction(family=family, reason="A test", named=[hal], by=hal)
    acts.lift_restriction(restriction=restriction, because="It is over", by=hal)
    decision = acts.decide_sharing(
        family=family, outcome="not_share", agency=borough.police, categories=["education"],
        grounds=acts.Grounds("crime", "They asked for all", "6.1.e", "told"), by=ada,
    )  # fmt: skip
    confirmed = acts.say_tie(name="Someone", tie="Aunt", by=gus)
    conflict = acts.confirm_tie(possible=confirmed, reference=family.reference, by=hal)
    possible = acts.say_tie(name="Somebody", tie="Uncle", by=ben)
    home = acts.say_own_home(phone="01632 960999", by=ada)
    opened = acts.open_in_emergency(
        reference=family.reference, danger="child", reason="The school rings: nobody came", by=ben
    )
    acts.end_involvement(involvement=opened.involvement, by=hal)
    address = Address.objects.get(family=family)
    look, merge = _look(family, ada), _merge(family, users["dot"])
    now.named["elsewhere"] = elsewhere = make_elsewhere(borough)
    transfer, entry = _transfer(family, users["dot"], elsewhere)
    keys = {
        "restrictions": restriction, "addresses": address,
        "sharing-decisions-detail": decision, "sharing-decisions-review": decision,
        "conflicts": conflict, "possible": possible, "own": home,
        "merges": merge, "transfers": transfer, "earlier": entry, "unusual": look,
        "emergencies": opened,
        "notices": Notice.objects.get(to=hal),
    }  # fmt: skip
    now.named |= {f"{noun} key": row.key for noun, row in keys.items()}
    for row, names in _pages(keys).items():
        now.named |= {f"families:{name} key": row.key for name in names}


def _pages(keys: dict[str, Any]) -> dict[Any, tuple[str, ...]]:
    """The pages that each row has besides its own."""
    return {
        keys["restrictions"]: ("review-restriction", "name-restriction", "lift-restriction"),
        keys["addresses"]: ("address", "keep-back", "name-address", "open-address", "show-address"),
        keys["sharing-decisions-review"]: ("review-sharing",),
        keys["possible"]: ("confirm-tie", "dismiss-tie"),
        keys["conflicts"]: ("end-conflict",),
        keys["emergencies"]: ("emergency",),
        keys["unusual"]: ("unusual-look",),
        keys["merges"]: ("merge", "review-merge", "undo-merge"),
        keys["transfers"]: ("transfer", "take-on", "decline-transfer", "withdraw-transfer"),
        keys["notices"]: ("read-notice",),
    }


def _merge(family: Any, dot: User) -> Any:
    """Dot said that another record is of this family too, and took it back."""
    people = [acts.NewPerson("parent", "Double", "Record")]
    double = acts.register_family(name="Double", people=people, by=dot)
    merge = acts.merge_families(kept=family, folded=double, why="The same school", by=dot)
    return acts.undo_merge(merge=merge, because="Another school", by=dot)


def _transfer(family: Any, dot: User, elsewhere: Elsewhere) -> tuple[Any, Any]:
    """Dot offered the record to another council, and took that back; and as if the family had
    come from there once, an entry of what was written there."""
    offered = offer(family, elsewhere, dot)
    transfer = acts.withdraw_transfer(transfer=offered, because="They stayed", by=dot)
    entry = EarlierEntry.objects.create(
        family=family, transfer=transfer, on=cast.LONG_AGO, category="case_notes",
        title="Note of a visit", text="marker-earlier", told_by="Wexmoor", owner=family.owner,
    )  # fmt: skip
    return transfer, entry


def _look(family: Any, ada: User) -> UnusualLook:
    """Ada's own look at the family was noted; Hal asks about it."""
    return UnusualLook.objects.create(
        reference="UL-47110", week=cast.LONG_AGO, user=ada, post=ada.post, family=family,
        rules=["surname"], reasons=["They have the same last name as someone in the family."],
        review_by=cast.LONG_AGO, owner=family.owner,
    )  # fmt: skip
