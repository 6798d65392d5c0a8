"""Indicators copied in Excel or WPS, read as a sheet of the fill-in workbook is: the same plan comes of both.

Columns are found by their headings, in any order, rows by the indicator's name. A column that was not copied
keeps what is stored; what forms write in one cell (≥60次) is taken apart; totals are left out.
"""

import csv
import re
from collections.abc import Iterable
from decimal import Decimal

from openpyxl.utils import get_column_letter

from indicators.models import Indicator
from indicators.scoring import Direction, Nature
from indicators.workbook.drawing import indicator_columns
from indicators.workbook.faults import Fault
from indicators.workbook.layout import INDICATORS
from indicators.workbook.reading import LOOK_FOR_HEADINGS, TOTALS, Reading, Row, Table
from projects.money import number_text
from projects.paste import cells, plain

HEADINGS = {
    "level1": "一级指标 一级",
    "level2": "二级指标 二级",
    "name": "三级指标 三级 指标名称 绩效指标 绩效指标名称 名称",
    "nature": "指标性质 性质 符号",
    "direction": "指标方向 方向",
    "target": "目标值 指标值 年度指标值 年度目标值 年初目标值 年初指标值 预期指标值",
    "unit": "计量单位 度量单位 单位",
    "weight": "分值 权重 指标分值 指标权重",
    "actual": "实际完成值 完成值 全年完成值 年度完成值 实际完成情况 实际完成",
    "actual_from": "完成值取自",
    "achieved_percent": "达成程度",
    "deviation": "偏差原因 偏差原因分析 偏差原因分析及改进措施 原因分析",
    "improvement": "改进措施",
}
_KEYS = {heading: key for key, words in HEADINGS.items() for heading in words.split()}
_NAMES = {column.key: column.heading for column in INDICATORS.columns}

_SIGNS = {
    Nature.AT_LEAST: "≥ ≧ >= 不低于 不少于 大于等于",
    Nature.AT_MOST: "≤ ≦ <= 不高于 不超过 小于等于",
    Nature.EQUAL: "= ﹦ 等于",
    Nature.MORE: "> 大于",
    Nature.LESS: "< 小于",
    Nature.QUALITATIVE: "定性",
}
_NATURES = {word: nature.value for nature, words in _SIGNS.items() for word in words.split()}
_SIGN_THEN_FIGURE = re.compile(
    f"(?P<sign>{'|'.join(sorted(map(re.escape, _NATURES), key=len, reverse=True))})(?P<figure>[0-9].*)"
)
_FIGURE_THEN_UNIT = re.compile(r"(?P<figure>[0-9.,]+)(?P<unit>[^0-9.,A-Za-z]+)")
_DIRECTIONS = {
    Nature.AT_LEAST.value: Direction.POSITIVE.value,
    Nature.MORE.value: Direction.POSITIVE.value,
    Nature.AT_MOST.value: Direction.NEGATIVE.value,
    Nature.LESS.value: Direction.NEGATIVE.value,
}
_NOT_INDICATORS = {*TOTALS, "总分", "预算执行率", "预算执行"}


