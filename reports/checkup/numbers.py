"""Numbers as people write them in reports: with units, separators, Chinese numerals, 约 and 余, or as ranges.

``quantities`` finds those of a text, ``figure`` reads a cell that holds nothing but one. Dates, numbers of
documents and headings, ordinals, codes and telephone numbers are recognised and left out: they are no
quantities, and nothing is to be computed from them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from projects.money import YUAN_IN

_HALF_WIDTH = str.maketrans(
    {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict(zip("％．＋－−～﹣﹢≧≦﹥﹤﹦＞＜＝，（）：；", "%.+--~-+≥≤><=><=,():;", strict=True))
    | {"\u3000": " ", "\u00a0": " ", "〜": "~"}
)


@lru_cache(maxsize=4096)
def half_width(text: str) -> str:
    """Return the text with half-width digits, signs and brackets, character for character."""
    return text.translate(_HALF_WIDTH)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit, where it stands in its text, and how exactly it is meant.

    ``unit`` is 元, 万元, 亿元, %, ‰, 百分点, a measure word (件, 人次) or empty. ``places`` are the decimals
    that are printed, in that unit: two for 5.82万元, −4 for 5万人次. ``sign`` is ≥, ≤, >, < or = where one
    stands before the number, ``until`` the upper end of a range (3-5天).
    """

    value: Decimal
    unit: str
    places: int
    start: int
    end: int
    approximate: bool = False
    sign: str = ""
    until: Decimal | None = None

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit in YUAN_IN

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of something: %, ‰."""
        return self.unit in _PER

    @property
    def is_exact(self) -> bool:
        """Whether it is one number that is meant as written."""
        return not self.approximate and self.until is None

    @property
    def factor(self) -> Decimal:
        """What one of its unit is in 元, or as a ratio; 1 for anything else."""
        return YUAN_IN.get(self.unit) or _PER.get(self.unit) or Decimal(1)

    @property
    def base(self) -> Decimal:
        """The number in 元, as a ratio, or as it is."""
        return self.value * self.factor

    @property
    def half(self) -> Decimal:
        """Half of its last printed place, in the unit of ``base``; 0 for what was counted, not rounded."""
        if self.places == 0 and self.unit in _COUNTS:
            return Decimal(0)
        return Decimal(5).scaleb(-self.places - 1) * self.factor


_PER = {"%": Decimal("0.01"), "‰": Decimal("0.001")}

_LONG_WORDS = (
    "人次|户次|家次|件次|台次|车次|辆次|架次|艘次|批次|场次|班次|剂次|例次|亩次|头次|台套|课时|学时|平方公里|平方千米|平方米|立方米|公里|千米|公斤|千克|公顷|小时|分钟|个月|周岁|社区|厘米"
    "|毫米|千瓦时|千瓦|兆瓦|毫克|微克|分贝"
)
_SHORT_WORDS = (
    "个名人次件户项场处台套辆条份家支期册幅本块张座栋幢间所亩米㎡吨斤克升天篇批例起宗口头只盏根棵株盆村类种组对位届轮班节门则"
    "页字包箱瓶把片面副分周季岁艘架枚顶扇堂款卷部眼尾羽笔趟点桶度段孔樘"
)
_WORD = rf"{_LONG_WORDS}|[{_SHORT_WORDS}]"
_IN_LETTERS = {
    "km²": "平方公里", "km2": "平方公里", "hm²": "公顷", "hm2": "公顷", "m²": "平方米", "m2": "平方米",
    "m³": "立方米", "m3": "立方米", "km": "公里", "kg": "公斤", "mm": "毫米", "cm": "厘米",
    "m": "米", "t": "吨",
}  # fmt: skip
_LETTERS = rf"(?:{'|'.join(_IN_LETTERS)})(?![A-Za-z0-9²³])"

_UNIT = rf"(?P<unit>亿元|万元|元|%|‰|(?:个)?百分点|百分比|{_WORD}|{_LETTERS})?"
_PRICE = rf"(?P<per>\s*/\s*(?:1?0*[十百千万]{{0,2}})(?:{_WORD}|年|月|日))?"
# Blanks part thousands too (12 345.60), where a unit or decimals show that it is one number.
_SPACED = rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?=\.[0-9]|\s*(?:亿|万|元|{_WORD}))"
_DIGITS = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|{_SPACED}|[0-9]+)(?:\.[0-9]+)?"
# 签约, 附近 and 彩超 say nothing of a number behind them
_ABOUT = "(?<![合签节履违特])约|(?<![附邻临靠最])近|(?<![彩商中B])超"
_BEFORE = rf"(?P<before>大约|将近|接近|{_ABOUT}|逾|超过|不足|不到|至少|最多|最高|最低)?\s*(?:为|达)?"
_AFTER = r"(?P<after>\s*(?:左右|以上|以下|以内|上下|余|多(?!次|项|个|年|[0-9])))?"
_SIGN = r"(?P<sign>≥|≤|>=|<=|>|<|=|(?:大于|小于)?等于|不[低少超高大小][于过]|大于|小于)?\s*"
_NUMBER = re.compile(
    rf"{_BEFORE}{_SIGN}(?P<minus>(?<![0-9A-Za-z%元个)])-)?(?P<digits>{_DIGITS})(?P<many>\s*(?:余|多|几|来))?"
    rf"(?:\s*(?:-{{1,2}}|—{{1,2}}|–|~|至|到)\s*(?P<until>{_DIGITS})(?![0-9]*年))?"
    rf"\s*(?P<scale>万亿|亿|万|千(?!米|克|瓦)|百(?!分))?(?P<more>余|多|来)?\s*{_UNIT}{_PRICE}{_AFTER}"
)
_SAME_UNITS = _IN_LETTERS | {"个百分点": "百分点", "百分比": "%"}
_SIGNS = {
    ">=": "≥", "大于等于": "≥", "不低于": "≥", "不少于": "≥", "不小于": "≥", "大于": ">",
    "<=": "≤", "小于等于": "≤", "不超过": "≤", "不高于": "≤", "不大于": "≤", "小于": "<", "等于": "=",
}  # fmt: skip
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "亿": 8, "万亿": 12}

_NUMERAL = "零〇一二两三四五六七八九十百千万"
_CHINESE_PERCENT = re.compile(
    rf"(?P<before>约|近|逾|超过)?(?P<per>百分之|千分之)(?P<whole>[{_NUMERAL}]+)(?:点(?P<part>[{_NUMERAL}]+))?"
)
_TENTHS = re.compile(rf"(?P<whole>[{_NUMERAL[2:12]}])成(?P<half>半)?(?=[,，。；、以左多的]|$)")
_COUNTED = "个|名|人次|人|件|户|项|场|处|台|套|辆|条|份|家|支|期|册|幅|次|亩|所|座|起|批次|类"
_MEASURES = frozenset("亩米㎡吨斤克升度天周岁") | {
    *("平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "公斤", "千克", "公顷"),
    *("小时", "分钟", "个月", "周岁", "厘米", "毫米", "千瓦时", "千瓦", "兆瓦", "毫克", "微克", "分贝"),
}
"""Units of what is measured and rounded; everything else is counted one by one."""
_COUNTS = frozenset([*_COUNTED.split("|"), *_LONG_WORDS.split("|"), *_SHORT_WORDS]) - _MEASURES
_CHINESE_COUNT = re.compile(
    rf"(?P<whole>[{_NUMERAL}]+)(?P<many>余|多)?(?P<unit>{_COUNTED})(?!性|合格|通过|成活)"
)

_MONTH = r"[0-9]{1,2}\s*(?:(?:-{1,2}|—{1,2}|–|~|至|到)\s*[0-9]{1,2}\s*)?月份?(?:\s*[0-9]{1,2}\s*[日号])?"
_LABELS = "指标|附件|附表|附录|表|图|问题|目标|项目|任务|案例|标段|公式|备注|注"
_LONG_LABELS = "No\\.?|编号[:：]?|电话[:：]?"
_MEASURED = (
    "元|万|亿|%|个|项|件|人|名|次|家|户|场|分|条(?!件)|座(?!谈)|处(?![理置室])|公里|亩|吨|台(?!账)|套"
    "|只|块|盏|辆|册|份|张|株|棵|平方|立方"
)
_LABELLED = (
    rf"(?:(?:{_LABELS})\s*[0-9]{{1,3}}(?![0-9])|(?:{_LONG_LABELS})\s*[0-9]+)"
    rf"(?:[-.][0-9]+)*(?![0-9]*(?:,[0-9]{{3}})*(?:\.[0-9]+)?\s*(?:{_MEASURED}))"
)
# What looks like a number and is none, in the order in which it is tried.
_NO_QUANTITY = re.compile(
    "|".join(
        (
            r"[0-9]{4}\s*年?\s*(?:-{1,2}|—{1,2}|–|~|至|到)\s*[0-9]{4}\s*(?:年度|年|学年)",
            rf"(?:[0-9]{{4}}|[0-9]{{2}}(?=年(?!限|以|内|级)))\s*年(?:度|初|末|底|中)?(?:\s*{_MONTH})?",
            r"[0-9]{1,2}\s*月?\s*(?:-{1,2}|—{1,2}|–|~|至|到)\s*[0-9]{1,2}\s*月份?",
            r"[0-9]{1,2}\s*月份?(?:\s*[0-9]{1,2}\s*[日号])?(?:(?:-|—{1,2}|~|至|到)\s*[0-9]{1,2}\s*[日号])?",
            r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}(?![0-9])",
            r"[0-9]{1,2}[:：][0-9]{2}",
            r"[〔\[【(]\s*(?:19|20)[0-9]{2}\s*[〕\]】)]\s*(?:第?\s*[0-9]+\s*号)?",
            r"第\s*[0-9]+(?:\s*(?:-|~|至|到|、)\s*[0-9]+)*\s*\S?",
            _LABELLED,
            r"[0-9]+\s*号(?:楼|文|令|线)?",
            r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])|(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}",
            r"(?<![0-9A-Za-z])[A-Za-z][-+/ A-Za-z]{0,40}[0-9][-0-9A-Za-z./]*",
            rf"[0-9]+(?![0-9]|{_LETTERS})[A-Za-z][A-Za-z0-9]*",
            r"[0-9]+(?:\.[0-9]+){2,}",
            r"[0-9]{11,}",
            r"[0-9]+(?:[-/][0-9]+){2,}",
            r"[0-9]+\s*(?:\+\s*[A-Za-zN]|[*×x]\s*[0-9]+)",
            r"(?<![0-9])[0-9]{1,2}\s*[xX×]\s*[0-9]+",
        )
    )
)
_COUNTED_LETTERS = re.compile(
    r"(?<![-0-9A-Za-z])[A-Z]{2,5}[0-9]{1,3}(?:台(?![式账区])|套(?![餐装件])|辆|盏|部(?!门))"
)
"""So many of what letters name: DR31台; X200台式机 is a model."""
_NAMED_UNIT = re.compile(r"\((?:单位:)?(?:[≥≤><=][*×X]*)?(?P<unit>[万亿]?(?:[\u4e00-\u9fff㎡]{1,4}|%))\)$")
_WHOLE = r"(?:[名位户家所件项起份场辆座处条台套]|人(?!次)|个(?!月|百分点|工作日|标准|小时|课时|学时))"
"""Of these there are so many and no half: what looks like 4.27名 is the fourth point, of 27名."""
_BEFORE_A_COUNT = rf"[1-9][0-9]?[.．](?=[0-9]{{1,6}}{_WHOLE}(?![每均/])[\u4e00-\u9fff])"
_NUMBERING = re.compile(
    r"[(（]?[0-9]{1,2}(?:[.．][0-9]{1,2})*(?:[)）、]|[.．](?![0-9]))"
    rf"|{_BEFORE_A_COUNT}"
)
_NUMBERED_AFTER = re.compile(
    rf"[(（][0-9]{{1,2}}[)）]|(?<=[。；;:：\n])\s*(?:[0-9]{{1,2}}[.．、](?![0-9])|{_BEFORE_A_COUNT})"
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in their order; positions are those of the text as given."""
    plain = half_width(text)
    taken = [False] * (len(plain) + 1)
    parted: list[int] = []
    for place, found in enumerate((_NUMBERING.match(plain.lstrip()), *_NUMBERED_AFTER.finditer(plain))):
        if found is not None:
            offset = len(plain) - len(plain.lstrip()) if place == 0 else 0
            start, end = found.start() + offset, found.end() + offset
            _take(taken, start, end)
            parted.extend([end - 1] if plain[end : end + 1].isdigit() and plain[end - 1] in ".．" else [])
    if parted:  # 4.27名 has no decimals
        characters = [*plain]
        for place in parted:
            characters[place] = "、"
        plain = "".join(characters)
    for found in _NO_QUANTITY.finditer(plain):
        if not _COUNTED_LETTERS.match(plain, found.start()):
            _take(taken, found.start(), found.end())
    result = [*_arabic(plain, taken), *_chinese(plain, taken)]
    return tuple(sorted(result, key=lambda one: one.start))


