"""Grades and the bands of scores that they stand for: those that a document lays down, or the usual ones."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reports.checkup.numbers import half_width

NAMES = "优秀|优|良好|良|中等|中|较差|差|基本合格|不合格|合格|[A-E][级等]"
_NAME = re.compile(NAMES)
_LETTERS = "ABCDE"
_IN_A_BAND = rf"{NAMES}|[{_LETTERS}](?![A-Za-z0-9])"
"""Where bands are laid down a letter alone is a grade."""
_SAME = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
_HUNDRED = Decimal(100)
_INCLUSIVE = re.compile(r"\((?:不?含|包含)[^()]{0,6}\)")
_BOUNDS = r"[0-9][^,;:、。()优良中差]{0,20}?"
_LAID_DOWN = (
    re.compile(
        rf"(?P<bounds>{_BOUNDS})(?:等级)?(?:评?分?为|是|评定为|定为|属于?|:)[“\"]?(?P<name>{_IN_A_BAND})(?!率)"
    ),
    re.compile(
        rf"(?P<name>{_IN_A_BAND})[”\"]?[等级]*(?:为|:|\(|=)?\(?(?P<bounds>[≥≤><]?{_BOUNDS}(?=[,;、。()]|$))"
    ),
)
_INTERVAL = re.compile(
    r"[\[(［【]\s*(?P<least>[0-9]{1,3}(?:\.[0-9]+)?分?)\s*[,、~-]\s*(?P<most>[0-9]{1,3}(?:\.[0-9]+)?分?)\s*[\])］】]"
)
_BOUND = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_BELOW = re.compile("以下|低于|不足|小于|不满|<|≤")
_FEWEST = 3
_USUAL_RULE = "90分以上为优，80分以上为良，60分以上为中，60分以下为差"


@dataclass(frozen=True, slots=True)
class Scale:
    """The least points of each grade, from the best to the last; ``out_of`` is the most there are."""

    bands: tuple[tuple[Decimal, str], ...]
    out_of: Decimal = _HUNDRED
    rule: str = _USUAL_RULE

    def grade_of(self, points: Decimal) -> str:
        """Return the grade of a total."""
        return next((name for least, name in self.bands if points >= least), self.bands[-1][1])

    def of(self, out_of: Decimal) -> "Scale":
        """Return the scale for a total that is out of so many points: the usual bands are shares of them."""
        return usual(out_of) if self.rule == _USUAL_RULE else replace(self, out_of=out_of)

    def knows(self, name: str) -> bool:
        """Whether it has a grade of this name."""
        return any(name == one for _least, one in self.bands)


_LEAST = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))


def usual(out_of: Decimal = _HUNDRED) -> Scale:
    """The bands of the field (domain rules §3), as shares of what a total is out of."""
    return Scale(tuple((least * out_of / _HUNDRED, name) for least, name in _LEAST), out_of)


USUAL = usual()


def scale_of(texts: Iterable[str], out_of: Decimal = _HUNDRED) -> Scale:
    """Return the scale that the texts lay down, each band with its points: 95分以上为优，85—95分为良."""
    for text in texts:
        plain = re.sub(r"\s", "", _INCLUSIVE.sub("", without_intervals(half_width(text))))
        for pattern in _LAID_DOWN:
            bands = tuple(
                (_least(found["bounds"]), plain_name(found["name"])) for found in pattern.finditer(plain)
            )
            falls = all(above[0] > below[0] for above, below in pairwise(bands))
            if len(bands) >= _FEWEST and falls and len({name for _least, name in bands}) == len(bands):
                return Scale(bands, out_of, "等级按文中所列的分数段确定")
    return usual(out_of)


def without_intervals(plain: str) -> str:
    """The text, as long, with its bands in words: [80,90)为良 is 80-90为良, whichever ends belong to it."""
    return _INTERVAL.sub(lambda found: f" {found['least']}-{found['most']}".ljust(len(found[0])), plain)


def plain_name(name: str) -> str:
    """One name for each grade: 优秀 is 优, A级 is A."""
    return _SAME.get(name, name.rstrip("级等") if name[0] in _LETTERS else name)


def is_grade(words: str) -> bool:
    """Whether words are a grade and nothing else."""
    return _NAME.fullmatch(words) is not None


def lays_bands_down(words: str) -> bool:
    """Whether words name so many grades that they claim none."""
    return len({plain_name(found[0]) for found in _NAME.finditer(words)}) >= _FEWEST


def _least(bounds: str) -> Decimal:
    numbers = [Decimal(found) for found in _BOUND.findall(bounds)]
    return Decimal(0) if len(numbers) == 1 and _BELOW.search(bounds) else min(numbers)
