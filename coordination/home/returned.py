"""Results that came back, as a home tells them: a block, and a task for what slipped back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from coordination.home.worklist import Task, tasks
from outcomes.telling.returns import LOST, MOST, UNSURE, Back
from sharing.models import Role, User

#: Days for which what slipped back is among the lead worker's tasks, from the same day on.
A_TASK_FOR = timedelta(days=7)


def told_back(user: User, back: list[Back]) -> dict[str, Any]:
    """The newest results, each family by the name that this person knows it by."""
    said = ("tone", "words", "icon", "day", "url", "what", "why", "mark")
    shown = [
        {"name": one.family.named_for(user)} | {name: getattr(one, name) for name in said}
        for one in back[:MOST]
    ]
    return {"back": shown, "back_more": max(len(back) - MOST, 0)}


def tasks_with(user: User, back: Iterable[Back]) -> list[Task]:
    """Everything that needs this person, and what slipped back among it."""
    return sorted([*tasks(user), *_slipped(user, back)], key=lambda task: task.rank)


def _slipped(user: User, back: Iterable[Back]) -> Iterable[Task]:
    since = timezone.localdate() - A_TASK_FOR
    for one in back:
        if user.role == Role.KEY_WORKER and one.kind in (LOST, UNSURE) and one.day >= since:
            yield Task(
                title=one.what,
                kind=one.tone,
                state=one.words,
                why=f"{one.family.named_for(user)}. {one.why}",
                url=one.url,
                link="See why" if one.explains else "Open",
                rank=(0, one.day),
                family=one.family.pk,
            )
