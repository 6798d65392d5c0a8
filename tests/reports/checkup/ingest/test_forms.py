"""Forms that come as text with their table lost: cells one after another, rows without their merged cells."""

from collections.abc import Callable

import pytest

from reports.checkup.examination import examine
from reports.checkup.findings import Severity
from reports.checkup.ingest import read
from reports.checkup.ingest.shifted import realigned
from reports.document import Document, Table
from tests.reports.checkup.ingest.shapes import bare, grid

Layout = Callable[[list[str]], str]

HEAD = ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
MONEY = [
    ["年度资金总额", "80", "100", "90", "10", "90%", "9"],
    ["其中：当年财政拨款", "80", "80", "72", "", "", ""],
    ["上年结转资金", "", "20", "18", "", "", ""],
]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "修缮道路12条。", "修缮道路12条，支出90万元。"]
LISTED = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
INDICATORS = [
    ["产出指标（50分）", "数量指标", "修缮道路数量", "≥12条", "12条", "30", "30", ""],
    ["质量指标", "验收合格率", "≥95%", "96%", "20", "20", ""],
    ["效益指标（30分）", "社会效益指标", "居民出行改善", "明显改善", "明显改善", "15", "15", ""],
    ["夜间照明覆盖率", "≥100%", "80%", "15", "12", "两处灯具未到货"],
    ["满意度指标（10分）", "服务对象满意度指标", "居民满意度", "≥90%", "93%", "10", "10", ""],
]
TOTAL = ["总分", "100", "96"]
CELLS = [*HEAD, *(cell for row in MONEY for cell in row), *GOALS, *LISTED]
CELLS += [*(cell for row in INDICATORS for cell in row), *TOTAL]
TITLE = ["甲街道道路修缮项目支出绩效自评表", "（2021年度）"]


def one_to_a_line(cells: list[str]) -> str:
    """Blank lines between; a blank cell holds what a page puts into it, a heading breaks where it is long."""
    broken = [cell.replace("年初", "年初\n\n").replace("实际完成值", "实际\n\n完成值") for cell in cells]
    return "\n\n".join(cell or "\N{NO-BREAK SPACE}" for cell in broken)


def with_pipes(cells: list[str]) -> str:
    return "\n".join(f"{cell} |" if cell else "|" for cell in cells)


def in_one_line(cells: list[str]) -> str:
    return " ".join(cell for cell in cells if cell)


def in_rows(cells: list[str]) -> str:
    """Rows as a PDF gives them, with single blanks."""
    text = in_one_line(cells)
    for first in ("年度资金总额", "其中", "上年结转", "年度总体目标", "一级指标", "总分"):
        text = text.replace(f" {first}", f"\n{first}")
    for row in INDICATORS:
        text = text.replace(f" {row[0]} ", f"\n{row[0]} ")
    return text


LAYOUTS: list[Layout] = [one_to_a_line, with_pipes, in_one_line, in_rows]


def document(cells: list[str], layout: Layout) -> Document:
    return read("form.txt", "\n".join([*TITLE, layout(cells)]).encode()).document


def rows(table: Table) -> list[list[str]]:
    """The words at every place, those of merged cells at all of theirs."""
    words = grid(table)
    width = max(column for _row, column in words) + 1
    return [[words[row, column] for column in range(width)] for row in range(len(table.rows))]


def tables(cells: list[str], layout: Layout) -> list[list[list[str]]]:
    return [rows(block) for block in document(cells, layout).blocks if isinstance(block, Table)]


def found(cells: list[str], layout: Layout) -> list[str]:
    """The kinds of the findings."""
    return [one.kind.value for one in examine(document(cells, layout)).findings]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_tables_are_found_again(layout: Layout) -> None:
    money, listed = tables(CELLS, layout)
    assert [row[1:] for row in money[1:]] == MONEY
    assert money[0] == [HEAD[0], "", *HEAD[1:]]
    assert listed[0] == LISTED
    assert [row[2] for row in listed[1:-1]] == [row[-6] for row in INDICATORS]
    assert [row[3:] for row in listed[1:-1]] == [row[-5:] for row in INDICATORS]
    assert [row[0] for row in listed[1:-1]] == ["产出指标（50分）"] * 2 + ["效益指标（30分）"] * 2 + [
        "满意度指标（10分）"
    ]
    assert listed[-1][5:7] == ["100", "96"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_between_them_stays(layout: Layout) -> None:
    words = "".join(
        bare(block.text) for block in document(CELLS, layout).blocks if not isinstance(block, Table)
    )
    assert words.replace("|", "") == "".join([*TITLE, *GOALS])


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_right_form_is_clean(layout: Layout) -> None:
    assert found(CELLS, layout) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("right", "wrong", "kind"),
    [
        ("72", "71", "sum"),
        ("90%", "80%", "ratio"),
        ("9", "8", "score"),
        ("30", "25", "weight"),
        ("96", "98", "score"),
        ("两处灯具未到货", "", "missing_reason"),
    ],
)
def test_a_wrong_one_is_found(layout: Layout, right: str, wrong: str, kind: str) -> None:
    place = CELLS.index(right)
    assert kind in found([*CELLS[:place], wrong, *CELLS[place + 1 :]], layout)


