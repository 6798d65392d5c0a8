"""A table of the answers to a survey, one below the other, against what the prose tells of the survey.

满意 | 186, 一般 | 10, 不满意 | 4: 200 answers, of which 93% are satisfied, or 98% with those that are 一般.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Section

_DEGREE = re.compile(
    "^(?:(?:非常|很|十分|比较|较|基本)?满意|一般|尚可|不太?满意|较?不满意|(?:很|非常)不满意|不了解|不清楚)$"
)
_BAD = re.compile("不|一般|尚可")
_COUNT = re.compile("^(?:人数|份数|数量|票数|答卷数?|选择人数|人次)(?:[(].*[)])?$")
_RATE = re.compile("满意(?:度|率)(?:为|达到?)?$")
_ANSWERED = re.compile(
    "(?:收回|回收|有效)(?:有效)?(?:问卷|答卷|样本)?(?:共|为)?$|^(?:参与)?(?:调查|受访)(?:人数)?(?:共|为)?$"
)
_FEWEST = 3
_PEOPLE = frozenset({"人", "份", "名", "户"})


@dataclass(frozen=True, slots=True)
class Answers:
    """How many gave each answer, from the best on."""

    counts: Sequence[tuple[str, Decimal]]

    @property
    def total(self) -> Decimal:
        """How many answered."""
        return sum((count for _name, count in self.counts), Decimal(0))

    def shares(self) -> list[Decimal]:
        """The share of the first answer, of the first two and so on, in percent: who may be satisfied."""
        sums = [
            sum((count for _name, count in self.counts[:end]), Decimal(0))
            for end in range(1, len(self.counts))
        ]
        return [one / self.total * 100 for one in sums]


def answers_in(section: Section) -> Answers | None:
    """The answers of a section whose rows are degrees of satisfaction."""
    columns = [one for one in section.columns if _COUNT.match(half_width(one.name))]
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal)]
    if len(columns) != 1 or len(rows) < _FEWEST or not all(_DEGREE.match(row.label) for row in rows):
        return None
    figures = [row.slots[columns[0].index].figure for row in rows]
    if any(one is None or one.is_rate or not one.is_exact for one in figures):
        return None
    answers = Answers(
        [(row.label, one.value) for row, one in zip(rows, figures, strict=True) if one is not None]
    )
    return answers if answers.total > 0 else None


def check_answers(
    sentences: Sequence[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """收回问卷200份, 满意率93%, 186人满意: as the only table of answers has it."""
    tables = [found for one in sections if (found := answers_in(one)) is not None]
    if len(tables) != 1:
        return
    (answers,) = tables
    for sentence in sentences:
        for told in sentence.quantities:
            before = half_width(sentence.text[: told.start])
            if told.is_exact and not told.sign and not is_of_another_year(before, year):
                _hold(told, sentence, answers, ledger)


def _hold(told: Quantity, sentence: Sentence, answers: Answers, ledger: Ledger) -> None:
    for expected, words in _expected(told, sentence, answers):
        step = Decimal(1).scaleb(-told.places)
        if any(abs(one - told.value) < (step if told.is_rate else 1) for one in expected):
            ledger.agree(sentence.at(told))
            continue
        nearest = min(expected, key=lambda one: abs(one - told.value))
        shown = f"{number_text(half_up(nearest, max(told.places, 0)))}{told.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.WARNING,
            sentence.at(told),
            f"文中“{sentence.name(told)}{sentence.words(told)}”，按表中各项答案{words}为{shown}，两处不一致。",
            rule="文中的调查结果与答案汇总表一致",
            text=sentence.text,
            printed=sentence.words(told),
            computed=shown,
        )


def _expected(
    told: Quantity, sentence: Sentence, answers: Answers
) -> Iterator[tuple[Sequence[Decimal], str]]:
    """Yield what a figure may be by the table, and how that is called."""
    name, behind = half_width(sentence.name(told)), half_width(sentence.text[told.end :])
    if told.is_rate and _RATE.search(name):
        good = sum(not _BAD.search(degree) for degree, _count in answers.counts)
        yield answers.shares()[: good + 1], "满意率"
    elif told.unit in _PEOPLE and _ANSWERED.search(name):
        yield [answers.total], "合计"
    elif told.unit in _PEOPLE:
        for degree, count in answers.counts:
            if re.search(f"(?<![非常很十分比较基本不太]){degree}(?:的|为|有)?$", name) or re.match(
                f"(?:表示|选择|认为)?“?{degree}(?=[”,。;、]|$)", behind
            ):
                yield [count], f"“{degree}”"
