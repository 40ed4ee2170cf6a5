"""Taking figures out of the explorer, as a file."""

from __future__ import annotations

from outcomes.explorer.asked import Asked, Explorer
from outcomes.explorer.shapes import as_csv
from sharing.acting import act, record
from sharing.models import User
from sharing.refusals import Refused


@act("figures.take")
def take_figures(
    *, by: User, show: str, version: str = "", part: str = "", need: str = ""
) -> bytes:
    """The tables as the page shows them at this moment, as CSV; nothing is kept to hand out later.

    Raises Refused where there is nothing that may be shown.
    """
    explorer = Explorer(by)
    asked = Asked(show, version, part, need)
    tables = explorer.tables(asked)
    if not tables:
        raise Refused("There are too few families for anything to be shown.")
    record(by, show=show, version=version, part=part, need=need)
    front = [*explorer.front(asked), *explorer.warnings(asked)]
    return as_csv(front, tables)
