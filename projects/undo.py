"""The last change of many rows at once (a paste, an uploaded workbook), and the one undo of it.

It is no list of what was written but of what the rows were and became: whoever writes within ``undoable``
need not tell it. An undo puts back every column, and only where nobody has changed a row since.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import models
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from projects.models import BulkChange, LineItem, Project
from projects.versions import Conflict


@dataclass(frozen=True, slots=True)
class Kind:
    """A model whose rows an undo puts back, and the related names of the rows that are parts of one."""

    model: type[models.Model]
    parts: tuple[str, ...] = ()

    def key(self, number: int) -> str:
        """Name a row among those of all kinds."""
        return f"{self.model._meta.label_lower} {number}"

    def numbers(self, keys: Iterable[str]) -> list[int]:
        """Return the numbers of the rows of this kind."""
        named = (key.split() for key in keys)
        return [int(number) for label, number in named if label == self.model._meta.label_lower]


FUNDS = (Kind(LineItem, ("allocations", "expenditures")),)
"""The line items with their ledger."""

Record = dict[str, Any]
Rows = dict[str, list[Record]]
"""Rows by their keys: each as the serializer has it, followed by its parts."""


class NothingToUndo(Exception):
    """The project has no change of this person that could be taken back."""


class Attached(Exception):
    """What the change added has got something since that would go with it: rows of these ``models``."""

    def __init__(self, models: list[type[models.Model]]) -> None:
        super().__init__(f"would go with it: {models}")
        self.models = models


def _stored(project: Project, kinds: Iterable[Kind]) -> Rows:
    found: Rows = {}
    for kind in kinds:
        rows = kind.model._base_manager.filter(project=project).order_by("pk")
        for row in rows.prefetch_related(*kind.parts):
            parts = [part for name in kind.parts for part in getattr(row, name).all()]
            found[kind.key(row.pk)] = json.loads(serializers.serialize("json", [row, *parts]))
    return found


@contextmanager
def undoable(project: Project, kinds: Iterable[Kind], *, user: User) -> Iterator[None]:
    """Remember what the block changes in the project's rows of these kinds; to be used inside ``writing_to``.

    It replaces what was remembered before.
    """
    before = _stored(project, kinds)
    yield
    after = _stored(project, kinds)
    keys = [key for key in before | after if before.get(key) != after.get(key)]
    rows = {
        name: {key: found[key] for key in keys if key in found}
        for name, found in (("before", before), ("after", after))
    }
    BulkChange.objects.update_or_create(project=project, defaults={**rows, "made_by": user})


def last_change(project: Project, *, user: User) -> BulkChange | None:
    """Return the change that the person's undo would take back."""
    return BulkChange.objects.filter(project=project, made_by=user).first()


def undo(project: Project, kinds: Iterable[Kind], *, user: User) -> None:
    """Take back the person's last change of many rows, once; to be called inside ``writing_to``.

    Rows that it added go, all others get back every column that they had. Versions count on. ``kinds`` stand
    in the order in which rows can be made: what others refer to first.

    Raises:
        NothingToUndo: if there is none, it was taken back already, or somebody else changed many rows since.
        Conflict: if one of its rows was changed since; ``stored`` is that row, ``None`` where it is gone.
        Attached: if something was attached to one that it added.
        RestrictedError: if something refers to one that it added.
    """
    change = last_change(project, user=user)
    if change is None:
        raise NothingToUndo
    kinds = tuple(kinds)
    before: Rows = change.before
    after: Rows = change.after
    stored = _stored(project, kinds)
    for kind in kinds:
        for number in kind.numbers(before | after):
            key = kind.key(number)
            if stored.get(key) != after.get(key):
                raise Conflict(kind.model._base_manager.filter(pk=number).first())
    for kind in kinds:
        for number in kind.numbers(before):
            _put_back(before[kind.key(number)], now=after.get(kind.key(number), []))
    for kind in reversed(kinds):
        _remove(kind, {key: rows for key, rows in after.items() if key not in before})
    change.delete()


def _put_back(rows: list[Record], *, now: list[Record]) -> None:
    """Store a row and its parts as they were; parts that came since go."""
    kept = {(row["model"], row["pk"]) for row in rows}
    for one in serializers.deserialize(
        "python", [row for row in now if (row["model"], row["pk"]) not in kept]
    ):
        one.object.delete()
    first, *parts = rows
    version = (now[0] if now else first)["fields"]["version"] + 1
    counted = {**first, "fields": {**first["fields"], "version": version}}
    for one in serializers.deserialize("python", [counted, *(part for part in parts if part not in now)]):
        one.save()


def _remove(kind: Kind, added: Mapping[str, list[Record]]) -> None:
    """Delete rows with their parts, and nothing else with them."""
    numbers = kind.numbers(added)
    if not numbers:
        return
    known = {row["model"] for number in numbers for row in added[kind.key(number)]}
    expected = sum(len(added[kind.key(number)]) for number in numbers)
    deleted, of_each = kind.model._base_manager.filter(pk__in=numbers).delete()
    if deleted != expected:
        raise Attached([apps.get_model(label) for label in of_each if label.lower() not in known])


def with_undo(said: str, project: Project) -> SafeString:
    """Return the message that a change of many rows was made, with the way to take it back."""
    return format_html('{} <a href="{}">{}</a>', said, reverse("change_undo", args=[project.pk]), _("Undo"))
