"""`manage.py load_demo`: the demo borough, once."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from coordination.demo.files import write_files
from coordination.demo.load import is_loaded, learn_the_tables, load


class Command(BaseCommand):
    help = "Load the demo borough of Merrowby. Loaded once, it says so and changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--families", type=int, default=300)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument("--on", type=date.fromisoformat, help="the last day of its year; today")

    def handle(self, *args: Any, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("The demo borough is there already. Nothing was changed.")
            return
        began = time.monotonic()
        day = options["on"] or timezone.localdate()
        made = load(families=options["families"], seed=options["seed"], on=day)
        learn_the_tables()
        took = time.monotonic() - began
        sketches = [family.sketch for family in made]
        write_files(sketches, seed=options["seed"], on=day)
        self.stdout.write(f"Merrowby is there: {len(made)} families in {took:.0f} seconds.")
