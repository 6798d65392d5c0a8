"""Numbers in running text and in cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.checkup.numbers import chinese_number, figure, half_width, is_blank, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算安排561.26万元", [("561.26", "万元", 2)]),
        ("共支出1,234,567.80元", [("1234567.80", "元", 2)]),
        ("投资1.2亿元", [("1.2", "亿元", 1)]),
        ("执行率９７．５８％", [("97.58", "%", 2)]),
        ("下降2.3个百分点", [("2.3", "百分点", 1)]),
        ("死亡率5‰", [("5", "‰", 0)]),
        ("受理124件，化解121件", [("124", "件", 0), ("121", "件", 0)]),
        ("共八个社区", [("8", "个", 0)]),
        ("完成率百分之九十五", [("95", "%", 0)]),
        ("百分之九十五点六", [("95.6", "%", 1)]),
        ("服务20万人次", [("200000", "人次", -4)]),
        ("每人补助50元/人", [("50", "元/人", 0)]),
        ("减少-3.5万元", [("-3.5", "万元", 1)]),
        ("培训二十八场、走访一百二十户", [("28", "场", 0), ("120", "户", 0)]),
        ("得分98.5分", [("98.5", "分", 1)]),
        ("建设3000平方米，安装20盏", [("3000", "平方米", 0), ("20", "盏", 0)]),
    ],
)
def test_reads_quantities(text: str, expected: list[tuple[str, str, int]]) -> None:
    found = quantities(text)
    assert [(one.value, one.unit, one.places) for one in found] == [
        (Decimal(value), unit, places) for value, unit, places in expected
    ]
    assert all(one.is_exact for one in found)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("近5万人次", "50000", "人次"),
        ("展出50余幅", "50", "幅"),
        ("约120万元", "120", "万元"),
        ("支出100多万元", "100", "万元"),
        ("满意率三成以上", "30", "%"),
        ("90%以上", "90", "%"),
        ("十余场", "10", "场"),
        ("超过300人", "300", "人"),
    ],
)
def test_knows_what_is_approximate(text: str, value: str, unit: str) -> None:
    (one,) = quantities(text)
    assert (one.value, one.unit, one.approximate) == (Decimal(value), unit, True)


@pytest.mark.parametrize(
    ("text", "until"), [("90-100分", "100"), ("3至5天", "5"), ("10～20个", "20"), ("5%-8%", None)]
)
def test_reads_ranges(text: str, until: str | None) -> None:
    first = quantities(text)[0]
    assert first.until == (None if until is None else Decimal(until))


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月3日",
        "2020年度",
        "2021-2025年",
        "1-7月",
        "12月31日前",
        "〔2020〕12号",
        "渝财〔2021〕3号",
        "第3季度",
        "1.前期准备",
        "（1）组织实施",
        "2、资金管理",
        "指标1",
        "附件2",
        "13800138000",
        "023-63832156",
        "P1.5LED",
        "GB/T 9704-2012",
        "51000021R000000019951",
        "1.1.2",
        "A4",
        "20:30",
        "2021.02.03",
        "第一批",
        "10号楼",
        "应用N+5",
    ],
)
def test_leaves_out_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == ()


def test_numbering_hides_no_amounts() -> None:
    assert [one.value for one in quantities("1.巡防经费5.82万元；2.消防经费3万元。")] == [
        Decimal("5.82"),
        Decimal(3),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("其他零星项目48.50万元", "48.50"),
        ("其他项目1,248.50万元", "1248.50"),
        ("完成任务36.25公里", "36.25"),
        ("年度目标95.50%", "95.50"),
    ],
)
def test_what_may_be_numbered_hides_no_amounts(text: str, value: str) -> None:
    assert [one.value for one in quantities(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", ["见表1.2", "项目1、项目2", "目标3.1.1", "附件12"])
def test_numbers_of_what_is_listed(text: str) -> None:
    assert quantities(text) == ()


def test_positions_are_those_of_the_text() -> None:
    text = "全年预算１００.5 万元，支出八个"
    assert [text[one.start : one.end] for one in quantities(text)] == ["１００.5 万元", "八个"]


@pytest.mark.parametrize(
    ("text", "value", "unit", "sign"),
    [
        ("561.26", "561.26", "", ""),
        ("1,234.50", "1234.50", "", ""),
        ("≥95%", "95", "%", "≥"),
        ("≥ 2 个", "2", "个", "≥"),
        ("不低于98%", "98", "%", "≥"),
        ("≥100百分比", "100", "%", "≥"),
        ("≤90万元", "90", "万元", "≤"),
        ("100.00%", "100", "%", ""),
        ("-5.00", "-5", "", ""),
        ("(5.00)", "-5", "", ""),
        ("1,234\n.56", "1234.56", "", ""),
        ("10分", "10", "分", ""),
        ("２０", "20", "", ""),
    ],
)
def test_reads_a_cell(text: str, value: str, unit: str, sign: str) -> None:
    one = figure(text)
    assert one is not None
    assert (one.value, one.unit, one.sign) == (Decimal(value), unit, sign)


@pytest.mark.parametrize(
    "text", ["", "—", "达成预期指标", "甲5个、乙3个", "3.组织实施", "2021年2月", "社区微型消防站"]
)
def test_a_cell_of_words_is_no_figure(text: str) -> None:
    assert figure(text) is None


@pytest.mark.parametrize("text", ["", " ", "—", "/", "无", "——", "－"])
def test_blanks(text: str) -> None:
    assert is_blank(half_width(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十", 20), ("两百零五", 205), ("三万五千", 35000), ("一二", None), ("甲", None)],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert chinese_number(text) == value


def test_units_scale() -> None:
    wan, percent = quantities("5.82万元，97.5%")
    assert (wan.base, wan.half) == (Decimal(58200), Decimal(50))
    assert (percent.base, percent.half) == (Decimal("0.975"), Decimal("0.0005"))


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_what_is_printed_is_read(value: Decimal, unit: str) -> None:
    for text in (f"{value}{unit}", f"{value:,}{unit}"):
        (one,) = quantities(f"本年支出{text}。")
        assert (one.value, one.unit, one.places) == (value, unit, 2)


@given(st.text("0123456789.,年月日万元个%-约（）()第号至、一二十百零成余", max_size=30))
def test_reads_anything_without_failing(text: str) -> None:
    ends = [0]
    for one in quantities(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4.27名传承人参加考核，合格26名", ["27", "26"]),
        ("2.18家企业获得补助", ["18"]),
        ("12.6个社区完成改造", ["6"]),
        ("3.164场演出进村", ["164"]),
        ("1.43处隐患", ["43"]),
        ("说明：1.43处工程完工，2处在建。2.18家企业受益", ["43", "2", "18"]),
        ("平均得分：4.5分", ["4.5"]),
        ("1.2万人参加", ["12000"]),
        ("4.5个百分点的提高", ["4.5"]),
        ("2.5人/户的标准", ["2.5"]),
        ("1.35倍于上年", ["1.35"]),
        ("3.6公里道路", ["3.6"]),
        ("1.5个月工资", ["1.5"]),
    ],
)
def test_a_point_before_a_count_of_whole_things(text: str, values: list[str]) -> None:
    assert [one.value for one in quantities(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("修路13.8km、铺管306m", [("13.8", "公里"), ("306", "米")]),
        ("面积2.5 km²，绿化1200m2，土方860m³", [("2.5", "平方公里"), ("1200", "平方米"), ("860", "立方米")]),
        ("化肥320kg，砂石45t", [("320", "公斤"), ("45", "吨")]),
        ("10kV变压器3台，DN300管1.2km，4G终端20台", [("3", "台"), ("1.2", "公里"), ("20", "台")]),
        ("100M宽带，5A级景区，PM2.5达标", []),
    ],
)
def test_units_in_letters(text: str, read: list[tuple[str, str]]) -> None:
    assert [(one.value, one.unit) for one in quantities(text)] == [
        (Decimal(value), unit) for value, unit in read
    ]
