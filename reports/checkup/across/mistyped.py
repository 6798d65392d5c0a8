"""A digit that is another: 2516户 where the same thing is 2526户 elsewhere.

Two figures of one thing that differ by a digit, or by two digits that changed places, where nothing bears
out the one of them, are a slip of the keyboard. The fewer digits they have, the oftener they are alike by
chance, and the more of what names them must be the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from projects.money import half_up
from reports.checkup.across.told_figures import SAYS_LITTLE, Told
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import is_changed_over
from reports.checkup.numbers import half_width
from reports.checkup.prose.sentences import is_change

_CHANGED = re.compile("追加|压减|调[增减]|净增|差额")
_IN_EVERY_FORM = re.compile("自评|得分|占比")
_RATES = re.compile("满意|合格|执行|完成|办结|及时|达标|覆盖|知晓|到位|增长|下降")
_WHEN = {
    "before": re.compile("上年|去年|[年期]初|以前年度"),
    "after": re.compile("[年期]末|年底|结转(?:下|次|明)年"),
}
_IN_ROW = re.compile("分别.*占.*(?:%、|%和|%及).*%")
_PERSONS = frozenset({"人", "名", "位"})
_SHORTEST = 5
"""Digits down to 分, to a ten-thousandth of a rate, to a hundredth of what is counted."""
_MOST_ALIKE = 400
"""In a document with more figures of a kind, many are alike by chance."""
_NEVER = 99
_PAIRS = {
    ("money", "beside"): (1, 1, 1, 0, 0),
    ("money", "prose"): (_NEVER, _NEVER, 1, 0, 0),
    ("money", "tables"): (_NEVER, _NEVER, _NEVER, 1, 0),
    ("money", "whole"): (_NEVER, 0, 0, 0, 0),
    ("count", "beside"): (_NEVER, 2, 1, 1, 1),
    ("count", "prose"): (_NEVER, _NEVER, 2, 1, 1),
    ("rate", "beside"): (_NEVER, _NEVER, 2, 1, 0),
    ("rate", "prose"): (_NEVER, _NEVER, 2, 2, 0),
    ("rate", "tables"): (_NEVER, _NEVER, _NEVER, 1, 0),
    ("rate", "whole"): (_NEVER, 0, 0, 0, 0),
}
"""How many pairs of characters of the names are to be the same, for 1 telling digit, 2, and so on to 5."""
_BOTH_AIMS = 1
"""So many will do for a rate that both of a form and its text say is to be, or was."""
_SOME, _ENOUGH = 3, 5
_WITHOUT_UNIT = (_NEVER, 5, 2, 2, 2)
"""The same for what a cell counts without saying what."""
_A_NAME = 3
"""So many pairs of characters are a name."""
_OF_RATES = 4
_QUOTED = 18
_RIGHT_BEFORE = 10


def check_mistyped(told: Sequence[Told], ledger: Ledger) -> None:
    """Find the figures that nothing bears out and that are others of the same thing but for a digit.

    It is for a person to judge: a plan and what was done may differ by a digit too.
    """
    figures = {one.place: one for one in reversed(told)}.values()
    known = Counter((one.kind, one.quantity.base) for one in figures)
    bases = {one.quantity.base for one in figures}
    standing: dict[tuple[int, int, int], set[Decimal]] = defaultdict(set)
    for one in figures:
        standing[one.row].add(one.quantity.base)
    for wrong, right in _alike(figures, known, ledger):
        apart = abs(wrong.quantity.base - right.quantity.base)
        if apart in bases or right.quantity.base in standing[wrong.row] or ledger.differs(wrong.place):
            continue  # the difference is told, or both stand together
        if wrong.quantity.base + right.quantity.base in bases:
            continue  # 预算228.67万元，支出116.81万元，结余111.86万元: the parts of one whole
        if ledger.differs(right.place) or not _are_of_the_same(wrong, right):
            continue
        if wrong.kind == "rate" and all(_is_in_row(one) for one in (wrong, right)):
            continue  # 分别占20.5%和…; 分别占26.5%和…: of what the lists before them name
        if _is_rate_of(standing[wrong.row] | standing[right.row], wrong, right):
            continue  # 结转44.89万元; 完成44.85万元，执行率99.91%
        shown, printed = spelled(right.quantity), wrong.printed.strip()
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.WARNING,
            wrong.place,
            f"“{printed}”与另一处的“{shown}”（{_quoted(right)}）只有个别数字不同，若为同一事项，其中一处有误。",
            rule="同一数据在各处应一致",
            text=wrong.text,
            printed=printed,
            computed=shown,
        )


def _alike(
    told: Iterable[Told], known: Counter[tuple[str, Decimal]], ledger: Ledger
) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs that differ by a digit, first the one that nothing bears out.

    Where nothing bears out either it is the one in the prose, or the one that is told later.
    """
    groups: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in told:
        long = len(one.digits) >= _SHORTEST or _telling(one) >= _SOME
        if long and not one.another_year and not _is_of_a_change(one):
            groups[one.kind, len(one.digits)].append(one)
    for members in groups.values():
        for pair in combinations(members, 2) if len(members) <= _MOST_ALIKE else ():
            if pair[0].row == pair[1].row or not _is_mistyped(*pair):
                continue
            in_doubt = [
                one
                for one in pair
                if known[one.kind, one.quantity.base] == 1 and not ledger.is_agreed(one.place)
            ]
            if in_doubt:
                wrong = max(in_doubt, key=lambda one: (one.in_prose, one.place))
                yield wrong, pair[0] if wrong is pair[1] else pair[1]


