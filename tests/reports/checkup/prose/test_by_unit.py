"""Counts at a price and averages, as people tell them."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("铺设砂石路23公里，每公里10万元，投入230万元。", []),
        ("铺设砂石路23公里，每公里10万元，投入2300000元。", []),
        ("铺设砂石路23公里，每公里10万元，投入2300000万元。", [("error", "unit")]),
        ("改造低产林8250亩，每亩补助按900元测算，投入742.50万元。", []),
        ("改造低产林8250亩，每亩补助按900元测算，投入742.50元。", [("error", "unit")]),
        ("年节电108.6万千瓦时；按每千瓦时0.65元计算，年节约电费70.59万元。", []),
        ("年节电108.6万千瓦时，按每千瓦时0.65元计算，年节约电费70.59万元。", []),
        ("年节电108.6万千瓦时，按每千瓦时0.65元计算，年节约电费79.05万元。", [("warning", "sum")]),
        ("网格员312名，按每人每月2000元的标准发放补助，全年共需748.8万元。", []),
        ("网格员312名，按每人每月2000元的标准发放补助，分两批发放共需312万元。", []),
        ("出栏肉牛2448头，每头奖补2000元，兑现489.60万元。", []),
        ("出栏肉牛2448头，每头奖补2000元，上年兑现612.60万元。", []),
    ],
)
def test_so_many_at_a_price(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("发放务工补助2816人，支出126.74万元，人均450.07元。", []),
        ("发放务工补助2816人，支出126.74万元，人均540.07元。", [("error", "ratio")]),
        ("发放务工补助2816人，支出126.74万元，人均补助450.07万元。", [("error", "unit")]),
        ("建成共育室19个，投入380万元，平均每个20万元。", []),
        ("建成共育室19个，投入380万元，平均每个22.5万元。", [("error", "ratio")]),
        ("补助农户910户，兑现资金562.70万元，户均6184元。", []),
        ("网格员312名全年走访46.8万户次，人均走访1500户次。", []),
        ("网格员312名全年走访46.8万户次，人均走访1050户次。", [("error", "ratio")]),
        ("帮扶农户910户，投入562.70万元，户均增收5300元。", []),
        ("购置器材12.36万元（412件套，平均300元）。", []),
        ("购置器材12.36万元（421件套，平均300元）。", [("error", "ratio")]),
        ("开展培训18次3.6万元，平均2000元。", []),
        ("受益农户910户，全年共投入562.70万元。其中补助312户，户均5200元。", []),
    ],
)
def test_what_each_gets(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("8400亩基地亩均成本由210元降至135元，下降75元，年节约成本63万元。", []),
        ("8400亩基地亩均成本由210元降至135元，下降75元，年节约成本63元。", [("error", "unit")]),
        ("全镇1250户参与，户均分红400元，全年共分红50元。", [("error", "unit")]),
        ("8400亩基地亩均成本下降75元，每亩节约63元。", []),
        ("10000户参与，户均节约63元，共节约63元。", []),
    ],
)
def test_ten_thousand_forgotten_behind_an_amount(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年支出58.5万元。明细：养护34.4万元，修复13.2万元，护栏8.82万元，其他20800元。", []),
        (
            "全年支出58.5万元。明细：养护34.4万元，修复13.2万元，护栏8.82万元，其他20800万元。",
            [("error", "unit")],
        ),
        ("养护34.4万元，修复13.2万元，护栏8.82万元，其他20800万元。", []),
    ],
)
def test_a_part_in_another_unit(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("average", "findings"),
    [("2.55万元", []), ("25534元", []), ("2.55元", [("error", "unit")]), ("2.57元", []), ("2元", [])],
)
def test_what_each_cost_by_a_count_told_elsewhere(average: str, findings: list[tuple[str, str]]) -> None:
    assert found("全年演出702场，观众39.52万人次。", f"实际支出1792.50万元，场均成本{average}。") == findings


def test_another_count_of_the_unit_bears_the_average_out() -> None:
    told = "甲乡修路70200米，乙乡修路702米。"
    assert found(told, "实际支出1792.50万元，每米造价255.34元。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("培训5期486人，平均每期97人，其中取得证书213人，占43.8%。", []),
        ("培训5期486人，平均每期98人，其中取得证书213人。", [("error", "ratio")]),
        ("举办讲座8场612人，平均每场77人，其中党员98人。", []),
        ("举办讲座8场612人次，平均每场74人次。", [("error", "ratio")]),
    ],
)
def test_averages_of_persons_are_whole(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("到馆43.2万人次，其中本馆24.9万人次、分馆11.7万人次、9个文化站6.6万人次。", []),
        ("到馆43.2万人次，其中本馆24.9万人次、分馆11.7万人次、9个文化站6.9万人次。", [("error", "count")]),
        ("支出60万元，其中公用经费20万元、3个社区补助10万元、设备30万元。", []),
        ("支出60万元，其中公用经费20万元、3个社区补助10万元、设备33万元。", [("error", "sum")]),
    ],
)
def test_counts_in_the_name_of_a_part(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("场地每月租金1.35万元，全年租金16.2万元。", []),
        ("场地每月租金1.35万元，全年租金14.85万元。", [("warning", "sum")]),
        ("场地每月租金1.35万元，按11个月计，全年租金14.85万元。", []),
        ("场地每月租金1.35万元，全年水电14.85万元。", []),
        ("共安装235套，每套综合单价0.18万元，费用合计42.3万元。", []),
        ("共安装235套，每套综合单价0.18万元，费用合计43.2万元。", [("error", "sum")]),
    ],
)
def test_by_month_and_by_piece(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("更换水表450只，测算需资金36万元，平均每只水表800元。", []),
        ("更换水表450只，测算需资金36万元，平均每只水表8000元。", [("error", "unit")]),
        ("全县85个行政村，共安排管护经费170万元，村均2万元。", []),
        ("全县85个行政村，共安排管护经费170万元，村均2000元。", [("error", "unit")]),
        ("举办讲习班25期，费用62.5万元，每期平均2.5万元。", []),
        ("举办讲习班25期，费用62.5万元，每期平均2500元。", [("error", "unit")]),
        ("修建便道35公里，完成投资1050万元，年底完工，平均每公里造价3万元。", [("error", "unit")]),
        ("受益农户21450户次，支付赔款1183.27万元，户均580元。", [("error", "ratio")]),
        ("共有学校12所，预算240万元，校均支出2万元。", []),
        ("还林面积共7.2万亩，补助标准为每亩1100元，三年分别兑现500元、200元、400元。", []),
        ("培训费3.6万元(6场,场均0.7万元)。", [("error", "ratio")]),
        ("立案63件，罚款504.00万元，案均9.00万元。", [("error", "ratio")]),
        ("立案63件，罚款504.00万元，案均8.00万元。", []),
    ],
)
def test_averages_that_lost_noughts(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("average", "findings"),
    [
        ("平均每场支出3000元", []),
        ("平均每场支出3万元", [("error", "unit")]),
        ("平均每场支出300元", [("error", "unit")]),
        ("平均每场餐费支出300元", []),
        ("平均每场支出2800元", [("warning", "ratio")]),
    ],
)
def test_averages_of_what_is_told_elsewhere(average: str, findings: list[tuple[str, str]]) -> None:
    assert found("2.送戏下乡巡演支出115.2万元；", f"全年巡演384场，{average}。") == findings


@pytest.mark.parametrize(
    ("average", "findings"),
    [
        ("人均消费约700元", []),
        ("人均消费近720元", []),
        ("人均消费约7000元", [("error", "unit")]),
        ("人均消费约450元", [("error", "ratio")]),
        ("人均消费500—900元", []),
        ("人均消费超过400元", []),
    ],
)
def test_averages_told_roughly(average: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"接待游客523.8万人次，门票等进账36.67亿元，{average}。") == findings
