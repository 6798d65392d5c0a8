"""Shares of one whole."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("wrong", "right", "severity"),
    [
        ("人员经费占总支出的62%，公用经费占总支出的28%，项目经费占总支出的15%。", "10%", "warning"),
        ("资金来源中，中央资金占60%、省级资金占25%、县级资金占20%。", "15%", "warning"),
        ("中央财政占比50%、省级财政占比30%、市级财政占比15%、县级财政占比10%。", "5%", "warning"),
        ("满意的占85.2%，基本满意的占12.5%，不满意的占4.3%。", "2.3%", "error"),
        ("受访者中，认为“非常满意”的占72%，“满意”的占22%，“一般”的占8%。", "6%", "error"),
        ("男性占52.3%，女性占48.7%。", "47.7%", "error"),
        ("男职工260人，占54%；女职工220人，占48%。", "46%", "error"),
        ("设备费占55%，安装费占30%，其余18%为管理费。", "15%", "error"),
        ("城镇居民占42%，农村居民占60%，受益范围较广。", "58%", "error"),
        ("基本支出占58.2%，项目支出占40.8%。", "41.8%", "error"),
    ],
)
def test_shares_that_leave_none_out_are_all(wrong: str, right: str, severity: str) -> None:
    assert found(wrong) == [(severity, "ratio")]
    head, percent, tail = wrong.rpartition("%")
    number = head.rstrip("0123456789.")
    assert found(f"{number}{right.removesuffix('%')}{percent}{tail}") == []


@pytest.mark.parametrize(
    "text",
    [
        "党员占比80%、女性占比55%、35岁以下占比40%。",
        "大专以上占60%，中级职称占45%，高级职称占12%。",
        "食材费占70%，人工费占18%。",
        "人员经费占总支出的62%，公用经费占总支出的28%。",
        "满意的占85.2%，不满意的占4.3%。",
        "男性占甲镇人口的52.3%，女性占乙镇人口的48.7%。",
        "甲镇男性占52%，女性占48%；乙镇男性占51%，女性占49%。",
        "城镇居民占比较上年提高42%，农村居民占60%。",
        "一等品占33.3%，二等品占33.3%，其余33.3%为三等品。",
    ],
)
def test_shares_that_overlap_or_are_some(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("土建{}万元，占40%；设备4702.50万元，占55%；设计监理427.50万元，占5%。", "3240", "3420"),
        (
            "甲楼34.00万元（占40.0%）、乙楼{}万元（占50.0%）、其他8.50万元（占10.0%）。",
            "45.20",
            "42.50",
        ),
        ("甲类占地120亩，占30%，乙类200亩，占50%，丙类{}亩，占20%。", "90", "80"),
        (
            "中央340万元，占42.5%；省级220万元，占{}；县级160万元，占20%；自筹80万元，占10%。",
            "25.7%",
            "27.5%",
        ),
    ],
)
def test_amounts_of_another_whole(text: str, wrong: str, right: str) -> None:
    assert [severity for severity, _kind in found(text.format(wrong))] == ["error"]
    assert found(text.format(right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "甲34万元，占甲类的40%；乙60万元，占乙类的50%；丙8.5万元，占丙类的10%。",
        "甲340万元，占40%；乙60户，占50%；丙8.5亩，占10%。",
        "甲3.4万元，占40%；乙5.2万元，占61%。",
        "甲33.4万元，占33.3%；乙33.4万元，占33.3%；丙33.5万元，占33.4%。",
    ],
)
def test_amounts_of_several_wholes(text: str) -> None:
    assert found(text) == []
