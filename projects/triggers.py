"""Locks that hold in the database itself: triggers on SQLite and PostgreSQL.

A closed fiscal year takes no write to anything that belongs to it, and a published rule set never
changes, whichever way the write comes: a view, the admin, ``QuerySet.update``, ``bulk_create``, raw SQL.
Each app names its own tables in ``AppConfig.ready``::

    close_with_year(self.get_model("LineItem"), "project__fiscal_year")

The triggers are dropped before migrations run and made anew afterwards (``connect``): SQLite alters a
table by building it anew, which loses its triggers and fails on those elsewhere that name it. ``flush``
does the same. A refused write raises ``IntegrityError`` with the refusal in its text.

On PostgreSQL a write holds its year (``FOR SHARE``) until its transaction ends, so that closing a year
waits for the writes under way and none is committed afterwards. On SQLite there is one writer at a time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.apps import AppConfig
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

CLOSED_YEAR = "perfeval: the fiscal year is closed"

PREFIX = "lock_"
"""How the names of our triggers and functions begin; whatever is called so gets dropped."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Refuses one kind of write to one table where ``condition``, SQL over NEW and OLD, holds.

    ``held`` is a PL/pgSQL statement that PostgreSQL runs before it looks at the condition.
    """

    table: str
    event: str
    condition: str
    refusal: str
    held: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table}_{self.event.lower()}"

    def statements(self, vendor: str) -> Iterator[str]:
        """Yield what makes the trigger."""
        if vendor == "sqlite":
            yield (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} WHEN {self.condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
            )
        else:
            each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
            row = "OLD" if self.event == "DELETE" else "NEW"
            yield (
                f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {self.held} "
                f"IF {self.condition} THEN RAISE EXCEPTION "
                f"USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{self.refusal}'; END IF; "
                f"RETURN {row}; END $$"
            )
            yield (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"FOR EACH {each} EXECUTE FUNCTION {self.name}()"
            )


_locks: dict[str, Lock] = {}


def close_with_year(model: type[models.Model], path: str) -> None:
    """Refuse every write to rows of ``model`` whose year, at the end of the foreign keys ``path``, is closed.

    A row can neither be made in, changed in, taken out of nor moved into a closed year.
    """
    table = model._meta.db_table
    keys: list[models.ForeignKey[Any, Any]] = []
    for name in path.split("__"):
        keys.append(cast("models.ForeignKey[Any, Any]", model._meta.get_field(name)))
        model = keys[-1].related_model
    years = model._meta.db_table

    def year(key: str) -> str:
        """Follow the path from the value of its first key."""
        for step in keys[1:]:
            key = f"({_select(step.column, step.model._meta.db_table, f'id = {key}')})"
        return key

    new, old = year(f"NEW.{keys[0].column}"), year(f"OLD.{keys[0].column}")
    # What SQLite's OR REPLACE takes out of the way does not fire DELETE.
    replaced = year(f"({_select(keys[0].column, table, 'id = NEW.id')})")
    for event, numbers in {
        "INSERT": f"{new}, {replaced}",
        "UPDATE": f"{new}, {old}, {replaced}",
        "DELETE": old,
    }.items():
        condition = f"EXISTS ({_select('1', years, f'id IN ({numbers}) AND is_closed')})"
        held = f"PERFORM 1 FROM {years} WHERE id IN ({numbers}) ORDER BY id FOR SHARE;"
        _register(Lock(table, event, condition, CLOSED_YEAR, held))
    _register(Lock(table, "TRUNCATE", f"EXISTS ({_select('1', years, 'is_closed')})", CLOSED_YEAR))


def freeze(model: type[models.Model], when: str, refusal: str, *, columns: Sequence[str] = ()) -> None:
    """Refuse to delete or change rows of ``model`` for which ``when``, SQL over its columns, holds.

    With ``columns`` only these cannot change.
    """
    table = model._meta.db_table
    unique = [field.column for field in model._meta.local_fields if field.unique]
    replaced = " OR ".join(f"{column} = NEW.{column}" for column in unique)
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns) or "TRUE"
    for event, rows in {
        "INSERT": f"({replaced})",
        "UPDATE": f"(id = OLD.id AND ({changed}) OR id <> OLD.id AND ({replaced}))",
        "DELETE": "id = OLD.id",
        "TRUNCATE": "TRUE",
    }.items():
        _register(Lock(table, event, f"EXISTS ({_select('1', table, f'{when} AND {rows}')})", refusal))


def _select(columns: str, table: str, condition: str) -> str:
    """Return a query. All names are those of models: nothing here comes from outside."""
    return " ".join(["SELECT", columns, "FROM", table, "WHERE", condition])


def _register(lock: Lock) -> None:
    _locks[lock.name] = lock


def connect(app_config: AppConfig) -> None:
    """Have the locks dropped before migrations and made after them; for the app that has the years."""
    pre_migrate.connect(drop, sender=app_config)
    post_migrate.connect(create, sender=app_config)


def drop(*, using: str, **_signal: Any) -> None:
    """Take all locks off the database."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name in present(connection):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"DROP FUNCTION {name}() CASCADE")


def create(*, using: str, **_signal: Any) -> None:
    """Put the locks on every table that exists; those of before are replaced."""
    connection = connections[using]
    with transaction.atomic(using=using):
        drop(using=using)
        tables = connection.introspection.table_names()
        with connection.cursor() as cursor:
            for lock in expected(connection):
                if lock.table in tables:
                    for statement in lock.statements(connection.vendor):
                        cursor.execute(statement)


def present(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the locks that are on the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [name for (name,) in cursor.fetchall() if name.startswith(PREFIX)]


def expected(connection: BaseDatabaseWrapper) -> Iterable[Lock]:
    """Return the locks that belong on the database once everything is migrated."""
    return [lock for lock in _locks.values() if lock.event != "TRUNCATE" or connection.vendor != "sqlite"]
