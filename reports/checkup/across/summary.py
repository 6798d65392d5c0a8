"""Lists of projects against the form of each, and what the prose says of one project against its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from projects.money import half_up, number_text
from reports.checkup.across.statements import Known, is_same_amount, named_item
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart, is_by_others
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Meaning, Slot

_KIND = re.compile('(?:支出)?(?:项目|专项|经费|资金|工程)+$|[“”"（）()《》]')
_JUDGED = "(?:[比相]?[较偏最]?(?:为)?[低高慢快好差]|靠[前后]|不高|不足)?[,:]?(?:仅?为|只有|达到?|是|仅)?"
"""What a figure is said to be before it is told: 使用率偏低，为91.57%."""
_RATE = re.compile(f"(?:(?:执行|支出|使用|支付|拨付|到位)率|(?:执行|支出|使用|支付|拨付)进度){_JUDGED}$")
_SCORE = re.compile(f"(?:得分|评分|自评分|得){_JUDGED}$")
_LINKS = re.compile("(?:仅?为|只有|达到?|是|仅)")
_OWN = re.compile(
    "(?:本|该|项目|预算|资金|全年|年度)*(?:执行率|支出率|自评得分|得分|评分|自评)(?:为|达到|达|是|仅)?"
)
_OF_ALL = re.compile("总体|整体|全部|合计|平均|总")

Value = tuple[Quantity, Place]


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a project states: its row of the whole amount, and the cell of its total score."""

    project: str
    whole: Known | None
    score: Slot | None

    def of(self, meaning: Meaning) -> list[Value]:
        """The values that a column of this meaning may show; 预算 may be that of the year's beginning."""
        if meaning is Meaning.SCORE:
            slot = self.score
            return [(slot.figure, slot.place)] if slot is not None and slot.figure is not None else []
        if self.whole is None:
            return []
        if meaning is Meaning.RATE:
            rate, place = self.whole.rate, self.whole.rate_place
            return [(rate, place)] if rate is not None and place is not None else []
        wanted = (meaning, Meaning.OPENING) if meaning is Meaning.BUDGET else (meaning,)
        return [value for one in wanted if (value := self.whole.of(one)) is not None]


def check_summaries(rows: Sequence[Known], forms: Sequence[Form], ledger: Ledger) -> None:
    """What a list says of a project is what its form says, where the rest shows that it is the same."""
    known: dict[str, list[Form]] = {}
    for form in forms:
        known.setdefault(_core(form.project), []).append(form)
    for row in rows:
        own = known.get(_core(row.label), ())
        if len(own) == 1 and not row.is_total:
            _hold(row, own[0], ledger)


def _core(name: str) -> str:
    return _KIND.sub("", half_width(name))


def _hold(row: Known, form: Form, ledger: Ledger) -> None:
    judged: list[tuple[str, Meaning, Value, Value, bool]] = []
    for what, meaning, (value, place) in _values(row):
        given = [one for one in form.of(meaning) if not ledger.differs(one[1])]
        if not given or ledger.differs(place):
            continue
        same = next((one for one in given if _agree(value, one[0], meaning)), None)
        judged.append((what, meaning, (value, place), same or given[0], same is not None))
    held = sum(one[4] for one in judged)
    if not held:
        return  # of another year, or of a part
    for what, meaning, (value, place), (other, beside), agrees in judged:
        if agrees:
            ledger.agree(place, beside)
            continue
        printed, computed = _spelled(value, meaning), _spelled(other, meaning)
        ledger.find(
            Kind.DUPLICATE,
            Severity.ERROR if held > 1 else Severity.WARNING,
            place,
            f"“{row.label}”的{what}在汇总表中为{printed}，在该项目的自评表中为{computed}，两处不一致。",
            rule="汇总表与各项目自评表一致",
            text=row.label,
            printed=printed,
            computed=computed,
        )


def _values(row: Known) -> Iterator[tuple[str, Meaning, Value]]:
    for what, meaning in (
        ("年初预算数", Meaning.OPENING),
        ("预算数", Meaning.BUDGET),
        ("执行数", Meaning.SPENT),
    ):
        if (value := row.of(meaning)) is not None:
            yield what, meaning, value
    if row.rate is not None and row.rate_place is not None:
        yield "执行率", Meaning.RATE, (row.rate, row.rate_place)
    if row.score is not None:
        yield "得分", Meaning.SCORE, row.score


def _agree(value: Quantity, other: Quantity, meaning: Meaning) -> bool:
    if meaning in (Meaning.RATE, Meaning.SCORE):
        digits = min(value.places, other.places) + (2 if meaning is Meaning.RATE else 0)
        return half_up(value.base, max(digits, 0)) == half_up(other.base, max(digits, 0))
    return is_same_amount(value, other)


def _spelled(value: Quantity, meaning: Meaning) -> str:
    if meaning is Meaning.RATE:
        return f"{number_text(value.base.scaleb(2))}%"
    return f"{number_text(value.value)}{value.unit}"


def _told_of(sentence: Sentence, quantity: Quantity) -> str:
    """The words before a quantity; where they only link it to the clause before, 为91.57%, that one too."""
    name = half_width(sentence.name(quantity))
    if not _LINKS.fullmatch(name):
        return name
    since = max((one.end for one in sentence.quantities if one.end <= quantity.start), default=0)
    clauses = re.split("[,;。]", re.sub(r"\s", "", half_width(sentence.text[since : quantity.start])))
    return ",".join(clauses[-2:])


def check_named_projects(
    sentence: Sentence,
    items: Mapping[str, Known],
    names: Sequence[str],
    year: int | None,
    ledger: Ledger,
    about: str = "",
) -> None:
    """The execution rate and the score that the prose gives a listed project are those of its row.

    ``about`` is the project that the paragraph opens with, if it does.
    """
    for quantity in sentence.quantities:
        pattern = _RATE if quantity.is_rate else _SCORE if quantity.unit == "分" else None
        name = _told_of(sentence, quantity)
        if pattern is None or not quantity.is_exact or quantity.sign or not pattern.search(name):
            continue
        if _OF_ALL.search(name):
            continue
        item = named_item(sentence, quantity, items, name)
        if item is None and _OWN.fullmatch(name):
            item = items.get(about)
        known = [*names, *items]
        if item is None or is_apart(half_width(sentence.text[: quantity.start]), year, known):
            continue
        meaning = Meaning.RATE if quantity.is_rate else Meaning.SCORE
        if meaning is Meaning.SCORE and is_by_others(half_width(sentence.text[: quantity.start])):
            continue
        given = next((value for _what, one, value in _values(item) if one is meaning), None)
        if given is None or ledger.differs(given[1]):
            continue
        place = sentence.at(quantity)
        if _agree(quantity, given[0], meaning):
            ledger.agree(place, given[1])
            continue
        if ledger.is_agreed(place):
            continue
        words, computed = sentence.words(quantity), _spelled(given[0], meaning)
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            place,
            f"文中“{item.label}”的“{name}{words}”，表中为{computed}，两处不一致。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=computed,
        )
