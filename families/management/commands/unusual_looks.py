"""`manage.py unusual_looks --week 2026-11-16`: one week's digest, again or for the first time."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from families.acts import note_unusual_looks
from sharing.models import User
from sharing.refusals import Refused


class Command(BaseCommand):
    help = "Note what was unusual in one week of the journal. Adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--week", type=date.fromisoformat, required=True, help="its Monday, as 2026-11-16"
        )

    def handle(self, *args: Any, week: date, **options: Any) -> None:
        try:
            new = note_unusual_looks(week=week, by=User.objects.system())
        except Refused as no:
            raise CommandError(str(no)) from no
        self.stdout.write(f"{new} new")
