"""Parts of a stated total in running text: one in another unit, one that an early sum seems to leave out."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "某局2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    "text",
    [
        "项目预算970.00万元，其中省级补助600.00万元、县级配套370.00元；实际支出936.50万元，未支出33.50万元。",
        "项目预算970万元，其中：省级补助600元、县级配套370万元。",
        "项目预算970元，其中省级补助600万元、县级配套370万元。",
        "安排资金970万元（其中省级600万元，县级370元）。",
        "总投资9700元，包括中央4000万元、省级3000万元、县级2700万元。",
        "全年支出120.5万元，其中设备80.5元、服务40万元。",
        "省级补助600万元，县级配套370元，合计970万元。",
        "中央400万元、省级200元、县级370万元，合计970万元。",
    ],
)
def test_an_amount_in_another_unit(text: str) -> None:
    assert ("error", "unit") in found(TITLE, text)


@pytest.mark.parametrize(
    "text",
    [
        "项目预算970万元，其中省级补助600万元、县级配套370万元。",
        "支出1.2万元，其中纸张8000元、印刷4000元。",
        "总投资1.2亿元，其中中央8000万元、省级4000万元。",
        "预算970万元，其中省级600万元、县级369万元、其他10000元。",
        "支出970万元，其中大额支出600万元，人均补助370元。",
        "安排资金970万元，其中单价600元以上的设备370万元。",
        "省级补助600万元，县级配套370万元，合计970万元。",
        "支出58.5万元，包括设备50万元、耗材85000元。",
    ],
)
def test_amounts_in_their_own_units(text: str) -> None:
    assert found(TITLE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "资金分解到5个县（市、区），其中4个县、1个区、1个县级市。",
        "共覆盖5个县区，其中县4个、区1个、县级市1个。",
        "项目惠及学校5所，其中4所中学、1所小学、1所幼儿园。",
        "项目惠及学校5所，其中中学4所、小学1所和幼儿园1所。",
        "项目覆盖8个乡镇街道，其中5个镇、3个乡和2个街道。",
        "项目覆盖8个单位，其中5个村、3个社区及1个街道。",
        "建设村级站点12个，其中7个村、5个社区、1个农场社区街道。",
        "涉及9个旗县，其中6个旗、3个县、2个市。",
    ],
)
def test_a_part_that_an_early_sum_seems_to_leave_out(text: str) -> None:
    assert [kind for _severity, kind in found(TITLE, text)] == ["count"]


@pytest.mark.parametrize(
    "text",
    [
        "资金分解到5个县（市、区），其中3个县、1个区、1个县级市。",
        "共有职工8人，其中男5人、女3人，退休人员2人。",
        "共有职工8人，其中男5人、女3人、博士2人。",
        "购置设备10台，其中电脑6台、打印机4台、进口设备2台。",
        "资金分解到5个县区，其中4个县、1个区，另有2个开发区未安排。",
        "资金分解到5个县区，其中4个县、1个区、2个贫困县。",
        "资金分解到5个县区，其中4个县、1个区；实施项目2个。",
        "项目惠及学校5所，其中中学4所、小学1所、农村小学1所。",
    ],
)
def test_a_second_division_of_the_same(text: str) -> None:
    assert found(TITLE, text) == []


def test_a_count_right_behind_letters() -> None:
    assert found(TITLE, "购置设备136台（套），其中彩超48台、DR31台、生化分析仪57台。") == []
    assert found(TITLE, "共购置设备136台，其中彩超48台、DR13台、生化分析仪57台。") == [("error", "count")]
