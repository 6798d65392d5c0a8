"""Rates of completion and the goals that are set elsewhere."""

import pytest

from tests.reports.checkup.test_examination import found, grid

TITLE = "某县2023年度基层能力提升项目绩效自评报告"
GOALS = "年度绩效目标为：改造卫生院12个、面积1.92万平方米，建设标准化卫生室96个，培训人员620人次。"
ERROR = [("error", "ratio")]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("改造面积1.89万平方米，完成率98.44%；培训基层人员652人次，完成率105.16%。", []),
        ("培训基层人员652人次，完成率106.15%。", ERROR),
        ("建成标准化卫生室96个，完成率100%。", []),
        ("建成标准化卫生室90个，完成目标的95.75%。", ERROR),
        ("改造背街小巷8个，完成率80%。", []),
        ("2022年培训基层人员500人次，完成率98%。", []),
        ("计划培训村医200人次，实际培训人员190人次，完成率95%。", []),
        ("上半年培训人员300人次，完成率50%。", []),
    ],
)
def test_the_goals_of_the_text(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, GOALS, text) == findings


def test_the_goals_of_next_year_are_others() -> None:
    assert found(TITLE, "2024年目标为培训人员800人次。", "培训人员652人次，完成率105.16%。") == []


def test_the_targets_of_the_form() -> None:
    form = grid(
        "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
        "产出指标 | 服务老年人数 | ≥4800人 | 4860人 | 50 | 50 | ",
        "效益指标 | 改善生活 | 明显 | 明显 | 50 | 50 | ",
        "总分 |  |  |  | 100 | 100 | ",
    )
    assert found(TITLE, "全年服务老年人4860人，完成目标的101.25%。", form) == []
    assert found(TITLE, "全年服务老年人4860人，完成目标的102.15%。", form) == ERROR


DEMOLISHED = grid(
    "一级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 偏差原因",
    "产出指标 | 违建拆除面积 | ≥3.2万平方米 | 3.04万平方米 | 50 | 47.5 | 涉诉中止",
    "效益指标 | 改善环境 | 明显 | 明显 | 50 | 50 | ",
    "总分 |  |  |  | 100 | 97.5 | ",
)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("违建拆除少0.16万平方米（完成率95%），系涉诉中止。", []),
        ("违建拆除少0.16万平方米（完成率5%），系涉诉中止。", ERROR),
        ("违建拆除少0.16万平方米，完成率95%。", []),
        ("违建拆除尚欠0.16万平方米，完成率95%。", []),
        ("违建未拆除0.16万平方米，完成率95%。", []),
        ("违建拆除超0.16万平方米，完成率105%。", []),
        ("违建拆除超额完成0.16万平方米，完成率105%。", []),
        ("违建拆除少0.16万平方米（完成率59%），系涉诉中止。", ERROR),
        ("违建拆除少0.16万平方米，完成率90%。", ERROR),
        ("违建拆除超额完成0.16万平方米，完成率115%。", ERROR),
    ],
)
def test_what_was_left_undone(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text, DEMOLISHED) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "计划建设护栏60公里、步道30公里。|护栏完成54.6公里，比计划少5.4公里；步道完成32公里，比计划多2公里。",
            [],
        ),
        (
            "计划建设护栏60公里、步道30公里。|护栏完成54.6公里，比计划少6.4公里，其余正常。",
            [("error", "count")],
        ),
        ("计划培训800人。全年培训765人，较计划少35人。", []),
        ("计划培训800人。全年培训765人，较计划少45人。", [("error", "count")]),
        ("年度目标为新建公厕25座。实际建成22座，比目标少4座。", [("error", "count")]),
        ("计划维修水库36座，实际完工34座，少完成3座。", [("error", "count")]),
        ("绩效目标为巡查1200次。全年巡查1265次，比计划多65次。", []),
        ("绩效目标为巡查1200次。全年巡查1265次，比计划多56次。", [("error", "count")]),
        # of another plan: a part's, another year's, a stage's, the one that was adjusted
        ("计划培训教师800人，其中骨干100人。|骨干培训98人，较计划少2人。", []),
        ("2024年计划培训1000人。|2023年培训765人，比计划少35人。", []),
        ("全年计划巡查1200次，一季度计划巡查300次。一季度巡查290次，比计划少10次。", []),
        ("原计划改造36座，年中调整为34座。实际改造33座，比计划少1座。", []),
    ],
)
def test_what_is_done_less_or_more_than_planned(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, *text.split("|")) == findings


def test_less_than_the_target_of_the_form() -> None:
    assert found(TITLE, "违建拆除3.04万平方米，比目标少0.16万平方米。", DEMOLISHED) == []
    assert found(TITLE, "违建拆除3.04万平方米，比目标少0.61万平方米。", DEMOLISHED) == [("error", "count")]
    assert found(TITLE, "违建拆除3.04万平方米，比目标少0.19万平方米。", DEMOLISHED) == [("error", "count")]
