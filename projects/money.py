"""Amounts, rates and their spelling: ``Decimal`` only, rounded half up, and rounded here only.

Amounts are held in 元 with at most two decimals and printed in the unit of the rule set. ``None`` is
"not known" and never zero: it prints as ``—`` and adds nothing to a sum. The rules, with a worked
table, are in ``docs/rounding.md``.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WAN = Decimal(10_000)
"""元 in one 万元."""

YUAN_IN = {"元": Decimal(1), "万元": WAN, "万": WAN, "亿元": WAN * WAN, "亿": WAN * WAN}
"""元 in one of each unit that people write."""

LARGEST_AMOUNT = Decimal("9999999999.99") * WAN
"""The largest amount that can be entered, in 元."""

LARGEST_NUMBER = Decimal("99999999999.9999")
"""The largest target or actual value that can be entered."""

NUMBER_PLACES = 4
"""Decimals of a target or actual value."""

LONGEST_TEXT = 40
"""Characters that an amount may take; nobody needs more, and a longer text is something else."""

BLANK = "—"
"""How an unknown figure is printed."""


def half_up(value: Decimal, places: int) -> Decimal:
    """Round to ``places`` decimals, halves away from zero (四舍五入). Never returns a negative zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0


def total(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of the known values; ``None`` when none is known."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return ``part / whole`` as an unrounded ratio; ``None`` for a whole of 0 or anything unknown."""
    if part is None or not whole:
        return None
    return part / whole


def residue_allowance(rows: int, places: int = 2) -> Decimal:
    """Return how far ``rows`` rounded figures may add up away from their rounded total (尾差).

    Each of the rows and the total is off by at most half a last place: (n + 1) × 0.005 for two decimals.
    """
    return (rows + 1) * Decimal(5).scaleb(-places - 1)


def amount_in(yuan: Decimal, unit: str, places: int) -> Decimal:
    """Return an amount of 元 as the rounded figure that is printed in ``unit`` (元 or 万元).

    Raises:
        ValueError: for a unit that is not known.
    """
    return half_up(yuan / _yuan_in(unit), places)


def as_printed(yuan: Decimal, unit: str, places: int) -> Decimal:
    """Return what a reader of the printed figure takes the amount to be, in 元.

    10 049 元 are printed as 1.00 万元, and so read as 10 000 元.

    Raises:
        ValueError: for a unit that is not known.
    """
    return amount_in(yuan, unit, places) * _yuan_in(unit)


def amount_text(yuan: Decimal | None, unit: str = "万元", places: int = 2) -> str:
    """Spell an amount of 元 in ``unit`` as documents print it, without grouping: ``561.26``."""
    return BLANK if yuan is None else f"{amount_in(yuan, unit, places):f}"


def exact_text(yuan: Decimal | None, unit: str = "万元") -> str:
    """Spell an amount of 元 exactly in ``unit``: with two decimals, or more where two would round.

    Raises:
        ValueError: for a unit that is not known.
    """
    factor = _yuan_in(unit)
    if yuan is None or amount_in(yuan, unit, 2) * factor == yuan:
        return amount_text(yuan, unit)
    return number_text(yuan / factor)


def percent_text(ratio: Decimal | None, places: int = 2) -> str:
    """Spell a ratio as a percentage: ``Decimal("0.97580…")`` is ``97.58%``."""
    return BLANK if ratio is None else f"{half_up(ratio.scaleb(2), places):f}%"


def number_text(value: Decimal | None) -> str:
    """Spell a plain number without needless zeros: ``62``, ``98.5``."""
    return BLANK if value is None else f"{(value + 0).normalize():f}"


def grouped(text: str) -> str:
    """Put separators into a printed figure for the screen: ``1234567.80`` becomes ``1,234,567.80``."""
    return re.sub(r"[0-9]+", lambda digits: f"{int(digits[0]):,}", text, count=1)


class AmountError(ValueError):
    """What was typed cannot be read as an amount or number.

    ``str(error)`` is a Chinese sentence. ``code`` is one of the keys of ``AmountError.SENTENCES``,
    ``text`` what was typed, without the spaces around it. ``position`` is the index in ``text`` of the
    first ``character`` at fault, ``None`` where something is missing rather than wrong.
    """

    SENTENCES = {
        "too_long": "数字过长：最多 {longest} 个字符。",
        "control_character": "“{text}”中有不可见的字符：{where}。",
        "percent": "“{text}”带有百分号：此处只填数字。",
        "exponent": "“{text}”是科学记数法：请写出全部数字。",
        "two_numbers": "“{text}”不止一个数：{where}，此处只填一个数。",
        "two_points": "“{text}”有两个小数点。",
        "grouping": "“{text}”的千分位逗号位置不对：每三位一个逗号，或不用逗号。",
        "not_a_number": "“{text}”不是数字：{where}。",
        "incomplete": "“{text}”不是完整的数字。",
        "too_many_decimals": "“{text}”小数位过多。",
        "too_large": "“{text}”过大。",
    }

    def __init__(self, code: str, text: str, position: int | None = None) -> None:
        self.code = code
        self.text = text
        self.position = position
        self.character = "" if position is None else text[position]
        super().__init__(
            self.SENTENCES[code].format(
                text="".join(map(_visible, text)),
                where=self._where(),
                longest=LONGEST_TEXT,
            )
        )

    def _where(self) -> str:
        if self.position is None:
            return ""
        is_last = self.position == len(self.text) - 1 and self.position > 0
        place = "最后一个字符" if is_last else f"第 {self.position + 1} 个字符"
        if self.character.isspace():
            return f"{place}是空白"
        if not self.character.isprintable():
            return f"{place}是 U+{ord(self.character):04X}"
        if self.character.isascii() and self.character.isalpha():
            return f"{place}是字母 {self.character}"
        return f"{place}是“{self.character}”"


def _visible(character: str) -> str:
    return " " if character.isspace() else character if character.isprintable() else "□"


# Character for character, so that positions stay true. A general normalisation would also turn ① and ²
# into digits and read 5② as 52.
_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {"￥": "¥", "−": "-", "\u3000": " ", "\u00a0": " "}
)
_AROUND = " \t\r\n\u3000\u00a0"
_DASHES = re.compile("[-–—]*")
_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9])[\s/、;~至-]+(?=[+-]?¥?[0-9.])")
_EXPONENT = re.compile(r"(?<=[0-9.])[eE](?=[+-]?[0-9])")
_ODD_GROUP = re.compile(r",(?![0-9]{3}(?![0-9]))|(?:^|(?<=[^0-9]))0+,|[0-9]{4,}(?=,)")
_SECOND_POINT = re.compile(r"(?<=\.)[0-9,]*(\.)")


