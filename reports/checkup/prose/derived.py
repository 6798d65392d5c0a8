"""Figures that follow from two beside them but for digits that changed places: 有效率98.20% of 1338 and 1365.

Sentences tie figures together in more ways than patterns tell. That a figure which nothing bears out is what
two figures right beside it come to, with two of its digits the other way round, is no chance.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

from projects.money import half_up
from reports.checkup.arithmetic import is_changed_over, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import LEFT, Sentence, is_alike, is_change, is_reached

_RESULT = re.compile("合计|共|总|差|节约|节支|超支|净|两者|以上|实有|现有")
_SHARED = re.compile("率|占|比")
_FEWEST_DIGITS = 4
_FEWEST_OF_COUNTS = 3
_PLAIN_DIGITS = 5
"""An amount of so many digits needs no word that tells it to be a result."""
_BEFORE, _BEHIND, _WIDE = 4, 1, 14
"""So many figures stand right beside another; among so many more one may explain it."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What two figures come to, and how that is written."""

    value: Decimal
    formula: str


def check_derived(
    sentences: Iterable[Sequence[Sentence]], borne_out: Collection[Decimal], ledger: Ledger
) -> None:
    """Hold what nothing bears out against the figures beside it, text by text.

    ``borne_out`` are the figures of tables; what is said more than once is borne out as well.
    """
    texts = [*sentences]
    said = Counter(one.base for told in texts for sentence in told for one in sentence.quantities)
    for told in texts:
        before: Sentence | None = None
        for sentence in told:
            for place, printed in enumerate(sentence.quantities):
                told_apart = printed.base not in borne_out and said[printed.base] == 1
                if _is_plain(printed) and told_apart and not ledger.is_known(sentence.at(printed)):
                    _hold(sentence, place, before, ledger)
            before = sentence


def _is_plain(quantity: Quantity) -> bool:
    return quantity.is_exact and not quantity.sign and quantity.value > 0 and quantity.unit not in ("", "分")


def _hold(sentence: Sentence, place: int, before: Sentence | None, ledger: Ledger) -> None:
    printed = sentence.quantities[place]
    digits = _digits(printed.value, printed)
    name = half_width(sentence.name(printed))
    least = _FEWEST_DIGITS if printed.is_money or printed.is_rate else _FEWEST_OF_COUNTS
    if len(digits) < least or is_reached(name):
        return
    if not printed.is_rate and len(digits) < _PLAIN_DIGITS and not _is_result(name):
        return
    near = _beside(sentence, place, before)
    told = {_digits(one.value, printed) for one in sentence.quantities if one.unit == printed.unit}
    slip = next(
        (
            one
            for one in _derived(printed, near, name)
            if _is_slip(printed, one.value) and _digits(one.value, printed) not in told
        ),
        None,
    )
    if slip is None or _is_explained(sentence, printed):
        return
    computed = f"{half_up(slip.value, max(printed.places, 0)):f}{printed.unit}"
    kind = Kind.RATIO if printed.is_rate else Kind.SUM if printed.is_money else Kind.COUNT
    words = sentence.words(printed)
    ledger.find(
        kind,
        Severity.ERROR,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与前后数字不符：{slip.formula}={computed}，疑为数字颠倒。",
        rule="由前后两数得出的数应与其相符",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _is_result(name: str) -> bool:
    """Whether words tell that a figure comes of others: what is left, a change, a total."""
    return bool(LEFT.search(name) or _RESULT.search(name)) or is_change(name)


def _beside(sentence: Sentence, place: int, before: Sentence | None) -> list[Quantity]:
    """The figures right beside one, the nearest first; of the sentence before too, where its own has few."""
    own = [one for one in sentence.quantities[:place] if _is_given(one)]
    if len(own) < 2 and before is not None:
        own = [*(one for one in before.quantities if _is_given(one)), *own]
    behind = [one for one in sentence.quantities[place + 1 :] if _is_given(one)]
    return [*own[-_BEFORE:][::-1], *behind[:_BEHIND]]


def _is_given(quantity: Quantity) -> bool:
    return _is_plain(quantity) and not quantity.is_rate


def _derived(printed: Quantity, known: Sequence[Quantity], name: str) -> Iterator[Derived]:
    """Yield what pairs of figures come to, in the unit of the printed one."""
    for one, other in combinations(known, 2):
        if not is_alike(one, other) or one.base == other.base:
            continue
        more, less = (one, other) if one.base > other.base else (other, one)
        if printed.is_rate:
            yield from _rates(printed, more, less, is_growth=is_change(name))
        elif is_alike(printed, one):
            for sign, value in (("＋", more.base + less.base), ("－", more.base - less.base)):
                yield Derived(value / printed.factor, f"{spelled(more)}{sign}{spelled(less)}")


def _rates(printed: Quantity, more: Quantity, less: Quantity, *, is_growth: bool) -> Iterator[Derived]:
    quotient = less.base / more.base / printed.factor
    yield Derived(quotient, f"{spelled(less)}÷{spelled(more)}")
    if is_growth:
        for whole in (more, less):
            change = (more.base - less.base) / whole.base / printed.factor
            yield Derived(change, f"（{spelled(more)}－{spelled(less)}）÷{spelled(whole)}")


def _digits(value: Decimal, printed: Quantity) -> str:
    return str(int(half_up(value, max(printed.places, 0)).scaleb(max(printed.places, 0))))


def _is_slip(printed: Quantity, value: Decimal) -> bool:
    return is_changed_over(_digits(printed.value, printed), _digits(value, printed))


def _is_explained(sentence: Sentence, printed: Quantity) -> bool:
    """Whether any two figures of its text come to what is printed, in whatever way."""
    own = [one for one in sentence.quantities if _is_given(one) and one is not printed]
    known = [*sentence.earlier, *own][-_WIDE:]
    return any(_fits(printed, one, other) for one, other in permutations(known, 2) if is_alike(one, other))


def _fits(printed: Quantity, one: Quantity, other: Quantity) -> bool:
    both, change = one.base + other.base, abs(one.base - other.base)
    if not printed.is_rate:
        slack = one.half + other.half + printed.half
        return any(abs(value - printed.base) <= slack for value in (both, change))
    values = (one.base / other.base, one.base / both, change / other.base)
    return any(abs(value - printed.base) <= 2 * printed.half for value in values)
