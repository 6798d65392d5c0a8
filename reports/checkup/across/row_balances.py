"""What the prose says is left of a listed item: its budget less its spending in the table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from projects.money import number_text
from reports.checkup.across.statements import Known, is_same_amount, named_item
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Meaning

_LEFT = re.compile(
    "(?:[本该][^,。;]{0,4}|尚|仍|还|年末|年底|资金|共|形成|有|指标)*(?:结余|结转|剩余|节余|未支出|未使用|未执行|未支付)(?:资金|指标|数|金额|了|为|共|有|达)*"
)
_BREAKS = re.compile("其中|含|上年|去年|另")


def check_row_balances(
    sentence: Sentence,
    rows: Sequence[Known],
    items: Mapping[str, Known],
    year: int | None,
    ledger: Ledger,
    about: str = "",
) -> None:
    """综治中心执行率94.25%，结余18.40万元: of the row that is named, or that the rate beside it is of."""
    for left in sentence.quantities:
        name = half_width(sentence.name(left))
        for label in items:
            name = name.replace(label, "")
        if not (left.is_money and left.is_exact and _LEFT.fullmatch(name)):
            continue
        place = sentence.at(left)
        before = half_width(sentence.text[sentence.group(left) : left.start])
        if ledger.is_agreed(place) or _BREAKS.search(before) or is_apart(before, year, [*items]):
            continue
        item = named_item(sentence, left, items) or items.get(about)
        certain = item is not None
        item = item or _of_rate_beside(sentence, left, items)
        if item is None or item.of(Meaning.BALANCE) is not None:
            continue
        if sum(one.label == item.label for one in rows) > 1:
            continue  # of whichever of them
        paid, given = item.of(Meaning.SPENT), item.of(Meaning.BUDGET) or item.of(Meaning.OPENING)
        if paid is None or given is None or ledger.differs(paid[1]) or ledger.differs(given[1]):
            continue
        rest = replace(given[0], value=given[0].value - paid[0].base / given[0].factor)
        if is_same_amount(left, rest):
            ledger.agree(place, given[1], paid[1])
            continue
        if rest.value <= 0 or not rest.base < 3 * left.base < 9 * rest.base:
            continue
        words, computed = sentence.words(left), f"{number_text(rest.value)}{rest.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR if certain else Severity.WARNING,
            place,
            f"文中“{item.label}”结余{words}，按表中预算数减支出数为{computed}，两处不一致。",
            rule="结余 = 预算数 − 支出数",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def _of_rate_beside(sentence: Sentence, left: Quantity, items: Mapping[str, Known]) -> Known | None:
    """The only row whose rate stands right before, where the words share most of its name."""
    start = sentence.group(left)
    rates = [one for one in sentence.quantities if one.is_rate and start <= one.start < left.start]
    fitting = [
        item
        for item in items.values()
        if rates and item.rate is not None and item.rate.base == rates[-1].base
    ]
    if len(fitting) != 1:
        return None
    words = half_width(sentence.text[start : left.start])
    pairs = {fitting[0].label[place : place + 2] for place in range(len(fitting[0].label) - 1)}
    return fitting[0] if sum(pair in words for pair in pairs) * 3 >= len(pairs) else None
