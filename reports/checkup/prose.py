"""Checks within running text: rates against their parts, parts against the total stated before them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, Verdict, of_rate, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width, quantities

_CLAUSE = re.compile(r"[,，、;；:：(（)）]")
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_STEM = re.compile(r"([\u4e00-\u9fff]{2})率")
_PAID = re.compile("支出|执行|使用|支付|完成|列支")
_GIVEN = re.compile("预算|安排|下达|到位|计划|总额|投入|申请|批复|拨款")
_SPENDING = ("执行", "支出", "使用", "支付")
_OPENS_PARTS = re.compile(r"[,，;；(（:：]?\s*(?:其中|包括|分别为|分别是|包含)[:：,，]?")
_TOTAL = re.compile("共|总|合计")
_OVERLAPPING = re.compile(
    "党员|办结|完成|整改|化解|新增|已|累计|满意|合格|参加|执行|支出|使用|解决|处置|重点|优秀"
)
_REST = re.compile("其他|其它|其余|剩余")
_LESS = re.compile("减少|调减|取消|核减|收回|压减")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its quantities; ``place`` its block or cell, ``start`` where it begins there."""

    text: str
    place: Place
    start: int
    quantities: tuple[Quantity, ...]

    def at(self, quantity: Quantity) -> Place:
        """Where a quantity of the sentence stands."""
        place = self.place
        return Place(place.block, place.row, place.column, self.start + quantity.start)

    def name(self, quantity: Quantity) -> str:
        """The words before a quantity, back to the clause's beginning or the quantity before it."""
        before = max((one.end for one in self.quantities if one.end <= quantity.start), default=0)
        clause = max((found.end() for found in _CLAUSE.finditer(self.text, 0, quantity.start)), default=0)
        return re.sub(r"\s", "", self.text[max(before, clause) : quantity.start])

    def words(self, quantity: Quantity) -> str:
        """The quantity as printed."""
        return self.text[quantity.start : quantity.end].strip()


def sentences(text: str, place: Place) -> Iterator[Sentence]:
    """Yield the sentences of a block or a cell."""
    for found in _SENTENCE.finditer(text):
        yield Sentence(found[0], place, found.start(), quantities(found[0]))


def check_sentence(sentence: Sentence, before: Sentence | None, ledger: Ledger) -> None:
    """Check one sentence; ``before`` is the one before it, which a rate may be of as well."""
    for place, quantity in enumerate(sentence.quantities):
        if not quantity.is_rate or not quantity.is_exact or quantity.sign:
            continue
        name = half_width(sentence.name(quantity))
        if "占" in name:
            _share(sentence, place, ledger)
        elif "率" in name or "比" in name:
            _rate(sentence, place, before, ledger)
    for found in _OPENS_PARTS.finditer(sentence.text):
        _parts(sentence, found.start(), found.end(), ledger)
    _opening_and_added(sentence, ledger)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (one.is_money and other.is_money)


