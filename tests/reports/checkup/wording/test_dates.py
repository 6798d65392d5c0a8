"""Dates and years of a report on 2023: which contradict it, and which are of another year rightly."""

import time

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某街道2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2023-02-30完成验收。", "error"),
        ("竣工验收时间为11月31日。", "error"),
        ("二〇二四年二月三十日", "error"),
        ("实施期为2023年9月15日至9月5日。", "error"),
        ("实施期为2023年7月起至2023年5月。", "error"),
        ("规划期为2025年至2021年。", "error"),
        ("公示期为2023年6月20日至2023年6月14日。", "error"),
        ("5月20日至5月10日开展入户调查。", "error"),
        ("实施期为2023.7.12—2023.6.30。", "error"),
        ("实施期为2023-07-12至2023-06-30。", "error"),
        ("建设工期2023.9-2023.3。", "error"),
        ("公示时间为2024年2月20日至14日。", "error"),
        ("填表人：某某    填报日期：2023年3月15日", "error"),
        ("二〇二三年五月十日", "warning"),
        ("自评工作于2024年3月25日启动，2024年3月11日形成报告初稿。", "error"),
        ("2024年2月10日制定方案，2月15日至24日现场核查，2023年3月2日形成自评报告。", "error"),
        ("工程于2023年5月开工，2023年3月竣工。", "error"),
        ("项目于2023年12月16日经县项目库审批，2023年3月下达第一批资金。", "error"),
        ("2023年8月批复立项，2023年5月开工建设。", "error"),
        ("（2022年度）", "warning"),
        ("结余70.1万元，计划2021年6月底前完成建设并支付。", "warning"),
        ("对照2022年度绩效目标，各项指标均已完成。", "warning"),
        ("截至2022年12月31日，项目实际支出90万元。", "warning"),
        ("自评结果将作为2024年安排资金的参考，并于2022年4月30日前公开。", "warning"),
        ("2022年5月20日，将自评报告报送区财政局备案。", "warning"),
        ("绩效自评情况已随部门决算于2022-08-10在门户网站公示。", "warning"),
        ("公开时间：2022年6月15日", "warning"),
        ("下一步计划2024年改造12处，剩余3处纳入2014年计划。", "warning"),
        ("剩余尾款12万元列入2022年预算。", "warning"),
        ("未完成的3处结转至2021年实施。", "warning"),
        ("其余2公里推迟到2022年建设。", "warning"),
        ("按照通知要求，我街道对2022年度社区惠民项目资金开展了绩效自评，现将情况报告如下。", "warning"),
    ],
)  # fmt: skip
def test_wrong_ones_are_found(text: str, severity: str) -> None:
    assert found(TITLE, text) == [(severity, "date")]


