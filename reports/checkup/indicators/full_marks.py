"""How many indicators got all their points, and how many lost some, held against the form."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.tables.lines import lines_of
from reports.checkup.tables.sections import Section
from reports.checkup.wording.passages import report

_NUMBER = "(?P<number>[0-9]{1,3}|[两一二三四五六七八九十]{1,3})"
_ALL = re.compile(f"(?<![0-9.]){_NUMBER}[个项](?:[一二三]级)?指标")
_FULL = re.compile(
    f"(?<!未)(?<!没有)(?<!没)(?:得|获)?满分的?(?:指标)?(?:共|有|为|共有)?{_NUMBER}[个项](?!目)"
)
_LOST = re.compile(f"(?:扣分|失分|丢分|未得满分|未满分)的?(?:指标)?(?:共|有|为|共有)?{_NUMBER}[个项](?!目)")
_FARTHEST = 3


def check_full_marks(texts: Iterable[tuple[str, Place]], sections: Sequence[Section], ledger: Ledger) -> None:
    """12项指标中得满分的5项，扣分的7项: where the only form has as many indicators as the sentence tells."""
    scored = [
        [
            (line.weight.figure.value, line.score.figure.value)
            for line in lines_of(section)[0]
            if line.weight is not None and line.score is not None and line.weight.figure and line.score.figure
        ]
        for section in sections
    ]
    forms = [one for one in scored if one]
    if len(forms) == 1:
        for text, place in texts:
            for sentence in re.finditer("[^。;]+", half_width(text)):
                _check(sentence, forms[0], place, ledger)


def _check(
    sentence: re.Match[str], form: Sequence[tuple[Decimal, Decimal]], place: Place, ledger: Ledger
) -> None:
    told = _ALL.search(sentence.string, *sentence.span())
    if told is None or _count(told) != len(form):
        return
    full = sum(weight == score for weight, score in form)
    for pattern, computed in ((_FULL, full), (_LOST, len(form) - full)):
        found = pattern.search(sentence.string, *sentence.span())
        if found is None or not 0 < abs(_count(found) - computed) <= _FARTHEST:
            continue
        report(
            Kind.COUNT,
            place,
            found,
            ledger,
            f"文中“{found[0]}”，自评表中为{computed}项，两处不一致。",
            rule="得满分和扣分的指标数与自评表一致",
            severity=Severity.ERROR,
            computed=str(computed),
        )


def _count(found: re.Match[str]) -> int:
    number = found["number"]
    return int(number) if number.isdigit() else chinese_number(number) or 0