def test_rows_without_their_merged_cells() -> None:
    """Headings of two rows, and rows that begin too far left because the cells above them were merged."""
    text = """
| 2021年度项目支出绩效自评表 | ||||||
|
项目资金（元） |
年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 ||
| 年度资金总额 | 800000 | 1000000 | 900000 | 10 | 90% | 9 ||
| 其中：当年财政拨款 | 800000 | 1000000 | 900000 | 90% | |||
| 上年结转资金 | |||||||
| 绩效指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析 | |||
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | |||
| 产出指标 | 数量指标 | 修缮道路数量 | ≥ | 12 | 条 | 12 | 50 | 50 |||
| 质量指标 | 验收合格率 | ≥ | 95 | % | 96 | 20 | 20 ||||
| 效益指标 | 社会效益指标 | 居民出行改善 | 明显改善 | 明显改善 | 20 | 20 |||||
| 总分 | 100 | 99 | 优 ||||||
"""
    money, listed = (
        rows(part)
        for part in read("form.txt", text.encode()).document.blocks
        if isinstance(part, Table) and len(part.rows) > 1
    )
    assert money[1][1:] == ["年度资金总额", "800000", "1000000", "900000", "10", "90%", "9"]
    assert money[2][1:] == ["其中：当年财政拨款", "800000", "1000000", "900000", "", "90%", ""]
    assert listed[0] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析",
    ]
    assert listed[3][2:] == ["居民出行改善", "", "明显改善", "", "明显改善", "20", "20", ""]


def test_a_table_whose_rows_are_kept_is_none() -> None:
    text = "项目 | 全年预算数 | 全年执行数 | 执行率\n甲 | 10 | 9 | 90%\n乙 | 10 | 8 | 80%\n"
    (table,) = read("a.txt", text.encode()).document.blocks
    assert isinstance(table, Table)
    assert rows(table)[0] == ["项目", "全年预算数", "全年执行数", "执行率"]


def test_a_form_that_breaks_off_has_no_errors() -> None:
    """What is missing at the end of a text is not missing in the form."""
    cut = CELLS[: CELLS.index("夜间照明覆盖率")]
    for layout in LAYOUTS:
        result = examine(document(cut, layout))
        assert {one.severity for one in result.findings} <= {Severity.WARNING}


MEASURED = [
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "实际完成值",
    "分值",
    "得分",
]
MEASURED += ["产出指标", "数量指标", "修缮道路数量", "≥", "12", "条", "12", "60", "60"]
MEASURED += ["满意度指标", "服务对象满意度指标", "居民满意度", "≥", "95", "%", "95", "30", "30"]


@pytest.mark.parametrize("layout", LAYOUTS[:3])
def test_a_row_that_is_cut_off_is_left_alone(layout: Layout) -> None:
    """Without its last cell its actual value could be its weight: nothing is to be computed from it."""
    (whole,) = tables(MEASURED, layout)
    (cut,) = tables(MEASURED[:-1], layout)
    assert len(whole) == 3
    assert cut == whole[:2]
    assert found(MEASURED[:-1], layout) == []


@pytest.mark.parametrize("layout", LAYOUTS[:3])
def test_weights_tell_that_an_actual_value_is_missing(layout: Layout) -> None:
    cells = [*MEASURED[:-3], *MEASURED[-2:]]
    assert tables(cells, layout)[0][2][6] == ""
    assert found(cells, layout) == ["missing_actual"]


def test_a_reason_before_names_of_more_indicators() -> None:
    """指标2 and …… stand in the form where there are no more; the reason is that of the row before them."""
    reason = "两处灯具未到货。已经催办。"
    cells = [reason if cell == "两处灯具未到货" else cell for cell in CELLS]
    cells[cells.index(reason) + 1 : cells.index(reason) + 1] = ["指标2", *[""] * 5, "……", *[""] * 5]
    listed = tables(cells, one_to_a_line)[-1]
    assert [row[-1] for row in listed if row[2] == "夜间照明覆盖率"] == [reason]


LIST = [
    ["序号", "项目名称", "全年预算数", "全年执行数", "执行率"],
    ["1", "甲社区巡防", "40", "36", "90%"],
    ["2", "乙社区保洁", "50", "50", "100%"],
    ["合计", "90", "86", "95.56%"],
]


