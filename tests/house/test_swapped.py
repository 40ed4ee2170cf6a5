"""What an act of the API is told besides its subject: a thing of another family.

Of one that the caller knows too it is refused, as it is not what the subject is about; of one that
they may not know it is answered as if there were nothing, and nothing is written.
"""

from __future__ import annotations

import copy
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Case, Family
from referrals.models import Referral, ReferredPerson
from sharing.models import User
from tests import cast
from tests.house.bodies import Bodies
from tests.house.offering import written
from tests.house.routes import routes
from tests.house.situation import Situation
from tests.house.test_sent_to_nothing import ABLE, keys, of_none
from tests.outcomes.claimed import approved_claim

pytestmark = pytest.mark.matrix

#: The fields that name something of a family, and what they name.
NAMES = {
    "person": "person", "given_by": "person", "decider": "person", "people": "person",
    "agreed_with": "person", "doer_person": "person", "other": "person",
    "household": "household", "unsafe": "address", "goal": "goal", "reached": "goal",
    "action": "action", "need": "need", "case": "case", "claims": "claim", "line": "line",
    "row": "row", "add": "row", "family": "family", "folded": "family", "same_as": "family",
}  # fmt: skip
#: What these acts are about is named in what they are told: of another family they are about that.
SUBJECTS = {
    ("needs-list", "case"), ("claims-propose", "case"), ("equal-judgements-ask", "need"),
    ("payer-answers-record", "claims"), ("families-merge", "folded"),
    ("transfers-take-on", "same_as"),
}  # fmt: skip
#: The one act that takes the key of a family, and not its reference.
BY_KEY = {"referrals-attach": "family's key"}
NOTHING = str(uuid.UUID(int=7))
WHERE = tuple[str | int, ...]


def test_what_is_of_another_family_is_not_taken(situation: Situation):
    ours = Family.objects.get(reference=situation.named["reference"])
    twin = a_twin(situation)
    theirs, proven, wrong = things_of(twin), 0, []
    asked = list(told(situation, things_of(ours)))
    for route, client, url, body, where in asked:
        if (route, field(where)) in SUBJECTS:
            continue
        (usual, _), _ = send(client, url, body)
        (status, _), _ = send(client, url, put(body, where, theirs[what(route, where)]))
        proven += usual == 200
        if status < 400:
            wrong.append(f"{route} {where}: {status}")
    assert proven > 15, "what is refused anyway proves nothing"
    hal, ben = situation.users["hal"], situation.users["ben"]
    acts.place_restriction(family=twin, reason="Staff", named=[ben], by=hal)
    for route, client, url, body, where in asked:
        key = theirs[what(route, where)]
        (status, said_of_it), wrote = send(client, url, put(body, where, key))
        nothing, _ = send(client, url, put(body, where, NOTHING))
        if (status, said_of_it.replace(key.encode(), NOTHING.encode())) != nothing or wrote:
            wrong.append(f"{route} {where}: {status}, {said_of_it!r}, wrote {wrote}")
    assert not wrong, "\n".join(wrong)


def field(where: WHERE) -> str:
    """The field at the end of this way through a body."""
    return str(where[-1] if isinstance(where[-1], str) else where[-2])


def what(route: str, where: WHERE) -> str:
    return BY_KEY.get(route, NAMES[field(where)])


def told(
    situation: Situation, ours: dict[str, str]
) -> Iterator[tuple[str, Client, str, dict[str, Any], WHERE]]:
    """Each act of the API, as the first who may say it, and each place in what it takes where
    something of a family is named."""
    given = keys(situation) | {name: ours[kind] for name, kind in NAMES.items()}
    post = {name: str(situation.users[name].post.key) for name in ("ada", "hal", "fay")}
    given |= {"approver": post["hal"], "auditor": post["fay"]}
    bodies = Bodies(lambda name: given.get(name, post["ada"]))
    clients = {name: situation.client_of(name) for name in ABLE}
    for route in routes():
        if not (route.is_api and route.method == "post") or of_none(route):
            continue
        url = reverse(route.name, kwargs=situation.kwargs(route))
        body = without(bodies.of(url), "doer_post")  # a line has one doer
        for where in places(body):
            kept = body if "reached" in where else without(body, "reached")
            if "instead" in where:  # read of a line that changed
                kept = put(kept, (*where[: where.index("instead")], "progress"), "changed")
            tried = ((client, send(client, url, kept)[0][0]) for client in clients.values())
            client = next((one for one, status in tried if status not in (403, 404)), None)
            if client is not None:
                yield route.name, client, url, kept, where


def send(client: Client, url: str, body: Any) -> tuple[tuple[int, bytes], list[Any]]:
    """What came back, and what was written; it is undone."""
    before = written()
    with transaction.atomic():
        answer = client.post(url, body, content_type="application/json")
        wrote = sorted(set(written().items()) - set(before.items()))
        transaction.set_rollback(True)
    return (answer.status_code, answer.content), wrote


def places(body: Any, where: WHERE = (), name: str = "") -> Iterator[WHERE]:
    if isinstance(body, dict):
        for key, value in body.items():
            yield from places(value, (*where, key), key)
    elif isinstance(body, list):
        for at, value in enumerate(body):
            yield from places(value, (*where, at), name)
    elif name in NAMES:
        yield where


def put(body: Any, where: WHERE, value: str) -> Any:
    changed = inner = copy.deepcopy(body)
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    return changed


def without(body: Any, name: str) -> Any:
    if isinstance(body, list):
        return [without(one, name) for one in body]
    if not isinstance(body, dict):
        return body
    return {key: without(value, name) for key, value in body.items() if key != name}


def a_twin(situation: Situation) -> Family:
    """Another family with the same workers, of which there is one of each thing too."""
    users, today = situation.users, timezone.localdate()
    born = cast.LONG_AGO.replace(year=1988)
    people = [acts.NewPerson("parent", "Thea", "Twin", born=born, parental_duties=True)]
    home = acts.NewHome("Main home", "1 Twin Row", "MB3 7CK")
    family = acts.register_family(name="Twin", people=people, home=home, by=users["dot"])
    case = cast.let_lead(family, users["ada"], users["dot"])
    line = acts.NewAction("Ring", doer_post=users["ada"].post)
    acts.agree_plan(
        case=case, goals=[acts.NewGoal("Twin", actions=[line])], agreed_with=family.people.all(),
        review_on=today + timedelta(days=30), by=users["ada"],
    )  # fmt: skip
    approved_claim(case, users["ivy"], User.objects.get(username="jim"), "C-4712")
    school = users["cas"].agency
    referral = Referral.objects.create(
        reference="R-4712", state=Referral.State.SENT, from_agency=school, sent_by=users["cas"],
        to_agency=family.owner, sent_at=timezone.now(), family=family, owner=school,
    )  # fmt: skip
    ReferredPerson.objects.create(referral=referral, given_name="Thea", owner=school)
    return family


def things_of(family: Family) -> dict[str, str]:
    """The key of one of each, by what it is."""
    case = Case.objects.get(family=family)
    line = case.claims.get().lines.get()
    goal = case.plans.agreed().get().goals.get()
    rows = {
        "person": family.people.first(), "household": family.households.first(),
        "address": family.addresses.first(), "goal": goal, "action": goal.actions.get(),
        "need": line.need, "case": case, "claim": line.claim, "line": line,
        "row": family.referrals.get().people.get(),
    }  # fmt: skip
    named = {"family": family.reference, "family's key": str(family.key)}
    return {name: str(row.key) for name, row in rows.items()} | named
