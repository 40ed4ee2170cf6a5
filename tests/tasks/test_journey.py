"""The whole way with a real worker, and the broker away in the middle of it."""

from __future__ import annotations

import pytest

from families.models import Match
from outcomes.models import CaseStatus, Claim, Evidence
from sharing.journal import nudge
from tests.journeys.conftest import days, people, visited, who
from tests.journeys.story import Story
from tests.journeys.telling import claimed, help_given
from tests.tasks.news import all_read, doubled

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]
__all__ = ["days", "people", "visited", "who"]


def test_the_broker_goes_in_the_middle_and_the_verdict_arrives_late(worker, who, days):
    story = Story(who, days)

    def heard() -> None:
        with worker.heard() as wait_until:
            wait_until(all_read)

    help_given(story, heard)
    before = CaseStatus.objects.current().get()
    worker.stop_broker()
    story.facts()
    story.receive()
    assert not Match.objects.exists()
    assert CaseStatus.objects.current().get() == before, "nobody has heard of it yet"
    worker.start_broker()
    nudge()  # as beat does
    heard()
    for step in (story.match, heard, story.verdict):
        step()
    claimed(story, heard)
    assert Claim.objects.get().state == "approved"
    assert Evidence.objects.filter(kind="attendance").count() == 6
    assert doubled() == []
