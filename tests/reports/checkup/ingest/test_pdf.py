"""PDFs of other programs: tables with and without rules, over pages, and what belongs to the page."""

import pytest
from weasyprint import HTML

from reports.checkup.ingest import PagePlace, Source, read
from reports.document import Table
from tests.reports.checkup.ingest.shapes import bare, grid, lines, rows

STYLE = """<style>
@page { size: A4; margin: 25mm; @bottom-center { content: %s } @top-center { content: %s } }
body { font: 16px 'Noto Serif CJK SC'; line-height: 1.6 }
p { text-indent: 2em; margin: 0; text-align: justify }
table { border-collapse: collapse; width: 100%% } %s
</style>"""
NUMBER = "'第 ' counter(page) ' 页 共 ' counter(pages) ' 页'"
RULES = "td, th { border: 1px solid black }"


def paper(body: str, rules: str = RULES, number: str = "counter(page)", head: str = "none") -> Source:
    content = HTML(string=STYLE % (number, head, rules) + body).write_pdf()
    assert isinstance(content, bytes)
    return read("a.pdf", content)


def table(*listed: tuple[str, ...]) -> str:
    drawn = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in listed)
    return f"<table>{drawn}</table>"


MONEY = (
    ("项目名称", "全年资金安排", "占比"),
    ("社区巡防经费", "270.69", "48.23%"),
    ("应急消防经费", "112.87", "20.11%"),
    ("其他", "—", "31.66%"),
    ("合计", "561.26", "100.00%"),
)


@pytest.mark.parametrize(
    "rules",
    [
        RULES,
        "td { border-top: 1px solid black; border-bottom: 1px solid black }",
        "table { border-top: 2px solid black; border-bottom: 2px solid black }",
        "td { border: 1px solid black } td:first-child { border-left: 0 } td:last-child { border-right: 0 }",
        "td { padding: 2px 8px; background: #eee }",
        "",
    ],
    ids=["ruled", "across", "three lines", "open sides", "shaded", "bare"],
)
def test_a_table_needs_no_rules(rules: str) -> None:
    source = paper(f"<p>资金安排情况见下表。</p>{table(*MONEY)}<p>以上为全年数。</p>", rules)
    assert rows(source.document) == [list(row) for row in MONEY]
    assert [bare(line) for line in lines(source.document)] == ["资金安排情况见下表。", "以上为全年数。"]


def test_a_line_that_breaks_before_what_may_not_be_parted() -> None:
    words = "依据评分表对全年各项目标逐一打分后单位自评得分合计九十五分评定等级"
    held = "为“良”（90分以上为优）"
    full = f"<p>{words * 3}。</p>"
    broken = f"<p style='text-align: left'>{words[:29]}<span style='white-space: nowrap'>{held}</span>。</p>"
    source = paper(f"{full}{broken}<p>下段。</p>")
    assert [bare(line) for line in lines(source.document)] == [
        f"{words * 3}。",
        f"{words[:29]}{held}。",
        "下段。",
    ]


def test_what_belongs_to_the_page_is_left_out() -> None:
    words = "全年安排资金五百六十一万元，用于社区巡防和应急消防。" * 9
    source = paper(f"<p>{words}</p>" * 12, number=NUMBER, head="'某某街道'")
    assert len({place.place.page for place in source.places if isinstance(place.place, PagePlace)}) > 1
    assert [bare(line) for line in lines(source.document)] == [words] * 12


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    head = "<thead><tr><th>序号</th><th>项目</th><th>预算</th></tr></thead>"
    body = "".join(f"<tr><td>{row}</td><td>第{row}项经费</td><td>{row}.05</td></tr>" for row in range(1, 91))
    source = paper(f"<table>{head}{body}</table>")
    (read_back,) = source.document.tables()
    assert rows(source.document) == [
        ["序号", "项目", "预算"],
        *([str(row), f"第{row}项经费", f"{row}.05"] for row in range(1, 91)),
    ]
    cells = source.places[0].cells
    assert isinstance(cells[90, 0], PagePlace)
    assert cells[90, 0].page > 0
    assert isinstance(read_back, Table)


