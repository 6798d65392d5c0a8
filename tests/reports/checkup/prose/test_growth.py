"""Growth and decrease, as people tell what it is from and to."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("投诉由2022年的240件降至2023年的180件，下降25%。", []),
        ("投诉由2022年的240件降至2023年的180件，下降33.33%。", [("error", "ratio")]),
        ("投诉由2022年的240件下降到了2023年的180件，下降33.33%。", [("error", "ratio")]),
        ("投诉由上年240件减少到本年的180件，下降33.33%。", [("error", "ratio")]),
        ("2024年维护经费980.00万元，比2023年的910.00万元增加70.00万元，增长7.69%。", []),
        ("2024年维护经费980.00万元，比2023年的910.00万元增加70.00万元，增长7.14%。", [("error", "ratio")]),
        ("2024年投诉共150件，2023年为240件，同比减少90件，下降37.5%。", []),
        ("2024年投诉共150件，2023年为240件，同比减少90件，下降60%。", [("error", "ratio")]),
        ("火情16起，到场14起，到场率87.5%；火灾数比2022年的20起下降20%。", []),
        ("到场14起，比2022年的20起下降20%。", [("error", "ratio")]),
        ("2022年里程为76.5公里、支出735.6万元，本年里程增加5.5公里，增长7.19%。", []),
        ("2022年里程为76.5公里、支出735.6万元，本年里程增加6.5公里，增长7.19%。", [("error", "ratio")]),
        ("2022年里程为76.5公里、支出735.6万元，本年绿地增加6.5公里，增长7.19%。", []),
        ("低产改造完成1720亩，比计划少80亩，完成率95.56%。", []),
        ("年初预算6120.00万元，年末调整为6969.60万元，预算调整率为13.88%。", []),
        ("年初预算6120.00万元，年末调整为6969.60万元，预算调整率为15.88%。", [("error", "ratio")]),
        ("低产改造完成1720亩，比计划少80亩，完成率96.56%。", [("error", "ratio")]),
    ],
)
def test_from_and_to(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("高新技术企业412家，比上年363家净增49家，增长13.5%。", []),
        ("高新技术企业412家，比上年363家净增49家，增长15.3%。", [("error", "ratio")]),
        ("高新技术企业412家，比上年净增49家，增长15.3%。", [("error", "ratio")]),
        ("持证人员320人，较2022年的400人净减80人，下降20%。", []),
        ("持证人员320人，较2022年的400人净减80人，下降25%。", [("error", "ratio")]),
    ],
)
def test_net_changes(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


_INCOME = "移民人均收入由15480元提高到16718元，增长8.00%"


@pytest.mark.parametrize(
    "text",
    [
        f"{_INCOME}，比全县农村居民的平均增幅6.9%高1.1个百分点。",
        f"{_INCOME}，比全县平均增幅（6.9%）高出1.1个百分点。",
        f"{_INCOME}，较全省增幅6.9%快1.1个百分点。",
        f"{_INCOME}，与全市增幅6.9%相比，高1.1个百分点。",
        f"{_INCOME}，高于全县平均增幅6.9%。",
        f"{_INCOME}，快于全市居民收入增速6.9%。",
        f"{_INCOME}（全县农村居民平均增幅6.9%）。",
        f"{_INCOME}，增幅比上年的6.9%提高1.1个百分点。",
        "投诉由240件降至180件，下降25%，比全区平均降幅20%多5个百分点。",
        "受理400件，办结380件，办结率95%，高于全省平均办结率91%。",
    ],
)
def test_what_a_growth_is_compared_with_is_of_others(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "移民人均收入由15480元提高到16718元，增长6.90%，比全县农村居民的平均增幅6.1%高0.8个百分点。",
        "移民人均收入由15480元提高到16718元，增长6.90%，高于全县平均增幅6.1%。",
        "支出120万元，比上年增加20万元，增长25%，比全市增幅22%高3个百分点。",
        "受理400件，办结380件，办结率91%，高于全省平均办结率90%。",
        "支出由100万元增加到120万元，增长25%。",
    ],
)
def test_what_is_compared_still_follows_from_its_amounts(text: str) -> None:
    assert found(text) == [("error", "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "全年处理污水407.2万吨；2022年处理386.5万吨，同比增长5.08%。",
        "全年处理污水407.2万吨，目标400万吨，完成率101.80%；2022年处理386.5万吨，同比增长5.08%。",
        "2023年处理污水407.2万吨，2022年处理污水386.5万吨，增长5.63%。",
        "本年接待游客12.6万人次，上年接待10.5万人次，同比增长25.00%。",
        "受理投诉180件，上年同期240件，同比下降20.00%。",
        "全年接待群众5260人次（上年4980人次，增长6.52%）。",
        "实现销售收入830万元，去年760万元，同比增长9.12%。",
        "办理案件321件，2022年办理298件，同比增长8.72%。",
    ],
)
def test_since_the_amount_of_last_year_beside_it(text: str) -> None:
    assert [kind for _severity, kind in found(text)] == ["ratio"]


@pytest.mark.parametrize(
    "text",
    [
        "全年处理污水407.2万吨；2022年处理386.5万吨，同比增长5.36%。",
        "本年接待游客12.6万人次，上年接待10.5万人次，同比增长20.00%。",
        # last year's own growth
        "全年处理污水407.2万吨；2022年处理386.5万吨，同比增长1.20%。",
        "全年处理污水407.2万吨；2022年处理386.5万吨，同比下降5.08%。",
        # of something else than last year's amount is
        "养护管网407.2公里；2022年更换386.5公里，同比增长5.08%。",
        "全年处理污水407.2万吨；2022年处理垃圾386.5万吨，同比增长5.08%。",
        "全年处理污水407.2万吨、中水407.5万吨；2022年386.5万吨，同比增长5.08%。",
        "目标处理污水407.2万吨；2022年处理386.5万吨，同比增长5.08%。",
        "全年处理污水407.2万吨；2022年处理386.5万吨，负荷率同比增长5.08%。",
    ],
)
def test_growth_of_something_else(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2022年度抽检2480批次，2023年度抽检2634批次，增加154批次，增长6.71%。", [("error", "ratio")]),
        ("2022年度抽检2480批次，2023年度抽检2634批次，增加154批次，增长6.21%。", []),
        ("秋季学期56985人，春季学期55700人，较春季增加1285人，增长2.54%。", [("error", "ratio")]),
        ("秋季学期56985人，春季学期55700人，较春季增加1285人，增长2.31%。", []),
        ("外运量12.8万吨,比上年的12.1万吨增加0.7万吨,增长7.50%。", [("error", "ratio")]),
        ("外运量12.8万吨,比上年的12.1万吨增加0.7万吨,增长5.79%。", []),
        ("人均月收入由1860元增加到2310元，增加450元，增长23.46%。", [("error", "ratio")]),
        ("信访由145件降到118件，减少27件，下降20.62%。", [("error", "ratio")]),
        ("信访由145件降到118件，减少27件，下降18.62%。", []),
    ],
)
def test_what_two_differ_by(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # what stands before 与上年相比 is what it is, what stands between 与 and 相比 what it was
        ("全年收入合计240万元，与2022年相比增加40万元，增长20%。", []),
        ("全年收入合计240万元，与2022年相比增加40万元，增长16.67%。", [("error", "ratio")]),
        ("全年收入合计240万元，同上年相比，减少60万元，下降20%。", []),
        ("全年收入合计240万元，同上年相比，减少60万元，下降25%。", [("error", "ratio")]),
        ("与上年200万元相比，增加40万元，增长20%。", []),
        ("与上年200万元相比，增加40万元，增长16.67%。", [("error", "ratio")]),
        # 增收 and 减支 are changes as well
        ("税收决算数96万元，比2022年增收16万元，增长20%。", []),
        ("税收决算数96万元，比2022年增收16万元，增长16.67%。", [("error", "ratio")]),
        ("运转支出80万元，比上年减支20万元，下降20%。", []),
        ("运转支出80万元，比上年减支20万元，下降25%。", [("error", "ratio")]),
    ],
)
def test_against_what_it_is_compared_with(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("税收收入完成96万元，同比增长20%，增收16万元。", []),
        ("税收收入完成96万元，同比增长16.7%，增收16万元。", [("error", "ratio")]),
        ("运转支出80万元，下降25%，减支20万元。", [("error", "ratio")]),
        # last year's amount may be another by this year's scope
        ("税收收入（同口径）完成96万元，同比增长18.5%，增收16万元。", [("warning", "ratio")]),
        # of somebody else, of another amount before it, or of its own
        ("粮食产值完成96万元，增长18.5%，农户人均增收16元。", []),
        ("收入完成96万元，支出72万元，增长20%，增加16万元。", []),
        ("税收收入完成96万元，增长18.5%；非税收入增收16万元。", []),
    ],
)
def test_an_amount_behind_its_rate(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_a_change_of_what_only_another_sentence_names() -> None:
    assert found("货物采购金额523万元，占三成。全区公务用车采购金额比上年减少7.8万元，下降27.6%。") == []
    assert found("货物采购金额523万元，占三成。采购金额比上年减少7.8万元，下降27.6%。") == [
        ("warning", "ratio")
    ]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("亩产由改良前的312公斤提高到351公斤，亩均增产39公斤，增幅12.5%。", []),
        ("亩产由改良前的312公斤提高到351公斤，亩均增产39公斤，增幅11.11%。", [("error", "ratio")]),
        ("收入1265万元，其中经营收入65万元。支出1240万元，较上年的1100万元增长12.73%。", []),
        ("收入1265万元，其中经营收入65万元。支出1240万元，较上年的1100万元增长15%。", [("error", "ratio")]),
        ("今年投诉420件，而去年为500件，同比下降16%。", []),
        ("今年投诉420件，而去年为500件，同比下降19.05%。", [("warning", "ratio")]),
        ("等候改造前平均为40分钟，改造后为28分钟，缩短30%。", []),
        ("等候改造前平均为40分钟，改造后为28分钟，缩短42.86%。", [("warning", "ratio")]),
        ("造林8.4万亩，较上年的8.1万亩增长3.7%，三年平均增长5.2%。", []),
    ],
)
def test_over_what_it_was_of_the_same(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("浓度26毫克/升，较上年的29毫克/升下降10.34%。", []),
        ("浓度26毫克/升，较上年的29毫克/升下降10.6%。", []),
        ("浓度26毫克/升，较上年的29毫克/升下降11.54%。", [("error", "ratio")]),
    ],
)
def test_rounding_does_not_explain_a_rate_over_what_it_is(text: str, findings: list[tuple[str, str]]) -> None:
    assert [one for one in found(text) if one[0] != "residue"] == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("浓度均值27微克/立方米，较2022年的32微克/立方米下降15.63%。", []),
        ("浓度均值27微克/立方米，较2022年的32微克/立方米下降18.52%。", [("error", "ratio")]),
        ("浓度均值27微克/立方米，较2022年的32微克/立方米下降15.94%。", []),
    ],
)
def test_of_what_it_became(text: str, findings: list[tuple[str, str]]) -> None:
    assert [one for one in found(text) if one[0] != "residue"] == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("就业支出116.4万元，占支出总预算10.7%，同比增加16.8万元，增长16.9%。", []),
        ("就业支出116.4万元，占支出总预算10.7%，同比增加16.8万元，增长14.4%。", [("error", "ratio")]),
        ("卫生支出43.90万元，同比减少6.01万元，下降12.04%。", []),
        ("卫生支出43.90万元，同比减少6.01万元，下降13.69%。", [("error", "ratio")]),
    ],
)
def test_since_last_year_without_naming_it(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    "text",
    [
        # nothing is exactly nothing: 0 grew to no 2.4
        "车辆费400万元，比上年增加0万元，增长0%；接待费2.4万元，比上年减少14.6万元，下降85.88%。",
        # a change is no amount that another changed from
        "接待费比上年减少38万元，下降7.4%；购置费比上年减少334万元，下降90%。",
    ],
)
def test_changes_of_several_in_a_row(text: str) -> None:
    assert found(text) == []


def test_other_amounts_that_come_near_a_rate_by_chance() -> None:
    total = "三公经费预算79万元，比上年减少49万元，下降38.28%。"
    assert found(f"{total}车辆费预算75万元，比2021年预算减少45万元，下降37.5%。") == []
    assert found(f"{total}车辆费预算75万元，比2021年预算减少45万元，下降47.5%。") == [("error", "ratio")]


@pytest.mark.parametrize(
    "text",
    [
        "基金收入20793.27亿元，比上年增长9.4%，支出15243.80亿元，比上年增长3.3%。",
        "受理208件，比上年增长9.4%，办结152件，比上年增长3.3%。",
    ],
)
def test_two_amounts_that_each_grew(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("税收20558万元，比上年18033万元增长14%，预算收入11406万元，比上年10005万元增长{}%。", "14", "41"),
        ("采购规模为21070.5亿元，首次突破2万亿元，比上年增加3765.2亿元，增长{}%。", "21.8", "28.8"),
        ("前100家企业纳税31584万元，比去年同期前100家企业增加5952万元，增长{}%。", "23.2", "28.2"),
        ("本级经费41万元，较上年减少19万元，下降31.67%，较年初预算数减少4万元，下降{}%。", "8.9", "2.2"),
        (
            "经费9.07万元，较预算数减少10.93万元，下降54.65%，较上年支出数减少0.71万元，下降{}%。",
            "7.26",
            "7.83",
        ),
    ],
)
def test_what_a_growth_is_of(text: str, right: str, wrong: str) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong)) == [("error", "ratio")]


def test_a_change_of_what_the_sentence_before_tells() -> None:
    text = "2023年度经费总支出为1928.76万元。与上年相比，2023年度的经费支出减少了1093.92万元，下降了{}%。"
    assert found(text.format("36.2")) == []
    assert [kind for _severity, kind in found(text.format("39.2"))] == ["ratio"]


@pytest.mark.parametrize(("rate", "findings"), [("31.67", []), ("46.34", [("error", "ratio")])])
def test_what_was_looked_at_is_held_against_nothing(rate: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"经比较2023年度镇本级经费41万元，较上年减少19万元，下降{rate}%。") == findings
