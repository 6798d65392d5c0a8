"""What a template says to its writer is found where it was left in, not where it is part of the form."""

import pytest

from tests.reports.checkup.test_examination import found, grid

LEFT = [
    "（此处填写项目存在的问题，不少于200字）",
    "说明项目执行过程中遇到的困难及成因（可附表）。",
    "（二）存在的问题。说明项目执行过程中遇到的困难。",
    "对设备采购和安装的过程进行简要说明（200字以内）",
    "请逐项说明未完成的原因和拟采取的措施",
    "目标没有完成的，请逐条说明未完成的原因",
    "简要说明立项依据、资金安排情况，分析绩效目标完成情况。",
    "结合自评情况，分析不足及成因。（200字以内）",
    "支出xx万元，服务居民300户。",
    "该项目由××街道组织实施。",
    "填报于202X年6月。",
    "【项目名称】绩效自评报告",
    "资金来源（待补充）。",
    "存在的主要问题（请简要说明）",
    "（简要说明偏差原因及改进措施）",
    "慰问困难老人XXX名。",
    "发放问卷XX份。",
    "下一步将提前XX完成招标。",
    "成立由XXX任组长的自评小组。",
    "布设监测点12处，编制年报（  ）份。",
    "（填写具体指标值）",
    "接待费30万元，占 %。",
    "人员经费30万元，占基本支出预算%，按月发放。",
    "接待费30万元，比上年增长 %。",
    "接待费30万元，比上年减少 万元；按规定开支。",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_was_left_in(text: str) -> None:
    assert found(text) == [("error", "placeholder")]


@pytest.mark.parametrize("text", LEFT)
def test_in_a_cell(text: str) -> None:
    assert found(grid("项目名称 | 社区巡防经费", f"存在问题 | {text}")) == [("error", "placeholder")]


@pytest.mark.parametrize(
    "text",
    [
        "存在问题（200字以内）",
        "项目实施内容的简要说明（200字以内）",
        "村民代表会上对工程变更的原因作了详细说明，群众没有异议。",
        "注：1.请如实说明存在的问题。2.其他资金包括单位自筹资金。",
        "填表说明：请逐条说明偏差原因。",
        "冷链设备招标节约5.46万元。1.执行率未达到90%的需说明原因（100字以内）；2.其他资金包括贷款。",
        "1.执行率未达到90%的需说明原因（100字以内）；2.年中调整预算的，应单独说明理由。",
        "三、其他需要说明的问题",
        "其他需要说明的事项。无。",
        "附件：1.项目绩效自评情况说明",
        "分析评价。汇总资料，分析问题，提出建议。",
        "项目负责人向评审组说明项目实施情况，回答提问。",
        "请居民代表到场，介绍改造方案3套。",
        "受助人张××，电话138××××1234。",
        "受助人张××向街道致谢。",
        "项目类别：经常性（  ）项目。",
        "接待费30万元，占60%，比上年减少 2 万元。",
        "比上年增减%",
        "占比（%）；增长（%）。",
        "金额单位： 万元；比例单位：%。",
        "同意（  ） 不同意（  ）个人签字",
        "购置XXX型设备一批。",
        "得分＝10×执行率，共2×3=6个点位。",
        "某某公司X型设备12台。",
    ],
)
def test_what_belongs_there(text: str) -> None:
    assert found(text) == []


def test_an_unused_line_of_the_form() -> None:
    table = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分",
        "产出指标 | 开展活动 | ≥10次 | 10次 | 60 | 60",
        "产出指标 | 指标2：…… |  |  |  | ",
        "效益指标 | 改善环境 | 明显 | 明显 | 40 | 40",
    )
    assert found(table) == [("warning", "placeholder")]


@pytest.mark.parametrize(
    "text",
    [
        "该项目由XX负责实施。",
        "群众满意度为××，较为理想。",
        "根据《财政支出绩效管理办法》（〔20XX〕12号）开展自评。",
        "依据财绩〔2024〕XX号文件开展自评。",
        "项目由____承担实施。",
        "项目地点位于【】。",
        "请在此填写存在的问题",
        "资金结余（金额待补）。",
    ],
)
def test_a_value_that_was_not_filled_in(text: str) -> None:
    assert found(text) == [("error", "placeholder")]


@pytest.mark.parametrize(
    "text",
    [
        "填报单位：某街道办事处 联系人：×× 填报日期：2024年2月28日",
        "联系电话：XXXXXXXX",
        "联系人：______，某社区。",
    ],
)
def test_persons_may_have_been_left_out_on_purpose(text: str) -> None:
    assert found(text) == [("warning", "placeholder")]


@pytest.mark.parametrize("value", ["XXXXXXXX", "××", "______", "待补充", "请填写联系电话", "【 】"])
def test_a_cell_that_was_not_filled_in(value: str) -> None:
    assert found(grid(f"项目负责人 | 张×× | 联系电话 | {value}")) == [("error", "placeholder")]


@pytest.mark.parametrize(
    "text",
    [
        "联系人：张××，联系电话：138××××1234",
        "身份证号：3301××××××××××1234",
        "负责人签字：______ 日期：____年__月__日",
        "联系电话：0730-88****",
        "工程款支付至合同价的80%，尺寸为20×30厘米。",
        "受助人王×、李××已脱困。",
        "此处道路已硬化。",
    ],
)
def test_what_was_masked_or_is_to_be_signed(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "受益群众**人，其他见附表。",
        "全年完成培训*期。",
        "项目预算（）万元。",
        "实际支出__万元。",
        "（此段根据实际情况填写）",
        "TODO：补充满意度数据。",
        "2023年x季度完成支付。",
        "【结合单位实际情况填写】",
    ],
)
def test_more_blanks(text: str) -> None:
    assert found(text) == [("error", "placeholder")]


@pytest.mark.parametrize(
    "text",
    [
        "按每人每月500元*12个月计算，共需6000元。",
        "联系电话138****1234。",
        "甲路（）",
        "填报日期：__年__月__日",
        "执行率×10分。",
        "根据实际情况填写台账，按月报送。",
        "2023年三季度完成支付。",
        "★★★特困人员救助供养人数(≥**人)",
    ],
)
def test_what_is_no_blank(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "项目管理规范，专款专用，项目管理规范，专款专用。",
        "项目实施后，环境面貌明显改善。项目实施后，环境面貌明显改善。",
        "全年支出95万元万元。",
        "预算执行率为95%%。",
        "预算执行率为为95%。",
        "项目质量达到达到国家标准。",
        "完成道路维修5公里公里。",
        "项目的的实施取得成效。",
    ],
)
def test_what_is_typed_twice(text: str) -> None:
    assert found(text) == [("warning", "duplicate")]


@pytest.mark.parametrize(
    "text",
    [
        "以改善民生为目的的项目。",
        "共5人人均补助3000元。",
        "3项项目全部完工。",
        "为了了解满意度，发放问卷。",
        "不文明行为为零。",
        "项目支出支出率较高。",
        "制度健全，专款专用，手续完备，专款专用。",
        "2023年年初启动。",
    ],
)
def test_what_is_right_twice(text: str) -> None:
    assert found(text) == []
