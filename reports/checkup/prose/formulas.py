"""Sums, differences, products and quotients that a text writes out: 3010.56万元÷512人=5.88万元."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import YUAN_IN, half_up, number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_OPERATORS = {"+": "+", "-": "-", "−": "-", "－": "-", "×": "×", "*": "×", "÷": "÷", "/": "÷"}
_LONGEST = 8
_SCALES: tuple[dict[str, Decimal], ...] = (
    {
        "克": Decimal("0.001"),
        "斤": Decimal("0.5"),
        "公斤": Decimal(1),
        "千克": Decimal(1),
        "吨": Decimal(1000),
    },
    {"米": Decimal(1), "公里": Decimal(1000), "千米": Decimal(1000)},
    {"平方米": Decimal(1), "公顷": Decimal(10000), "平方公里": Decimal(1000000)},
    {"升": Decimal(1), "立方米": Decimal(1000)},
)
"""Units of one dimension: 170万人×0.5公斤×10天=8500吨."""


def check_formulas(sentence: Sentence, ledger: Ledger) -> None:
    """What a text works out comes to what it says; rates are left to the checks of rates."""
    for terms, operators, result in _formulas(sentence):
        _told_before(sentence, terms[0], result, ledger)
        worked_out = _worked_out(terms, operators, result)
        if worked_out is None or result.is_rate:
            continue
        value, slack = worked_out
        if abs(value - result.base) <= slack + result.half:
            ledger.agree(sentence.at(result))
            continue
        slip = any(abs(value.scaleb(power) - result.base) <= result.half for power in (4, -4))
        computed = f"{number_text(half_up(value / result.factor, max(result.places, 2)))}{result.unit}"
        written = half_width(sentence.text[terms[0].start : result.end])
        _report(sentence, result, f"“{written}”计算有误，应为{computed}。", computed, ledger, slip=slip)


def _told_before(sentence: Sentence, first: Quantity, result: Quantity, ledger: Ledger) -> None:
    """人均5.88元（3010.56万元÷512人=5.88万元）: what is told and then worked out is one amount."""
    told = next((one for one in reversed(sentence.quantities) if one.end <= first.start), None)
    if told is None or not (told.is_money and result.is_money) or told.value != result.value:
        return
    if told.unit != result.unit and half_width(sentence.text[told.end : first.start]).strip() == "(":
        computed = spelled(result)
        words = f"“{sentence.name(told)}{sentence.words(told)}”与其后算式的结果{computed}单位不同。"
        _report(sentence, told, words, computed, ledger, slip=True)


def _report(
    sentence: Sentence, quantity: Quantity, message: str, computed: str, ledger: Ledger, *, slip: bool
) -> None:
    ledger.find(
        Kind.UNIT if slip else Kind.SUM,
        Severity.ERROR,
        sentence.at(quantity),
        message,
        rule="文中列出的算式应成立",
        text=sentence.text,
        printed=sentence.words(quantity),
        computed=computed,
    )


def _formulas(sentence: Sentence) -> Iterator[tuple[list[Quantity], list[str], Quantity]]:
    """Yield the terms, the signs between them and the result of each formula."""
    terms: list[Quantity] = []
    operators: list[str] = []
    for one, other in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        between = re.sub(r"\s", "", half_width(sentence.text[one.end : other.start]))
        if not (one.is_exact and other.is_exact) or len(terms) > _LONGEST:
            terms, operators = [], []
        elif between in _OPERATORS:
            terms = [*terms, one]
            operators = [*operators, _OPERATORS[between]]
        else:
            if between == "=" and terms:
                yield [*terms, one], operators, other
            terms, operators = [], []


def _worked_out(
    terms: Sequence[Quantity], operators: Sequence[str], result: Quantity
) -> tuple[Decimal, Decimal] | None:
    """The value of terms joined by signs of one rank, and how far the terms' rounding may put it off.

    Nothing where money comes of what is no money; terms without any unit are in that of the result.
    """
    money = [_in_yuan(one) is not None for one in terms]
    added = set(operators) <= {"+", "-"}
    if not added and {"+", "-"} & {*operators}:
        return None
    if not any(one.unit for one in terms):
        factor = result.factor
    elif any(money) is not result.is_money or (added and not all(money) and any(money)):
        return None
    elif result.is_money:
        factor = Decimal(1)
    elif (scale := _scale(terms, result)) is not None:
        factor = scale
    else:
        return None  # what the unit of the result is of, no term tells
    known = [(_in_yuan(one) or one.base, _half(one)) for one in terms]
    value, slack = known[0]
    for sign, (term, half) in zip(operators, known[1:], strict=True):
        if sign in ("+", "-"):
            value, slack = value + (term if sign == "+" else -term), slack + half
        elif sign == "×":
            value, slack = value * term, slack * term + half * value
        elif not term:
            return None
        else:
            value, slack = value / term, slack / term + half * value / term**2
    return value * factor, slack * factor


def _scale(terms: Sequence[Quantity], result: Quantity) -> Decimal | None:
    """How many of the result's unit one of the terms' unit is: the same, or one of the same dimension."""
    units = [one.unit.partition("/")[0] for one in terms]
    if result.unit in units or not result.unit:
        return Decimal(1)
    scales = next((one for one in _SCALES if result.unit in one), {})
    measured = [scales[unit] for unit in units if unit in scales]
    return measured[0] / scales[result.unit] if len(measured) == 1 else None


def _in_yuan(quantity: Quantity) -> Decimal | None:
    """An amount of money, or one per something (元/人), in 元."""
    factor = YUAN_IN.get(quantity.unit.partition("/")[0])
    return None if factor is None else quantity.value * factor


def _half(quantity: Quantity) -> Decimal:
    """Half of the last place of what may have been rounded; whole numbers in a formula are meant so."""
    return quantity.half if quantity.places > 0 else Decimal(0)
