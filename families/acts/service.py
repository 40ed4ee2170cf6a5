"""Which services work with someone."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from families.models import Match, Person, ServiceInvolved
from sharing.acting import act, record
from sharing.models import Agency, User


@act("service.record", on="person")
def record_service(
    *,
    person: Person,
    kind: str,
    state: str,
    name: str = "",
    contact: str = "",
    phone: str = "",
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    match: Match | None = None,
    owner: Agency | None = None,
    by: User,
) -> ServiceInvolved:
    """Say that a service works with someone, worked with them, or was looked for and not found.

    The same service of the same source is one row, corrected; what it said before stays in its
    history. What is left empty keeps what was known.
    """
    place = {
        "person": person,
        "kind": kind,
        "name": name,
        "owner": owner or by.agency or person.owner,
    }
    row = ServiceInvolved.objects.filter(**place).first() or ServiceInvolved(**place)
    row.state, row.as_of = state, as_of or timezone.localdate()
    row.contact, row.phone = contact or row.contact, phone or row.phone
    row.since, row.until = since or row.since, until or row.until
    row.match = match or row.match
    row.check_and_save()
    record(row, kind=kind, state=state)
    return row
