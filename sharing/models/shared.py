"""What every row about a family has in common."""

import uuid
from typing import Any, ClassVar

from django.db import models

from sharing.history import row_history


class Keyed(models.Model):
    """A row that the outside world names by a key that tells no order, count or gap."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Historied(Keyed):
    """A keyed row that remembers what it looked like before."""

    history = row_history()

    class Meta:
        abstract = True


def follow(row: Any, path: str) -> Any:
    """Walk `path` ("case__family") from `row`; "" is the row itself. None where a step is empty."""
    for step in filter(None, path.split("__")):
        row = getattr(row, step, None)
        if row is None:
            return None
    return row


class OpenToAll:
    """Sharing declaration of rows that hold nothing about a family: agencies, posts, frameworks."""

    about_families: ClassVar[bool] = False
