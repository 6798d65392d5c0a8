"""Counts in words against what is listed, and what is said twice."""

import pytest

from tests.reports.checkup.test_examination import found, grid

PROJECTS = grid(
    "序号 | 项目名称 | 全年预算（万元） | 实际支出（万元）",
    "1 | 社区巡防 | 42.90 | 40.00",
    "2 | 应急消防 | 5.82 | 5.00",
    "3 | 反诈宣传 | 10.00 | 9.00",
    "合计 |  | 58.72 | 54.00",
)


@pytest.mark.parametrize(
    "text",
    [
        "开展志愿活动三项：一是清扫楼道，二是劝导交通，三是宣传养犬，四是结对帮扶。",
        "主要存在以下3个方面问题：（一）编制不细。（二）支付偏慢。",
        "采取两条措施，一是加强培训；二是定期通报；三是严格考核。",
        "辖区4个社区（东园、西园、南园）均已覆盖。",
        "资金用于东园、西园、南园、北园5个社区的修缮。",
        "完成改造3处，分别为东园、西园、南园、北园。",
        "建成3项制度：值班、巡查、通报、考核。",
        "全年举办的5场展览分别为：瓷器展、拓片展、漆器展、邮票展。",
        "所属单位共3个，分别为：机关本级、监测站、固体废物管理中心、综合行政执法大队。",
        "资金用于4个方面，分别为禁牧补助50万元、秸秆利用30万元、农膜回收20.5万元。",
        "改造任务分布在7个乡镇，涉及乡镇名单为：甲镇、乙镇、丙镇、丁乡、戊乡、己乡。",
        "局内设办公室、综合科、法规科、人事科共5个内设机构，编制30人。",
        "下属甲监测站、乙监测站3个下属单位。",
        "修复管网7.8公里，涉及甲溪、乙田、丙寮、丁厝、戊洋等4个村。",
        "项目涉及甲镇（东村、西村）、乙乡（南村、北村）2个乡镇5个村道路建设。",
        "项目涉及2个乡镇5个村：甲镇（东村、西村）、乙乡（南村、北村）。",
        "全年组织四个批次修裱：一是档案1120卷，二是文书960卷，三是地图1000卷。",
    ],
)
def test_another_number_of_points_or_names(text: str) -> None:
    assert found(text) == [("error", "count")]


@pytest.mark.parametrize(
    "text",
    [
        "开展志愿活动三项：一是清扫楼道，二是劝导交通，三是宣传养犬。",
        "开展检查12次：一是查消防，二是查用电。",
        "辖区4个社区（东园、西园、南园等）均已覆盖。",
        "辖区4个社区（东园、西园、南园和北园）均已覆盖。",
        "辖区8个社区（东片3个、西片5个）均已覆盖。",
        "资金用于东园、西园等5个社区的修缮。",
        "组织宣传、培训、检查，覆盖12个社区。",
        "第三项：一是清扫楼道，二是劝导交通。",
        "全年举办的4场展览分别为：瓷器展、拓片展、漆器展、邮票展。",
        "资金用于3个方面，分别为禁牧补助50万元、秸秆利用30万元、农膜回收20.5万元。",
        "局内设办公室、综合科、法规科共3个内设机构，编制30人。",
        "改造道路、桥梁共5处。",
        "下辖甲溪、乙田、丙寮、丁厝、戊洋等7个村。",
        "共举办6场培训，即春季消防、夏季防汛、秋季防火、冬季取暖四个主题。",
        "项目涉及甲镇（东村、西村）、乙乡（南村、北村）2个乡镇4个村道路建设。",
        "项目涉及甲镇（东村、西村等）、乙乡（南村、北村）2个乡镇5个村道路建设。",
        "项目涉及甲镇（东村、西村）、乙乡（南村、北村）2个乡镇5个自然屯道路建设。",
        "新建驿站覆盖甲区5个乡镇、乙区3个乡镇。",
        "分2个阶段实施：一是调研，二是建设。建设阶段：一是采购，二是安装，三是调试。",
    ],
)
def test_the_same_number(text: str) -> None:
    assert found(text) == []


