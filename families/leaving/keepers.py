"""Whether somebody keeps the archive of an agency (access.md, P10)."""

from __future__ import annotations

from families.models import LastDay
from sharing.models import Agency, Post, Role, Team
from sharing.questions.answering import today
from sharing.wall import opened_to_read


def without_keeper(agency: Agency) -> int:
    """How many records of an agency lie in the archive while it has no records officer who could
    open them: a number, which tells of nobody."""
    keepers = Post.objects.current().filter(
        agency=agency, role=Role.RECORDS_OFFICER, team__duty=Team.Duty.RECORDS
    )
    if keepers.exists():
        return 0
    with opened_to_read():
        return LastDay.objects.filter(family__owner=agency, day__lt=today()).count()
