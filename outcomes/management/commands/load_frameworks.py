"""`manage.py load_frameworks`: mirror the published outcome frameworks into rows."""

from typing import Any

from django.core.management.base import BaseCommand

from outcomes.acts import load_frameworks


class Command(BaseCommand):
    help = "Mirror the published outcome frameworks; refuses one whose file was changed."

    def handle(self, *args: Any, **options: Any) -> None:
        slugs = ", ".join(row.slug for row in load_frameworks())
        self.stdout.write(f"Published frameworks: {slugs}")
