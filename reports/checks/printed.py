"""Checks of what is printed: the tables of the report, its form, and the figures in its prose.

They read the composed document as its reader will. That everything is drawn from the same facts makes them
hold; they are the proof that it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from projects.money import percent_text, rate, residue_allowance, total
from reports.checks.registry import Case, Objection, register
from reports.document import Block, Cell, FactRef, Paragraph, Run, Table
from reports.facts import Fact, Kind

_ALLOCATED = "全年资金安排"
_MOST_PLACES = 6
"""The most decimals that prose may ask for."""


@register("R1")
def rows_make_the_total(case: Case) -> Iterator[Objection]:
    """报告各表每一列，各行之和应等于合计；印出数的差异不得超过四舍五入的尾差。"""
    for table in _report_tables(case):
        for column, cell in _totals(table).items():
            whole = _fact(case, cell)
            if whole is None or not (whole.kind is Kind.AMOUNT or whole.id == "total-share"):
                continue
            cells = [row[column] for row in _body(table)]
            parts = [fact for one in cells if (fact := _fact(case, one)) is not None]
            exact = total(fact.value for fact in parts if isinstance(fact.value, Decimal))
            printed = [one.number for one in cells if one.number is not None]
            places = (whole.places or 0) + (2 if whole.kind is Kind.RATE else 0)
            difference = abs((total(printed) or Decimal(0)) - (cell.number or Decimal(0)))
            if (whole.kind is Kind.AMOUNT and exact != whole.value) or difference > residue_allowance(
                len(printed), places
            ):
                yield Objection(
                    f"《{table.caption}》“{_title(table, column)}”合计为{cell.text}，与各行之和不符。",
                    "核对各明细项目的金额；合计由系统计算，不能另填。",
                    "funds",
                )


@register("R5")
def printed_rates_are_recomputed(case: Case) -> Iterator[Objection]:
    """各表印出的比率应与按实际金额重新计算的结果一致。"""
    for table in _tables(case):
        for row in table.all_rows:
            for cell in row:
                given = _fact(case, cell)
                if given is None or given.kind is not Kind.RATE or len(given.inputs) != 2:
                    continue
                part, whole = (_number(case.facts.at(one)) for one in given.inputs)
                expected = percent_text(rate(part, whole), given.places or 0)
                if cell.text != expected:
                    yield Objection(
                        f"“{given.name}”印为{cell.text}，重新计算为{expected}。",
                        "核对该项的预算和支出；比率由系统计算，不能另填。",
                        given.id,
                    )


@register("R12")
def allocations_agree(case: Case) -> Iterator[Objection]:
    """报告两张表的全年资金安排应一致，其合计应等于自评表年度资金总额的全年预算数。"""
    tables = [table for table in _report_tables(case) if _column(table, _ALLOCATED) is not None]
    in_form = _form_budget(case)
    for table in tables:
        column = _column(table, _ALLOCATED)
        cell = _totals(table).get(column) if column is not None else None
        if in_form is not None and cell is not None and cell.text != in_form.text:
            yield Objection(
                f"《{table.caption}》全年资金安排合计为{cell.text}，自评表全年预算数为{in_form.text}。",
                "核对各明细项目的全年预算和资金来源。",
                "funds",
            )
    allocated = [_by_name(table, _ALLOCATED) for table in tables]
    for table, listed in zip(tables[1:], allocated[1:], strict=True):
        for name, cell in listed.items():
            first = allocated[0].get(name)
            if first is not None and first.text != cell.text:
                yield Objection(
                    f"“{name}”的全年资金安排，《{tables[0].caption}》为{first.text}，"
                    f"《{table.caption}》为{cell.text}。",
                    "核对该明细项目的全年预算。",
                    "funds",
                )


@register("R13")
def tables_list_the_same_items(case: Case) -> Iterator[Objection]:
    """资金安排情况表与资金使用情况表所列明细项目应相同。"""
    tables = [table for table in _report_tables(case) if _column(table, _ALLOCATED) is not None]
    for table in tables[1:]:
        first, here = _by_name(tables[0], _ALLOCATED), _by_name(table, _ALLOCATED)
        if odd := [*(first.keys() - here.keys()), *(here.keys() - first.keys())]:
            yield Objection(
                f"《{tables[0].caption}》与《{table.caption}》所列项目不同："
                f"{'、'.join(f'“{name}”' for name in sorted(odd))}只在其中一张表中。",
                "核对明细项目。",
                "funds",
            )


@register("R14")
def report_and_form_agree(case: Case) -> Iterator[Objection]:
    """报告正文、附表和自评表中的同一数据应一致。"""
    if case.document is None:
        return
    seen: set[tuple[str, str]] = set()
    in_form = [block for attachment in case.document.attachments for block in attachment.blocks]
    for place, blocks in (("报告", case.document.blocks), ("自评表", in_form)):
        for run, is_prose in _printed(blocks):
            fact = case.facts.find(run.fact)
            if (run.fact, run.text) in seen or (fact and run.text in _spellings(fact, is_prose=is_prose)):
                continue
            seen.add((run.fact, run.text))
            name = fact.name if fact else run.fact
            yield Objection(
                f"“{name}”在{place}中印为“{run.text}”，应为“{fact.text if fact else '—'}”。",
                "重新打开报告；仍不一致的，请联系管理员。",
                run.fact,
            )


def _spellings(fact: Fact, *, is_prose: bool) -> set[str]:
    """The ways to print a fact: as it is, and in prose with as many decimals as were asked for."""
    asked = range(_MOST_PLACES + 1) if is_prose and fact.has_places else ()
    return {fact.text, *(fact.spelled(places) for places in asked)}


def _printed(blocks: Sequence[Block]) -> Iterator[tuple[FactRef, bool]]:
    """Yield every figure that is printed, and whether it stands in prose."""
    for block in blocks:
        runs: list[tuple[Run, bool]] = []
        match block:
            case Paragraph():
                runs = [(run, True) for run in block.runs]
            case Table():
                cells = (cell for row in block.all_rows for cell in row)
                runs = [(run, False) for cell in cells for run in cell.runs]
                runs += [(run, False) for run in block.note]
            case _:
                continue
        yield from ((run, is_prose) for run, is_prose in runs if isinstance(run, FactRef))


def _tables(case: Case) -> Iterator[Table]:
    if case.document is not None:
        yield from case.document.tables()


def _report_tables(case: Case) -> list[Table]:
    """The tables of the report itself, not of its attachments."""
    blocks = () if case.document is None else case.document.blocks
    return [block for block in blocks if isinstance(block, Table)]


def _body(table: Table) -> list[dict[int, Cell]]:
    """The rows between head and total, each cell by its column."""
    placed = table.placed()[len(table.head) : len(table.head) + len(table.rows)]
    return [{one.column: one.cell for one in row} for row in placed]


def _totals(table: Table) -> dict[int, Cell]:
    """The cells of the total by their columns; none without a total."""
    if table.total is None:
        return {}
    return {one.column: one.cell for one in table.placed()[-1]}


def _title(table: Table, column: int) -> str:
    # The head alone: the body may have hundreds of rows, and every column is asked for its title.
    head = replace(table, rows=(), total=None).placed()
    titles = [one.cell.text for row in head for one in row if one.column == column]
    return titles[-1] if titles else ""


def _column(table: Table, title: str) -> int | None:
    """Return the column whose title begins so."""
    columns = range(len(table.columns))
    return next((column for column in columns if _title(table, column).startswith(title)), None)


def _by_name(table: Table, title: str) -> dict[str, Cell]:
    """The cells of a column by the names in the first one."""
    column = _column(table, title)
    return {} if column is None else {row[0].text: row[column] for row in _body(table)}


def _form_budget(case: Case) -> Cell | None:
    """Return the cell 年度资金总额 · 全年预算数 of the form."""
    form = next((table for table in _tables(case) if table.anchor == "form"), None)
    if form is None:
        return None
    rows = form.placed()
    titles = {one.cell.text: one.column for row in rows for one in row}
    column = titles.get("全年预算数(A)")
    whole = next((row for row in rows if any(one.cell.text == "年度资金总额" for one in row)), ())
    return next((one.cell for one in whole if one.column == column), None)


def _fact(case: Case, cell: Cell) -> Fact | None:
    """Return the fact that a cell prints, if it prints one."""
    printed = [run.fact for run in cell.runs if isinstance(run, FactRef)]
    return case.facts.find(printed[0]) if printed else None


def _number(fact: Fact) -> Decimal | None:
    return fact.value if isinstance(fact.value, Decimal) else None
