"""The demo borough as tests load it: once for a module, and taken back after its last test."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from families.models import Family
from sharing.models import User

FAMILIES = 40


def load_demo(**options: object) -> str:
    said = io.StringIO()
    call_command("load_demo", families=FAMILIES, stdout=said, **options)
    return said.getvalue()


@contextmanager
def loaded(blocker: Any, folder: Path) -> Iterator[Path]:
    """While the borough is there."""
    before, settings.DATA_DIR = settings.DATA_DIR, folder
    with blocker.unblock(), transaction.atomic():
        try:
            load_demo(seed=7)
            connection.check_constraints()  # now, not again after each test
            yield settings.DATA_DIR
        finally:
            settings.DATA_DIR = before
            transaction.set_rollback(True)


def family(reference: str) -> Family:
    return Family.objects.get(reference=reference)


def user(username: str) -> User:
    return User.objects.get(username=username)
