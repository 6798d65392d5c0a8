"""Digits that changed places: 31.27 for 13.27 of the same thing.

Two figures that are named alike, stand in different places and differ by two digits that changed places are
no chance.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from projects.money import number_text
from reports.checkup.across.told_figures import SAYS_LITTLE, Told
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import is_changed_over
from reports.checkup.numbers import half_width

_PERSONS = frozenset({"人", "名", "位", "人次"})
_PEOPLE = re.compile("群众|居民|学生|老人|农户|职工|人口|患者|村民|儿童|教师|党员|家长|师生")
_LEFT = re.compile("结余|结转|剩[余下]|节余|结存|余下|沉淀|闲置|尚余|[尚还仍]有$")
_LEFT_BEHIND = re.compile(
    "[的]?(?:资金|经费)?(?:[未没](?:有|能|及时)*(?:支[出付]|使用|执行|拨付|用[完出掉]|花[完出])|用不[完出掉]|花不[完出掉]|沉淀|闲置|结余|结转)"
)
_OFTEN = 3
_FEWEST_DIGITS = {"money": 3, "rate": 4, "count": 2}
_FEW, _MANY = {"money": 3, "rate": 2, "count": 2}, 4
"""The fewer digits, the oftener two of them change places by chance, and the more of a name is the same.

Less will do for few digits where the sentence goes through the table.
"""
_GONE_THROUGH = 2
"""So many other figures of a sentence stand in the table that it goes through."""
_OF_A_CAPTION = 3
"""So many pairs of characters of a caption stand in the words of what it is of."""
_MOST_ALIKE = 100
"""Where more figures than that have the same digits, it is by chance."""


_MOST_OF_ONE = 4
"""More figures in a row are of the things that the columns name."""


def check_transposed(told: Sequence[Told], ledger: Ledger) -> None:
    """Find the figures that nothing bears out and that are others of the same thing but for two digits."""
    known = Counter((one.kind, one.quantity.base) for one in told)
    in_row = Counter(one.row for one in told)
    standing: dict[tuple[int, ...], set[tuple[Decimal, str]]] = defaultdict(set)
    for one in told:
        figure = (one.quantity.base, one.quantity.unit)
        standing[one.row].add(figure)
        if one.row[2] == 0:
            standing[one.row[:1]].add(figure)
    for one, other in _alike(told):
        wrong, right = _wrong_of(one, other, known, ledger)
        if wrong is None or right is None:
            continue
        of_one_table = wrong.row[0] == right.row[0] and not (wrong.in_prose or right.in_prose)
        if of_one_table and in_row[wrong.row] > _MOST_OF_ONE:
            continue
        if right.quantity.base in {base for base, _unit in standing[wrong.row]}:
            continue  # 上报12846件，办结12486件: the words tell them apart
        shared = standing[wrong.row] & standing[right.row[:1]]
        gone_through = len(shared) >= _GONE_THROUGH
        often = known[right.kind, right.quantity.base] >= _OFTEN
        if not (
            _are_of_the_same(wrong, right, gone_through=gone_through) or _are_people(wrong, right, often)
        ):
            continue
        shown = f"{number_text(right.quantity.value)}{right.quantity.unit}"
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            wrong.place,
            f"“{wrong.printed}”与另一处同一事项的“{shown}”不一致，疑为数字颠倒。",
            rule="同一数据在各处应一致",
            text=wrong.text,
            printed=wrong.printed,
            computed=shown,
        )


def _alike(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield the pairs of figures that differ by two digits that changed places."""
    groups: dict[tuple[str, int, str], list[Told]] = defaultdict(list)
    for one in told:
        digits = one.digits
        if len(digits.strip("0")) >= _FEWEST_DIGITS[one.kind]:
            groups[one.kind, len(digits), "".join(sorted(digits))].append(one)
    for members in groups.values():
        if len(members) > _MOST_ALIKE:
            continue
        for one, other in combinations(members, 2):
            if is_changed_over(one.digits, other.digits):
                yield one, other


def _wrong_of(
    one: Told, other: Told, known: Counter[tuple[str, Decimal]], ledger: Ledger
) -> tuple[Told | None, Told | None]:
    """Which of the two is borne out by nothing, and the other; nothing where both could be right.

    Where nothing bears either out it is the one in the prose, or the one that is told later.
    """
    if one.row == other.row or any(ledger.differs(each.place) for each in (one, other)):
        return None, None  # what is wrong with one of them has been said
    in_prose = [each.in_prose for each in (one, other)]
    borne = [
        ledger.is_agreed(each.place) or known[each.kind, each.quantity.base] > 1 for each in (one, other)
    ]
    named = all(each.labels for each in (one, other))
    if all(borne) or (not any(borne) and all(in_prose) and not named):
        return None, None
    first_is_wrong = (in_prose[0] and not in_prose[1]) if not any(borne) else not borne[0]
    return (one, other) if first_is_wrong else (other, one)


