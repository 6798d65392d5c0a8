import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.document import (
    Attachment,
    Cell,
    Column,
    Document,
    FactRef,
    Heading,
    Paragraph,
    PlacedCell,
    Signature,
    Table,
    TableShapeError,
    Text,
    UnprintableError,
)


def table(*rows: tuple[Cell, ...], width: int, head: int = 0) -> Table:
    return Table(caption="表", columns=(Column(1),) * width, head=rows[:head], rows=rows[head:])


def cell(text: str = "", rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell((Text(text),), rowspan, colspan)


@st.composite
def tilings(draw: st.DrawFn) -> Table:
    """A table whose cells cover its grid exactly, each as large as drawn or as its place allows."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(height) for column in range(width)}
    rows: list[tuple[Cell, ...]] = []
    for row in range(height):
        cells: list[Cell] = []
        for column in range(width):
            if (row, column) not in free:
                continue
            right = draw(st.integers(1, 3))
            while any((row, column + step) not in free for step in range(right)):
                right -= 1
            down = draw(st.integers(1, min(3, height - row)))
            area = {(row + i, column + j) for i in range(down) for j in range(right)}
            free -= area
            cells.append(cell(f"{row}.{column}", down, right))
        rows.append(tuple(cells))
    return table(*rows, width=width)


@given(tilings())
def test_placing_covers_every_place_once_and_keeps_every_cell(tiled: Table) -> None:
    placed = tiled.placed()
    covered = [
        (one.row + down, one.column + right)
        for row in placed
        for one in row
        for down in range(one.cell.rowspan)
        for right in range(one.cell.colspan)
    ]
    assert len(covered) == len(set(covered)) == len(tiled.columns) * len(tiled.rows)
    assert [[one.cell for one in row] for row in placed] == [list(row) for row in tiled.rows]
    assert all(one.cell.text == f"{one.row}.{one.column}" for row in placed for one in row)


@given(tilings(), st.data())
def test_a_cell_too_large_or_missing_is_refused(tiled: Table, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([number for number, cells in enumerate(tiled.rows) if cells]))
    place = data.draw(st.integers(0, len(tiled.rows[row]) - 1))
    chosen = tiled.rows[row][place]
    changed = data.draw(
        st.sampled_from(
            [
                (dataclasses.replace(chosen, colspan=chosen.colspan + 1),),
                (dataclasses.replace(chosen, rowspan=chosen.rowspan + 1),),
                (),
            ]
        )
    )
    rows = list(tiled.rows)
    rows[row] = rows[row][:place] + changed + rows[row][place + 1 :]
    with pytest.raises(TableShapeError):
        dataclasses.replace(tiled, rows=tuple(rows)).placed()


def test_cells_step_aside_for_the_spans_above() -> None:
    placed = table((cell("a", rowspan=2), cell("b", colspan=2)), (cell("c"), cell("d")), width=3).placed()
    assert [[(one.column, one.cell.text) for one in row] for row in placed] == [
        [(0, "a"), (1, "b")],
        [(1, "c"), (2, "d")],
    ]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (table((cell(), cell()), width=1), "reaches outside"),
        (table((cell("a", rowspan=2),), width=1), "reaches outside"),
        (table((cell("a", rowspan=2),), (), width=1, head=1), "reaches outside"),
        (table((cell(), cell("a", rowspan=2)), (cell("b", colspan=2),), width=2), "overlaps"),
        (table((cell(),), (cell(), cell()), width=2), "no cell covers"),
    ],
    ids=["too many columns", "below the last row", "from the head into the body", "overlap", "hole"],
)
def test_what_is_wrong_with_a_shape_is_said(broken: Table, says: str) -> None:
    with pytest.raises(TableShapeError, match=says):
        broken.placed()


def test_the_total_is_the_last_row() -> None:
    whole = dataclasses.replace(table((cell("a"),), (cell("b"),), width=1, head=1), total=(cell("c"),))
    assert [row[0].text for row in whole.all_rows] == ["a", "b", "c"]
    assert whole.placed()[2][0].row == 2


@pytest.mark.parametrize(
    ("row", "one", "align"),
    [
        (0, Cell(), "center"),
        (0, Cell(align="left"), "left"),
        (1, Cell(), "right"),
        (1, Cell(is_header=True), "center"),
        (1, Cell(align="center"), "center"),
    ],
)
def test_a_cell_is_aligned_by_itself_then_as_a_header_then_by_its_column(
    row: int, one: Cell, align: str
) -> None:
    aligned = Table(caption="", columns=(Column(1, "right"),), head=((Cell(),),), rows=((Cell(),),))
    assert aligned.align(PlacedCell(row, 0, one)) == align


def test_texts_come_in_printed_order() -> None:
    inner = Table(
        caption="表",
        unit="单位：万元",
        columns=(Column(1),),
        head=((cell("栏"),),),
        rows=((cell("行"),),),
        total=(cell("合计"),),
        note=(Text("注"),),
    )
    document = Document(
        title=("题", "目"),
        blocks=(
            Heading(1, "一、", "概况"),
            Paragraph((Text("共"), FactRef("3", "n"))),
            Signature("办事处", "2021年2月3日"),
        ),
        attachments=(Attachment("附件", "表格", (inner,)),),
    )
    assert list(document.texts()) == [
        *("题", "目", "一、概况", "共3", "办事处", "2021年2月3日"),
        *("附件", "表格", "表", "单位：万元", "栏", "行", "合计", "注"),
    ]
    assert list(document.tables()) == [inner]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\r", "\ud800", "\ufffe"])
def test_a_character_that_not_every_format_holds_is_refused(character: str) -> None:
    with pytest.raises(UnprintableError, match=f"之后的字符（U\\+{ord(character):04X}）"):
        Document(title=("题",), blocks=(Paragraph((Text(f"甲{character}"),)),))


@pytest.mark.parametrize("text", ["一行\n又一行", "\t", "镕喆堃㙍", "😀", ""])
def test_other_text_is_taken(text: str) -> None:
    assert list(Document(title=(text,), blocks=()).texts()) == [text]
