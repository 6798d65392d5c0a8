"""What the goals and the report of a form tell of its indicators, held against their targets and results."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.checkup.across.row_claims import WELL_NAMED, Claim, IndicatorRow, claims, is_same
from reports.checkup.across.told_figures import Told
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity
from reports.checkup.prose.sentences import is_alike
from reports.checkup.reading import Passage

_NEAR, _NEARER, _NEAREST = Decimal(2), Decimal("1.5"), Decimal("1.2")
"""A figure that is so many times another may be of the same: if it is well named, if not, in another unit."""
_TELLING = 4
"""A name of fewer characters may be of much else."""
_A_PART = 5
"""What is less than a fifth of a whole is no part that another makes up the whole with."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of forms that tell of plans, of the goals of the year among them, and of what was done.

    ``in_all`` are figures of the year, each with what the text tells that it has come to since the beginning.
    """

    plans: Container[Place]
    goals: Container[Place]
    outcomes: Container[Place]
    in_all: Container[tuple[Decimal, Decimal]] = ()


def check_told_rows(
    passages: Iterable[Passage],
    rows: Sequence[IndicatorRow],
    tabled: Sequence[Told],
    cells: Cells,
    year: int | None,
    ledger: Ledger,
) -> None:
    """What the text tells of an indicator is its target or what was done of it.

    完成烤烟种植2660亩 as a goal contradicts 烤烟种植面积 | ≥2800亩 | 2865亩. Where a passage tells what the
    indicator has, or more than one figure differs, it speaks of something else too.
    """
    of_rows = {_row(row.place) for row in rows}
    for passage in passages:
        place = passage.place
        if _row(place) in of_rows or (place in cells.plans and place not in cells.goals):
            continue
        differing = [*_differing(passage, rows, tabled, cells, year)]
        if len(differing) == 1 and not ledger.differs(differing[0].sentence.at(differing[0].quantity)):
            _find(differing[0], ledger)


def _differing(
    passage: Passage, rows: Sequence[IndicatorRow], tabled: Sequence[Told], cells: Cells, year: int | None
) -> Iterator[Claim]:
    """Yield the figures of a passage that nothing of their indicators bears out."""
    in_goal = passage.place in cells.goals
    told = [one for sentence in passage.sentences for one in sentence.quantities]
    found = [
        claim
        for sentence in passage.sentences
        for claim in claims(sentence, rows, year, in_goal=in_goal, in_cell=passage.in_table)
    ]
    tells_targets = in_goal and any(_tells(one, one.row.target, one.row.done) for one in found)
    tells_results = any(
        _tells(one, one.row.done, one.row.target) for one in found if in_goal or not one.planned
    )
    if in_goal and tells_results and not tells_targets:  # the heading of the goals stands over both
        found = [replace(one, planned=False) for one in found]
    tells_results |= passage.place in cells.outcomes
    for claim in found:
        if claim.wanted is not None and (claim.wanted.base, claim.quantity.base) in cells.in_all:
            continue
        strict = tells_targets if claim.planned else tells_results
        if not _is_explained(claim, told, _others(claim.row, rows, tabled), strict=strict):
            yield claim


def _row(place: Place) -> tuple[int, int]:
    return place.block, place.row


def _tells(claim: Claim, wanted: Quantity | None, other: Quantity | None) -> bool:
    """Whether a figure is the one of two that its indicator has."""
    return is_same(claim.quantity, wanted) and not is_same(claim.quantity, other)


def _others(row: IndicatorRow, rows: Sequence[IndicatorRow], tabled: Sequence[Told]) -> list[Quantity]:
    """The figures of the other indicators, and what else tables tell in a unit."""
    of_rows = [one for each in rows if each is not row for one in (*each.values, *each.figures)]
    return of_rows + [
        one.quantity for one in tabled if one.quantity.unit and _row(one.place) != _row(row.place)
    ]


def _is_explained(
    claim: Claim, told: Sequence[Quantity], others: Sequence[Quantity], *, strict: bool
) -> bool:
    """Whether a figure is what its indicator has or may be of something else.

    It is of something else where another indicator has it, where its own figure stands in the same passage,
    where it makes up that with another, or where it is far from it. In a passage that is ``strict``, one of
    what was to be or one of what was done, only the one of the two is what the indicator has.
    """
    quantity, row, wanted = claim.quantity, claim.row, claim.wanted
    if wanted is None or any(is_same(one, wanted) for one in told):
        return True
    strict = strict and None not in (row.target, row.done)
    own = ([] if claim.planned else row.figures) if strict else (*row.values, *row.figures)
    if any(is_same(quantity, one) for one in (*own, *others)):
        return True
    if any(_make_up(quantity, one, row, wanted) for one in told if one is not quantity):
        return True
    near = _NEAR if claim.covered >= WELL_NAMED else _NEARER
    near = near if is_alike(wanted, quantity) else _NEAREST
    return not (wanted.base < quantity.base * near and quantity.base < wanted.base * near)


def _make_up(one: Quantity, other: Quantity, row: IndicatorRow, wanted: Quantity) -> bool:
    """Whether two figures are parts of what an indicator has: 春季学期供餐102天，秋季学期94天."""
    return is_alike(one, other) and any(
        one.base + other.base == whole.base and (whole is wanted or other.base * _A_PART >= whole.base)
        for whole in row.values
    )


def _find(claim: Claim, ledger: Ledger) -> None:
    sentence, quantity, wanted = claim.sentence, claim.quantity, claim.wanted
    if wanted is None:
        return
    words, in_form = sentence.words(quantity), spelled(wanted)
    column = "完成值" if wanted is claim.row.done else "指标值"
    named = claim.covered >= WELL_NAMED and len(claim.row.name) >= _TELLING
    of_a_part = "其中" in sentence.text[: quantity.start]
    certain = wanted is claim.row.done and named and not of_a_part
    doubt = "两处不一致" if certain else "若为同一事项，其中一处有误"
    ledger.find(
        Kind.PROSE_VS_TABLE,
        Severity.ERROR if certain else Severity.WARNING,
        sentence.at(quantity),
        f"文中“{sentence.name(quantity)}{words}”，“{claim.row.name}”的{column}为{in_form}，{doubt}。",
        rule="文字与自评表中的同一指标应一致",
        text=sentence.text,
        printed=words,
        computed=in_form,
    )
