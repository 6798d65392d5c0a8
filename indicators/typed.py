"""What people type as an actual value, understood against the indicator's unit and nature."""

import re
from decimal import Decimal

from indicators.scoring import Nature
from projects.money import BLANK, parse_number

_NUMBER_THEN_UNIT = re.compile(r"(?P<number>[-+−－＋0-9０-９.,．，\s]*)(?P<unit>[^0-9０-９A-Za-z]*)")
_PERCENT = str.maketrans("％", "%")


class ActualError(ValueError):
    """An actual that cannot be understood; ``code`` says why, ``text`` is what was typed.

    ``other_unit``: a figure in another ``unit`` than the indicator's. ``number_needed``: words where a figure
    belongs. ``words_needed``: a bare figure where a qualitative indicator wants words.
    """

    def __init__(self, code: str, text: str, sentence: str, unit: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.text = text
        self.unit = unit


def read_number(text: str, unit: str) -> Decimal | None:
    """Return the actual of a quantitative indicator: ``62``, ``98.5%`` where the unit is %, ``2个``.

    The unit may be repeated behind the figure and must then be the indicator's own. Blank is ``None``.

    Raises:
        ActualError: for words, or a figure in another unit.
        AmountError: for what is not a number.
    """
    typed = text.strip()
    parts = _NUMBER_THEN_UNIT.fullmatch(typed)
    if parts is None or not parts["unit"] or typed == BLANK:
        return parse_number(typed)
    found = parts["unit"].strip().translate(_PERCENT)
    if not re.search(r"[0-9０-９]", parts["number"]):
        raise ActualError("number_needed", typed, f"“{typed}”不是数字，请填写以“{unit}”为单位的完成值。")
    if found != unit.strip().translate(_PERCENT):
        sentence = f"“{typed}”的单位是“{found}”，与指标的计量单位“{unit}”不一致。"
        raise ActualError("other_unit", typed, sentence, found)
    return parse_number(parts["number"])


def read_words(text: str) -> str:
    """Return the actual of a qualitative indicator: words such as 已完成.

    Raises:
        ActualError: for a bare figure, which belongs into the degree of achievement.
    """
    typed = text.strip()
    if re.fullmatch(r"[0-9０-９.．]+\s*[%％]?", typed):
        sentence = f"“{typed}”只有数字，定性指标的完成情况要用文字说明。"
        raise ActualError("words_needed", typed, sentence)
    return typed


def read_actual(text: str, nature: Nature, unit: str) -> Decimal | str | None:
    """Return what an actual says: a number, or words for a qualitative indicator; blank is ``None``.

    Raises:
        ActualError: if it does not go with the indicator's unit or nature.
        AmountError: for what is not a number.
    """
    return (read_words(text) or None) if nature is Nature.QUALITATIVE else read_number(text, unit)