def _is_rate_of(beside: Iterable[Decimal], one: Told, other: Told) -> bool:
    """Whether a rate that is printed beside one of them is that of the one over the other."""
    less, more = sorted((one.quantity.base, other.quantity.base))
    return any(half_up(rate, _OF_RATES) == half_up(less / more, _OF_RATES) for rate in beside)


def _telling(one: Told) -> int:
    """How many digits it has without the zeros at its ends: two of 95.00%, three of 95.20%."""
    return len(one.digits.strip("0"))


def _is_mistyped(one: Told, other: Told) -> bool:
    """Whether they differ by a digit or by two that changed places, and not since one is rounded."""
    unlike = sum(a != b for a, b in zip(one.digits, other.digits, strict=True))
    if unlike != 1 and not is_changed_over(one.digits, other.digits):
        return False
    coarse = max(Decimal(1).scaleb(-each.quantity.places) * each.quantity.factor for each in (one, other))
    return abs(one.quantity.base - other.quantity.base) >= coarse


def _is_of_a_change(one: Told) -> bool:
    """新增床位 counts beds; 追加25万元 is what was added to something."""
    return one.in_prose and (is_change(one.core) or _CHANGED.search(one.core) is not None)


def _are_of_the_same(one: Told, other: Told) -> bool:
    """Whether so much of what names them is the same that they can hardly be of two things."""
    digits = min(_telling(one), _telling(other), _ENOUGH)
    plans = {one.planned, other.planned}
    bound = one.bound or other.bound
    if (plans == {True, False} and digits < _ENOUGH) or (bound and plans != {True}):
        return False
    where = _where(one, other)
    if {_at(one), _at(other)} == {"before", "after"}:
        return False
    shared = 0 if where == "whole" else _shared(one, other)
    units = {one.quantity.unit, other.quantity.unit}
    if one.kind == "count" and len(units) > 1 and not units <= _PERSONS:
        return "" in units and where != "tables" and shared >= _WITHOUT_UNIT[digits - 1]
    if one.kind == "rate" and where == "beside" and plans in ({True}, {False}) and shared >= _BOTH_AIMS:
        return True
    if where == "prose" and one.kind == "money" and _are_named_apart(one, other):
        return False  # 债务还本支出6.81亿元, 调入资金6.91亿元
    if not shared and digits < _ENOUGH and any(_names_something(each) for each in (one, other)):
        return where == "whole"
    return (one.kind, where) in _PAIRS and shared >= _PAIRS[one.kind, where][digits - 1]


def _is_in_row(one: Told) -> bool:
    """Whether it is one of the shares that a sentence tells in the order of what they are of."""
    return one.in_prose and _IN_ROW.search(half_width(one.text)) is not None


def _at(one: Told) -> str:
    """Whether the words right before a figure tell what there was before, 上年结转, or is after: 年末结转."""
    words = (
        one.text[: max(one.text.find(one.printed), 0)][-_RIGHT_BEFORE:]
        if one.in_prose
        else "".join(one.labels)
    )
    return next((when for when, said in _WHEN.items() if said.search(words)), "")


def _names_something(one: Told) -> bool:
    """Whether the words before a figure name more than what is of the whole too: 道路建设支出."""
    return one.in_prose and len(_pairs(one.core, one)) >= _A_NAME


def _are_named_apart(one: Told, other: Told) -> bool:
    """Whether the words right before two figures of sentences name two things: no pair of them is alike."""
    names = [_pairs(each.core, each) for each in (one, other)]
    return all(names) and not names[0] & names[1]


def _where(one: Told, other: Told) -> str:
    """How two figures stand to each other: both in prose, both in tables, one beside the other."""
    if one.in_prose and other.in_prose:
        return "prose"
    if one.in_prose or other.in_prose:
        told, cell = (one, other) if one.in_prose else (other, one)
        unnamed = told.kind == "money" and told.planned is not None and not _pairs("".join(told.labels), told)
        return "whole" if unnamed and cell.of_whole else "beside"
    return "whole" if one.of_whole and other.of_whole and one.labels != other.labels else "tables"


def _shared(one: Told, other: Told) -> int:
    """How many pairs of characters of what names one stand around the other; −1 where the names differ."""
    most, is_named = 0, False
    for each, fellow in ((one, other), (other, one)):
        names = [name for label in each.labels if (name := _pairs(label, each))]
        around = _pairs(fellow.around, fellow)
        held = len(set().union(*names) & around)
        if names and not held and not each.in_prose:
            return -1
        most = max(most, held)
        is_named |= not names or any(len(name & around) * 2 >= len(name) for name in names)
    return most if is_named and not _are_other_rates(one, other) else -1


def _are_other_rates(one: Told, other: Told) -> bool:
    """Whether the words tell of two rates: 满意度 of what has an 执行率."""
    kinds = [{*_RATES.findall(each.core or each.around)} for each in (one, other)]
    return one.kind == "rate" and all(kinds) and not kinds[0] & kinds[1]


def _pairs(words: str, told: Told) -> set[str]:
    """What tells something of the words, in pairs of characters; not what it is counted in."""
    telling = _IN_EVERY_FORM.sub("", SAYS_LITTLE.sub("", words.replace(told.quantity.unit, "")))
    return {"".join(pair) for pair in pairwise(telling)}


def _quoted(one: Told) -> str:
    """The words that the figure stands among, as far as a message quotes them."""
    at = max(one.text.find(one.printed), 0)
    return one.text[max(0, at - _QUOTED) : at + len(one.printed)].strip()
