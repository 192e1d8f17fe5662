"""An empty database gets its tables from the models at once, and not by walking through every migration.

Each migration renders every model anew, so that the walk takes a time that grows with the square of the tables. What
only a migration knows (the guards of tables that are written once) is taken from the migrations themselves, in their
order. A test holds the two ways against one another, table by table (docs/adr/0029-new-databases.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


@dataclass(frozen=True)
class _Now:
    """What an operation asks of a state: the models. They are today's, because no row is there that knew others."""

    apps: Any = apps

    def clear_delayed_apps_cache(self) -> None:
        """Nothing is delayed."""


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether there is no table at all."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def make_tables(connection: BaseDatabaseWrapper, tell: Callable[[str], None]) -> None:
    """Every table of every migrated room with its guards, each migration recorded as applied; `tell` hears of each.

    Whole or not at all. The database has to be empty.
    """
    executor = MigrationExecutor(connection)
    plan = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with connection.schema_editor(atomic=True) as editor:
        for model in _models(executor.loader.migrated_apps):
            editor.create_model(model)
    with connection.schema_editor(atomic=True) as editor:
        for migration in plan:
            _what_only_it_knows(migration, editor)
        executor.recorder.ensure_schema()
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)
            tell(str(migration))


def _models(labels: Iterable[str]) -> list[type[models.Model]]:
    """Those with a table of their own; the schema editor makes the tables between two with the first."""
    return [
        model
        for label in sorted(labels)
        for model in apps.get_app_config(label).get_models()
        if model._meta.managed and not model._meta.proxy
    ]


def _what_only_it_knows(migration: Migration, editor: BaseDatabaseSchemaEditor) -> None:
    state = cast(ProjectState, _Now())
    for operation in migration.operations:
        if isinstance(operation, (RunPython, RunSQL)) and not operation.elidable:
            operation.database_forwards(migration.app_label, editor, state, state)