def behind_number(plain: str) -> int:
    """Where a text of half-width characters begins behind the number of its point: 2.27名 is of 27."""
    blanks = len(plain) - len(plain.lstrip())
    found = _NUMBERING.match(plain, blanks)
    return found.end() if found is not None else 0


def _take(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)


def _arabic(plain: str, taken: list[bool]) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(plain):
        start = found.start("digits")
        if taken[start]:
            continue
        end = found.end()
        _take(taken, start, end)
        scale = found["scale"] or ""
        unit = found["unit"] or ""
        power = _SCALES[scale]
        decimals = _decimals(found["until"] or found["digits"])
        unit = _SAME_UNITS.get(unit, unit)
        if unit == "元" and scale in ("万", "亿"):
            unit, power = f"{scale}元", 0
        if found["per"]:
            unit = unit + re.sub(r"\s", "", found["per"])
        value = _decimal(found["digits"]).scaleb(power)
        yield Quantity(
            value=-value if found["minus"] else value,
            unit=unit,
            places=decimals - power,
            start=found.start("minus") if found["minus"] else start,
            end=end,
            approximate=any(found[part] for part in ("before", "many", "more", "after")),
            sign=_SIGNS.get(found["sign"] or "", found["sign"] or ""),
            until=_decimal(found["until"]).scaleb(power) if found["until"] else None,
        )


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _chinese(plain: str, taken: list[bool]) -> Iterator[Quantity]:
    for found in _CHINESE_PERCENT.finditer(plain):
        whole, part = chinese_number(found["whole"]), found["part"] or ""
        if whole is None or taken[found.start("whole")]:
            continue
        digits = "".join(str(chinese_number(digit) or 0) for digit in part)
        _take(taken, found.start(), found.end())
        yield Quantity(
            Decimal(f"{whole}.{digits}" if digits else whole),
            "%" if found["per"] == "百分之" else "‰",
            len(digits),
            found.start("per"),
            found.end(),
            approximate=bool(found["before"]),
        )
    for found in _TENTHS.finditer(plain):
        tenths = chinese_number(found["whole"])
        if tenths is not None and not taken[found.start()]:
            value = Decimal(tenths * 10 + (5 if found["half"] else 0))
            yield Quantity(value, "%", 0, found.start(), found.end(), approximate=True)
    for found in _CHINESE_COUNT.finditer(plain):
        count = chinese_number(found["whole"])
        if found["unit"] == "类" and "一类" in plain:
            continue  # kinds by number, 一类桥、二类桥, not so many kinds
        if count is None or taken[found.start()] or plain[found.start() - 1 : found.start()] in ("第", "每"):
            continue
        yield Quantity(
            Decimal(count), found["unit"], 0, found.start(), found.end(), approximate=bool(found["many"])
        )


