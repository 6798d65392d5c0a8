"""What a document states, as a project would hold it; and where its prose belongs."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from indicators.scoring import Direction, Nature
from projects.funds import EntryKind
from reports.checkup.ingest.plain import plain
from reports.checkup.placing import placed
from reports.checkup.tables.sections import Meaning
from reports.checkup.understanding import Item, Passage, Understood, understand
from reports.compose import compose
from reports.document import Block, Cell, Column, Document, Heading, Paragraph, Table, Text
from tests.reports.checkup.corpus.layouts import LAYOUTS
from tests.reports.checkup.corpus.planting import clean
from tests.reports.checkup.corpus.projects import make_project
from tests.reports.checkup.test_examination import found
from tests.reports.evaluations import evaluation, outline


def lines(*texts: str) -> list[Block]:
    return [Paragraph((Text(text),)) for text in texts]


def grid(*rows: str) -> Table:
    """A table of rows with | between the cells."""
    cells = [tuple(Cell((Text(text.strip()),)) for text in row.split("|")) for row in rows]
    return Table("", (Column(1),) * len(cells[0]), (), tuple(cells))


def understood(*blocks: Block) -> Understood:
    return understand(Document((), blocks))


def amounts(item: Item) -> dict[EntryKind, Decimal]:
    """In 万元."""
    return {kind: amount / 10000 for kind, amount in item.entries().items()}


OPENING, ADJUSTMENT, PAID = EntryKind.OPENING, EntryKind.ADJUSTMENT, EntryKind.PAID


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("全年预算数（万元）|执行数", "10|8", {OPENING: 10, PAID: 8}),
        ("年初预算数|全年预算数|执行数", "10|12|8", {OPENING: 10, ADJUSTMENT: 2, PAID: 8}),
        ("年初预算数|预算调整数|全年预算数", "10|-2|8", {OPENING: 10, ADJUSTMENT: -2}),
        ("预算调整数|全年预算数", "-2|8", {OPENING: 10, ADJUSTMENT: -2}),
        ("年初预算数|全年预算数", "10|10", {OPENING: 10}),
        ("年初预算数|全年预算数|执行数", "—|—|8", {PAID: 8}),
        ("全年预算数（元）|执行数（元）", "1,234.56|0", {OPENING: Decimal("0.123456"), PAID: 0}),
    ],
)
def test_two_of_three_amounts_give_the_ledger(
    head: str, row: str, expected: dict[EntryKind, Decimal]
) -> None:
    (item,) = understood(grid(f"项目名称|{head}", f"巡防经费|{row}")).items
    assert item.name == "巡防经费"
    assert amounts(item) == expected


def test_totals_are_compared_and_never_taken() -> None:
    found = understood(
        grid("项目名称|全年预算（万元）|执行数|执行率", "甲经费|10|8|80%", "乙经费|5|5|—", "合计|16|13|81%")
    )
    assert [item.name for item in found.items] == ["甲经费", "乙经费"]
    assert found.totals == {Meaning.BUDGET: {"16": Decimal(160000)}, Meaning.SPENT: {"13": Decimal(130000)}}
    assert found.rates == {"81%": Decimal("0.81")}


def test_a_figure_that_is_printed_twice_and_differently_is_left_out_and_named() -> None:
    found = understood(
        grid("项目名称|全年预算（万元）", "甲经费|10", "乙经费|5"),
        *lines("资金使用如下。"),
        grid("项目名称|全年预算（万元）|执行数", "甲经费|10|8", "乙经费|6|5"),
    )
    assert [amounts(item) for item in found.items] == [{OPENING: 10, PAID: 8}, {PAID: 5}]
    assert found.left == ["“乙经费”的全年预算在两处不同，没有填入：5.00万元、6.00万元。"]


@pytest.mark.parametrize("written", ["-3", "10.123456789", "3-5"])
def test_what_the_ledger_cannot_hold_is_named(written: str) -> None:
    found = understood(grid("项目名称|全年预算（万元）|执行数", f"甲经费|10|{written}", "乙经费|5|5"))
    assert Meaning.SPENT not in found.items[0].amounts


def test_a_block_by_sources_lists_no_items() -> None:
    found = understood(
        grid(
            "项目资金（万元）|年初预算数|全年预算数(A)|全年执行数(B)",
            "年度资金总额|15|15|13",
            "其中：当年财政拨款|10|10|9",
            "上年结转资金|5|5|4",
            "其他资金|—|—|—",
        )
    )
    assert found.items == []
    assert [(one.name, amounts(one)) for one in found.sources] == [
        ("当年财政拨款", {OPENING: 10, PAID: 9}),
        ("上年结转资金", {OPENING: 5, PAID: 4}),
    ]


HEAD = "一级指标|二级指标|三级指标|指标性质|年度指标值|度量单位|实际完成值|分值|得分|偏差原因"


@pytest.mark.parametrize(
    ("row", "nature", "target", "unit", "actual"),
    [
        ("|≥2个||2个|10|10|", Nature.AT_LEAST, 2, "个", 2),
        ("|≧２个||２|10|10|", Nature.AT_LEAST, 2, "个", 2),
        ("≥|95|%|97.58%|10|10|", Nature.AT_LEAST, 95, "%", Decimal("97.58")),
        ("反向|30|分钟|26分钟|10|10|", Nature.AT_MOST, 30, "分钟", 26),
        ("|不超过30分钟||26|10|10|", Nature.AT_MOST, 30, "分钟", 26),
        ("|＝3次||4次|10|10|", Nature.EQUAL, 3, "次", 4),
        ("|≥3次|||10|10|", Nature.AT_LEAST, 3, "次", None),
        ("|≥3次||2场|10|10|", Nature.AT_LEAST, 3, "次", None),
        ("|建立||已建立|10|10|", Nature.QUALITATIVE, None, "", None),
        ("定性|2||2|10|10|", Nature.QUALITATIVE, None, "", None),
    ],
)
def test_an_indicator_is_read(
    row: str, nature: Nature, target: Decimal | None, unit: str, actual: Decimal | None
) -> None:
    (one,) = understood(grid(HEAD, f"产出指标（50分）|数量指标|组织演练|{row}")).indicators
    assert (one.level1, one.level2, one.name, one.weight) == ("产出", "数量", "组织演练", 10)
    assert (one.nature, one.target, one.unit, one.actual) == (nature, target, unit, actual)


def test_a_cost_without_a_sign_is_no_more_than_its_target() -> None:
    (one,) = understood(grid(HEAD, "产出指标|成本指标|补助标准||5元||5元|10|10|")).indicators
    assert (one.nature, one.direction) == (Nature.AT_MOST, Direction.NEGATIVE)


def test_what_is_doubtful_in_an_indicator_is_said() -> None:
    found = understood(
        grid(
            HEAD,
            "产出指标|数量指标|演练||3||3|10|10|",
            "产出指标|数量指标|培训||≥3次||2场|10|10|",
            "产出指标|数量指标|培训||≥3次||3次|10|10|",
            "产出指标|数量指标|巡查||||3次|10|10|",
            "预算执行|预算执行率|资金执行率||100%||98%|10|9.8|",
            "总分|||||||100|98|",
        )
    )
    assert [one.name for one in found.indicators] == ["演练", "培训"]
    assert (found.without_sign, found.without_unit) == (["演练"], ["演练"])
    assert found.left == [
        "指标“培训”的实际完成值“2场”不是以“次”为单位的数，没有填入。",
        "指标“培训”重复出现，只填入一次。",
        "指标“巡查”没有指标值，没有填入。",
    ]


def test_our_own_report_is_understood() -> None:
    ours = evaluation()
    found = understand(plain(compose(ours)))
    assert (found.name, found.department, found.office) == (ours.project, ours.department, ours.office)
    assert (found.year, found.written_on) == (2020, date(2021, 2, 3))
    assert [item.name for item in found.items] == [line.name for line in ours.lines]
    assert [one.name for one in found.indicators] == [measure.name for measure in ours.measures]
    assert found.goals == [("维护辖区平安稳定。", "辖区平安稳定。")]
    assert [passage.title for passage in found.passages] == [one.title for one in ours.outline.sections]
    assert found.left == []


def test_prose_stands_under_its_heading_without_tables_and_signature() -> None:
    found = understood(
        *lines("某街道2020年度巡防项目支出绩效自评报告"),
        Heading(1, "一、", "基本情况"),
        *lines("项目用于巡防。", "表1 资金安排情况", "单位：万元"),
        grid("项目名称|全年预算（万元）", "甲经费|10"),
        *lines("注：尾差。", "资金及时到位。", "某街道办事处", "2021年2月3日", "附件", "自评表"),
    )
    assert found.name == "巡防项目"
    assert found.passages == [Passage(1, "一、基本情况", "基本情况", ("项目用于巡防。", "资金及时到位。"))]
    assert found.written_on == date(2021, 2, 3)


def test_passages_find_their_sections_by_their_headings() -> None:
    texts, left = placed(
        [
            Passage(1, "前言", "前言", ("略。",)),
            Passage(1, "一、基本情况", "基本情况", ()),
            Passage(2, "（一）项目概况", "项目概况", ("甲。",)),
            Passage(2, "（二）人员编制", "人员编制", ("乙。",)),
            Passage(1, "七、其他需要说明的问题", "其他需要说明的问题", ("丙。",)),
        ],
        outline().sections,
    )
    assert texts == {"overview-project": ["甲。"], "overview": ["（二）人员编制", "乙。"], "other": ["丙。"]}
    assert left == ["“前言”一节在提纲中没有对应的章节，正文没有填入。"]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("seed", range(3))
def test_layouts_give_back_the_project_that_they_were_written_from(name: str, seed: int) -> None:
    """All that a layout lists and nothing else: no group, no subtotal, no execution rate."""
    source = make_project(Random(f"{name}-{seed}"))
    found = understand(clean(name, seed))
    goals = {goal.name for goal in source.goals}
    assert {one.name for one in found.indicators} in (goals, set())
    if found.items and name != "transposed":  # which has only the first four
        assert {one.name for one in found.items} == {item.name for item in source.items}
    for meaning, printed in found.totals.items():
        kind = {Meaning.SPENT: PAID, Meaning.OPENING: OPENING}.get(meaning)
        if kind is not None:
            sums = sum(one.entries().get(kind, Decimal(0)) for one in found.items or found.sources)
            assert all(abs(total - sums) <= 600 for total in printed.values())


def test_goals_are_no_headings() -> None:
    rows = grid(
        "绩效目标 | 年初绩效目标 | 全年（调整）绩效目标 | 实际完成情况 | | ",
        "绩效目标 | 为学校配备保安。 | 无调整 | 已配备保安。 | | ",
        "绩效指标 | 指标名称 | 指标值 | 完成值 | 分值 | 是否核心指标",
        "绩效指标 | 配备保安人数 | 326 |  | 100 | 是",
        "绩效指标 | 配备保安学校 | 78 | 78 | 0 | 是",
    )
    assert found(rows) == [("warning", "missing_actual")]
