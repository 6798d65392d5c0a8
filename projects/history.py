"""The history of each project: what became of its rows, added to only, every entry chained to the one before.

It is computed from what is stored and not told by those who write: the project's rows in each table that is
written to are read as they lie in the database, before the first write to it and after the last, and where
they differ there is an entry. Nothing that a view forgets is missed, nor what goes along with another row.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils import timezone, translation

from accounts.models import User
from projects.models import HistoryEntry, Project
from projects.triggers import ways_to_the_project

LEFT_OUT: Mapping[str, frozenset[str]] = {
    "projects.BulkChange": frozenset({"before", "after", "made_by", "made_at"}),
    "reports.Publication": frozenset({"snapshot"}),
    "reports.Submission": frozenset(
        {"snapshot", "findings", "records"}
        | {"score", "grade", "rate", "budget", "spent", "printed", "answered", "waived", "changed"}
    ),
}
"""Fields without an entry: what an undo puts back, and what a submission says, whose digest says it all."""

VERSION = "version"
"""The field that counts the changes of a row, and says nothing of them."""

NAMING = (
    *("name", "kind", "source", "section", "expected", "problem", "title", "number", "state", "rule"),
    *("indicator", "predecessor"),
)
"""The fields that name a row for people, in this order; before them stands what the row belongs to."""

AT_ONCE = 500
"""How many projects are read with one query; databases bound the number of parameters."""

_HARMLESS = re.compile(r"\s*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET)\b[^;]*;?\s*")
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"[^;]*;?\s*')
_FEW = re.compile(
    r'\s*(?:UPDATE|DELETE FROM) "(\w+)"[^;]* WHERE "\1"\."(\w+)" (?:= (%s)|IN \((%s(?:, %s)*)\))\s*'
)
"""Statements as Django makes them. Of every other it is not known what they write to.