def test_points_in_a_cell() -> None:
    text = "全年组织四个批次修裱：一是档案1120卷，二是文书960卷，三是地图1000卷。"
    assert found(grid("年度目标 | 实际完成情况", f"抢救破损档案 | {text}")) == [("error", "count")]


def test_points_in_paragraphs_of_their_own() -> None:
    points = "（一）预算编制不细。", "其中培训预算偏多。", "（二）支付前慢后快。", "五、下一步工作"
    assert found("存在以下三个问题：", *points) == [("error", "count")]
    assert found("存在以下两个问题：", *points) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("我街道对3个项目开展了绩效自评。", []),
        ("我街道对4个项目开展了绩效自评。", [("warning", "count")]),
        ("13个单体维修项目中，12个按期完工。", []),
        ("我街道对13个支出项目开展了绩效自评。", [("warning", "count")]),
        ("区财政共批复专项资金5个。", [("warning", "count")]),
        ("我街道共有8个项目，其中3个项目开展绩效自评。", []),
        ("我街道共有8个项目，对3个项目开展了绩效自评。", []),
        ("其中2个项目执行率低于95%。", []),
        ("4个项目负责人参加了培训。", []),
        ("2个项目执行率未达到95%，主要是结算较晚。", []),
    ],
)
def test_projects_of_a_table(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text, "各项目情况如下：", PROJECTS) == findings


def test_forms_of_some_of_the_listed_projects() -> None:
    forms = (grid(f"项目名称 | {name}", "主管部门 | 某局") for name in ("社区巡防", "应急消防"))
    assert found("我街道对4个项目开展了绩效自评。", PROJECTS, *forms) == [("warning", "count")]
    forms = (grid(f"项目名称 | {name}", "主管部门 | 某局") for name in ("社区巡防", "应急消防"))
    assert found("我街道对2个项目开展了绩效自评。", PROJECTS, *forms) == []


def test_a_table_of_the_main_ones_lists_not_all() -> None:
    assert found("我街道对4个项目开展了绩效自评。", "主要项目情况如下：", PROJECTS) == []


PARAGRAPH = "街道建立了资金支出台账，每笔支出均经集体研究，未发现挤占和挪用资金的情况。"


def test_a_paragraph_stands_once() -> None:
    assert found(PARAGRAPH, "其他。", f"（二）{PARAGRAPH}") == [("warning", "duplicate")]


def test_notes_and_short_lines_may_stand_again() -> None:
    note = "注：其他资金包括与财政资金共同投入到同一项目的自有资金、社会资金等。"
    assert found(note, "社区巡防。", note, "社区巡防。") == []


def test_reports_one_after_another_may_be_alike() -> None:
    alike = [f"{one}。{PARAGRAPH}" for one in "甲乙丙丁"]
    assert found(*alike, *alike) == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("本项目共设置3个绩效指标。", []),
        ("本项目设置三级指标2个。", []),
        ("除预算执行率外，本项目共设置2个绩效指标。", []),
        ("本项目设置产出指标1个。", []),
        ("除预算执行率外，本项目共设置3个绩效指标。", [("error", "count")]),
        ("本项目共设置4个绩效指标。", [("error", "count")]),
    ],
)
def test_how_many_indicators_there_are(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "指标名称 | 指标值 | 完成值 | 分值 | 得分",
        "预算执行率 | 100% | 100% | 10 | 10",
        "开展活动 | ≥10次 | 10次 | 50 | 50",
        "改善环境 | 明显 | 明显 | 40 | 40",
        "合计 |  |  | 100 | 100",
    )
    assert found(text, form) == findings


def test_a_form_without_its_table_says_the_goals_again() -> None:
    goals = "完成道路修缮12.8公里，整治庭院640户，栽植苗木1.2万株，安装路灯260盏。"
    assert found("二、绩效目标", goals, "年度总体目标", "预期目标", "实际完成情况", goals) == []
    assert found("二、绩效目标", goals, "三、存在问题", "管护不足。", goals) == [("warning", "duplicate")]


@pytest.mark.parametrize(
    ("number", "elsewhere", "findings"),
    [
        ("3", "保障3个社区党群服务中心运转。", []),
        ("4", "保障4个社区党群服务中心运转。", []),
        ("4", "居民满意度高。", []),
        ("12", "其中3个社区新建了中心。", []),
        ("4", "其中2个社区新建了中心，保障3个社区运转。", []),
        ("4", "保障3个社区党群服务中心运转。", [("error", "count")]),
    ],
)
def test_names_among_others(number: str, elsewhere: str, findings: list[tuple[str, str]]) -> None:
    assert found(f"街道下辖东园、西苑、南桥等{number}个社区。", elsewhere) == findings


@pytest.mark.parametrize(
    "text",
    [
        "本次自评从决策、过程、产出、效益五个方面设置指标。",
        "围绕立项依据、资金管理、项目产出四个维度开展评价。",
        "资金用于人员、公用、设备四大类支出。",
        "分准备、实施、总结、验收三个阶段推进。",
        "项目包括以下三类：道路、桥梁、管网、路灯。",
        "采取四大举措：一是加强培训；二是定期通报；三是严格考核。",
        "主要存在以下三个方面的问题。一是编制不细。二是支付偏慢。",
    ],
)
def test_kinds_that_are_named(text: str) -> None:
    assert found(text) == [("error", "count")]


@pytest.mark.parametrize(
    "text",
    [
        "本次自评从决策、过程、产出、效益四个方面设置指标。",
        "从项目决策、资金投入和使用、产出和效益四个方面评价。",
        "从绩效目标、资金等四个方面评价。",
        "从《预算法》、项目立项、资金使用三个方面评价。",
        "资金用于人员、公用两大类支出。",
        "围绕数量、质量、时效、成本，对项目三个方面开展评价。",
        "主要存在以下两个方面的问题。一是编制不细。二是支付偏慢。",
        "全年完成了三项工作。绩效方面，一是加强培训；二是定期通报。",
    ],
)
def test_kinds_that_are_all_named(text: str) -> None:
    assert found(text) == []


def test_a_paragraph_under_another_heading() -> None:
    again = [("warning", "duplicate")]
    assert found(f"二、组织管理。{PARAGRAPH}", "三、成效。", f"四、下一步工作。{PARAGRAPH}") == again
    assert found(f"{PARAGRAPH}资金按进度拨付。{PARAGRAPH}") == again
    assert found(f"{PARAGRAPH}资金按进度拨付。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("共设置一级指标2个、二级指标3个、三级指标4个。", []),
        ("共设置一级指标3个、二级指标4个。", []),
        ("共设置一级指标2个、二级指标5个、三级指标4个。", [("error", "count")]),
        ("设4个一级指标。", [("error", "count")]),
    ],
)
def test_how_many_levels_there_are(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 数量指标 | 开展活动 | ≥10次 | 10次 | 30 | 30",
        " |  | 走访居民 | ≥90户 | 90户 | 20 | 20",
        " | 质量指标 | 验收合格率 | 100% | 100% | 10 | 10",
        "效益指标 | 社会效益 | 改善环境 | 明显 | 明显 | 40 | 40",
        "总分 |  |  |  |  | 100 | 100",
    )
    assert found(text, form) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("共设置一级指标2个、二级指标2个、三级指标3个。", []),
        ("共设置一级指标2个、二级指标2个、三级指标4个。", [("error", "count")]),
        ("产出指标中三级指标2个、二级指标1个，效益指标中三级指标1个。", []),
        ("三级指标3个，其中完成三级指标2个。", []),
    ],
)
def test_indicators_of_a_form_without_points(text: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值",
        "产出指标 | 数量指标 | 开展活动 | ≥10次 | 10次",
        " |  | 走访居民 | ≥90户 | 90户",
        "效益指标 | 社会效益 | 改善环境 | 明显 | 明显",
    )
    assert found(text, form) == findings


