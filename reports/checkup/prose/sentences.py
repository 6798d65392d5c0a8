"""Sentences and their quantities: what each is called, and which are alike."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reports.checkup.findings import Place
from reports.checkup.numbers import Quantity, half_width, quantities

_MONEY_BEFORE = re.compile(
    "(?:资金|经费|投资|支出|收入|预算|补助|执行数|预算数)(?:共|合计|总额|总计|为|达)?[:：]?\\s*$"
)
_ENDS_CLAUSE = re.compile("[,，、;；。()（）]|$")
_IN_A_WORD = re.compile("(?<=[\u4e00-\u9fff])[(（][\u4e00-\u9fff]{1,2}[)）](?=[\u4e00-\u9fff])")
"""因公出国（境）经费: brackets in a word end no clause."""
_CLAUSE = re.compile(r"[,，、;；:：(（)）。]")
# 。其中 and 。其余 go on with the sentence before: the parts are of that one's total.
_SENTENCE = re.compile(
    r"[^。！？!?\n]+(?:。\s*(?=其中|分项(?:情况)?(?:是|为|如下)?[:：])[^。！？!?\n]+)*[。！？!?]?"
)
_MOST = 60
_REMEMBERED = 8
_PAID = re.compile("支出|执行|使用|支付(?!的[质尾余])|拨付|兑付|完成|列支|发放|决算")
GIVEN = re.compile("预算|安排|下达|到位|计划|总额|投入|申请|批复|拨款")
_CAME_IN = re.compile(
    "预算(?:总?[收支][入出])(?:总额|总计|合计)?(?:预计|累计|实际)*(?:完成|实现|达)|(?:完成|实现)[^,;。]{0,10}预算总?[收支][入出]"
)
OPENS_PARTS = re.compile(
    r"[,，;；(（:：。]?\s*(?:其中|(?<!不)包括|分别为|分别是|具体为(?=[:：])|(?<!不)包含|资金来源[为是]|分项(?:情况)?(?:是|为|如下)?(?=[:：])|(?<![0-9])(?:(?:按照?|从)[\u4e00-\u9fff]{2,8})?(?:划分|(?<![计得评扣赋])分)(?:为)?[:：])[:：,，]?"
)
_IN_A_NAME = "(?![及和与]|[\u4e00-\u9fff]{0,4}(?:工程|项目|改造|行动|任务|补助))"
"""退化林抚育提升及改造面积: a growth that is part of what a thing is called."""
GROWN = re.compile(f"增长|增加(?!值)|上升|提高|提升{_IN_A_NAME}|增幅|净增|增[收产支](?!节)")
_SHRUNK = re.compile("下降|减少|降低|缩短|压减|压缩|降幅|减幅|净减|减[收产支]")
_MOVED_TO = re.compile(
    "(?:增[加长]?|提[升高]|升高?|降低?|减少?|扩大|缩[短减小]|压[减缩]|调[整增减])(?:到|至|为)了?$"
)
_MORE_OR_LESS = re.compile("[比较][^,，;；。]{1,10}[多少]了?$")
COMPARED = re.compile(
    r"(?:比|较|与|同|和)[^,，;；。]{0,4}(?:上年|上一年|去年|年初|同期|前一年|以前年度|[0-9]{4}年)"
)
_PERSONS = ("人", "名", "位")
_PLANNED = re.compile("预算(?:数|额|总额)?(?:为|是|共)?$")
LEFT = re.compile("结余|结转|剩余|节余")
UNPAID = re.compile("^(?:尚|仍|还)?(?:未|余)")
EACH = re.compile(
    "(?:单价|标准|均价|[人户生校所次家台座处亩村个场期车桩件]均|每[\u4e00-\u9fff]{1,4})(?:[补救资]助|补贴|发放|标准)*(?:为|是|约)?$"
)
RESPECTIVELY = re.compile("分别(?:约?占|为)")
BRACKETS = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its quantities; ``place`` its block or cell, ``start`` where it begins there.

    ``earlier`` are the amounts and counts of the sentences before it in the same text.
    """

    text: str
    place: Place
    start: int
    quantities: tuple[Quantity, ...]
    earlier: tuple[Quantity, ...] = ()
    _names: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def begins(self) -> Place:
        """Where it begins."""
        return Place(self.place.block, self.place.row, self.place.column, self.start)

    def at(self, quantity: Quantity) -> Place:
        """Where a quantity of the sentence stands."""
        place = self.place
        return Place(place.block, place.row, place.column, self.start + quantity.start)

    def name(self, quantity: Quantity) -> str:
        """The words before a quantity, back to the clause's beginning or the quantity before it."""
        known = self._names.get(quantity.start)  # each is asked for by dozens of rules
        if known is None:
            before = max((one.end for one in self.quantities if one.end <= quantity.start), default=0)
            known = self._names[quantity.start] = _name_in(self.text, before, quantity.start)
        return known

    def group(self, quantity: Quantity) -> int:
        """Where the part of the sentence begins that a quantity stands in: after the last semicolon."""
        return max(self.text.rfind(mark, 0, quantity.start) for mark in ";；") + 1

    def before(self, place: Place) -> str:
        """The words up to a place in the sentence."""
        return self.text[: place.start - self.start]

    def words(self, quantity: Quantity) -> str:
        """The quantity as printed."""
        return self.text[quantity.start : quantity.end].strip()