_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_TENS = {"十": 10, "百": 100, "千": 1000}


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral (二十八, 两百, 三万五千); ``None`` where it is none."""
    whole = section = 0
    digit: int | None = None
    for character in text:
        if character in _CHINESE_DIGITS:
            if digit:
                return None
            digit = _CHINESE_DIGITS[character]
        elif character in _CHINESE_TENS:
            section += (1 if digit is None else digit) * _CHINESE_TENS[character]
            digit = None
        elif character == "万":
            whole, section, digit = (section + (digit or 0)) * 10_000, 0, None
        else:
            return None
    return whole + section + (digit or 0)


BLANKS = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "-/-", "／", "…", "……", "*", "×", "N/A"})
"""What stands in a cell for "nothing here"."""


def is_blank(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return re.sub(r"\s", "", text) in BLANKS


_WITHIN = re.compile(r"(?<=[0-9.,])\s*\n\s*(?=[0-9.,%])|(?<=[≥≤><=])\s+")


def figure(text: str) -> Quantity | None:
    """Return the one quantity that a cell holds, with a sign or a unit; ``None`` for anything else."""
    joined = _WITHIN.sub("", half_width(text)).strip().rstrip("。;")
    if not joined or len(joined) > 40:
        return None
    if re.fullmatch("[0-9]{1,3}(?: [0-9]{3})+", joined):
        joined = joined.replace(" ", "")
    if bracketed := re.fullmatch(r"\(\s*([0-9.,]+)\s*\)", joined):
        joined = f"-{bracketed[1]}"
    found = _NUMBER.fullmatch(re.sub(r"(?<=[0-9]),\s+(?=[0-9]{3})", ",", joined))
    if found is None:
        return None
    return next(_arabic(found.string, [False] * (len(found.string) + 1)), None)


def named_unit(words: str) -> tuple[str, str]:
    """A name without the unit that it ends with, and that unit: 草原围栏建设（万米）, but 改造（一期）."""
    found = _NAMED_UNIT.search(half_width(words))
    if found is None or _one(found["unit"]) is None:
        return words, ""
    return words[: found.start()], found["unit"]


def in_unit(number: Quantity, unit: str) -> Quantity:
    """The number in the unit that is named elsewhere, 18.6 in 万米; as it is where that is no unit."""
    one = _one(unit)
    if one is None or number.unit:
        return number
    places = number.places - one.value.adjusted()
    return replace(number, value=number.value * one.value, unit=one.unit, places=places)


def _one(unit: str) -> Quantity | None:
    """One of a unit, as 1万米 is; nothing where the words are none."""
    one = figure(f"1{unit}")
    return one if one is not None and one.unit and one.is_exact else None
