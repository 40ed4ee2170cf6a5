"""A name's letters are the same in the database as in Python: by them a row of a file is sought."""

from __future__ import annotations

import pytest
from django.db.models import Value

from families.matching.candidates import LettersOnly, letters
from families.models import Family

NAMES = [
    "Ærø", "ŒUVRE", "Łukasz", "STRAẞE", "Straße", "Øyvind", "Đorđe", "O’Neill-Smith", "Zoë", "İpek",
    "IĞDIR", "ıldız", "Nuñez",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_has_the_same_letters_in_both(name, family):
    rows = Family.objects.annotate(found=LettersOnly(Value(name)))
    assert rows.values_list("found", flat=True).get() == letters(name) != ""
