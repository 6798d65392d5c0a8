"""Counts that announce the table below them."""

import pytest

from tests.reports.checkup.twins import right, wrong

DEVICES = """设备名称 | 数量 | 单价（万元） | 金额（万元）
呼吸机 | 2 | 18 | 36
监护仪 | 6 | 2.5 | 15
除颤仪 | 3 | 4 | 12
心电图机 | 4 | 1.2 | 4.8
雾化器 | 10 | 0.3 | 3"""
VILLAGES = """村名 | 改厕户数 | 资金（万元）
甲村 | 24 | 4.8
乙村 | 18 | 3.6
丙村 | 31 | 6.2
丁村 | 12 | 2.4
合计 | 85 | 17.0"""
COURSES = """期次 | 时间 | 人数
第一期 | 3月 | 80
第二期 | 5月 | 95
第三期 | 8月 | 90"""
OFFICES = """单位 | 预算（万元） | 支出（万元）
农业农村局 | 120 | 118
林草局 | 86 | 85
水利局 | 64 | 64"""


@pytest.mark.parametrize(
    "text",
    [
        f"项目共采购设备[5>6]种，清单如下。\n{DEVICES}",
        f"共采购[5>4]种设备，明细见下表。\n{DEVICES}",
        f"采购设备[五>六]种，具体情况见表1。\n表1 设备清单\n{DEVICES}",
        f"项目涉及[4>5]个行政村，具体如下表：\n{VILLAGES}",
        f"资金分配到[4>3]个村，情况如下：\n{VILLAGES}",
        f"全年共举办培训[3>4]期，情况如下：\n{COURSES}",
        f"本项目由[3>4]家单位实施，各单位资金使用情况见表1。\n表1 资金使用情况\n{OFFICES}",
        f"年初部署工作。[三>四]家单位资金使用情况如下表。\n{OFFICES}",
    ],
)
def test_a_table_has_as_many_rows_as_it_is_announced_with(text: str) -> None:
    assert wrong(text)
    assert right(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"项目共采购设备25台，清单如下。\n{DEVICES}",
        f"其中进口设备4种，清单如下。\n{DEVICES}",
        f"采购设备6种。验收情况良好。\n{DEVICES}",  # it points at no table
        f"上年采购设备6种，本年清单如下。\n{DEVICES}",
        f"采购设备16种，主要设备清单如下。\n{DEVICES}",
        f"项目覆盖3个乡镇，分村情况如下。\n{VILLAGES}",
        f"抽查3个村，结果如下。\n{VILLAGES}",
        f"计划举办培训4期，实际情况如下。\n{COURSES}",
        f"采购设备6种，主要清单如下。\n{DEVICES}\n其他 | 30 | 1 | 30",
    ],
)
def test_what_else_may_be_counted(text: str) -> None:
    assert right(text) == []
