"""Where a figure comes from: who entered what it was computed from, and when, and what proves that.

A figure leads over its inputs to those that were entered; each of these is a field of some records. What
became of the fields is in the history, the numbers of documents are in the ledger, files of evidence hang on
the records. Of a submission, what was there when it was made is told.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from accounts.models import User
from indicators.models import Evidence, TargetAdjustment
from projects.funds import EntryKind
from projects.history_views import Told, tell
from projects.models import Allocation, Expenditure, HistoryEntry, Project
from reports.evaluation import Evaluation
from reports.facts import Fact, Facts
from reports.monitoring import PREFIX
from reports.snapshot import renamed

MOST = 5
"""The entries of the history, the documents and the files that a card names, of each the last or first."""

_RECORD = re.compile(r"(?P<kind>indicator|statistic|adjustment)-(?P<number>[0-9]+)-?(?P<part>.*)")
_MONEY = re.compile(r"(?P<owner>whole|(?:item|source)-[0-9]+)-(?P<part>opening|adjustment|spent)")

_TARGET = ("target", "target_text", "nature", "unit")
_ACTUAL = ("actual", "actual_text", "actual_from", "achieved_percent")
_INDICATOR_FIELDS = {
    "target": _TARGET,
    "target-value": _TARGET,
    "actual": _ACTUAL,
    "actual-value": _ACTUAL,
    "weight": ("weight",),
}
"""The fields of an indicator behind a figure of it, by the last part of the figure's id."""

_PROJECT_FIELDS = ("name", "department", "purposes", "approval", "written_on")
_MONEY_PARTS = {kind.value: kind for kind in EntryKind} | {"spent": EntryKind.PAID}


@dataclass(frozen=True, slots=True)
class Document:
    """A document behind an amount: what it is about, its number and day, and how many entries name it."""

    kind: EntryKind
    number: str
    on: date | None
    entries: int


@dataclass(frozen=True, slots=True)
class Card:
    """A figure, its inputs with their addresses, and where they come from.

    ``changes`` are the last entries of the history, ``documents`` and ``files`` the first of each.
    ``more_documents`` is how many more there are, ``more_files`` whether there are more.
    """

    fact: Fact
    inputs: list[tuple[Fact, str]]
    changes: list[Told]
    documents: list[Document]
    more_documents: int
    files: list[Evidence]
    more_files: bool


@dataclass(slots=True)
class _Entered:
    """What was entered: fields of records by their numbers, and amounts by line item or funding source."""

    fields: dict[tuple[str, tuple[str, ...]], set[int]] = field(default_factory=dict)
    items: dict[EntryKind, set[str]] = field(default_factory=dict)
    sources: dict[EntryKind, set[str]] = field(default_factory=dict)


def card(
    shown: Fact,
    known: Facts,
    evaluation: Evaluation,
    *,
    project: Project,
    user: User,
    address: Callable[[str], str],
    records: Mapping[str, str] | None = None,
    until: datetime | None = None,
) -> Card:
    """Return where a figure comes from, in two queries.

    ``address`` gives the page of a fact by its id. Of a submission ``records`` says how its records are
    called in the tables, and ``until`` when it was made. Files are named only to those who may open them.
    """
    entered = _entered(shown, known, evaluation, project, records or {})
    documents = _documents(entered, evaluation)
    files = _files(entered, project, user, records or {}, until)
    return Card(
        shown,
        [(known.at(one), address(one)) for one in shown.inputs],
        _changes(entered, project, records or {}, until),
        documents[:MOST],
        len(documents[MOST:]),
        files[:MOST],
        len(files) > MOST,
    )


def _leaves(shown: Fact, known: Facts) -> Iterator[Fact]:
    """Yield the facts without inputs from which the fact was computed; itself, if it has none."""
    seen, waiting = set[str](), [shown]
    while waiting:
        fact = waiting.pop()
        if fact.id in seen:
            continue
        seen.add(fact.id)
        waiting += (known.at(one) for one in fact.inputs)
        if not fact.inputs:
            yield fact


