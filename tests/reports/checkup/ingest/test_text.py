"""TXT, Markdown and pasted text, and HTML."""

import pytest

from reports.checkup.ingest import LinePlace, read
from reports.document import Document, Heading
from tests.reports.checkup.ingest.shapes import lines, rows, spans

ROWS = [
    ["项目名称", "全年资金安排（万元）", "占比"],
    ["社区巡防", "42.90", "88.05%"],
    ["消防", "5.82", "11.95%"],
]


def document(text: str, name: str = "a.txt") -> Document:
    return read(name, text.encode()).document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found(encoding: str) -> None:
    text = "一、基本概况\r\n全年安排资金561.26万元，执行率100%。\r\n"
    assert lines(read("a.txt", text.encode(encoding)).document) == [
        "一、基本概况",
        "全年安排资金561.26万元，执行率100%。",
    ]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("一、基本概况", 1),
        ("（二）绩效目标设置情况", 2),
        ("(三)评价过程", 2),
        ("1.前期准备", 3),
        ("2、组织实施", 3),
        ("（1）资料收集", 4),
    ],
)
def test_numbered_lines_are_headings(line: str, level: int) -> None:
    (block,) = document(line).blocks
    assert isinstance(block, Heading)
    assert (block.level, block.text) == (level, line)


@pytest.mark.parametrize(
    "line", ["1.5万元", "1.信访工作。全年排查124件。", "（二）安排资金，执行率100%", "一、", "2020年度"]
)
def test_sentences_are_none(line: str) -> None:
    (block,) = document(line).blocks
    assert not isinstance(block, Heading)


@pytest.mark.parametrize(
    "table",
    [
        "\n".join("\t".join(row) for row in ROWS),
        "\n".join("    ".join(row) for row in ROWS),
        "\n".join("|" + "|".join(row) + "|" for row in ROWS),
        "\n".join(" | ".join(row) for row in (ROWS[0], ["---", ":--:", "--:"], *ROWS[1:])),
        "\n".join(cell for row in ROWS for cell in row),
        "\n\n".join(cell for row in ROWS for cell in row),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_tables_keep_their_rows(table: str, name: str) -> None:
    read_back = document(f"资金安排情况表\n单位：万元\n{table}\n\n注：以上为全年数，不含上年结转。", name)
    assert rows(read_back) == ROWS
    assert lines(read_back) == ["资金安排情况表", "单位：万元", "注：以上为全年数，不含上年结转。"]


def test_words_alone_are_no_flattened_table() -> None:
    assert not list(document("甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n").tables())
    assert not list(document("收入\n1\n支出\n2\n").tables())


def test_a_flattened_table_may_have_dashes() -> None:
    text = "名称\n金额\n比例\n甲\n1.00\n50%\n乙\n—\n—\n丙\n1.00\n50%\n综上，安排资金2万元。"
    read_back = document(text)
    assert rows(read_back)[2] == ["乙", "—", "—"]
    assert lines(read_back) == ["综上，安排资金2万元。"]


def test_places_are_lines() -> None:
    source = read("a.txt", "标题\n\n甲\t1\n乙\t2\n".encode())
    assert [place.place for place in source.places] == [LinePlace(0), LinePlace(2)]
    assert source.places[1].cells[1, 1] == LinePlace(3)


def test_markdown_marks_are_left_out() -> None:
    text = "# 自评报告\n\n## 一、基本概况\n\n- **全年**安排`561.26`万元。\n\n"
    text += "| 甲 | 乙 |\n|--|--|\n| **1** | a\\|b |\n"
    read_back = document(text, "a.md")
    assert lines(read_back) == ["自评报告", "一、基本概况", "全年安排561.26万元。"]
    assert rows(read_back) == [["甲", "乙"], ["1", "a|b"]]


PAGE = """<html><head><meta charset="{}"><title>t</title><style>p {{ color: red }}</style></head><body>
<h1>自评报告</h1><p>全年安排<b>561.26</b>万
元&nbsp;，其中<br>财政拨款</p><p style="display: none">看不见</p><script>1</script>
<div>前<table><caption><span>资金表</span> <span>单位：万元</span></caption>
<tr><th rowspan="2">项目</th><th colspan="2">金额</th></tr><tr><th>预算</th><th>执行</th></tr>
<tr><td>甲<p>乙</p></td><td>1</td></tr></table>后</div>
<table><tr><td><p>框内</p><table><tr><td>1</td><td>2</td></tr></table></td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk"])
def test_a_page_reads_as_it_is_shown(encoding: str) -> None:
    read_back = read("a.html", PAGE.format(encoding).encode(encoding)).document
    assert lines(read_back) == [
        "自评报告",
        "全年安排561.26万元 ，其中\n财政拨款",
        "前",
        "资金表",
        "单位：万元",
        "后",
        "框内",
    ]
    assert rows(read_back) == [["项目", "金额"], ["预算", "执行"], ["甲\n乙", "1", ""]]
    assert spans(next(read_back.tables())) >= {(0, 0, 2, 1), (0, 1, 1, 2), (2, 2, 1, 1)}
    assert rows(read_back, 1) == [["1", "2"]]


def test_a_total_without_a_number_of_its_own_belongs_to_the_table() -> None:
    text = "序号   名称   金额\n1   甲   10\n2   乙   20\n合计   30\n"
    document = read("a.txt", text.encode()).document
    assert rows(document)[-1] == ["合计", "", "30"]


@pytest.mark.parametrize(
    "drawn",
    [
        (
            "| 一级指标 | 指标内容 | 目标 | 实际 | 分值 | 得分 |",
            "| 项目决策 | 立项与绩效目标 | 规范 | 规范 | 20 | 20.00 |",
            "| 项目过程 | 预算执行率 | 100% | 91.69% | 10 | 9.17 |",
            "| 合计 |  |  |  | 30 | 29.17 |",
        ),
        (
            "| 类别 | 指标 | 目标 | 完成 | 分值 | 得分 | 偏差说明 |",
            "| 数量 | 会车道 | ≥35处 | 38处 | 10 | 10 |  |",
            "| 质量 | 混凝土强度合格率 | 100% | 100% | 15 | 15 |  |",
            "| 合计 |  |  |  | 25 | 25 |  |",
        ),
    ],
)
def test_a_table_drawn_from_side_to_side_is_no_lost_form(drawn: tuple[str, ...]) -> None:
    text = "\n".join(("自评报告", *drawn, "完毕。"))
    assert rows(document(text)) == [[cell.strip() for cell in row[1:-1].split("|")] for row in drawn]


def test_a_row_of_pipes_whose_first_cell_is_blank() -> None:
    """Where the heading has no pipe before it, one before a row is no border."""
    text = "类别 | 明细 | 支出数\n基本支出 | 人员经费 | 1,872.18\n | 公用经费 | 234.15\n | 小计 | 2,106.33\n"
    assert rows(document(text)) == [
        ["类别", "明细", "支出数"],
        ["基本支出", "人员经费", "1,872.18"],
        ["", "公用经费", "234.15"],
        ["", "小计", "2,106.33"],
    ]


def test_a_second_row_of_headings_stands_below_the_heading_that_it_divides() -> None:
    text = """项 目 | 上年决算数 | 预算调整数 | 本年执行数 | ||
金额 | 占调整预算% | 比上年增长% | |||
税收收入 | 401 | 431 | 431 | 100 | 7.48 |
非税收入 | 20 | 25 | 25 | 100 | 25 |"""
    head, second, *_others = rows(document(text))
    assert head[3:] == ["本年执行数", "", ""]
    assert second == ["", "", "", "金额", "占调整预算%", "比上年增长%"]
