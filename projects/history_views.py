"""The page of a project's history."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import UserRequest
from projects.fields import MoneyField
from projects.models import HistoryEntry
from projects.money import BLANK, exact_text, grouped, number_text
from projects.views import visible_project

PER_PAGE = 50

COMMANDS = "0"
"""Stands in the address for what a command wrote and no person."""


@dataclass(frozen=True, slots=True)
class Value:
    """A field of an entry in words: what it is called, its value of before and of after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words."""

    entry: HistoryEntry
    kind: str
    values: list[Value]


@require_safe
def project_history(request: UserRequest, pk: int) -> HttpResponse:
    """Show who changed what of the project, the last first; if asked for, of one person or kind of record."""
    project, may_edit = visible_project(request, pk)
    history = HistoryEntry.objects.filter(project=project.pk)
    people = dict(history.order_by("made_by").values_list("person", "made_by").distinct())
    kinds = {
        kind: kind_name(kind) for kind in history.order_by("kind").values_list("kind", flat=True).distinct()
    }
    by, kind = request.GET.get("by", ""), request.GET.get("kind", "")
    chosen = history.order_by("-sequence")
    if by:
        chosen = chosen.filter(person=None if by == COMMANDS else int(by) if by.isdecimal() else -1)
    if kind:
        chosen = chosen.filter(kind=kind)
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "project": project,
        "tab": "project_history",
        "may_edit": may_edit,
        "page": page,
        "entries": tell(page),
        "people": [(COMMANDS if person is None else str(person), name) for person, name in people.items()],
        "kinds": sorted(kinds.items(), key=lambda choice: choice[1]),
        "by": by,
        "kind": kind,
    }
    return render(request, "projects/history.html", context)


def tell(entries: Iterable[HistoryEntry], *, only: Collection[str] | None = None) -> list[Told]:
    """Return the entries in words, with all fields that changed or with some of them ``only``."""
    return [Told(entry, kind_name(entry.kind), _values(entry, only)) for entry in entries]


def kind_name(kind: str) -> str:
    """Return what the rows of a table are called; of one that is there no more, its name."""
    model = _model(kind)
    return kind if model is None else str(model._meta.verbose_name)


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except LookupError:
        return None


def _values(entry: HistoryEntry, only: Collection[str] | None) -> list[Value]:
    model = _model(entry.kind)
    return [
        _told(model, name, old, new)
        for name, (old, new) in json.loads(entry.changes).items()
        if only is None or name in only
    ]


def _told(model: type[models.Model] | None, name: str, old: Any, new: Any) -> Value:
    """Return a field in words; of one that is there no more, its name and what was written."""
    try:
        column = None if model is None else model._meta.get_field(name)
    except FieldDoesNotExist:
        column = None
    if not isinstance(column, models.Field):
        return Value(name, _words(None, old), _words(None, new))
    return Value(str(column.verbose_name), _words(column, old), _words(column, new))


def _words(column: "models.Field[Any, Any] | None", value: Any) -> str:
    if value in (None, ""):
        return BLANK
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return str(value["name"]) if value.keys() == {"number", "name"} else _listed(value)
    if isinstance(column, MoneyField):
        return f"{grouped(exact_text(Decimal(value)))} 万元"
    if isinstance(column, models.DecimalField):
        return number_text(Decimal(value))
    if isinstance(column, models.DateTimeField):
        return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
    if column is not None and column.choices:
        return str(dict(column.flatchoices).get(value, value))
    return str(value)


def _listed(values: dict[str, Any]) -> str:
    return "；".join(f"{name}：{BLANK if value in (None, '') else value}" for name, value in values.items())
