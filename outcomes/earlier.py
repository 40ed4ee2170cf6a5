"""What needs and evidence say of a family's past, where its record goes to another council."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from families.leaving.earlier import Entry, Handing, tells_the_past
from outcomes.frameworks.loader import framework
from outcomes.judging.in_force import local_need
from outcomes.models import Evidence, Need
from outcomes.telling.sayings import dated, say


@tells_the_past
def of_outcomes(handing: Handing) -> Iterator[Entry]:
    """Needs in the words of their framework, and each fact as a sentence."""
    for row in handing.rows(Need).select_related("case"):
        slug = row.case.framework
        need = framework(slug).need(row.code) or local_need(handing.family.pk, slug, row.code)
        title = f"Need named: {need.text if need else row.code}"
        yield Entry(row.identified_on, row.category, title, row.why, row.person_id)
    for row in handing.rows(Evidence):
        who = handing.names.get(row.person_id, "The family")
        if said := say(row.kind, row.fact, who):
            about = date.fromisoformat(dated(row.fact, row.recorded_on.isoformat())[:10])
            on = min(about, row.recorded_on)
            yield Entry(on, row.category, said[1], person=row.person_id)
