"""Tables whose columns or rows are not what they seem at first: nothing is said of them, or what is right."""

import pytest

from reports.document import Cell, Column, Table, Text
from tests.reports.checkup.test_examination import found, grid

TITLE = "某县文化馆2022年度项目支出绩效自评报告"


def points(*weights: str, total: str) -> Table:
    scores = ("9.9", "30.0", "50.0", "10.0")
    names = ("预算执行率", "演出场次", "观众人次", "观众满意度")
    rows = [f"{n} | {w} | {s}" for n, w, s in zip(names, weights, scores, strict=True)]
    return grid("三级指标 | 权重 | 得分", *rows, f"合计 | {total} | 99.9")


def test_weights_may_be_shares_of_one() -> None:
    assert found(TITLE, points("0.10", "0.30", "0.50", "0.10", total="1.00")) == []
    assert ("error", "weight") in found(TITLE, points("0.10", "0.40", "0.50", "0.10", total="1.00"))
    assert ("error", "score") in found(TITLE, points("0.10", "0.25", "0.55", "0.10", total="1.00"))


def test_where_most_scores_exceed_their_weights_the_columns_hold_something_else() -> None:
    assert ("error", "score") not in found(TITLE, points("1", "3", "5", "10", total="19"))


@pytest.mark.parametrize("head", ["得分依据", "得分说明", "评分依据"])
def test_what_a_score_rests_on_is_no_score(head: str) -> None:
    table = grid(
        f"二级指标 | 分值 | 得分 | {head}",
        "物资验收合格率 | 60 | 60 | 100%",
        "受助群众满意度 | 40 | 40 | 96.5%",
        "合计 | 100 | 100 | ",
    )
    assert found(TITLE, table) == []


@pytest.mark.parametrize(
    ("whole", "total", "findings"),
    [
        ("99.85", "89.85", []),
        ("98.75", "89.85", [("error", "prose_vs_table")]),
        ("98.95", "88.95", [("error", "score")]),
    ],
)
def test_a_total_may_leave_the_points_of_execution_out(
    whole: str, total: str, findings: list[tuple[str, str]]
) -> None:
    money = grid(
        "项目资金（元） | 年初预算 | 全年预算 | 全年执行数 | 执行率(%) | 执行率权重 | 执行率得分",
        "年度总金额 | 1860000.00 | 1794000.00 | 1794000.00 | 100.00 | 10 | 10",
    )
    table = grid(
        "指标名称 | 年初指标值 | 全年完成值 | 权重 | 指标得分",
        "演出场次 | ≥200场 | 210场 | 40 | 40",
        "观众满意度 | ≥90% | 89.73% | 50 | 49.85",
        f"合计 | | | 90 | {total}",
    )
    result = found(TITLE, money, table, f"项目自评总分{whole}分。")
    assert [one for one in result if one[1] in ("duplicate", "score", "prose_vs_table")] == findings


def test_a_total_divided_in_two_ways_is_the_sum_of_each() -> None:
    def divided(total: str) -> Table:
        return grid(
            "资金类别 | 年初预算数 | 全年预算数 | 全年执行数",
            f"年度资金总额 | 9640.00 | 9812.50 | {total}",
            "其中：基本支出 | 6120.00 | 6120.00 | 6075.80",
            "人员经费 | 4860.00 | 4860.00 | 4843.20",
            "公用经费 | 1260.00 | 1260.00 | 1232.60",
            "项目支出 | 3520.00 | 3692.50 | 3540.45",
            "按来源：财政拨款 | 2430.00 | 2602.50 | 2602.50",
            "事业收入 | 7100.00 | 7100.00 | 6905.40",
            "其他收入 | 110.00 | 110.00 | 108.35",
        )

    assert found(TITLE, divided("9616.25")) == []
    assert found(TITLE, divided("9661.25")) == [("error", "sum")]


def test_rows_that_make_up_the_one_above_are_not_counted_twice() -> None:
    def nested(total: str) -> Table:
        return grid(
            "项目 | 年初预算（万元） | 决算数（万元）",
            "基本支出 | 1700.60 | 1679.70",
            "人员经费 | 1502.60 | 1486.30",
            "公用经费 | 198.00 | 193.40",
            "项目支出 | 246.00 | 237.50",
            "人民调解 | 130.00 | 125.40",
            "法律援助 | 116.00 | 112.10",
            f"合计 | 1946.60 | {total}",
        )

    assert found(TITLE, nested("1917.20")) == []
    assert found(TITLE, nested("1927.10")) == [("error", "sum")]


