"""What works in an area, for those who do the work: the explorer's own tables and no others.

They are the very tables that an analyst reads, so that nothing follows from setting one beside the
other (docs/decisions/0025). Which area comes first is the only thing that depends on who asks.
"""

from __future__ import annotations

from collections import Counter

from families.models import Address, Household
from outcomes.explorer.asked import NEEDS, SUPPORT, Asked, Explorer
from outcomes.explorer.counts import AREA
from outcomes.explorer.shapes import Table
from outcomes.telling.returns import own_cases
from sharing.models import User


def own_area(user: User) -> str:
    """The ward in which most of the families that this person or their team leads have their main
    home, as far as they may see it; empty where there is none."""
    families = own_cases(user).order_by().values("family")
    homes = Household.objects.visible_to(user).filter(is_main=True, family__in=families)
    where = Address.objects.visible_to(user).filter(confidential=False, households__in=homes)
    wards = Counter(ward for _, ward in where.values_list("pk", "ward") if ward)
    return min(wards, key=lambda ward: (-wards[ward], ward), default="")


def first_part(explorer: Explorer, user: User, version: str) -> str:
    """One's own area where the explorer shows it by itself, else everyone."""
    part = f"{AREA}:{own_area(user)}"
    known = {key for _, units in explorer.parts(version) for key, _ in units}
    return part if part in known else ""


def tables_of(explorer: Explorer, version: str, part: str) -> list[Table]:
    """Support against results, then each need."""
    return [
        table for show in (SUPPORT, NEEDS) for table in explorer.tables(Asked(show, version, part))
    ]
