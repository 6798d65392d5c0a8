"""What offices write and is right, beside the slip of a digit in it that is found."""

import pytest

from reports.document import Cell, Column, Table, Text
from tests.reports.checkup.test_examination import found, grid


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("目标为每公里不超过45万元，实际每公里42.6万元，节约成本率5.33%，控制有效。", None, None),
        ("预算60万元，采购57万元，节约资金3万元，节约率5%。", "率5%", "率8%"),
        (
            "应到位资金500万元，实际到位480万元，到位率96%；实际支出456万元，占到位资金的95%，占预算的91.2%。",
            "的95%",
            "的59%",
        ),
        (
            "上半年计划投资300万元，完成280万元；下半年计划投资500万元，完成510万元；全年完成790万元。",
            "790",
            "890",
        ),
        ("上半年计划投资300万元，下半年计划投资500万元，全年计划投资800万元。", "800", "900"),
        ("满意度94%（收回问卷250份中满意235份），其中服务质量满意度96%，效率满意度92%。", None, None),
        ("收回问卷250份，满意235份，满意度94%。", "94%", "95%"),
        ("总投资200万元，财政承担80%，即160万元；2023年按进度先行拨付60%，即96万元。", "96万", "69万"),
        ("差旅费按每人每年6000元核定，35人共21万元，另加司机2人、每人8000元，合计22.6万元。", None, None),
        ("演出36场，每场补助5000元，下乡10场另增补1000元/场，补助资金共19万元。", None, None),
        ("开设课程6门，每门16课时，每课时补助200元，共1.92万元。", None, None),
        (
            "线上问卷1260份、线下问卷340份，共1600份，满意1548份，满意率96.75%，线上、线下分别为96.5%和97.65%。",
            "1548",
            "1448",
        ),
        ("救助215人次，其中未成年人12人次、老年人48人次、残疾人23人次，护送返乡96人次。", None, None),
        ("现有在职人员86人，其中女职工38人，研究生学历22人，本科学历51人。", None, None),
        ("现有在职人员86人，其中女职工38人、男职工48人。", "48", "84"),
        ("在校学生3620人，其中寄宿生1860人；男生1900人，女生1720人；残疾学生15人。", None, None),
        ("行政村216个，其中脱贫村84个，占38.89%；集中供水的村205个，占94.91%。", "38.89", "83.89"),
        (
            "签约12.6万人，签约率42%，重点人群签约4.86万人，重点人群签约率72%。",
            None,
            None,
        ),
        ("改造1200平方米，单价850元，计102万元；厨具36台，计28.8万元；两项共130.8万元。", None, None),
        (
            "收入预算5860万元，其中上年结转320万元、拨款4980万元、事业收入460万元、其他收入100万元。",
            "4980",
            "4890",
        ),
        ("年度计划3000万元，1—11月完成2760万元，12月完成240万元，全年完成率100%。", None, None),
        ("12类人群中，10类应保尽保，2类保障率为98%和96.5%。", None, None),
        ("实有人员81人，其中男55人、女26人，退休人员28人。", "女26", "女62"),
        ("应参加体检人数68人，实际参加65人，参检率95.59%。", "65", "56"),
        (
            "救灾资金分三批，首批86万元、第二批120万元、第三批54万元，其中中央200万元、省级60万元。",
            None,
            None,
        ),
        ("共回收有效问卷486份（发放500份，回收490份）。", None, None),
        (
            "参保915.2万元，人均320元；住院1884万元，次均3000元；门诊240万元，次均200元；三项合计3039.2万元。",
            "3039.2",
            "3093.2",
        ),
        ("经费支出113.4万元，其中培训86.4万元、资料27万元，人均900元，占公用经费的5.2%。", None, None),
        ("原址重建32户、加固54户，补助标准每户4万元、1.2万元，共补助192.8万元。", None, None),
        ("新录用辅警36人，其中退役军人12人、大专以上学历36人。", None, None),
        ("污染天数47天，其中轻度38天、中度7天、重度2天，优良天数318天，优良率87.12%。", "38天", "83天"),
        ("维修2600平方米，预算每平方米不超过600元，实际支出148.2万元，每平方米570元。", None, None),
        ("覆盖小区386个，覆盖率98.47%（共392个），居民参与率91.2%。", None, None),
        (
            "甲项目预算180万元、支出126万元；乙项目预算96万元、支出72万元，两项结余78万元。",
            None,
            None,
        ),
        ("预算96万元、支出72万元，结余24万元。", "结余24", "结余42"),
        (
            (
                "7个项目总投资638万元，其中产业类402万元，依次为油茶180万元、烤烟96万元、养殖74万元、作坊52万元；"
                "基础设施类236万元，依次为组道145.5万元、水池42.3万元、水沟48.2万元。"
            ),
            None,
            None,
        ),
        ("决算30.26万元，比预算节约3.24万元，其中公务用车购置费减少17.8万元。", None, None),
        ("产出50分，其中调解这项分值10分，得9.64分，其余40分全得。", None, None),
        ("拨打电话1500个，有效应答1326个，有效应答率88.4%，满意1243人。", "88.4", "84.8"),
        ("上年结转168.4万元，本年收入3100万元，支出3105万元，年末结转163.4万元。", None, None),
        ("甲、乙两镇分别完成1.26万亩和0.94万亩，完成率分别为105%和94%，合计2.2万亩。", None, None),
        (
            "县道186公里、乡道424公里、村道650公里，养护标准分别为每公里1万元、5000元、3000元，共593万元。",
            None,
            None,
        ),
        ("每家补贴最高不超过20万元，实际最高一家获得补贴19.6万元。", "19.6万", "29.6万"),
        (
            "全年应付3600万元，因考核扣减54万元，实际支付3546万元。其中1—6月支付1782万元，7—12月支付1764万元。",
            "1764",
            "1746",
        ),
        ("甲项目支出114万元。乙项目预算80万元。支出72万元。两个项目合计预算200万元。", None, None),
        ("全年平均在岗人数814.5人，其中监测对象162.5人。", None, None),
        ("来访326批次1120人次，同比分别下降12.4%和8.6%；2022年为372批次、1225人次。", None, None),
        ("项目共支出614.4万元，预算执行率96%，未执行的25.6万元为招标节约。", "96%", "92%"),
        ("补助1132人，人均补助2000.71元；2021年同口径支出208.35万元。", None, None),
        ("失业人员820人，帮扶就业697人，其中就业困难人员310人，就业248人，就业率80%。", "80%", "90%"),
        ("发布公告后报名486人，其中笔试合格412人，录用76人，7月底前全部上岗。", None, None),
        ("报名486人，其中男性412人、女性74人。", "74", "47"),
        ("按人均支出差额2万元测算，300人全年少支出600万元，超目标50万元。", None, None),
        (
            "初中按年生均900元安排，住校生年生均另加200元：800人×900元=720000元，500人×200元=100000元，合计820000元。",
            None,
            None,
        ),
        (
            "年初预算52.00万元，决算45.00万元，其中接待费9.00万元、车辆费36.00万元，未购置车辆；决算数比预算数减少7.00万元，下降13.46%，比上年的50.00万元下降10%。",
            "13.46%",
            "14.36%",
        ),
        ("应安排240万元，其中中央承担50%即120万元，省、县各承担25%即60万元。", None, None),
        ("清淤32公里，支出25.6万元（8000元/公里）；增设护栏900米，支出27万元（300元/米）。", "25.6", "26.5"),
        ("生活补贴发放12036人次，月均1003人；护理补贴发放9600人次。", None, None),
        ("全年培训540人，每期平均45人。其中：初级班4期172人，中级班5期238人，高级班3期130人。", None, None),
        (
            "安排购置补助290万元，其中山区乡镇每镇25万元、6个镇计150万元，平原乡镇每镇20万元、7个镇计140万元。",
            "计140",
            "计104",
        ),
        ("2022年较上年增加40.00万元，增长5.00%；2023年较上年增加30.00万元，增长3.57%。", None, None),
        ("整治任务150户，超额完成6户，完成率104%。", "104%", "140%"),
        ("毕业率98.4%，就业率95.6%，比全校平均93.2%高2.4个百分点。", None, None),
        ("毕业率98.4%，就业率95.6%，两项平均97%。", "97%", "79%"),
        (
            "资金结余46.00万元，其中应于下年支付的质保金38.00万元，交回财政8.00万元。",
            "交回财政8",
            "交回财政9",
        ),
        ("建成道路30.5公里，其中路面宽3.5米的20.1公里、宽4.5米的10.4公里。", "30.5", "35.5"),
        ("全年受理报修960件，当日办结912件，其余48件三日内办结。", "其余48", "其余84"),
        ("满意度调查发放问卷420份，回收398份，综合满意率87.5%，略低于90%的目标。", None, None),
        (
            "2024年60.00万元中，购书30.00万元（6000册，册均50元），活动经费13.00万元，设备维护9.00万元，其他8.00万元。",
            None,
            None,
        ),
        ("设备购置18台，其中单价20万元以上9台，50万元以上4台（含在20万元以上内）。", None, None),
        ("接待费决算3.18万元，接待42批次、368人次，人均86.41元，比上年3.46万元减少0.28万元。", None, None),
        ("四个季度平均得分分别为88.4分、90.2分、91.6分、92.6分，全年平均90.7分。", "平均90.7", "平均97.0"),
        ("合同总额800.00万元，已支付720.00万元，支付率90.00%；预算执行率84.71%。", None, None),
        ("入户检查应检4.80万户，实检4.68万户，入户率97.5%。", "97.5", "79.5"),
        (
            "基本支出520.00万元，占52.00%，其中人员430.00万元、公用90.00万元；项目支出480.00万元，占48.00%。",
            None,
            None,
        ),
        (
            "项目共6处，其中运动场4处，每处补助35万元，计140万元；球场2处，每处补助50万元，计100万元。",
            None,
            None,
        ),
        ("在6个乡镇访谈360人，每个乡镇60人，满意342人，满意度95%。", None, None),
        ("发放教师、家长问卷各450份，共收回有效问卷864份，回收率96%。", None, None),
        ("过火面积2.15公顷，受害森林面积0.75公顷，森林火灾受害率0.031‰。", None, None),
        ("全年共支付补助1294.00万元，低于上限6.00万元。", None, None),
        ("满意度为95.2%，高于目标90%。", "95.2", "85.2"),
        ("治理河长312.5公里。其中护岸198.4公里、清淤214.2公里（部分河段里程有重复）。", None, None),
        ("11个助餐点全年营业300天，服务162300人次，日均541人次。", "541", "514"),
    ],
)
def test_sentences(text: str, right: str | None, wrong: str | None) -> None:
    assert found(text) == []
    if right is not None and wrong is not None:
        assert text.count(right) == 1
        assert found(text.replace(right, wrong)) != []