@pytest.mark.parametrize(("rate", "findings"), [("100.00%", []), ("96.00%", [("error", "ratio")])])
def test_a_rate_is_of_what_every_row_shows(rate: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 调整后预算（万元） | 到位资金（万元） | 支出（万元） | 支出率",
        "界线联检 | 20.00 | 20.00 | 18.64 | 93.20%",
        f"地名保护 | 18.00 | 10.00 | 10.00 | {rate}",
        "养老补助 | 210.00 | 120.00 | 118.50 | 98.75%",
        "社工站 | 96.00 | 48.00 | 47.20 | 98.33%",
    )
    judged = [one for one in found(TITLE, table) if one[1] == "ratio"]
    assert bool(judged) == bool(findings)


@pytest.mark.parametrize("line", ["单位：人、元、分", "（单位:元）", "补助标准：300元　　单位：人、元"])
def test_the_unit_of_money_among_others(line: str) -> None:
    table = grid(
        "学校 | 学生数 | 预算数 | 支出数 | 执行率",
        "建设小学 | 1240 | 372000.00 | 365180.00 | 98.17%",
        "新民小学 | 865 | 259500.00 | 259500.00 | 100.00%",
        "合计 | 2105 | 631500.00 | 624680.00 | 98.92%",
    )
    assert found(TITLE, line, table, "全年预算63.15万元，实际支出624680.00元。") == []
    assert found(TITLE, line, table, "全年预算63.15万元，实际支出624680.00万元。") == [("error", "unit")]


def test_the_stub_names_the_unit_of_its_columns() -> None:
    table = grid(
        "项目资金（元） | 年初预算数 | 全年预算数 | 全年执行数",
        "年度资金总额 | 960000.00 | 912500.00 | 912500.00",
        "其中：当年财政拨款 | 960000.00 | 912500.00 | 912500.00",
    )
    assert found(TITLE, table, "项目年初预算96万元，全年支出912500元。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("经第三方机构评价，“文物保护”项目综合得分93.20分，与自评得分94.55分相差1.35分。", []),
        ("“文物保护”项目自评得分93.20分。", [("error", "prose_vs_table")]),
    ],
)
def test_scores_that_others_gave(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "项目名称 | 全年预算数（万元） | 执行数（万元） | 执行率 | 自评得分",
        "文物保护 | 324.50 | 309.86 | 95.49% | 94.55",
        "应急广播 | 96.20 | 96.20 | 100.00% | 99.00",
        "合计 | 420.70 | 406.06 | 96.52% | 96.78",
    )
    assert [one for one in found(TITLE, table, text) if one[0] == "error"] == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("三年累计演出586场。", []),
        ("2020年—2022年演出586场。", []),
        ("全年演出218场。", [("prose_vs_table")]),
    ],
)
def test_what_was_done_in_several_years(text: str, findings: list[str]) -> None:
    table = grid("三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分", "演出 | ≥200场 | 210场 | 100 | 100")
    named = grid(
        "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分", "惠民演出场次 | ≥200场 | 210场 | 100 | 100"
    )
    assert [one for one in found(TITLE, table, text) if one[0] == "error"] == []
    assert [kind for _severity, kind in found(TITLE, named, text.replace("演出", "惠民演出"))] == findings


def test_grades_of_another_year() -> None:
    table = grid(
        "项目名称 | 预算（万元） | 支出（万元） | 自评等次",
        "界线联检 | 20.00 | 18.64 | 优",
        "地名保护 | 18.00 | 10.00 | 良",
        "养老补助 | 210.00 | 118.50 | 优",
    )
    assert found(TITLE, table, "2021年自评等次为“优”的1个、“良”的2个。") == []
    assert [kind for _severity, kind in found(TITLE, table, "自评等次为“优”的1个、“良”的2个。")] == [
        "count"
    ] * 2


