"""Counts of projects in words: of those that are named one by one, and of those beyond a limit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.tables.sections import Meaning, Section
from reports.checkup.wording.counts import is_of_projects
from reports.checkup.wording.passages import report

_COUNT = "[0-9]{1,3}|[两一二三四五六七八九十]{1,3}"
_NAMED = re.compile(
    rf"(?<![0-9.第约近])(?P<number>{_COUNT})个[^,。;:、0-9]{{0,12}}[,:]?(?:分别[为是]|即|包括):?(?P<names>[^。;,]+)(?=[。;,]|$)"
)
_BEYOND = re.compile(
    r"(?P<what>执行率|支出率|支付率|得分)(?P<side>低于|不足|小于|未达到?|超过|高于|大于|达到?|在|为)?"
    r"(?P<limit>[0-9]+(?:\.[0-9]+)?)(?P<unit>%|分)(?P<behind>(?:\(含\))?(?:及?以上|以下))?(?:\([^()]*\))?的"
    rf"(?:(?:支出|预算|自评)?项目[共有仅]*(?P<number>{_COUNT})个(?![\u4e00-\u9fff])|(?P<before>{_COUNT})个(?=项目|[,。;]))"
    r"|(?<![0-9])(?P<points>[0-9]+(?:\.[0-9]+)?)分(?P<beyond>(?:\(含\))?(?:及?以上|以下))(?:\(含\))?的?(?:项目)?"
    rf"[共有仅]*(?P<of_score>{_COUNT})个(?=[,。;、])"
)
_PARTED = re.compile('[、“”"\\s]|以及|和|及|与|项目')
_FEWEST = 3
_FARTHEST = 2


def lists_of_projects(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections that list projects by their names."""
    for section in sections:
        rows = [row for row in section.rows if not row.is_total]
        if any(is_of_projects(one) for one in section.columns) and len(rows) >= _FEWEST:
            yield section


def check_project_counts(
    texts: Iterable[tuple[str, Place]], lists: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """执行率低于95%的项目3个，分别为甲、乙和丙: as many as are named, and as the only list has."""
    if len(lists) != 1:
        return
    (listed,) = lists
    names = sorted(
        {row.label for row in listed.rows if not row.is_total and row.label}, key=len, reverse=True
    )
    for text, place in texts:
        plain = half_width(text)
        for found in _NAMED.finditer(plain):
            _hold_names(found, names, place, ledger)
        for found in _BEYOND.finditer(plain):
            sentence = re.split("[。;]", plain[: found.start()])[-1]
            if not is_of_another_year(sentence, year):
                _hold_limit(found, listed, place, ledger)


def _hold_names(found: re.Match[str], names: Sequence[str], place: Place, ledger: Ledger) -> None:
    """Whatever parts them, the names of the list tell how many there are, where nothing else is named."""
    rest, named = re.sub(r"\s", "", found["names"]), 0
    for name in names:
        if name in rest:
            rest, named = rest.replace(name, "、"), named + 1
    said = _number(found["number"])
    if named < 1 or _PARTED.sub("", rest) or said is None or said == named:
        return
    message = f"“{found[0]}”写明{said}个，列出的是{named}个。"
    rule = "文中的数目与所列的一致"
    report(Kind.COUNT, place, found, ledger, message, rule=rule, severity=Severity.ERROR, computed=str(named))


def _hold_limit(found: re.Match[str], listed: Section, place: Place, ledger: Ledger) -> None:
    """A limit may count with what lies beyond it or not, where the words leave it open."""
    of_scores = found["what"] in (None, "得分")
    column = listed.one(Meaning.SCORE if of_scores else Meaning.RATE)
    if column is None or of_scores != (found["unit"] in (None, "分")):
        return
    figures = [row.slots[column.index].figure for row in listed.items]
    values = [one for one in figures if one is not None and (one.is_rate or of_scores)]
    said, counts = _number(found["number"] or found["before"] or found["of_score"]), _beyond(found, values)
    if len(values) < len(figures) or said is None or said in counts:
        return
    if min(abs(said - one) for one in counts) > _FARTHEST:
        return
    (computed, *_others) = counts
    report(
        Kind.COUNT,
        place,
        found,
        ledger,
        f"文中写“{found[0]}”，表中所列为{computed}个。",
        rule="文中的数目与所列的一致",
        severity=Severity.ERROR,
        computed=str(computed),
    )


def _beyond(found: re.Match[str], values: Sequence[Quantity]) -> list[int]:
    """How many of the values lie beyond the limit, without those at it and with them."""
    limit = Decimal(found["limit"] or found["points"])
    at = sum(one.value == limit for one in values)
    words = f"{found['side'] or ''}{found['behind'] or found['beyond'] or ''}"
    if re.search("低|不足|小于|未达|以下", words):
        below = sum(one.value < limit for one in values)
        return [below, below + at] if "以下" in words else [below]
    above = sum(one.value > limit for one in values)
    if re.search("以上|超过|高于|大于", words):
        return [above + at, above] if "以上" in words else [above]
    return [at, above + at] if found["side"] in ("达", "达到") else [at]


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)
