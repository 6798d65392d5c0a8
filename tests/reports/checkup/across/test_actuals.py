"""What prose and goals say of an indicator, whatever the words between its name and the figure."""

import pytest

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

FORM = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 新建乡镇消防站数量 | ≥6座 | 6座 | 20 | 20 |",
    "产出指标 | 受训人员人数 | ≥280名 | 286名 | 20 | 20 |",
    "产出指标 | “三公”经费控制数 | ≤42万元 | 38.6万元 | 10 | 10 |",
    "效益指标 | 火灾平均响应时间 | ≤12分钟 | 11分钟 | 20 | 20 |",
    "效益指标 | 持证志愿者增加数 | ≥60人 | 65人 | 5 | 5 |",
    "效益指标 | 群众满意度 | ≥90% | 95% | 25 | 25 |",
)


@pytest.mark.parametrize(
    "text",
    [
        "火灾平均响应时间缩短至11分钟，群众满意度经第三方调查为95%。",
        "火灾平均响应时间由15分钟缩短至11分钟。",
        "项目实施后，火灾平均响应时间稳定在11分钟，群众满意度大幅提升到95%。",
        "新建的6座消防站均已启用，对12座消防站开展检查。",
        "全年建成乡镇消防站6座，受训人员286人。",
        "“三公”经费支出38.6万元，比上年决算数41.5万元有所下降。",
        "“三公”经费实际支出38.60万元。",
        "持证志愿者净增65人。",
        "新增持证志愿者65人。",
        "城区火灾平均响应时间缩短至8分钟。",
        "火灾平均响应时间比目标值缩短1分钟。",
        "“三公”经费预算42万元。",
        "上年“三公”经费支出41.5万元。",
        "群众满意度问卷回收率98%。",
        "火灾平均响应时间由15分钟缩短至11分钟以内。",
    ],
)
def test_the_same(text: str) -> None:
    assert found("2023年度项目支出绩效自评报告", text, FORM) == []


@pytest.mark.parametrize(
    "text",
    [
        "火灾平均响应时间缩短至10分钟。",
        "火灾平均响应时间由15分钟缩短至10分钟。",
        "火灾平均响应时间稳定在10分钟。",
        "群众满意度经第三方调查为96%。",
        "群众满意度大幅提升到96%。",
        "带动群众满意度达到96%。",
        "建成乡镇消防站8座。",
        "持证志愿者净增56人。",
        "新增持证志愿者66人。",
        "受训人员268人。",
        "培育受训人员268人。",
        "新建的8座消防站均已启用。",
        "“三公”经费支出36.8万元，比上年决算数41.5万元有所下降。",
    ],
)
def test_another_figure(text: str) -> None:
    assert [kind for _severity, kind in found("2023年度项目支出绩效自评报告", text, FORM)] == [
        "prose_vs_table"
    ]


TOLD = "数量指标“开展职业技能培训人数”：预期指标值为3200人，实际完成值为3220人，权重8分，得8.00分。"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年开展职业技能培训3220人，目标3200人。", []),
        ("全年开展职业技能培训3320人，目标3200人。", [("error", "prose_vs_table")]),
        ("上年开展职业技能培训2980人。", []),
    ],
)
def test_an_indicator_that_the_prose_goes_through(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, TOLD) == findings


@pytest.mark.parametrize(
    ("heading", "goal", "findings"),
    [
        ("预期目标", "新建乡镇消防站6座，群众满意度90%以上。", []),
        ("预期目标", "新建乡镇消防站8座，群众满意度90%以上。", [("warning", "prose_vs_table")]),
        ("年度总体目标", "新建乡镇消防站6座，群众满意度不低于92%。", [("warning", "prose_vs_table")]),
        ("中长期目标", "新建乡镇消防站8座。", []),
        ("预期目标", "新建乡镇消防站60座。", []),
    ],
)
def test_the_goals_of_the_form(heading: str, goal: str, findings: list[tuple[str, str]]) -> None:
    table = grid(f"{heading} | 实际完成情况", f"{goal} | 全面完成年度任务。")
    assert found("2023年度项目支出绩效自评表", table, FORM) == findings


WORK = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
    "产出指标 | 日常巡查次数 | ≥48次 | 52次 | 40 | 40",
    "产出指标 | 年度清淤数量 | 900吨 | 860吨 | 20 | 19.1",
    "效益指标 | 投诉办结率 | ≥90% | 95% | 30 | 30",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年开展巡查52次。", []),
        ("全年组织巡查25次。", []),
        ("全年开展巡查42次。", [("warning", "prose_vs_table")]),
        ("清淤补贴按实际清淤860吨计算。", []),
        ("清淤补贴按实际清淤680吨计算。", [("error", "prose_vs_table")]),
        ("清淤补贴按合同清淤950吨计算。", []),
        ("上半年开展巡查27次，开展夜间巡查30次，计划开展巡查50次。", []),
    ],
)
def test_a_piece_of_work(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, WORK) == findings