def test_the_day_of_signing_is_not_before_what_was_done() -> None:
    told = "2024年2月10日至2月28日收集资料，3月1日至3月15日现场核查。"
    assert found(TITLE, told, "2024年3月20日") == []
    assert found(TITLE, told, "2024年2月20日") == [("warning", "date")]
    assert found(TITLE, "评价结果于2024年6月30日前公开。", "2024年3月20日") == []
    assert found(TITLE, "下一步将于2024年6月10日开展满意度问卷。", "2024年3月20日") == []
    assert found(TITLE, told, "2024年2月20日", "2024年3月20日") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("项目于2023年3月15日开工，2023年9月20日竣工，2023年8月12日验收。", [("error", "date")]),
        ("项目于2023年3月15日开工，2023年9月20日竣工，2023年10月12日验收。", []),
        ("项目于2023年9月20日竣工，2023年5月12日通过中期验收。", []),
        ("2023年9月20日全部完工，县质量监督站于2023年8月16日组织了交工验收。", [("error", "date")]),
        ("2023年9月20日全部完工，县质量监督站于2023年10月16日组织了交工验收。", []),
        ("项目于2023年9月20日竣工，2023年8月12日通过县级初验。", [("error", "date")]),
        ("2023年11月启动、2023年10月全部竣工。", [("error", "date")]),
        ("2023年3月启动、2023年10月全部竣工。", []),
        ("项目于2023年3月启动，2022年12月完成可行性研究报告。", []),
        ("2023年9月甲标段完工、2023年8月乙标段验收。", []),
        ("省级资金下达日期为2023年3月10日，我市于2023年2月6日分解下达至4个县。", [("error", "date")]),
        ("省级资金下达日期为2023年3月10日，我市于2023年4月6日分解下达至4个县。", []),
        ("省级资金于2023年3月10日下达第二批，我市于2023年2月6日将第一批资金分解下达。", []),
        ("省级资金于2023年3月10日下达，我市2022年12月6日提前分解下达。", []),
    ],
)
def test_the_order_of_works(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月18日",
        "二〇二四年三月十八日",
        "填报日期：2023年12月28日",
        "自评结果于2024年4月30日前公开。",
        "部门预算于2023年2月20日公开，自评结果尚未公开。",
        "2021年部门决算于2022年9月10日公开，自评结果一并公开。",
        "预算公开时间：2023年2月20日",
        "2023年度支出比2022年度增加。",
        "2022年度同类项目自评97.1分，本年提高0.8分。",
        "2022年度自评得分为96.8分，2023年各项制度执行更为规范。",
        "2022年度中心共自评项目9个，平均得分94.10分，本年度平均得分略有提高。",
        "2021年度绩效自评总分91分，2022年95分，今年进一步提高。",
        "2022年未完成的3处已纳入2022年计划。",
        "上年剩余3处原列入2022年预算，已完工。",
        "下一步剩余3处纳入2024年计划。",
        "剩余尾款12万元结转至2023年支付。",
        "截至2022年12月31日，资金结余20万元，结转2023年使用。",
        "截至2022年12月31日，辖区有住户300户。",
        "结余70.1万元，计划2024年6月底前完成建设并支付。",
        "工程原计划2022年6月完成，2023年5月竣工。",
        "预计2022年完成投资500万元，2023年完成投资600万元。",
        "上年项目计划2022年12月完成。",
        "项目计划2022年12月底前完成，因雨季延至2023年5月。",
        "根据《关于开展2022年度绩效自评工作的通知》，上年对2022年度项目开展了自评。",
        "下一步将对2024年度项目开展绩效自评。",
        "实施期为2023年9月15日至2024年1月5日，供暖期为2023年11月至3月。",
        "按照2021年至2025年规划，于2月29日前完成普查。",
        "会议于2023年5月10日召开。",
        "自评工作于2024年3月11日启动，2024年3月25日形成报告初稿。",
        "工程于2023年5月10日开工，2023年5月竣工。",
        "二期工程于2023年5月开工，一期工程2022年12月竣工。",
        "2022年11月印发方案；2022年9月完成摸底。",
    ],
)
def test_others_are_left_alone(text: str) -> None:
    assert found(TITLE, text) == []


def test_a_form_is_filled_in_after_its_year() -> None:
    def form(day: str) -> list[tuple[str, str]]:
        return found("项目支出绩效自评表", "（2023年度）", grid(f"填报日期 | {day} | 填报人 | 某某"))

    assert form("2023-03-15") == [("error", "date")]
    assert form("2024-03-15") == []


def test_what_a_sentence_speaks_of_is_no_title() -> None:
    texts = ("项目绩效自评表", "2023年度", "运行监控设备运维支出20万元。", "自评于2023年1月25日完成。")
    assert found(*texts) == [("warning", "date")]


@pytest.mark.parametrize(
    ("above", "findings"),
    [
        ("2023年12月底前", []),
        ("≤12月31日前", []),
        ("2023年9月1日前完成", []),
        ("甲区民政局", [("warning", "date")]),
    ],
)
def test_what_is_done_by_a_deadline_is_no_signature(above: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "资金到位时间", above, "2023年11月30日", "无") == findings


def test_what_is_watched_during_the_year_is_dated_in_it() -> None:
    assert found("2023年度绩效运行监控表", "填报日期：2023年8月15日") == []


def test_the_year_of_a_title_without_a_budget_year() -> None:
    assert found("某局2023年专项资金绩效自评报告", "对照2022年度绩效目标，均已完成。") == [
        ("warning", "date")
    ]


