"""What is pasted: headings, units, quoting, totals, and faults that name their row and column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.funds import EntryKind
from projects.money import LARGEST_AMOUNT, WAN, grouped, number_text
from projects.paste import Column, Pasted, Place, Target, cells, plain, read

OPENING, ADJUSTMENT, PAID = EntryKind
SOURCES = ("当年财政拨款", "上年结转资金")
FIRST = SOURCES[0]


def table(*rows: str) -> str:
    """Write rows as the clipboard holds them; columns are parted by a bar."""
    return "\r\n".join(row.replace("|", "\t") for row in rows) + "\r\n"


def reading(
    *rows: str,
    stored: dict[Place, Decimal | None] | None = None,
    lines: tuple[str, ...] = (),
    target: Target | None = None,
    unit: str = "万元",
) -> Pasted:
    text = table(*rows)
    return read(text, sources=SOURCES, stored=stored or {}, lines=lines, target=target, unit=unit)


def wan(text: str) -> Decimal:
    return Decimal(text) * WAN


def test_cells_are_quoted_as_excel_does_it() -> None:
    assert cells('名称\t数\r\n"社区\n巡防"\t"12"\r\n"带""引号"""\t\r\n\t\r\n') == [
        ["名称", "数"],
        ["社区\n巡防", "12"],
        ['带"引号"', ""],
    ]


@pytest.mark.parametrize(
    "headings", ["名称|年初预算|执行数", "项目名称|年初预算数（万元）|支出", "明细|年初数|使用"]
)
def test_headings_are_recognised(headings: str) -> None:
    pasted = reading(headings, "甲|1,234.5|￥３")
    assert pasted.faults == []
    assert pasted.values == {("甲", FIRST, OPENING): wan("1234.5"), ("甲", FIRST, PAID): wan("3")}


def test_columns_stand_in_any_order_and_have_units_of_their_own() -> None:
    pasted = reading("序号|执行数（元）|名称|年初预算(万元)", "1|12,345.67|甲|2", "2|3万元|乙|5元")
    assert pasted.faults == []
    assert pasted.values == {
        ("甲", FIRST, OPENING): wan("2"),
        ("甲", FIRST, PAID): Decimal("12345.67"),
        ("乙", FIRST, OPENING): Decimal(5),
        ("乙", FIRST, PAID): wan("3"),
    }


def test_a_title_and_a_unit_above_the_headings() -> None:
    pasted = reading("平安稳定项目资金表||", "||单位：元", "名称|年初预算|执行数", "甲|100|—")
    assert pasted.values == {("甲", FIRST, OPENING): Decimal(100), ("甲", FIRST, PAID): None}
    assert [note.row for note in pasted.notes] == [1, 2]


@pytest.mark.parametrize("blank", ["", "—", "-", "－", " "])
def test_blank_is_not_zero(blank: str) -> None:
    assert reading("名称|执行数|年初预算", f"甲|{blank}|0").values == {
        ("甲", FIRST, OPENING): Decimal(0),
        ("甲", FIRST, PAID): None,
    }


def test_sources_come_in_a_column_or_in_the_heading() -> None:
    expected = {("甲", FIRST, PAID): wan("1"), ("甲", SOURCES[1], PAID): wan("2")}
    column = reading("名称|资金来源|执行数", f"甲|{FIRST}|1", f"|{SOURCES[1]}|2")
    heading = reading(f"名称|{FIRST}执行数|{SOURCES[1]}-执行数（万元）", "甲|1|2")
    assert (column.values, column.faults) == (expected, [])
    assert (heading.values, heading.faults) == (expected, [])


def test_names_are_matched_whatever_their_width_and_spaces() -> None:
    pasted = reading("名称|执行数", '"综合治理\n（专项）"|1', lines=("综合治理(专项)",))
    assert list(pasted.values) == [("综合治理(专项)", FIRST, PAID)]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [("3.00", None), ("3.01", "属于尾差"), ("3.02", "不符")],
)
def test_totals_are_left_out_and_compared(said: str, verdict: str | None) -> None:
    pasted = reading("名称|年初预算", "甲|1", "乙|2", f"合 计|{said}")
    assert {name for name, _source, _kind in pasted.values} == {"甲", "乙"}
    assert pasted.faults == []
    notes = [str(note) for note in pasted.notes[1:]]
    if verdict is None:
        assert notes == []
    else:
        figure = said.rstrip("0")
        assert notes == [f"第 4 行 年初预算 粘贴的合 计为 {figure} 万元，各行相加为 3 万元：{verdict}。"]


