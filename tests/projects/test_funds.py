"""The ledger and the figures that follow from it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.funds import Entry, EntryKind, Figures, Line, figures, from_source, whole

FISCAL, CARRIED = "当年财政拨款", "上年结转资金"


def entry(kind: EntryKind, amount: str, source: str = FISCAL) -> Entry:
    return Entry(kind, source, Decimal(amount))


PATROL = Line(
    key="line-1",
    name="社区巡防经费",
    entries=(
        entry(EntryKind.OPENING, "2706900"),
        entry(EntryKind.ADJUSTMENT, "-100000.50"),
        entry(EntryKind.ADJUSTMENT, "30000", CARRIED),
        entry(EntryKind.PAID, "2500000"),
        entry(EntryKind.PAID, "30000", CARRIED),
    ),
)


def test_the_budget_is_the_opening_and_its_adjustments() -> None:
    assert PATROL.figures == Figures(
        opening=Decimal("2706900"),
        adjustment=Decimal("-70000.50"),
        budget=Decimal("2636899.50"),
        spent=Decimal("2530000"),
    )
    assert PATROL.figures.balance == Decimal("106899.50")
    assert PATROL.figures.rate == Decimal("2530000") / Decimal("2636899.50")


def test_each_source_stands_for_itself() -> None:
    assert PATROL.from_source(CARRIED) == Figures(None, Decimal("30000"), Decimal("30000"), Decimal("30000"))
    assert PATROL.from_source("其他资金") == Figures(None, None, None, None)


def test_nothing_entered_is_not_zero() -> None:
    nothing = figures([])
    assert nothing == Figures(None, None, None, None)
    assert nothing.rate is None
    assert nothing.balance is None


def test_money_given_and_nothing_paid_has_neither_rate_nor_balance() -> None:
    given_only = figures([entry(EntryKind.OPENING, "100")])
    assert given_only.budget == 100
    assert given_only.spent is None
    assert given_only.rate is None
    assert given_only.balance is None


def test_a_budget_adjusted_to_zero_has_no_rate() -> None:
    cancelled = figures(
        [
            entry(EntryKind.OPENING, "100"),
            entry(EntryKind.ADJUSTMENT, "-100"),
            entry(EntryKind.PAID, "0"),
        ]
    )
    assert cancelled.budget == 0
    assert cancelled.rate is None
    assert cancelled.balance == 0


amounts = st.integers(-(10**17), 10**17).map(lambda fen: Decimal(fen).scaleb(-2))
entries = st.builds(
    Entry, st.sampled_from(EntryKind), st.sampled_from([FISCAL, CARRIED, "其他资金"]), amounts
)
lines = st.lists(
    st.builds(Line, st.just("line"), st.just("经费"), st.lists(entries, max_size=6).map(tuple)), max_size=6
)


def known(value: Decimal | None) -> Decimal:
    return value or Decimal(0)


@given(lines)
def test_sources_and_lines_add_up_to_the_whole(some: list[Line]) -> None:
    all_of_it = whole(some)
    by_source = [from_source(some, source) for source in (FISCAL, CARRIED, "其他资金")]
    by_line = [line.figures for line in some]
    for column in ("opening", "adjustment", "budget", "spent"):
        expected = getattr(all_of_it, column)
        for parts in (by_source, by_line):
            values = [getattr(part, column) for part in parts]
            assert sum(map(known, values)) == known(expected)
            assert (expected is None) == all(value is None for value in values)
