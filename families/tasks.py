"""What the clock does for families: files whose day is over are deleted."""

from __future__ import annotations

from celery import shared_task

from families.acts import clear_export
from families.models import Export
from sharing.models import User


@shared_task(name="families.clear_exports", acks_late=True)
def clear_exports() -> int:
    """The number of files deleted. Safe to run twice."""
    worn_out = list(Export.objects.worn_out())
    system = User.objects.system()
    for export in worn_out:
        clear_export(export=export, by=system)
    return len(worn_out)