def test_a_merged_cell_that_a_page_cuts_stays_one() -> None:
    """As Word cuts it: the words stay on the first page, the rest is a blank cell."""

    def part(first: int, words: str) -> str:
        stub = f"<td rowspan=20>{words}</td>"
        return "".join(
            f"<tr>{stub if row == first else ''}<td>指标{row}</td><td>{row}</td></tr>"
            for row in range(first, first + 20)
        )

    new_page = "<tbody style='page-break-before: always'>"
    body = f"<tbody>{part(1, '产出')}</tbody>{new_page}{part(21, '')}</tbody>"
    read_back = next(paper(f"<table>{body}</table>").document.tables())
    assert [grid(read_back)[row, 0] for row in range(40)] == ["产出"] * 40


def test_two_tables_stay_two() -> None:
    second = table(("甲", "乙"), ("1", "2"))
    source = paper(f"{table(*MONEY)}<p style='page-break-after: always'></p>{second}")
    assert len(list(source.document.tables())) == 2


def test_a_cell_keeps_its_items_apart_and_joins_its_wrapped_lines() -> None:
    goals = "1.整治治安重点地区，保持辖区社会治安秩序稳定。<br>2.及时化解矛盾纠纷，化解率不低于百分之九十五。"
    source = paper(table(("年度总体目标", goals), ("社区微型消防站人员补贴（除站长）", "1,234,567.89")))
    assert rows(source.document) == [
        ["年度总体目标", goals.replace("<br>", "\n")],
        ["社区微型消防站人员补贴（除站长）", "1,234,567.89"],
    ]


def test_merged_heads_keep_their_spans() -> None:
    head = "<tr><td rowspan=2>项目</td><td colspan=2>金额</td></tr><tr><td>预算</td><td>执行</td></tr>"
    source = paper(f"<table>{head}<tr><td>甲</td><td>1</td><td>2</td></tr></table>")
    assert rows(source.document) == [["项目", "金额"], ["预算", "执行"], ["甲", "1", "2"]]


def test_a_line_with_a_gap_is_no_table() -> None:
    source = paper("<p>填报单位：某某街道&emsp;&emsp;&emsp;&emsp;单位：万元</p><p>一、基本概况</p>")
    assert not list(source.document.tables())
    assert [bare(line) for line in lines(source.document)] == ["填报单位：某某街道单位：万元", "一、基本概况"]


def test_a_box_around_words_is_no_table() -> None:
    source = paper("<div style='border: 1px solid black'><p>全年安排561.26万元。</p></div>")
    assert lines(source.document) == ["全年安排561.26万元。"]


def test_a_row_that_a_page_cuts_stays_one() -> None:
    words = "加强资金管理，按季度安排用款计划，年中核对一次，年末据实填报完成情况" * 12
    filler = "".join(f"<tr><td>指标{row}</td><td>{row}</td><td>无</td></tr>" for row in range(1, 26))
    source = paper(f"<table>{filler}<tr><td>指标26</td><td>26</td><td>{words}</td></tr></table>")
    places = {place.page for place in source.places[0].cells.values() if isinstance(place, PagePlace)}
    assert places == {0, 1, 2}
    assert [bare(text) for text in rows(source.document)[-1]] == ["指标26", "26", words]


def test_a_number_that_comes_to_stand_at_the_beginning_of_a_line_begins_nothing() -> None:
    words = ("完成全年巡防任务并按月公示各项结果" * 2)[:33] + "。3.开展消防宣传并建立长效工作机制。"
    source = paper(f"<p>{words}</p><p>3.另起一段的事项，也是这样缩进两格的。</p>")
    assert [bare(line) for line in lines(source.document)] == [
        words,
        "3.另起一段的事项，也是这样缩进两格的。",
    ]


def test_a_line_that_no_paragraph_ends_with_goes_on() -> None:
    source = paper("<p>三个年度的执行率分别为<br>88.4%、91.5%和96.0%。</p><p>以上为全年数。</p>")
    assert [bare(line) for line in lines(source.document)] == [
        "三个年度的执行率分别为88.4%、91.5%和96.0%。",
        "以上为全年数。",
    ]