def _rate(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    printed = sentence.quantities[place]
    earlier = [one for one in sentence.quantities[:place] if one.is_exact and not one.is_rate and one.unit]
    behind = [] if before is None else [one for one in before.quantities if one.is_exact and one.unit]
    later = [one for one in sentence.quantities[place + 1 :] if one.is_exact and not one.is_rate and one.unit]
    since = max((number + 1 for number in range(place) if sentence.quantities[number].is_rate), default=0)
    group = [one for one in sentence.quantities[since:place] if one in earlier]
    pair = _named_pair(sentence, printed, group)
    # Where the words tell part from whole, the whole over the part proves nothing.
    inverse = None if pair is None else (pair[1], pair[0])
    fitting = _fitting(printed, earlier, inverse)
    if fitting is not None:
        ledger.agree(sentence.at(printed), *(sentence.at(one) for one in fitting))
        return
    if _fitting(printed, [*behind, *earlier], inverse) or _fitting(printed, [*earlier, *later], inverse):
        ledger.agree(sentence.at(printed))
        return
    verdict = of_rate(printed, *pair) if pair else None
    if pair is None or verdict is None:
        return
    _report_rate(
        sentence, printed, verdict, pair, ledger, certain=len(group) == 2 or _is_spending(sentence, printed)
    )


def _fitting(
    printed: Quantity, known: Sequence[Quantity], barred: tuple[Quantity, Quantity] | None
) -> tuple[Quantity, Quantity] | None:
    for part, whole in permutations(known[-8:], 2):
        if _alike(part, whole) and (part, whole) != barred:
            verdict = of_rate(printed, part, whole)
            if verdict is not None and verdict.holds:
                return part, whole
    return None


def _stem(sentence: Sentence, printed: Quantity) -> str:
    found = _STEM.search(sentence.name(printed))
    return found[1] if found else ""


def _is_spending(sentence: Sentence, printed: Quantity) -> bool:
    return _stem(sentence, printed) in _SPENDING


def _named_pair(
    sentence: Sentence, printed: Quantity, group: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Part and whole as their names tell: 受理 124 件，化解 121 件 for a 化解率."""
    stem = _stem(sentence, printed)
    if not stem:
        return None
    if stem in _SPENDING:
        money = [one for one in group if one.is_money]
        parts = [one for one in money if _PAID.search(sentence.name(one))]
        wholes = [one for one in money if one not in parts and _GIVEN.search(sentence.name(one))]
        if len(parts) == 1 and wholes:
            return parts[0], wholes[-1]
        return None
    if len(group) != 2 or not _alike(*group):
        return None
    parts = [one for one in group if stem in sentence.name(one)]
    if len(parts) != 1:
        return None
    (whole,) = (one for one in group if one is not parts[0])
    return parts[0], whole


def _report_rate(
    sentence: Sentence,
    printed: Quantity,
    verdict: Verdict,
    pair: tuple[Quantity, Quantity],
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    residue = verdict.outcome is Outcome.RESIDUE
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.RESIDUE if residue else Severity.ERROR if certain else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前文数字不符：{spelled(pair[0])}÷{spelled(pair[1])}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def _share(sentence: Sentence, place: int, ledger: Ledger) -> None:
    """甲 600 万元，占 60 %: of the first amount of its kind in the sentence."""
    printed = sentence.quantities[place]
    if not place or not sentence.quantities[place - 1].is_exact:
        return
    part = sentence.quantities[place - 1]
    wholes = [
        one for one in sentence.quantities[: place - 1] if one.is_exact and _alike(one, part) and one.unit
    ]
    verdicts = [
        (whole, verdict) for whole in wholes if (verdict := of_rate(printed, part, whole)) is not None
    ]
    for whole, verdict in verdicts:
        if verdict.holds:
            ledger.agree(sentence.at(printed), sentence.at(part), sentence.at(whole))
            return
    if verdicts and _OPENS_PARTS.search(sentence.text, 0, part.start):
        whole, verdict = verdicts[0]
        certain = _OPENS_PARTS.match(sentence.text, whole.end) is not None
        _report_rate(sentence, printed, verdict, (part, whole), ledger, certain=certain)


def _parts(sentence: Sentence, opens: int, starts: int, ledger: Ledger) -> None:
    """共 15 个，其中甲 8 个、乙 7 个: the parts of a stated total add up to it."""
    wholes = [one for one in sentence.quantities if one.end <= opens]
    if not wholes or opens - wholes[-1].end > 6 or not wholes[-1].is_exact or not wholes[-1].unit:
        return
    whole = wholes[-1]
    if whole.is_rate or whole.sign:
        return
    ends = min(
        (found.start() for found in _OPENS_PARTS.finditer(sentence.text, starts)), default=len(sentence.text)
    )
    parts: list[Quantity] = []
    for one in sentence.quantities:
        if one.start < starts or one.end > ends or one.is_rate:
            continue
        if not _alike(one, whole) or not one.is_exact:
            break
        parts.append(one)
    if not parts:
        return
    sums = sum((one.base for one in parts), Decimal(0))
    if len(parts) == 1:
        if sums > whole.base + parts[0].half + whole.half:
            _report_parts(sentence, whole, parts, number_text(parts[0].value), ledger, certain=False)
        return
    verdict = of_sum(whole, parts, rounded=whole.is_money)
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    names = [sentence.name(one) for one in parts]
    if any(_OVERLAPPING.search(name) for name in names):
        return
    if verdict.outcome is Outcome.RESIDUE:
        ledger.find(
            Kind.SUM,
            Severity.RESIDUE,
            sentence.at(whole),
            f"“{sentence.words(whole)}”与各部分之和{verdict.computed}{whole.unit}相差在四舍五入的尾差之内。",
            rule="各部分之和等于合计",
            text=sentence.text,
            printed=sentence.words(whole),
            computed=verdict.computed,
        )
        return
    exhaustive = any(_REST.search(name) for name in names) or "分别" in sentence.text[opens:starts]
    near = abs(sums - whole.base) <= whole.base / 5
    stated = _TOTAL.search(sentence.name(whole)) is not None or whole.is_money
    _report_parts(sentence, whole, parts, verdict.computed, ledger, certain=exhaustive or (stated and near))


def _report_parts(
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    computed: str,
    ledger: Ledger,
    *,
    certain: bool,
) -> None:
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.SUM if whole.is_money else Kind.COUNT,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与其中各部分不符：{listed}={computed}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{computed}{whole.unit}",
    )


def _opening_and_added(sentence: Sentence, ledger: Ledger) -> None:
    """共 15 个，年初 8 个，年中增加 8 个: what there was and what was added make the total."""
    if _LESS.search(sentence.text):
        return
    counts = [
        one for one in sentence.quantities if one.is_exact and one.unit and not (one.is_rate or one.is_money)
    ]
    first = next((one for one in counts if "年初" in sentence.name(one)), None)
    added = next((one for one in counts if re.search("年中.*(增加|新增|追加)", sentence.name(one))), None)
    if first is None or added is None or first.unit != added.unit:
        return
    whole = next(
        (one for one in counts if one.unit == first.unit and re.search("共$|共计$", sentence.name(one))), None
    )
    if whole is None or whole in (first, added):
        return
    if of_sum(whole, (first, added), rounded=False).holds:
        ledger.agree(*(sentence.at(one) for one in (whole, first, added)))
        return
    _report_parts(
        sentence, whole, (first, added), number_text(first.value + added.value), ledger, certain=True
    )
