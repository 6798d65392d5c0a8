"""Bare numbers in prose: which could be bound to a fact, and which contradict one.

A bare number is a figure with its unit that somebody typed (``561.26万元``, ``97.58%``, ``8次``) where a
reference could stand. One that equals a fact as printed is offered for binding (``offers``). One that stands
right behind the name of a fact and is another number contradicts it (``contradictions``, check R11).

Whether a number is meant to be a fact cannot be told from words alone, and a contradiction stops a report.
So the judgement is cautious: only ``name, linking words, number, unit`` counts; whatever speaks of another
year, of a part of the year or of a part of the whole does not; rounding is no contradiction.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.money import YUAN_IN, amount_in, half_up
from reports.facts import Fact, Facts, Kind

MOST_OFFERS = 5
"""The facts offered for one number."""

_MOST_PLACES = 6
"""The most decimals that a reference may ask for."""

_PARTS = {
    "opening": ("年初预算", "年初预算数"),
    "adjustment": ("预算调整", "年中预算调整"),
    "budget": ("全年预算", "全年预算数", "全年安排资金", "全年资金安排", "安排资金", "资金安排"),
    "spent": ("执行数", "全年执行数", "全年使用资金", "实际使用资金", "实际支出", "实际支付"),
    "balance": ("结余", "结余资金", "年末结余"),
    "rate": ("执行率", "预算执行率"),
    "share": ("占比",),
}
"""How prose names the figures that every line item, source and the whole have, by the end of their ids."""

_WHOLE = {
    "score-total": ("自评得分", "总分", "总得分"),
    "execution-points": ("预算执行率得分", "预算执行率得"),
}
"""Other names of facts, by id."""

_OWN = re.compile(r"(?P<owner>(?:item|source)-[0-9]+|total)-(?P<part>[a-z]+)")
_REFERENCE = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_SENTENCE_END = re.compile("[。；！？\n]")
_LINK = re.compile(
    r"(?:合计|共计|总计|总额|共|仅|只有|为|是|达到|达|约|已|实际|完成值|完成了?|资金|金额|数|的|了|[：:“（\s])*"
)
_LONGEST_LINK = 12
"""Characters between a name and its number."""
_ANOTHER_MATTER = re.compile(
    "上年|去年|上一年|往年|下年|下一年|明年|次年|同比|每|平均|人均|分别|新增|其中|季度|[上下]半年|"
    "[0-9]月|前[0-9一二三四五六七八九十]+个?月"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)")
_INEXACT = ("以上", "以下", "以内", "左右", "余", "多", "个百分点")
_OTHER_UNITS = ("分钟", "个百分点", "个月", "人次", "年")
"""Units that begin like one of a fact's and are another."""

_FIGURE, _NAME = "\0", "\1"
"""What stands in the place of a reference: to a figure, or to a word, which may be any name."""

_HALF_WIDTH = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
)


@dataclass(frozen=True, slots=True)
class Bare:
    """A number typed in prose: ``text[start:end]`` is the number, up to ``stop`` with its unit."""

    start: int
    end: int
    stop: int
    number: Decimal
    places: int
    unit: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A bare number that facts print alike: ``text[start:end]`` may become one of ``references``.

    The likeliest comes first. Of a rate, ``text[start:end]`` holds the sign ``%`` too.
    """

    start: int
    end: int
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A bare number, ``text[start:end]`` with its unit, that is named like ``fact`` and is not its value."""

    start: int
    end: int
    written: str
    fact: Fact


def bare_numbers(text: str, facts: Facts) -> Iterator[Bare]:
    """Yield the numbers that stand in prose with a unit of money, of shares, or of one of the facts."""
    units = {fact.unit for fact in facts.values() if fact.unit and fact.kind is not Kind.TEXT}
    known = sorted({*units, *YUAN_IN, "%", *_OTHER_UNITS}, key=len, reverse=True)
    figure = re.compile(
        r"(?<![0-9A-Za-z.,第〔\[-])(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
        rf" *(?P<unit>{'|'.join(map(re.escape, known))})"
    )
    for found in figure.finditer(_masked(text, facts)):
        digits = found["number"].replace(",", "")
        places = len(digits.partition(".")[2])
        unit = found["unit"]
        yield Bare(
            found.start("number"),
            found.end("number"),
            found.end(),
            Decimal(digits),
            places,
            f"{unit}元" if unit in ("万", "亿") else unit,
        )


def offers(text: str, facts: Facts) -> list[Offer]:
    """Return the bare numbers of ``text`` that facts print alike, with the references that would stand there.

    The facts that the sentence names come first.
    """
    masked = _masked(text, facts)
    found = []
    for bare in bare_numbers(text, facts):
        sentence = masked[_sentence_start(masked, bare.start) : bare.start]
        alike = [
            (fact, reference)
            for fact in facts.values()
            if (reference := _reference(fact, bare, text[bare.start : bare.end])) is not None
        ]
        # Of two that the sentence names alike, the figure of the whole is meant.
        alike.sort(key=lambda pair: (-_likeness(pair[0].name, sentence), not pair[0].id.startswith("total-")))
        if alike:
            end = bare.stop if alike[0][0].kind is Kind.RATE else bare.end
            same = [reference for fact, reference in alike if (fact.kind is Kind.RATE) == (end == bare.stop)]
            found.append(Offer(bare.start, end, tuple(same[:MOST_OFFERS])))
    return found