def test_subtotals_are_held_against_their_own_rows() -> None:
    pasted = reading(
        "名称|执行数", "一、综治|", "甲|1", "小计|1", "二、消防|", "乙|2", "小计|5", "其中：丙|1", "合计|3"
    )
    assert {name for name, _source, _kind in pasted.values} == {"甲", "乙"}
    odd = [str(note) for note in pasted.notes if "不符" in str(note)]
    assert odd == ["第 7 行 执行数 粘贴的小计为 5 万元，各行相加为 2 万元：不符。"]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (("",), ["没有可读的内容：请先在 Excel 或 WPS 中复制单元格。"]),
        (
            ("名称|执行数", "甲|12.3O", "乙|1..2"),
            ["第 2 行 执行数 “12.3O”不是数字：最后一个字符是字母 O。", "第 3 行 执行数 “1..2”有两个小数点。"],
        ),
        (("名称|执行数", "|5"), ["第 2 行 明细项目 没有名称。"]),
        (("名称|执行数", "甲|-5"), ["第 2 行 执行数 不能为负数。"]),
        (("名称|执行数", "甲|1", "甲|2"), ["第 3 行 “甲”与第 2 行重复。"]),
        (("名称|执行数", "甲|1|7"), ["第 2 行 第 3 列 “7”超出了表的列，没有可填的位置。"]),
        (("名称|执行数|支出", "甲|1|7"), ["支出 与“执行数”是同一列，只能保留一列。"]),
        (("名称|来源|执行数", "甲|捐款|1"), ["第 2 行 资金来源 没有“捐款”这一资金来源。"]),
        (("名称|执行数", f'"甲|{"长" * 140_000}'), ["有一个单元格过长：可能是引号不成对。"]),
        (("12|3",), ["第 1 行 明细项目 “12”是数字，不是名称。"]),
        (
            ("名称|年初预算|预算调整|全年预算", "甲|10|-1|10"),
            ["第 2 行 全年预算 为 10 万元，年初预算加预算调整为 9 万元：请核对后一并粘贴三列。"],
        ),
    ],
)
def test_faults_name_row_and_column(rows: tuple[str, ...], faults: list[str]) -> None:
    assert [str(fault) for fault in reading(*rows).faults] == faults


def test_a_column_that_is_not_ours_is_named() -> None:
    pasted = reading("名称|执行数|执行率|备注", "甲|1|50%|好")
    assert pasted.faults == []
    assert [str(note) for note in pasted.notes] == [
        "执行率 由系统计算，未采用。",
        "备注 不是资金表的列，未采用。",
    ]


def test_without_headings_the_columns_stand_as_in_the_grid() -> None:
    assert reading("甲|10|-1|9|8").values == {
        ("甲", FIRST, OPENING): wan("10"),
        ("甲", FIRST, ADJUSTMENT): wan("-1"),
        ("甲", FIRST, PAID): wan("8"),
    }


def test_figures_alone_go_to_the_lines_from_the_cell_on() -> None:
    target = Target(Column.SPENT, ("乙", "丙"), SOURCES[1])
    pasted = reading("1", "2", target=target, lines=("甲", "乙", "丙"))
    assert pasted.values == {("乙", SOURCES[1], PAID): wan("1"), ("丙", SOURCES[1], PAID): wan("2")}
    over = reading("1", "2", "3", target=target, lines=("甲", "乙", "丙"))
    assert [fault.row for fault in over.faults] == [3]


def test_a_full_year_budget_fills_the_opening_one_only_where_it_alone_makes_it_up() -> None:
    assert reading("名称|全年预算", "甲|10").values == {("甲", FIRST, OPENING): wan("10")}
    stored: dict[Place, Decimal | None] = {
        ("甲", FIRST, OPENING): wan("8"),
        ("甲", FIRST, ADJUSTMENT): wan("2"),
    }
    same = reading("名称|全年预算", "甲|10", stored=stored, lines=("甲",))
    assert (same.values, same.faults) == ({}, [])
    assert [
        fault.row for fault in reading("名称|全年预算", "甲|11", stored=stored, lines=("甲",)).faults
    ] == [2]


def test_an_amount_of_several_sources_asks_for_the_source() -> None:
    stored: dict[Place, Decimal | None] = {("甲", source, PAID): wan("1") for source in SOURCES}
    assert reading("名称|执行数", "甲|2", stored=stored, lines=("甲",)).faults == []
    [fault] = reading("名称|执行数", "甲|3", stored=stored, lines=("甲",)).faults
    assert "当年财政拨款、上年结转资金" in fault.message


