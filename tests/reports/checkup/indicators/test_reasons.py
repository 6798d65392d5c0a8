"""Reasons of deviations: when they are asked for; what the names of indicators tell of their targets."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "2022年度项目支出绩效自评表"


@pytest.mark.parametrize(
    "asks",
    [
        "偏差原因分析及改进措施（未达标或完成率超过120%的必须填写）",
        "偏差原因分析及改进措施（完成值高于指标值120%的须说明）",
        "偏差原因及说明（偏差率超过±20%的填写）",
        "偏差原因分析（偏离目标20%以上的需说明原因）",
        "未完成或超过指标值20%的原因分析",
        "原因说明（超出目标值25%以上的填写）",
        "偏差原因（完成率大于等于130%时填写）",
        "偏差原因分析（超额完成30%以上的须说明）",
    ],
)
def test_asks_for_the_reasons_of_what_goes_far_beyond(asks: str) -> None:
    form = grid(
        f"一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | {asks}",
        "产出指标 | 补助车辆 | 300辆 | 306辆 | 50 | 50 | 无",
        "产出指标 | 新辟线路 | 4条 | 6条 | 50 | 50 | 无",
        "总分 |  |  |  | 100 | 100 | ",
    )
    assert found(TITLE, form) == [("warning", "missing_reason")]


@pytest.mark.parametrize(
    ("note", "findings"),
    [
        ("注：完成率超过120%的指标，须说明原因。", [("warning", "missing_reason")]),
        ("注：完成率超过160%的指标，须说明原因。", []),
        ("注：完成率超过100%的按分值计满分。", []),
        ("注：预算执行率低于90%的，须说明原因。", []),
        ("填表说明：定量指标完成率达到100%的得满分，未达到的按完成比例计分。", []),
        ("填表说明：定量指标完成率超过105%的得满分。", []),
        ("", []),
    ],
)
def test_a_note_may_ask_for_them(note: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 补助车辆 | 300辆 | 306辆 | 50 | 50 | ",
        "产出指标 | 新辟线路 | 4条 | 6条 | 50 | 50 | ",
        "总分 |  |  |  | 100 | 100 | ",
    )
    assert found(TITLE, form, note) == findings


@pytest.mark.parametrize(
    ("name", "target", "done"),
    [
        ("新建社区养老服务站15个", "12个", "12个"),
        ("新建15个社区养老服务站", "12个", "12个"),
        ("举办培训班6期", "≥8期", "8期"),
        ("改造农村公路20公里", "≥18公里", "18.5公里"),
        ("购置30台设备", "20台", "20台"),
        ("免费接种3000人次", "≥2000人次", "2400人次"),
        ("新增停车位500个", "≥300个", "320个"),
        ("验收合格率达到98%", "≥95%", "97%"),
    ],
)
def test_a_name_tells_its_target(name: str, target: str, done: str) -> None:
    assert _named(name, target, done) == [("warning", "prose_vs_table")]


@pytest.mark.parametrize(
    ("name", "target", "done"),
    [
        ("新建社区养老服务站12个", "12个", "12个"),
        ("每村建设服务站1个", "12个", "12个"),
        ("60岁以上老人体检人数", "≥900人", "920人"),
        ("千人以上社区3个服务站覆盖数", "12个", "12个"),
        ("3个重点片区绿化面积", "≥500亩", "520亩"),
        ("补助标准600元", "≥500元", "600元"),
        ("第3个五年规划编制", "1个", "1个"),
        ("完成20个村的水质检测", "≥80次", "86次"),
        ("工期不超过90天", "≤80天", "78天"),
        ("平均每站护理员5名", "≥60名", "62名"),
    ],
)
def test_a_name_may_tell_something_else(name: str, target: str, done: str) -> None:
    assert _named(name, target, done) == []


def _named(name: str, target: str, done: str) -> list[tuple[str, str]]:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因",
        f"产出指标 | {name} | {target} | {done} | 50 | 50 | ",
        "产出指标 | 线路正点率 | ≥95% | 96% | 50 | 50 | ",
        "总分 |  |  |  | 100 | 100 | ",
    )
    return found(TITLE, form)


@pytest.mark.parametrize(
    ("name", "findings"), [("更新车辆", [("warning", "missing_reason")]), ("设备预期使用年限", [])]
)
def test_how_long_something_will_last_goes_beyond_nothing(name: str, findings: list[tuple[str, str]]) -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施",
        "产出指标 | 补助车辆 | ≥300辆 | 306辆 | 50 | 50 | ",
        f"效益指标 | {name} | ≥6年 | 9年 | 50 | 50 | ",
        "总分 |  |  |  | 100 | 100 | ",
    )
    assert found(TITLE, form) == findings