@pytest.mark.parametrize(
    ("done", "findings"),
    [("2024年8月20日", []), ("2025年8月20日", [("warning", "date")]), ("2025年8月补训", [])],
)
def test_nothing_is_done_after_the_day_of_the_form(done: str, findings: list[tuple[str, str]]) -> None:
    table = grid("三级指标 | 指标值 | 完成值", f"完工时间 | 2024年8月25日前 | {done}", "完成率 | ≥90% | 95%")
    assert found("2024年度项目支出绩效自评表", "填报日期：2025年2月18日", table) == findings


RAN = "项目实施期为2023年3月1日至2023年12月31日。"


@pytest.mark.parametrize(
    ("ran", "text", "severities"),
    [
        (RAN, "报告经局党组会议研究，于2023年3月15日报送区财政局。", ["warning"]),
        (RAN, "自评报告于2023年3月15日报送区财政局。", ["warning"]),
        (RAN, "2023年3月15日，将自评结果在门户网站公开。", ["warning"]),
        (RAN, "自评表已于2023年6月20日提交主管部门。", ["warning"]),
        (RAN, "本报告已于2023年3月15日上报市财政局备案。", ["warning"]),
        ("实施期限：2023年1月至12月。", "自评材料于2023年2月5日报送区财政局。", ["warning"]),
        ("执行期2023年1月1日—2023年12月31日。", "评价结果于2023年4月公开。", ["warning"]),
        ("建设周期为2023年3月至2023年11月。", "绩效自评报告2023年3月10日报送财政局。", ["warning"]),
        (RAN, "报告经局党组会议研究，于2024年3月15日报送区财政局。", []),
        (RAN, "自评报告于2023年12月25日报送区财政局。", []),
        (RAN, "可行性研究报告于2023年3月15日报送区财政局。", []),
        (RAN, "2022年项目的自评结果于2023年3月15日公开。", []),
        (RAN, "于2023年3月15日报送实施方案。", []),
        (RAN, "上年自评报告于2023年3月15日报送区财政局。", []),
        ("项目实施期为2021年3月1日至2025年12月31日。", "自评报告于2023年3月15日报送区财政局。", []),
        ("合同期为2023年3月1日至2023年12月31日。", "自评报告于2023年3月15日报送区财政局。", []),
    ],
)
def test_what_came_of_the_evaluation_is_told_after_the_project(
    ran: str, text: str, severities: list[str]
) -> None:
    told = found("某局教师培训专项经费绩效自评报告", ran, text)
    assert told == [(severity, "date") for severity in severities]


def test_the_day_on_which_an_indicator_was_reached_is_none_of_filling_in() -> None:
    table = grid(
        "三级指标 | 目标值 | 单位 | 完成值",
        "防治完成时间 | 2023年7月底 |  | 2023年7月26日",
        "防治面积 | ≥60 | 万亩 | 62.5",
    )
    assert found("2023年度绩效自评表", table) == []
    assert found("2023年度绩效自评表", grid("填报日期 |  | 2023年7月26日", "填报人 | 甲 | 乙")) == [
        ("error", "date")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "项目于2023年12月31日结束，自评于2023年1月25日完成。",
        "自评工作自2023年2月启动，历时一个月。",
        "自评报告于2023年3月10日形成。",
        "2023年3月，局机关组织开展了绩效自评。",
        "2023年2月20日完成自评。",
        "我局于2023年3月上旬对该项目进行绩效自评。",
        "自评工作已于2023年1月25日全部完成。",
        "2023年1月25日形成自评报告。",
    ],
)
def test_no_year_is_evaluated_before_it_is_over(text: str) -> None:
    assert found(TITLE, text) == [("warning", "date")]


@pytest.mark.parametrize(
    "text",
    [
        "自评于2024年1月25日完成。",
        "2023年7月开展半年自评，及时纠偏。",
        "2023年3月组织自评培训，参训40人。",
        "2023年5月印发自评办法，规范自评工作。",
        "2023年2月完成上年自评。",
        "自评自2023年12月25日开始，2024年1月完成。",
        "2023年3月制定方案，成立自评小组。",
        "计划于2023年3月开展自评试点。",
    ],
)
def test_other_evaluations_have_their_own_days(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    ("texts", "findings"),
    [
        (
            ("2023年2月，县水务局编制实施方案。", "项目于2022年12月10日完工。"),
            [("error", "date")],
        ),
        (("2023年2月，县水务局编制实施方案。", "项目于2023年12月10日完工。"), []),
        (("2023年3月完成招标，4月起施工。", "工程已于2022年12月10日全部竣工。"), [("error", "date")]),
        (("2023年3月完成招标，4月起施工。", "一期工程已于2022年12月10日全部竣工。"), []),
        (("2022年3月完成前期工作。", "项目于2021年12月10日完工。"), []),
        (("2023年8月启动二期招标。", "2022年5月开工。", "项目于2023年7月10日完工。"), []),
    ],
)
def test_what_begins_in_one_paragraph_ends_in_another(
    texts: tuple[str, ...], findings: list[tuple[str, str]]
) -> None:
    assert found(TITLE, *texts) == findings


