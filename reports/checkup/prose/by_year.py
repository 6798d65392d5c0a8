"""Figures of several years told in a row, and how the years compare.

2022年、2023年执行率分别为91.5%、96.0%，2023年比2022年提高4.5个百分点: the change is that between the two.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reports.checkup.arithmetic import Verdict, of_difference, of_growth, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_YEAR = "(?:19|20)[0-9]{2}"
_LISTED = re.compile(
    rf"(?P<years>{_YEAR}年?度?(?:[、,和与及]{{1,2}}{_YEAR}年?度?){{1,5}})[^,。;:、0-9]{{0,30}}?(?:分别|依次)(?:[为是达有]|达到)*:?\s*"
)
"""2021年、2022年和2023年的执行率分别为."""
_RUN = re.compile(
    rf"(?P<first>{_YEAR})年?(?:-|—{{1,2}}|–|~|至|到)(?P<last>{_YEAR})年度?[^,。;:、0-9]{{0,30}}?(?:分别|依次)(?:[为是达有]|达到)*:?\s*"
)
_OF_YEAR = re.compile(rf"(?:^|[,、。;:和及为与\u4e00-\u9fff])(?P<year>{_YEAR})年度?[为是达]{{0,2}}到?$")
"""2021年13280元、2022年14475元: each behind its year."""
_BETWEEN = re.compile("[、,和及与]{1,2}")
_COMPARED = re.compile(
    rf"(?:(?P<now>{_YEAR})年度?[^,。;:0-9]{{0,12}})?(?:比|较|相比)(?:于)?(?:(?P<then>{_YEAR})年度?|上年|上一年|前一年)(?:的?水平|相比)?"
    "(?:分别|累计|共|约)?(?:(?P<more>提高|上升|增加|增长|提升|多|高)|(?P<less>下降|降低|减少|压减|少|低))(?:了|出)?$"
)
_EACH_YEAR = re.compile(
    rf"(?P<years>{_YEAR}年?(?:[、,和]{{1,2}}{_YEAR}年){{1,4}})分别(?:比|较)(?:上年|上一年|前一年)(?:增长|增加|下降|减少)"
)
_FEWEST = 3
"""Two years and their change."""
_NEAR = 40
"""So many characters before a figure may tell which years it compares."""


def check_by_year(sentence: Sentence, ledger: Ledger) -> None:
    """Hold each comparison of two years against what the sentence tells of both."""
    if len(sentence.quantities) < _FEWEST:
        return
    told = _listed(sentence) or _one_by_one(sentence)
    if len(told) < 2:
        return
    now, behind = max(told), max(one.end for one in told.values())
    _check_each(sentence, told, behind, ledger)
    for quantity in sentence.quantities:
        if quantity.start < behind or not quantity.is_exact:
            continue
        compared = _COMPARED.search(half_width(sentence.text[behind : quantity.start])[-_NEAR:])
        if compared is None or (compared["then"] is None and "分别" in compared[0]):
            continue
        # 2023年比2022年提高…，比2021年提高…
        now = int(compared["now"] or now)
        then = int(compared["then"] or now - 1)
        if now not in told or then not in told or now == then:
            continue
        verdict = _compared(quantity, told[now], told[then], grown=compared["more"] is not None)
        if verdict is None:
            continue
        if verdict.holds:
            ledger.agree(*(sentence.at(one) for one in (quantity, told[now], told[then])))
        elif not ledger.differs(sentence.at(quantity)):
            _report(sentence, quantity, verdict, (told[now], told[then]), ledger)


def _check_each(sentence: Sentence, told: Mapping[int, Quantity], behind: int, ledger: Ledger) -> None:
    """2022年、2023年分别比上年增长14.69%、9.44%: each over the year before it."""
    found = _EACH_YEAR.search(half_width(sentence.text), behind)
    if found is None:
        return
    years = [int(one) for one in re.findall(_YEAR, found["years"])]
    rates = [one for one in sentence.quantities if one.start >= found.end() and one.is_rate][: len(years)]
    if len(rates) != len(years) or rates[0].start != found.end():
        return
    for year, rate in zip(years, rates, strict=True):
        if not {year, year - 1} <= {*told} or told[year].is_rate:
            continue
        verdict = of_growth(rate, told[year], told[year - 1])
        if verdict is not None and verdict.holds:
            ledger.agree(sentence.at(rate))
        elif verdict is not None and not ledger.differs(sentence.at(rate)):
            _report(sentence, rate, verdict, (told[year], told[year - 1]), ledger)


def _listed(sentence: Sentence) -> Mapping[int, Quantity]:
    """The figures of years that are listed before them, each in its place."""
    plain = half_width(sentence.text)
    found = [
        (one, [int(year) for year in re.findall(_YEAR, one["years"])]) for one in _LISTED.finditer(plain)
    ]
    found += [(one, [*range(int(one["first"]), int(one["last"]) + 1)]) for one in _RUN.finditer(plain)]
    for one, years in found:
        values = [each for each in sentence.quantities if each.start >= one.end()][: len(years)]
        if len(values) == len(years) and years and values[0].start == one.end() and _in_a_row(plain, values):
            return dict(zip(years, values, strict=True))
    return {}


def _in_a_row(plain: str, values: Sequence[Quantity]) -> bool:
    return all(
        _is_told(one, other) and _BETWEEN.fullmatch(plain[one.end : other.start])
        for one, other in pairwise(values)
    )


def _one_by_one(sentence: Sentence) -> Mapping[int, Quantity]:
    """The figures that stand right behind their years, of one kind and in a row."""
    plain = half_width(sentence.text)
    told: dict[int, Quantity] = {}
    last: Quantity | None = None
    for one in sentence.quantities:
        named = _OF_YEAR.search(plain[: one.start])
        if named is None or not one.is_exact:
            if told:
                break
            continue
        year = int(named["year"])
        if last is not None and (
            not _is_told(last, one) or year in told or len(plain[last.end : one.start]) > 10
        ):
            break
        told[year], last = one, one
    return told


def _is_told(one: Quantity, other: Quantity) -> bool:
    return one.is_exact and other.is_exact and bool(one.unit) and is_alike(one, other)


def _compared(change: Quantity, now: Quantity, then: Quantity, *, grown: bool) -> Verdict | None:
    """Hold a change against two years: a difference, or for what is no rate itself a growth."""
    if change.is_rate:
        return None if now.is_rate else of_growth(change, now, then)
    if change.unit == "百分点":
        if not now.is_rate:
            return None
        in_points = [one.base.scaleb(2) for one in (now, then)]
        plain = [
            Quantity(value, "百分点", max(one.places, 0), one.start, one.end)
            for value, one in zip(in_points, (now, then), strict=True)
        ]
        return of_difference(change, *(plain if grown else plain[::-1]))
    if now.is_rate or not is_alike(change, now):
        return None
    return of_difference(change, *((now, then) if grown else (then, now)))


def _report(
    sentence: Sentence, printed: Quantity, verdict: Verdict, pair: tuple[Quantity, Quantity], ledger: Ledger
) -> None:
    words = sentence.words(printed)
    unit = "" if verdict.computed.endswith("%") else printed.unit
    computed = f"{verdict.computed.removeprefix('-')}{unit}"
    ledger.find(
        Kind.RATIO
        if printed.is_rate or printed.unit == "百分点"
        else Kind.SUM
        if printed.is_money
        else Kind.COUNT,
        Severity.ERROR,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与同句所列各年数字不符："
        f"两年分别为{spelled(pair[0])}和{spelled(pair[1])}，相差应为{computed}。",
        rule="两年相比的增减数等于两年数字之差",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
