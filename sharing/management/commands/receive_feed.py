"""`manage.py receive_feed KIND PATH --from AGENCY`: takes a file and says what came of it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sharing.acts import FEEDS, receive_feed
from sharing.models import Agency, FeedFile, User
from sharing.refusals import Refused

LISTED = 50


class Command(BaseCommand):
    help = "Take a file that an agency sent. Matching starts by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(FEEDS))
        parser.add_argument("path", type=Path)
        parser.add_argument("--from", dest="giver", required=True, help="name of the sender")
        parser.add_argument("--to", dest="taker", help="name of the receiver, where there are many")

    def handle(self, *, kind: str, path: Path, giver: str, **given: Any) -> None:
        try:
            content = path.read_bytes()
        except OSError as no:
            raise CommandError(f"{path} can't be read: {no.strerror}.") from no
        taker = given["taker"]
        try:
            file = receive_feed(
                kind=kind,
                name=path.name,
                content=content,
                from_agency=self.agency(giver),
                to_agency=self.agency(taker) if taker else None,
                by=User.objects.system(),
            )
        except Refused as no:
            raise CommandError(str(no)) from no
        self.report(file)

    def agency(self, name: str) -> Agency:
        found = Agency.objects.filter(name__iexact=name, is_active=True).first()
        if found is None:
            raise CommandError(f"No agency is called {name}.")
        return found

    def report(self, file: FeedFile) -> None:
        bad = file.rows.bad()
        self.stdout.write(f"{file.name}, from {file.from_agency} to {file.to_agency}")
        self.stdout.write(f"  {file.rows.good().count():>7,} rows taken")
        self.stdout.write(f"  {file.rows.warned().count():>7,} with a warning")
        self.stdout.write(f"  {bad.count():>7,} left out")
        for row in bad[:LISTED]:
            for problem in row.problems:
                where = f", {problem['column']}" if problem["column"] else ""
                self.stdout.write(f"  Row {row.number}{where}: {problem['reason']}")
        if bad.count() > LISTED:
            self.stdout.write(f"  and {bad.count() - LISTED:,} more, on the file's page")
