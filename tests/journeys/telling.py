"""The story from its first day to today."""

from __future__ import annotations

from collections.abc import Callable

from coordination.news import deliver
from coordination.readers import READERS
from tests.journeys.days import on
from tests.journeys.story import Story


def play(story: Story, heard: Callable[[], None]) -> None:
    """Steps 2 to 9, each on its day; `heard` returns when all news has been dealt with."""
    help_given(story, heard)
    for step in (story.facts, story.not_known_yet, story.receive, story.match, story.verdict):
        step()
        heard()
    claimed(story, heard)


def help_given(story: Story, heard: Callable[[], None]) -> None:
    """Steps 2 to 5, in the months before."""
    for day, steps in (
        (story.days.asked, (story.refer,)),
        (story.days.decided, (story.triage, story.agree, story.decide, story.sender_hears)),
        (story.days.met, (story.allocate,)),
        (story.days.began, (story.accept, story.visit, story.team)),
        (story.days.planned, (story.assess, story.plan, story.partner_looks, story.act)),
        (story.days.ended, (story.end,)),
    ):
        with on(day):
            for step in steps:
                step()
            heard()


def claimed(story: Story, heard: Callable[[], None]) -> None:
    """Steps 8 and 9, today."""
    for step in (story.propose, story.approve, story.draw, story.audit):
        step()
        heard()


def news() -> None:
    """What the worker does a moment later, done here and now."""
    while deliver(READERS):
        continue