def _entered(
    shown: Fact, known: Facts, evaluation: Evaluation, project: Project, records: Mapping[str, str]
) -> _Entered:
    found = _Entered()

    def enter(kind: str, fields: tuple[str, ...], number: int) -> None:
        found.fields.setdefault((kind, fields), set()).add(number)

    for leaf in _leaves(shown, known):
        key = leaf.id.removeprefix(PREFIX)
        if money := _MONEY.fullmatch(key):
            kind = _MONEY_PARTS[money["part"]]
            owner = money["owner"]
            if owner.startswith("source-"):
                place = int(owner.removeprefix("source-"))
                found.sources.setdefault(kind, set()).add(evaluation.sources[place - 1])
            else:
                owners = [line.key for line in evaluation.lines] if owner == "whole" else [owner]
                found.items.setdefault(kind, set()).update(owners)
        elif key.startswith("project-"):
            name = key.removeprefix("project-").replace("-", "_")
            if name in _PROJECT_FIELDS:
                enter("projects.project", (name,), project.pk)
        elif record := _RECORD.fullmatch(renamed(key, records)):
            number = int(record["number"])
            match record["kind"]:
                case "indicator" if record["part"] in _INDICATOR_FIELDS:
                    enter("indicators.indicator", _INDICATOR_FIELDS[record["part"]], number)
                case "statistic":
                    enter("indicators.statistic", ("value",), number)
                case "adjustment":
                    enter(TargetAdjustment._meta.label_lower, ("after", "reason"), number)
    return found


def _numbers(keys: set[str], records: Mapping[str, str]) -> list[int]:
    """Return the numbers in the tables of line items by their keys."""
    return [int(renamed(key, records).removeprefix("item-")) for key in keys]


def _rows(entered: _Entered, project: Project, records: Mapping[str, str], kind: EntryKind) -> Q:
    """Return which rows of the ledger of one kind are meant."""
    of_items = Q(line_item__in=_numbers(entered.items.get(kind, set()), records))
    return of_items | Q(line_item__project=project, source__name__in=entered.sources.get(kind, set()))


def _changes(
    entered: _Entered, project: Project, records: Mapping[str, str], until: datetime | None
) -> list[Told]:
    """Return the last entries of the history about what was entered, each with these fields alone."""
    wanted, fields = Q(), {"amount"}
    for (kind, names), numbers in entered.fields.items():
        touching = Q()
        for name in names:
            touching |= Q(changes__contains=f'"{name}": [')
        wanted |= Q(kind=kind, record__in=numbers) & touching
        fields |= set(names)
    for kind in {*entered.items, *entered.sources}:
        rows, is_paid = _rows(entered, project, records, kind), kind is EntryKind.PAID
        model = Expenditure if is_paid else Allocation
        ledger = model._base_manager.filter(rows, **({} if is_paid else {"kind": kind.value}))
        wanted |= Q(
            kind=model._meta.label_lower,
            record__in=ledger.order_by().values("pk"),
            changes__contains='"amount": [',
        )
    if not wanted:
        return []
    history = HistoryEntry.objects.filter(wanted, project=project.pk)
    if until is not None:
        history = history.filter(made_at__lte=until)
    return tell(history.order_by("-sequence")[:MOST], only=fields)


def _documents(entered: _Entered, evaluation: Evaluation) -> list[Document]:
    """Return the numbered documents and vouchers behind the amounts, in the order of the ledger."""
    found: dict[tuple[EntryKind, str, date | None], int] = {}
    for line in evaluation.lines:
        for one in line.entries:
            is_meant = line.key in entered.items.get(one.kind, ()) or one.source in entered.sources.get(
                one.kind, ()
            )
            if is_meant and one.reference:
                key = (one.kind, one.reference, one.on)
                found[key] = found.get(key, 0) + 1
    return [Document(*key, entries) for key, entries in found.items()]


def _files(
    entered: _Entered, project: Project, user: User, records: Mapping[str, str], until: datetime | None
) -> list[Evidence]:
    """Return the files that prove what was entered, if the person may open them; one more than are named."""
    proved = Q()
    for (kind, _names), numbers in entered.fields.items():
        if kind in ("indicators.indicator", "indicators.statistic"):
            proved |= Q(**{f"{kind.partition('.')[2]}__in": numbers})
    if EntryKind.PAID in entered.items or EntryKind.PAID in entered.sources:
        paid = Expenditure.objects.filter(_rows(entered, project, records, EntryKind.PAID))
        proved |= Q(expenditure__in=paid.order_by())
    if not proved:
        return []
    files = Evidence.objects.filter(proved, project__in=Project.objects.visible_to(user))
    if until is not None:
        files = files.filter(added_at__lte=until)
    return list(files[: MOST + 1])
