"""Sums, differences, products and quotients that a text writes out: 3010.56万元÷512人=5.88万元."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import Outcome
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width
from reports.checkup.prose.expressions import DIGITS, Expression, expressions, number_at
from reports.checkup.prose.sentences import Sentence

_DIMENSIONS: tuple[dict[str, Decimal], ...] = (
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
_UNIT = "(?:%|‰|个百分点|元(?:/[\u4e00-\u9fff]{1,3})?|[\u4e00-\u9fff㎡]{0,3})"
_AMOUNT = rf"(?P<about>约|近)?\s*(?P<digits>{DIGITS})\s*(?P<scale>[万亿])?\s*(?P<unit>{_UNIT})"
EQUALS = re.compile(r"\s*(?:[=≈]\s*|,?(?:即|得)|约?合|合计|共计|计|约|等于)" + _AMOUNT)
_BEFORE = re.compile(_AMOUNT + r"[\u4e00-\u9fff]{0,6}$")
_BEHIND = re.compile(r"(?:共?计?|为)" + _AMOUNT)
_AGAIN = re.compile(r"\s*\((?:即|合)?" + _AMOUNT + r"\)")
_AHEAD = 40
_SCALES = {"": 0, "万": 4, "亿": 8}
_RATES = {"%": 2, "‰": 3, "个百分点": 2}
_SLIPS = (4, -4)
_POINTS = "分"


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula is said to come to; ``value`` and ``half`` of its last place are in 元, or as ratio."""

    start: int
    end: int
    value: Decimal
    half: Decimal
    scale: Decimal
    places: int
    unit: str
    printed_unit: str
    about: bool

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money, or one per something."""
        return self.unit.startswith("元")

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of something."""
        return self.unit in _RATES

    def spelled(self, value: Decimal) -> str:
        """A value in the unit of the result."""
        return f"{number_text(half_up(value / self.scale, max(self.places, 2)))}{self.printed_unit}"


def check_formulas(sentence: Sentence, ledger: Ledger) -> None:
    """What a text works out comes to what it says: behind =, or beside the brackets of the formula."""
    plain = half_width(sentence.text)
    for worked in expressions(plain):
        equals = EQUALS.match(plain, worked.end)
        if equals is not None:
            result = result_in(equals)
            further = number_at(plain, equals.start("digits"))
            if further is not None and further.signs:
                _hold_further(sentence, plain, worked, further, ledger)
                continue
            _told_before(sentence, worked, result, ledger)
            _hold(sentence, plain, worked, result, ledger)
            _told_again(sentence, plain, result, ledger)
        else:
            _check_beside_brackets(sentence, plain, worked, ledger)


def result_in(found: re.Match[str]) -> Result:
    """The amount that a pattern has found."""
    unit = found["unit"] if found["unit"] in _RATES else found["unit"].partition("/")[0]
    scale = Decimal(1).scaleb(_SCALES[found["scale"] or ""] - _RATES.get(unit, 0))
    digits = found["digits"].replace(",", "")
    places = len(digits.partition(".")[2])
    return Result(
        found.start("digits"),
        found.end("unit"),
        Decimal(digits) * scale,
        Decimal(5).scaleb(-places - 1) * scale,
        scale,
        places,
        unit,
        f"{found['scale'] or ''}{found['unit']}",
        bool(found["about"]),
    )


def held(worked: Expression, result: Result) -> tuple[Outcome, Decimal] | None:
    """Hold a formula against its result; nothing where their units do not tell that it is one.

    What comes to the result by its printed numbers agrees, cut off or rounded; what does so only by numbers
    that were rounded before is a residue.
    """
    factors = _factors(worked, result)
    if not factors:
        return None
    values = [worked.value * factor for factor in factors]
    step = result.scale.scaleb(-result.places)
    for value in values:
        if _is_of_points(value, result):
            return (Outcome.AGREE if value == result.value else Outcome.DIFFER), value
        cut = (value / step).to_integral_value(ROUND_DOWN) * step
        if abs(value - result.value) <= result.half or cut == result.value:
            return Outcome.AGREE, value
    for value, factor in zip(values, factors, strict=True):
        if abs(value - result.value) <= result.half + worked.slack * factor:
            return Outcome.RESIDUE, value
    return Outcome.DIFFER, min(values, key=lambda one: abs(one - result.value))


