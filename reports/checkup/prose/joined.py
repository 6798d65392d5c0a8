"""Two sentences read as one: 发放补贴360万元，惠及1200户。户均补贴3600元.

What checks hold against each other within a sentence, clerks as often tell in two, or in two paragraphs. So
each sentence is read once more with the one before it, where nothing else has borne out or doubted its
figures. Two sentences may speak of two things: what is found so is for a person to judge.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from reports.checkup.findings import Finding, Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, figure
from reports.checkup.prose.changes import check_changes_told
from reports.checkup.prose.checks import check_sentence
from reports.checkup.prose.each_of_many import check_each_of_many
from reports.checkup.prose.multiplied import check_multiplied
from reports.checkup.prose.sentences import LEFT, Sentence, is_change

_STOP = re.compile(r"[。；;!！?？\s]+$")
_POINT = re.compile(
    r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[一二三四五六七八九十]是"
    r"|第[一二三四五六七八九十]|其[一二三次]|[①-⑩]|另|此外|同时)"
)
"""A point of its own, or what is told besides."""
_GOES_ON = re.compile(r"(?:[:：]|等。?)\s*$")
_YEAR = re.compile("(?:19|20)[0-9]{2}(?=年)|上年|去年")
_PLANNED = re.compile("计划|将|拟|预计|明年|下年")
_HEADING = 25
_MOST = 7
"""More figures in a sentence belong together among themselves."""
_OF_PARTS = "各部分之和等于合计"
_OF_BOTH = frozenset({Kind.SUM, Kind.RATIO, Kind.COUNT, Kind.SCORE})


@dataclass(frozen=True, slots=True)
class _Joined(Sentence):
    """Two sentences with a comma between them; a quantity stands where it stands in its own."""

    first: Sentence | None = None
    second_at: int = 0

    def at(self, quantity: Quantity) -> Place:
        """Where a quantity of either stands."""
        if self.first is not None and quantity.start < self.second_at:
            return self.first.at(quantity)
        place = self.place
        return Place(place.block, place.row, place.column, self.start + quantity.start)


def check_joined(
    texts: Iterable[Sequence[Sentence]], year: int | None, tabled: Collection[Decimal], ledger: Ledger
) -> None:
    """Hold the figures of each sentence against those of the one before it.

    ``texts`` are paragraphs and headings; what tables tell (``tabled``) is borne out.
    """
    for first, second in _neighbours(texts):
        if not _are_of_one_time(first, second, year):
            continue
        places = {one.at(each): (one, each) for one in (first, second) for each in one.quantities}
        known = [ledger.is_known(second.at(one)) for one in second.quantities]
        if all(known) or not ledger.doubted.isdisjoint(places):
            continue
        for finding in _found(_joined(first, second), places):
            own, one = places.get(finding.place, (None, None))
            if own is None or one is None or ledger.is_known(finding.place):
                continue
            computed = figure(finding.computed)
            borne_out = one.base in tabled or (computed is not None and computed.base in tabled)
            if not borne_out and _is_of_both(finding, own.name(one), behind=own is second):
                _report(finding, own, ledger)


def _found(joined: Sentence, places: Iterable[Place]) -> tuple[Finding, ...]:
    """What the checks of a sentence find in both together."""
    apart = Ledger()
    apart.note(places)
    check_sentence(joined, None, apart)
    check_changes_told(joined, apart)
    check_each_of_many([joined], apart)
    check_multiplied([joined], apart)
    return apart.findings


def _is_of_both(finding: Finding, name: str, *, behind: bool) -> bool:
    """Whether a finding needs no nearer words.

    A share, a growth or what is left may be of anything, and a list may go on behind its total.
    """
    if finding.kind not in _OF_BOTH or finding.severity is Severity.RESIDUE:
        return False
    if "占" in name or is_change(name) or LEFT.search(name):
        return False
    return finding.rule != _OF_PARTS or (behind and finding.severity is Severity.ERROR)


def _report(finding: Finding, own: Sentence, ledger: Ledger) -> None:
    ledger.find(
        finding.kind,
        Severity.WARNING,
        finding.place,
        finding.message,
        rule=finding.rule,
        text=own.text,
        printed=finding.printed,
        computed=finding.computed,
    )


def _neighbours(texts: Iterable[Sequence[Sentence]]) -> Iterator[tuple[Sentence, Sentence]]:
    """Yield each two sentences that follow one another, with no heading between."""
    told: list[Sentence] = []
    for text in texts:
        whole = "".join(one.text for one in text)
        if "。" not in whole and len(whole) <= _HEADING:
            yield from _told_together(told)
            told = []
        told += text
    yield from _told_together(told)


def _told_together(told: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    for first, second in pairwise(told):
        few = all(0 < len(one.quantities) <= _MOST for one in (first, second))
        if few and not _POINT.match(second.text) and not _GOES_ON.search(first.text):
            yield first, second


def _are_of_one_time(first: Sentence, second: Sentence, year: int | None) -> bool:
    """Whether both are of the year, or name the same years, and both or neither tell what is planned."""
    one, other = ({*_YEAR.findall(each.text)} for each in (first, second))
    planned = [_PLANNED.search(each.text) is not None for each in (first, second)]
    return planned[0] == planned[1] and (one == other or one | other <= {str(year)})


def _joined(first: Sentence, second: Sentence) -> _Joined:
    before = _STOP.sub("", first.text)
    offset = len(before) + 1
    known = (one for one in first.quantities if one.end <= len(before))
    moved = (replace(one, start=one.start + offset, end=one.end + offset) for one in second.quantities)
    return _Joined(
        f"{before}，{second.text}",
        second.place,
        second.start - offset,
        (*known, *moved),
        first=first,
        second_at=offset,
    )