def read_pasted(text: str, stored: Iterable[Indicator]) -> Reading:
    """Read tab-separated text with headings against the project's indicators as they are stored."""
    reading = Reading()
    try:
        rows = cells(text)
    except csv.Error:
        reading.faults.append(_fault(0, "", "", "有一个单元格过长：可能是引号不成对。"))
        return reading
    top = next((place for place, row in enumerate(rows[:LOOK_FOR_HEADINGS]) if _is_heading(row)), None)
    if top is None:
        message = f"没有找到标题行：请连同标题行一起复制，至少要有“{_NAMES['name']}”和另外一列。"
        reading.faults.append(_fault(0, "", "", message))
        return reading
    places = _columns(rows[top], top + 1, reading)
    name = get_column_letter(places["name"] + 1)
    reading.tables[INDICATORS.name] = table = Table(
        INDICATORS.name,
        # What is wrong with a column that was not copied is said at the name.
        {key: get_column_letter(places[key] + 1) if key in places else name for key in _NAMES},
        _NAMES,
        {},
    )
    known = {plain(one.name): one for one in stored}
    level1 = level2 = ""
    for number, row in enumerate(rows[top + 1 :], start=top + 2):
        said = {key: row[place] if place < len(row) else "" for key, place in places.items()}
        if not any(row):
            continue
        if _NOT_INDICATORS & {plain(said.get(key, "")) for key in ("level1", "level2", "name")}:
            reading.ignored.append(f"第 {number} 行")
            continue
        for place, more in enumerate(row[len(rows[top]) :], start=len(rows[top]) + 1):
            if more:
                cell = f"{get_column_letter(place)}{number}"
                reading.faults.append(_fault(number, cell, "", f"“{more[:40]}”所在的列没有标题。"))
        # A merged cell is copied as its first row; those beneath it are blank.
        if said.get("level1"):
            level1, level2 = said["level1"], ""
        level2 = said.get("level2") or level2
        said |= {key: level for key, level in (("level1", level1), ("level2", level2)) if key in places}
        one = known.get(plain(said["name"]))
        if one and one.actual_from and "actual_from" not in places and said.pop("actual", ""):
            reading.ignored.append(f"第 {number} 行“{_NAMES['actual']}”（取自工作数据）")
        table.rows.append(Row(INDICATORS.name, number, _texts(said, one), frozenset()))
    return reading


def _is_heading(row: Iterable[str]) -> bool:
    keys = [_KEYS.get(_heading(cell)) for cell in row]
    return "name" in keys and len([key for key in keys if key]) > 1


def _heading(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", plain(text)).rstrip("*")


def _columns(headings: Iterable[str], number: int, reading: Reading) -> dict[str, int]:
    """Return where each column stands; one that is there twice is a fault, an unknown one is not read."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = _KEYS.get(_heading(heading))
        if key is None:
            reading.ignored += [heading] if heading else []
        elif key in places:
            cell = f"{get_column_letter(place + 1)}{number}"
            reading.faults.append(_fault(number, cell, heading, "这一列出现了两次：请删去一列。"))
        else:
            places[key] = place
    return places


def _texts(said: dict[str, str], stored: Indicator | None) -> dict[str, str]:
    """Return a row's texts by column: what was copied, else what is stored, else what follows from it."""
    held = indicator_columns(stored) if stored else {}
    texts: dict[str, str] = dict.fromkeys(_NAMES, "")
    texts |= {key: _typed(value) for key, value in held.items()} | said
    texts["name"] = stored.name if stored else re.sub(r"\s*\n\s*", "", texts["name"])
    texts["nature"] = _NATURES.get(plain(texts["nature"]), texts["nature"])
    if "target" in said and (parts := _SIGN_THEN_FIGURE.fullmatch(plain(said["target"]))):
        sign = _NATURES[parts["sign"]]
        if not said.get("nature") or sign == texts["nature"]:
            texts |= {"nature": sign, "target": parts["figure"]}
    if not texts["unit"] and (parts := _FIGURE_THEN_UNIT.fullmatch(plain(texts["target"]))):
        texts["unit"] = parts["unit"] if texts["nature"] != Nature.QUALITATIVE else ""
    if not said.get("direction"):
        texts["direction"] = _DIRECTIONS.get(texts["nature"], texts["direction"] or Direction.POSITIVE.value)
    return texts


def _typed(value: str | Decimal | None) -> str:
    """Spell a stored value as it would be typed."""
    if value is None:
        return ""
    return number_text(value) if isinstance(value, Decimal) else value


def _fault(row: int, cell: str, heading: str, message: str) -> Fault:
    return Fault(INDICATORS.name, row, cell, heading, message)
