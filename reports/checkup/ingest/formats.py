r"""Number formats of spreadsheets: how a stored number is shown.

A format has up to four sections, for positive numbers, negative ones, zero and text, or for what a condition
says. Within one, ``0 # ?`` stand for digits, a comma groups or divides by a thousand, ``%`` multiplies by a
hundred, ``"…" \x !x`` are words, ``_x *x`` are blanks and ``[…]`` are colours and currencies.
"""

import datetime
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from projects.money import half_up

EAST_ASIAN_DATES = {
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((32, 34, 55), 'h"时"mm"分"'),
    **dict.fromkeys((33, 35, 56), 'h"时"mm"分"ss"秒"'),
}
"""The formats that files name by number alone, as Chinese programs show them."""

_LOCAL_DATES = {"mm-dd-yy": "yyyy/m/d", "m/d/yy h:mm": "yyyy/m/d h:mm"}
_GENERAL = "General"
_LONGEST_GENERAL = 11
_SECTION_END = re.compile(r'("[^"]*"|[\\!_*].|\[[^\]]*\])|;', re.DOTALL)
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>E[+-]0+)|(?P<sign>[0#?.,%/@])|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_DATE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[[^\]]*\]|[_*].|(?P<half>AM/PM|上午/下午)'
    r"|(?P<unit>y+|m+|d+|h+|s+|a{3,4})|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_WEEKDAYS = "一二三四五六日"


def number_text(value: float, code: str) -> str:
    """Return a number as a cell of this format shows it; ``value`` holds what fifteen digits can."""
    number = Decimal(f"{value:.15g}")
    section, signed = _section(number, code)
    parts = _parsed(section)
    shown = abs(number) * 100**parts.percents / 1000**parts.thousands
    if parts.is_general:
        text = _general(shown)
    elif parts.exponent:
        text = f"{shown:.{parts.places}E}"
    else:
        text = _digits(shown, parts)
    minus = "-" if signed and number < 0 and any(digit in text for digit in "123456789") else ""
    return f"{minus}{parts.before}{text}{parts.after}"


def date_text(moment: datetime.datetime | datetime.date | datetime.time, code: str) -> str:
    """Return a date or a time as a cell of this format shows it."""
    tokens = list(_DATE.finditer(_LOCAL_DATES.get(code, code).split(";")[0]))
    units = [(token["unit"] or "").lower() for token in tokens]
    spelled = [unit for unit in units if unit]
    text = ""
    for place, token in enumerate(tokens):
        unit = units[place]
        if unit:
            order = sum(bool(one) for one in units[:place])
            is_minute = unit[0] == "m" and (
                (order > 0 and spelled[order - 1][0] == "h") or spelled[order + 1 : order + 2] == ["ss"]
            )
            text += _part(moment, unit, is_minute=is_minute)
        elif token["half"]:
            text += ("上午", "下午")[getattr(moment, "hour", 0) >= 12]
        else:
            text += token["quoted"] or token["escaped"] or token["other"] or ""
    return text if spelled else moment.isoformat()


def _part(moment: datetime.datetime | datetime.date | datetime.time, unit: str, *, is_minute: bool) -> str:
    if unit[0] == "a":
        return "星期" + _WEEKDAYS[moment.weekday()] if isinstance(moment, datetime.date) else ""
    name = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}[unit[0]]
    value = getattr(moment, "minute" if is_minute else name, 0)
    if unit[0] == "y":
        return f"{value:04}" if len(unit) > 2 else f"{value % 100:02}"
    return f"{value:0{min(len(unit), 2)}}"


@dataclass(slots=True)
class _Parts:
    """One section: the words around the digits, and the digits' places from left to right."""

    before: str = ""
    after: str = ""
    whole: list[str] = field(default_factory=list)  # placeholders, and words between them
    decimals: list[str] = field(default_factory=list)
    percents: int = 0
    thousands: int = 0
    is_grouped: bool = False
    is_general: bool = False
    exponent: str = ""

    @property
    def places(self) -> int:
        return sum(sign in "0#?" for sign in self.decimals)


def _section(number: Decimal, code: str) -> tuple[str, bool]:
    """Return the section for a number, and whether a minus is to be put before it."""
    sections = _SECTION_END.sub(lambda found: found[1] or "\n", code).split("\n")
    for section in sections:
        condition = _CONDITION.match(section.lstrip())
        if condition and _holds(number, condition[1], Decimal(condition[2])):
            return section, True
    plain = [section for section in sections if not _CONDITION.match(section.lstrip())] or [_GENERAL]
    if number < 0 and len(plain) > 1:
        return plain[1], False
    if number == 0 and len(plain) > 2:
        return plain[2], False
    return plain[0], True


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


@cache
def _parsed(section: str) -> _Parts:
    parts = _Parts()
    in_decimals = False
    for token in _TOKEN.finditer(section):
        sign = token["sign"] or ""
        words = token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
        if token["general"] or sign in ("/", "@"):
            parts.is_general = True
        elif token["exponent"]:
            parts.exponent = token["exponent"]
        elif sign == ".":
            in_decimals = True
        elif sign == ",":
            parts.thousands += 1
        elif sign == "%":
            parts.percents += 1
            words = "%"
        elif sign:
            if parts.thousands and not in_decimals:
                parts.thousands, parts.is_grouped = 0, True
            target = parts.decimals if in_decimals else parts.whole
            if parts.after and target:
                target.append(parts.after)
                parts.after = ""
            target.append(sign)
        if words:
            if parts.whole or parts.decimals or parts.is_general:
                parts.after += words
            else:
                parts.before += words
    return parts


def _general(number: Decimal) -> str:
    places = max(0, _LONGEST_GENERAL - 1 - len(str(int(number))))
    text = f"{half_up(number, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(number: Decimal, parts: _Parts) -> str:
    if not parts.whole and not parts.decimals:
        return ""
    whole, _, decimals = f"{half_up(number, parts.places):f}".partition(".")
    return _whole(whole.lstrip("0"), parts) + _decimals(decimals, parts)


def _whole(digits: str, parts: _Parts) -> str:
    """Fill the places before the point from the right; the first takes the digits that are left."""
    least = sum(sign == "0" for sign in parts.whole)
    digits = digits.rjust(least, "0")
    if parts.is_grouped and digits:
        digits = f"{int(digits):,}".rjust(least, "0")
    text = ""
    places = sum(sign in "0#?" for sign in parts.whole)
    for sign in reversed(parts.whole):
        if sign not in ("0", "#", "?"):
            text = sign + text
            continue
        places -= 1
        taken = digits if not places else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        text = taken + text
    return text


def _decimals(digits: str, parts: _Parts) -> str:
    signs = [sign for sign in parts.decimals if sign in "0#?"]
    while digits and signs[len(digits) - 1] != "0" and digits[-1] == "0":
        digits = digits[:-1]
    words = "".join(sign for sign in parts.decimals if sign not in "0#?")
    return f".{digits}{words}" if digits or "0" in signs else words
