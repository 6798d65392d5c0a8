"""How what was counted is spread over places or kinds: 新建驿站8个，分布在甲街道3个、乙街道3个、丙镇2个."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from projects.money import number_text
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence

_SPREAD = re.compile("(?:分布|坐落|布局|散布)(?:情况)?(?:在|于|为)?:?|分别(?:位于|建在|设在|落在|来自):?")
_BEFORE = re.compile(r"[^,。;:、()]{0,12}[,(]?[^,。;:、()]{0,4}")
"""What may stand between the count and the words that spread it."""
_KIND = re.compile("(?P<number>[一二三四五六七八])(?P<of>[类档级等])(?![性别])[\u4e00-\u9fff]{0,8}$")
"""The words right before the count of a kind that has a number: 一类村8个."""
_NUMBERS = "一二三四五六七八"
_IN_PART = re.compile("主要|多数|集中|部分")
_JOINED = re.compile(r"\s*(?:[、,]\s*(?:和|及)?|和|及|以及)")
_CLOSED = re.compile(r"\s*(?:[,。;)]|$)")
_OPENED = re.compile(r"[,;:。]?(?:\(|其中:?,?|分别(?:为|是):?|包括)")
_PLACE_JOINED = re.compile("[,;、][\u4e00-\u9fff]{2,12}")
_WITHIN = re.compile("[、,]?[\u4e00-\u9fff]{0,4}")
_PLACE = re.compile("[\u4e00-\u9fff]{2,}$")


def check_spread(sentence: Sentence, ledger: Ledger) -> None:
    """What so many places have of something is all of it, unless the words name the chief places only."""
    plain = half_width(sentence.text)
    for found in _SPREAD.finditer(plain):
        wholes = [one for one in sentence.quantities if one.end <= found.start()]
        if not wholes or not _is_counted(wholes[-1]):
            continue
        whole = wholes[-1]
        between = plain[whole.end : found.start()]
        parts = _parts(sentence, plain, found.end(), whole)
        if len(parts) < 2 or not _BEFORE.fullmatch(between) or _IN_PART.search(between):
            continue
        _hold(sentence, whole, parts, "各处", ledger)


def check_kinds(sentence: Sentence, ledger: Ledger) -> None:
    """What kinds have that are told by their numbers is all of it: 14个镇分两类，一类4个，二类10个."""
    kinds: list[tuple[Quantity, str]] = []
    for one in sentence.quantities:
        found = _KIND.search(half_width(sentence.name(one)))
        if found is not None and found["number"] == _NUMBERS[len(kinds)] and _is_counted(one):
            kinds.append((one, found["of"]))
        elif found is not None:
            return
    if len(kinds) < 2 or len({(one.unit, of) for one, of in kinds}) > 1:
        return
    parts = [one for one, _of in kinds]
    before = [one for one in sentence.quantities if one.end <= parts[0].start and one.unit == parts[0].unit]
    if before and _is_counted(before[-1]) and before[-1].value > max(one.value for one in parts):
        _hold(sentence, before[-1], parts, "各类", ledger)


def _hold(
    sentence: Sentence,
    whole: Quantity,
    parts: Sequence[Quantity],
    of: str,
    ledger: Ledger,
    *,
    severity: Severity = Severity.ERROR,
) -> None:
    added = sum((one.value for one in parts), Decimal(0))
    if added == whole.value:
        ledger.agree(sentence.at(whole), *(sentence.at(one) for one in parts))
        return
    listed = "＋".join(number_text(one.value) for one in parts)
    ledger.find(
        Kind.COUNT,
        severity,
        sentence.at(whole),
        f"“{sentence.words(whole)}”与{of}的数目之和不符：{listed}={number_text(added)}{whole.unit}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=sentence.words(whole),
        computed=f"{number_text(added)}{whole.unit}",
    )


def _parts(sentence: Sentence, plain: str, start: int, whole: Quantity) -> list[Quantity]:
    """The counts of the places, each right behind its name; none where the list is of something else."""
    parts: list[Quantity] = []
    mark = ""
    for one in sentence.quantities:
        if one.start < start:
            continue
        named = _PLACE.fullmatch(plain[start : one.start].strip())
        if not named or named[0].endswith("各") or one.unit != whole.unit or not _is_counted(one):
            return []
        parts.append(one)
        joined = _JOINED.match(plain, one.end)
        mark = mark or (joined[0].strip()[:1] if joined else "")
        if (
            joined is None
            or (joined[0].strip() == "," != mark)
            or not _goes_on(sentence, plain, joined.end(), whole)
        ):
            return parts if _CLOSED.match(plain, one.end) else []
        start = joined.end()
    return []


def _goes_on(sentence: Sentence, plain: str, start: int, whole: Quantity) -> bool:
    """Whether one more place with its count follows there."""
    following = next((one for one in sentence.quantities if one.start >= start), None)
    return (
        following is not None
        and following.unit == whole.unit
        and _PLACE.fullmatch(plain[start : following.start].strip()) is not None
    )


def _is_counted(quantity: Quantity) -> bool:
    return quantity.is_exact and bool(quantity.unit) and not (quantity.is_money or quantity.is_rate)


def check_spread_by_kinds(sentence: Sentence, ledger: Ledger) -> None:
    """农户5户、农机6台（甲镇3户、4台，乙镇2户、2台）: of each kind what all places have is all of it."""
    plain = half_width(sentence.text)
    counted = [one for one in sentence.quantities if _is_counted(one)]
    for first in range(len(counted)):
        for kinds in (2, 3):
            wholes = counted[first : first + kinds]
            places = _places_with(wholes, counted[first + kinds :], plain)
            if len(places) > 1:
                _hold_kinds(sentence, wholes, places, ledger)
                return


def _places_with(
    wholes: Sequence[Quantity], behind: Sequence[Quantity], plain: str
) -> list[Sequence[Quantity]]:
    """The counts of each place, of the same kinds in the same order behind its name."""
    units = [one.unit for one in wholes]
    if len({*units}) < 2 or len({*units}) < len(units) or not behind:
        return []
    opened = plain[wholes[-1].end : behind[0].start]
    if not _OPENED.match(opened) or not _PLACE.search(opened.rstrip()):
        return []
    places: list[Sequence[Quantity]] = []
    for start in range(0, len(behind) - len(units) + 1, len(units)):
        group = behind[start : start + len(units)]
        within = [plain[one.end : other.start] for one, other in pairwise(group)]
        named = not start or _PLACE_JOINED.fullmatch(plain[behind[start - 1].end : group[0].start])
        if [one.unit for one in group] != units or not named or not all(map(_WITHIN.fullmatch, within)):
            break
        places.append(group)
    return places


def _hold_kinds(
    sentence: Sentence, wholes: Sequence[Quantity], places: Sequence[Sequence[Quantity]], ledger: Ledger
) -> None:
    for kind, whole in enumerate(wholes):
        parts = [group[kind] for group in places]
        if sum(one.value for one in parts) == whole.value or not ledger.differs(sentence.at(whole)):
            _hold(sentence, whole, parts, "各处", ledger, severity=Severity.WARNING)
