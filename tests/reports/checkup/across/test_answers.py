"""Tables of answers, one below the other, and what the prose tells of the survey."""

import pytest

from tests.reports.checkup.twins import right, wrong

THREE = """选项 | 人数 | 比例
满意 | 186 | 93%
一般 | 10 | 5%
不满意 | 4 | 2%"""
FOUR = """满意程度 | 份数
非常满意 | 120
满意 | 56
基本满意 | 18
不满意 | 6
合计 | 200"""


@pytest.mark.parametrize(
    "text",
    [
        f"经统计，满意率为[93%>95%]。\n{THREE}",
        f"总体满意率[93%>94.5%]，居民认可。\n{THREE}",
        f"问卷结果显示，[186>168]人表示满意。\n{THREE}",
        f"收回有效问卷[200份>220份]，汇总如下。\n{THREE}",
        f"回收问卷[200>206]份，其中不满意4份。\n{THREE}",
        f"总体满意度[97%>95%]。\n{FOUR}",
        f"总体满意度达到[88%>86%]。\n{FOUR}",
        f"有效问卷[200>210]份，汇总如下。\n{FOUR}",
        f"其中[120>102]人选择非常满意。\n{FOUR}",
    ],
)
def test_a_survey_is_as_its_table(text: str) -> None:
    assert wrong(text)
    assert right(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"共发放问卷220份，结果如下。\n{THREE}",
        f"满意率98%（含一般）。\n{THREE}",
        f"年初目标为群众满意率不低于90%。\n{THREE}",
        f"2023年度项目支出绩效自评报告\n上年满意率95%。\n{THREE}",
        f"总体满意度60%。\n{FOUR}",  # of those who are very satisfied
        f"对培训表示非常满意。\n{FOUR}",
        f"随机访谈20人，均表示满意。\n{FOUR}",
        f"收到群众来信15份。\n{FOUR}",
    ],
)
def test_what_a_survey_may_tell_otherwise(text: str) -> None:
    assert right(text) == []
