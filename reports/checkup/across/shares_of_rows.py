"""Shares in prose of what only a table tells: 其中甲镇支出占43.33%, of the row 甲镇 in its table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reports.checkup.arithmetic import Verdict, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width, in_unit, named_unit
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import AMOUNTS, Meaning, Section, measured

_SHARE = re.compile(
    "^(?:其中:?|而|以及|和)?(?P<part>[\u4e00-\u9fff“”]{2,20}?)占(?:到)?(?P<whole>[\u4e00-\u9fff]{0,10}?)的?(?:比例|比重|比)?(?:为|达到?|约)?$"
)
_KIND = re.compile("(?:支出|资金|经费|投入|预算|执行数?|金额|占比)+$")
_OF = (
    (Meaning.SPENT, re.compile("支出|执行|使用|支付")),
    (Meaning.BUDGET, re.compile("预算|安排|下达")),
)
_IN_A_ROW = re.compile(
    "^占(?:到|了)?(?P<whole>[一-鿿“”]{1,16}?)(?P<kind>(?:实际)?(?:总?支出|执行数|预算|总?经费|总?资金|总?投入)(?:总[额数]|金额|数)?)"
    "的?(?:比例|比重|比)?(?:为|达到?|约)?$"
)
_ALL = re.compile("(?:本?项目|全部|全年|资金|年度|实际|本年)+总?|总")
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """An amount of a row, the total below it, and what its column holds."""

    value: Quantity
    whole: Quantity
    meaning: Meaning | None


def check_shares_of_rows(
    sentences: Iterable[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """A share is that of the only row that its words name, in the column that they name or the only one."""
    for sentence in sentences:
        for printed in sentence.quantities:
            found = _SHARE.match(half_width(sentence.name(printed)))
            if found is None or not printed.is_rate or not printed.is_exact or printed.sign:
                continue
            if ledger.is_known(sentence.at(printed)):
                continue
            if is_of_another_year(half_width(sentence.text[: printed.start]), year):
                continue
            parts = [one for section in sections for one in _parts(section, found["part"])]
            verdicts = [(one, of_rate(printed, one.value, one.whole)) for one in parts]
            if any(verdict is not None and verdict.holds for _one, verdict in verdicts):
                ledger.agree(sentence.at(printed))
                continue
            meant = _meant(verdicts, found[0])
            if meant is not None:
                _report(sentence, printed, *meant, ledger)


def check_shares_in_rows(
    sentences: Iterable[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """三座合计73.20万元，占工程维修支出的23.01%: of what the row of that name, or the total, has spent."""
    for sentence in sentences:
        for part, printed in pairwise(sentence.quantities):
            found = _IN_A_ROW.match(half_width(sentence.name(printed)))
            if found is None or not (
                printed.is_rate and printed.is_exact and part.is_money and part.is_exact
            ):
                continue
            if printed.sign or part.sign or ledger.is_known(sentence.at(printed)):
                continue
            if is_of_another_year(half_width(sentence.text[: printed.start]), year):
                continue
            kinds = [meaning for meaning, said in _OF if said.search(found["kind"])] or [
                one for one, _said in _OF
            ]
            wholes = [one for section in sections for one in _in_row(section, found["whole"])]
            meant = {
                value.base: value for value, meaning in wholes if meaning in kinds and value.base >= part.base
            }
            verdicts = [(one, of_rate(printed, part, one)) for one in meant.values()]
            if any(verdict is not None and verdict.holds for _one, verdict in verdicts):
                ledger.agree(sentence.at(printed), sentence.at(part))
            elif 0 < len(verdicts) <= len(kinds) and (verdict := verdicts[0][1]) is not None:
                of = Part(part, verdicts[0][0], kinds[0])
                others = [of_rate(printed, part, value) for value, _meaning in wholes]
                of_another = any(one is not None and one.holds for one in others)
                _report(sentence, printed, of, verdict, ledger, certain=of_another)


def _in_row(section: Section, named: str) -> Iterator[tuple[Quantity, Meaning | None]]:
    """What the only row of a name tells, or the only total where 总, 全部 or the project is named."""
    of_all = _ALL.fullmatch(named) is not None
    rows = [row for row in section.rows if (row.is_total if of_all else row.label == named)]
    for column in section.columns if len(rows) == 1 else ():
        value = measured(rows[0].slots[column.index], column.unit)
        if value is not None and value.is_money and value.base > 0:
            yield value, column.meaning


def column_totals(sections: Iterable[Section]) -> Iterator[tuple[str, Quantity]]:
    """Yield the figures of the only total row of each table, by the names of their columns."""
    for section in sections:
        totals = [row for row in section.rows if row.is_total]
        for column in section.columns if len(totals) == 1 else ():
            name, unit = named_unit(column.name)
            value = measured(totals[0].slots[column.index], column.unit)
            if value is not None and value.is_exact and not value.sign:
                yield name, in_unit(value, unit)


def _parts(section: Section, named: str) -> Iterator[Part]:
    """The amounts of the only row of a section that is called so, where one total stands below all."""
    bare = _KIND.sub("", named)
    rows = [row for row in section.rows if not row.is_total and row.label in (named, bare)]
    totals = [row for row in section.rows if row.is_total]
    if len(rows) != 1 or len(totals) != 1 or len(section.rows) <= _FEWEST_ROWS:
        return
    for column in section.columns:
        if column.meaning in AMOUNTS or column.meaning is None:
            value, whole = (measured(row.slots[column.index], column.unit) for row in (rows[0], totals[0]))
            if value is not None and whole is not None and value.is_money and 0 < value.base < whole.base:
                yield Part(value, whole, column.meaning)


def _meant(verdicts: Sequence[tuple[Part, Verdict | None]], words: str) -> tuple[Part, Verdict] | None:
    """The only amount that a share may be of: of what the words tell, where a table holds several."""
    kinds = [meaning for meaning, said in _OF if said.search(words)]
    told = (
        [one for one in verdicts if not kinds or one[0].meaning in kinds] if len(verdicts) > 1 else verdicts
    )
    different = {(part.value.base, part.whole.base): (part, verdict) for part, verdict in told}
    if len(different) != 1:
        return None
    ((part, verdict),) = different.values()
    return None if verdict is None else (part, verdict)


def _report(
    sentence: Sentence,
    printed: Quantity,
    part: Part,
    verdict: Verdict,
    ledger: Ledger,
    *,
    certain: bool = False,
) -> None:
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与表中数字不符："
        f"{spelled(part.value)}÷{spelled(part.whole)}={verdict.computed}。",
        rule="占比 = 该项 ÷ 合计",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )
