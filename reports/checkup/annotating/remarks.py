"""What is written at each finding of an annotated file, and at its head."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.checkup.findings import Kind, Severity
from reports.checkup.results.spots import Spot
from reports.checkup.results.words import KINDS, SEVERITIES, UNCHECKED, figures_told, findings_told

AUTHOR = "文档体检"
"""Comments are nobody's: they carry the application's name."""
MOST_REMARKS = 1000
"""Comments in one file; nobody reads more, and programs open no more in reasonable time."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding as it is written into a file: a title (3. 错误：合计), sentences, and where it belongs."""

    severity: Severity
    title: str
    lines: tuple[str, ...]
    spot: Spot

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join((self.title, *self.lines))


@dataclass(frozen=True, slots=True)
class Remarks:
    """What goes into a file: the remarks in reading order, the summary for its head, the time of checking."""

    at: datetime.datetime
    summary: tuple[str, ...]
    listed: tuple[Remark, ...]


def remarks(result: Mapping[str, Any], spots: Sequence[Spot], at: datetime.datetime) -> Remarks:
    """Return what a check-up has to say; ``result`` is what ``Examination.as_json`` gives.

    ``at`` is when the file was checked, by the clock of those who sent it: comments know no time zones.
    Of more than ``MOST_REMARKS`` findings the errors come first, and the summary says how many are left out.
    """
    every = [
        _remark(number, finding, spot)
        for number, (finding, spot) in enumerate(zip(result["findings"], spots, strict=True), start=1)
    ]
    order = list(SEVERITIES)
    kept = sorted(range(len(every)), key=lambda at: (order.index(every[at].severity), at))[:MOST_REMARKS]
    listed = tuple(every[at] for at in sorted(kept))
    return Remarks(at, _summary(result, len(listed)), listed)


def found_at(characters: Sequence[str], spot: Spot) -> range | None:
    """Return where a spot's figure stands among the characters of its piece of the file.

    The characters are those that are no white space. Equal figures are counted from the end, for programs
    number paragraphs by themselves at their beginning. ``None`` if the whole piece is meant, or the figure is
    not there.
    """
    if not spot.figure:
        return None
    pattern = f"(?={re.escape(spot.figure)})"
    starts = [found.start() for found in re.finditer(pattern, "".join(characters))]
    if len(starts) <= spot.behind:
        return None
    start = starts[-1 - spot.behind]
    return range(start, start + len(spot.figure))


def _remark(number: int, finding: Mapping[str, Any], spot: Spot) -> Remark:
    severity = Severity(finding["severity"])
    pairs = (("原文", finding["printed"]), ("应为", finding["computed"]))
    lines = (
        finding["message"],
        "；".join(f"{word}：{value}" for word, value in pairs if value),
        f"依据：{finding['rule']}",
    )
    title = f"{number}. {SEVERITIES[severity]}：{KINDS[Kind(finding['kind'])]}"
    return Remark(severity, title, tuple(line for line in lines if line), spot)


def _summary(result: Mapping[str, Any], shown: int) -> tuple[str, ...]:
    lines = [
        "文档体检结果",
        findings_told(result["findings"]),
        f"{figures_told(result['counts'])}{UNCHECKED}",
    ]
    if shown < len(result["findings"]):
        lines.append(f"问题较多，批注了其中{shown}条，全部见问题清单。")
    return tuple(lines)
