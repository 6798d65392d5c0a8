"""Numbers of headings, points, tables and annexes."""

import pytest

from tests.reports.checkup.test_examination import found, grid

AGAIN, GAP = [("warning", "duplicate")], [("warning", "count")]


@pytest.mark.parametrize(
    ("lines", "wrong", "right", "findings"),
    [
        ("一、概况¶二、目标¶{}、结论", "二", "三", AGAIN),
        ("（一）预算编制不细。¶（二）绩效意识不强。¶（{}）支付进度偏慢。", "二", "三", AGAIN),
        ("（一）立项情况¶（二）资金投入情况¶（{}）组织情况", "四", "三", GAP),
        ("1.产出完成情况。¶2.效益完成情况。¶{}.满意度完成情况。", "4", "3", GAP),
        ("（1）数量指标。¶（2）质量指标。¶（{}）时效指标。", "2", "3", AGAIN),
        ("附件：1.自评表¶2.指标体系¶{}.满意度问卷", "2", "3", AGAIN),
        ("1.产出完成；2.效益完成。¶{}.满意度完成情况。", "2", "3", AGAIN),
        ("一、概况¶（一）立项。¶（二）投入。¶二、结论¶（一）得分。¶（{}）等级。", "三", "二", GAP),
    ],
)
def test_lines_in_order(lines: str, wrong: str, right: str, findings: list[tuple[str, str]]) -> None:
    assert found(*lines.format(right).split("¶")) == []
    assert found(*lines.format(wrong).split("¶")) == findings


@pytest.mark.parametrize(
    "lines",
    [
        "1.资金投入情况¶1.到位情况。资金全部到位。2.执行情况。全部执行。¶2.总体目标完成情况",
        "1.合计1029万幅。¶2.截至年底支出252.8万元。¶3.2024年接待3862人次。¶4.累计扫描531万幅。",
        "（一）完成36座水库维修养护，其中小（一）型5座、小（二）型31座。¶（二）效益情况。",
        "一、概况¶（一）立项。¶二、结论¶（一）得分。",
        "1.5万元用于甲路。¶3.5万元用于乙路。",
        "（二）效益情况。",
        "1.甲路。¶2.乙路。¶1.丙路。¶2.丁路。",
        "2023年完成甲路。¶2024年完成乙路。",
    ],
)
def test_lines_that_are_numbered_rightly(lines: str) -> None:
    assert found(*lines.split("¶")) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right", "findings"),
    [
        ("一是加强领导；二是健全制度；{}是强化监督。", "四", "三", GAP),
        ("一是编制不细；二是执行偏慢；{}是监督不够。", "二", "三", AGAIN),
        ("（1）编制不够细化；（2）支付进度较慢；（{}）目标不够量化。", "2", "3", AGAIN),
        ("第一，拨付不及时；第二，制度不完善；第{}，监督不到位。", "二", "三", AGAIN),
        ("（一）编制不细。（二）执行偏慢。（{}）监督不够。", "四", "三", GAP),
        ("1.编制不细；2.执行偏慢；{}.监督不够。", "2", "3", AGAIN),
        ("1、编制不细；2、执行偏慢；{}、监督不够。", "5", "3", GAP),
        ("一是编制不细，二是执行偏慢，{}是监督不够。", "二", "三", AGAIN),
    ],
)
def test_points_in_order(text: str, wrong: str, right: str, findings: list[tuple[str, str]]) -> None:
    assert found(text.format(right)) == []
    assert found(text.format(wrong)) == findings


@pytest.mark.parametrize(
    "text",
    [
        "问题有两个：一是淡季使用率低；二是信息没有接入。建议一是探索共享租赁，二是完成数据对接。",
        "（一）线上传播单一；（二）11张回执签字不全；（三）执行率偏低。",
        "1.本表未设分值；2.2023年完成3处；3.问卷由第三方发放。",
        "二是执行偏慢；三是监督不够。",
        "一是编制不细；二是执行偏慢。一是加强管理；二是加快执行。",
        "第一、第二季度支出较慢，第四季度集中支付。",
        "该项不是一次性支出；是否延续待定。",
        "主要是（1）甲路；（2）乙路；其中（1）已完工。",
    ],
)
def test_points_that_are_numbered_rightly(text: str) -> None:
    assert found(text) == []


FUNDS = grid("项目 | 金额（万元）", "甲 | 10.00", "乙 | 20.00")


@pytest.mark.parametrize(
    ("lines", "findings"),
    [
        (["详见表2。", "表1 资金情况", FUNDS, "表2 产出情况"], []),
        (["详见表5。", "表1 资金情况", FUNDS, "表2 产出情况"], GAP),
        (["表1 资金情况", FUNDS, "表2 产出情况", "表2 效益情况"], AGAIN),
        (["表1 资金情况", FUNDS, "表2 产出情况", "表2 产出情况"], []),
        (["得分情况见附件2。", "附件1：自评表", "附件2：指标体系"], []),
        (["得分情况见附件4。", "附件1：自评表", "附件2：指标体系"], GAP),
        (["根据《通知》附件4的要求开展自评。", "附件1：自评表", "附件2：指标体系"], []),
        (["详见第二部分。", "一、概况", "二、结论", "三、问题", "四、建议"], []),
        (["详见第六部分。", "一、概况", "二、结论", "三、问题", "四、建议"], GAP),
        (["详见表5。", "一、概况"], []),
    ],
)
def test_what_is_referred_to(lines: list[str], findings: list[tuple[str, str]]) -> None:
    assert found(*lines) == findings