def test_what_the_upper_heading_alone_names_is_money_too() -> None:
    def issued(text: str) -> list[tuple[str, str]]:
        # 资金（万元） stands over 下达 and 支出, 乡镇 beside both rows
        head = (Cell((Text("乡镇"),), rowspan=2), Cell((Text("资金（万元）"),), colspan=3))
        below = tuple(Cell((Text(one),)) for one in ("下达", "支出", "执行率"))
        rows = tuple(
            tuple(Cell((Text(one),)) for one in row.split("|"))
            for row in ("安台乡|150|148.5|99.0%", "白墩乡|128|125|97.7%", "合计|278|273.5|98.4%")
        )
        return found(TITLE, Table("", (Column(1),) * 4, (), (head, below, *rows)), text)

    assert issued("资金分解到2个乡镇：安台乡150万元、白墩乡128万元。") == []
    assert issued("全年白墩乡支出152万元。") == [("error", "prose_vs_table")]


def test_bands_with_signs_are_no_scores() -> None:
    text = "自评总分96.67分。等级划分：总分≥95为A级，90≤总分<95为B级，80≤总分<90为C级，总分<80为D级。"
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "四个项目各7.5分，未完成的按完成率计分：改造得7.13分，扶持得7.27分，其余两项各得7.5分，合计29.40分。",
        "支出181.26万元，结余3.74万元，其中活动62.40万元、培训48.86万元、展示70.00万元，占比分别为34.4%、27.0%和38.6%。",
    ],
)
def test_points_and_shares_of_several(text: str) -> None:
    assert [one for one in found(TITLE, text) if one[0] == "error"] == []


def test_an_indicator_may_begin_like_a_total() -> None:
    table = grid(
        "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "新购图书 | 30000册 | 31260册 | 50 | 50",
        "总分馆通借通还覆盖率 | 100% | 100% | 30 | 30",
        "读者满意度 | ≥92% | 95.1% | 20 | 20",
        "总分 | | | 100 | 100",
    )
    assert found(TITLE, table) == []


def test_what_each_costs_does_not_add_up() -> None:
    table = grid(
        "路线 | 里程（公里） | 完成投资（万元） | 单公里造价（万元）",
        "甲线 | 4.00 | 340.00 | 85.00",
        "乙线 | 6.00 | 480.00 | 80.00",
        "丙线 | 5.00 | 450.00 | 90.00",
        "合计 | 15.00 | 1270.00 | 84.67",
    )
    assert found(TITLE, table) == []


