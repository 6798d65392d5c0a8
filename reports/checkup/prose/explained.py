"""Whether any amounts near a printed rate bear it out, whatever the words between them seem to say.

Sentences tie rates to amounts in more ways than patterns tell. That a rate with decimals is the quotient of
two amounts beside it is no chance; so one that is, is not reported for being no quotient of two others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, permutations

from reports.checkup.arithmetic import Outcome, Verdict, of_rate
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import GROWN, Sentence, is_alike, is_change

_PLANNED = re.compile("预算|计划")
_ANSWERS = frozenset({"份", "人", "名", "位", "户", "件"})
"""Answers are counted as sheets (收回836份) and as who gave them (同意812户)."""
_MOST = 14
_BEHIND = 3
"""So many amounts are tried: the more there are, the likelier one pair fits by chance."""


def is_explained(sentence: Sentence, printed: Quantity, tried: tuple[Quantity, Quantity]) -> bool:
    """Whether a rate is a quotient, or as its words say a growth, of other amounts than ``tried``.

    ``tried`` is the pair that the words seem to name; the same pair upside down explains nothing.
    """
    if printed.places < 1:
        return False  # two amounts come near a whole percentage by chance
    name = half_width(sentence.name(printed))
    own = [one for one in sentence.quantities if one.is_exact and one.unit and not one.is_rate]
    until = sum(one.start < printed.start for one in own) + _BEHIND
    known = [*(sentence.earlier if printed.places > 1 else ()), *own[:until]][-_MOST:]
    values = {one.base for one in tried}
    of_plan = any(_PLANNED.search(one) for one in (name, sentence.name(tried[1])))
    for part, whole in _pairs(known, sums=printed.places > 1 or "项" in name):
        if {part.base, whole.base} == values:
            continue
        if whole in own and _PLANNED.search(sentence.name(whole)) and not of_plan:
            continue  # the share in what was spent is not that in what was planned
        if not is_change(name):
            verdict = of_rate(printed, part, whole)
        elif whole.base == tried[0].base:
            verdict = _change(printed, part, whole, name)
        else:
            continue
        if verdict is not None and verdict.outcome is Outcome.AGREE:
            return True
    return False


def _change(printed: Quantity, now: Quantity, change: Quantity, name: str) -> Verdict | None:
    """A growth by what was told to have changed, from what is now: what it grew from is not told."""
    moved = change.base / now.factor
    then = now.value - moved if GROWN.search(name) else now.value + moved
    return of_rate(printed, change, replace(now, value=then)) if then > 0 else None


def _pairs(known: Sequence[Quantity], *, sums: bool) -> Iterator[tuple[Quantity, Quantity]]:
    for one, other in permutations(known, 2):
        if is_alike(one, other) or ({one.unit, other.unit} <= _ANSWERS and "份" in (one.unit, other.unit)):
            yield one, other
    if not sums:
        return
    for first, second in pairwise(known):
        if is_alike(first, second):
            both = replace(first, value=first.value + second.base / first.factor)
            yield from ((both, one) for one in known if one not in (first, second) and is_alike(one, both))
            yield from ((one, both) for one in known if one not in (first, second) and is_alike(one, both))
