"""Reading, adding and printing amounts."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.money import (
    BLANK,
    LARGEST_AMOUNT,
    LARGEST_NUMBER,
    LONGEST_TEXT,
    AmountError,
    amount_in,
    amount_text,
    exact_text,
    grouped,
    half_up,
    number_text,
    parse_amount,
    parse_number,
    percent_text,
    rate,
    residue_allowance,
    total,
)
from tests.markdown import tables

WORKED = tables("rounding.md")
LARGEST_FEN = int(LARGEST_AMOUNT * 100)
yuan = st.integers(-LARGEST_FEN, LARGEST_FEN).map(lambda fen: Decimal(fen).scaleb(-2))
units = st.sampled_from(["元", "万元"])
FULL_WIDTH = str.maketrans("0123456789.,+-", "０１２３４５６７８９．，＋－")


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("1.005", 2, "1.01"),
        ("89.996", 2, "90.00"),
        ("-0.004", 2, "0.00"),
        ("7", 2, "7.00"),
        ("9999999999.994", 2, "9999999999.99"),
    ],
)
def test_half_up(value: str, places: int, rounded: str) -> None:
    assert str(half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("text", "in_yuan"),
    [
        ("1.15", "11500"),
        ("561.26", "5612600"),
        ("５６１．２６", "5612600"),
        ("0", "0"),
        ("-0", "0"),
        (".5", "5000"),
        ("007", "70000"),
        ("0.000001", "0.01"),
        ("1.1500000000", "11500"),
        ("1,234.56", "12345600"),
        ("1，234，567.8", "12345678000"),
        ("9,999,999,999.99", "99999999999900"),
        ("9999999999.99", "99999999999900"),
        ("  12.5\t", "125000"),
        ("\u300012.5\u00a0", "125000"),
        ("¥12", "120000"),
        ("￥ 12.50", "125000"),
        ("-¥12", "-120000"),
        ("¥-12", "-120000"),
        ("12.5万元", "125000"),
        ("12.5 万", "125000"),
        ("125000元", "125000"),
        ("１２．３０元", "12.30"),
        ("0.5亿元", "50000000"),
        ("0.0000000001亿", "0.01"),
        ("+3", "30000"),
        ("-3", "-30000"),
        ("−3", "-30000"),
        ("－3", "-30000"),
        ("（12.00）", "-120000"),
        ("(1,234.5)", "-12345000"),
        ("(12元)", "-12"),
    ],
)
def test_amounts_that_people_write(text: str, in_yuan: str) -> None:
    assert parse_amount(text) == Decimal(in_yuan)


@pytest.mark.parametrize("text", ["", "  ", "—", "-", "–", "－", "−", "——", "\u3000", " — "])
def test_blank_is_not_zero(text: str) -> None:
    assert parse_amount(text) is None
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("12.3O", "not_a_number", 4),
        ("l2.30", "not_a_number", 0),
        ("abc", "not_a_number", 0),
        ("NaN", "not_a_number", 0),
        ("Infinity", "not_a_number", 0),
        ("①", "not_a_number", 0),
        ("5²", "not_a_number", 1),
        ("٣", "not_a_number", 0),
        ("12。5", "not_a_number", 2),
        ("12元5", "not_a_number", 2),
        ("12美元", "not_a_number", 2),
        ("约12", "not_a_number", 0),
        ("--5", "not_a_number", 1),
        ("—5", "not_a_number", 0),
        ("(-5)", "not_a_number", 1),
        ("¥¥5", "not_a_number", 1),
        ("1.2.3", "two_points", 3),
        ("1,2.3,4.5", "two_points", 7),
        ("1,23,4", "grouping", 1),
        ("1,2345", "grouping", 1),
        ("1234,567", "grouping", 4),
        ("0,123", "grouping", 1),
        ("12,", "grouping", 2),
        ("1,234,56万元", "grouping", 5),
        ("1e5", "exponent", 1),
        ("１Ｅ５", "exponent", 1),
        ("12 34", "two_numbers", 2),
        ("12\n34", "two_numbers", 2),
        ("12/34", "two_numbers", 2),
        ("3至5", "two_numbers", 1),
        ("2020-12-31", "two_numbers", 4),
        ("5%", "percent", 1),
        ("98.5％", "percent", 4),
        ("12.", "incomplete", None),
        (".", "incomplete", None),
        ("+", "incomplete", None),
        ("万元", "incomplete", None),
        ("(12", "incomplete", None),
        ("12)", "incomplete", None),
        ("12\u200b.5", "control_character", 2),
        ("\u202d12", "control_character", 0),
        ("12\x00", "control_character", 2),
        ("1" * (LONGEST_TEXT + 1), "too_long", LONGEST_TEXT),
        ("1.1234567", "too_many_decimals", 8),
        ("0.001元", "too_many_decimals", 4),
        ("10000000000", "too_large", None),
        ("-10000000000", "too_large", None),
        ("1" * LONGEST_TEXT, "too_large", None),
    ],
)
def test_amounts_that_are_refused(text: str, code: str, position: int | None) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert caught.value.character == ("" if position is None else text[position])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("12.3O", "“12.3O”不是数字：最后一个字符是字母 O。"),
        (" 1o3 ", "“1o3”不是数字：第 2 个字符是字母 o。"),
        ("12。5", "“12。5”不是数字：第 3 个字符是“。”。"),
        ("12 34", "“12 34”不止一个数：第 3 个字符是空白，此处只填一个数。"),
        ("1\u200b2", "“1□2”中有不可见的字符：第 2 个字符是 U+200B。"),
        ("1e5", "“1e5”是科学记数法：请写出全部数字。"),
        ("5%", "“5%”带有百分号：此处只填数字。"),
        ("1,23,4", "“1,23,4”的千分位逗号位置不对：每三位一个逗号，或不用逗号。"),
        ("1.2.3", "“1.2.3”有两个小数点。"),
        ("12.", "“12.”不是完整的数字。"),
        ("1" * 41, "数字过长：最多 40 个字符。"),
        ("1.1234567", "“1.1234567”小数位过多。"),
        ("10000000000", "“10000000000”过大。"),
    ],
)
def test_a_refusal_says_what_is_wrong(text: str, sentence: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98.5", "98.5"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("-3", "-3"),
        ("（3）", "-3"),
        ("0.0001", "0.0001"),
    ],
)
def test_numbers_that_people_write(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("98.5%", "percent", 4),
        ("12万", "not_a_number", 2),
        ("62个", "not_a_number", 2),
        ("¥5", "not_a_number", 0),
        ("0.00001", "too_many_decimals", 6),
        ("100000000000", "too_large", None),
    ],
)
def test_numbers_that_are_refused(text: str, code: str, position: int | None) -> None:
    with pytest.raises(AmountError) as caught:
        parse_number(text)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_an_unknown_unit_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="unknown unit"):
        parse_amount("1", "千元")
    with pytest.raises(ValueError, match="unknown unit"):
        amount_text(Decimal(1), "千元")


@pytest.mark.parametrize(
    ("amount", "unit", "places", "printed"),
    [
        (Decimal("5612600"), "万元", 2, "561.26"),
        (Decimal("11500"), "万元", 2, "1.15"),
        (Decimal("50"), "万元", 2, "0.01"),
        (Decimal("49.99"), "万元", 2, "0.00"),
        (Decimal("-49.99"), "万元", 2, "0.00"),
        (Decimal("-12500"), "万元", 1, "-1.3"),
        (Decimal("0.01"), "万元", 6, "0.000001"),
        (Decimal("0"), "万元", 6, "0.000000"),
        (Decimal("11500"), "元", 2, "11500.00"),
        (LARGEST_AMOUNT, "万元", 2, "9999999999.99"),
        (None, "万元", 2, BLANK),
    ],
)
def test_amounts_as_printed(amount: Decimal | None, unit: str, places: int, printed: str) -> None:
    assert amount_text(amount, unit, places) == printed


@pytest.mark.parametrize(
    ("ratio", "places", "printed"),
    [
        ("0.0005", 2, "0.05%"),
        ("1", 2, "100.00%"),
        ("0.97580645", 2, "97.58%"),
        ("0.485", 0, "49%"),
        ("0.00005", 2, "0.01%"),
        ("-0.1", 1, "-10.0%"),
    ],
)
def test_rates_as_printed(ratio: str, places: int, printed: str) -> None:
    assert percent_text(Decimal(ratio), places) == printed


def test_an_unknown_figure_is_printed_as_a_dash() -> None:
    assert percent_text(None) == number_text(None) == amount_text(None) == BLANK


@pytest.mark.parametrize(
    ("value", "printed"),
    [("62", "62"), ("98.50", "98.5"), ("100", "100"), ("1E+3", "1000"), ("0.00", "0"), ("-0", "0")],
)
def test_plain_numbers_as_printed(value: str, printed: str) -> None:
    assert number_text(Decimal(value)) == printed


@pytest.mark.parametrize(
    ("text", "on_screen"),
    [
        ("1234567.80", "1,234,567.80"),
        ("-1234.5678", "-1,234.5678"),
        ("-0.50", "-0.50"),
        ("999", "999"),
        ("1,234", "1,234"),
        ("9999999999.99", "9,999,999,999.99"),
        (BLANK, BLANK),
    ],
)
def test_grouping_for_the_screen(text: str, on_screen: str) -> None:
    assert grouped(text) == on_screen


def test_a_total_of_nothing_known_is_not_zero() -> None:
    assert total([]) is None
    assert total([None, None]) is None
    assert total([None, Decimal("1.10"), Decimal("2.20")]) == Decimal("3.30")
    assert total([Decimal(0), None]) == 0


def test_there_is_no_rate_of_nothing() -> None:
    assert rate(Decimal(5), Decimal(0)) is None
    assert rate(Decimal(0), Decimal(0)) is None
    assert rate(None, Decimal(5)) is None
    assert rate(Decimal(5), None) is None
    assert rate(Decimal(0), Decimal(5)) == 0
    assert percent_text(rate(Decimal(121), Decimal(124))) == "97.58%"


def test_the_largest_amounts_add_up_exactly() -> None:
    assert total([LARGEST_AMOUNT] * 999 + [Decimal("0.01")]) == LARGEST_AMOUNT * 999 + Decimal("0.01")


def test_residue_of_the_published_report() -> None:
    """561.24 over eleven rows that add to 561.26 is a residue; 562.24 over the same rows is an error."""
    allowance = residue_allowance(rows=11)
    assert allowance == Decimal("0.060")
    assert abs(Decimal("561.26") - Decimal("561.24")) <= allowance
    assert abs(Decimal("561.26") - Decimal("562.24")) > allowance


@pytest.mark.parametrize(("what", "figures", "places", "printed"), WORKED[0])
def test_the_worked_table(what: str, figures: str, places: str, printed: str) -> None:
    known = [None if figure == BLANK else Decimal(figure) for figure in figures.split(" / ")]
    if what == "rate":
        part, whole = known
        assert percent_text(rate(part, whole), int(places)) == printed
    else:
        [amount] = known
        assert amount_text(amount, what, int(places)) == printed


@pytest.mark.parametrize(("rows", "places", "allowance"), WORKED[2])
def test_the_worked_residues(rows: str, places: str, allowance: str) -> None:
    assert str(residue_allowance(int(rows), int(places))) == allowance


def test_the_residue_that_is_worked_in_words() -> None:
    lines = [Decimal("3333.40")] * 3
    whole = total(lines)
    assert [amount_text(line) for line in lines] == ["0.33"] * 3
    assert amount_text(whole) == "1.00"
    assert Decimal("0.01") <= residue_allowance(3) == Decimal("0.02")


@given(yuan, units)
def test_an_amount_printed_in_full_reads_back(amount: Decimal, unit: str) -> None:
    assert parse_amount(amount_text(amount, unit, 6), unit) == amount


@given(yuan, units)
def test_full_width_signs_and_grouping_make_no_difference(amount: Decimal, unit: str) -> None:
    text = amount_text(amount, unit, 6)
    variants = [
        text.translate(FULL_WIDTH),
        grouped(text),
        grouped(text).translate(FULL_WIDTH),
        f" {text}{unit} ",
    ]
    assert {parse_amount(variant, unit) for variant in variants} == {amount}


@given(st.integers(-(10**15 - 1), 10**15 - 1).map(lambda number: Decimal(number).scaleb(-4)))
def test_a_number_printed_reads_back(number: Decimal) -> None:
    assert abs(number) <= LARGEST_NUMBER
    assert parse_number(number_text(number)) == number


def read_or_refused(text: str) -> Decimal | AmountError | None:
    try:
        return parse_amount(text)
    except AmountError as error:
        return error


@given(st.text(alphabet="0123456789.,，-—+()（）¥%eE元万亿 ０９．o\t\u200b", max_size=12))
def test_any_text_is_an_amount_a_blank_or_a_refusal_that_points_at_its_character(text: str) -> None:
    match read_or_refused(text):
        case AmountError() as error:
            assert error.text == text.strip()
            assert error.position is None or error.character == error.text[error.position]
        case amount:
            assert amount is None or parse_amount(amount_text(amount, "元"), "元") == amount


@given(st.lists(yuan, min_size=1, max_size=50), st.integers(0, 4))
def test_rounded_rows_add_to_the_rounded_total_within_the_residue(
    amounts: list[Decimal], places: int
) -> None:
    rows = sum(amount_in(amount, "万元", places) for amount in amounts)
    whole = total(amounts)
    assert whole is not None
    assert abs(rows - amount_in(whole, "万元", places)) <= residue_allowance(len(amounts), places)


@given(st.lists(yuan | st.none()), st.randoms())
def test_a_total_does_not_depend_on_the_order(amounts: list[Decimal | None], random: Random) -> None:
    shuffled = list(amounts)
    random.shuffle(shuffled)
    assert total(shuffled) == total(amounts)


@given(yuan, yuan.filter(bool))
def test_a_printed_rate_is_within_half_a_last_place(part: Decimal, whole: Decimal) -> None:
    ratio = rate(part, whole)
    assert ratio is not None
    printed = Decimal(percent_text(ratio).removesuffix("%"))
    assert abs(printed * whole - part * 100) <= abs(whole) * Decimal("0.005")


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        (None, "—"),
        ("429000", "42.90"),
        ("71249", "7.1249"),
        ("0.01", "0.000001"),
        ("-45000", "-4.50"),
        # a sum may pass the largest amount that can be entered
        ("199999999999800", "19999999999.98"),
    ],
)
def test_exact_spelling(yuan: str | None, text: str) -> None:
    assert exact_text(None if yuan is None else Decimal(yuan)) == text
