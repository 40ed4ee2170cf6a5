"""`manage.py seed`: more families in the demo borough."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from coordination.demo.load import is_loaded, learn_the_tables, seed, seed_bulk


class Command(BaseCommand):
    help = "Make more families in the demo borough. The same seed makes the same ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--families", type=int, required=True)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--on", type=date.fromisoformat, help="the last day; today")
        parser.add_argument(
            "--bulk", action="store_true", help="many, without versions and journal, to measure by"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_loaded():
            raise CommandError("Load the demo borough first: manage.py load_demo")
        began = time.monotonic()
        make = seed_bulk if options["bulk"] else seed
        day = options["on"] or timezone.localdate()
        made = make(families=options["families"], seed=options["seed"], on=day)
        learn_the_tables()
        self.stdout.write(f"{made} more families in {time.monotonic() - began:.0f} seconds.")
