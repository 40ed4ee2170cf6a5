"""A worker for each test, and a family whose verdict it is to find."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from families.models import Person
from outcomes import acts
from outcomes.models import Need
from tests import cast
from tests.workers import Worker, running_worker


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[Worker]:
    with running_worker(tmp_path) as ready:
        yield ready


@pytest.fixture
def jayden(family) -> Person:
    return cast.member(family, "Jayden")


@pytest.fixture
def need(case, jayden, ada) -> Need:
    """He misses school; nobody has sent a figure yet."""
    return acts.identify_need(case=case, code="1a", person=jayden, by=ada)
