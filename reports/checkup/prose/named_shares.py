"""Shares whose part and whole were told earlier in the paragraph: 其中日常养护占全部支出的54.55%."""

import re
from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.derivations import kind_of
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence, is_alike

_SHARE = re.compile(
    "^(?:其中:?|而)?(?P<part>[\u4e00-\u9fff“”]{2,14}?)(?:支出|资金|经费|投入)?占(?:到)?(?P<whole>[\u4e00-\u9fff]{2,10}?)的?(?:比例|比重|比)?(?:为|达到?|约)?$"
)
_FILLING = re.compile(
    "[0-9年月日]+|截至|截止|其中|用于|安排|完成|实际|全部|全年|年度|当年|本年|累计|资金|经费|总额|总量|总数|总|共|的|了|为|达"
)
_SPENDING = re.compile("支出|执行|使用|支付|拨付")
_LONGEST_AGO = 3
_FEWEST_SHARES = 3
"""That all shares but one of so many are of an amount is no chance."""
_SHORTEST = 3
_SHORTEST_OF_MONEY = 5
"""支出, 总投资 are the names of many amounts."""
_JOINED = re.compile("[、和及与]")
_SHARE_OF = re.compile(
    "^(?:占(?:到)?|[\u4e00-\u9fff]{1,6}(?:比例|比重|占比)(?:为|占))(?P<whole>[\u4e00-\u9fff]{3,12}?)(?:总数|总人数|总户数|总量)?的?(?:比例|比重|比)?(?:为|达到?|约)?$"
)
_MONTH = re.compile("[0-9]{4}年[0-9]{1,2}月")
"""于2024年2月抽查: when something was done tells of no year that its figures are of."""
_OF_THE_YEAR = re.compile("[,(]?占全年(?:总)?(?:天数|日数)?的?(?:比例|比重)?(?:为|达到?)?")
_OF_SOMETHING = re.compile("计划|目标|预算|任务|以上|全年|全部|总数$|总量$")


def check_share_of_year(sentence: Sentence, year: int | None, ledger: Ledger) -> None:
    """优良天数338天，占全年的92.6%: of 365 days, or of 366."""
    for days, share in pairwise(sentence.quantities):
        between = half_width(sentence.text[days.end : share.start])
        plain = days.is_exact and share.is_exact and days.unit == "天" and share.is_rate
        if not plain or not _OF_THE_YEAR.fullmatch(between):
            continue
        many = 366 if year is not None and isleap(year) else 365
        whole = replace(days, value=Decimal(many))
        verdict = of_rate(share, days, whole)
        if verdict is not None and verdict.holds:
            ledger.agree(sentence.at(share), sentence.at(days))
        elif verdict is not None:
            words = sentence.words(share)
            ledger.find(
                Kind.RATIO,
                Severity.ERROR,
                sentence.at(share),
                f"“占全年的{words}”与同句数字不符：{spelled(days)}÷{many}天={verdict.computed}。",
                rule="比率等于前文两数相除",
                text=sentence.text,
                printed=words,
                computed=verdict.computed,
            )


