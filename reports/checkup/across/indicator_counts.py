"""How many indicators the prose tells that a level has: 决策指标共6项, as forms and their summaries do."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.tables.lines import grouped_by, last_of, lines_of
from reports.checkup.tables.sections import Meaning, Section
from reports.checkup.wording.passages import report

_TOLD = re.compile(
    "(?P<level>[\u4e00-\u9fff]{2,8})指标(?:共有?|共计|共设[置有]?|共包[括含])(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})[个项]"
    "(?!未|没有|扣|不)"
)
_NUMBERS = re.compile("指标(?:的)?(?:个数|项数|数量|数)")
_PLAIN = re.compile(r"指标|\(.*?\)|类$|[0-9.]+分?$")


def counts_of_levels(sections: Iterable[Section]) -> Mapping[str, set[int]]:
    """How many indicators each level has, in every table that lists or counts them."""
    counts: dict[str, set[int]] = defaultdict(set)
    for section in sections:
        for name, number in _counted(section):
            counts[name].add(number)
    return counts


def _counted(section: Section) -> Iterator[tuple[str, int]]:
    numbers = next((one for one in section.columns if _NUMBERS.search(half_width(one.name))), None)
    for level in (Meaning.LEVEL1, Meaning.LEVEL2):
        place = last_of(section, level)
        if place is None:
            continue
        if numbers is not None:
            for row in section.rows:
                figure = row.slots[numbers.index].figure
                if figure is not None and not row.is_total and row.slots[place].words:
                    yield _plain(row.slots[place].words), int(figure.value)
            continue
        totals: dict[str, int] = defaultdict(int)
        for slot, members in grouped_by(lines_of(section)[0], place):
            totals[_plain(slot.words)] += len(members)
        yield from totals.items()


def _plain(words: str) -> str:
    return _PLAIN.sub("", half_width(words))


def check_counts_of_levels(
    texts: Sequence[tuple[str, Place]], counts: Mapping[str, set[int]], ledger: Ledger
) -> None:
    """A level has as many indicators as the tables have, where these are of one mind."""
    for text, place in texts:
        for found in _TOLD.finditer(half_width(text)):
            level = next((one for one in counts if one and found["level"].endswith(one)), "")
            number = found["number"]
            said = int(number) if number.isdigit() else chinese_number(number)
            known = counts.get(level, set())
            if len(known) != 1 or said is None or said in known:
                continue
            (listed,) = known
            report(
                Kind.COUNT,
                place,
                found,
                ledger,
                f"文中写“{found[0]}”，表中“{level}”的指标为{listed}项。",
                rule="文中的数目与所列的一致",
                severity=Severity.ERROR,
                computed=str(listed),
            )
