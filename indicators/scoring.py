"""Scores of the execution rate and of indicators, each with the reason for it (domain rules §3)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Nature(StrEnum):
    """How an actual value is held against its target (指标性质)."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    QUALITATIVE = "定性"


class Direction(StrEnum):
    """Whether more is better (正向) or less is better (反向)."""

    POSITIVE = "正向"
    NEGATIVE = "反向"


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator with its target and actual, as scoring sees it.

    Quantitative: ``target`` and ``actual`` in ``unit``. Qualitative: ``target_text``, ``actual_text`` and
    ``achieved_percent`` (0–100), which a person picked. ``None`` is "not known", never zero.
    ``actual_from`` is the key of the work figure that gives the actual, so that it is entered once;
    ``reports.facts`` puts its value into ``actual`` before anything is scored.
    ``key`` identifies the record (``indicator-12``) in facts and findings.
    """

    key: str
    level1: str
    level2: str
    name: str
    nature: Nature
    direction: Direction
    unit: str = ""
    target: Decimal | None = None
    target_text: str = ""
    weight: Decimal | None = None
    actual: Decimal | None = None
    actual_text: str = ""
    actual_from: str = ""
    achieved_percent: Decimal | None = None
    deviation: str = ""
    improvement: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` out of ``out_of`` because of ``because`` (a Chinese sentence for the reader).

    ``points`` is ``None`` where nothing can be scored; ``excluded`` says that the part then does not
    count towards the total. ``needs_reason`` is set where the rules make a written reason compulsory.
    """

    points: Decimal | None
    out_of: Decimal
    because: str
    excluded: bool = False
    needs_reason: bool = False
