"""The scan before publication: what in a public version a person has to look at before it is released.

It finds patterns of personal data, words that a list names, and what is kept back and stands there all the
same. It does not decide: each hit is kept with a reason by somebody who answers for it, or the report is
returned.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

from reports.binding import offers
from reports.compose import compose
from reports.document import Paragraph
from reports.evaluation import Evaluation
from reports.marks import WITHHELD
from reports.public import OTHER, Redaction


class Kind(StrEnum):
    """What a hit is, in words."""

    MOBILE = "手机号码"
    PHONE = "固定电话"
    IDENTITY = "居民身份证号"
    CARD = "银行卡号"
    EMAIL = "电子邮箱"
    WORD = "关键词"
    NAME = "不公开事项的名称"
    FIGURE = "与不公开的数据相同的数字"
    MARK = "不公开标记"
    ALONE = "只有一项并入“其他”"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: the key of its place in the public version, what was found, and around it.

    ``why`` says more where the kind alone does not: the group of a word.
    """

    kind: Kind
    place: str
    found: str
    context: str
    why: str = ""

    @property
    def digest(self) -> str:
        """What a reason for keeping it belongs to: changed text is to be looked at anew."""
        said = "\0".join((self.kind, self.place, self.found, self.context))
        return hashlib.sha256(said.encode()).hexdigest()


_APART = "(?<![0-9A-Za-z.])"
_END = "(?![0-9A-Za-z])"
_MOBILE = re.compile(rf"{_APART}(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{{4}}){{2}}{_END}")
_PHONE = re.compile(
    rf"{_APART}(?:\(0[0-9]{{2,3}}\) ?|0[0-9]{{2,3}}[ -]?)[2-9][0-9]{{6,7}}{_END}"
    rf"|{_APART}400[ -]?[0-9]{{3}}[ -]?[0-9]{{4}}{_END}"
    rf"|(?<=电话)[:： ]*[2-9][0-9]{{6,7}}{_END}"
)
_IDENTITY = re.compile(rf"{_APART}[1-9][0-9]{{5}}[ -]?[0-9]{{8}}[ -]?[0-9]{{3}}[0-9Xx]{_END}")
_CARD = re.compile(rf"{_APART}[1-9][0-9]{{3}}(?:[ -]?[0-9]{{4}}){{3}}(?:[ -]?[0-9]{{1,3}})?{_END}")
_EMAIL = re.compile(r"[0-9A-Za-z._%+-]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+")

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2014: 0x2D}
"""Full-width characters as the patterns know them, one for one, so that positions stay."""

_AROUND = 20
"""Characters shown on either side of what was found."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_identity_number(digits: str) -> bool:
    """Tell whether 18 characters are a 居民身份证号 (GB 11643): a date of birth, and the check character."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    weighed = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return digits[17].upper() == _CHECKS[weighed % 11]


def is_card_number(digits: str) -> bool:
    """Tell whether 16 to 19 digits satisfy the check of bank cards (Luhn, ISO/IEC 7812)."""
    doubled = (
        int(digit) if place % 2 == 0 else sum(divmod(2 * int(digit), 10))
        for place, digit in enumerate(reversed(digits))
    )
    return sum(doubled) % 10 == 0


def scan(redaction: Redaction, words: Mapping[str, Sequence[str]]) -> tuple[Hit, ...]:
    """Return what has to be looked at in a public version; ``words`` are lists of keywords by their group.

    Everything that somebody entered is looked through, printed or not; and the paragraphs as they are
    printed, for what they hold besides.

    Raises:
        SectionError: if the prose of a section cannot be rendered.
    """
    evaluation = redaction.evaluation
    hits: list[Hit] = []
    if redaction.alone:
        other = next(line for line in evaluation.lines if line.name == OTHER)
        because = f"“{OTHER}”的金额就是不公开的一项的金额，知情人可以看出"
        hits.append(Hit(Kind.ALONE, other.key, OTHER, because))
    for place, text in _entered(evaluation):
        hits += _patterns(place, text, words)
        hits += _kept_back(place, text, redaction)
    entered = {(hit.kind, hit.found) for hit in hits}
    for block in compose(evaluation).blocks:
        if isinstance(block, Paragraph):
            place = f"section-{block.anchor}" if block.anchor else ""
            printed = _patterns(place, block.text, words)
            hits += [hit for hit in printed if (hit.kind, hit.found) not in entered]
    return tuple({(hit.kind, hit.place, hit.found): hit for hit in reversed(hits)}.values())[::-1]


_RULES = {"rules", "outline", "layout", "key", "actual_from", "part", "whole"}
"""What no office enters, and keys of records."""


def _entered(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """Yield every text of an evaluation with its place."""
    for one in fields(evaluation):
        if one.name == "texts":
            for key, text in evaluation.texts.items():
                yield f"section-{key}", text
        elif one.name not in _RULES:
            place = one.name if one.name in ("goals", "problems") else "project"
            yield from _texts(
                getattr(evaluation, one.name), "last-year" if one.name == "last_year" else place
            )


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            if value:
                yield place, value
        case tuple():
            for one in value:
                yield from _texts(one, place)
        case Mapping():
            for one in value.values():
                yield from _texts(one, place)
    if is_dataclass(value):
        own = getattr(value, "key", "") or place
        for field in fields(value):
            if field.name not in _RULES:
                yield from _texts(getattr(value, field.name), own)


def _patterns(place: str, text: str, words: Mapping[str, Sequence[str]]) -> Iterator[Hit]:
    plain = text.translate(_HALF_WIDTH)
    taken: list[tuple[int, int]] = []

    def found(kind: Kind, start: int, end: int, why: str = "") -> Iterator[Hit]:
        """Give what stands there, unless it is part of something found before."""
        if not any(begin < end and start < stop for begin, stop in taken):
            taken.append((start, end))
            yield Hit(kind, place, text[start:end].strip(":： "), _context(text, start, end), why)

    for match in _IDENTITY.finditer(plain):
        if is_identity_number(re.sub("[ -]", "", match[0])):
            yield from found(Kind.IDENTITY, *match.span())
    for match in _MOBILE.finditer(plain):
        yield from found(Kind.MOBILE, *match.span())
    for match in _CARD.finditer(plain):
        if is_card_number(re.sub("[ -]", "", match[0])):
            yield from found(Kind.CARD, *match.span())
    for match in _PHONE.finditer(plain):
        yield from found(Kind.PHONE, *match.span())
    for match in _EMAIL.finditer(plain):
        yield from found(Kind.EMAIL, *match.span())
    if (at := text.find(WITHHELD)) >= 0:
        yield from found(Kind.MARK, at, at + len(WITHHELD))
    for group, listed in words.items():
        for word in listed:
            if (at := plain.find(word)) >= 0:
                yield from found(Kind.WORD, at, at + len(word), group)


def _kept_back(place: str, text: str, redaction: Redaction) -> Iterator[Hit]:
    for name in redaction.names:
        if (at := text.find(name)) >= 0:
            yield Hit(Kind.NAME, place, name, _context(text, at, at + len(name)))
    if redaction.kept:
        for offer in offers(text, redaction.kept):
            yield Hit(
                Kind.FIGURE,
                place,
                text[offer.start : offer.end],
                _context(text, offer.start, offer.end),
                "、".join(offer.references),
            )


def _context(text: str, start: int, end: int) -> str:
    """Return what stands around a place, without line ends."""
    begin, stop = max(start - _AROUND, 0), end + _AROUND
    before, after = ("…" if begin else ""), ("…" if stop < len(text) else "")
    return f"{before}{text[begin:stop]}{after}".replace("\n", " ")