amounts = st.none() | st.decimals(min_value=0, max_value=LARGEST_AMOUNT, places=2)
changes = st.none() | st.decimals(min_value=-LARGEST_AMOUNT, max_value=LARGEST_AMOUNT, places=2)
names = st.text("社区巡防消防安全（）专项\"'，AB ", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(
    st.dictionaries(names, st.tuples(st.sampled_from(SOURCES), amounts, changes, amounts), min_size=1),
    st.sampled_from(["元", "万元"]),
    st.permutations([0, 1, 2, 3, 4]),
)
def test_what_is_printed_and_pasted_back_changes_nothing(
    lines: dict[str, tuple[str, Decimal | None, Decimal | None, Decimal | None]], unit: str, order: list[int]
) -> None:
    factor = WAN if unit == "万元" else Decimal(1)

    def printed(amount: Decimal | None) -> str:
        return grouped(number_text(None if amount is None else amount / factor))

    rows = [["项目名称", "资金来源", f"年初预算（{unit}）", f"预算调整（{unit}）", f"执行数（{unit}）"]]
    stored: dict[Place, Decimal | None] = {}
    for name in {plain(name): name for name in lines}.values():
        source, *figures = lines[name]
        stored |= {(name, source, kind): figure for kind, figure in zip(EntryKind, figures, strict=True)}
        rows.append([name, source, *map(printed, figures)])
    text = "\n".join("\t".join(_quoted(row[index]) for index in order) for row in rows)
    pasted = read(text, sources=SOURCES, stored=stored, lines=list(lines))
    assert pasted.faults == []
    assert pasted.values == stored


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def test_without_any_source_there_is_no_place_for_an_amount() -> None:
    [fault] = read("名称\t执行数\n甲\t1", sources=(), stored={}).faults
    assert fault.message == "尚未设置资金来源：请联系管理员。"


class TestTwoRowsOfHeadings:
    """Sources above, what they hold below; of a merged cell all but the first come as blanks."""

    def test_sources_stand_above(self) -> None:
        pasted = reading(
            "序号|项目名称|当年财政拨款（元）||上年结转资金|",
            "||年初预算|执行数|年初预算|执行数",
            "1|甲|20000|10000|3|2",
        )
        assert pasted.faults == []
        assert pasted.values == {
            ("甲", FIRST, OPENING): wan("2"),
            ("甲", FIRST, PAID): wan("1"),
            ("甲", SOURCES[1], OPENING): wan("3"),
            ("甲", SOURCES[1], PAID): wan("2"),
        }

    def test_names_may_be_headed_below(self) -> None:
        pasted = reading("|上年结转资金|", "项目名称|年初预算|执行数", "甲|3|2")
        assert pasted.faults == []
        assert set(pasted.values) == {("甲", SOURCES[1], OPENING), ("甲", SOURCES[1], PAID)}

    def test_what_all_sources_have_together_is_left_out(self) -> None:
        pasted = reading(
            "项目名称|合计||当年财政拨款||备注", "|年初预算|执行数|年初预算|执行数|", "甲|5|4|3|2|x"
        )
        assert pasted.faults == []
        assert pasted.values == {("甲", FIRST, OPENING): wan("3"), ("甲", FIRST, PAID): wan("2")}

    def test_a_row_of_words_above_is_none(self) -> None:
        pasted = reading("资金情况表|", "项目名称|年初预算", "甲|3")
        assert pasted.values == {("甲", FIRST, OPENING): wan("3")}


class TestRatios:
    """执行率 and 占比 are computed; pasted ones that are something else are named."""

    def notes(self, *rows: str, lines: tuple[str, ...] = ()) -> list[str]:
        pasted = reading("名称|全年预算|执行数|执行率|占比", *rows, lines=lines)
        assert pasted.faults == []
        return [str(note) for note in pasted.notes if note.row]

    @pytest.mark.parametrize("rate", ["97.58%", "97.6%", "98%", "97.58", "0.9758", "0.98", "９７.５８％", ""])
    def test_one_that_agrees_to_its_decimals_is_right(self, rate: str) -> None:
        assert self.notes(f"甲|124|121|{rate}|100%") == []

    @pytest.mark.parametrize("rate", ["97.57%", "97%", "0.97", "9758", "约97%"])
    def test_one_that_differs_is_named(self, rate: str) -> None:
        assert self.notes(f"甲|124|121|{rate}|") == [
            f"第 2 行 执行率 粘贴的为 {rate}，按粘贴的金额计算为 97.58%：不符。"
        ]

    def test_shares_are_of_all_that_is_pasted(self) -> None:
        assert self.notes("甲|1|1||25%", "乙|3|3||75%") == []
        assert self.notes("甲|1|1||26%", "乙|3|3||75%") == [
            "第 2 行 占比 粘贴的为 26%，按粘贴的金额计算为 25.00%：不符。"
        ]

    def test_of_a_part_nothing_is_said_of_shares(self) -> None:
        assert self.notes("甲|1|1||26%", lines=("甲", "乙")) == []

    def test_without_a_budget_there_is_no_rate(self) -> None:
        assert self.notes("甲|0|0|100%|") == []