def test_a_part_in_another_unit_is_no_other_division() -> None:
    table = grid(
        "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数",
        "年度资金总额 | 12.00 | 12.00 | 10.98",
        "其中：当年财政拨款 | 120000.00 | 120000.00 | 109800.00",
    )
    assert found(TITLE, table) == [("error", "unit")] * 3


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("水压试验68段，一次合格66段，一次合格率97.06%。", []),
        ("水压试验68段，一次合格66段，一次合格率98.06%。", [("error", "ratio")]),
        ("收回意见书836份，其中同意改造的812户，占收回份数的97.13%。", []),
        ("签订施工合同4份、监理合同1份、检测合同1份，合同共计6份。", []),
        ("签订施工合同4份、监理合同1份、检测合同1份，合同共计7份。", [("error", "count")]),
        (
            "预算188.00万元，由中央资金、省级资金和县级配套组成，其中中央资金100.00万元、省级资金54.00万元、县级配套34.00万元。",
            [],
        ),
        (
            "预算179.00万元，由中央资金、省级资金和县级配套组成，其中中央资金100.00万元、省级资金54.00万元、县级配套34.00万元。",
            [("error", "sum")],
        ),
    ],
)
def test_counts_are_exact_and_totals_have_names(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_the_spending_of_the_whole_office() -> None:
    table = grid(
        "任务 | 全年预算（万元） | 支出（万元） | 执行率",
        "水库养护 | 1000.00 | 980.00 | 98.00%",
        "河道管护 | 874.00 | 846.32 | 96.83%",
        "合计 | 1874.00 | 1826.32 | 97.46%",
    )
    assert found(TITLE, table, "2022年全局支出1826.32万元。") == []
    assert found(TITLE, table, "2022年全局支出1862.32万元。") == [("error", "prose_vs_table")]


@pytest.mark.parametrize(
    ("weight", "findings"), [("30", []), ("25", [("error", "score"), ("error", "weight")])]
)
def test_weights_and_what_was_done_under_each_others_headings(
    weight: str, findings: list[tuple[str, str]]
) -> None:
    table = grid(
        "一级指标 | 三级指标 | 目标值 | 实际完成值 | 分值 | 得分 | 原因",
        "产出 | 制度健全性 | 健全 | 20 | 健全 | 20 | ",
        f"产出 | 演出场次 | ≥200场 | {weight} | 210场 | 30 | ",
        "产出 | 完成及时率 | ≥95% | 20 | 96% | 20 | ",
        "满意度 | 观众满意度 | ≥90% | 30 | 92% | 30 | ",
        "合计 | | | 100 | | 100 | ",
    )
    assert sorted(found(TITLE, table)) == findings


FORM = (
    "一级指标 | 二级指标 | 三级指标 | 目标值 | 实际完成值 | 分值 | 得分",
    "产出指标 | 数量指标 | 演出场次 | ≥200场 | 190场 | 60 | 57",
    "效益指标 | 社会效益指标 | 观众人次 | ≥5万人次 | 5.2万人次 | 20 | 20",
    "满意度指标 | 满意度指标 | 观众满意度 | ≥90% | 92% | 10 | 10",
)


@pytest.mark.parametrize(("whole", "findings"), [("97", []), ("96", [("error", "score")])])
def test_the_points_of_execution_below_the_subtotal(whole: str, findings: list[tuple[str, str]]) -> None:
    cells = [tuple(Cell((Text(text.strip()),)) for text in row.split("|")) for row in FORM]
    closing = (("指标得分小计", "90", "87"), ("预算执行得分", "10", "10"), ("总分", "100", whole))
    below = [
        (Cell((Text(name),), colspan=5), Cell((Text(weight),)), Cell((Text(score),)))
        for name, weight, score in closing
    ]
    table = Table("", (Column(1),) * 7, (), (*cells, *below))
    assert found(TITLE, table) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("本类指标1项，分值合计60分，自评得分57分。", []),
        ("效益类指标自评得分小计20分。", []),
        ("指标分值合计90分，自评总分86分。", [("error", "prose_vs_table")]),
        ("由产出（60分）、效益（30分）两部分组成，满分90分。", []),
        ("效益类（含满意度）指标2项，满分30分，得30分。", []),
        ("效益指标得28分。", [("error", "prose_vs_table")]),
    ],
)
def test_the_points_of_a_class_of_indicators(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, grid(*FORM, "总分 | | | | | 90 | 87"), text) == findings


LIST = grid(
    "序号 | 项目名称 | 年初预算（万元） | 全年预算（万元） | 支出（万元） | 执行率 | 自评得分",
    "一、演出 | | 120.00 | 120.00 | 120.00 | 100.00% | ",
    "1 | 送戏下乡 | 90.00 | 90.00 | 90.00 | 100.00% | 99.00",
    "2 | 公益讲座 | 30.00 | 30.00 | 30.00 | 100.00% | 96.00",
    "二、设施 | | 80.00 | 80.00 | 76.00 | 95.00% | ",
    "3 | 场馆维修 | 80.00 | 80.00 | 76.00 | 95.00% | 87.00",
    "合计 | 3个项目 | 200.00 | 200.00 | 196.00 | 98.00% | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("执行率达到100%的项目2个。", []),
        ("执行率达到100%的项目3个。", [("error", "count")]),
        ("3个项目自评得分平均94分。该项目年初预算90.00万元。", []),
        ("年初预算208.00万元。", [("error", "prose_vs_table")]),
        ("1.群众文化方面，计划演出20场，支出资金90.00万元。", []),
    ],
)
def test_lists_of_projects_in_groups(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, LIST, grid(*FORM, "总分 | | | | | 90 | 87"), text) == findings


