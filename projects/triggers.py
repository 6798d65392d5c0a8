"""Locks that hold in the database itself: triggers on SQLite and PostgreSQL.

A closed fiscal year takes no write to anything that belongs to it, a project that is submitted none to its
data, and a published rule set never changes, whichever way the write comes: a view, the admin,
``QuerySet.update``, ``bulk_create``, raw SQL. Each app names its own tables in ``AppConfig.ready``::

    close_with_year(self.get_model("LineItem"), "project__fiscal_year")

The triggers are dropped before migrations run and made anew afterwards (``connect``): SQLite alters a
table by building it anew, which loses its triggers and fails on those elsewhere that name it. ``flush``
does the same. A refused write raises ``IntegrityError`` with the refusal in its text.

On PostgreSQL a write holds its project and its year (``FOR SHARE``) until its transaction ends, so that
closing a year or submitting a project waits for the writes under way and none is committed afterwards. On
SQLite there is one writer at a time.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.apps import AppConfig
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

CLOSED_YEAR = "perfeval: the fiscal year is closed"
LOCKED_PROJECT = "perfeval: the project is submitted"
KEPT = "perfeval: what was submitted never changes"
UNCLEARED = "perfeval: nothing is published without a secrecy review by another person"
RECORDED = "perfeval: the history is only added to"

ForeignKey = models.ForeignKey[Any, Any]

PREFIX = "lock_"
"""How the names of our triggers and functions begin; whatever is called so gets dropped."""


@dataclass(frozen=True, slots=True)
class Lock:
    """Refuses one kind of write to one table where ``condition``, SQL over NEW and OLD, holds.

    ``rule`` tells the locks on a table apart; PostgreSQL tries them in its order. ``held`` is a PL/pgSQL
    statement that PostgreSQL runs before it looks at the condition.
    """

    table: str
    rule: str
    event: str
    condition: str
    refusal: str
    held: str = ""

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table}_{self.rule}_{self.event.lower()}"

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
_ways: dict[type[models.Model], str] = {}


def ways_to_the_project() -> dict[type[models.Model], str]:
    """Return the models whose rows belong to a project, each with its lookup to it (``pk`` for projects)."""
    return dict(_ways)


def close_with_year(model: type[models.Model], path: str, *, despite_submission: bool = False) -> None:
    """Refuse every write to rows of ``model`` whose year, at the end of the foreign keys ``path``, is closed.

    A row can neither be made in, changed in, taken out of nor moved into a closed year. Where the path leads
    over a project, the same holds for a project that is submitted, but for what submitting itself writes
    (``despite_submission``).
    """
    keys: list[ForeignKey] = []
    owner = model
    if model._meta.label == "projects.Project":
        _ways[model] = "pk"
    for name in path.split("__"):
        keys.append(cast("ForeignKey", owner._meta.get_field(name)))
        owner = keys[-1].related_model
        if owner._meta.label == "projects.Project":
            _ways[model] = "__".join(key.name for key in keys)
            if not despite_submission:
                _lock_with(keys, "project", "locked_at IS NOT NULL", LOCKED_PROJECT)
    _lock_with(keys, "year", "is_closed", CLOSED_YEAR)


def _lock_with(keys: Sequence[ForeignKey], rule: str, shut: str, refusal: str) -> None:
    """Refuse every write to rows whose owner, at the end of ``keys``, is ``shut``: SQL over its columns."""
    table = keys[0].model._meta.db_table
    owners = keys[-1].related_model._meta.db_table

    def owner(key: str) -> str:
        """Follow the path from the value of its first key."""
        for step in keys[1:]:
            key = f"({_select(step.column, step.model._meta.db_table, f'id = {key}')})"
        return key

    new, old = owner(f"NEW.{keys[0].column}"), owner(f"OLD.{keys[0].column}")
    # What SQLite's OR REPLACE takes out of the way does not fire DELETE.
    replaced = owner(f"({_select(keys[0].column, table, 'id = NEW.id')})")
    for event, numbers in {
        "INSERT": f"{new}, {replaced}",
        "UPDATE": f"{new}, {old}, {replaced}",
        "DELETE": old,
    }.items():
        condition = f"EXISTS ({_select('1', owners, f'id IN ({numbers}) AND {shut}')})"
        held = f"PERFORM 1 FROM {owners} WHERE id IN ({numbers}) ORDER BY id FOR SHARE;"
        _register(Lock(table, rule, event, condition, refusal, held))
    _register(Lock(table, rule, "TRUNCATE", f"EXISTS ({_select('1', owners, shut)})", refusal))


def freeze(model: type[models.Model], when: str, refusal: str, *, columns: Sequence[str] = ()) -> None:
    """Refuse to delete or change rows of ``model`` for which ``when``, SQL over its columns, holds.

    With ``columns`` only these cannot change.
    """
    table = model._meta.db_table
    replaced = " OR ".join(
        " AND ".join(f"{column} = NEW.{column}" for column in together) for together in _unique(model)
    )
    changed = " OR ".join(_differs(column) for column in columns) or "TRUE"
    for event, rows in {
        "INSERT": f"({replaced})",
        "UPDATE": f"(id = OLD.id AND ({changed}) OR id <> OLD.id AND ({replaced}))",
        "DELETE": "id = OLD.id",
        "TRUNCATE": "TRUE",
    }.items():
        condition = f"EXISTS ({_select('1', table, f'{when} AND {rows}')})"
        _register(Lock(table, "row", event, condition, refusal))


def refuse(model: type[models.Model], event: str, when: str, refusal: str) -> None:
    """Refuse an INSERT or UPDATE of rows of ``model`` for which ``when`` holds: SQL over NEW and OLD."""
    _register(Lock(model._meta.db_table, "step", event, when, refusal))


def columns(model: type[models.Model], *, but: Collection[str]) -> list[str]:
    """Return the columns of a model, without those of the fields named."""
    return [str(field.column) for field in model._meta.local_fields if field.name not in but]


def _unique(model: type[models.Model]) -> Iterator[list[str]]:
    """Yield the columns of which no two rows hold the same together."""
    by_name = {field.name: str(field.column) for field in model._meta.local_fields}
    yield from ([by_name[field.name]] for field in model._meta.local_fields if field.unique)
    for constraint in model._meta.total_unique_constraints:
        yield [by_name[name] for name in constraint.fields]


def _differs(column: str) -> str:
    """Return whether a column changes, to nothing or from nothing included."""
    return f"NEW.{column} <> OLD.{column} OR (NEW.{column} IS NULL) <> (OLD.{column} IS NULL)"


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
