"""The light of the mid-year monitoring."""

from decimal import Decimal

import pytest

from indicators.lights import Light, light


@pytest.mark.parametrize(
    ("rate", "month", "expected"),
    [
        ("0.35", 7, Light.YELLOW),  # exactly 60 % of 7/12
        ("0.3499", 7, Light.RED),
        ("0.4666", 7, Light.YELLOW),
        ("0.4667", 7, Light.GREEN),
        ("0.6", 12, Light.YELLOW),
        ("0.8", 12, Light.GREEN),
        ("0.05", 1, Light.YELLOW),
        ("0", 7, Light.RED),
        ("1.2", 7, Light.GREEN),
    ],
)
def test_the_pace_decides(rate: str, month: int, expected: Light) -> None:
    assert light(Decimal(rate), month) is expected


def test_no_rate_no_light() -> None:
    assert light(None, 7) is None