WORKS = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 新建足球场 | 4片 | 4片 | 30 | 30 |",
    "产出指标 | 更新健身路径 | 36套 | 38套 | 40 | 40 | 中标价低，增加2套",
    "产出指标 | 举办群众赛事 | 24项 | 23项 | 30 | 28.75 | 因汛情取消一项",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("新建足球场4片，更新健身路径36套，举办群众赛事24项。", []),
        ("新建足球场4片，更新健身路径38套，举办群众赛事23项。", []),
        ("新建足球场4片；更新健身路径36套；举办群众赛事23项。", [("error", "prose_vs_table")]),
    ],
)
def test_a_target_is_not_told_beside_what_was_done(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, WORKS) == findings


ITEMS = grid(
    "子项目 | 预算安排（万元） | 实际支出（万元） | 计划任务 | 实际完成",
    "残疾儿童康复训练 | 152 | 146.68 | 95人 | 97人",
    "家庭无障碍改造 | 36 | 30.36 | 60户 | 51户",
    "白内障复明手术 | 50 | 50 | 150例 | 150例",
    "合计 | 238 | 227.04 | — | —",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("无障碍改造51户，完成85%，未完成的9户已终止。", []),
        ("无障碍改造54户，完成85%，未完成的9户已终止。", [("warning", "prose_vs_table")]),
        ("家庭无障碍改造54户。", [("warning", "prose_vs_table")]),
        ("家庭无障碍改造计划60户。", []),
        ("上年家庭无障碍改造54户。", []),
        ("康复训练97人。", []),
    ],
)
def test_what_the_rows_of_a_table_report(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, ITEMS) == findings


READERS = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 书房数量 | 6处 | 6处 | 50 | 50 |",
    "效益指标 | 到馆人次 | ≥8万 | 8.2万 | 50 | 50 |",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年到馆8.2万人次。", []),
        ("全年到馆8.6万人次。", [("warning", "prose_vs_table")]),
        ("到馆人次为8.6万人次。", [("error", "prose_vs_table")]),
        ("其中少儿到馆6万人次。", []),
        ("线上访问8.6万人次。", []),
    ],
)
def test_the_name_tells_what_is_counted(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, READERS) == findings


UNITS = grid(
    "一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
    "产出指标 | 草原围栏建设（万米） | ≥18 | 18.6 | 40 | 40",
    "产出指标 | 培训牧民人数（人次） | ≥500 | 510 | 40 | 40",
    "产出指标 | 监测站点改造（一期） | ≥4个 | 4个 | 20 | 20",
    "总分 |  |  |  | 100 | 100",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("草原围栏建设18.6万米。", []),
        ("草原围栏建设186000米。", []),
        ("草原围栏建设17.2万米。", [("error", "prose_vs_table")]),
        ("全年培训牧民510人次。", []),
        ("全年培训牧民540人次。", [("error", "prose_vs_table")]),
        ("监测站点改造6个。", [("warning", "prose_vs_table")]),
    ],
)
def test_units_that_the_name_of_an_indicator_ends_with(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text, UNITS) == findings


@pytest.mark.parametrize(
    ("done", "findings"),
    [
        ("1.检查企业436家；2.组织专项演练22场。", []),
        ("1.检查企业436家；2.组织专项演练24场。", [("warning", "prose_vs_table")]),
    ],
)
def test_what_stands_beside_the_outcome_was_done(done: str, findings: list[tuple[str, str]]) -> None:
    goals = grid("年度主要任务 | 1.检查企业420家；2.组织专项演练24场。", f"任务完成情况 | {done}")
    form = grid(
        "三级指标 | 指标值 | 完成值 | 偏差原因",
        "检查企业数量 | ≥420家 | 436家 | ",
        "专项演练场次 | ≥24场 | 22场 | 台风期间停办",
    )
    assert found("2023年度项目支出绩效自评表", goals, form) == findings


def _remarked(remark: str, points: str = "6") -> Table:
    return grid(
        "一级指标 | 三级指标 | 分值 | 得分 | 扣分原因",
        f"产出指标 | 渠系建筑物改造座数 | 7 | {points} | {remark}",
        "效益指标 | 新增灌溉面积 | 93 | 93 |",
        f"总分 |  | 100 | {93 + int(points)} |",
    )


REMARK = "计划21座，完成18座，其余3座移交次年实施"


