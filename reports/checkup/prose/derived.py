"""Figures that follow from those beside them once a slip of the pen is taken back: 总投入17840万元 for 17480.

Sentences tie figures together in more ways than patterns tell. That a figure which nothing bears out is what
those beside it come to, but for digits that changed places, one that is another or a wrong unit, is no
chance; how near to one it would be is reckoned from its digits and from how much was tried.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from projects.money import half_up, number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import CERTAIN, digits_of, is_plain, miswriting
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.derivations import Figure, derivations
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence, is_reached

_FEWEST_DIGITS = 2
_POINTS = "分"
_BEFORE, _BEHIND = 4, 2
"""So many figures before another and behind it stand right beside it."""
_APART = 1, 3
"""So many sentences away may stand what it comes of."""
_MOST = 24
_KINDS = {"rate": Kind.RATIO, "money": Kind.SUM}
_LIKELY = Fraction(1, 150)
"""A slip that would be found so rarely by chance is told as a doubt."""


def check_derived(
    texts: Sequence[Sequence[Sentence]], tabled: Collection[Decimal], year: int | None, ledger: Ledger
) -> None:
    """Hold what nothing bears out against the figures beside it, text by text.

    ``tabled`` are the figures of tables, as values and in 元; what is said more than once is borne out too.
    What another check has found in a sentence is not said twice.
    """
    said = Counter(one.base for text in texts for sentence in text for one in sentence.quantities)
    doubted = ledger.doubted
    for text in texts:
        known = [
            [
                Figure(sentence, one)
                for one in sentence.quantities
                if _is_plain(one) and sentence.at(one) not in doubted
            ]
            for sentence in text
        ]
        for number, sentence in enumerate(text):
            if not doubted.isdisjoint(sentence.at(one) for one in sentence.quantities):
                continue
            slips = [
                slip
                for of in known[number]
                if _may_be_off(of, sentence, year)
                and said[of.quantity.base] == 1
                and of.base not in tabled
                and not ledger.is_known(sentence.at(of.quantity))
                and (slip := _slip(of, [*_tiers(of, number, known)]))
            ]
            likeliest = min(slips, key=lambda one: one.chance, default=None)
            if likeliest is not None and likeliest.chance <= _LIKELY:
                _report(sentence, likeliest, ledger)


def _is_plain(quantity: Quantity) -> bool:
    return is_plain(quantity) and quantity.unit != _POINTS


def _may_be_off(of: Figure, sentence: Sentence, year: int | None) -> bool:
    return (
        len(digits_of(of.quantity).strip("0")) >= _FEWEST_DIGITS
        and not is_reached(sentence.name(of.quantity))
        and not is_of_another_year(half_width(sentence.text[: of.quantity.start]), year)
    )


@dataclass(frozen=True, slots=True)
class _Slip:
    """What a figure ``of`` a text would be, by which formula, and how often that comes about by chance."""

    of: Figure
    meant: Decimal
    formula: str
    how: str
    chance: Fraction


def _slip(of: Figure, tiers: Sequence[tuple[Sequence[Figure], Sequence[Figure]]]) -> _Slip | None:
    """The likeliest slip that would make a figure fit; nothing where anything near bears it out."""
    printed, factor = of.quantity, of.quantity.factor
    around = {one.base for _own, near in tiers[:-1] for one in near if one.kind == of.kind}
    tried = Fraction(0)
    best: _Slip | None = None
    every = (one for own, near in tiers for one in derivations(of, own, near))
    for formula, one in {each.formula: each for each in every}.items():
        value, slack = one.value / factor, one.slack / factor
        if _fits(printed, value, slack):
            return None
        tried += 1 + min(Fraction(_MOST), Fraction(2 * slack.scaleb(printed.places)))
        meant = half_up(value, max(printed.places, 0))
        slip = miswriting(printed, value)
        is_one = printed.half or abs(value - meant) <= slack
        if slip is not None and is_one and meant * factor not in around:
            chance = slip.by_chance(tried)
            if best is None or chance < best.chance:
                best = _Slip(of, meant, formula, slip.how, chance)
    return best


def _tiers(
    of: Figure, number: int, known: Sequence[Sequence[Figure]]
) -> Iterator[tuple[Sequence[Figure], Sequence[Figure]]]:
    """Yield the figures of its sentence with those right beside a figure, then with ever more around it."""
    own = [one for one in known[number] if one is not of]
    before = [one for one in own if one.quantity.end <= of.quantity.start]
    yield own, [*before[-_BEFORE:], *own[len(before) :][:_BEHIND]]
    yield own, own[:_MOST]
    for apart in _APART:
        around = [*own]
        for at in range(max(number - apart, 0), min(number + apart + 1, len(known))):
            around += known[at] if at != number else ()
        yield own, around[:_MOST]


def _fits(printed: Quantity, value: Decimal, slack: Decimal) -> bool:
    last = Decimal(1).scaleb(-printed.places) if slack or printed.half else Decimal(0)
    return half_up(value, printed.places) == printed.value or abs(value - printed.value) <= slack + last


def _report(sentence: Sentence, slip: _Slip, ledger: Ledger) -> None:
    printed = slip.of.quantity
    name, words = sentence.name(printed), sentence.text[printed.start : printed.end].strip()
    meant = f"{number_text(slip.meant)}{printed.unit}"
    ledger.find(
        _KINDS.get(slip.of.kind, Kind.COUNT),
        Severity.ERROR if slip.chance <= CERTAIN else Severity.WARNING,
        sentence.at(printed),
        f"“{name}{words}”与前后数字不符：{slip.formula}={meant}，疑为{slip.how}。",
        rule="由前后数字得出的数应与其相符",
        text=sentence.text,
        printed=words,
        computed=meant,
    )
