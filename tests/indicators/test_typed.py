"""Actuals as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.scoring import Nature
from indicators.typed import ActualError, read_actual
from projects.money import AmountError, number_text


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("62", "次", "62"),
        (" 62 ", "次", "62"),
        ("98.5%", "%", "98.5"),
        ("９８．５％", "%", "98.5"),
        ("98.5", "%", "98.5"),
        ("2个", "个", "2"),
        ("2 个", "个", "2"),
        ("1,200人次", "人次", "1200"),
        ("0", "次", "0"),
        ("0次", "次", "0"),
    ],
)
def test_figures_with_or_without_the_unit(text: str, unit: str, number: str) -> None:
    assert read_actual(text, Nature.AT_LEAST, unit) == Decimal(number)


@pytest.mark.parametrize("text", ["", "  ", "—", "-"])
def test_blank_is_not_known(text: str) -> None:
    assert read_actual(text, Nature.EQUAL, "个") is None


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("2次", "个", "other_unit"),
        ("98%", "个", "other_unit"),
        ("98个", "%", "other_unit"),
        ("已完成", "个", "number_needed"),
        ("个", "个", "number_needed"),
        ("%", "%", "number_needed"),
    ],
)
def test_what_does_not_go_with_the_unit(text: str, unit: str, code: str) -> None:
    with pytest.raises(ActualError) as caught:
        read_actual(text, Nature.AT_LEAST, unit)
    assert (caught.value.code, caught.value.text) == (code, text)
    assert text in str(caught.value)


@pytest.mark.parametrize("text", ["12.3O", "2个3个", "1.2.3", "1e5", "共2个"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises((AmountError, ActualError)):
        read_actual(text, Nature.AT_LEAST, "个")


@pytest.mark.parametrize("text", ["已完成", "有所提高，群众满意率 95%", "2021年底前完成"])
def test_a_qualitative_indicator_has_words(text: str) -> None:
    assert read_actual(text, Nature.QUALITATIVE, "") == text


@pytest.mark.parametrize("text", ["95", "95%", "９５％", "0.95"])
def test_a_bare_figure_is_no_word(text: str) -> None:
    with pytest.raises(ActualError) as caught:
        read_actual(text, Nature.QUALITATIVE, "")
    assert caught.value.code == "words_needed"


def test_a_qualitative_blank_is_not_known() -> None:
    assert read_actual(" ", Nature.QUALITATIVE, "") is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=4),
    st.sampled_from(["次", "%", "个", "人次", "万元/年", ""]),
)
def test_the_unit_changes_nothing(number: Decimal, unit: str) -> None:
    typed = number_text(number)
    assert (
        read_actual(typed + unit, Nature.AT_MOST, unit) == read_actual(typed, Nature.AT_MOST, unit) == number
    )
