"""`manage.py demo_people`: who can sign in to the demo, and what to try as each."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from coordination.demo.cast import PASSWORD
from coordination.demo.files import ready
from coordination.demo.people import table


class Command(BaseCommand):
    help = "Print the people of the demo: name, username, role, agency, what to try."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("The people of Merrowby. All of them are made up.\n")
        self.stdout.write(table())
        self.stdout.write(f"\nEveryone's password: {PASSWORD}")
        for path, sender in ready():
            self.stdout.write(f"A file to receive, as Neil Abbott, from {sender}: {path}")
