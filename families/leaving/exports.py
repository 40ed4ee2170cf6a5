"""What an export holds: the rows that this person may see at this moment, as text.

Built when it is prepared and again when it is collected, both times through visible_to.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from families.models import Case, Export, Family, FamilyAccess, Involvement
from families.reading.caseload import caseload
from families.rules.spreadsheet import plain_cell
from sharing.models import Role, User

#: Involvements that let someone read but never take out: kinds of Involvement.Kind.
NEVER_EXPORTED = frozenset({Involvement.Kind.EMERGENCY})
MOST = 5_000
#: An empty cell could be read as none and as not known, so each says which.
NO_CASE = "No open case"


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, and for each family its id and its cells."""

    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]

    @property
    def families(self) -> list[int]:
        return [pk for pk, _ in self.rows]

    def as_csv(self) -> bytes:
        """UTF-8 with its mark, so that spreadsheet programs read accents right."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.heading)
        writer.writerows([plain_cell(cell) for cell in cells] for _, cells in self.rows)
        return out.getvalue().encode("utf-8-sig")


#: Who may ask for a kind, and what makes its table. The storey above adds its own.
Maker = Callable[[User], Table]
MAKERS: dict[str, tuple[frozenset[str], Maker]] = {}


def makes(kind: str, roles: Iterable[str]) -> Callable[[Maker], Maker]:
    """The function under this makes the table of this kind, for these roles."""

    def add(maker: Maker) -> Maker:
        MAKERS[kind] = (frozenset(roles), maker)
        return maker

    return add


def kinds_for(user: User) -> list[tuple[str, str]]:
    """The kinds that the role in use may ask for, with their words."""
    return [
        (kind, Export.Kind(kind).label) for kind, (roles, _) in MAKERS.items() if user.role in roles
    ]


def table_for(user: User, kind: str) -> Table | None:
    """What this person may take out now; None where their role may not ask for this kind."""
    roles, maker = MAKERS.get(kind, (frozenset(), None))
    return maker(user) if maker is not None and user.role in roles else None


def exportable(user: User) -> QuerySet[Family]:
    """Families that this person may see through a link that also lets them take a list out."""
    links = FamilyAccess.objects.live().filter(principal__in=user.principals)
    links = links.exclude(involvement__kind__in=NEVER_EXPORTED)
    return Family.objects.visible_to(user).filter(pk__in=links.values("family"))


@makes(
    Export.Kind.FAMILIES,
    (Role.KEY_WORKER, Role.PRACTITIONER, Role.HUB_OFFICER, Role.SUPERVISOR),
)
def families_table(user: User) -> Table:
    """My families: no address, no number to ring, no note."""
    heading = (
        "Reference", "Family", "People", "Stage", "Lead worker", "Case opened", "Last seen",
        "Plan review",
    )  # fmt: skip
    rows = caseload(user, exportable, limit=MOST)
    return Table(
        heading,
        tuple(
            (
                row.pk,
                (
                    row.reference, row.name, len(row.people),
                    Case.Stage(row.stage).label if row.stage else NO_CASE, row.lead or "Nobody",
                    row.opened_on or NO_CASE, row.last_seen or "Not seen yet",
                    row.review_on or "None set",
                ),
            )
            for row in rows
        ),
    )  # fmt: skip


def as_file(content: bytes, kind: str) -> HttpResponse:
    """A file to keep. Its name tells the kind and the day, and nobody's name."""
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{kind}-{timezone.localdate().isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
