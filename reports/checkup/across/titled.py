"""Paragraphs that go through the indicators under their names: （二）预算执行进度（10分）。…得分9.5分。

What stands in such a paragraph is of the indicator of its title, whatever its sentences call it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.across.actuals import Actual
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_TITLE = re.compile(
    r"^\s*(?:\([0-9一二三四五六七八九十]+\)|[0-9]+[.、]|[一二三四五六七八九十]+[、是])?"
    r"(?P<name>[\u4e00-\u9fff“”]{3,20})\((?:满分|分值|权重)?:?(?P<points>[0-9]+(?:\.[0-9]+)?)分\)[。:,]"
)
_SCORE = re.compile("(?<!满)得(?:分)?(?:为|是|了)?$")
_IN_PROPORTION = re.compile("按[^,。;]{0,8}?率(?:[×*](?:分值|权重|满分|[0-9.]+)|(?:同?比例)?[计得折]分?)")
_TAKEN_OFF = re.compile("扣|得满分|每")
_COMPARED = re.compile("[高低大小优]于|不少于|达不到|目标|要求|规定|标准|上年|去年|同比|增长|下降|提高|其中")


@dataclass(frozen=True, slots=True)
class Titled:
    """A paragraph's indicator, what it is worth, and the figures told of it with their sentences."""

    name: str
    weight: Decimal
    told: tuple[tuple[Quantity, Sentence], ...]


def titled_in(passages: Iterable[Sequence[Sentence]]) -> Iterator[Titled]:
    """Yield the paragraphs that begin with an indicator and its points."""
    for told in passages:
        text = half_width("".join(one.text for one in told))
        found = _TITLE.match(text)
        if found is not None:
            behind = [
                (one, sentence)
                for sentence in told
                for one in sentence.quantities
                if _is_behind(one, sentence)
            ]
            yield Titled(found["name"], Decimal(found["points"]), tuple(behind))


def _is_behind(quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a figure is none of the title's."""
    title = _TITLE.match(half_width(sentence.text))
    return quantity.is_exact and not quantity.sign and (title is None or quantity.start >= title.end())


def check_titled(passages: Iterable[Sequence[Sentence]], known: Sequence[Actual], ledger: Ledger) -> None:
    """The points are no more than the title's, and follow from the only rate where the text says so.

    That rate is what the form's indicator of this name reports.
    """
    for one in titled_in(passages):
        scores = [each for each in one.told if each[0].unit == "分" and _SCORE.search(each[1].name(each[0]))]
        rates = [each for each in one.told if each[0].is_rate and not _COMPARED.search(each[1].name(each[0]))]
        if len(scores) == 1:
            _check_points(one, *scores[0], rates, ledger)
        if len(rates) == 1:
            _check_rate(one, *rates[0], known, ledger)


def _check_points(
    titled: Titled,
    score: Quantity,
    sentence: Sentence,
    rates: Sequence[tuple[Quantity, Sentence]],
    ledger: Ledger,
) -> None:
    in_proportion = len(rates) == 1 and _IN_PROPORTION.search(half_width(sentence.text)) is not None
    expected: Decimal | None = None
    if score.value > titled.weight:
        expected = titled.weight
    elif in_proportion and not _TAKEN_OFF.search(sentence.text):
        exact = titled.weight * min(rates[0][0].base, Decimal(1))
        places = max(score.places, 0)
        expected = None if abs(exact - score.value) <= Decimal(1).scaleb(-places) / 2 else half_up(exact, 2)
        if expected is None:
            ledger.agree(sentence.at(score))
    if expected is not None:
        ledger.find(
            Kind.SCORE,
            Severity.ERROR,
            sentence.at(score),
            f"“{titled.name}”{number_text(titled.weight)}分，得分{sentence.words(score)}不符，应为"
            f"{'不超过' if score.value > titled.weight else ''}{number_text(expected)}分。",
            rule="得分按所写的办法计算，不超过分值",
            text=sentence.text,
            printed=sentence.words(score),
            computed=f"{number_text(expected)}分",
        )


def _check_rate(
    titled: Titled, rate: Quantity, sentence: Sentence, known: Sequence[Actual], ledger: Ledger
) -> None:
    named = {one.done.base: one for one in known if one.name == titled.name and one.done.is_rate}
    if len(named) != 1 or ledger.is_known(sentence.at(rate)):
        return
    (actual,) = named.values()
    if abs(actual.done.base - rate.base) <= max(actual.done.half, rate.half):
        ledger.agree(sentence.at(rate), actual.place)
        return
    words, in_form = sentence.words(rate), spelled(actual.done)
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.WARNING,
        sentence.at(rate),
        f"文中“{sentence.name(rate)}{words}”，“{titled.name}”的完成值为{in_form}，两处不一致。",
        rule="文字与自评表中的同一完成情况应一致",
        text=sentence.text,
        printed=words,
        computed=in_form,
    )
