"""What walks through every address shares one situation, made once a process through every act.

Each test has its own copy of the objects, and what it changes is taken back.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.house.situation import Situation, made, walked_often


@pytest.fixture(scope="module")
def made_situation(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Situation]:
    with django_db_blocker.unblock(), walked_often(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


@pytest.fixture
def situation(made_situation: Situation, db: Any) -> Situation:
    """Not beside the cast's own fixtures: its people are in the database already."""
    cache.clear()  # tries are counted by a person's key
    return copy.deepcopy(made_situation)
