"""The light of the mid-year monitoring: how spending keeps up with the year (domain rules §4)."""

from decimal import Decimal
from enum import StrEnum

RED_BELOW = Decimal("0.6")
YELLOW_BELOW = Decimal("0.8")


class Light(StrEnum):
    """A light with the word that goes with it."""

    RED = "严重滞后"
    YELLOW = "进度偏慢"
    GREEN = "进度正常"


def light(rate: Decimal | None, month: int) -> Light | None:
    """Return the light for an execution rate (a ratio) at the end of ``month`` (1–12).

    p = rate ÷ (month ÷ 12): red below 60 %, yellow below 80 %, else green; none without a rate.
    """
    if rate is None:
        return None
    pace = rate * 12 / month
    if pace < RED_BELOW:
        return Light.RED
    return Light.YELLOW if pace < YELLOW_BELOW else Light.GREEN
