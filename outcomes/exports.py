"""The results list, for a coordinator to take out."""

from __future__ import annotations

from datetime import date

from families.leaving.exports import MOST, Table, exportable, makes
from families.models import Export
from outcomes.telling.readiness import READY, Row, queue
from sharing.models import Role, User


@makes(Export.Kind.RESULTS, (Role.COORDINATOR,))
def results_table(user: User) -> Table:
    """Each family of the queue and how near it is to a result."""
    heading = (
        "Reference", "Family", "Standing", "Needs met", "Of them judged equal, not measured",
        "Needs", "Not known", "Earliest",
    )  # fmt: skip
    known = set(exportable(user).values_list("pk", flat=True))
    return Table(
        heading,
        tuple(
            (
                row.family.pk,
                (
                    row.family.reference, row.name, group.title, row.status.met, row.judged,
                    row.status.counting, row.status.unknown, earliest_of(row),
                ),
            )
            for group in queue(user, most=MOST)
            for row in group.rows
            if row.family.pk in known
        ),
    )  # fmt: skip


def earliest_of(row: Row) -> date | str:
    """An empty cell would be read as today by one and as never by another."""
    if row.group == READY:
        return "Now"
    return row.status.earliest or "No day can be named yet"