def _is_of_points(value: Decimal, result: Result) -> bool:
    """Whether what comes of it are points with a decimal at most, that nobody rounds: 10-0.5=9.5分."""
    return result.unit == _POINTS and value == half_up(value, 1)


def _factors(worked: Expression, result: Result) -> Sequence[Decimal]:
    """What one of a formula may be in the unit of the result; nothing where no term tells of what it is."""
    units = [one.partition("/")[0] for one in worked.units if one != "%"]
    if result.is_rate:
        return (Decimal(1), Decimal("0.01")) if not worked.money else ()
    if result.is_money:
        if worked.money == 1:
            return (Decimal(1),)
        return (result.scale, Decimal(1)) if not units else ()
    if worked.money:
        return ()
    if not units or not result.unit or any(_is_same(one, result.unit) for one in units):
        return (Decimal(1),) if result.unit or result.scale == 1 or not units else (Decimal(1), result.scale)
    scales = next((one for one in _DIMENSIONS if result.unit in one), {})
    measured = [scales[unit] for unit in units if unit in scales]
    return (measured[0] / scales[result.unit],) if len(measured) == 1 else ()


def _is_right(worked: Expression, verdict: tuple[Outcome, Decimal] | None) -> bool:
    """Whether a formula comes to its result, but for its numbers' rounding: a rate, and what is divided.

    168次×0.36万元 is what those very numbers come to.
    """
    if verdict is None or verdict[0] is Outcome.DIFFER:
        return False
    return verdict[0] is Outcome.AGREE or "÷" in worked.signs or "%" in worked.units


def _is_same(one: str, other: str) -> bool:
    return one.startswith(other) or (bool(one) and other.startswith(one))


def _hold(
    sentence: Sentence,
    plain: str,
    worked: Expression,
    result: Result,
    ledger: Ledger,
    *,
    certain: bool = True,
) -> None:
    place = _place(sentence, result.start)
    verdict = held(worked, result)
    if verdict is None or ledger.differs(place):
        return
    if _is_right(worked, verdict):
        ledger.agree(place)
        return
    outcome, value = verdict
    certain = certain and outcome is Outcome.DIFFER
    slip = result.is_money and any(abs(value.scaleb(power) - result.value) <= result.half for power in _SLIPS)
    computed = result.spelled(value)
    first, last = min(worked.start, result.start), max(worked.end, result.end)
    message = f"“{plain[first:last].strip()}”计算有误，应为{computed}。"
    kind = Kind.UNIT if slip else Kind.RATIO if result.is_rate else Kind.SUM
    _report(sentence, result, message, computed, ledger, kind=kind, certain=certain)


def _hold_further(
    sentence: Sentence, plain: str, worked: Expression, further: Expression, ledger: Ledger
) -> None:
    """(28+2)÷3=30÷3=10: what stands behind the sign is worked out further, to the same."""
    if worked.money != further.money:
        return
    if abs(worked.value - further.value) > worked.slack + further.slack + Decimal("0.005"):
        written = plain[worked.start : further.end].strip()
        place = _place(sentence, further.start)
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            place,
            f"“{written}”等号两边不相等。",
            rule="文中列出的算式应成立",
            text=sentence.text,
            printed=written,
            computed=number_text(half_up(worked.value, 2)),
        )


def _told_before(sentence: Sentence, worked: Expression, result: Result, ledger: Ledger) -> None:
    """人均5.88元（3010.56万元÷512人=5.88万元）: what is told and then worked out is one amount."""
    told = next((one for one in reversed(sentence.quantities) if one.end <= worked.start), None)
    if told is None or not (told.is_money and result.is_money) or told.base == result.value:
        return
    if half_width(sentence.text[told.end : worked.start]).strip() != "(":
        return
    if told.value * result.scale == result.value:
        computed = result.spelled(result.value)
        words = f"“{sentence.name(told)}{sentence.words(told)}”与其后算式的结果{computed}单位不同。"
        ledger.find(
            Kind.UNIT,
            Severity.ERROR,
            sentence.at(told),
            words,
            rule="文中列出的算式应成立",
            text=sentence.text,
            printed=sentence.words(told),
            computed=computed,
        )


