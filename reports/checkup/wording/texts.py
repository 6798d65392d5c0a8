"""Checks of words: dates that do not exist, years that slipped, hints left in, grades."""

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.grading import NAMES, USUAL, Scale, lays_bands_down, plain_name, without_intervals
from reports.checkup.numbers import half_width
from reports.checkup.wording.dates import check_dates, check_published, check_years
from reports.checkup.wording.hints import check_hints
from reports.checkup.wording.passages import around, report

_GRADE = re.compile(
    rf"(?:(?:等级(?!保护)|等次|级别|评级|档次|评价结果|评价结论)[^优良中差。,，;；合]{{0,6}}?[“\"”:：]?"
    rf"|(?:项目|自评|综合|整体支出)(?:最终|结果|综合|自评|[经被]){{0,2}}(?:评定|评价|认定|确定|评)为[“\"](?=(?:{NAMES})[”\"])"
    rf"|(?:自评|评价|绩效|综合)(?:结论|结果|评级)(?:为|是|:)?[“\"]?(?=(?:{NAMES})(?:[”\"](?!的)|[,。;)(]))|属于?[“\"](?=(?:{NAMES})[”\"][等档])"
    rf"|[0-9]分?[,(](?:属于?|评为|对应|等级|为)*[“\"]?(?=(?:{NAMES})(?:[”\")]|[等档]))"
    rf"|[0-9]分,(?:被|经)?(?:评|定)为(?=[A-E][级等])"
    rf"|[0-9]分,(?:被|经)?(?:评定|评价|认定|确定|结论)为(?=(?:{NAMES})[,。;)])"
    rf"|(?:(?<=标准)|(?<=标准,))(?:评|定|评定|确定)为[“\"]?(?=(?:{NAMES})[”\"]?[,。;])"
    rf"|(?:本|该)(?:项目|部门|单位)(?:评定|评|定|确定)?(?:为|属于?)[“\"]?(?=[A-E][级等]))"
    rf"(?<!其)({NAMES})(?![0-9秀好间期央于国标率]|等(?![次级]))"
)
"""A grade is named as one, or in quotes as what a project was found to be: 本项目评定为“良”."""
_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_SCORE = re.compile(
    r"(?:自评|(?<!部门)(?<!财政)(?<!第三方)(?<!重点)(?<!指标)评价|(?<!复核)综合|(?<!复核)(?<!指标)(?<!分值)(?<!权重)总)"
    r"(?:得分|总分|总得分|分数|评分|分)[^0-9。;；,，]{0,6}([0-9]{1,3}(?:\.[0-9]+)?)\s*分?(?![0-9%]|\.[0-9])"
)
_OTHER_SCORES = (
    re.compile(
        r"(?:^|[,。;:])(?:本|该)?项目(?:支出)?(?:绩效)?自评(?:为|是|:)?([5-9][0-9](?:\.[0-9]+)?)分(?=[,。;]|$)"
    ),
    re.compile(
        r"(?:^|[,。;:])(?:本|该)?项目(?:最终|综合|绩效|实际)?(?:得分|评分)(?:为|是|:)?([5-9][0-9](?:\.[0-9]+)?)分"
    ),
    re.compile(r"(?<!复核)(?:自评|评价|综合评价)结果(?:为|是|:)([0-9]{2,3}(?:\.[0-9]+)?)分"),
    re.compile(
        rf"(?:等级|等次|评级|(?:自评|评价)(?:结论|结果))(?:为|是|:)[“\"]?(?:{NAMES})[”\"]?[,(]得分(?:为|是|:)?([0-9]{{2,3}}(?:\.[0-9]+)?)分"
    ),
)
"""A score that is the project's by the words around it: 项目得分94分, 自评结果为85.6分（良好）."""
_FULL_MARKS = re.compile(r"(?<=[0-9])\s*分?\s*\(满分\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*分?\)")
_SUM_OF_SCORES = re.compile(
    r"(?:自评|评价|综合|各项)?得分(?:分别|:(?![0-9]))[^。]{0,80}?(?:合计|共计|总计)(?:得|为)?([0-9]{1,3}(?:\.[0-9]+)?)\s*分"
)
_LINE_OF_TOTAL = re.compile(
    r"\s*(?:总分|合计|总计|总得分|自评总分|得分合计)[\s:]+(?:100(?:\.0+)?分?\s+)?(?!100)"
    rf"(?P<points>[0-9]{{1,2}}(?:\.[0-9]+)?)分?\s+[“\"]?(?P<grade>{NAMES})[”\"]?\s*"
)
"""The last row of a form that came as a line: 总分 100 98.85 优."""
_END_OF_CLAIM = re.compile('[”"]?(?:等级|等次|等|级|档)?\\s*(?:[。;]|$)')
_OF_OTHERS = re.compile("复评|复核|上级|财政(?:局|部门)?评价|第三方|上年|去年|往年")
"""Whose grade need not be the one of the self-evaluation."""
_YEARS = re.compile("20[0-9]{2}年度?")
_OF_A_BAND = re.compile("[0-9]|其余|其他|划分|分为|依次")
_SCALE = re.compile(
    "分别|见[附下上]?表|满分|分值|以上|[≥≤<>]|含|-|至|~|相差|提高|下降|高于|低于|扣|执行|资金|指标|产出|效益|满意|成本|投入|过程|决策"
)
_OF_SOMETHING_ELSE = re.compile("满意度|内部控制|内控|问卷|测评|信用")
_BAND = re.compile(r"\s*(?:(?:\([^()]{0,6}\))?\s*[-—~至]|(?:\([^()]{0,6}\))?(?:及其?|\(含\))?以[上下])")
"""Behind a figure: a band of scores begins with it."""
_OF_SO_MANY = re.compile("[,(]?实?际?得分?[为是:]?[0-9]")
"""Behind a figure: it is what could be got, 自评得分：管理30分得29.5分."""
_POINTS_RIGHT_BEFORE = re.compile("(?<![0-9.])[0-9]{2,3}(?:\\.[0-9]+)?分[,(][^,。;()0-9]{0,8}$")
_BANDS = re.compile(rf"[,;:(。]?[^,。;0-9]{{0,12}}[0-9.]+分?{_BAND.pattern}")
_GOT = re.compile(
    "[,;、][^,。;0-9]{0,6}(?:自评|评价|实际|综合)(?:总?得?分)?(?:为|是)?[0-9]{1,2}(?:\\.[0-9]+)?分"
)
HUNDRED = Decimal(100)
_NEAR = 100
_TOO_MUCH = Decimal("1.1")
"""A total beyond its full marks by no more has some points too many, and its grade all the same."""


