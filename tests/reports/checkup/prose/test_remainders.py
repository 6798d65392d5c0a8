"""What remains of what was given or planned, what can be spent, and the parts of a year."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("剩余资金20万元（预算500万元，支出490万元）已收回。", "sum"),
        ("预算120.5万元，支出115万元，结余6.5万元。", "sum"),
        ("预算120.50万元，未执行资金6.50万元，实际支出115.00万元。", "sum"),
        ("需要资金300.0万元，已到位250.0万元，缺口60.0万元。", "sum"),
        ("最高限价100.00万元，中标价95.00万元，节约6.00万元。", "sum"),
        ("送审金额98.60万元，审定金额92.40万元，审减7.20万元。", "sum"),
        ("计划改造40户，实际改造38户，未完成3户。", "count"),
        ("计划建设12公里，完成12.5公里，超额0.8公里。", "count"),
        ("完成改造面积3.2万平方米，计划面积3.5万平方米，未完成0.5万平方米。", "count"),
    ],
)
def test_what_remains_or_goes_beyond(text: str, kind: str) -> None:
    assert found(text) == [("error", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "剩余资金10万元（预算500万元，支出490万元）已收回。",
        "设备采购预算60万元，实际采购金额57万元，节约资金3万元，节约率5%。",
        "计划改造40户，实际改造38户，未完成2户。",
        "计划建设12公里，完成12.5公里，超额0.5公里。",
        "应拨456万元，实际拨付456万元，结余9万元收回。",
        "预算120万元，支出115万元，其中上年结转3万元。",
        "计划改造40户，实际改造38户，比上年少5户。",
        "合同金额100万元，已支付60万元，质保金5万元未支付。",
        "上半年支出45万元，全年支出95万元。",
    ],
)
def test_what_remains_as_it_should_or_of_something_else(text: str) -> None:
    assert found(text) == []


def test_whole_amounts_may_have_been_rounded() -> None:
    assert found("设备采购预算60万元，实际采购金额57万元，节约资金4万元。") == [("warning", "sum")]
    assert found("年初预算100万元，年中压减8万元，调整后预算为91万元。") == [("error", "sum")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("上年结转15万元，本年预算100万元，全年可用资金115万元。", []),
        ("上年结转15万元，本年预算100万元，全年可用资金110万元。", [("warning", "sum")]),
        ("本年安排资金200万元，加上年结转30万元，可用资金合计240万元。", [("warning", "sum")]),
        ("上年结余15万元，本年预算100万元，比上年增加10万元。", []),
    ],
)
def test_what_was_carried_over_can_be_spent_too(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "第一季度支出20万元，第二季度支出30万元，第三季度支出25万元，第四季度支出15万元，全年支出90万元。",
            [],
        ),
        (
            "第一季度支出20万元，第二季度支出30万元，第三季度支出25万元，第四季度支出15万元，全年支出95万元。",
            [("error", "sum")],
        ),
        ("1月至6月支出40万元，7月至12月支出52万元，全年支出90万元。", [("error", "sum")]),
        ("上半年完成120场，下半年完成150场，全年共完成280场。", [("error", "count")]),
        (
            "一季度末支出20万元，二季度末支出50万元，三季度末支出75万元，四季度末支出90万元，全年支出90万元。",
            [],
        ),
        ("截至一季度支出20万元，二季度50万元，三季度75万元，四季度90万元，全年支出90万元。", []),
        ("上半年支出45.24万元，下半年支出50.33万元，全年支出95.6万元。", []),
    ],
)
def test_the_parts_of_a_year(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("2022年满意度90%，2023年满意度93%，提高3个百分点。", []),
        ("2022年满意度90.5%，2023年满意度93.6%，提高2.1个百分点。", [("error", "ratio")]),
        ("上年合格率95.0%，本年合格率97.2%，提高3.2个百分点。", [("error", "ratio")]),
        ("2022年处理2.1万吨，2023年处理2.4万吨，增加4000吨。", [("error", "count")]),
        ("2022年满意度90.5%，2023年合格率93.6%，提高2.1个百分点。", []),
        ("运行经费支出85.2万元，比上年减少6.0万元，下降6.58%，上年支出91.2万元。", []),
        ("运行经费支出85.2万元，比上年减少5.1万元，上年支出91.2万元。", [("error", "sum")]),
        ("运行经费支出85.2万元，比上年增加5.1万元（上年81.2万元）。", [("error", "sum")]),
        ("支出85.2万元，比上年减少6.0万元，其中2022年结转3万元。", []),
    ],
)
def test_from_one_year_to_the_next(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("总投资1500万元，分两年实施，2022年投资600万元，2023年投资900万元。", []),
        ("总投资1500万元，分两年实施，2022年投资600万元，2023年投资950万元。", [("error", "sum")]),
        (
            "总投资1500.5万元，分三年投入，其中2021年500万元、2022年600.5万元、2023年450万元。",
            [("error", "sum")],
        ),
        ("总投资1500万元，分三年实施，2022年投资600万元，2023年投资500万元。", []),
    ],
)
def test_the_years_of_a_project(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_one_execution_rate() -> None:
    """The one that nothing bears out is wrong."""
    first = "2023年项目预算320.00万元，支出304.00万元，预算执行率95.00%。"
    wrong = "存在问题。一是预算执行率为92.00%，进度偏慢。"
    assert found(first, wrong) == [("warning", "ratio")]
    assert found(first, "存在问题。一是预算执行率为95%，进度偏慢。") == []
    assert found(first, "直补资金执行率92.00%，其余资金执行率96.00%。") == []


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("年初存量32件，年内新增145件，办结150件，年末未办结25件。", [("warning", "count")]),
        ("2022年底已建成8处，2023年建成投用3处，累计建成12处。", [("error", "count")]),
        ("年初在册低保对象1260户，新增85户，退出102户，年末在册1253户。", [("warning", "count")]),
        ("原有网格员120名，新招15名，退休8名，现有129名。", [("warning", "count")]),
        ("年初存量32件，年内新增145件，办结150件，年末未办结27件。", []),
        ("2022年底已建成8处，2023年建成投用3处，累计建成11处。", []),
        ("年初在册低保对象1260户，新增85户，退出102户，年末在册1243户。", []),
        ("原有网格员120名，新招15名，退休8名，现有127名。", []),
        ("年初计划新建12处，年末建成10处，新增设备30台。", []),
    ],
)
def test_what_there_was_came_went_and_is_left(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("原预算300万元，调整为280万元，调减20万元。", []),
        ("原预算300.0万元，调整为280.0万元，调减25.0万元。", [("error", "sum")]),
        ("预算由300.0万元调整为280.0万元，调减25.0万元。", [("error", "sum")]),
    ],
)
def test_what_was_adjusted_to(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_what_has_come_in_is_spent_or_left() -> None:
    assert found("甲项目到位62.4万元，支出60.1万元，结转2.3万元。") == []
    assert found("甲项目到位62.4万元，支出60.1万元，结转3.2万元。") == [("error", "sum")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("设备采购合同金额500万元，付款比例72%，尚余160万元待验收后支付。", [("warning", "ratio")]),
        ("设备采购合同金额500万元，付款比例68%，尚余160万元待验收后支付。", []),
        ("计划总投资237.40万元，财务支付进度71.51%，剩余53.38万元结转下年。", [("warning", "ratio")]),
        ("计划总投资237.40万元，财务支付进度77.51%，剩余53.38万元结转下年。", []),
        ("合同总额500万元，本年支付比例50%，剩余160万元下年支付。", []),
        ("安排资金500万元，支出340万元，支付率68%，结余120万元，收回40万元。", []),
    ],
)
def test_what_is_left_beside_the_rate_of_what_was_paid(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        # by how much they differ, whichever is more
        ("公务接待费支出2.05万元，年初预算为2.00万元，差值为0.05万元。", []),
        ("公务接待费支出2.05万元，年初预算为2.95万元，差值为0.90万元。", []),
        ("公务接待费支出2.05万元，年初预算为2.95万元，差值为0.09万元。", [("error", "sum")]),
    ],
)
def test_a_difference_without_a_sign(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
