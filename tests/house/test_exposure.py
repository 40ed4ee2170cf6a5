"""Whoever is shown a family leaves a line in the journal: walked over every address that is read.

A new page or list that forgets to say whom it showed fails here, whoever may see it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from families.models import Family
from sharing.models import JournalEntry
from tests.house.routes import routes
from tests.house.situation import SECRETS, Situation

#: Those to whom some page tells of the family; that the others are told nothing is the matrix's.
TOLD = ("ada", "cas", "dot", "fay", "hal", "ivy", "kay")
pytestmark = pytest.mark.matrix
READ = [route for route in routes() if route.method == "get"]


def shows(content: bytes, family: Family) -> list[str]:
    """By what the family can be known in this answer."""
    marks = [family.reference, str(family.key), *SECRETS]
    return [mark for mark in marks if mark.encode() in content]


def unlogged(client: Client, situation: Situation, family: Family) -> Iterator[str]:
    """Addresses that showed the family and did not write that down."""
    for route in READ:
        with transaction.atomic():
            last = JournalEntry.objects.latest("pk").pk
            url = reverse(route.name, kwargs=situation.kwargs(route))
            answer = client.get(url)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            if answer.status_code == 200 and (found := shows(content, family)):
                new = JournalEntry.objects.filter(pk__gt=last).about_family(family.pk)
                if not new.exists():
                    yield f"{route.name}: {found}"
            transaction.set_rollback(True)


@pytest.mark.parametrize("name", TOLD)
def test_every_address_that_shows_a_family_says_so_in_the_journal(name, situation):
    family = Family.objects.get(reference=situation.named["reference"])
    missing = list(unlogged(situation.client_of(name), situation, family))
    assert not missing, "\n".join(missing)


def test_a_form_that_comes_back_with_a_mistake_says_so_again(situation):
    family = Family.objects.get(reference=situation.named["reference"])
    client = situation.client_of("ada")
    last = JournalEntry.objects.latest("pk").pk
    answer = client.post(reverse("families:add-person", args=[family.reference]), {})
    assert answer.status_code == 422
    entry = JournalEntry.objects.filter(pk__gt=last).get()
    assert (entry.verb, entry.family_id, entry.data) == (
        "family.form", family.pk, {"act": "person.add"},
    )  # fmt: skip
