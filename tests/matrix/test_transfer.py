"""A family moves to another council: each council's people walk through every address (P11)."""

from __future__ import annotations

from typing import Any

import pytest

from families import acts
from families.acts import transferring
from families.leaving.earlier import Handing
from families.leaving.transferring import Parcel
from families.models import Transfer
from sharing.models import User
from tests import cast
from tests.families.moved import Elsewhere, offer, take
from tests.house.situation import Situation
from tests.matrix.markers import EVERYTHING, MAY_KNOW
from tests.matrix.walking import walk

pytestmark = pytest.mark.matrix

#: What Zebedee agreed that they know; the others were not asked, or said no.
MAY_COME = frozenset({"Zebedee", "Quillfeather", "marker-note", "marker-goal", "marker-earlier"})
#: Written by the new council.
NEWER = "marker-newer"


@pytest.fixture
def moving(situation: Situation) -> tuple[Situation, Transfer]:
    """Offered to the other council, whose hub Tim and Sue are on."""
    family, users = situation.named["family"], situation.users
    elsewhere: Elsewhere = situation.named["elsewhere"]
    users |= {"tim": elsewhere.tim, "sue": elsewhere.sue, "una": elsewhere.una}
    yes = [acts.Decision(elsewhere.hub, category, "given") for category in OFFERED]
    acts.record_consents(person=cast.member(family, "Zebedee"), decisions=yes, by=users["ada"])
    transfer = offer(family, elsewhere, users["dot"], OFFERED)
    names = ("transfer", "take-on", "decline-transfer", "withdraw-transfer")
    situation.named |= {f"families:{name} key": transfer.key for name in names}
    situation.named["transfers key"] = transfer.key
    return situation, transfer


OFFERED = ("identity", "plan", "case_notes")


def told(situation: Situation, name: str) -> dict[str, set[str]]:
    return walk(situation, name, situation.client_of(name)).told


def test_an_offer_tells_the_other_hub_who_agreed_to_be_named(moving):
    situation, _ = moving
    for name in ("tim", "sue"):
        assert set(told(situation, name)) == {"Zebedee", "Quillfeather"}
    assert not told(situation, "una")


def test_what_is_taken_on_is_all_that_they_get(moving):
    situation, transfer = moving
    taken = take(transfer, situation.users["tim"], OFFERED)
    situation.named |= _of(taken)
    for name in ("tim", "sue"):
        found = set(told(situation, name))
        assert found <= MAY_COME
        assert {"Zebedee", "marker-note", "marker-goal"} <= found
    assert not told(situation, "una")


def test_the_old_council_keeps_its_own_and_hears_of_nothing_newer(moving):
    situation, transfer = moving
    taken = take(transfer, situation.users["tim"], OFFERED)
    acts.note_warning(family=taken.record, text="marker-newer", by=situation.users["tim"])
    acts.add_person(
        family=taken.record,
        person=acts.NewPerson("child", "Newbie", "Quillfeather"),
        by=situation.users["tim"],
    )
    answers = {name: set(told(situation, name)) for name in ("ada", "dot", "hal", "cas")}
    for name, known in answers.items():
        assert known <= MAY_KNOW[name]
    assert answers["dot"] == EVERYTHING


def all_that_the_giver_reads(self: Handing, model: Any) -> Any:
    """Nobody asks what the other council may know."""
    path = model.Sharing.family or "pk"
    return model.objects.visible_to(self.giver).filter(**{path: self.family})


def whatever_was_offered(transfer: Transfer, parcel: Parcel, by: User) -> None:
    """Nobody asks what they took on."""
    transfer.accepted = transfer.categories
    write_past(transfer, parcel, by)


def in_the_givers_name(parcel: Parcel, by: User) -> Any:
    """The new record is the old council's, as the old one was."""
    return write_record(parcel, parcel.handing.giver)


write_past, write_record = transferring._write_past, transferring._write_record

#: A slip of someone's one day: where, what stands there instead, and who then is told too much.
BUGS = {
    "the other council not asked": (Handing, "_open", all_that_the_giver_reads, "tim"),
    "not what was taken on": (transferring, "_write_past", whatever_was_offered, "tim"),
    "a record of the old council’s": (transferring, "_write_record", in_the_givers_name, "dot"),
}


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_caught(bug: str, moving, monkeypatch):
    """Of a family that was taken on with nothing but who they are."""
    situation, transfer = moving
    where, name, wrong, who = BUGS[bug]
    monkeypatch.setattr(where, name, wrong)
    taken = acts.take_on(transfer=transfer, categories=["identity"], by=situation.users["tim"])
    cast.Family.objects.filter(pk=taken.record_id).update(name="marker-newer")
    if who == "tim":
        situation.named["reference"] = taken.record.reference
    only = ("families:list", "families:family", "families:earlier", "earlier-entries-list")
    found = walk(situation, who, situation.client_of(who), only=only)
    may_know = {"Zebedee", "Quillfeather", NEWER} if who == "tim" else EVERYTHING
    assert found.beyond(may_know), "nobody noticed"


def _of(taken: Transfer) -> dict[str, Any]:
    """Addresses now lead to the new record."""
    entry = taken.entries.first()
    return {"reference": taken.record.reference, "earlier key": entry.key}