@dataclass(frozen=True, slots=True)
class _Notation:
    """What may stand before and after the digits, as patterns."""

    before: str
    after: str

    @property
    def shape(self) -> str:
        """One whole, well-formed figure."""
        return (
            rf"(?P<before>{self.before}) *(?=[0-9.])"
            r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)?(?:\.(?P<part>[0-9]+))?"
            rf" *{self.after} *(?(open)\))"
        )

    @property
    def stray(self) -> str:
        """A character that neither belongs to the digits nor begins a permitted ending."""
        return rf"(?! *{self.after} *\)?$)[^0-9.,]"


_AMOUNT = _Notation(r"(?P<open>\() *¥?|[+-]? *¥?|¥ *[+-]", f"(?P<unit>{'|'.join(YUAN_IN)})?")
_NUMBER = _Notation(r"(?P<open>\()|[+-]?", "")


def parse_amount(text: str, unit: str = "万元") -> Decimal | None:
    """Read what people type or paste as an amount, and return it in 元; blank or a dash is ``None``.

    Understood are full-width characters, thousands separators (``,`` and ``，``, every three digits),
    a leading ``+``, ``-`` or ``−``, accounting brackets for negatives, ``¥``, and a unit behind the
    figure (元, 万, 万元, 亿, 亿元), which overrides ``unit``; ``¥`` alone names the currency and leaves
    the unit as it is. Negative amounts parse; callers refuse them where they make no sense.

    Raises:
        AmountError: for anything that is not one amount of whole 分 within ``LARGEST_AMOUNT``.
        ValueError: for a ``unit`` that is not known.
    """
    factor = _yuan_in(unit)
    found = _read(text, _AMOUNT)
    if found is None:
        return None
    factor = YUAN_IN[found["unit"]] if found["unit"] else factor
    value = _value(found, text, places=2 + factor.adjusted(), largest=LARGEST_AMOUNT / factor)
    return half_up(value * factor, 2)


def parse_number(text: str) -> Decimal | None:
    """Read what people type or paste as a plain number, a target or an actual value; blank is ``None``.

    As ``parse_amount``, but without currency and units.

    Raises:
        AmountError: for anything that is not one number with at most ``NUMBER_PLACES`` decimals and
            within ``LARGEST_NUMBER``.
    """
    found = _read(text, _NUMBER)
    return None if found is None else _value(found, text, places=NUMBER_PLACES, largest=LARGEST_NUMBER)


def _yuan_in(unit: str) -> Decimal:
    if unit not in YUAN_IN:
        raise ValueError(f"unknown unit of money: {unit!r}")
    return YUAN_IN[unit]


def _read(text: str, notation: _Notation) -> re.Match[str] | None:
    """Return the parts of the text; ``None`` for a blank."""
    text = text.strip(_AROUND)
    plain = text.translate(_HALF_WIDTH)
    if _DASHES.fullmatch(plain):
        return None
    if len(text) > LONGEST_TEXT:
        raise AmountError("too_long", text, LONGEST_TEXT)
    found = re.fullmatch(notation.shape, plain)
    if found is None:
        raise _fault(text, plain, notation)
    return found


def _value(found: re.Match[str], text: str, *, places: int, largest: Decimal) -> Decimal:
    text = text.strip(_AROUND)
    part = found["part"] or ""
    value = Decimal(f"{(found['whole'] or '0').replace(',', '')}.{part}")
    if value > largest:
        raise AmountError("too_large", text)
    if part[places:].strip("0"):
        raise AmountError("too_many_decimals", text, found.start("part") + places)
    negative = "(" in found["before"] or "-" in found["before"]
    return -value if negative else value


def _fault(text: str, plain: str, notation: _Notation) -> AmountError:
    """Say what is wrong with a text that has not the shape of a number."""
    for position, character in enumerate(plain):
        if unicodedata.category(character) in ("Cc", "Cf") and character not in _AROUND:
            return AmountError("control_character", text, position)
    if "%" in plain:
        return AmountError("percent", text, plain.index("%"))
    if found := _EXPONENT.search(plain):
        return AmountError("exponent", text, found.start())
    if found := _BETWEEN_NUMBERS.search(plain):
        return AmountError("two_numbers", text, found.start())
    before = re.match(rf"(?:{notation.before}) *", plain)
    if found := re.compile(notation.stray).search(plain, before.end() if before else 0):
        return AmountError("not_a_number", text, found.start())
    if found := _SECOND_POINT.search(plain):
        return AmountError("two_points", text, found.start(1))
    if found := _ODD_GROUP.search(plain):
        return AmountError("grouping", text, plain.index(",", found.start()))
    return AmountError("incomplete", text)
