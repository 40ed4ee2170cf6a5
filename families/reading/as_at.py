"""How rows stood at the end of a day: what the record held then, under today's rule.

Read from the versions that every act leaves behind. Whose row it is and of what kind is judged
today (access.md, P8): a row that may not be seen today is not there on any day, nor is a version
that was about someone else, of another agency or of another category than the row is now. What
was emptied since stays empty: that is how words are taken out of the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from families.reading.bundle import Part

#: What `class Sharing` says that the rule judges a row by.
JUDGED_BY = ("family", "category", "owner", "person", "names")


def end_of(day: date) -> datetime:
    """The first moment after the day, in the time that people here live by."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def as_at(part: Part, family: int, day: date) -> list[Any]:
    """The part's rows of one family as they stood at the end of `day`, with the part's extras.

    In the order of today's rows, which the part gives already through `visible_to`. Unsaved copies:
    nothing is to be written from them.
    """
    model: Any = part.rows.model
    link = part.link or model.Sharing.family or "pk"
    today = {row.pk: row for row in part.rows.filter(**{link: family})}
    versions = {version.id: version for version in _last_versions(part, list(today), day)}
    return [
        _row(versions[pk], row, part)
        for pk, row in today.items()
        if pk in versions and _judged_alike(versions[pk], row)
    ]


def _last_versions(part: Part, keys: list[int], day: date) -> Iterator[Any]:
    """The last version of each row before the day was over, but of those deleted by then."""
    kept = part.rows.model.history.filter(id__in=keys, history_date__lt=end_of(day))
    extras = {name: F(path) for name, path in part.extras.items()}
    latest = kept.order_by("id", "-history_date", "-history_id").distinct("id").annotate(**extras)
    return (version for version in latest if version.history_type != "-")


def _judged_alike(version: Any, row: models.Model) -> bool:
    """Whether today's rule, asked about the row, answers for this version of it too."""
    paths = (getattr(row.Sharing, name, None) for name in JUDGED_BY)  # type: ignore[attr-defined]
    names = {path.split("__")[0] for path in paths if path and path != "pk"}
    columns = [f.attname for f in row._meta.concrete_fields if f.name in names]
    return all(getattr(version, column) == getattr(row, column) for column in columns)


def _row(version: Any, row: models.Model, part: Part) -> Any:
    stood = version.instance
    for column in row._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField) and not getattr(
            row, column.attname
        ):
            setattr(stood, column.attname, "")
    for name in part.extras:
        setattr(stood, name, getattr(version, name))
    return stood