def check_text(
    text: str,
    place: Place,
    budget_year: int | None,
    ledger: Ledger,
    *,
    scale: Scale = USUAL,
    scores: Collection[Decimal] = (),
) -> None:
    """Check the words of a block or a cell.

    ``budget_year`` is the year that the document is about, ``scale`` that of its grades, ``scores`` are the
    points that its forms have in all.
    """
    plain = half_width(text)
    check_words(text, place, ledger)
    if budget_year is not None:
        check_years(plain, place, budget_year, ledger, scores)
        check_published(plain, place, budget_year, ledger)
    _grades(plain, place, scale, ledger)
    _grade_of_line(plain, place, scale, ledger)


def check_words(text: str, place: Place, ledger: Ledger) -> None:
    """Check what may be wrong in words of any length, those of a label among them."""
    plain = half_width(text)
    check_dates(plain, place, ledger)
    check_hints(text, place, ledger)


def scores(text: str) -> Iterator[tuple[Decimal, int]]:
    """Yield each total score that a text states, and where the figure begins."""
    found = {start: points for points, start in _scores(half_width(text))}
    yield from ((points, start) for start, points in found.items())


def _scores(plain: str) -> Iterator[tuple[Decimal, int]]:
    for found in _SCORE.finditer(plain):
        if _OF_SOMETHING_ELSE.search(re.split("[,。;:、]", plain[: found.start()])[-1]):
            continue
        between = plain[found.start() : found.start(1)]
        of_band = _BAND.match(plain, found.end()) or _OF_SO_MANY.match(plain, found.end())
        of_a_part = "(" in between and ")" not in between  # 自评总分（预算执行10分＋指标90分）
        if not (_SCALE.search(between) or of_band or of_a_part or _is_full(found)):
            yield Decimal(found[1]), found.start(1)
    for pattern in (_SUM_OF_SCORES, *_OTHER_SCORES):
        for found in pattern.finditer(plain):
            if not _BAND.match(plain, found.end()):
                yield Decimal(found[1]), found.start(1)


