"""What one process keeps for all its threads tells nobody what another may know (decisions 9, 47).

The server answers in threads (gthread): they share the questions and conditions that are kept, and
nothing of what was asked with them.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from families import acts
from families.models import Consent, Family
from sharing.models import Category
from tests import cast

pytestmark = [pytest.mark.matrix, pytest.mark.django_db(transaction=True)]

#: By what the family can be known, and who may be told it.
MARKS = ("WF-", "Kelly", "Jayden", "6 Orchard Rise")
ALLOWED = {"ada": MARKS, "cas": ("WF-", "Kelly"), "hal": MARKS, "ben": ()}
ROUNDS = 3


@dataclass
class Reader:
    """One person at one browser, in a thread of their own."""

    name: str
    client: Client
    paths: tuple[str, ...]
    may: set[str]
    wrong: list[str] = field(default_factory=list)

    def read(self) -> None:
        for path in self.paths:
            answer = self.client.get(path)
            told = {mark for mark in MARKS if mark in answer.content.decode()}
            if beyond := told - self.may:
                self.wrong.append(f"{self.name} was told {sorted(beyond)} at {path}")

    def told(self) -> set[str]:
        pages = [self.client.get(path).content.decode() for path in self.paths]
        return {mark for mark in MARKS if any(mark in page for page in pages)}


def paths_of(family: Family) -> tuple[str, ...]:
    names = ("families:family", "families:people", "families:plan")
    pages = tuple(reverse(name, args=[family.reference]) for name in names)
    return (*pages, reverse("families:list"), "/api/people/", "/api/involvements/")


@pytest.fixture
def readers(with_cas, ada, borough, request, as_user) -> list[Reader]:
    """The lead, the school that Kelly said yes to, the hub, and a colleague without business."""
    family = with_cas.family
    yes = [acts.Decision(borough.school, c, "given") for c in (Category.IDENTITY, Category.PLAN)]
    acts.record_consents(person=cast.member(family, "Kelly"), decisions=yes, by=ada)
    return [
        Reader(name, as_user(request.getfixturevalue(name)), paths_of(family), set(may))
        for name, may in ALLOWED.items()
        for _ in range(2)
    ]


def in_threads(readers: list[Reader], do: Callable[[Reader, int], Any], steps: Barrier) -> None:
    """Each in a thread and on a connection of its own; one that fails lets nobody wait for it."""

    def run(reader: Reader) -> None:
        try:
            for number in range(ROUNDS):
                do(reader, number)
                steps.wait()
        except BaseException:
            steps.abort()
            raise
        finally:
            connection.close()

    with ThreadPoolExecutor(len(readers)) as pool:
        list(pool.map(run, readers))


def test_threads_that_share_what_is_kept_tell_each_viewer_their_own(readers):
    def read(reader: Reader, _: int) -> None:
        reader.read()

    in_threads(readers, read, Barrier(len(readers)))
    assert not [said for reader in readers for said in reader.wrong]
    by_name = {reader.name: reader.told() for reader in readers}
    assert by_name["ada"] == by_name["hal"] == set(MARKS), "it tests nothing"
    assert {"WF-", "Kelly"} == by_name["cas"]


def test_a_consent_withdrawn_in_one_thread_is_gone_in_the_next_request_of_another(readers, ada):
    """Every thread is warm; the lead's withdraws between two rounds of everybody's requests."""
    mine = next(reader for reader in readers if reader.name == "ada")

    def read(reader: Reader, number: int) -> None:
        if number == 1:
            if reader is mine:
                for consent in Consent.objects.standing().filter(state="given"):
                    acts.withdraw_consent(consent=consent, by=ada)
            return
        if number == 2 and reader.name == "cas":
            reader.may = set()
        reader.read()
        if number == 0 and reader.name == "cas":
            assert reader.told() == {"WF-", "Kelly"}

    in_threads(readers, read, Barrier(len(readers)))
    assert not [said for reader in readers for said in reader.wrong]
