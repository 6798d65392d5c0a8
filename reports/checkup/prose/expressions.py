"""What a text writes out with signs of arithmetic, read and worked out: (2915.35-2860.00)÷2860.00.

The numbers are read here anew, for what stands beside a sign is a number, whatever it may look like
elsewhere: 10×96.42% is no size of a sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.checkup.numbers import behind_number

_SIGNS = {"+": "+", "-": "-", "−": "-", "×": "×", "*": "×", "✕": "×", "÷": "÷", "/": "÷"}
_SCALES = {"": 0, "万": 4, "亿": 8}
_SPOKEN = "(?:合计|共计|约?合|计|即|得|约|共|为|等于)"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_OPERAND = re.compile(
    rf"(?P<label>[\u4e00-\u9fff]{{0,10}})\s*(?P<digits>{DIGITS})\s*(?P<scale>[万亿])?\s*"
    r"(?P<unit>%|‰|[\u4e00-\u9fff㎡]{0,12}?(?:[/·.][\u4e00-\u9fff]{1,4}){0,3})\s*"
    rf"(?P<note>\([^()+×*÷/=]{{1,24}}\))?\s*(?=[-+−×*✕÷/)=≈,;。:、】]|$|{_SPOKEN}[0-9])"
)
_NUMBER = re.compile(DIGITS)
_BEGINS = re.compile(r"\(|[0-9]")
_NO_BEGINNING = re.compile(r"(?:[0-9A-Za-z.×*✕÷/+−>≥≤<^-]|[0-9],|[×*✕÷/+−-]\s?[\u4e00-\u9fff]{1,10})$")
_ANY = re.compile(r"[0-9)%\u4e00-\u9fff㎡]\s?[×*✕÷/+−-]")
_DEEPEST, _LONGEST = 3, 12
_NO_MONEY = -99
"""Amounts and what are none do not add up to anything."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Numbers joined by signs: what they come to, in 元 or as they are, and how far rounding may put it off.

    ``money`` is how often an amount of money is multiplied into it: 1 for an amount, 0 for what is none.
    """

    start: int
    end: int
    value: Decimal
    slack: Decimal
    money: int
    units: tuple[str, ...]
    count: int = 1
    signs: str = ""


def expressions(plain: str) -> Iterator[Expression]:
    """Yield what is worked out in a text of half-width characters, from left to right."""
    if not _ANY.search(plain):
        return
    begins = place = behind_number(plain)
    while found := _BEGINS.search(plain, place):
        place = found.start()
        before = plain[max(begins, place - 12) : place].rstrip()
        read = None if _NO_BEGINNING.search(before) else _sum(plain, place, 0)
        if read is not None and read.signs:
            yield read
            place = read.end
        else:
            digits = _NUMBER.match(plain, place)
            place = digits.end() if digits else place + 1


def number_at(plain: str, place: int) -> Expression | None:
    """A number with its unit, or what is worked out further, right at a place: 9.69分, 0.93×10."""
    return _sum(plain, place, 0)


def _sum(plain: str, place: int, depth: int) -> Expression | None:
    whole = _product(plain, place, depth)
    while whole is not None and whole.count < _LONGEST:
        sign = _SIGNS.get(plain[whole.end : whole.end + 1], "")
        if sign not in ("+", "-"):
            return whole
        other = _product(plain, whole.end + 1, depth)
        if other is None:
            return None
        whole = _added(whole, other, sign)
    return whole


def _product(plain: str, place: int, depth: int) -> Expression | None:
    whole = _operand(plain, place, depth)
    while whole is not None and whole.count < _LONGEST:
        sign = _SIGNS.get(plain[whole.end : whole.end + 1], "")
        if sign not in ("×", "÷"):
            return whole
        other = _operand(plain, whole.end + 1, depth)
        if other is None or (sign == "÷" and not other.value):
            return None
        whole = _multiplied(whole, other) if sign == "×" else _divided(whole, other)
    return whole


def _operand(plain: str, place: int, depth: int) -> Expression | None:
    """A number with its unit, or a sum in brackets; a note in brackets behind it says nothing."""
    place += len(plain[place:]) - len(plain[place:].lstrip())
    if plain[place : place + 1] == "(":
        inner = _sum(plain, place + 1, depth + 1) if depth < _DEEPEST else None
        if inner is None or plain[inner.end : inner.end + 1] != ")" or not inner.signs:
            return None
        end = inner.end + 1
        return replace(inner, start=place, end=end + len(plain[end:]) - len(plain[end:].lstrip()))
    found = _OPERAND.match(plain, place)
    if found is None:
        return None
    scale = Decimal(1).scaleb(_SCALES[found["scale"] or ""])
    scale = scale.scaleb({"%": -2, "‰": -3}.get(found["unit"], 0))
    decimals = len(found["digits"].partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1) * scale if decimals else Decimal(0)
    return Expression(
        found.start("digits"),
        found.end(),
        Decimal(found["digits"].replace(",", "")) * scale,
        half,
        int(found["unit"].startswith("元")),
        (found["unit"],) if found["unit"] else (),
    )


def _joined(one: Expression, other: Expression, sign: str, value: Decimal, slack: Decimal) -> Expression:
    return replace(
        one,
        end=other.end,
        value=value,
        slack=abs(slack),
        units=(*one.units, *other.units),
        count=one.count + other.count,
        signs=one.signs + sign + other.signs,
    )


def _added(one: Expression, other: Expression, sign: str) -> Expression:
    value = one.value + other.value if sign == "+" else one.value - other.value
    both = _joined(one, other, sign, value, one.slack + other.slack)
    return replace(both, money=one.money if one.money == other.money else _NO_MONEY)


def _multiplied(one: Expression, other: Expression) -> Expression:
    slack = one.slack * abs(other.value) + other.slack * abs(one.value)
    return replace(
        _joined(one, other, "×", one.value * other.value, slack), money=min(one.money + other.money, 2)
    )


def _divided(one: Expression, other: Expression) -> Expression:
    slack = one.slack / abs(other.value) + other.slack * abs(one.value) / other.value**2
    return replace(_joined(one, other, "÷", one.value / other.value, slack), money=one.money - other.money)