@pytest.mark.parametrize(("average", "is_right"), [("29444", True), ("29944", False)])
def test_a_total_that_is_a_quotient(average: str, *, is_right: bool) -> None:
    table = grid(
        "车辆类别 | 数量（辆） | 年运行费（元） | 单车费用（元）",
        "执法执勤车 | 6 | 168000 | 28000",
        "特种车 | 2 | 74000 | 37000",
        "机要通信车 | 1 | 23000 | 23000",
        f"合计 | 9 | 265000 | {average}",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(
    ("total", "findings"),
    [
        ("总分 | | | | 100 | 97 |", []),
        ("总分 | | | | | 100 | 97", []),
        ("总分 | | | 100 | 97 | |", []),
        ("总分 | | | | | 100 | 98", [("error", "score")]),
        ("总分 | | | 100 | 98 | |", [("error", "score")]),
    ],
)
def test_a_total_beside_its_columns(total: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析",
        "产出指标 | 培训期数 | ≥12期 | 12期 | 40 | 40 | ",
        " | 合格率 | ≥95% | 97.3% | 20 | 20 | ",
        "效益指标 | 能力提升 | 提升 | 基本提升 | 30 | 27 | 参训面不广",
        "满意度指标 | 学员满意度 | ≥90% | 96% | 10 | 10 | ",
        total,
    )
    assert found(table) == findings


def test_a_small_rate_in_percent() -> None:
    table = grid(
        "指标名称 | 指标方向 | 目标值 | 单位 | 完成值 | 权重 | 得分",
        "巡查次数 | ≥ | 48 | 次 | 52 | 50 | 50",
        "投诉率 | ≤ | 2 | % | 0.8 | 30 | 30",
        "满意度 | ≥ | 90 | % | 0.936 | 20 | 20",
        "合计 | | | | | 100 | 100",
    )
    assert found(table) == []


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("2023年完成治理河长8.5公里，累计完成12.6公里。", []),
        ("2023年完成治理河长8.5公里。", [("error", "prose_vs_table")]),
    ],
)
def test_what_was_done_in_all_and_in_the_year(told: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "指标类别 | 指标名称 | 目标值 | 完成值 | 分值 | 得分",
        "数量指标 | 治理河长 | 8.5公里 | 8.5公里 | 60 | 60",
        "质量指标 | 单元工程优良率 | ≥80% | 85.9% | 40 | 40",
        "合计 | | | | 100 | 100",
    )
    assert found("甲县2023年中小河流治理项目自评报告", "工程治理河长12.6公里。", told, table) == findings