@pytest.mark.parametrize(
    ("count", "names", "findings"),
    [
        ("所属预算单位数 | 5个", "所属单位名单 | 局机关、市图书馆、市文化馆、市博物馆、市文物所", []),
        ("所属预算单位数 | 6个", "所属单位名单 | 局机关、市图书馆、市文化馆、市博物馆、市文物所", 1),
        ("下属单位数量 | 6", "下属单位名称 | 市图书馆、市文化馆、市博物馆、市文物所、市剧院", 1),
        ("所属预算单位数 | 6个", "所属单位名单 | 局机关、市图书馆、市文化馆、市博物馆等", []),
        ("内设科室数 | 6个", "所属单位名单 | 局机关、市图书馆、市文化馆、市博物馆、市文物所", []),
    ],
)
def test_a_field_names_as_many_as_another_counts(count: str, names: str, findings: object) -> None:
    expected = [("error", "count")] if findings else []
    assert found("2024年度部门整体支出绩效自评表", grid(count, names)) == expected


@pytest.mark.parametrize(
    ("said", "findings"),
    [("3", []), ("三", []), ("4", [("error", "count")]), ("四", [("error", "count")])],
)
def test_points_that_are_summed_up_behind_them(said: str, findings: list[tuple[str, str]]) -> None:
    points = "一是部分农户参与不多；二是村级队伍不稳定；三是后期费用没有固定来源。"
    assert found(f"{points}针对以上{said}个问题，将逐步解决。") == findings
    assert found(f"{points}另有资金问题。针对上述困难，将逐步解决。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "建设内容有五项：烘干车间1800平方米、冷藏库600立方米、产业道路4.6公里、蓄水池12口。",
            [("error", "count")],
        ),
        ("建设内容有四项：烘干车间1800平方米、冷藏库600立方米、产业道路4.6公里、蓄水池12口。", []),
        ("建设内容有五项：烘干车间1800平方米、冷藏库600立方米、产业道路4.6公里、蓄水池12口等。", []),
        ("年度任务包括公园4个、球场36片、健身步道52公里、驿站20处，分五类建设。", [("error", "count")]),
        ("年度任务包括公园4个、球场36片、健身步道52公里、驿站20处，分四类建设。", []),
        ("年度任务包括公园4个、球场36片、健身步道52公里，按规模分五类的另行公布。", []),
        ("分三个阶段进行：前期准备阶段主要是收集资料、制定方案；实施阶段主要是走访。", []),
        ("任务包括道路、桥梁、管网、绿化三类。", [("error", "count")]),
        ("任务包括道路、桥梁、管网、绿化四类。", []),
    ],
)
def test_kinds_with_their_amounts(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("覆盖桃岭镇、上坪镇、棠源乡、罗陂乡、洋湖乡、石市镇等6个乡。", []),
        ("覆盖桃岭镇、上坪镇、棠源乡、罗陂乡、洋湖乡、石市镇等7个乡。", [("warning", "count")]),
        ("覆盖桃岭镇、上坪镇、棠源乡、罗陂乡、洋湖乡、石市镇等12个乡。", []),
        ("覆盖桃岭镇、上坪镇等3个乡。", []),
    ],
)
def test_many_names_and_one_that_is_left_out(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("重点整治路段有城北线、沿江线、茶山线、白石线等5条，均为破损路段。", [("warning", "count")]),
        ("改造桥梁包括东桥、西桥、南桥、北桥等5座，全部通过验收。", [("warning", "count")]),
        ("实施项目为道路改造、管网铺设、绿化提升、照明更新等5项，均已完工。", [("warning", "count")]),
        ("重点整治路段有城北线、沿江线、茶山线、白石线等4条，均为破损路段。", []),
        ("重点整治路段有城北线、沿江线、茶山线、白石线等9条，均为破损路段。", []),
        ("重点整治路段有城北线、沿江线等3条，均为破损路段。", []),
        ("走访城北村、沿江村、茶山村、白石村等5个村，收集意见12条。", []),
        ("整治路段有城北线、沿江线、茶山线、白石线等5条重点线路。", []),
    ],
)
def test_what_is_said_of_all_that_are_named(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("count", "findings"), [(3, []), (4, [("error", "count")]), (5, [("error", "count")])]
)
def test_decimals_are_no_numbers_of_points(count: int, findings: list[tuple[str, str]]) -> None:
    text = "共{}个项目：1.甲改造预算80万元；2.乙排查执行率93.00%；3.丙防治支出4.85万元，4.90万元为上年数。"
    assert found(text.format(count)) == findings


