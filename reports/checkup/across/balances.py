"""What the prose says is left: of a row of a table, or of whichever row it may be."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from projects.money import number_text
from reports.checkup.across.statements import Known, is_near, is_same_amount, is_unit_slip, named_item
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.miswriting import is_changed_over
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Meaning

_LEFT = re.compile(
    "(?:其中|[本该][^,。;]{0,4}|结果|尚|仍|还|年末|年底|项目|预算|资金|共|形成|有|指标){0,5}(?:结余|结转|剩余|剩下|余下|结存|节余|未支出|未使用|未执行|未支付)(?:资金|指标|数|金额|了|为|共|有|达){0,5}"
    "|(?:决算数?|执行数|实际支出|支出)?[较比](?:年初|全年|调整后?)?预算(?:数|安排)?(?:结余|节约|节省|减少|压减|少)了?"
)
_STILL = re.compile("(?:年末|年底|项目|预算|资金)*(?:尚|仍|还)有?")
_LEFT_BEHIND = re.compile(
    "(?:资金|预算|指标)?(?:没有?|未)(?:能|及时)?(?:支[出付]|使用|用完|用掉|执行|拨付|形成支出)"
)
"""还有20万元未支付 is left as 未支付20万元 is."""
_BREAKS = re.compile("含|上年|去年|另(?!外?有?[0-9]+(?![0-9.]*[万亿]?元))")
_IN_PART = re.compile("其中")
_CUMULATED = re.compile("共|累计|合计|历年")
_FEWEST_DIGITS = 3
Balance = tuple[Quantity, tuple[Place, ...]]
"""What is left, and where it stands or where that follows from stands."""


def check_balances(
    sentence: Sentence,
    rows: Sequence[Known],
    items: Mapping[str, Known],
    year: int | None,
    ledger: Ledger,
    about: str = "",
) -> None:
    """综治中心执行率94.25%，结余18.40万元: its budget less its spending in the table.

    It is of the row that is named, or that the rate beside it is of. Where words tell neither, it is wrong
    if it is what a row leaves but for two digits that changed places or for the unit.
    """
    for left in sentence.quantities:
        name = half_width(sentence.name(left))
        for label in sorted(items, key=len, reverse=True):
            name = name.replace(label, "")
        behind = _LEFT_BEHIND.match(half_width(sentence.text[left.end :]))
        told = _LEFT.search(name) or (behind is not None and _STILL.fullmatch(name))
        if not (left.is_money and left.is_exact and told):
            continue
        before = half_width(sentence.text[sentence.group(left) : left.start])
        if ledger.is_agreed(sentence.at(left)) or _BREAKS.search(before) or is_apart(before, year, [*items]):
            continue
        named = named_item(sentence, left, items) or items.get(about)
        if named is None and _IN_PART.search(before):
            continue
        item = named or _of_rate_beside(sentence, left, items)
        if item is None:
            _hold_to_any(sentence, left, rows, ledger)
        elif (_LEFT.fullmatch(name) or behind is not None) and not (
            _CUMULATED.search(name) and item.of(Meaning.BALANCE)
        ):
            _hold(sentence, left, item, rows, ledger, certain=named is not None)


def _hold(
    sentence: Sentence, left: Quantity, item: Known, rows: Sequence[Known], ledger: Ledger, *, certain: bool
) -> None:
    known = [*_balances(item)]
    if not known or sum(one.label == item.label for one in rows) > 1:
        return  # of whichever of them
    same = [places for rest, places in known if is_same_amount(left, rest)]
    if same:
        ledger.agree(sentence.at(left), *same[0])
        return
    rest, places = known[-1]
    if any(ledger.differs(place) for place in places) or not _is_of_a_size(left, rest):
        return
    if any(is_unit_slip(left, one) for one, _places in known):
        return  # a table without a unit of its own tells nothing of that
    words, computed = sentence.words(left), f"{number_text(rest.value)}{rest.unit}"
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR if certain and is_near(left, rest) else Severity.WARNING,
        sentence.at(left),
        f"文中“{item.label}”结余{words}，按表中预算数减支出数为{computed}，两处不一致。",
        rule="结余 = 预算数 − 支出数",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _hold_to_any(sentence: Sentence, left: Quantity, rows: Sequence[Known], ledger: Ledger) -> None:
    """Hold what is left of none that is named against what every row leaves."""
    known = [(one.label, rest) for one in rows for rest, _places in _balances(one)]
    place = sentence.at(left)
    if ledger.is_known(place) or any(is_same_amount(left, rest) for _label, rest in known):
        return
    turned = {rest.base: (label, rest) for label, rest in known if _is_turned(left, rest)}
    in_another = {rest.base: (label, rest) for label, rest in known if is_unit_slip(left, rest)}
    meant = turned or in_another
    if len(meant) != 1:
        return
    ((label, rest),) = meant.values()
    words, computed = sentence.words(left), spelled(rest)
    ledger.find(
        Kind.PROSE_VS_TABLE if turned else Kind.UNIT,
        Severity.WARNING,
        place,
        f"“{sentence.name(left)}{words}”在表中没有对应的数，“{label}”的预算数减支出数为{computed}，"
        + ("疑为数字颠倒。" if turned else "可能用错了单位。"),
        rule="结余 = 预算数 − 支出数",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _balances(item: Known) -> Iterator[Balance]:
    """Yield what a row prints to be left of it, and what its budget is more than its spending."""
    printed = item.of(Meaning.BALANCE)
    if printed is not None:
        yield printed[0], (printed[1],)
    paid, given = item.of(Meaning.SPENT), item.of(Meaning.BUDGET) or item.of(Meaning.OPENING)
    if paid is not None and given is not None and given[0].base > paid[0].base:
        rest = replace(given[0], value=given[0].value - paid[0].base / given[0].factor)
        yield rest, (given[1], paid[1])


def _is_of_a_size(left: Quantity, rest: Quantity) -> bool:
    """Whether two amounts are near enough to be meant for one."""
    return rest.base < 3 * left.base < 9 * rest.base


def _is_turned(left: Quantity, rest: Quantity) -> bool:
    digits, meant = (str(int(one.base.scaleb(2))) for one in (left, rest))
    return len(digits.strip("0")) >= _FEWEST_DIGITS and is_changed_over(digits, meant)


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