@pytest.mark.parametrize(("opening", "is_right"), [("120", True), ("210", False)])
def test_what_there_was_at_the_beginning_is_that_of_the_first_year(opening: str, *, is_right: bool) -> None:
    table = grid(
        "年度 | 期初余额 | 本期增加 | 本期减少 | 期末余额",
        "2021 | 120 | 360 | 352 | 128",
        "2022 | 128 | 380 | 396 | 112",
        "2023 | 112 | 400 | 418 | 94",
        f"合计 | {opening} | 1140 | 1166 | 94",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(("score", "findings"), [("97", []), ("99", [("error", "score")])])
def test_a_note_amid_the_indicators(score: str, findings: list[tuple[str, str]]) -> None:
    """The cells of the level end at the note; what stands below it is of the level all the same."""

    def row(*cells: tuple[str, int, int]) -> tuple[Cell, ...]:
        return tuple(Cell((Text(text),), colspan=wide, rowspan=high) for text, wide, high in cells)

    def one(*texts: str) -> tuple[Cell, ...]:
        return row(*((text, 1, 1) for text in texts))

    table = Table(
        "",
        (Column(1),) * 7,
        (),
        (
            one("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"),
            row(
                *[("产出指标（60分）", 1, 2)],
                *((text, 1, 1) for text in ("培训期数", "≥12期", "12期", "20", "20", "")),
            ),
            one("培训人数", "≥600人", "612人", "20", "20", ""),
            row(("注：以上数量以系统数据为准", 7, 1)),
            one("", "合格率", "≥95%", "97.3%", "20", "20", ""),
            one("效益指标（30分）", "能力提升", "提升", "基本提升", "30", "27", "参训面不广"),
            one("满意度指标（10分）", "学员满意度", "≥90%", "96%", "10", "10", ""),
            one("总分", "", "", "", "100", score, ""),
        ),
    )
    assert found(table) == findings


@pytest.mark.parametrize(("points", "findings"), [("92.4", []), ("97", [("warning", "date")])])
def test_the_score_of_last_year(points: str, findings: list[tuple[str, str]]) -> None:
    """A score of last year is another than this year's; where it is this year's, the year is wrong."""
    table = grid(
        "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析",
        "产出指标 | 培训期数 | ≥12期 | 12期 | 60 | 60 | ",
        "效益指标 | 能力提升 | 提升 | 基本提升 | 30 | 27 | 参训面不广",
        "满意度指标 | 学员满意度 | ≥90% | 96% | 10 | 10 | ",
        "总分 | | | | 100 | 97 | ",
    )
    told = f"2022年度自评得分{points}分，已在门户网站公开。"
    assert found("甲县2023年度培训项目支出绩效自评报告", told, table) == findings


@pytest.mark.parametrize(("second", "is_right"), [("54900", True), ("59400", False)])
def test_a_column_that_adds_up_past_its_subtotals(second: str, *, is_right: bool) -> None:
    table = grid(
        "日期 | 摘要 | 金额（元） | 累计（元）",
        "1月 | 办公费 | 12600 | 12600",
        "2月 | 印刷费 | 8600 | 21200",
        "3月 | 差旅费 | 15400 | 36600",
        "一季度小计 | | 36600 | 36600",
        "4月 | 会议费 | 9800 | 46400",
        "5月 | 培训费 | 26500 | 72900",
        "6月 | 维修费 | 18600 | 91500",
        f"二季度小计 | | {second} | 91500",
        "合计 | | 91500 | 91500",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(("last", "is_right"), [("300", True), ("330", False)])
def test_rows_of_changes_between_years(last: str, *, is_right: bool) -> None:
    table = grid(
        "年度 | 预算（万元） | 支出（万元） | 执行率 | 服务人次 | 人均成本（元）",
        "2021年 | 300 | 285 | 95% | 9500 | 300",
        "2022年 | 320 | 310.4 | 97% | 10150 | 305.81",
        f"2023年 | 360 | 352.8 | 98% | 11760 | {last}",
        "2023年比2022年 | +40 | +42.4 | +1个百分点 | +1610 | -5.81",
        "增长率 | 12.5% | 13.66% | — | 15.86% | -1.9%",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(("after", "is_right"), [("22", True), ("24", False)])
def test_what_was_added_and_taken_off_in_columns_of_their_own(after: str, *, is_right: bool) -> None:
    table = grid(
        "预算科目 | 年初数 | 调增 | 调减 | 调整后 | 执行 | 执行率",
        "办公费 | 20 | 5 | 0 | 25 | 24.5 | 98%",
        f"差旅费 | 30 | 0 | 8 | {after} | 20.9 | 95%",
        "劳务费 | 40 | 9 | 0 | 49 | 47.04 | 96%",
        "合计 | 90 | 14 | 8 | 96 | 92.44 | 96.29%",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(("total", "is_right"), [("-1.97", True), ("-1.79", False)])
def test_a_total_that_is_a_difference(total: str, *, is_right: bool) -> None:
    table = grid(
        "部门 | 项目数 | 自评平均分 | 抽评平均分 | 分差",
        "甲局 | 12 | 95.6 | 93.2 | -2.4",
        "乙局 | 8 | 94.2 | 92.6 | -1.6",
        "丙局 | 6 | 96.8 | 96.1 | -0.7",
        f"合计 | 26 | 95.45 | 93.48 | {total}",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(("share", "is_right"), [("6.67%", True), ("7.66%", False)])
def test_a_total_that_is_a_rate_of_two_totals(share: str, *, is_right: bool) -> None:
    table = grid(
        "项目 | 2022年度金额 | 2023年度金额 | 增减金额 | 增减比例",
        "人员经费 | 860 | 900 | 40 | 4.65%",
        "公用经费 | 240 | 220 | -20 | -8.33%",
        "项目经费 | 400 | 480 | 80 | 20%",
        f"合计 | 1500 | 1600 | 100 | {share}",
    )
    assert (found(table) == []) is is_right


def test_a_yield_by_area_is_no_sum() -> None:
    table = grid(
        "品种 | 面积（万亩） | 单产（公斤/亩） | 总产（万吨）",
        "小麦 | 12.6 | 486 | 6.12",
        "玉米 | 18.2 | 560 | 10.19",
        "大豆 | 3.2 | 180 | 0.58",
        "合计 | 34 | 496.8 | 16.89",
    )
    assert found(table) == []


@pytest.mark.parametrize(("mean", "is_right"), [("1245", True), ("1254", False), ("2500", True)])
def test_a_total_that_is_a_mean(mean: str, *, is_right: bool) -> None:
    table = grid(
        "村名 | 户数 | 人口 | 务工人数 | 增收（元）",
        "甲村 | 320 | 1120 | 420 | 1200",
        "乙村 | 260 | 910 | 360 | 1300",
        f"合计 | 580 | 2030 | 780 | {mean}",
    )
    assert (found(table) == []) is is_right


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("实地走访4个乡镇（街道、片区），查阅会计凭证。", []),
        ("实地走访4个乡镇（东镇、西镇），查阅会计凭证。", [("error", "count")]),
        (
            "本项目自评得分98.0分。其中预算执行率95.00%，按20分计得19.00分；产出指标39.0分，效益指标30.0分，满意度指标10.0分。",
            [],
        ),
        ("项目预算1146.60万元，按每亩9元的标准安排（127.4万亩×9元），资金全部到位。", []),
        ("项目预算1146.60万元（127.4万亩×9.5元），资金全部到位。", [("error", "sum")]),
        ("年初预算60万元，年中按要求压减，调整为58万元，其中财政拨款55万元、上年结转资金3万元。", []),
        ("项目得分94分，其中产出得45分（满分50分），效益得20分（满分20分），满意度得9分（满分10分）。", []),
        ("产出得45分（满分50分），效益得30分（满分20分），满意度得9分（满分10分）。", [("error", "score")]),
        ("自评按照产出指标50分、效益指标30分、满意度指标10分、预算执行率10分设置，满分100分。", []),
        (
            "自评按照产出指标50分、效益指标40分、满意度指标10分、预算执行率10分设置，满分100分；自评得分99分。",
            [("error", "weight")],
        ),
        ("三、存在的问题：（请结合自评情况，分析问题及原因，200字以内）", [("error", "placeholder")]),
        ("绩效目标共设33个三级指标，包括23个数量指标、2个质量指标、8个社会效益指标。", []),
        ("绩效目标共设33个三级指标，包括28个数量指标、2个质量指标、8个社会效益指标。", [("error", "count")]),
        ("截至年末，实际兑付4402.95万元，兑付率98.50%，未兑付67.05万元。", []),
        ("截至年末，实际兑付4402.95万元，兑付率95.80%，未兑付67.05万元。", [("error", "ratio")]),
    ],
)
def test_reckoned_by_and_made_up_of(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("办理提案156件，其中集体提案38件、个人提案118件，提案办复率98%。", []),
        (
            "办理提案156件，其中集体提案38件、个人提案118件，提案办复率89%。",
            [("error", "prose_vs_table")],
        ),
        ("其中集体提案38件，提案办复率95%。", [("warning", "prose_vs_table")]),
        ("各类建议采纳率85%。", []),
        ("各类建议采纳率88%。", [("warning", "prose_vs_table")]),
        ("各类学习建议采纳率88%。", []),
    ],
)
def test_rates_of_a_form_in_prose(told: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "指标类别 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "质量指标 | 提案办复率 | ≥97% | 98% | 60 | 60",
        "质量指标 | 评估、考核等建议采纳率 | ≥80% | 85% | 40 | 40",
        "合计 |  |  |  | 100 | 100",
    )
    assert found("2023年度项目支出绩效自评报告", told, table) == findings


def test_what_was_planned_beside_what_was_spent_at_a_price() -> None:
    rows = (
        "资助类别 | 资助人数 | 人均标准（元） | 预算数（万元） | 执行数（万元）",
        "甲类 | 24 | 8000 | 19.2 | 19.2",
        "乙类 | 548 | 5000 | 280 | 274",
        "丙类 | 3920 | 3300 | 1293.6 | 1293.6",
    )
    assert found(grid(*rows)) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("自评得分98.21分，等级为A级。", []),
        ("自评得分98.21分，等级为B级。", [("error", "grade")]),
    ],
)
def test_letters_as_grades(text: str, findings: list[tuple[str, str]]) -> None:
    bands = "等级划分：95分（含）以上为A，85分（含）—95分为B，70分（含）—85分为C，70分以下为D。"
    assert found(bands, text) == findings


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("服务人口最多的是南苑中心，为5.12万人。", []),
        ("服务人口最多的是南苑中心，为5.21万人。", [("error", "prose_vs_table")]),
    ],
)
def test_the_most_of_a_column_with_its_unit_in_the_heading(
    told: str, findings: list[tuple[str, str]]
) -> None:
    table = grid("机构 | 服务人口(万人)", "南苑中心 | 5.12", "北关中心 | 3.85", "东门中心 | 2.40")
    assert found(table, told) == findings