@pytest.mark.parametrize(
    ("remark", "text", "findings"),
    [
        (REMARK, "改造渠系建筑物18座，目标21座。", []),
        (REMARK, "改造渠系建筑物19座，目标21座。", [("error", "prose_vs_table")]),
        ("目标21座，实际完成18座", "全年改造渠系建筑物19座。", [("error", "prose_vs_table")]),
        ("计划数21座、完成数18座", "渠系建筑物改造19座。", [("error", "prose_vs_table")]),
        ("完成18座，较计划21座少3座", "渠系建筑物改造共16座。", [("error", "prose_vs_table")]),
        ("应完成21座，实际18座", "改造渠系建筑物16座。", [("error", "prose_vs_table")]),
        ("年初计划改造21座，实际改造18座", "改造渠系建筑物19座。", [("error", "prose_vs_table")]),
        ("任务21座，建成18座", "完成渠系建筑物改造19座。", [("error", "prose_vs_table")]),
        (REMARK, "上年改造渠系建筑物19座。", []),
        (REMARK, "计划改造渠系建筑物21座。", []),
        (REMARK, "上半年改造渠系建筑物9座。", []),
        (REMARK, "其中改造渠系建筑物10座。", []),
        ("少完成3座", "改造渠系建筑物19座。", []),
        ("未完成3座，计划次年完成", "改造渠系建筑物19座。", []),
        ("计划21座，3座未完成", "改造渠系建筑物19座。", []),
        ("计划21座，完成18处", "改造渠系建筑物19座。", []),
    ],
)
def test_what_a_remark_tells(remark: str, text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效评价报告", text, _remarked(remark)) == findings


def test_a_remark_on_an_indicator_with_all_its_points_is_doubtful() -> None:
    told = found("2023年度项目支出绩效评价报告", "改造渠系建筑物19座。", _remarked(REMARK, "7"))
    assert told == [("warning", "prose_vs_table")]


CARE = grid(
    "三级指标 | 指标值 | 完成值 | 分值 | 得分",
    "救助残疾儿童人数 | ≥320人 | 326人 | 40 | 40",
    "适配辅助器具件数 | ≥1480件 | 1480件 | 40 | 40",
    "残疾人满意度 | ≥90% | 95% | 20 | 20",
    "总分 | | | 100 | 100",
)


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (("年度总体目标", "为230名残疾儿童提供康复救助，适配器具1480件。"), [("warning", "prose_vs_table")]),
        (("年度目标", "为230名残疾儿童实施救助。"), [("warning", "prose_vs_table")]),
        (("年度绩效目标", "救助残疾儿童230人。"), [("warning", "prose_vs_table")]),
        (("总体目标（2023年度）", "适配辅助器具1840件。"), [("error", "prose_vs_table")]),
        (("年度总体目标", "为320名残疾儿童提供康复救助。"), []),
        (("年度总体目标", "为320余名残疾儿童提供康复救助。"), []),
        (("年度总体目标", "为326名残疾儿童提供康复救助。"), []),
        (("年度总体目标", "为230名残疾人提供康复服务。"), []),
        (("年度总体目标", "救助残疾儿童320人，其中230名脑瘫儿童残疾程度为一级，得到救助。"), []),
        (("长期目标（2022—2025年）", "为2300名残疾儿童提供康复救助。"), []),
        (("目标群体", "为326名残疾儿童提供康复救助。"), []),
    ],
)
def test_goals_in_lines_of_their_own(lines: tuple[str, str], findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评表", *lines, CARE) == findings


LINES = (
    "维修养护工程处数 ≥62处 62处 5 5.00",
    "更换管道长度 ≥38公里 36.1公里 5 4.75 待道路改造",
    "更换水泵台数≥45台 48台 4 4.00 应急更换",
    "水质检测合格率≥95% 93.1% 4 3.92 积雪",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("更换管道31.6公里，受益4.16万人。", [("error", "prose_vs_table")]),
        ("完成维修养护62处，更换管道31.6公里。", [("error", "prose_vs_table")]),
        ("全年更换水泵84台。", [("warning", "prose_vs_table")]),
        ("水质检测合格率91.3%。", [("error", "prose_vs_table")]),
        ("更换管道36.1公里，更换水泵48台。", []),
        ("更换管道38公里，保障4.1万人饮水安全。", []),
        ("计划更换管道40公里。", []),
        ("上年更换管道31.6公里。", []),
        ("其中甲镇更换管道12公里。", []),
        ("更换闸阀31处。", []),
    ],
)
def test_rows_of_a_form_that_came_as_lines(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评表", *LINES, text) == findings


def test_one_line_is_no_form() -> None:
    assert found("2023年度项目支出绩效自评表", LINES[1], "更换管道21.9公里。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("新建50立方米以上蓄水池19座，新增藏书13650册。", []),
        ("新建50立方米以上蓄水池16座。", [("error", "prose_vs_table")]),
        ("新建50立方米以上水塔16座。", []),
        ("新建蓄水池50立方米以上的16座。", []),
    ],
)
def test_bounds_belong_to_names(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 新建蓄水池 | 20座 | 19座 | 50 | 47.5 | 取消1座",
        "产出指标 | 新增藏书 | ≥13000册 | 13650册 | 50 | 50 | ",
    )
    assert found("2023年度项目支出绩效自评报告", text, form) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("新增藏书13650册，年末总藏量32.85万册。", []),
        ("新增藏书13560册，年末总藏量32.85万册。", [("error", "prose_vs_table")]),
    ],
)
def test_targets_with_what_was_done_in_one_remark(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 二级指标 | 分值 | 得分 | 评分说明",
        "产出指标 | 新增藏书 | 50 | 50 | ≥13000册，实际13650册",
        "产出指标 | 开放天数 | 50 | 50 | ≥300天，实际312天",
    )
    assert found("2023年度项目支出绩效自评报告", text, form) == findings
