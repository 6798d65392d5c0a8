"""A survey that the prose tells, without a rate, against the satisfaction that the form reports."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.checkup.across.actuals import Actual
from reports.checkup.arithmetic import of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.prose.satisfaction import answers
from reports.checkup.prose.sentences import Sentence

_SATISFACTION = re.compile("满意(?:度|率)$")


def check_surveyed(sentences: Iterable[Sentence], known: Sequence[Actual], ledger: Ledger) -> None:
    """问卷290份，满意274份: where there is one survey and one indicator of satisfaction, its rate is this."""
    indicators = [one for one in known if _SATISFACTION.search(one.name) and one.done.is_rate]
    surveys = [*_surveys(sentences)]
    if len(indicators) != 1 or len(surveys) != 1:
        return
    (indicator,), ((whole, part),) = indicators, surveys
    verdict = of_rate(indicator.done, part, whole)
    if indicator.done.places < 1 or verdict is None or ledger.is_known(indicator.place):
        return
    if verdict.holds:
        ledger.agree(indicator.place)
        return
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        indicator.place,
        f"“{indicator.name}”的完成值为{spelled(indicator.done)}，"
        f"按文中的问卷结果为{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
        rule="满意度等于满意份数除以有效问卷数",
        text=indicator.name,
        printed=spelled(indicator.done),
        computed=verdict.computed,
    )


def _surveys(sentences: Iterable[Sentence]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield how many answered and how many are satisfied, of each sentence that tells both and no rate."""
    for sentence in sentences:
        rates = [one for one in sentence.quantities if one.is_rate]
        if (told := answers(sentence)) and not any("满意" in sentence.name(one) for one in rates):
            yield told
