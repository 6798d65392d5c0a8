"""Checks for what a document says twice in the same words."""

import re
from collections.abc import Container, Sequence

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width
from reports.checkup.tables.sections import Grid, Slot, meaning
from reports.checkup.wording.passages import report
from reports.document import Block, Heading, Paragraph

_NUMBERED = re.compile(
    r"^(?:[0-9]+[.、]|[一二三四五六七八九十]+(?:、|是)|\([0-9一二三四五六七八九十]+\)|第[一二三四五六七八九十],)"
)
_HEADED = re.compile(r"^[\u4e00-\u9fff]{2,12}[。:]")
"""A heading that runs into its paragraph: the same text may stand under two."""
_SENTENCE = re.compile("[^。;]+[。;]?")
_TWICE_IN_A_ROW = re.compile("(?<![^,。;:])(?P<part>[^,。;:\\s]{8,60})[,;。](?P=part)(?=[,。;]|$)")
_POINT_TWICE = re.compile(
    "[一二三四五六七八九]是(?P<part>[^。;\\s]{8,80});[一二三四五六七八九]是(?P=part)(?=[。;]|$)"
)
"""二是加大宣传力度；三是加大宣传力度: the second of them was to say something else."""
_TWO_IN_A_ROW = re.compile(
    "(?<![^,。;:])(?P<part>[^,。;:\\s]{4,40}[,;。][^,。;:\\s]{4,40})[,;。](?P=part)(?=[,;。]|$)"
)
_STUTTER = re.compile(
    "[0-9](?P<unit>亿元|万元|公里|千米|平方米|立方米|公顷|人次|个百分点|%)(?P=unit)"
    "|(?P<word>达到|完成|实现|开展|组织|实施|进行|共计|合计|按照|执行率|预算)(?P=word)(?![率者队])"
    "|(?P<one>(?<![标靶的])(?<!(?<!项)目)的的(?!确)|(?<![行作认成称因较人])为为)"
)
"""A unit or a word that is typed twice: 95万元万元, 达到达到95%."""
_RUN_TOGETHER = re.compile("一级指标.{0,4}二级指标")
"""A form whose cells were run together: what was to be done and what was are two of them."""
_NOTE = re.compile("^(?:备?注|附[件表注]|填[表报]|说明)")
_GOALS = re.compile("目标|完成情况|完成值")
_SHORTEST = 25
_LONGEST_LABEL = 6
_MOST = 3
"""More repeated paragraphs than these are no slip: the reports of several projects follow each other."""


def check_repeats(blocks: Sequence[Block], ledger: Ledger) -> None:
    """A paragraph or a numbered point stands once; notes stand under each table that they belong to."""
    first: dict[str, int] = {}
    again: list[tuple[int, str]] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        point = _NUMBERED.sub("", re.sub(r"\s", "", half_width(block.text)))
        words = _HEADED.sub("", point)
        if len(words) < _SHORTEST or not re.search("[。;]", words) or _NOTE.match(point):
            continue
        if words in first and not _is_in_a_form(blocks[max(0, number - 2) : number]):
            again.append((number, block.text))
        first.setdefault(words, number)
    if len(again) > _MOST:
        return
    for number, text in again:
        ledger.find(
            Kind.DUPLICATE,
            Severity.WARNING,
            Place(number),
            f"“{text.strip()[:_SHORTEST]}……”一段与前文重复。",
            rule="同一段文字只写一次",
            text=text,
            printed=text.strip(),
        )


def check_repeated_sentences(text: str, place: Place, ledger: Ledger) -> None:
    """Within a paragraph or a cell, a sentence stands once; nor does a part of one stand twice in a row."""
    in_cells = _RUN_TOGETHER.search(text) is not None
    for found in () if in_cells else _TWICE_IN_A_ROW.finditer(text):
        report(
            Kind.DUPLICATE,
            place,
            found,
            ledger,
            f"“{found['part'][:_SHORTEST]}”在同一句中连写两遍。",
            rule="同一段文字只写一次",
        )
    for found in () if in_cells else _POINT_TWICE.finditer(text):
        report(
            Kind.DUPLICATE,
            place,
            found,
            ledger,
            f"“{found['part'][:_SHORTEST]}”列为两点，前后相同。",
            rule="同一段文字只写一次",
        )
    for found in () if in_cells else _TWO_IN_A_ROW.finditer(text):
        report(
            Kind.DUPLICATE,
            place,
            found,
            ledger,
            f"“{found['part'][:_SHORTEST]}”连写两遍。",
            rule="同一段文字只写一次",
        )
    for found in _STUTTER.finditer(text):
        report(Kind.DUPLICATE, place, found, ledger, f"“{found[0]}”有重复的字词。", rule="同一字词只写一次")
    first: set[str] = set()
    for found in _SENTENCE.finditer(text):
        words = re.sub(r"\s", "", found[0])
        if len(words) >= _SHORTEST and words in first and words.endswith(("。", ";")):
            report(
                Kind.DUPLICATE,
                place,
                found,
                ledger,
                f"“{words[:_SHORTEST]}……”一句与前文重复。",
                rule="同一段文字只写一次",
            )
        first.add(words)


def _is_in_a_form(above: Sequence[Block]) -> bool:
    """Whether the lines above are of a form without its table, which says the goals of the text again."""
    return any(
        isinstance(one, Heading | Paragraph)
        and len(one.text) <= _LONGEST_LABEL
        and bool(_GOALS.search(one.text))
        for one in above
    )


def check_repeated_rows(rows: Grid, elsewhere: Container[Place], ledger: Ledger) -> None:
    """A row stands once in its table, whatever its number; ``elsewhere`` are the cells of indicators."""
    first: set[tuple[str, ...]] = set()
    again: list[tuple[Slot, list[Slot]]] = []
    for row in rows:
        slots = [slot for slot in dict.fromkeys(row) if slot.height == 1 and slot.words]
        if slots and slots[0].figure is not None:
            slots = slots[1:]  # a number of the row
        words = tuple(slot.words for slot in slots)
        if not _tells(slots) or any(slot.place in elsewhere for slot in slots):
            continue
        if words in first:
            again.append((slots[0], slots))
        first.add(words)
    if len(again) > 1:
        return  # one form below the other
    for slot, slots in again:
        ledger.find(
            Kind.DUPLICATE,
            Severity.ERROR,
            slot.place,
            f"“{slot.text.strip()}”一行与上文的一行完全相同。",
            rule="同一事项只列一行",
            text=" | ".join(one.text.strip() for one in slots),
            printed=slot.text.strip(),
        )


def _tells(slots: Sequence[Slot]) -> bool:
    """Whether a row says enough to be no coincidence, and is no heading."""
    figures = [slot.figure for slot in slots if slot.figure is not None]
    words = [slot.words for slot in slots if slot.figure is None and not slot.is_blank]
    if len(figures) + len(words) < 2 or sum(meaning(one) is not None for one in words) > 1:
        return False
    if figures:
        return any(one.value for one in figures) and len(figures) > 1 and bool(words)
    return max(len(one) for one in words) > 2 * _LONGEST_LABEL
