"""Passages of a text that findings point at: the words that were found, in their sentence."""

import re

from reports.checkup.findings import Kind, Ledger, Place, Severity

_FARTHEST = 400
"""So many characters on either side belong to a passage; a text without a stop is no sentence."""


def around(text: str, position: int) -> str:
    """The sentence that a position lies in."""
    first, last = max(position - _FARTHEST, 0), position + _FARTHEST
    start = max(first, *(text.rfind(stop, first, position) + 1 for stop in "。\n;；"))
    ends = [end for stop in "。\n;；" if (end := text.find(stop, position, last)) >= 0]
    return text[start : min(ends, default=last) + 1].strip()


def report(
    kind: Kind,
    place: Place,
    found: re.Match[str],
    ledger: Ledger,
    message: str,
    *,
    rule: str,
    severity: Severity = Severity.WARNING,
    computed: str = "",
) -> None:
    """Enter a finding on the words that were found in the text of a block or a cell."""
    ledger.find(
        kind,
        severity,
        Place(place.block, place.row, place.column, found.start()),
        message,
        rule=rule,
        text=around(found.string, found.start()),
        printed=found[0],
        computed=computed,
    )
