"""What the prose makes of several rows of a table: their sum, and the share of an amount in a total."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from projects.money import number_text
from reports.checkup.across.statements import Known
from reports.checkup.arithmetic import of_rate, of_sum
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Meaning

_TOGETHER = re.compile("(?:合计|共计|共)(?:支出|执行|安排|达|为)*$")
_SHARE = re.compile("(?:占|比重|占比)")
_MEANINGS = (Meaning.SPENT, Meaning.BUDGET, Meaning.OPENING)
_LEAST_SHARES = 2


def check_named_sums(sentence: Sentence, rows: Sequence[Known], ledger: Ledger) -> None:
    """工资、社保两项合计645.41万元: what the rows so named add up to, in one of the table's columns."""
    parts = [one for one in rows if not one.is_total and len(one.label) > 1]
    labels = sorted({one.label for one in parts}, key=len, reverse=True)
    for quantity in sentence.quantities:
        clause = _clause_before(sentence, quantity)
        if not (quantity.is_money and quantity.is_exact and _TOGETHER.search(clause)):
            continue
        named = _named_in(clause, labels)
        if len(named) < 2 or ledger.is_agreed(sentence.at(quantity)):
            continue
        sums = [found for meaning in _MEANINGS if (found := _values(parts, named, meaning))]
        verdicts = [of_sum(quantity, values) for values in sums]
        if any(verdict.holds for verdict in verdicts):
            ledger.agree(sentence.at(quantity))
            continue
        near = [one for one in verdicts if abs(Decimal(one.computed) - quantity.value) * 5 < quantity.value]
        if not near:
            continue
        words = sentence.words(quantity)
        computed = f"{number_text(Decimal(near[0].computed))}{quantity.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            sentence.at(quantity),
            f"文中“{'、'.join(named)}”合计{words}，按表中数字相加为{computed}。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=computed,
        )


def _clause_before(sentence: Sentence, quantity: Quantity) -> str:
    """The words since the amount before, without blanks."""
    money = [one for one in sentence.quantities if one.is_money and one.end <= quantity.start]
    before = money[-1].end if money else 0
    return re.sub(r"\s", "", half_width(sentence.text[before : quantity.start]))


def _named_in(clause: str, labels: Sequence[str]) -> list[str]:
    """The labels that stand in a clause, the longest first; no part of one that was found."""
    named: list[str] = []
    for label in labels:
        if label in clause:
            named.append(label)
            clause = clause.replace(label, "|")
    return named


def _values(rows: Sequence[Known], named: Sequence[str], meaning: Meaning) -> list[Quantity]:
    """The amounts of the rows so named, if each stands once."""
    found = [value for label in named for one in rows if one.label == label and (value := one.of(meaning))]
    return [value for value, _place in found] if len(found) == len(named) else []


def check_shares_of_total(sentence: Sentence, rows: Sequence[Known], ledger: Ledger) -> None:
    """甲支出400万元，占总支出的40%；乙500万元，占50%: of a total of a table that the other shares are of."""
    shares = list(_shares(sentence))
    open_ones = [pair for pair in shares if not ledger.is_agreed(sentence.at(pair[1]))]
    if len(shares) < _LEAST_SHARES or not open_ones:
        return
    for whole, place in _totals(rows):
        verdicts = [(part, share, of_rate(share, part, whole)) for part, share in shares]
        wrong = [one for one in verdicts if one[2] is None or not one[2].holds]
        if len(wrong) * 3 > len(verdicts) or len(verdicts) - len(wrong) < _LEAST_SHARES:
            continue
        for part, share, verdict in verdicts:
            if verdict is None or verdict.holds:
                ledger.agree(sentence.at(share), sentence.at(part), place)
                continue
            words = sentence.words(share)
            ledger.find(
                Kind.RATIO,
                Severity.ERROR,
                sentence.at(share),
                f"“{sentence.name(share)}{words}”与表中的合计不符："
                f"{number_text(part.value)}÷{number_text(whole.value)}={verdict.computed}。",
                rule="占比 = 该项 ÷ 合计",
                text=sentence.text,
                printed=words,
                computed=verdict.computed,
            )
        return


def _shares(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """The amounts of a sentence that a share stands right behind, each with it."""
    for part, share in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        exact = part.is_money and part.is_exact and share.is_rate and share.is_exact
        if exact and _SHARE.search(sentence.text[part.end : share.start]):
            yield part, share


def _totals(rows: Sequence[Known]) -> Iterator[tuple[Quantity, Place]]:
    seen: set[Decimal] = set()
    for row in rows:
        for _meaning, value, place in row.amounts if row.is_total else ():
            if value.value and value.base not in seen:
                seen.add(value.base)
                yield value, place
