"""The tables of a first migration, made as they are at its end.

Django draws every model that hangs together with a changed one anew after each step, here nearly
all of them: hundreds of steps took minutes. These steps are told to the state first, the models
are drawn once, and each table is made whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Tables(Operation):
    """What `makemigrations` wrote for models that are all new: `Tables([CreateModel(...), ...])`.

    Fields, indexes and constraints may follow their models; an existing table may not be changed.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Without the drawn models, so that no step draws them anew: who asks next does it."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Keys between tables wait for the end of the migration, so their order is free."""
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """The last table goes first."""
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """As the other operations say it."""
        return f"Create {len(self._names())} models"

    def _names(self) -> list[str]:
        return [step.name for step in self.operations if isinstance(step, CreateModel)]

    def _models(self, app_label: str, schema_editor: Any, state: ProjectState) -> list[Any]:
        models = [state.apps.get_model(app_label, name) for name in self._names()]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]
