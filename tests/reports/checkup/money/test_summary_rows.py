"""Rows of means, of highest and of lowest figures."""

import pytest

from tests.reports.checkup.twins import right, wrong


@pytest.mark.parametrize(
    "table",
    [
        """乡镇 | 户数 | 补助金额（万元）
甲镇 | 120 | 36
乙镇 | 90 | 27
丙镇 | 150 | 45
平均 | [120>130] | 36""",
        """社区 | 满意度
甲社区 | 95.2%
乙社区 | 93.4%
丙社区 | 97.1%
最高 | [97.1%>97.9%]
最低 | 93.4%""",
        """社区 | 满意度
甲社区 | 95.2%
乙社区 | 93.4%
丙社区 | 97.1%
最高 | 97.1%
最低 | [93.4%>94.3%]""",
        """评委 | 方案一 | 方案二
专家一 | 90 | 88
专家二 | 92 | 85
专家三 | 94 | 91
平均分 | [92>93] | 88""",
        """镇 | 补助资金（万元） | 执行率
甲镇 | 36 | 95%
乙镇 | 27 | 97%
丙镇 | 45 | 96%
平均值 | 36 | [96%>69%]""",
        """月份 | 处理量（吨）
1月 | 310
2月 | 290
3月 | 330
最大值 | 330
最小值 | [290>310]""",
        """项目 | 得分
甲项目 | 96.5
乙项目 | 93.2
丙项目 | 85.6
平均得分 | [91.77>97.17]""",
        """班次 | 人数
一班 | 45
二班 | 46
三班 | 47
均值 | [46>48]""",
    ],
)
def test_summaries_keep_to_their_rows(table: str) -> None:
    assert wrong(table)
    assert right(table) == []


@pytest.mark.parametrize(
    "table",
    [
        # a rate of all, not the mean of the rates
        """镇 | 预算 | 支出 | 执行率
甲镇 | 100 | 95 | 95%
乙镇 | 900 | 882 | 98%
丙镇 | 500 | 485 | 97%
平均 | 500 | 487.33 | 97.47%""",
        # cut, not rounded
        """班次 | 人数
一班 | 45
二班 | 46
三班 | 48
平均 | 46""",
        """班次 | 人数
一班 | 45
二班 | 46
三班 | 48
平均 | 46.3""",
        # of more than the table prints
        """社区 | 人数
甲社区 | 45
乙社区 | —
丙社区 | 48
平均 | 40""",
    ],
)
def test_other_means_are_left_alone(table: str) -> None:
    assert right(table) == []