def test_a_note_below_each_form() -> None:
    note = "备注：自评等级：90-100（含90分）为优、80-90（含80分）为良；系统将根据得分情况自动生成自评等级。"
    forms = [grid("项目名称 | 甲", "得分 | 95"), grid("项目名称 | 乙", "得分 | 96")]
    assert found(forms[0], note, forms[1], note) == []
    told = "本项目由区城管局组织实施，资金全部用于辖区道路养护，成效明显；群众满意。"
    assert found(told, "其他情况。", told) == [("warning", "duplicate")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("未完全执行的项目有4个：甲工程结余7万元；乙工程扣款2万元；丙工程结余3万元；丁工程留质保金。", []),
        (
            "未完全执行的有5个：甲工程结余7万元；乙工程扣款2万元；丙工程结余3万元；丁工程未付。",
            [("error", "count")],
        ),
        ("未完全执行的项目有5个：甲工程结余7.20万元；乙工程扣款1.84万元。", []),
        ("未完全执行的项目有5个，甲工程结余7万元；乙工程扣款2万元；丙工程结余3万元。", []),
    ],
)
def test_points_that_semicolons_part(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == findings


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("支出涉及老旧小区改造、燃气管道更新、房屋鉴定、设施维护5个项目，进度较快。", True),
        ("资金用于道路修补、管网疏通、绿化补植共4个项目。", True),
        ("本年安排食堂改造、校舍维修、操场翻新4个子项目；均已完工。", True),
        ("全年实施了宣传、培训、演练、督导3个项目，支出90万元。", True),
        ("项目包括4个子项目：垃圾转运服务、城区清扫保洁服务和生活垃圾焚烧处理服务。", True),
        ("项目包括3个子项目：垃圾转运服务、城区清扫保洁服务和生活垃圾焚烧处理服务。", False),
        ("用于以下3个项目：食品抽检168万元，办案补助112.5万元，标准化86.4万元，知识产权39.4万元。", True),
        ("资金安排4项：宣传30万元，培训20万元，演练10万元。", True),
        ("分为2类：设备购置12万元，系统运维8万元，线路租赁6万元。", True),
        ("支持3个方向：育种20万元，农机30万元，冷链40万元，加工50万元。", True),
        ("支出涉及老旧小区改造、燃气管道更新、房屋鉴定、设施维护4个项目，进度较快。", False),
        ("资金用于道路修补、管网疏通、绿化补植等4个项目。", False),
        ("道路修补、管网疏通和绿化补植3个项目均已完工。", False),
        ("其中道路修补、管网疏通、绿化补植4个项目库外项目另行安排。", False),
        ("用于3个项目：食品抽检168万元，办案补助112.5万元，标准化建设86.4万元。", False),
        ("用于3个项目：甲工程168万元，其中土建100万元，安装68万元，乙工程50万元，丙工程40万元。", False),
        ("用于3个项目：甲工程168万元，乙工程50万元，丙工程40万元，共258万元。", False),
        ("用于3个项目，食品抽检168万元，办案补助112.5万元，标准化86.4万元，知识产权39.4万元。", False),
        ("宣传、培训、演练3个项目，由办公室负责。", False),
    ],
)
def test_projects_that_are_named(text: str, is_found: bool) -> None:
    assert (("error", "count") in found("2023年度项目支出绩效自评报告", text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("政策知晓率由上年的88%提高到94%，政策知晓率由上年的88%提高到94%，未发生纠纷。", True),
        ("完成河道清淤8.6公里，完成河道清淤8.6公里。", True),
        ("全年办理投诉120件全部办结。全年办理投诉120件全部办结。", True),
        ("资金全部拨付到施工单位，资金全部拨付到施工单位", True),
        ("一是群众参与的积极性不高，群众参与的积极性不高；二是资料不全。", False),  # 一是 parts them
        ("建立健全管理制度；建立健全管理制度；落实责任。", True),
        ("甲镇完成改造12公里，乙镇完成改造12公里。", False),
        ("完成改造，完成改造，再完成改造。", False),  # too short to tell
        ("春季供餐一百天，每生每天5元；秋季供餐一百天，每生每天5元。", False),
        ("完成河道清淤8.6公里，完成河道清淤8.8公里。", False),
        ("完成河道清淤8.6公里，完成河道清淤8.6公里以上的任务。", False),
        ("满意度目标为95%以上，实际为96%，满意度目标为95%以上。", False),
        ("区级配套资金30万元，区级配套资金30万元的来源为预算。", False),
        ("每季度检查一次以上、每季度检查一次以上的点位逐个复查。", False),
    ],
)
def test_a_part_of_a_sentence_stands_once(text: str, is_found: bool) -> None:
    assert (("warning", "duplicate") in found("2023年度项目支出绩效自评报告", text)) == is_found