def _is_full(found: re.Match[str]) -> bool:
    """Whether what a total is divided into follows, or what was got of it: 总分100分，自评97.5分."""
    follows = _BANDS.match(found.string, found.end()) or _GOT.match(found.string, found.end())
    return Decimal(found[1]) == HUNDRED and follows is not None


def full_marks(texts: Iterable[str]) -> Decimal:
    """Return what a total is out of: the 满分 in brackets behind a stated total, else 100."""
    named = set()
    for text in texts:
        plain = half_width(text)
        for stated in _SCORE.finditer(plain):
            if found := _FULL_MARKS.match(plain, stated.end(1)):
                named.add(Decimal(found[1]))
    return named.pop() if len(named) == 1 else HUNDRED


def grades(text: str) -> Iterator[re.Match[str]]:
    """Yield each grade that a text claims; a sentence, or brackets, that lay the bands down claim none.

    The clause that such a sentence ends with may: 90分以上为优、…，60分以下为差，自评等级为优.
    """
    plain = _BRACKETS.sub(_without_bands, without_intervals(half_width(text)))
    for found in _GRADE.finditer(plain):
        if _OF_OTHERS.search(re.split("[,。;:]", plain[: found.start(1)])[-1]):
            continue
        if not lays_bands_down(around(plain, found.start())) or _concludes(plain, found):
            yield found


def has_points_of_its_own(found: re.Match[str]) -> bool:
    """Whether a grade is of the points right before it: 青山县90分，评价等次优秀."""
    return _POINTS_RIGHT_BEFORE.search(found.string, 0, found.start(1)) is not None


def _concludes(plain: str, found: re.Match[str]) -> bool:
    """Whether a grade is what a sentence comes to: the only one of its last clause, without points."""
    clause = re.split("[,。;:]", plain[: found.end()].removesuffix(found[0]))[-1] + found[0]
    return _END_OF_CLAIM.match(plain, found.end()) is not None and not _OF_A_BAND.search(
        _YEARS.sub("", clause)
    )


def _without_bands(found: re.Match[str]) -> str:
    return " " * len(found[0]) if lays_bands_down(found[0]) else found[0]


def _grades(plain: str, place: Place, scale: Scale, ledger: Ledger) -> None:
    """A grade that stands beside its score, or behind the only one, is the one that the score falls into."""
    known = list(scores(plain))
    for found in grades(plain):
        stated = [(value, start) for value, start in known if abs(start - found.start()) < _NEAR]
        if not stated and len(known) == 1 and known[0][1] < found.start():
            stated = known
        out_of = full_marks([plain])
        if len(stated) == 1 and stated[0][0] <= out_of * _TOO_MUCH:
            check_grade(found, stated[0][0], scale.of(out_of), place, ledger)


def _grade_of_line(plain: str, place: Place, scale: Scale, ledger: Ledger) -> None:
    """The grade beside the total in the last row of a form that lost its table."""
    line = _LINE_OF_TOTAL.fullmatch(plain)
    found = re.compile(f"({NAMES})").match(plain, line.start("grade")) if line else None
    if line and found:
        check_grade(found, Decimal(line["points"]), scale, place, ledger)


def check_grade(found: re.Match[str], points: Decimal, scale: Scale, place: Place, ledger: Ledger) -> None:
    """Hold the grade that was found in a text against the printed total."""
    grade, expected = plain_name(found[1]), scale.grade_of(points)
    if grade != expected and scale.knows(grade):
        report(
            Kind.GRADE,
            place,
            found,
            ledger,
            f"得分{points}对应的等级为“{expected}”，文中写“{found[1]}”。",
            rule=scale.rule,
            severity=Severity.ERROR,
            computed=expected,
        )