@pytest.mark.parametrize(
    ("score", "findings"), [("10", []), ("8", [("error", "score")]), ("13", [("error", "score")])]
)
def test_points_by_a_formula_are_no_more_than_the_full_ones(
    score: str, findings: list[tuple[str, str]]
) -> None:
    table = grid(
        "工作内容 | 分值 | 完成率 | 得分",
        "讲座 | 30 | 100% | 30",
        "义诊 | 40 | 95% | 38",
        "巡展 | 20 | 90% | 18",
        f"宣传 | 10 | 130% | {score}",
    )
    assert found("计分办法：得分=分值×完成率。", table) == findings


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("各县得分依次为：甲县92.5分，评价等次优秀；乙县79.5分，评价等次中。", []),
        ("丙县自评得分86分，评价等次优秀。", [("error", "grade")]),
    ],
)
def test_grades_of_several_beside_that_of_all(told: str, findings: list[tuple[str, str]]) -> None:
    bands = "90分（含）以上为优秀，80分（含）至90分为良好，60分（含）至80分为中，60分以下为差。"
    assert found(f"自评得分86分。{bands}", told) == findings


@pytest.mark.parametrize(
    ("total", "findings"), [("86.60", [("residue", "score")]), ("87.61", [("error", "score")])]
)
def test_a_total_of_means_that_were_rounded(total: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "一级指标 | 分值 | 甲县 | 乙县 | 丙县 | 丁县 | 平均得分",
        "决策 | 20 | 18.50 | 17.00 | 19.00 | 17.00 | 17.88",
        "过程 | 20 | 17.00 | 15.50 | 18.00 | 15.75 | 16.56",
        "产出 | 35 | 31.00 | 28.00 | 32.50 | 28.00 | 29.88",
        "效益 | 25 | 23.00 | 21.00 | 24.00 | 21.15 | 22.29",
        f"合计 | 100 | 89.50 | 81.50 | 93.50 | 81.90 | {total}",
    )
    assert found(table) == findings


