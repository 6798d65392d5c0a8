"""By how much a figure is above or below another."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("told", "right", "wrong", "kind"),
    [
        ("办理时限7.8个工作日，较规定的14个工作日缩短{}个工作日。", "6.2", "5.2", "count"),
        ("教师满意度94.1%，比家长满意度92.3%高{}个百分点。", "1.8", "2.8", "ratio"),
        ("实际用时38天，比合同工期55天提前了{}天。", "17", "15", "count"),
        ("中标价365.5万元，较招标控制价381.0万元下浮{}万元。", "15.5", "16.5", "sum"),
        ("计划抽检320批次，实际抽检296批次，比计划少{}批次。", "24", "34", "count"),
        ("预算安排92.00万元，支出87.40万元，比预算少{}万元。", "4.60", "5.60", "sum"),
        ("执行率76.2%，低于90%的要求{}个百分点。", "13.8", "18.3", "ratio"),
        ("建成步道5.20km，超过计划4.80公里{}公里。", "0.40", "0.60", "count"),
        ("毕业率98.7%，就业率94.9%，比全校平均92.6%高{}个百分点。", "2.3", "3.2", "ratio"),
    ],
)
def test_differences(told: str, right: str, wrong: str, kind: str) -> None:
    assert found(told.format(right)) == []
    assert found(told.format(wrong)) == [("error", kind)]


@pytest.mark.parametrize(
    "text",
    [
        "满意度96.5%，其中教师95.2%、学生97.1%，比目标90%高6.5个百分点。",
        "户均增收1200元，比上年增加150元，比全县平均水平980元高220元。",
        "合格率分别为98.2%和96.5%，分别比目标95%高3.2个和1.5个百分点。",
        "一季度支出20万元，二季度支出35万元，比计划少5万元。",
        "累计完成320批次，计划360批次，本月比计划少15批次。",
    ],
)
def test_differences_of_something_else(text: str) -> None:
    assert found(text) == []


def test_a_stock_of_persons() -> None:
    text = "原有护林员310名，本年增聘30名，护林员总数增至{}名。"
    assert found(text.format(340)) == []
    assert found(text.format(350)) == [("error", "count")]
    text = "年初有科技型企业52家，当年新认定18家，年末达到{}家。"
    assert found(text.format(70)) == []
    assert found(text.format(80)) == [("warning", "count")]
