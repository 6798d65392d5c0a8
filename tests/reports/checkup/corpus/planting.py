"""One error at a time, planted where its kind can happen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from reports.checkup.findings import Kind
from reports.document import Block, Cell, Document, FactRef, Paragraph, Run, Table
from tests.reports.checkup.corpus.foreign import FOREIGN, Foreign
from tests.reports.checkup.corpus.foreign_last import LAST
from tests.reports.checkup.corpus.foreign_more import MORE
from tests.reports.checkup.corpus.layouts import LAYOUTS
from tests.reports.checkup.corpus.projects import make_project

Change = Callable[[str, Random], str]


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with one error: which kind, in which block."""

    document: Document
    kind: Kind
    block: int
    name: str
    was: str
    now: str


_NUMBER = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def _changed(text: str, change: Callable[[Decimal], Decimal]) -> str:
    """The text with its first number changed, spelled as it was."""
    found = _NUMBER.search(text)
    assert found is not None
    mark = next((one for one in ", " if one in found[0]), "")
    value = change(Decimal(found[0].replace(mark, "") if mark else found[0]))
    spelled = f"{value:,}".replace(",", mark) if mark else str(value)
    return text[: found.start()] + spelled + text[found.end() :]


def _off(text: str, random: Random) -> str:
    """Another amount, as far off as a slip of a digit makes it."""

    def change(value: Decimal) -> Decimal:
        step = max(value / random.choice((5, 10, 20)), Decimal(2))
        return value + step.quantize(value if value.as_tuple().exponent else Decimal(1))

    return _changed(text, change)


def _rate_off(text: str, random: Random) -> str:
    off = random.randint(3, 20)
    return _changed(text, lambda value: value - off if value > 40 else value + off)


def _much_more(text: str, _random: Random) -> str:
    return _changed(text, lambda value: value * 2)


def _to(word: str) -> Change:
    return lambda _text, _random: word


def _other_grade(text: str, random: Random) -> str:
    return random.choice([one for one in "优良中差" if one != text])


def _ten_thousandfold(text: str, _random: Random) -> str:
    return _changed(text, lambda value: (value * 10_000).quantize(Decimal(1)))


def _higher(text: str, random: Random) -> str:
    return _changed(text, lambda value: value + random.choice((3, 5)))


PLACES: dict[str, Foreign] = FOREIGN | MORE | LAST
"""Documents of other places, each of its own numbers; those of ``LAYOUTS`` lay one kind of project out."""

PLANTS: tuple[tuple[Kind, str, Change], ...] = (
    (
        Kind.SUM,
        "total-(opening|budget|spent|own|other|balance|adjustment|count|row|last|now|more|months|uses|sub|expected|goods).*",
        _off,
    ),
    (Kind.SUM, "count-money|(count|sum)-in-words", _off),
    (Kind.SCORE, "total-points|sum-of-points", _off),
    (Kind.RATIO, "rate-.*", _rate_off),
    (Kind.RATIO, "prose-rate.*", _rate_off),
    (Kind.RATIO, "growth-.*", _rate_off),
    (Kind.RATIO, "ratio-part", _off),
    (Kind.SCORE, "points-[0-9]+|inline-points", _to("45")),
    (Kind.SCORE, "points-execution", _to("12.5")),
    (Kind.WEIGHT, "weight-.*|total-weight", _higher),
    (Kind.EXCEED, "spent-.*|exceeded", _much_more),
    (Kind.PROSE_VS_TABLE, "prose-(opening|budget|spent|item|points|total|more|balance)", _off),
    (Kind.PROSE_VS_TABLE, "prose-execution", _rate_off),
    (Kind.UNIT, "prose-(opening|budget|spent|item)", _ten_thousandfold),
    (Kind.MISSING_REASON, "reason-.*", _to("")),
    (Kind.MISSING_ACTUAL, "actual-.*", _to("")),
    (Kind.COUNT, "count-(total|people)", _off),
    (Kind.GRADE, "grade", _other_grade),
    (Kind.DATE, "date", _to("2月30日")),
    (Kind.DATE, "date-month", _to("13月")),
    (Kind.PLACEHOLDER, "name-.*", _to("指标2：")),
    (Kind.DUPLICATE, "duplicate-.*", _off),
)


def clean(name: str, seed: int) -> Document:
    """A clean document in one layout."""
    return _document(_blocks(name, seed))


def planted(name: str, seed: int) -> Iterator[Planted]:
    """Yield the document with one error of each way that its layout has a place for."""
    blocks = _blocks(name, seed)
    random = Random(f"{name}-{seed}-errors")
    for kind, pattern, change in PLANTS:
        runs = [
            (number, run)
            for number, block in enumerate(blocks)
            for run in _runs(block)
            if isinstance(run, FactRef) and re.fullmatch(pattern, run.fact)
        ]
        if runs:
            number, run = random.choice(runs)
            now = change(run.text, random)
            changed = _with(blocks[number], run, now)
            document = _document((*blocks[:number], changed, *blocks[number + 1 :]))
            yield Planted(document, kind, number, run.fact, run.text, now)


def _blocks(name: str, seed: int) -> tuple[Block, ...]:
    random = Random(f"{name}-{seed}")
    return PLACES[name](random) if name in PLACES else LAYOUTS[name](make_project(random))


def _document(blocks: tuple[Block, ...]) -> Document:
    return Document(title=(), blocks=blocks)


def _runs(block: Block) -> tuple[Run, ...]:
    match block:
        case Paragraph():
            return block.runs
        case Table():
            return tuple(run for row in block.rows for cell in row for run in cell.runs)
    return ()


def _with(block: Block, old: Run, text: str) -> Block:
    def changed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(replace(run, text=text) if run is old else run for run in runs)

    match block:
        case Paragraph():
            return replace(block, runs=changed(block.runs))
        case Table():

            def of(cell: Cell) -> Cell:
                return replace(cell, runs=changed(cell.runs))

            return replace(block, rows=tuple(tuple(map(of, row)) for row in block.rows))
    raise AssertionError(block)
