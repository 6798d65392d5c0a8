"""Items that no table lists: what the prose gives each in one place, and spends of it in another.

资金分三项，河堤修复400万元。… 河堤修复支出346.40万元，执行率86.60%.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.checkup.across.statements import is_same_amount
from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence

_BESIDE = (
    r"(?:其中|[0-9]+[.、]|\([0-9一二三四五六七八九十]+\)|[一二三四五六七八九十]是"
    "|用于|安排|下达|分配|拨付|[:“”])*"
)
_GIVEN = re.compile(
    f"^{_BESIDE}(?P<what>[\u4e00-\u9fff]{{4,16}}?)(?:项目|专项)?(?:资金|经费)?(?:预算)?(?:安排|下达|批复)?(?:资金|经费)?[为共]?$"
)
_SPENT = re.compile(
    f"^{_BESIDE}(?P<what>[\u4e00-\u9fff]{{4,16}}?)(?:项目|专项)?(?:资金|经费)?(?:实际|累计|已)?(?:完成)?"
    "(?:支出|支付|使用|执行|拨付|兑付|列支)(?:资金|金额)?[了为共]?$"
)
_RATE = re.compile("^(?:预算|资金)?(?:执行|支出|支付|使用|拨付)率(?:为|达到?|是)?$")
_LEFT = re.compile("(?:尚|形成)?(?:结余|结转|剩余|节余)(?:资金)?[为有]?")
_NO_ITEM = re.compile(
    "^(?:项目|资金|预算|财政|年度|全年|本年|实际|累计|全[县市区省]|年初|调整|总)|(?:支出|执行|使用)$"
)
_FEWEST = 2
"""So many items show that the amounts told first are what each was given."""


@dataclass(frozen=True, slots=True)
class _Item:
    """What was spent of an item, and the rate or the balance right behind."""

    what: str
    spent: Quantity
    behind: Quantity | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class _Judged:
    """What follows for a figure from what its item was given and spent, and whether it is that."""

    figure: Quantity
    outcome: Outcome
    kind: Kind
    computed: str
    formula: str


def check_told_items(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold the rates and balances of items against what each was given, where two items bear that out."""
    given: dict[str, set[Quantity]] = {}
    for sentence in sentences:
        for one in _money(sentence, year):
            found = _GIVEN.match(half_width(sentence.name(one)))
            if found is not None and not _NO_ITEM.search(found["what"]):
                given.setdefault(found["what"], set()).add(one)
    judged = [
        (item, told)
        for item in _spent(sentences, year)
        if (whole := _given_to(item.what, given)) is not None and (told := _judged(item, whole)) is not None
    ]
    if len({item.what for item, told in judged if told.outcome is Outcome.AGREE}) >= _FEWEST:
        for item, told in judged:
            _enter(item, told, ledger)


def _money(sentence: Sentence, year: int | None) -> Iterator[Quantity]:
    for one in sentence.quantities:
        plain = one.is_money and one.is_exact and not one.sign
        if plain and not is_apart(half_width(sentence.text[: one.start]), year, ()):
            yield one


def _spent(sentences: Sequence[Sentence], year: int | None) -> Iterator[_Item]:
    for sentence in sentences:
        for one in _money(sentence, year):
            found = _SPENT.match(half_width(sentence.name(one)))
            if found is None or _NO_ITEM.search(found["what"]):
                continue
            behind = next((each for each in sentence.quantities if each.start >= one.end), None)
            yield _Item(found["what"], one, behind, sentence)


def _given_to(what: str, given: dict[str, set[Quantity]]) -> Quantity | None:
    """The only amount that an item of this name was given, or one whose name begins so."""
    amounts = given.get(what) or {
        one for name, told in given.items() if name.startswith(what) for one in told
    }
    bases = {one.base: one for one in amounts}
    return bases.popitem()[1] if len(bases) == 1 else None


def _judged(item: _Item, whole: Quantity) -> _Judged | None:
    behind = item.behind
    if behind is None:
        return None
    name = half_width(item.sentence.name(behind))
    if behind.is_rate and _RATE.match(name):
        verdict = of_rate(behind, item.spent, whole)
        formula = f"{spelled(item.spent)}÷{spelled(whole)}"
        if verdict is None:
            return None
        return _Judged(behind, verdict.outcome, Kind.RATIO, verdict.computed, formula)
    if behind.is_money and _LEFT.fullmatch(name):
        rest = replace(whole, value=whole.value - item.spent.base / whole.factor)
        outcome = Outcome.AGREE if is_same_amount(behind, rest) else Outcome.DIFFER
        return _Judged(behind, outcome, Kind.SUM, spelled(rest), f"{spelled(whole)}－{spelled(item.spent)}")
    return None


def _enter(item: _Item, judged: _Judged, ledger: Ledger) -> None:
    place, words = item.sentence.at(judged.figure), item.sentence.words(judged.figure)
    if ledger.is_known(place):
        return
    if judged.outcome is Outcome.AGREE:
        ledger.agree(place)
        return
    ledger.find(
        judged.kind,
        Severity.RESIDUE if judged.outcome is Outcome.RESIDUE else Severity.WARNING,
        place,
        f"“{item.what}”的“{item.sentence.name(judged.figure)}{words}”与前文安排的数字不符："
        f"{judged.formula}={judged.computed}。",
        rule="各项的执行率、结余由所安排的资金和支出得出",
        text=item.sentence.text,
        printed=words,
        computed=judged.computed,
    )