@pytest.mark.parametrize(
    "text",
    [
        "公示期为2023年6月14日至2023年6月20日。",
        "5月10日至5月20日开展入户调查。",
        "公示时间为2024年2月14日至20日。",
        "采暖期为11月15日至3月15日。",
        "采暖期为2023年11月15日至2024年3月15日。",
        "1月20日至11月10日开展入户调查。",
        "实施期为2023.6.30—2023.7.12。",
        "建设工期2023.3-2023.9。",
    ],
)
def test_periods_that_run_forwards(text: str) -> None:
    assert found(TITLE, text) == []


def test_a_text_without_a_stop_is_read_in_one_go() -> None:
    started = time.process_time()
    found(TITLE, "自评于2021年1月25日完成，" * 2000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("2023年度绩效自评：评价时段为{0}年1月1日至{0}年12月31日。", "2022", "2023"),
        ("截至{}年12月31日，项目实际支出90万元。", "2024", "2023"),
        ("{}年，项目年初预算100万元，全年支出95万元，执行率95%。", "2024", "2023"),
        ("一、{}年度预算执行情况", "2022", "2023"),
        ("项目资金于{}年6月下达。", "2203", "2023"),
        ("{}年，项目支出95万元。", "2032", "2023"),
    ],
)
def test_years_that_slipped(text: str, wrong: str, right: str) -> None:
    assert found(TITLE, text.format(right)) == []
    assert found(TITLE, text.format(wrong)) == [("warning", "date")]


@pytest.mark.parametrize(
    "text",
    [
        "评价时段为2021年1月1日至2023年12月31日。",
        "《2035年远景目标纲要》提出2035年，全年支出翻番的目标。",
        "评价基准日为2024年12月31日。",
        "2024年，计划安排预算100万元，全年支出力争达到95%。",
        "设备使用年限10年，至2033年12月到期。",
        "一、2024年度预算安排情况",
    ],
)
def test_years_to_come(text: str) -> None:
    assert found(TITLE, text) == []


SIGNED = "2024年2月29日"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("发现的7处问题均于{}年12月15日前整改完毕。", "2024", "2023"),
        ("补助资金已全部于{}年6月底发放到位。", "2024", "2023"),
        ("尚未完工的2处预计于{}年5月底前完成。", "2023", "2024"),
        ("剩余0.1万亩因管线改线未实施，预计{}年5月底前完成。", "2023", "2024"),
    ],
)
def test_what_is_done_or_to_come_when_a_report_is_signed(text: str, wrong: str, right: str) -> None:
    assert found(TITLE, text.format(right), SIGNED) == []
    assert found(TITLE, text.format(wrong), SIGNED) == [("error", "date")]
    assert found(TITLE, text.format(wrong)) == []


@pytest.mark.parametrize(
    "text",
    [
        "要求各镇均于2024年12月15日前整改完毕。",
        "实施方案计划2023年5月底前完成，实际于2023年8月完成。",
        "尚未完工的2处已按调整后的计划于2023年12月完成。",
    ],
)
def test_what_was_meant_to_be_by_a_day(text: str) -> None:
    assert found(TITLE, text, SIGNED) == []


@pytest.mark.parametrize(
    ("line", "findings"),
    [
        ("某大学学生工作处　2023年3月30日", [("warning", "date")]),
        ("某大学学生工作处　2024年3月30日", []),
        ("某区财政局关于印发办法的通知　2023年3月30日", []),
    ],
)
def test_who_signs_before_the_day(line: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, "全年支出95万元。", line) == findings
