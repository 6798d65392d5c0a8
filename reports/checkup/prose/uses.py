"""What an amount was used for: uses that are more than it, or that are told to be all of it and are not.

下达资金13万元，用于甲项目（5万元）和乙项目（8万元）; 该笔资金用于甲项目（5万元）和乙项目（8万元）.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import number_text
from reports.checkup.arithmetic import Outcome, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_OPENS = re.compile("(?:主要|分别)?(?:用于|包括|是|为|有|安排):?|其中:?")
_JOINED = re.compile(r"[、,和及]{1,2}[^,。;:、()0-9]{1,24}")
_ALONE = re.compile(r"[^()。;]{2,60}\(")
"""What stands between the whole or a use in brackets and the next."""
_GIVEN_OUT = re.compile("用于|下[达拨]|安排|支持|实施|补助|拨付")
_OF_IT = re.compile("[该此上这][笔述批项]?[^,。;]{0,6}资金")
_NO_PART = re.compile("结余|结转|剩|余|未|上年|去年|计划|预算|目标|累计|合计|共|每|均|[较比超]|调|减|同期")
_NEAR = 10
"""What is off by more than a tenth is of something else."""


def check_uses(sentence: Sentence, ledger: Ledger) -> None:
    """下达资金13万元，用于甲项目5万元、乙项目9万元: some may be left out, but they are no more."""
    for place, whole in enumerate(sentence.quantities):
        parts = [*_listed(sentence, place)]
        if not whole.is_money or not whole.is_exact or len(parts) < 2 or not _are_of_it(sentence, parts):
            continue
        if sum((one.base for one in parts), Decimal(0)) > whole.base:
            _hold(sentence, whole, parts, ledger)


def _listed(sentence: Sentence, place: int) -> Iterator[Quantity]:
    """Yield the amounts that are listed behind one: each with a name, and nothing else between them."""
    whole, end = sentence.quantities[place], sentence.quantities[place].end
    for number, one in enumerate(sentence.quantities[place + 1 :]):
        between = half_width(sentence.text[end : one.start])
        opened = _OPENS.search(between) if number == 0 else _JOINED.fullmatch(between)
        if opened is None or one.unit != whole.unit or not one.is_exact:
            return
        yield one
        end = one.end


def _are_of_it(sentence: Sentence, parts: Sequence[Quantity]) -> bool:
    """Whether all amounts of a list may be parts of one: none what is left, planned or of other times."""
    return not any(_NO_PART.search(half_width(sentence.name(one))) for one in parts)


def check_uses_in_brackets(sentence: Sentence, ledger: Ledger) -> None:
    """下达资金13万元，用于甲项目（5万元）和乙项目（8万元）: what each gets is in brackets."""
    plain = half_width(sentence.text)
    money = [one for one in sentence.quantities if one.is_money]
    parts = [one for one in money if plain[one.start - 1] + plain[one.end : one.end + 1] == "()"]
    if len(parts) < 2 or not all(one.is_exact and one.unit == parts[0].unit for one in parts):
        return
    own = [one for one in money if one.end <= parts[0].start]
    whole = own[-1] if own else _told_before(sentence, parts[0])
    if whole is None or len(money) != len(parts) + len(own[-1:]):
        return
    ends = [own[-1].end if own else 0, *(one.end + 1 for one in parts)]
    between = [plain[end : one.start] for end, one in zip(ends, parts, strict=False)]
    given = _GIVEN_OUT.search(between[0]) and not plain[ends[-1] :].startswith("等")
    if given and all(_ALONE.fullmatch(words) for words in between[1:]):
        _hold(sentence, whole, parts, ledger)


def _told_before(sentence: Sentence, part: Quantity) -> Quantity | None:
    """The last amount of the sentences before, where this one says that it is of it: 该笔资金用于."""
    earlier = [one for one in sentence.earlier if one.is_money]
    return earlier[-1] if earlier and _OF_IT.search(half_width(sentence.text[: part.start])) else None


def _hold(sentence: Sentence, whole: Quantity, parts: Sequence[Quantity], ledger: Ledger) -> None:
    verdict = of_sum(whole, parts)
    if verdict.holds:
        ledger.agree(*(sentence.at(one) for one in parts))
        return
    own = [whole] if whole in sentence.quantities else []
    off = abs(sum((one.base for one in parts), Decimal(0)) - whole.base)
    near = off * _NEAR <= whole.base and verdict.outcome is not Outcome.RESIDUE
    if not near or any(ledger.differs(sentence.at(one)) for one in (*own, *parts)):
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    computed = f"{verdict.computed}{whole.unit}"
    ledger.find(
        Kind.SUM,
        Severity.WARNING,
        sentence.at(parts[-1]),
        f"所列各部分之和{listed}={computed}，与“{spelled(whole)}”不符。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=spelled(whole),
        computed=computed,
    )
