"""A form that is sent twice makes one row."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from families.models import Case
from sharing.models import User
from sharing.refusals import Refused

OF_ANOTHER = "This form was sent before, about something else. Open the page again"


def made_before(rows: Any, form_key: UUID | None, *, case: Case, by: User, **mine: int) -> Any:
    """The row that this form made, or None: `by`'s own (`mine`), in this case and for the agency
    that they act for. What they wrote elsewhere may not be theirs to read any more.

    Raises Refused where the form made another.
    """
    if form_key is None or (found := rows.filter(form_key=form_key).first()) is None:
        return None
    here = {"case_id": case.pk, "owner_id": by.agency.pk if by.agency else case.owner_id} | mine
    if any(getattr(found, name) != value for name, value in here.items()):
        raise Refused(OF_ANOTHER)
    return found
