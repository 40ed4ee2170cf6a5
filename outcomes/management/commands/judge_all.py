"""`manage.py judge_all`: judge every watched case now, as the worker does each night."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from outcomes.judging.everyone import judge_parts, parts


class Command(BaseCommand):
    help = (
        "Judge every case that may still count. Only what changed since, or what time may have"
        " turned, is judged again, so it may be stopped and started, and run several times at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--share", default="1/1", help="1/3: the first of three that share the work"
        )
        parser.add_argument(
            "--processes", type=int, default=os.cpu_count() or 1, help="one a core, if nothing said"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        mine, of = self._share(options["share"])
        began = time.monotonic()
        done = judge_parts(list(parts())[mine - 1 :: of], options["processes"])
        self.stdout.write(
            f"Looked at {done.looked}, judged {done.judged}, written {done.written},"
            f" failed {done.failed}, in {time.monotonic() - began:.1f} seconds"
        )
        if done.failed:
            raise CommandError("Some cases could not be judged; the log says which and why")

    def _share(self, said: str) -> tuple[int, int]:
        mine, _, of = said.partition("/")
        if not (mine.isdigit() and of.isdigit() and 1 <= int(mine) <= int(of)):
            raise CommandError("Say a share like 1/3: the first of three")
        return int(mine), int(of)