def test_what_was_not_spent_of_all() -> None:
    table = grid(
        "项目名称 | 全年预算数（万元） | 全年执行数（万元）",
        "校舍维修 | 120.00 | 100.00",
        "设备更新 | 80.00 | 75.00",
        "教师培训 | 50.00 | 45.00",
    )
    assert found(table, "三个项目未支出资金共30.00万元，已由财政收回。") == []


def test_a_price_is_no_count_of_what_it_is_of() -> None:
    table = grid("三级指标 | 指标值 | 完成值", "村内道路（公里） | 16 | 16", "安装路灯（盏） | 80 | 80")
    assert found(table, "完成村内道路16公里。", "村内道路平均造价26万元/公里。") == []


@pytest.mark.parametrize(
    ("total", "findings"), [("98.5", []), ("99.5", [("error", "score")]), ("148.5", [("error", "score")])]
)
def test_points_that_are_parts_of_those_above(total: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "指标 | 分值 | 得分",
        "预算执行率 | 10 | 9.5",
        "产出指标 | 50 | 49",
        "其中：数量 | 20 | 20",
        "其中：质量 | 20 | 19",
        "其中：时效 | 10 | 10",
        "效益指标 | 40 | 40",
        f"总分 | 100 | {total}",
    )
    assert found(table) == findings


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("项目资金总预算600万元，实际支出591.6万元，执行率98.6%。", []),
        ("工程实际支出485万元，执行率98.6%。", [("warning", "prose_vs_table")]),
    ],
)
def test_a_rate_of_more_than_the_table_has(told: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "学校 | 计划投资（万元） | 实际支出（万元）",
        "一小 | 300.00 | 290.00",
        "二中 | 200.00 | 195.00",
        "合计 | 500.00 | 485.00",
    )
    assert found(told, table) == findings


