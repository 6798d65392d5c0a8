"""Checks of words: dates that do not exist, years that slipped, hints left in, numbering, grades."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.document import Block, Heading, Paragraph

_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月(?:([0-9]{1,2})日)?")
_SPAN = re.compile(
    r"((?:19|20)[0-9]{2})年([0-9]{1,2})月(?:[0-9]{1,2}日)?(?:-|—{1,2}|~|至|到)((?:19|20)[0-9]{2})年([0-9]{1,2})月"
)
_BUDGET_YEAR = re.compile(r"((?:19|20)[0-9]{2})年度")
_FIRST_RANK = re.compile("([一二三四五六七八九十]+)、(?![一二三四五六七八九十])")
_HINT = re.compile(
    r"[（(](?:[^（()）]{0,20}(?:请填写|填写说明|字以内|此处)[^（()）]{0,20})[)）]|[Xx×]{2,}(?:万?元|个|项|件|人|年|%|项目|单位)"
    r"|20[Xx×]{2}年|…{2,}个|_{3,}(?:万?元|个|%)"
)
_GRADE = re.compile(
    r"(?:等级|等次|级别|评级|档次|评价结果|评价结论)[^优良中差。,，;；]{0,6}?[“\"”:：]?(优秀?|良好?|中|差)(?![0-9秀好间期央于等国标])"
)
_SCORE = re.compile(
    r"(?:自评|评价|综合|总)(?:得分|总分|总得分|分数|评分|分)[^0-9。;；,，]{0,6}([0-9]{1,3}(?:\.[0-9]+)?)\s*分?(?![0-9%])"
)
_FULL_MARKS = re.compile(r"(?<=[0-9])\s*分?\s*\(满分\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分?\)")
_SUM_OF_SCORES = re.compile(
    r"(?:自评|评价|综合|各项)?得分分别[^。]{0,80}?(?:合计|共计|总计)(?:得|为)?([0-9]{1,3}(?:\.[0-9]+)?)\s*分"
)
_SCALE = re.compile("分别|满分|分值|以上|≥|含|-|至|~")
HUNDRED = Decimal(100)
_BANDS = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))


def check_text(text: str, place: Place, budget_year: int | None, ledger: Ledger) -> None:
    """Check the words of a block or a cell; ``budget_year`` is the year that the document is about."""
    plain = half_width(text)
    _dates(plain, place, ledger)
    for found in _HINT.finditer(plain):
        _warn(
            Kind.PLACEHOLDER,
            place,
            found,
            plain,
            ledger,
            f"“{found[0]}”是表样中的提示，没有改写或删去。",
            "表样的提示应改写或删去",
        )
    if budget_year is not None:
        for found in _BUDGET_YEAR.finditer(plain):
            sentence = _around(plain, found.start())
            if int(found[1]) > budget_year + 1 or (
                int(found[1]) != budget_year
                and re.search("自评|项目支出绩效", sentence)
                and len(sentence) < 60
            ):
                _warn(
                    Kind.DATE,
                    place,
                    found,
                    plain,
                    ledger,
                    f"文中写“{found[0]}”，全文所写的预算年度为{budget_year}年度。",
                    "所写年度应与预算年度一致",
                    computed=f"{budget_year}年度",
                )
    _grades(plain, place, ledger)


def budget_year(lines: Sequence[str]) -> int | None:
    """Return the year that a document is about: the one that its opening lines and most others name."""
    years = Counter(int(found[1]) for line in lines for found in _BUDGET_YEAR.finditer(half_width(line)))
    opening = Counter(
        int(found[1]) for line in lines[:6] for found in _BUDGET_YEAR.finditer(half_width(line))
    )
    if not years:
        return None
    likeliest = years.most_common(1)[0][0]
    if not opening or likeliest in opening:
        return likeliest
    return None


def check_numbering(blocks: Sequence[Block], ledger: Ledger) -> None:
    """Headings of the first rank run 一、二、三 without a gap or a repetition.

    They are known by their numbers alone: not every file says what is a heading.
    """
    last = 0
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        found = _FIRST_RANK.match(block.text)
        value = chinese_number(found[1]) if found else None
        if value is None:
            continue
        if last and value not in (last + 1, 1):
            repeated = value == last
            ledger.find(
                Kind.DUPLICATE if repeated else Kind.COUNT,
                Severity.WARNING,
                Place(number),
                f"标题“{block.text}”的序号{'与上一个重复' if repeated else '与上一个不连续'}。",
                rule="标题序号应连续",
                text=block.text,
                printed=block.text[:2],
            )
        last = value


def _warn(
    kind: Kind,
    place: Place,
    found: re.Match[str],
    text: str,
    ledger: Ledger,
    message: str,
    rule: str,
    *,
    severity: Severity = Severity.WARNING,
    computed: str = "",
) -> None:
    ledger.find(
        kind,
        severity,
        Place(place.block, place.row, place.column, found.start()),
        message,
        rule=rule,
        text=_around(text, found.start()),
        printed=found[0],
        computed=computed,
    )


def _around(text: str, position: int) -> str:
    """The sentence that a position lies in."""
    start = max(text.rfind(stop, 0, position) for stop in "。\n;；") + 1
    ends = [end for stop in "。\n;；" if (end := text.find(stop, position)) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()


def _dates(plain: str, place: Place, ledger: Ledger) -> None:
    for found in _DATE.finditer(plain):
        if not _exists(int(found[1]), int(found[2]), int(found[3] or 1)):
            _warn(
                Kind.DATE,
                place,
                found,
                plain,
                ledger,
                f"日期“{found[0]}”不存在。",
                "日期应真实存在",
                severity=Severity.ERROR,
            )
    for found in _SPAN.finditer(plain):
        if (int(found[1]), int(found[2])) > (int(found[3]), int(found[4])):
            _warn(
                Kind.DATE,
                place,
                found,
                plain,
                ledger,
                f"起止时间“{found[0]}”先后颠倒。",
                "起始时间不晚于终止时间",
                severity=Severity.ERROR,
            )


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def scores(text: str) -> Iterator[tuple[Decimal, int]]:
    """Yield each total score that a text states, and where the figure begins."""
    plain = half_width(text)
    for found in _SCORE.finditer(plain):
        if not _SCALE.search(plain[found.start() : found.start(1)]) and not re.match(
            r"\s*[-~至]", plain[found.end() :]
        ):
            yield Decimal(found[1]), found.start(1)
    for found in _SUM_OF_SCORES.finditer(plain):
        yield Decimal(found[1]), found.start(1)


def full_marks(texts: Iterable[str]) -> Decimal:
    """Return what a total is out of: the 满分 in brackets behind a stated total, else 100."""
    named = set()
    for text in texts:
        plain = half_width(text)
        for stated in _SCORE.finditer(plain):
            if found := _FULL_MARKS.match(plain, stated.end(1)):
                named.add(Decimal(found[1]))
    return named.pop() if len(named) == 1 else HUNDRED


def grade_of(points: Decimal, out_of: Decimal = HUNDRED) -> str:
    """Return the grade of a total (domain rules §3); the bands are shares of what it is out of."""
    return next(name for least, name in _BANDS if points * HUNDRED >= least * out_of)


def grades(text: str) -> Iterator[re.Match[str]]:
    """Yield each grade that a text claims; a sentence that lays the bands down claims none."""
    plain = half_width(text)
    for found in _GRADE.finditer(plain):
        sentence = _around(plain, found.start())
        if sum(word in sentence for word in ("优", "良", "中", "差")) < 3:
            yield found


def _grades(plain: str, place: Place, ledger: Ledger) -> None:
    """A grade that stands beside its score is the one that the score falls into."""
    for found in grades(plain):
        stated = [(value, start) for value, start in scores(plain) if abs(start - found.start()) < 60]
        out_of = full_marks([plain])
        if len(stated) == 1 and stated[0][0] <= out_of:
            check_grade(found, stated[0][0], out_of, place, plain, ledger)


def check_grade(
    found: re.Match[str], points: Decimal, out_of: Decimal, place: Place, text: str, ledger: Ledger
) -> None:
    """Hold the grade that was found in a text against the printed total."""
    grade, expected = found[1], grade_of(points, out_of)
    if grade[0] != expected:
        _warn(
            Kind.GRADE,
            place,
            found,
            text,
            ledger,
            f"得分{points}对应的等级为“{expected}”，文中写“{grade}”。",
            "90分以上为优，80分以上为良，60分以上为中，60分以下为差",
            severity=Severity.ERROR,
            computed=expected,
        )
