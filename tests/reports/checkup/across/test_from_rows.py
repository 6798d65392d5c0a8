"""What prose makes of rows of a table beside it."""

import pytest

from tests.reports.checkup.twins import right, wrong

TOWNS = """
乡镇 | 预算（万元） | 支出（万元）
甲镇 | 80 | 76.2
乙镇 | 90 | 86.5
丙镇 | 70 | 66
合计 | 240 | 228.7"""
PLACES = """
社区 | 满意度
甲社区 | 95.2%
乙社区 | 93.4%
丙社区 | 97.1%
丁社区 | 91.8%"""
PROJECTS = """
项目名称 | 自评得分 | 执行率
甲项目 | 96.5 | 100%
乙项目 | 93.2 | 100%
丙项目 | 85.6 | 95%
丁项目 | 91 | 90%
戊项目 | 78 | 97%"""
COUNTS = """
乡镇 | 改厕户数（户） | 补助资金（万元）
甲镇 | 200 | 36
乙镇 | 160 | 27
丙镇 | 120 | 45"""


@pytest.mark.parametrize(
    "text",
    [
        "甲镇支出比丙镇多[10.2>12.0]万元。" + TOWNS,
        "乙镇的支出比丙镇高出[20.5>25.0]万元。" + TOWNS,
        "甲社区满意度比丁社区高[3.4>4.3]个百分点。" + PLACES,
        "得分最高的甲项目与最低的戊项目相差[18.5>15.8]分。" + PROJECTS,
        "执行率低于96%的有[2>3]个。" + PROJECTS,
        "上述5个项目中，自评得分90分以上的有[3>2]个。" + PROJECTS,
        "有[2>3]个项目执行率低于96%。" + PROJECTS,
        "执行率达到100%的项目[2>3]个，其余项目均未完成支付。" + PROJECTS,
        "其中满意度不足93%的社区[1>2]个。" + PLACES,
        "五个项目平均自评得分[88.86>86.88]分。" + PROJECTS,
        "3个镇补助资金合计[108>118]万元。" + COUNTS,
        "三个镇共完成改厕[480>408]户。" + COUNTS,
        "甲镇、丙镇改厕合计[320>302]户。" + COUNTS,
        "甲镇改厕户数[200>220]户。" + COUNTS,
        "甲镇支出76.2万元，占总支出的[33.32%>32.33%]。" + TOWNS,
        "从满意度看，[丁社区>丙社区]最低，为91.8%。" + PLACES,
    ],
)
def test_what_is_made_of_rows_holds(text: str) -> None:
    assert wrong(text)
    assert right(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年甲镇支出比丙镇多12.0万元。2023年度项目支出绩效自评报告。" + TOWNS,
        "甲镇支出比全县平均多12万元。" + TOWNS,
        "甲镇支出比丙镇多约10万元。" + TOWNS,
        "对执行率低于96%的8个单位进行约谈。" + PROJECTS,
        "执行率不足96%的有2个。" + PROJECTS,
        "自评得分90分以上的有3个，80分以上的有4个。" + PROJECTS,
        "五个项目平均扣分11分。" + PROJECTS,
        "三个镇共完成危房改造95户。" + COUNTS,
        "甲镇追加补助资金5万元。" + COUNTS,
        "甲镇未支出3.8万元。" + TOWNS,
        "甲镇支出76.2万元，占全县财政支出的0.5%。" + TOWNS,
        "从执行率看，甲项目最高。" + PROJECTS,
        "甲镇改厕计划210户。" + COUNTS,
    ],
)
def test_what_is_of_something_else_is_left_alone(text: str) -> None:
    assert right(text) == []
