"""Persons and households that are no whole number: 惠及群众12.5人 lacks a 万."""

import re

from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_WHOLE = frozenset({"人", "名", "位", "户", "人次", "户次", "家"})
_AVERAGE = re.compile("均|每|万人|千人|折|当量|以上|率")
_OF_TIME = re.compile("^\\s*(?:[·*×/月年天]|工日)")


def check_whole_counts(sentence: Sentence, ledger: Ledger) -> None:
    """What is counted one by one is a whole number, but for averages and 人·月."""
    for one in sentence.quantities:
        if one.unit not in _WHOLE or not _is_fraction(one) or not one.is_exact:
            continue
        clause = re.split("[,;。]", half_width(sentence.text[: one.start]))[-1]
        if any(
            _is_fraction(other) and other.unit == one.unit
            for other in sentence.quantities
            if other.end <= one.start
        ):
            continue  # 平均在岗814.5人，其中监测对象162.5人
        if _AVERAGE.search(clause) or _OF_TIME.match(sentence.text[one.end :]):
            continue
        words = sentence.words(one)
        ledger.find(
            Kind.UNIT,
            Severity.WARNING,
            sentence.at(one),
            f"“{sentence.name(one)}{words}”不是整数，可能漏写了“万”。",
            rule="人数、户数应为整数",
            text=sentence.text,
            printed=words,
        )


def _is_fraction(quantity: Quantity) -> bool:
    return quantity.value != quantity.value.to_integral_value()
