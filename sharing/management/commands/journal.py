"""Check that nobody changed, removed or put in a line of the journal."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharing.chain import Walk, holds

MOST = 20


class Command(BaseCommand):
    help = "Check the journal's chain. Exit code 1 where a line was changed, removed or inserted."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--verify", action="store_true", required=True)
        parser.add_argument(
            "--holds",
            metavar="ID:HASH",
            help="the last line of an earlier check, kept elsewhere; finds a journal cut off since",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        walk, found = Walk(), 0
        for found, fault in enumerate(walk.faults(), start=1):
            self.stderr.write(fault.words)
            if found == MOST:
                self.stderr.write("There may be more. Stopped here.")
                break
        if options["holds"] and not self._holds(options["holds"]):
            found += 1
            self.stderr.write(f"The journal no longer has {options['holds']}.")
        if found:
            sys.exit(1)
        self.stdout.write(
            f"{walk.lines} entries, unbroken. Keep this: {walk.last_id}:{walk.last_hash}"
        )

    def _holds(self, kept: str) -> bool:
        pk, _, said = kept.partition(":")
        if not pk.isdecimal():
            raise CommandError("--holds takes ID:HASH, as an earlier check printed it")
        return holds(int(pk), said)
