"""Days as cells tell them: 2023-05-03, 2023.5, 5月3日."""

import datetime
import re
from dataclasses import dataclass

_YEAR, _MONTH, _DAY = (
    "(?P<year>(?:19|20)[0-9]{2})",
    "(?P<month>1[0-2]|0?[1-9])",
    "(?P<day>3[01]|[12][0-9]|0?[1-9])",
)
_DATES = (
    re.compile(rf"(?:{_YEAR}年)?{_MONTH}月(?:份|{_DAY}[日号])?"),
    re.compile(rf"{_YEAR}[-./]{_MONTH}(?:[-./]{_DAY})?(?:0+(?::0+)+)?"),
)
_HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True)
class Day:
    """The day in a cell, as far as it is told; 0 is not told."""

    year: int
    month: int
    day: int

    def is_before(self, other: "Day") -> bool:
        """Whether it is certainly earlier; without years a winter may lie between the two."""
        if bool(self.year) != bool(other.year):
            return False
        months = (other.year - self.year) * 12 + other.month - self.month
        if months:
            return months > 0 and (bool(self.year) or months < _HALF_A_YEAR)
        return bool(self.day and other.day and self.day < other.day)

    def days_until(self, other: "Day") -> int | None:
        """How many days later another is; ``None`` where either is not wholly told."""
        try:
            first, last = (datetime.date(one.year, one.month, one.day) for one in (self, other))
        except ValueError:
            return None
        return (last - first).days


def day_in(words: str) -> Day | None:
    """The day that a cell holds and nothing else."""
    found = next((found for date in _DATES if (found := date.fullmatch(words))), None)
    return found and Day(*(int(found[part] or 0) for part in ("year", "month", "day")))