LIST = ("1.场馆免费开放426万元；", "2.古塔修缮512万元；", "3.戏曲下乡198万元。")


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("实施重点项目4个，支出1136万元：", [("error", "count")]),
        ("安排4个专项工程，总投资1136万元，分别为：", [("error", "count")]),
        ("承担任务4项（明细如下）：", [("error", "count")]),
        ("开展大型活动4场，具体为：", [("error", "count")]),
        ("实施重点项目3个，支出1136万元：", []),
        ("涉及4个乡镇，支出1136万元：", []),
        ("实施重点项目4个，成效如下：", []),
    ],
)
def test_things_announced_with_what_they_cost(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text, *LIST) == findings


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("低于90分的有3家，分别为东岭镇中心和石桥镇中心。", True),
        ("低于90分的有2家，分别为东岭镇中心和石桥镇中心。", False),
        ("下设3个单位，分别为局本级和下属中心。", False),
        ("共安排4个项目：道路维护1,126.00万元、管网清淤486.50万元、路灯维护572.30万元。", True),
        ("共安排3个项目：道路维护1,126.00万元、管网清淤486.50万元、路灯维护572.30万元。", False),
        ("共实施4个子项目：河道清淤（320万元）、堤防加固（180万元）、水闸维修（90万元）。", True),
        ("安排4类支出：人员经费120万元、设备购置36万元、场地租赁24万元，均已支付。", True),
        ("用于5个项目：主要为道路维护120万元、路灯维修36万元、绿化养护24万元。", False),
        ("共3个项目：道路维护（含人行道）120万元、路灯维修36万元、绿化养护24万元，共180万元。", False),
    ],
)
def test_two_names_and_amounts_in_a_row(text: str, is_found: bool) -> None:
    assert (("error", "count") in found("2023年度项目支出绩效自评报告", text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("重点做好三项工作：一是加强宣传，知晓率达到90%；二是加强宣传，知晓率达到90%；三是开放档案。", True),
        ("重点做好两项工作：一是加强宣传，知晓率达到90%；二是加强培训，知晓率达到90%。", False),
    ],
)
def test_a_point_stands_once(text: str, is_found: bool) -> None:
    assert (("warning", "duplicate") in found("2023年度项目支出绩效自评报告", text)) == is_found


@pytest.mark.parametrize(
    ("said", "findings"),
    [
        ("以上三项共扣2分。", []),
        ("以上四项共扣2分。", [("error", "count")]),
        ("以上2项合计扣2分。", [("error", "count")]),
        ("以上各项共扣2分。", []),
        ("以上四项指标共扣2分。", [("error", "count")]),
        ("以上四项制度执行较好。", []),
    ],
)
@pytest.mark.parametrize("marks", [("（1）", "（2）", "（3）"), ("一是", "二是", "三是"), ("①", "②", "③")])
def test_paragraphs_that_are_summed_up_behind_them(
    marks: tuple[str, ...], said: str, findings: list[tuple[str, str]]
) -> None:
    names = ("设备验收推迟。", "培训场次不足。", "公示不够及时。")
    assert found(*map("".join, zip(marks, names, strict=True)), said) == findings
