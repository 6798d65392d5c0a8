"""What prose tells of the change from one year to the next, beside a table of both."""

import pytest

from tests.reports.checkup.twins import right, wrong

ROWS = """
年度 | 接待量（万人次） | 旅游收入（万元）
2022年 | 12.5 | 860
2023年 | 15 | 903"""
COLUMNS = """
项目 | 2022年支出（万元） | 2023年支出（万元）
办公费 | 12.5 | 11.8
印刷费 | 6 | 5.4
差旅费 | 8.2 | 9.1
合计 | 26.7 | 26.3"""
BARE = """
项目 | 2022年 | 2023年
公务接待费 | 4.2 | 3.1
公务用车费 | 18.6 | 16.2
合计 | 22.8 | 19.3"""


@pytest.mark.parametrize(
    "text",
    [
        "2023年游客接待量比上年增加[2.5>2.8]万人次。" + ROWS,
        "2023年全县旅游收入较2022年增长[5%>8%]。" + ROWS,
        "2023年支出26.3万元，比2022年减少[0.4>0.8]万元。" + COLUMNS,
        "2023年度支出总额26.3万元，较上年下降[1.5%>2.5%]。" + COLUMNS,
        "差旅费9.1万元，比上年增加[0.9>1.9]万元。" + COLUMNS,
        "2023年公务接待费支出3.1万元，较上年减少[1.1>1.7]万元。" + BARE,
        "公务接待费支出3.1万元，比上年下降[26.19%>21.69%]。" + BARE,
        "公务用车费16.2万元，较去年下降[12.9%>19.2%]。" + BARE,
    ],
)
def test_changes_are_those_of_the_table(text: str) -> None:
    assert wrong(text)
    assert right(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年旅游收入较上年增长8%。" + ROWS,
        "2023年全县旅游收入较2021年增长18%。" + ROWS,
        "2023年税收收入450万元，较2022年增长8%。" + ROWS,
        "2023年培训费2.2万元，比2022年减少0.8万元。" + COLUMNS,
        "办公费较预算减少0.2万元。" + COLUMNS,
        "2023年支出26.3万元，比2022年减少约0.5万元。" + COLUMNS,
        "公务接待批次比上年下降21.69%。" + BARE,
        "2023年游客接待量比上年增长20%。" + ROWS,
    ],
)
def test_other_changes_are_left_alone(text: str) -> None:
    assert right(text) == []
