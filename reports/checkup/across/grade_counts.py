"""How many projects have each grade, held against the list that grades them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.grading import NAMES, plain_name
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.tables.sections import Meaning, Section
from reports.checkup.wording.passages import report

_NAME = re.compile(f"({NAMES})等?")
_DIGITS = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_BEFORE = r"(?:(?<=[为是评级次中有、,:(“\"])|^)"
_COUNT = re.compile(
    rf"{_BEFORE}(?P<grade>{NAMES})[”\"]?(?:等级|等次|级|档)?的?(?:项目)?[共有为]?(?P<number>{_DIGITS})个"
    rf"|(?P<before>{_DIGITS})个(?:项目)?(?:自评)?(?:等级|等次|结果|评级)?评?为[“\"]?(?P<behind>{NAMES})(?![0-9良差好秀的])"
)
_FARTHEST = 2
_OF_GRADES = re.compile("等级|等次|评级|自评|评价结果|评为")
_OTHERS = re.compile("上年|去年|往年|复核|复评|抽查|重点评价|第三方")


def graded(sections: Iterable[Section]) -> Iterator[Counter[str]]:
    """Yield how often each list of projects gives each grade."""
    for section in sections:
        column = section.one(Meaning.GRADE)
        if column is None or section.of(Meaning.LEVEL1, Meaning.WEIGHT):
            continue
        words = [row.slots[column.index].words for row in section.rows if not row.is_total]
        names = [plain_name(found[1]) for one in words if (found := _NAME.fullmatch(one))]
        if len(names) > 1:
            yield Counter(names)


def check_grade_counts(
    texts: Iterable[tuple[str, Place]], lists: Sequence[Counter[str]], year: int | None, ledger: Ledger
) -> None:
    """自评等级为优的8个、良的2个: as many as the only list has of each."""
    if len(lists) != 1:
        return
    (listed,) = lists
    for text, place in texts:
        for sentence in re.finditer("[^。;]+", half_width(text)):
            if not _OF_GRADES.search(sentence[0]) or _OTHERS.search(sentence[0]):
                continue
            if is_of_another_year(sentence[0], year):
                continue
            claims = [(one, *_claimed(one)) for one in _COUNT.finditer(sentence.string, *sentence.span())]
            held = [listed[grade] == number for _found, grade, number in claims]
            if abs(sum(number for _found, _grade, number in claims) - listed.total()) > _FARTHEST:
                continue  # of others than are listed
            for (found, grade, _number), right in zip(claims, held, strict=True):
                if not right:
                    report(
                        Kind.COUNT,
                        place,
                        found,
                        ledger,
                        f"文中“{found[0]}”，表中等级为“{grade}”的有{listed[grade]}个，两处不一致。",
                        rule="各等级的个数与表中所列一致",
                        severity=Severity.ERROR,
                        computed=str(listed[grade]),
                    )


def _claimed(found: re.Match[str]) -> tuple[str, int]:
    number = found["number"] or found["before"]
    count = int(number) if number.isdigit() else chinese_number(number) or 0
    return plain_name(found["grade"] or found["behind"]), count