Those of ``_FEW`` name the rows that they write to, in their last parameters: what ends with the condition
stands in no bracket, so that the condition is that of the whole statement.
"""

FEW = 20
"""How many rows of a table are read one by one, before it is less work to read them all."""

Row = tuple[Any, ...]
Column: TypeAlias = "models.Field[Any, Any]"


@dataclass(frozen=True, slots=True)
class _Table:
    """A model whose rows belong to projects: the fields that are recorded, and the way to the project."""

    model: type[models.Model]
    way: str
    fields: tuple[Column, ...]

    @property
    def owner(self) -> str:
        """The name of the key to what a row belongs to."""
        return self.way.partition("__")[0]

    def read(self, projects: Collection[int], *, only: Collection[int] = ()) -> dict[int, Row]:
        """Return the rows of the projects by number, as the database gives them, the project's number last.

        With ``only``, those of these numbers. Without Django's conversions: thousands of rows may be read for
        a change, and few differ.
        """
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(_query(self, len(projects), len(only)), [*projects, *only])
            return {row[0]: row[1:] for row in cursor.fetchall()}

    def named(self, numbers: Collection[int]) -> dict[int, dict[str, Any]]:
        """Return the values of the rows of these numbers, whichever project they belong to."""
        names = [one.name for one in self.fields]
        rows = self.model._base_manager.filter(pk__in=numbers).values_list("pk", *names)
        return {number: dict(zip(names, values, strict=True)) for number, *values in rows}

    def values(self, row: Row) -> dict[str, Any]:
        """Return the values of a row as Django has them, by the names of their fields."""
        connection = connections[DEFAULT_DB_ALIAS]
        found = {}
        for one, value in zip(self.fields, row, strict=False):
            column = one.get_col(self.model._meta.db_table)
            for convert in connection.ops.get_db_converters(column) + column.get_db_converters(connection):
                value = convert(value, column, connection)
            found[one.name] = value
        return found


@cache
def _query(table: _Table, projects: int, only: int) -> str:
    """Return the SQL that reads the rows, or only so many, of so many projects.

    To build it takes longer than to run it.
    """
    rows = table.model._base_manager.filter(**{f"{table.way}__in": range(projects)}).order_by()
    if only:
        rows = rows.filter(pk__in=range(only))
    names = [one.attname for one in table.fields]
    sql, _parameters = rows.values_list("pk", *names, table.way).query.sql_with_params()
    return str(sql)


@cache
def _tables() -> tuple[_Table, ...]:
    found = []
    for model, way in ways_to_the_project().items():
        left_out = {VERSION, model._meta.pk.name, *LEFT_OUT.get(model._meta.label, ())}
        fields = tuple(one for one in model._meta.concrete_fields if one.name not in left_out)
        if any(one.name != way for one in fields):
            found.append(_Table(model, way, fields))
    return tuple(found)


Stored = dict[type[models.Model], dict[int, Row]]


class _Watch:
    """Reads the rows of some projects in each table right before the first statement that writes to them.

    It wraps the execution of every statement on the connection. Where the statements name their rows, those
    alone are read, as long as they are few.
    """

    def __init__(self, projects: Collection[int]) -> None:
        self._projects = sorted(projects)
        self._unread = {table.model._meta.db_table: table for table in _tables()}
        self._few: dict[_Table, dict[int, Row | None]] = {}
        self._whole: dict[_Table, dict[int, Row]] = {}
        self._keep([self._unread[Project._meta.db_table]])

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]
    ) -> Any:
        """Look at the statement, then carry it out."""
        if self._unread and not _HARMLESS.fullmatch(sql):
            written = _WRITE.fullmatch(sql)
            if written is None:
                self._keep(list(self._unread.values()))
            elif table := self._unread.get(written[1]):
                numbers = set() if many else _few(table, sql, params)
                if numbers and len(numbers | self._few.get(table, {}).keys()) <= FEW:
                    self._keep_few(table, numbers)
                else:
                    self._keep([table])
        return execute(sql, params, many, context)

    def _keep_few(self, table: _Table, numbers: Collection[int]) -> None:
        known = self._few.setdefault(table, {})
        if new := [number for number in numbers if number not in known]:
            rows = _rows(table, self._projects, only=new)
            known |= {number: rows.get(number) for number in new}

    def _keep(self, tables: Collection[_Table]) -> None:
        for table in tables:
            del self._unread[table.model._meta.db_table]
            # Only those few can have been written to: all others are as they were at first.
            rows: dict[int, Row | None] = {**_rows(table, self._projects), **self._few.pop(table, {})}
            self._whole[table] = _there(rows)

    @property
    def before(self) -> Stored:
        """What was stored at first, of all that may have been written to."""
        few = {table.model: _there(rows) for table, rows in self._few.items()}
        return few | {table.model: rows for table, rows in self._whole.items()}

    def now(self) -> Stored:
        """Return what is stored now of the same rows, and of those that came to them."""
        return {
            table.model: _rows(table, self._projects, only=list(rows)) for table, rows in self._few.items()
        } | {table.model: _rows(table, self._projects) for table in self._whole}


def _few(table: _Table, sql: str, params: Any) -> set[int]:
    """Return the numbers of the rows that the statement names, if it names those that it writes to."""
    named = _FEW.fullmatch(sql)
    if named is None or named[2] != table.model._meta.pk.column:
        return set()
    count = (named[3] or named[4]).count("%s")
    return set(params[-count:])


def _there(rows: Mapping[int, Row | None]) -> dict[int, Row]:
    return {number: row for number, row in rows.items() if row is not None}


def _rows(table: _Table, projects: Collection[int], *, only: Collection[int] = ()) -> dict[int, Row]:
    """Return what ``_Table.read`` does; one query for each 500 projects."""
    numbers = sorted(projects)
    rows: dict[int, Row] = {}
    for start in range(0, len(numbers), AT_ONCE):
        rows |= table.read(numbers[start : start + AT_ONCE], only=only)
    return rows


@dataclass(frozen=True, slots=True)
class _Difference:
    """What became of one row; ``old`` and ``new`` hold its values, nothing where there is no row."""

    project: int
    table: _Table
    row: int
    old: dict[str, Any]
    new: dict[str, Any]

    @property
    def action(self) -> HistoryEntry.Action:
        if not self.old:
            return HistoryEntry.Action.ADDED
        return HistoryEntry.Action.CHANGED if self.new else HistoryEntry.Action.REMOVED

    def changes(self) -> Iterator[tuple[Column, Any, Any]]:
        """Yield the fields that differ, blank ones and the owner of a new or removed row left out."""
        for one in self.table.fields:
            old, new = self.old.get(one.name), self.new.get(one.name)
            is_owner = one.name == self.table.owner and self.action != HistoryEntry.Action.CHANGED
            is_blank = all(value in (None, "", {}) for value in (old, new))
            if old != new and not is_owner and not is_blank:
                yield one, old, new


def _differences(before: Stored, after: Stored) -> Iterator[_Difference]:
    for table in _tables():
        old, new = before.get(table.model), after.get(table.model)
        if old is None or new is None or old == new:
            continue
        for number in sorted(old.keys() | new.keys()):
            was, now = old.get(number), new.get(number)
            if was == now:
                continue
            values = table.values(was) if was else {}, table.values(now) if now else {}
            # A row that moved to another project is told in the histories of both.
            for project in sorted({row[-1] for row in (was, now) if row}):
                yield _Difference(project, table, number, *values)


@dataclass(slots=True)
class _Names:
    """Names of rows for people, of those that are gone as well."""

    tables: Mapping[type[models.Model], _Table]
    after: Stored
    before: Stored
    _others: dict[type[models.Model], dict[int, str]] = field(default_factory=dict)

    def look_up(self, differences: Iterable[_Difference]) -> None:
        """Fetch the names of all that the differences refer to and that was not read; a query per model."""
        wanted: dict[type[models.Model], set[int]] = {}
        for difference in differences:
            for one in difference.table.fields:
                for number in (difference.old.get(one.name), difference.new.get(one.name)):
                    model = one.related_model
                    if isinstance(model, type) and number is not None and not self._read(model, number):
                        wanted.setdefault(model, set()).add(number)
        for model, numbers in wanted.items():
            self._fetch(model, numbers)

    def _read(self, model: type[models.Model], number: int) -> Row | None:
        return self.after.get(model, {}).get(number) or self.before.get(model, {}).get(number)

    def _fetch(self, model: type[models.Model], numbers: Collection[int]) -> None:
        if table := self.tables.get(model):
            named = {number: self.of_values(table, row) for number, row in table.named(numbers).items()}
        else:
            named = {row.pk: str(row) for row in model._base_manager.filter(pk__in=numbers)}
        self._others.setdefault(model, {}).update(named)

    def of(self, model: type[models.Model], number: int) -> str:
        """Return the name of a row."""
        if row := self._read(model, number):
            table = self.tables[model]
            return self.of_values(table, table.values(row))
        if number not in self._others.get(model, {}):
            self._fetch(model, [number])
        return self._others[model].get(number, str(number))

    def of_values(self, table: _Table, values: Mapping[str, Any]) -> str:
        """Return the name of a row of these values: what it belongs to within the project, then its own."""
        fields = {one.name: one for one in table.fields}
        words = []
        for name in (*([table.owner] if "__" in table.way else []), *NAMING):
            one, value = fields.get(name), values.get(name)
            if one is None or value in (None, ""):
                continue
            if isinstance(one.related_model, type):
                words.append(self.of(one.related_model, value))
            else:
                words.append(str(dict(one.flatchoices).get(value, value))[:60])
        return " · ".join(word for word in words if word)

    def told(self, one: Column, value: Any) -> Any:
        """Return a value as the entry holds it: as JSON has it; for a key the number and the name."""
        if value is None:
            return None
        if isinstance(one.related_model, type):
            return {"number": value, "name": self.of(one.related_model, value)}
        if isinstance(value, Decimal):
            return f"{value:f}"
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return str(value) if isinstance(value, UUID) else value


@dataclass(frozen=True, slots=True)
class _End:
    """The last entry of a project's history: its number and its digest."""

    sequence: int = 0
    digest: str = ""