@pytest.mark.parametrize("layout", LAYOUTS[:3])
def test_a_list_with_its_total(layout: Layout) -> None:
    """A caption above it is no heading, and a total has no number."""
    (table,) = tables(["2021年度资金使用情况表", *(cell for row in LIST for cell in row)], layout)
    assert table == [*LIST[:3], ["", *LIST[3]]]


def test_a_list_that_goes_on_otherwise_is_none() -> None:
    """Half a list would make false sums."""
    cells = [*(cell for row in LIST[:3] for cell in row), "3", "丙社区", "照明", "30", "27", "90%"]
    assert tables(cells, in_one_line) == []


def test_rows_that_begin_too_far_left_are_moved() -> None:
    rows_ = (
        ("类别", "项目名称", "全年预算数", "全年执行数", "执行率"),
        ("基本支出", "甲社区巡防", "40", "36", "90%"),
        ("乙社区保洁", "50", "50", "100%", ""),
        ("合计", "90", "86", "95.56%", ""),
    )
    assert realigned(rows_) == (*rows_[:2], ("", *rows_[2][:-1]), ("", *rows_[3][:-1]))


def test_an_actual_value_that_is_missing_leaves_a_gap() -> None:
    cells = [cell for cell in CELLS if cell]
    cells.remove("96%")
    cells[0] = f"{TITLE[0]}  （2021年度） {cells[0]}"
    assert found(cells, in_one_line) == ["missing_actual"]


def test_each_cell_closes_its_line() -> None:
    head = ["指标名称", "计量单位", "指标值", "完成值", "分值", "得分"]
    listed = ["预算执行率", "%", "100", "98", "10", "9.8", "举办培训期数", "期", "6", "6", "60", "60"]
    listed += ["治安秩序改善", "定性", "好", "好", "30", "30", "合计", "", "", "", "100", "99.8"]
    assert tables([*head, *listed], with_pipes)[-1] == [
        (head + listed)[place : place + 6] for place in range(0, 30, 6)
    ]
    assert found([*head, *listed[:-1], "98.8"], with_pipes) == ["score"]


def test_names_that_were_broken() -> None:
    def form(*rows: str) -> list[str]:
        head = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分"
        return " ".join((head, *rows, "总分 100 100")).split()

    listed = ("产出 指标 数量指标 渔政船艇 维护艘数 6艘 {} 60 60", "质量指标 案件 查处率 100% 100% 20 20")
    last = "满意度 指标 服务对象 满意度指标 居民 满意度 ≥90% 93% 20 20"
    right = form(listed[0].format("6艘"), listed[1], last)
    assert found(right, in_one_line) == []
    assert [row[2] for row in tables(right, in_one_line)[-1][1:-1]] == [
        "渔政船艇维护艘数",
        "案件查处率",
        "居民满意度",
    ]
    assert found(form(listed[0].format(""), listed[1], last), in_one_line) == ["missing_actual"]


@pytest.mark.parametrize("head", ["备注", "说明", "评分说明", "扣分情况"])
def test_remarks_stand_where_reasons_do(head: str) -> None:
    cells = [head if cell == LISTED[-1] else cell for cell in CELLS if cell]
    text = "\n".join([*TITLE, *cells])
    document = read("自评表.txt", text.encode()).document
    form = next(rows(one) for one in document.blocks if isinstance(one, Table) and "三级指标" in rows(one)[0])
    assert form[0][-1] == head
    assert [row[2] for row in form[1:-1]] == [row[-6] for row in INDICATORS]
    assert form[4][-1] == "两处灯具未到货"
    assert [one.message for one in examine(document).findings] == []
    wrong = text.replace("≥95%\n96%\n20\n20", "≥95%\n96%\n25\n20")
    findings = examine(read("自评表.txt", wrong.encode()).document).findings
    assert {one.kind.value for one in findings} >= {"weight"}


@pytest.mark.parametrize("layout", LAYOUTS[1:3])
def test_money_whose_blanks_were_lost_is_no_list(layout: Layout) -> None:
    """Five figures beneath six headings, none of them a rate: which cell was blank nobody can tell."""
    head = ["项目资金", "（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    money = ["年度资金总额：", "88", "88", "88", "10", "10", "其中：本年财政拨款", "88", "88", "88", "-", "-"]
    assert found([*head, *money, "上年结转资金", "-", "-", "其他资金", "-", "-"], layout) == []


def test_indicators_of_which_some_were_not_understood() -> None:
    """Points that are left over may be those of rows that have no values."""
    listed = [*LISTED, *(cell for row in INDICATORS for cell in row if cell)]
    listed[listed.index("效益指标（30分）") : listed.index("效益指标（30分）")] = ["按时支付", "10", "10"]
    assert found([*listed, "总分", "100", "97"], in_one_line) == []
