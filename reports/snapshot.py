"""What a submission consists of, as text: the whole evaluation, and the document that it prints.

The text is canonical JSON: sorted keys, no blanks, text as it is, decimals as text without needless zeros
and never as binary fractions, dates as 2021-02-03. Records are numbered in their order (``item-1``,
``indicator-2``) instead of by the keys of the database, so that the same content has the same text, and so
the same digest, on every machine. Every record says what it ``is``; the ``format`` says how to read it all.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from indicators.scoring import Measure
from projects.funds import Line
from reports.compose import compose
from reports.document import Document
from reports.evaluation import OUTSIDE, AdjustmentRecord, Evaluation, StatisticRecord

FORMAT = 1
"""The number that is counted on whenever an older text could no longer be read as it is."""

_RECORD = re.compile(r"\A[a-z]+-[0-9]+")
"""The key of a record, which the id of a fact about it begins with."""

T = TypeVar("T")


class SnapshotError(ValueError):
    """The text is not a snapshot that can be read, or what is to be one holds something else than facts."""


def dump(evaluation: Evaluation) -> str:
    """Return the snapshot of an evaluation and of its report.

    Raises:
        SectionError: if the prose of a section cannot be rendered.
        DuplicateFactError: if two records bear the same name.
        UnprintableError: if a text holds a character that cannot be printed.
    """
    counted = numbered(evaluation)
    tree = {"format": FORMAT, "evaluation": _plain(counted), "document": _plain(compose(counted))}
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a snapshot, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def load(text: str) -> Evaluation:
    """Return the evaluation of a snapshot, its records numbered in their order.

    Raises:
        SnapshotError: if the text is not a snapshot of a known format.
    """
    return _part(text, "evaluation", Evaluation)


def load_document(text: str) -> Document:
    """Return the report of a snapshot, as it was composed when it was taken.

    Raises:
        SnapshotError: if the text is not a snapshot of a known format.
    """
    return _part(text, "document", Document)


def numbers(evaluation: Evaluation) -> dict[str, str]:
    """Return for each key of a record the one that it has in the snapshot: ``{"item-4711": "item-1"}``."""
    records: dict[str, Sequence[Line | Measure | StatisticRecord | AdjustmentRecord]] = {
        "item": evaluation.lines,
        "indicator": evaluation.measures,
        "statistic": evaluation.statistics,
        "adjustment": evaluation.adjustments,
    }
    return {evaluation.project_key: "project"} | {
        record.key: f"{kind}-{number}"
        for kind, listed in records.items()
        for number, record in enumerate(listed, start=1)
    }


def numbered(evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with its records numbered in their order."""
    return rekeyed(evaluation, numbers(evaluation))


def rekeyed(evaluation: Evaluation, keys: Mapping[str, str]) -> Evaluation:
    """Return the evaluation with other keys of its records; a key that ``keys`` does not hold stays."""

    def new(key: str) -> str:
        return keys.get(key, key)

    last = evaluation.last_year
    return replace(
        evaluation,
        project_key=new(evaluation.project_key),
        lines=tuple(replace(line, key=new(line.key)) for line in evaluation.lines),
        measures=tuple(
            replace(measure, key=new(measure.key), actual_from=new(measure.actual_from))
            for measure in evaluation.measures
        ),
        statistics=tuple(
            replace(
                statistic,
                key=new(statistic.key),
                part=statistic.part and new(statistic.part),
                whole=statistic.whole and new(statistic.whole),
            )
            for statistic in evaluation.statistics
        ),
        adjustments=tuple(replace(one, key=new(one.key)) for one in evaluation.adjustments),
        last_year=last
        and replace(
            last,
            lines=tuple(replace(line, key=new(line.key)) for line in last.lines),
            measures=tuple(replace(measure, key=new(measure.key)) for measure in last.measures),
        ),
    )


def renamed(key: str, keys: Mapping[str, str]) -> str:
    """Return a record's key, or the id of a fact about a record, under another key of the record.

    ``renamed("item-1-budget", {"item-1": "item-4711"})`` is ``item-4711-budget``; what is about no record in
    ``keys`` stays.
    """
    return _RECORD.sub(lambda record: keys.get(record[0], record[0]), key)


def _part(text: str, name: str, kind: type[T]) -> T:
    try:
        tree = json.loads(text)
        if tree["format"] != FORMAT:
            raise SnapshotError(f"快照的格式编号为 {tree['format']}，本系统只能读取 {FORMAT}。")
        return cast("T", _read(tree[name], kind))
    except SnapshotError:
        raise
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise SnapshotError("这不是可以读取的快照。") from error


def _plain(value: object) -> object:
    """Return a value as JSON can hold it."""
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Decimal() if value.is_finite():
            return _decimal_text(value)
        case datetime.date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
    if not is_dataclass(value):
        raise SnapshotError(f"a snapshot cannot hold {value!r}")
    kept = (field.name for field in fields(value) if OUTSIDE not in field.metadata)
    held = {name: _plain(getattr(value, name)) for name in kept}
    return {"is": type(value).__name__, **held}


def _decimal_text(value: Decimal) -> str:
    """Spell a number exactly; equal numbers are spelled alike."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _read(data: Any, kind: Any) -> object:
    """Return what ``_plain`` made of a value of the type ``kind``."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return None if data is None else _read(data, _alternative(data, kind))
    if origin is tuple:
        return tuple(_read(one, get_args(kind)[0]) for one in data)
    if origin is Mapping:
        return {key: _read(one, get_args(kind)[1]) for key, one in data.items()}
    if is_dataclass(kind):
        return _record(data, kind)
    if kind is Decimal:
        return Decimal(data)
    if kind is datetime.date:
        return datetime.date.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if origin is not Literal and type(data) is not kind:
        raise TypeError(f"{data!r} is not of the type {kind}")
    return data


def _alternative(data: Any, union: Any) -> Any:
    """Return the type of a union that the data is of: the only one beside ``None``, or the record named."""
    alternatives = [one for one in get_args(union) if one is not NoneType]
    if len(alternatives) == 1:
        return alternatives[0]
    return {one.__name__: one for one in alternatives}[data["is"]]


def _record(data: Mapping[str, Any], kind: Any) -> object:
    if data["is"] != kind.__name__:
        raise TypeError(f"{data['is']} is not {kind.__name__}")
    hints = _hints(kind)
    return kind(**{name: _read(one, hints[name]) for name, one in data.items() if name != "is"})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
