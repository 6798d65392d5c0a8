"""A digit that is another, where the words tell that two figures are of one thing."""

import pytest

from reports.checkup.examination import examine
from reports.document import Block, Document, Paragraph, Text
from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 重点企业检查 | ≥1400家次 | 1462家次 | 20 | 20 |",
    "产出指标 | 低压线路改造的长度 | ≥60公里 | 62.8公里 | 20 | 20 |",
    "效益指标 | 居民健康素养 | ≥30% | 35.7% | 60 | 60 |",
    "总分 |  |  |  | 100 | 100 |",
)
MONEY = grid(
    "镇街 | 年初预算（万元） | 支出（万元） | 结余（万元）",
    "甲镇 | 584.59 | 571.32 | 13.27",
    "乙街道 | 300.00 | 286.48 | 13.52",
    "合计 | 884.59 | 857.80 | 26.79",
)


def is_mistyped(*blocks: Block | str) -> bool:
    """Whether a figure is held to be another one but for a digit."""
    made = tuple(Paragraph((Text(one),)) if isinstance(one, str) else one for one in blocks)
    return any("只有个别数字不同" in one.message for one in examine(Document((), made)).findings)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("组织检查重点企业共计1462家次。", False),
        ("检查其他企业共计1762家次。", False),  # of something else
        ("上年检查重点企业共计1762家次。", False),  # of another year
        ("抽查重点企业共计1762家次，比上年多300家次。", False),  # the difference is told
        ("低压线路改善供电质量的有69.8公里，其中新改62.8公里。", False),  # both stand together
        ("新建停车场改善供电质量的有69.8公里。", False),
        ("低压线路改善供电质量的有91.2公里。", False),  # more than a digit
        ("计划改善供电质量的低压线路69.8公里。", False),  # a plan is not what was done
        ("低压线路改善供电质量的约69.8公里。", False),
        ("素养（健康方面）的居民共占35.1%。", True),
        ("参加垃圾分类的居民共占35.1%。", False),
    ],
)
def test_a_form(text: str, is_found: bool) -> None:
    assert is_mistyped(TITLE, text, FORM) == is_found


@pytest.mark.parametrize("text", ["组织检查重点企业共计1762家次。", "低压线路改善供电质量的有69.8公里。"])
def test_a_form_that_names_the_same_in_other_words(text: str) -> None:
    assert found(TITLE, text, FORM) == [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("累计已拨付857.30万元。", True),
        ("全年追加的经费857.30万元。", False),  # by how much something changed
        ("甲镇形成结余13.77万元。", True),
        ("丙镇形成结余13.77万元。", False),
        ("丙镇去年支出571.82万元。", False),
        ("项目支出年初预算884.59万元，涉及2个镇街。", False),
        ("丙镇道路建设支出587.80万元。", False),
    ],
)
def test_amounts_of_a_table(text: str, is_found: bool) -> None:
    assert is_mistyped(TITLE, text, MONEY) == is_found


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        (("河道保洁长度342.5公里。", "河道保洁按362.5公里测算。"), True),
        (("河道保洁长度342.5公里。", "河道保洁计划362.5公里，实际完成了342.5公里。"), False),
        (("河道保洁长度342.5公里。", "河道保洁实际362.5公里。"), True),
        (("河道保洁长度342.5公里。", "河道保洁实际362.5公里。", "其后河道保洁实际362.5公里。"), True),
        (("河道保洁长度342.5公里。", "河道保洁实际342.50公里。"), False),
        (("全年发放补助1286400元。", "发放补助资金1284400元。"), True),
        (("惠及群众30000人。", "惠及群众50000人。"), False),  # round figures are alike by chance
        (("外网可用率不低于99.9%。", "外网可用率99.97%。"), False),  # one has a decimal less
        (("中小学生体质健康优良率为52.4%。", "学生体质健康优良率已达57.4%。"), True),
        (("中小学生体质健康优良率为52.0%。", "学生体质健康优良率已达57.0%。"), False),
    ],
)
def test_prose(texts: tuple[str, ...], is_found: bool) -> None:
    assert is_mistyped(TITLE, *texts) == is_found


def test_a_goal_against_the_target() -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 烤烟种植面积 | ≥2880亩 | 2890亩 | 50 | 50 |",
        "效益指标 | 烟农满意度 | ≥90% | 96.85% | 50 | 50 |",
        "总分 |  |  |  | 100 | 100 |",
    )
    assert is_mistyped(TITLE, "年内烤烟种植的面积达2680亩以上。", form)
    assert not is_mistyped(TITLE, "年内烤烟种植的面积达2880亩以上。", form)


@pytest.mark.parametrize(
    ("indicator", "is_found"),
    [
        ("成本指标 | 项目总成本 | ≤120.5万元 | 117.62万元", False),
        ("成本指标 | 项目总成本 | ≤120.5万元 | 171.62万元", True),
        ("成本指标 | 项目预算控制数 | ≤150.5万元 | 117.62万元", True),
        ("成本指标 | 甲工程造价 | ≤150.5万元 | 117.62万元", False),  # of a part
        ("产出指标 | 预算执行率 | ≥95% | 97.61%", False),
        ("产出指标 | 预算执行率 | ≥95% | 97.16%", True),
        ("产出指标 | 工程验收率 | ≥95% | 97.16%", False),
    ],
)
def test_the_project_s_own_money_among_the_indicators(indicator: str, is_found: bool) -> None:
    form = grid(
        "资金 | 全年预算数（万元） | 全年执行数（万元） | 执行率 |  |  | ",
        "年度资金总额 | 120.5 | 117.62 | 97.61% |  |  | ",
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        f"{indicator} | 50 | 50 | ",
        "效益指标 | 居民满意度 | ≥90% | 96.85% | 50 | 50 |",
        "总分 |  |  |  | 100 | 100 |",
    )
    assert is_mistyped(TITLE, form) == is_found


@pytest.mark.parametrize(
    ("texts", "is_found"),
    [
        # a rate beside them is that of the one over the other
        (("往年结转资金44.89万元。", "往年结转资金使用44.85万元，执行率99.91%。"), False),
        (("往年结转资金44.89万元。", "往年结转资金使用44.85万元。"), True),
        # the words right before them name two things
        (("动用债务资金、调入资金6.91亿元。", "上解债务资金、债务还本支出6.81亿元。"), False),
    ],
)
def test_two_amounts_that_are_told_apart(texts: tuple[str, str], is_found: bool) -> None:
    assert is_mistyped(TITLE, *texts) == is_found


def test_shares_of_two_lists_are_of_what_the_lists_name() -> None:
    first = "货物、工程、服务采购分别为258万元、466万元和276万元，占全部采购的25.8%、46.6%和27.6%。"
    other = "公开招标、竞争性谈判、询价分别占全部采购的77.6%、{}%和1.0%。"
    assert not is_mistyped(TITLE, first, other.format("21.4"))


def test_what_is_spent_and_what_is_left_may_be_alike() -> None:
    table = grid("资金来源 | 年初预算数 | 全年预算数 | 全年执行数", "年度资金总额 | 228.67 | 228.67 | 116.81")
    assert found("2023年度绩效自评报告", table, "截至年底资金结转111.86万元。") == []