def _ends(projects: Collection[int]) -> dict[int, _End]:
    """Return the last entries of the projects that have any; one query for each 500."""
    numbers = sorted(projects)
    ends: dict[int, _End] = {}
    for start in range(0, len(numbers), AT_ONCE):
        entries = HistoryEntry.objects.filter(project=models.OuterRef("pk")).order_by("-sequence")
        found = Project.objects.filter(pk__in=numbers[start : start + AT_ONCE]).order_by()
        of_last = (models.Subquery(entries.values(name)[:1]) for name in ("sequence", "digest"))
        last = found.values_list("pk", *of_last)
        ends |= {project: _End(sequence, digest) for project, sequence, digest in last if sequence}
    return ends


@contextmanager
def recording(projects: Iterable[int], *, by: User | None) -> Iterator[None]:
    """Record what the block changes in the projects, which the caller holds (``projects.locks``).

    ``by`` is the person who writes, ``None`` for a command. The number of queries does not grow with that of
    the projects, nor with that of the changes but for their entries, written a few hundred at once.
    """
    there = frozenset(projects)
    watch = _Watch(there)
    ends = _ends(there)
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(watch):
        yield
    _record(watch.before, watch.now(), ends, by=by)


def record_new(projects: Iterable[int], *, by: User | None) -> None:
    """Record projects that were made in this transaction, with everything in them."""
    there = frozenset(projects)
    nothing: Stored = {table.model: {} for table in _tables()}
    _record(nothing, {table.model: _rows(table, there) for table in _tables()}, {}, by=by)