@pytest.mark.parametrize(("grade", "findings"), [("优", []), ("良", [("error", "grade")])])
def test_the_grade_may_stand_under_the_scores(grade: str, findings: list[tuple[str, str]]) -> None:
    rows = [tuple(Cell((Text(text.strip()),)) for text in row.split("|")) for row in FORM[:1] + FORM[1:]]
    last = (
        Cell((Text("总分"),), colspan=2),
        Cell((Text("90"),)),
        Cell((Text("87"),), colspan=3),
        Cell((Text(grade),)),
    )
    note = "90分制，80分（含）以上为优，70分（含）以上为良，60分（含）以上为中，60分以下为差。"
    assert found(TITLE, Table("", (Column(1),) * 7, (), (*rows, last)), note) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("为42所学校更新一键报警和视频监控设施，其中小学27所、中学15所。", []),
        ("为45所学校更新一键报警和视频监控设施，其中小学27所、中学15所。", [("error", "count")]),
        ("组织45名教师参加全镇集中开展的业务培训，其中党员20名、女性15名。", []),
        ("安排2360.00万元，实际支出2242.00亿元，支出率95.00%。", [("error", "unit")]),
    ],
)
def test_parts_of_what_was_counted_before(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    "text",
    [
        "决策12分得12分，过程20分得19.4分（其中资金执行5分得4.95分，绩效监控3分得2.45分），产出40分得39.7分，效益28分得27分，总分98.1分。",
        "产出50分，其中能力评估15分按98.58%折算14.79分，其余35分全得；效益30分，得30分。",
        "各项指标分值（含预算执行10分）合计为100分，其中产出指标50分、效益指标30分、满意度指标10分。",
        "明年预算拟压减到3600万元，比今年少600万元，降幅14.29%。",
        "今年41起，比上年的48起减少7起，目标为下降10%。",
        "自评结果将作为2024年度资金分配的因素之一。",
        "取暖支出1460元，较上年1520元减少60元，但“取暖支出下降5%”的目标只实现3.95%。",
        "扣分情况：预算调整率扣1分、公众满意度扣1分（问卷150份，满意率93.3%）。",
    ],
)
def test_points_changes_and_intentions(text: str) -> None:
    assert found(TITLE, text) == []


PAID = grid(
    "乡镇 | 应补助（万元） | 已兑付（万元） | 兑付率",
    "石堡镇 | 1290.00 | 1290.00 | 100.00%",
    "南峪乡 | 810.00 | 756.00 | 93.33%",
    "合计 | 2100.00 | 2046.00 | 97.43%",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("全年实际支出2046.00万元，结余54.00万元。", []),
        ("全年实际支出2406.00万元。", [("error", "prose_vs_table")]),
        ("分乡镇看，南峪乡兑付支出756.00万元，执行率93.33%。", []),
        ("（一）南峪乡项目。全年预算810.00万元，支出756.00万元。", []),
        ("南峪乡另有86.40万元用于设备维护，实际执行66.24万元。", []),
    ],
)
def test_what_was_due_and_what_was_paid_out(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, PAID, text) == findings


def test_targets_and_actuals_may_be_headed_shortly() -> None:
    def form(done: str) -> Table:
        return grid(
            "一级指标 | 指标内容 | 目标 | 实际 | 分值 | 得分",
            "产出 | 培训人次 | ≥400人次 | 420人次 | 60 | 60",
            f"效益 | 种植户满意度 | ≥90% | {done} | 40 | 40",
            "合计 | | | | 100 | 100",
        )

    text = "问卷调查的种植户满意度为95.4%。"
    assert found(TITLE, form("95.4%"), text) == []
    assert found(TITLE, form("94.5%"), text) == [("error", "prose_vs_table")]


def test_averages_in_every_shape_are_not_added_up() -> None:
    table = grid(
        "活动类别 | 实际场次 | 服务人次 | 场均人次",
        "展览 | 12 | 24000 | 2000",
        "讲座 | 30 | 3000 | 100",
        "培训 | 50 | 4000 | 80",
        "合计 | 92 | 31000 | 337",
    )
    assert found(TITLE, table) == []


def test_what_was_taken_off_is_no_budget() -> None:
    text = "应补1269.76万元，按办法扣减2%，即25.40万元，实际拨付1244.36万元，预算执行率92.17%。"
    assert found(TITLE, text) == []


def test_rows_that_begin_too_far_right_tell_nothing_of_weights() -> None:
    table = grid(
        "指标 | 目标 | 完成 | 分值 | 得分 | 原因",
        "预算执行率 | 100% | 100% | 10 | 10 | ",
        "演出场次 | ≥20场 | 20场 | 50 | 50 | ",
        " | 观众满意度 | ≥85% | 89.6% | 40 | 40",
        "总分 | | | 100 | 100 | ",
    )
    assert ("error", "weight") not in found(TITLE, table)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("纳入自评的项目共2个，全年预算301.50万元。送戏下乡年中调减5万元。", []),
        ("送戏下乡项目全年预算301.50万元。", [("error", "prose_vs_table")]),
    ],
)
def test_a_text_of_all_projects_may_name_one(text: str, findings: list[tuple[str, str]]) -> None:
    def form(name: str, budget: str) -> Table:
        return grid(
            f"项目名称 | {name} | | ",
            "项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数",
            f"年度资金总额 | {budget} | {budget} | {budget}",
            "三级指标 | 指标值 | 分值 | 得分",
            "演出场次 | ≥20场 | 100 | 100",
            "总分 | | 100 | 100",
        )

    assert found(TITLE, form("送戏下乡", "205.00"), form("场馆维修", "96.50"), text) == findings


