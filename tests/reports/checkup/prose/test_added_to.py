"""What there will be once so many are added."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("there", "added", "findings"),
    [
        ("短板是数字类评价机构仅5家。", "计划新增数字类评价机构4家，使总数达到9家。", []),
        ("短板是数字类评价机构仅5家。", "计划新增数字类评价机构4家，使总数达到8家。", [("error", "count")]),
        ("目前全县有互助养老点26个。", "明年计划新建互助养老点7个，总数达到33个。", []),
        ("目前全县有互助养老点26个。", "明年计划新建互助养老点7个，总数达到35个。", [("error", "count")]),
        ("城区公共停车位900个。", "新增公共停车位300个，全县达到1800个。", []),
        ("抽查互助养老点26个。", "明年计划新建互助养老点7个，总数达到35个。", []),
        ("现有互助养老点26个，其中城区8个。", "计划增加路灯7个，总数达到15个。", []),
    ],
)
def test_added(there: str, added: str, findings: list[tuple[str, str]]) -> None:
    assert found(there, added) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("目前注册志愿者1150人，明年拟新增250人，达到1400人。", []),
        ("目前注册志愿者1150人，明年拟新增250人，达到1500人。", [("error", "count")]),
        ("现有服务队21支，新建服务队6支，退出2支，达到25支。", []),
    ],
)
def test_in_one_sentence(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
