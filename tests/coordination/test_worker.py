"""A real worker process: a nudge reaches it, and it comes back after the broker was away."""

from pathlib import Path

import pytest

from sharing.journal import NEWS, nudge
from tests.workers import Worker, running_worker

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(transactional_db, tmp_path: Path):
    with running_worker(tmp_path) as ready:
        yield ready


def deliveries(worker: Worker) -> int:
    """How often it went through the journal."""
    return sum(NEWS in line and "succeeded" in line for line in worker.log().splitlines())


def test_a_nudge_wakes_the_worker(worker: Worker):
    nudge()
    worker.until(lambda: deliveries(worker) == 1)


def test_the_worker_comes_back_when_the_broker_does(worker: Worker):
    worker.stop_broker()
    nudge()
    worker.start_broker()
    nudge()
    worker.until(lambda: deliveries(worker) == 1)