def check_named_shares(told: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """A share is that of the amount that its words name in the only whole that they name."""
    for number, sentence in enumerate(told):
        for printed in sentence.quantities:
            found = _SHARE.match(half_width(sentence.name(printed)))
            if (
                found is None
                or not printed.is_rate
                or not printed.is_exact
                or ledger.is_agreed(sentence.at(printed))
            ):
                continue
            if is_of_another_year(half_width(sentence.text[: printed.start]), year):
                continue
            known = [
                (one, _plain(earlier.name(one)))
                for earlier in told[max(number - _LONGEST_AGO, 0) : number + 1]
                for one in earlier.quantities
                if one.is_exact
                and one.unit
                and not one.is_rate
                and (earlier is not sentence or one.end <= printed.start)
            ]
            _hold(sentence, printed, found, known, ledger)


def _hold(
    sentence: Sentence,
    printed: Quantity,
    found: re.Match[str],
    known: Sequence[tuple[Quantity, str]],
    ledger: Ledger,
) -> None:
    part, whole = _plain(found["part"]), _plain(found["whole"])
    parts = {one.base: one for one, name in known if part and name in (part, found["part"])}
    spent = _SPENDING.search(found["whole"]) is not None
    wholes = {
        one.base: one
        for one, name in known
        if (name == whole or (spent and name and not _SPENDING.sub("", name)))
    }
    if len(parts) != 1:
        return
    (given,) = parts.values()
    verdicts = [
        (one, of_rate(printed, given, one))
        for one, _name in known
        if one is not given and is_alike(one, given)
    ]
    if any(verdict is not None and verdict.holds for _one, verdict in verdicts):
        ledger.agree(sentence.at(printed))
        return
    if len(wholes) != 1:
        return
    (all_of_it,) = wholes.values()
    verdict = of_rate(printed, given, all_of_it)
    if verdict is None or not is_alike(given, all_of_it) or given.base > all_of_it.base:
        return
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.RESIDUE if verdict.outcome is Outcome.RESIDUE else Severity.ERROR,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前文数字不符：{spelled(given)}÷{spelled(all_of_it)}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def check_shares_of_told(
    sentences: Sequence[Sentence],
    totals: Iterable[tuple[str, Quantity]],
    year: int | None,
    ledger: Ledger,
) -> None:
    """1168人，占户籍老年人的16%: of the 户籍老年人7300人 of another paragraph, if only one is so named.

    ``totals`` are those of tables, by the names of their columns: 抽查300户，抽查比例为改厕户数的10%.
    """
    known = [
        (one, _plain(sentence.name(one)))
        for sentence in sentences
        for one in sentence.quantities
        if one.is_exact and one.unit and not one.is_rate
    ]
    known += [(one, _plain(name)) for name, one in totals if one.unit and not one.is_money]
    for sentence in sentences:
        for part, printed, whole, in_row in _shared(sentence):
            if len(whole) < (_SHORTEST_OF_MONEY if part.is_money else _SHORTEST):
                continue
            if is_of_another_year(_MONTH.sub("", half_width(sentence.text[: printed.start])), year):
                continue
            wholes = {one.base: one for one, name in known if name.endswith(whole) and is_alike(one, part)}
            if len(wholes) != 1 or part.base in wholes:
                continue
            if not in_row and ledger.is_agreed(sentence.at(printed)):
                continue  # it may be of another; those in a row may only have been added up
            ((_value, all_of_it),) = wholes.items()
            verdict = of_rate(printed, part, all_of_it)
            if verdict is None or part.base > all_of_it.base:
                continue
            if verdict.holds:
                ledger.agree(sentence.at(printed))
                continue
            _report_share(sentence, printed, part, all_of_it, ledger)


def check_shares_of_one_amount(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold a share against the amount that all other shares of what is called so are of.

    总收入280万元。…捐赠收入42万元，占总收入的15%。…其他收入28万元，占总收入的10%。
    """
    groups: dict[tuple[str, str], list[tuple[Sentence, Quantity, Quantity]]] = {}
    for sentence in sentences:
        for part, printed, whole, _in_row in _shared(sentence):
            groups.setdefault((whole, kind_of(part)), []).append((sentence, part, printed))
    for (_whole, kind), shares in groups.items():
        if len(shares) < _FEWEST_SHARES:
            continue
        known = {
            one.base: one
            for sentence in sentences
            for one in sentence.quantities
            if one.is_exact and one.unit and not one.is_rate and kind_of(one) == kind
        }
        fitting = [
            (one, off)
            for one in known.values()
            if len(off := [each for each in shares if not _is_share(each[2], each[1], one)]) <= 1
        ]
        if len(fitting) == 1 and fitting[0][1]:
            ((all_of_it, ((sentence, part, printed),)),) = fitting
            _report_share(sentence, printed, part, all_of_it, ledger)


def _is_share(printed: Quantity, part: Quantity, whole: Quantity) -> bool:
    verdict = of_rate(printed, part, whole) if whole.base >= part.base else None
    return verdict is not None and verdict.holds


def _report_share(
    sentence: Sentence, printed: Quantity, part: Quantity, whole: Quantity, ledger: Ledger
) -> None:
    place, verdict = sentence.at(printed), of_rate(printed, part, whole)
    if verdict is None or place in ledger.doubted or sentence.at(part) in ledger.doubted:
        return
    words = sentence.words(printed)
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        place,
        f"“{sentence.name(printed)}{words}”与他处数字不符：{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
        rule="比率等于前文两数相除",
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )


def _shared(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, str, bool]]:
    """Yield parts with their shares, what the whole is called, and whether they are of a row.

    分别为60户和40户，占改厕户数的60%和40%: as many parts as there are shares in a row.
    """
    told = sentence.quantities
    for place, first in enumerate(told):
        found = _SHARE_OF.match(half_width(sentence.name(first)))
        if found is None or not first.is_rate or not place or _OF_SOMETHING.search(found["whole"]):
            continue
        shares = [first]
        for behind in told[place + 1 :]:
            between = half_width(sentence.text[shares[-1].end : behind.start]).strip()
            if not behind.is_rate or not _JOINED.fullmatch(between):
                break
            shares.append(behind)
        parts = told[max(place - len(shares), 0) : place]
        between = half_width(sentence.text[parts[-1].end : first.start]).strip()
        if len(parts) < len(shares) or between[:1] != "," or not all(one.is_exact for one in shares):
            continue
        if all(one.is_exact and one.unit and not one.is_rate for one in parts):
            whole, in_row = _plain(found["whole"]), len(shares) > 1
            yield from ((part, share, whole, in_row) for part, share in zip(parts, shares, strict=True))


def _plain(name: str) -> str:
    return _FILLING.sub("", half_width(name))