def _told_again(sentence: Sentence, plain: str, result: Result, ledger: Ledger) -> None:
    """436人×1640元=715040元（71.504万元）: the result in another unit."""
    found = _AGAIN.match(plain, result.end)
    again = result_in(found) if found is not None else None
    if again is None or not (result.is_money and again.is_money) or again.scale == result.scale:
        return
    if abs(again.value - result.value) <= max(again.half, result.half):
        ledger.agree(_place(sentence, again.start))
        return
    computed = again.spelled(result.value)
    message = f"“{plain[result.start : again.end]}”两处金额不一致，应为{computed}。"
    _report(sentence, again, message, computed, ledger, kind=Kind.SUM, certain=True)


def _check_beside_brackets(sentence: Sentence, plain: str, worked: Expression, ledger: Ledger) -> None:
    """42.60万元(14200平方米×5元×6个月), （168次×0.36万元）60.48万元: the brackets tell how it came about."""
    brackets = _brackets(plain, worked)
    if brackets is None or not _is_product(worked):
        return
    opens, closes, alone = brackets
    before, behind = _last_amount(plain, opens), _BEHIND.match(plain, closes)
    told = [result_in(one) for one in (before, behind) if one is not None]
    factors = plain[opens:closes]  # 按每亩9元的标准（127.4万亩×9元）: what stands there again is no result
    told = [one for one in told if plain[one.start : one.end].strip() not in factors]
    found = [one for one in told if _is_worked_out(worked, one, plain)]
    right = next((one for one in found if _is_right(worked, held(worked, one))), None)
    if right is not None:
        ledger.agree(_place(sentence, right.start))
    elif len(found) == 1:
        certain = alone and not found[0].about
        _hold(sentence, plain, worked, found[0], ledger, certain=certain)


def _last_amount(plain: str, end: int) -> re.Match[str] | None:
    """The amount that stands right before a place, but for a few words."""
    known = re.search(r"[约近]?[0-9,.]{1,20}[^0-9,.;。:、()]{0,16}$", plain[max(0, end - _AHEAD) : end])
    if known is None:
        return None
    return _BEFORE.match(plain, max(0, end - _AHEAD) + known.start(), end)


def _brackets(plain: str, worked: Expression) -> tuple[int, int, bool] | None:
    """Where the brackets open and close that a formula stands in, and whether nothing else does."""
    if plain[worked.start] == "(" and plain[worked.end - 1 : worked.end] == ")":
        return worked.start, worked.end, True
    opens, closes = plain.rfind("(", 0, worked.start), plain.find(")", worked.end)
    if opens < 0 or closes < 0 or ")" in plain[opens : worked.start] or "(" in plain[worked.end : closes]:
        return None
    before, behind = plain[opens + 1 : worked.start].strip(), plain[worked.end : closes].strip()
    if (before and before[-1] not in ",;:、即") or (behind and behind[0] not in ",;、"):
        return None
    return opens, closes + 1, not before and not behind


def _is_product(worked: Expression) -> bool:
    """Whether signs join the numbers for sure: 3-5天 is a range, 12/15 what was got of the full marks."""
    signs = {*worked.signs}
    return signs != {"-"} and not (signs == {"×"} and not any(one for one in worked.units))


def _is_worked_out(worked: Expression, result: Result, plain: str) -> bool:
    """Whether an amount beside brackets is of the kind that the formula in them comes to."""
    if result.is_money:
        return worked.money == 1
    written = plain[worked.start : worked.end]
    if result.is_rate:
        return "÷" in worked.signs and not worked.money
    if result.unit.startswith(_POINTS):
        return not ({*worked.signs} == {"÷"} and "/" in written)
    if not result.unit:
        return not worked.units and "+" in worked.signs
    return any(_is_same(one.partition("/")[0], result.unit) for one in worked.units)


def _place(sentence: Sentence, start: int) -> Place:
    place = sentence.place
    return Place(place.block, place.row, place.column, sentence.start + start)


def _report(
    sentence: Sentence,
    result: Result,
    message: str,
    computed: str,
    ledger: Ledger,
    *,
    kind: Kind,
    certain: bool,
) -> None:
    ledger.find(
        kind,
        Severity.ERROR if certain else Severity.WARNING,
        _place(sentence, result.start),
        message,
        rule="文中列出的算式应成立",
        text=sentence.text,
        printed=sentence.text[result.start : result.end].strip(),
        computed=computed,
    )
