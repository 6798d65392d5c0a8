"""Digits that changed places, where the words tell that two figures are of one thing."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 全年上报网格事件数 | ≥36000件 | 38100件 | 20 | 20 |",
    "产出指标 | 护理员培训人次 | ≥600人次 | 632人次 | 20 | 20 |",
    "产出指标 | 困难人口中接受临时救助的人次数 | ≥80人次 | 87人次 | 10 | 10 |",
    "产出指标 | 保障人数 | ≥2300人 | 2370人 | 10 | 10 |",
    "效益指标 | 群众满意度 | ≥90% | 96.85% | 40 | 40 |",
    "总分 |  |  |  | 100 | 100 |",
)
MONEY = grid(
    "县区 | 年初预算（万元） | 支出（万元） | 结余（万元）",
    "凤溪县 | 584.59 | 571.32 | 13.27",
    "鹤鸣县 | 300.00 | 286.48 | 13.52",
    "合计 | 884.59 | 857.80 | 26.79",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全街道上报各类网格事件38010件。", [("error", "prose_vs_table")]),
        ("全街道上报各类网格事件38100件。", []),
        ("各社区上报的简易事件38010件。", []),
        ("其中一季度护理员参训623人次。", [("error", "prose_vs_table")]),
        ("接待来访群众623人次。", []),
        ("上年上报各类网格事件38010件。", []),
        ("网格事件上报经费38010元。", []),
        ("38010件网格事件中有5件未办结。", [("error", "prose_vs_table")]),
        ("38010件其他事项中有5件未办结。", []),
        ("全年救助困难户临时救助78人次。", [("error", "prose_vs_table")]),
        ("全年救助困难户临时救助78户。", []),
        ("全年慰问78人次。", []),
        ("保障学生2730人正常就学。", [("error", "prose_vs_table")]),
        ("开展宣传，惠及学生2730人。", []),
        ("在校学生2730人，保障学生2370人。", []),
    ],
)
def test_counts_of_a_form(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, FORM) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("结余26.79万元，主要是凤溪县形成的结余31.27万元。", [("error", "prose_vs_table")]),
        ("结余26.79万元，主要是凤溪县形成的结余13.27万元。", []),
        ("结余26.79万元，主要是开标后压减的费用31.27万元。", []),
        ("全年决算总支出875.80万元。", [("error", "prose_vs_table")]),
        ("上年支出875.80万元。", []),
        ("凤溪县因结算较晚，尚有5.84万元未付。", []),
    ],
)
def test_amounts_of_a_table(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, MONEY) == findings


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        (
            (
                "泵站维护费为1356.40万元。",
                "如前所述泵站维护费1356.40万元。",
                "泵站维护费计1365.40万元。",
            ),
            [("error", "prose_vs_table")],
        ),
        (("休闲农庄建设到位资金629.5万元。", "休闲农庄建设投入692.5万元。"), [("error", "prose_vs_table")]),
        (("休闲农庄建设到位资金629.5万元。", "道路建设投入692.5万元。"), []),
        (("项目预算安排128.5万元。", "全年实际支出125.8万元。"), []),
        (("全年巡查上报事件12846件，办结事件12486件。", "办结事件12486件。"), []),
    ],
)
def test_prose_against_what_is_said_twice(texts: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, *texts) == findings


WORKS = grid(
    "单项工程 | 工程量 | 合同价（万元）",
    "屋面翻修 | 2860平方米 | 84.25",
    "门窗更换 | 426樘 | 40.18",
    "厕所防水改造 | 12间 | 31.20",
)
COSTS = grid(
    "支出内容 | 金额（万元） | 占比",
    "燃油费 | 118.36 | 36.38%",
    "电费 | 62.48 | 19.20%",
    "维修费 | 144.52 | 44.42%",
    "合计 | 325.36 | 100.00%",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("翻修屋面2860平方米、更换门窗426樘、改造厕所21间，均达到计划数。", [("error", "prose_vs_table")]),
        ("翻修屋面2860平方米、更换门窗426樘、改造厕所12间，均达到计划数。", []),
        ("翻修屋面2860平方米、更换门窗426樘、改造厕所13间，均达到计划数。", []),
        ("改造厕所21间，均达到计划数。", []),
        ("翻修屋面2860平方米、更换门窗426樘、栽种树木21株。", []),
    ],
)
def test_short_counts_where_a_sentence_goes_through_a_table(
    text: str, findings: list[tuple[str, str]]
) -> None:
    assert found(TITLE, text, WORKS) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("其中燃油费116.38万元，是最主要的支出。", [("error", "prose_vs_table")]),
        ("其中燃油费118.36万元，是最主要的支出。", []),
        ("其中外聘车辆116.38万元，是最主要的支出。", []),
    ],
)
def test_amounts_whose_heading_names_their_unit(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, COSTS) == findings


FENCES = grid(
    "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
    "产出指标 | 草原围栏建设（万米） | ≥18 | 18.6 | 50 | 50",
    "产出指标 | 补播改良（万亩） | ≥5.5 | 5.5 | 50 | 50",
    "总分 |  |  |  | 100 | 100",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年建设围栏18.6万米。", []),
        ("全年建设围栏16.8万米。", [("error", "prose_vs_table")]),
        ("全年建设围栏168000米。", [("error", "prose_vs_table")]),
        ("全年建设围栏16.8万亩。", []),
        ("全年建设便道16.8万米。", []),
    ],
)
def test_units_that_the_names_of_rows_tell(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, FENCES) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("项目建成后4.35万名群众的防汛安全得到改善。", []),
        ("项目建成后4.53万名群众的防汛安全得到改善。", [("error", "prose_vs_table")]),
        ("项目建成后4.53万名学生的防汛安全得到改善。", []),
    ],
)
def test_people_by_the_word_behind_their_number(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid("三级指标 | 指标值 | 完成值", "受益群众 | ≥4.2万人 | 4.35万人", "培训合格率 | ≥90% | 95%")
    assert found("2023年度项目支出绩效自评报告", text, form) == findings


LENGTH = "养护里程共计1286.4公里，其中县道744.9公里、村道541.5公里。"
PAPERS = "收回见习人员问卷620份，满意589份，满意度95.00%。"


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        ((LENGTH, "全年养护1268.4公里，完成计划的100%。"), [("error", "prose_vs_table")]),
        ((LENGTH, "全年养护1286.4公里，完成计划的100%。"), []),
        ((LENGTH, "上年养护1268.4公里。"), []),
        ((LENGTH, "全年保洁1268.4公里。"), []),
        ((LENGTH, "巡查道路累计1268.4公里。"), []),
        ((PAPERS, "附件2：见习人员满意度问卷汇总（602份）"), [("error", "prose_vs_table")]),
        ((PAPERS, "附件2：见习人员满意度问卷汇总（620份）"), []),
        ((PAPERS, "附件3：见习单位劳动合同（602份）"), []),
        ((PAPERS, "附件3：见习协议（206份）"), []),
    ],
)
def test_what_two_sentences_tell(texts: tuple[str, ...], findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, *texts) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "应急加工环节执行率89.38%，18.30万元电力增容款拟于次年支付。",
            [("error", "prose_vs_table")],
        ),
        ("应急加工环节执行率89.38%，13.80万元电力增容款拟于次年支付。", []),
        ("另有18.30万元电力增容款拟于次年支付。", []),
    ],
)
def test_amounts_of_three_digits(text: str, findings: list[tuple[str, str]]) -> None:
    works = grid(
        "建设内容 | 预算数（万元） | 支出数（万元） | 执行率 | 未支出（万元）",
        "低温成品粮库 | 310.00 | 298.00 | 96.13% | 12.00",
        "应急加工能力 | 130.00 | 116.20 | 89.38% | 13.80",
        "合计 | 440.00 | 414.20 | 94.14% | 25.80",
    )
    assert found(TITLE, text, works) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("活动估算偏粗，结果年底剩下14.65万元用不出去。", [("error", "prose_vs_table")]),
        ("由于测算偏高，有14.65万元未能支出。", [("error", "prose_vs_table")]),
        ("活动估算偏粗，结果年底剩下16.45万元用不出去。", []),
        ("活动估算偏粗，超支14.65万元。", []),
    ],
)
def test_what_is_left_in_other_words(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "预算46.95万元，支出30.50万元，结余16.45万元。", text) == findings
