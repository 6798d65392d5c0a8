"""Where the money comes from, told behind what it comes to.

需要资金1125万元。资金来源为中央财政900万元、自治区财政150万元、县财政75万元.
"""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_OPENS = re.compile(
    "^[^,。;:]{0,24},?其中(?:中央|省|市|县)|^(?:其中|[0-9]{4}年|项目|所需|建设)?(?:资金|经费|投资)(?:来源|构成|筹措)"
)
_SOURCE = re.compile(
    "中央|[省市县区镇乡州旗]级?|自治[区州县]|财政|上级|本级|自筹|配套|社会|债券|贷款|公益金|补助|其他"
)
_WHOLE = re.compile("(?:需要?|投入|投资|预算|安排|下达|资金|经费|总额|合计|共计?)[^,。;:]{0,6}$")
_TOTALLED = re.compile("合计|共计|总计|共|其中")
_INVESTED = re.compile("总投资(?:额)?(?:为|是|约)?$")
_BEFORE = 3
"""So many sentences before a list of sources, at most, tell what they come to."""
_FEWEST = 2


def check_sources(sentences: Sequence[Sentence], told: Collection[Decimal], ledger: Ledger) -> None:
    """The sources that a sentence lists add up to the amount that the one before it ends with.

    Not where they add up to another amount of the document; ``told`` are those of its tables.
    """
    said = {one.base for sentence in sentences for one in sentence.quantities if one.is_money}
    for number, (before, sentence) in enumerate(pairwise(sentences)):
        parts = _listed(sentence)
        whole = _asked_for(before)
        added = sum((one.base for one in parts), Decimal(0))
        invested = _invested(sentences[max(number - _BEFORE, 0) : number + 1])
        if invested is not None and (whole is None or not _is_near(added, whole)):
            before, whole = invested
        if len(parts) < _FEWEST or whole is None or sentence.place.block - before.place.block > _BEFORE:
            continue
        if added == whole.base:
            ledger.agree(before.at(whole), *(sentence.at(one) for one in parts))
            continue
        places = [sentence.at(one) for one in parts]
        if added in said or added in told or ledger.differs(before.at(whole)) or not _is_near(added, whole):
            continue
        if any(ledger.differs(place) for place in places):
            continue
        computed = f"{number_text(added / whole.factor)}{whole.unit}"
        words = before.words(whole)
        ledger.find(
            Kind.SUM,
            Severity.WARNING,
            before.at(whole),
            f"“{before.name(whole)}{words}”与所列资金来源之和{computed}不符。",
            rule="资金总额等于各来源之和",
            text=f"{before.text}{sentence.text}",
            printed=words,
            computed=computed,
        )


def _invested(near: Sequence[Sentence]) -> tuple[Sentence, Quantity] | None:
    """The only 总投资 that the sentences before tell."""
    found = [
        (sentence, one)
        for sentence in near
        for one in sentence.quantities
        if one.is_money and one.is_exact and _INVESTED.search(half_width(sentence.name(one)))
    ]
    return found[0] if len(found) == 1 else None


def _listed(sentence: Sentence) -> list[Quantity]:
    """The amounts of the sources, each behind its name; none where the sentence tells a total too."""
    if not _OPENS.match(half_width(sentence.text)):
        return []
    names = [half_width(sentence.name(one)).removeprefix("其中") for one in sentence.quantities]
    plainly = all(one.is_money and one.is_exact and not one.sign for one in sentence.quantities)
    named = all(_SOURCE.search(name) and not _TOTALLED.search(name) for name in names)
    return [*sentence.quantities] if plainly and named else []


def _asked_for(sentence: Sentence) -> Quantity | None:
    """The amount that a sentence ends with, where its words tell it to be the whole."""
    last = sentence.quantities[-1] if sentence.quantities else None
    if last is None or not last.is_money or not last.is_exact:
        return None
    return last if _WHOLE.search(half_width(sentence.name(last))) else None


def _is_near(added: Decimal, whole: Quantity) -> bool:
    return whole.base < 2 * added < 4 * whole.base