def _record(before: Stored, after: Stored, ends: dict[int, _End], *, by: User | None) -> None:
    differences = list(_differences(before, after))
    if not differences:
        return
    names = _Names({table.model: table for table in _tables()}, after, before)
    with translation.override(settings.LANGUAGE_CODE):
        names.look_up(differences)
        HistoryEntry.objects.bulk_create(_chained(differences, ends, names, by=by), batch_size=AT_ONCE)


def _chained(
    differences: Iterable[_Difference], ends: dict[int, _End], names: _Names, *, by: User | None
) -> Iterator[HistoryEntry]:
    now = timezone.now()
    project_table = names.tables[Project]
    for one in differences:
        changes = {
            field.name: [names.told(field, old), names.told(field, new)] for field, old, new in one.changes()
        }
        if not changes and one.action == HistoryEntry.Action.CHANGED:
            continue
        row = names.after[Project].get(one.project) or names.before[Project][one.project]
        end = ends.get(one.project, _End())
        entry = HistoryEntry(
            project=one.project,
            lineage=project_table.values(row)["lineage"],
            sequence=end.sequence + 1,
            made_at=now,
            person=None if by is None else by.pk,
            made_by="" if by is None else str(by),
            kind=one.table.model._meta.label_lower,
            record=one.row,
            name=names.of_values(one.table, one.new or one.old),
            action=one.action,
            changes=json.dumps(changes, ensure_ascii=False),
            previous=end.digest,
        )
        entry.digest = digest(entry)
        ends[one.project] = _End(entry.sequence, entry.digest)
        yield entry


SIGNED = (
    *("project", "sequence", "person", "made_by", "kind", "record", "name"),
    *("action", "changes", "previous"),
)


def digest(entry: HistoryEntry) -> str:
    """Return the SHA-256 of the digest of the entry before and of everything that this one says."""
    said = {name: getattr(entry, name) for name in SIGNED}
    said |= {"lineage": str(entry.lineage), "made_at": entry.made_at.astimezone(UTC).isoformat()}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken(entries: "models.QuerySet[HistoryEntry]") -> HistoryEntry | None:
    """Return the first entry that is not as it was written or does not follow the one before; else nothing.

    ``entries`` are the whole histories of some projects. An entry that is missing breaks the one after it;
    whether the last ones are missing the chain cannot tell.
    """
    project, end = 0, _End()
    for entry in entries.order_by("project", "sequence").iterator():
        if entry.project != project:
            project, end = entry.project, _End()
        follows = (entry.sequence, entry.previous) == (end.sequence + 1, end.digest)
        if not follows or entry.digest != digest(entry):
            return entry
        end = _End(entry.sequence, entry.digest)
    return None