def _name_in(text: str, before: int, start: int) -> str:
    """What stands between two places, from the beginning of the last clause on."""
    # 实际完成值：123人次 is named before the colon.
    named = len(text[:start].rstrip("≥≤><=﹥﹤＞＜＝≧≦ ：:"))
    words = _IN_A_WORD.sub(lambda found: "·" * len(found[0]), text[:named])
    clause = max((found.end() for found in _CLAUSE.finditer(words)), default=0)
    return re.sub(r"\s", "", text[max(before, clause) : start])


def sentences(text: str, place: Place) -> Iterator[Sentence]:
    """Yield the sentences of a block or a cell; a list that lost its lines in pieces.

    The quantities of a sentence are held against each other, so that many of them would take for ever.
    """
    earlier: tuple[Quantity, ...] = ()
    for found in _SENTENCE.finditer(text):
        whole, start = found[0], 0
        known = _with_units(whole, quantities(whole))
        while len(known) > _MOST:
            held, known = known[:_MOST], known[_MOST:]
            yield replace(_piece(whole, start, held[-1].end, held, place, found.start()), earlier=earlier)
            start = held[-1].end
        yield replace(_piece(whole, start, len(whole), known, place, found.start()), earlier=earlier)
        counted = tuple(one for one in known if one.is_exact and one.unit and not one.is_rate)
        earlier = (*earlier, *counted)[-_REMEMBERED:]


def _piece(whole: str, start: int, end: int, held: Sequence[Quantity], place: Place, offset: int) -> Sentence:
    moved = (replace(one, start=one.start - start, end=one.end - start) for one in held)
    return Sentence(whole[start:end], place, offset + start, tuple(moved))


def _with_units(text: str, found: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Among amounts in 万元, or at the end of its clause, a bare 万 behind 资金 is 万元: 安排资金1920.5万."""
    known = any(one.unit == "万元" for one in found)
    return tuple(
        replace(one, value=one.value.scaleb(-4), unit="万元", places=one.places + 4)
        if not one.unit
        and half_width(text[one.start : one.end]).endswith("万")
        and (known or _ENDS_CLAUSE.match(text, one.end))
        and _MONEY_BEFORE.search(text[max(0, one.start - 10) : one.start])
        else one
        for one in found
    )


def is_change(name: str) -> bool:
    """Whether the words before an amount tell that it is by how much something changed."""
    changed = GROWN.search(name) or _SHRUNK.search(name) or _MORE_OR_LESS.search(name)
    return bool(changed) and "率" not in name


def is_reached(name: str) -> bool:
    """Whether the words before a figure tell what something rose or fell to, not by how much."""
    return is_change(name) and name.endswith(("到", "至"))


def is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are of one kind: of money, of persons, of the same unit."""
    return (
        one.unit == other.unit
        or (one.is_money and other.is_money)
        or (one.unit in _PERSONS and other.unit in _PERSONS)
    )


def is_of_a_part(sentence: Sentence, printed: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether 其中 stands right before a rate, so that it is of something whose amounts are not told.

    预算100万元，支出90万元，其中基本支出执行率95%.
    """
    last = max((one.end for one in known if one.end <= printed.start), default=0)
    return "其中" in sentence.text[last : printed.start]


def is_paid(name: str) -> bool:
    """Whether an amount was spent; 支出预算 is what may be, 未支付 what is left."""
    return bool(_PAID.search(name)) and not _PLANNED.search(name) and not UNPAID.search(name)


def came_in(name: str) -> bool:
    """Whether an amount is what came in or was spent of a budget, not the budget: 基金预算收入完成130亿元."""
    return _CAME_IN.search(name) is not None


def is_moved_to(name: str) -> bool:
    """Whether the words before a figure tell what something moved to: 增加到, 增至, 降为."""
    return _MOVED_TO.search(name) is not None


def is_aside(name: str, *, spent: bool = False) -> bool:
    """Whether parts are not of an amount: of a change, or of what is left where they are ``spent``."""
    return bool(
        (is_change(name) and not is_moved_to(name)) or COMPARED.search(name) or (spent and LEFT.search(name))
    )
