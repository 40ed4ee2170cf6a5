"""`manage.py migrate`, which builds the second wall anew each time.

Django's own command with a step before and a step after: policies follow from the models, so there
is nothing to remember when a model is new, and nothing to write by hand.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from families.wall.building import NoRoles, build, take_down


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        if self._waiting(connection):
            take_down(connection)
        super().handle(*args, **options)
        if self._waiting(connection):
            self.stderr.write("The web sees no family until every migration is applied.")
            return
        try:
            build(connection)
        except NoRoles as missing:
            raise CommandError(str(missing)) from missing

    def _waiting(self, connection: Any) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