@pytest.mark.parametrize(("total", "findings"), [("88.9", []), ("98.1", []), ("89.8", [("error", "score")])])
def test_execution_scored_without_a_weight_beside_it(total: str, findings: list[tuple[str, str]]) -> None:
    money = grid(
        "项目资金 | 年初预算 | 全年预算 | 执行数 | 执行率 | 得分",
        "资金总额（万元） | 330 | 350 | 322 | 92.00% | 9.2",
    )
    form = grid(
        "三级指标 | 目标 | 完成 | 分值 | 得分 | 扣分原因",
        "修缮文物点 | 14处 | 13处 | 15 | 13.9 | 1处因产权纠纷暂停",
        "开放文物点 | ≥5处 | 6处 | 75 | 75 | ",
        f"合计 | | | 90 | {total} | ",
    )
    assert found(TITLE, money, form) == findings


def test_a_difference_of_two_years_is_no_adjustment() -> None:
    table = grid(
        "支出性质 | 年初预算 | 调整预算 | 决算数 | 决算较2021年增减 | 2021年决算数",
        "基本支出 | 264.00 | 276.50 | 270.42 | 12.10 | 258.32",
        "项目支出 | 110.00 | 110.00 | 98.30 | -6.45 | 104.75",
        "合计 | 374.00 | 386.50 | 368.72 | 5.65 | 363.07",
    )
    assert found(TITLE, table) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("安装智能水表5570只（年度目标≥5790只）。", []),
        ("安装智能水表5507只（年度目标≥5790只）。", [("error", "prose_vs_table")]),
        ("完成情况见表55，合格情况见表3-1。", []),
    ],
)
def test_meters_are_no_numbers_of_tables(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "三级指标 | 目标值 | 完成值 | 分值 | 得分 | 原因",
        "安装智能水表 | ≥5790只 | 5570只 | 60 | 57.72 | 部分申报核减",
        "工程验收合格率 | =100% | 100% | 40 | 40 | ",
        "总分 | | | 100 | 97.72 | ",
    )
    assert found(TITLE, form, text) == findings


@pytest.mark.parametrize(
    ("paid", "rate", "findings"),
    [("18.71", "94.93%", []), ("21.71", "110.15%", [("error", "exceed")])],
)
def test_what_was_spent_in_the_year_is_headed_so(
    paid: str, rate: str, findings: list[tuple[str, str]]
) -> None:
    total = {"18.71": "251.73", "21.71": "254.73"}[paid]
    share = {"18.71": "76.28%", "21.71": "77.19%"}[paid]
    table = grid(
        "项目名称 | 全年预算（万元） | 全年执行（万元） | 执行率",
        "环卫车辆购置 | 310.27 | 233.02 | 75.10%",
        f"排水管网清淤 | 19.71 | {paid} | {rate}",
        f"合计 | 329.98 | {total} | {share}",
    )
    assert [one for one in found(TITLE, table) if one[1] == "exceed"] == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("南乡项目安排资金最多，预算810.00万元，占38.57%，实际支出756.00万元。", []),
        ("全年预算2100.00万元，实际支出2406.00万元。", [("error", "prose_vs_table")]),
        ("2项指标未完成计划，分别是演出场次（完成率95.19%）、讲座场次（完成率96.17%）。", []),
        (
            "3项指标未完成计划，分别是演出场次（完成率95.19%）、讲座场次（完成率96.17%）。",
            [("error", "count")],
        ),
    ],
)
def test_a_row_named_farther_before(text: str, findings: list[tuple[str, str]]) -> None:
    table = grid(
        "名称 | 全年预算（万元） | 全年支出（万元） | 执行率",
        "北乡项目 | 1290.00 | 1290.00 | 100.00%",
        "南乡项目 | 810.00 | 756.00 | 93.33%",
        "合计 | 2100.00 | 2046.00 | 97.43%",
    )
    assert found(TITLE, table, text) == findings
