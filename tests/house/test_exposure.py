"""Whoever is shown a family leaves a line in the journal. Of all addresses that are read,
tests/house/test_access_matrix.py asks it; here it is asked of what is sent.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from families.models import Family
from sharing.models import JournalEntry

pytestmark = pytest.mark.matrix


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
