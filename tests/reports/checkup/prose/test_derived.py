"""Figures that those beside them come to, but for a slip of the pen."""

from decimal import Decimal
from fractions import Fraction

import pytest

from reports.checkup.examination import examine
from reports.checkup.miswriting import miswriting, slips_of
from reports.checkup.numbers import quantities
from reports.document import Document, Paragraph, Text
from tests.reports.checkup.test_examination import found, grid

TITLE = "2023年度项目支出绩效自评报告"
RATES = grid("街道 | 有效率", "甲街道 | 98.20%", "乙街道 | 97.50%")


@pytest.mark.parametrize(
    ("printed", "meant", "how"),
    [
        ("17840万元", "17480", "数字颠倒"),
        ("98.20%", "98.02", "数字颠倒"),
        ("654.98万元", "674.98", "个别数字有误"),
        ("389.33元", "3893.2926", "小数点或者单位有误"),
        ("443.70万元", "44.37", "小数点或者单位有误"),
        ("17840万元", "17840", None),
        ("17840万元", "17481", None),
        ("389.33元", "3899.3", None),
        ("0.00万元", "8.00", None),
    ],
)
def test_how_a_figure_may_have_been_written(printed: str, meant: str, how: str | None) -> None:
    (one,) = quantities(printed)
    slip = miswriting(one, Decimal(meant))
    assert (slip and slip.how) == how


@pytest.mark.parametrize(
    ("printed", "meant", "tried", "chance"),
    [
        ("48个", "84", 1, Fraction(1, 90)),
        ("17840个", "17480", 1, Fraction(4, 9000)),
        ("17840个", "17480", 3, Fraction(12, 9000)),
        ("17840个", "17940", 1, Fraction(45, 9000)),
    ],
)
def test_the_more_digits_the_less_is_chance(printed: str, meant: str, tried: int, chance: Fraction) -> None:
    slip = miswriting(*quantities(printed), Decimal(meant))
    assert slip is not None
    assert slip.by_chance(Fraction(tried)) == chance


def test_slips() -> None:
    (printed,) = quantities("12.0元")
    slips = {str(one.value) for one in slips_of(printed)}
    assert {"21.0", "10.2", "12.9", "92.0"} <= slips
    assert not {"12.0", "02.0", "0.2", "21.9"} & slips


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("收到表格1365份，收到率97.50%；填写完整1338份，完整率98.20%。", [("error", "ratio")]),
        ("收到表格1365份，收到率97.50%；填写完整1338份，完整率98.02%。", []),
        ("核定编制86人，在职81人。控制率91.49%。", [("error", "ratio")]),
        ("核定编制86人，在职81人。控制率94.19%。", []),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长41.65%。", [("error", "ratio")]),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长41.56%。", []),
        ("惠及5849人次、7077人次、8280人次，比首年增加2431人次，增长到41.65%。", []),
        ("有效问卷1338份，收回1365份，评价指标达标率98.20%以上。", []),
        ("植树1338株，抚育1365亩，成活率98.20%。", []),
        ("慢病患者5.77万人，随访24.10万人次，平均每位患者随访4.81次。", [("error", "count")]),
        ("慢病患者5.77万人，随访24.10万人次，平均每位患者随访4.18次。", []),
        ("慢病患者5.77万人，随访24.10万人次，每年随访4.81次。", []),
        ("漏损率上年为16.45%，下降3.21个百分点，今年为13.42%。", [("warning", "ratio")]),
        ("漏损率上年为16.45%，下降3.21个百分点，今年为13.24%。", []),
    ],
)
def test_rates_and_averages(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (
            "预算1171.80万元，到位1171.80万元，到位率100%；支出1080.08万元，执行率92.17%，结余97.12万元。",
            [("error", "sum")],
        ),
        ("预算1171.80万元，到位1171.80万元，到位率100%；支出1080.08万元，执行率92.17%，结余91.72万元。", []),
        ("道路保洁支出384.25万元，河道保洁支出96.50万元，另支付设备款480.57万元。", [("error", "sum")]),
        ("道路保洁支出384.25万元，河道保洁支出96.50万元，另支付设备款490.57万元。", []),
        ("除中央补助16800万元外，市级配套960万元、县级配套2760万元，总投入25020万元。", [("error", "sum")]),
        ("除中央补助16800万元外，市级配套960万元、县级配套2760万元，总投入20520万元。", []),
        ("应安排2812.40万元，三级分担，分别为1687.44万元、654.98万元、449.98万元。", [("error", "sum")]),
        ("应安排2812.40万元，三级分担，分别为1687.44万元、674.98万元、449.98万元。", []),
        ("新建停车位316个，改建停车位148个。现有停车位446个。", [("error", "count")]),
        ("新建停车位316个，改建停车位148个。现有停车位464个。", []),
        ("新建停车位316个，改建停车位148个。清理杂物446处。", []),
        ("完成改造210户、抗震改造54户，共264户，其中年内竣工258户；鉴定住房520户。", []),  # 264 is a total
        ("项目总投入1860万元，建设4777.45亩，亩均投入389.33元。", [("error", "unit")]),
        ("项目总投入1860万元，建设4777.45亩，亩均投入3893.29元。", []),
        ("项目总投入1860万元，建设4777.45亩，户均投入389.33元。", []),
        ("上年投入1860万元，建设4777.45亩，上年亩均投入389.33元。", []),
    ],
)
def test_amounts_and_counts(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(TITLE, text) == findings


def test_what_it_would_be_is_named() -> None:
    text = "除中央补助16800万元外，市级配套960万元、县级配套2760万元，总投入25020万元。"
    (one,) = examine(Document((), (Paragraph((Text(text),)),))).findings
    assert "2760万元＋960万元＋16800万元=20520万元，疑为数字颠倒" in one.message
    assert (one.printed, one.computed) == ("25020万元", "20520万元")


def test_what_is_told_elsewhere_is_borne_out() -> None:
    text = "收到表格1365份，收到率97.50%；填写完整1338份，完整率98.20%。"
    assert found(TITLE, text, RATES) == []
    assert found(TITLE, text, "全区问卷有效率98.20%。") == []


def test_a_part_with_changed_digits_of_what_money_was_used_for() -> None:
    parts = "公共卫生968.40万元、卫生室补助312.60万元、奖励扶助285.50万元、能力建设{}万元"
    text = f"项目支出1820.50万元，主要用于：{parts}。"
    assert found(TITLE, text.format("245.00")) == [("error", "sum")]
    assert found(TITLE, text.format("240.00")) == []  # there may be more


def test_a_rate_of_few_digits_far_from_the_figures() -> None:
    told = "收入完成16.75亿元，增长23%，其中税收8.37亿元，非税8.38亿元。"
    added = "加上补助45.54亿元、债务11.73亿元，以及动用基金0.22亿元、调入资金6.91亿元、结转3.52亿元。"
    assert found(TITLE, f"{told}{added}", "偿还债务6.81亿元。") == []


def test_round_amounts_add_up_by_chance() -> None:
    told = "接受捐款2.5亿元，包括公益金拨付的5000万元；支出4.4亿元，其中3.3亿元用于重建。"
    assert found(TITLE, told, "另捐物8000万元。") == []