def contradictions(text: str, facts: Facts, names: "Names | None" = None) -> list[Contradiction]:
    """Return the bare numbers of ``text`` that are named like a fact and are none of its roundings.

    ``names`` are those of the facts, for whoever looks through many texts.
    """
    if not any(character.isdigit() for character in text):
        return []
    masked = _masked(text, facts)
    names = names or Names(facts)
    found = []
    for bare in bare_numbers(text, facts):
        sentence = masked[_sentence_start(masked, bare.start) : bare.start]
        if names.is_another_matter(sentence) or masked.startswith(_INEXACT, bare.stop):
            continue
        meant = [fact for fact in names.meant_by(sentence) if _is_comparable(fact, bare)]
        if meant and not any(_says(fact, bare) for fact in meant):
            found.append(Contradiction(bare.start, bare.stop, text[bare.start : bare.stop], meant[0]))
    return found


class Names:
    """The facts by the words that prose uses for them."""

    def __init__(self, facts: Facts) -> None:
        self._year = facts["年度"].text
        self._by_id = {fact.id: fact for fact in facts.values() if isinstance(fact.value, Decimal)}
        self._parts = {phrase: part for part, phrases in _PARTS.items() for phrase in phrases}
        self._owners: dict[str, str] = {}
        self._named: dict[str, list[Fact]] = {}
        for fact in self._by_id.values():
            own = _OWN.fullmatch(fact.id)
            if own and own["owner"] != "total":
                self._owners[fact.name.rpartition(".")[0].removeprefix("来源.")] = own["owner"]
            for phrase in _phrases(fact):
                self._named.setdefault(phrase, []).insert(0, fact)  # what was done before what was wanted
        self._longest = max(map(len, (*self._named, *self._parts)))

    def is_another_matter(self, sentence: str) -> bool:
        """Whether the sentence speaks of another year, or of a part of the year or of the whole."""
        years = set(_YEAR.findall(sentence))
        return bool(years - {self._year} or _ANOTHER_MATTER.search(sentence))

    def meant_by(self, sentence: str) -> list[Fact]:
        """Return the facts that a number right behind ``sentence`` may be meant to be."""
        for cut in range(len(sentence), max(len(sentence) - _LONGEST_LINK, 0), -1):
            if not _LINK.fullmatch(sentence, cut):
                continue
            for length in range(min(self._longest, cut), 0, -1):
                phrase = sentence[cut - length : cut]
                if phrase in self._named:
                    return self._named[phrase]
                if phrase in self._parts:
                    return self._figures(self._parts[phrase], sentence)
        return []

    def _figures(self, part: str, sentence: str) -> list[Fact]:
        """Return the figure of the owners named, and of the whole; of all, if a reference hides the name."""
        owners = [key for name, key in self._owners.items() if name in sentence]
        others = self._owners.values() if _NAME in sentence else ()
        ids = dict.fromkeys(f"{owner}-{part}" for owner in (*owners, "total", *others))
        return [self._by_id[one] for one in ids if one in self._by_id]


def _phrases(fact: Fact) -> Iterator[str]:
    """Yield the ways to name a fact in prose, but for those of ``_PARTS``, which depend on the sentence."""
    yield from _WHOLE.get(fact.id, ())
    subject, dot, what = fact.name.rpartition(".")
    if not dot:
        if not fact.id.startswith("total-"):
            yield fact.name
        return
    yield from (f"{subject}{what}", f"{subject}的{what}", fact.name)
    if what in ("完成值", "目标值"):
        yield subject


def _masked(text: str, facts: Facts) -> str:
    """Blank out references, and make full-width digits half-width; every position stays."""

    def blank(found: re.Match[str]) -> str:
        fact = facts.get(found[0].strip("{}").partition("|")[0].strip())
        return (_NAME if fact and fact.kind is Kind.TEXT else _FIGURE) * len(found[0])

    return _REFERENCE.sub(blank, text).translate(_HALF_WIDTH)


def _sentence_start(masked: str, position: int) -> int:
    ends = [found.end() for found in _SENTENCE_END.finditer(masked, 0, position)]
    return ends[-1] if ends else 0


def _is_comparable(fact: Fact, bare: Bare) -> bool:
    if fact.kind is Kind.AMOUNT:
        return bare.unit in YUAN_IN
    return bare.unit == ("%" if fact.kind is Kind.RATE else fact.unit)


def _says(fact: Fact, bare: Bare) -> bool:
    """Whether the fact, with as many decimals as were written, is the number."""
    if not isinstance(fact.value, Decimal):
        return False
    if fact.kind is Kind.AMOUNT:
        return amount_in(fact.value, bare.unit, bare.places) == bare.number
    value = fact.value * 100 if fact.kind is Kind.RATE else fact.value
    return half_up(value, bare.places) == bare.number


def _reference(fact: Fact, bare: Bare, written: str) -> str | None:
    """Return the reference that prints what was written, or ``None``."""
    if not _is_comparable(fact, bare) or not _says(fact, bare) or bare.places > _MOST_PLACES:
        return None
    if fact.kind is Kind.AMOUNT and fact.unit != bare.unit:
        return None
    printed = written.replace(",", "").translate(_HALF_WIDTH)
    if fact.text.removesuffix("%") == printed:
        return f"{{{fact.name}}}"
    return f"{{{fact.name}|{bare.places}位}}"


def _likeness(name: str, sentence: str) -> int:
    """Say how much of a fact's name the sentence holds, in characters."""
    words: Mapping[str, int] = {word: len(word) for word in (*name.split("."), name.removesuffix("合计"))}
    return sum(length for word, length in words.items() if word in sentence)
