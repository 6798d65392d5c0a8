"""Approved targets (绩效目标) and the one way to change them, the 绩效目标调整 (domain rules §1).

When the year's phase of setting targets is over, an indicator's name, level, nature, direction, unit, target
and weight stand. An adjustment with its reason opens one indicator for one change; a new indicator is added
together with the reason for it. An approved indicator is never removed, so that it stays on record: an
adjustment can take its weight away.
"""

import datetime

from indicators.models import Indicator, TargetAdjustment
from projects.models import FiscalYear, Phase
from projects.money import number_text


def are_approved(year: FiscalYear, today: datetime.date) -> bool:
    """Whether the year's targets stand: its phase of setting targets was due before ``today``."""
    return year.phases.filter(kind=Phase.Kind.TARGETS, due_on__lt=today).exists()


def open_adjustment(indicator: Indicator) -> TargetAdjustment | None:
    """Return the adjustment that opens an approved indicator and has not been used yet."""
    return indicator.adjustments.filter(after__isnull=True).first()


def stated(indicator: Indicator) -> dict[str, str]:
    """Return what was approved of an indicator as text, as an adjustment keeps it; blank where unknown."""
    return {
        "name": indicator.name,
        "level": f"{indicator.level1} · {indicator.level2}",
        "nature": indicator.nature,
        "direction": indicator.direction,
        "target": indicator.target_text if indicator.target is None else number_text(indicator.target),
        "unit": indicator.unit,
        "weight": "" if indicator.weight is None else number_text(indicator.weight),
    }


def close_if_used(adjustment: TargetAdjustment | None, indicator: Indicator) -> None:
    """Close an open adjustment with what became of its indicator, if anything that was approved changed."""
    if adjustment and adjustment.before != stated(indicator):
        adjustment.after = stated(indicator)
        adjustment.save(update_fields=["after"])