def _are_of_the_same(one: Told, other: Told, *, gone_through: bool) -> bool:
    """Whether the words that name one of them stand around the other too, in whatever order.

    ``gone_through`` tells that the sentence of one goes through the table of the other.
    """
    units = {one.quantity.unit, other.quantity.unit}
    if one.kind == "count" and len(units) > 1 and not (units <= _PERSONS or "" in units):
        return False
    if one.kind == "money" and not one.labels and not other.labels:
        return len(one.digits.strip("0")) >= _MANY
    if one.kind == "money" and all(map(_is_left, (one, other))):
        return len(one.digits.strip("0")) >= _MANY
    if any(
        each.counted and each.counted in "".join(fellow.labels)
        for each, fellow in ((one, other), (other, one))
    ):
        return len(units) == 1
    if _are_of_two_groups(one, other):
        return False
    in_prose = all(each.in_prose for each in (one, other))
    if in_prose and one.kind == "count" and len(units) == 1 and _share_core(one, other):
        return True
    same_unit = (len(units) == 1 and "" not in units) or units <= _PERSONS
    digits = len(one.digits.strip("0"))
    few = digits <= _FEW[one.kind]
    if few and not same_unit:
        return False
    least = 3 if few and not gone_through else 2
    if not in_prose and one.kind != "rate" and (digits >= _MANY or (same_unit and not few)):
        least = 1
    there, back = _shares(one.labels, other.around, least), _shares(other.labels, one.around, least)
    return (there and back) if in_prose or one.kind == "rate" else (there or back)


def _are_of_two_groups(one: Told, other: Told) -> bool:
    """Whether rows of one table have one name in groups of two names: 小学 | 助学金, 高中 | 助学金."""
    in_table = not (one.in_prose or other.in_prose) and one.place.block == other.place.block
    names, others = {*one.labels}, {*other.labels}
    return in_table and bool(names & others and names - others and others - names)


def _is_left(one: Told) -> bool:
    """Whether an amount of prose is told to be left: 剩下16.45万元, 16.45万元用不出去."""
    behind = half_width(one.text[one.quantity.end :])
    return one.in_prose and bool(_LEFT.search(one.core) or _LEFT_BEHIND.match(behind))


def _share_core(one: Told, other: Told) -> bool:
    """Whether two counts share what their own words say: 养护1268.4公里, 养护里程1286.4公里.

    It takes many digits; or a caption, which names what it is of in its own way, with most of the same words.
    """
    pairs = [{"".join(pair) for pair in pairwise(each.core)} for each in (one, other)]
    if one.captioned != other.captioned:
        return len(pairs[0] & pairs[1]) >= _OF_A_CAPTION
    long = len(one.digits.strip("0")) > _MANY and one.quantity.unit not in _PERSONS
    return (
        long
        and min(map(len, pairs)) > 0
        and any(one.core in other.core for one, other in ((one, other), (other, one)))
    )


def _shares(labels: Iterable[str], around: str, least: int) -> bool:
    """Whether most pairs of characters of a name stand among other words, and so many at least.

    A single pair is to tell something by itself.
    """
    for label in labels:
        pairs = {"".join(pair) for pair in pairwise(label)}
        if least == 1:
            pairs = {pair for pair in pairs if not SAYS_LITTLE.search(pair)}
        held = sum(pair in around for pair in pairs)
        if held >= least and held * 2 >= len(pairs):
            return True
    return False


def _are_people(one: Told, other: Told, often: bool) -> bool:
    """Whether a figure of prose counts people whom the other's row names, or who are told of so ``often``."""
    if not one.in_prose or not {one.quantity.unit, other.quantity.unit} <= _PERSONS:
        return False
    named = _PEOPLE.match(half_width(one.text[one.text.find(one.printed) + len(one.printed) :]))
    in_row = named is not None and any(named[0] in label for label in other.labels)
    return len(one.digits.strip("0")) > _FEW[one.kind] and (often or in_row)


def is_named_alike(one: Told, other: Told, shared: int = 2) -> bool:
    """Whether the words that name one of two figures, so many pairs of them, stand around the other too."""
    return _shares(one.labels, other.around, shared) or _shares(other.labels, one.around, shared)