def test_the_head_of_a_form_is_no_list() -> None:
    table = grid(
        "单位名称 | 南湖县人社局 | 自评时间 | 2025年1月",
        "资金总额（万元） | 420.00 | 支出总额（万元） | 410.00",
        "支出项目数 | 4 | 自评得分 | 97.5",
        "培训人数 | 980 | 自评等级 | 优",
    )
    assert found(table) == []


@pytest.mark.parametrize(
    ("told", "findings"),
    [
        ("2022年支出93.00万元，执行率93%；2023年支出190.00万元，执行率95%。", []),
        ("预算执行率96%。", [("error", "prose_vs_table")]),
    ],
)
def test_the_rates_of_years_beside_that_of_all(told: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "年度 | 预算（万元） | 支出（万元） | 执行率",
        "2022年 | 100.00 | 93.00 | 93.00%",
        "2023年 | 200.00 | 190.00 | 95.00%",
        "合计 | 300.00 | 283.00 | 94.33%",
    )
    assert found(table, told) == findings


def test_a_formula_with_a_further_amount_behind_it() -> None:
    head = "项目 | 预算（万元） | 支出（万元） | 说明"
    rows = (
        "工作室 | 1500.00 | 1420.00 | 35个×40万元，另评审费20.00万元",
        "基地 | 300.00 | 300.00 | 6个×50万元",
    )
    assert found(grid(head, *rows)) == []


