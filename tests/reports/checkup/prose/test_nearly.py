"""Three figures in a row that fit each other but for a digit."""

import pytest

from tests.reports.checkup.test_examination import found

TITLE = "2023年度项目支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("发放问卷390份，回收382份，满意538份，满意度93.7%。", True),
        ("发放问卷390份，回收382份，满意358份，满意度93.7%。", False),
        ("调查群众440户，229户满意，满意度95.4%。", True),
        ("调查群众240户，229户满意，满意度95.4%。", False),
        ("辖区老人4500人，办理就餐卡1344人，覆盖率33.6%。", True),
        ("辖区老人4000人，办理就餐卡1344人，覆盖率33.6%。", False),
        ("采集水样392份，检测合格364份，水质达标率92.60%。", True),
        ("采集水样392份，检测合格363份，水质达标率92.60%。", False),
        ("抽查的600份档案中有14份缺少签字，占7.00%。", True),
        ("抽查的200份档案中有14份缺少签字，占7.00%。", False),
        ("发放问卷440份，收回432份，回收率98.18%，其中满意403份，满意度33.29%。", True),
        ("发放问卷440份，收回432份，回收率98.18%，其中满意403份，满意度93.29%。", False),
        ("对2040名乘客开展调查，有效问卷2350份，有效率97.92%。", True),
        ("对2400名乘客开展调查，有效问卷2350份，有效率97.92%。", False),
        ("受理信访145件，按期答复率96.10%（135件）。", True),
        ("受理信访145件，按期答复率93.10%（135件）。", False),
        ("采集水样392份，检测合格364份，上年达标率92.60%。", False),
        ("采集水样392份，检测合格364份，达标率目标92.60%。", False),
        ("采集水样392份，检测合格364次，达标率92.60%。", False),  # of other things
        ("甲村252亩，乙村168亩，分别占62.9%和37.1%。", False),
        ("采集水样97份，检测合格45份，达标率92.60%。", False),  # more than a digit
    ],
)
def test_shares(text: str, is_found: bool) -> None:
    assert bool(found(TITLE, text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("学生膳食补助1945.6万元（19856人×5元×200天）。", True),
        ("学生膳食补助1985.6万元（19856人×5元×200天）。", False),
        ("清雪作业费136.80万元，按1560公里折合每公里1050元。", True),
        ("清雪作业费163.80万元，按1560公里折合每公里1050元。", False),
        ("寄宿生515人次，每人次625元，计521875.00元。", True),
        ("寄宿生515人次，每人次625元，计321875.00元。", False),
        ("管护员每人每月600元，全年需16名、16.52万元。", True),
        ("管护员每人每月600元，全年需16名、11.52万元。", False),
        ("低产林改造14500亩，每亩补助400元，安排550万元。", True),
        ("低产林改造14500亩，每亩补助400元，安排580万元。", False),
        ("流转土地210亩，亩均租金600元，年租金12.6万元，惠及农户87户。", False),
        ("低产林改造14500亩，每户补助400元，安排550万元。", False),  # by another measure
        ("低产林改造14500亩，村均补助400元，户均550万元。", False),
        ("救助29人，人均26310元，最多1人5万元。", False),
        ("低产林改造约14500亩，每亩补助400元，安排550万元。", False),
    ],
)
def test_costs(text: str, is_found: bool) -> None:
    assert bool(found(TITLE, text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("登记纠纷302起，本年300起，下降6.25%。", True),
        ("登记纠纷320起，本年300起，下降6.25%。", False),
        ("接待游客63.8万人次，原为50.8万人次，增长10.00%。", True),
        ("接待游客63.8万人次，原为58.0万人次，增长10.00%。", False),
        ("大班额21个，减少13个，下降61.40%。", True),
        ("大班额21个，减少13个，下降61.90%。", False),
        ("取暖支出1460元，原为1520元，“支出下降3.45%”的目标未实现。", False),
        ("登记纠纷302起，本年300起，比2021年下降6.25%。", False),  # of another year
        ("登记纠纷302起，本年300起，下降6%。", False),  # near many
    ],
)
def test_growth(text: str, is_found: bool) -> None:
    assert bool(found(TITLE, text)) == is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("预算执行率89.00%，得9.80分。", True),
        ("预算执行率98.00%，得9.80分。", False),
        ("预算执行率98.55%，得9.68分（满分10分）。", True),
        ("预算执行率98.55%，得9.86分（满分10分）。", False),
        ("项目支出执行率97.50%，按比例得19.05分。", True),
        ("项目支出执行率97.50%，按比例得19.50分。", False),
        ("预算执行率98.55%，扣1.45分。", False),
        ("设备完好率98.55%，得9.68分。", False),  # of other full marks
        ("预算执行率98.00%，得7.00分。", False),  # in bands
    ],
)
def test_points(text: str, is_found: bool) -> None:
    assert bool(found(TITLE, text)) == is_found


def test_growth_of_two_that_each_have_their_own() -> None:
    text = "2022年收入完成81000万元，下降6.8%，支出完成411120万元，同比增长20.4%。"
    assert found(TITLE, text) == []


def test_a_change_over_what_there_was_before_it() -> None:
    assert found(TITLE, "卫生支出43897.73元，减少6014.46元，下降12.05%。") == []
