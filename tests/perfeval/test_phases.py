"""How far away a phase is."""

from datetime import date

import pytest
from django.utils import translation

from perfeval.phases import Due
from projects.models import Phase

PHASE = Phase(kind=Phase.Kind.SELF_EVALUATION, opens_on=date(2021, 1, 4), due_on=date(2021, 2, 10))


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (date(2020, 12, 25), "ahead", "opens in 10 days"),
        (date(2021, 1, 3), "ahead", "opens in 1 day"),
        (date(2021, 1, 4), "open", "37 days left"),
        (date(2021, 2, 2), "open", "8 days left"),
        (date(2021, 2, 3), "soon", "7 days left"),
        (date(2021, 2, 9), "soon", "1 day left"),
        (date(2021, 2, 10), "soon", "due today"),
        (date(2021, 2, 11), "over", "1 day past its end"),
        (date(2021, 4, 11), "over", "60 days past its end"),
        (date(2021, 4, 12), "over", "ended"),
    ],
)
def test_a_phase_is_ahead_open_pressing_or_over(today: date, state: str, words: str) -> None:
    due = Due(PHASE, today)
    assert due.state == state
    with translation.override("en"):
        assert str(due) == words