def test_a_table_of_a_part_of_what_was_spent() -> None:
    table = grid("社区 | 支出（万元）", "东社区 | 80.00", "西社区 | 61.00", "合计 | 141.00")
    told = "全年支出160.00万元，执行率95.81%。其中：助餐服务141.00万元，设备15.20万元，评估3.80万元。"
    assert found(table, "项目预算167.00万元。", told) == []


def test_the_most_of_a_column_with_another_figure_behind_it() -> None:
    table = grid("内容 | 支出金额（万元）", "管网改造 | 1386.42", "水站改造 | 246.00", "监测设备 | 88.50")
    assert found(table, "管网改造支出最大，单公里平均造价7.31万元。") == []
    assert found(table, "管网改造支出最大，为1368.42万元。") == [("error", "prose_vs_table")]


def test_points_taken_off_are_no_total() -> None:
    table = grid("指标 | 分值 | 得分", "产出 | 60 | 59.2", "效益 | 40 | 39", "总分 | 100 | 98.2")
    assert found(table, "总分扣1.80分：产出扣0.80分，效益扣1分。") == []


def test_what_was_done_beside_a_column_that_explains_it() -> None:
    table = grid(
        "一级指标 | 三级指标 | 目标值 | 完成值 | 完成情况说明 | 分值 | 得分",
        "产出指标 | 建档率 | ≥90% | 93.9% | 建档40.02万份 | 50 | 50",
        "产出指标 | 接种率 | ≥90% | 97.2% | — | 50 | 50",
        "合计 |  |  |  |  | 100 | 100",
    )
    assert found(table) == []


@pytest.mark.parametrize(("total", "findings"), [("195", []), ("185", [("error", "sum")])])
def test_a_first_column_that_counts_the_rows(total: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "期次 | 工种 | 取证人数（人） | 补贴标准（元） | 补贴金额（元）",
        "1 | 家政 | 48 | 1500 | 72000",
        "2 | 护理 | 57 | 1800 | 102600",
        "3 | 电工 | 90 | 2000 | 180000",
        f"合计 |  | {total} | — | 354600",
    )
    assert found(table) == findings
