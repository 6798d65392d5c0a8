"""Counts that announce the table right below them: 共采购设备6种，清单如下 above five rows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.checkup.findings import Kind, Ledger, Place
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.reading import Piece
from reports.checkup.tables.sections import Meaning, Section
from reports.checkup.wording.passages import report
from reports.document import Block, Table

_POINTS_AT = re.compile("如下|下表|(?:[见如](?:附?表)|清单|明细|附表)")
_COUNT = re.compile(
    "(?<![0-9.第近约一二三四五六七八九十百])(?P<number>[0-9]{1,3}|[两一二三四五六七八九十]{1,3})"
    "(?P<measure>[个类种家所期项处座批条场])(?P<noun>[\u4e00-\u9fff]{0,8})"
)
_SOME = re.compile("其中|另|余|抽|查|对|示范|重点|试点|新增|每|前|剩|除|至少|未|上年|去年|计划|原")
_NO_NAME = re.compile("(?:名称|类别|种类|类型|分类|名|次)$")
_REST = re.compile("其他|其它|其余|等$")
_OTHER_HEADS = re.compile("项目|指标|序号|年|月|季|资金来源|用途|科目|内容|选项|评价|调查")
_FEWEST, _FARTHEST = 3, 2
_ABOVE = 2
"""So many lines above a table may announce it."""
_NEAR = 6
"""What is counted stands so near before its number: 设备6种."""


def check_announced(pieces: Sequence[Piece], blocks: Sequence[Block], ledger: Ledger) -> None:
    """So many things are announced above a table as it has rows."""
    for piece in pieces:
        if len(piece.sections) != 1 or (listed := _listed(piece.sections[0])) is None:
            continue
        head, count = listed
        for text, place in _lines_above(blocks, piece.block):
            for found in _announced(text, head):
                said = _number(found["number"])
                if said == count:
                    return
                if said is not None and abs(said - count) <= _FARTHEST:
                    report(
                        Kind.COUNT,
                        place,
                        found,
                        ledger,
                        f"文中写“{found['number']}{found['measure']}{found['noun']}”，下表所列为{count}{found['measure']}。",
                        rule="文中的数目与所列的一致",
                        computed=str(count),
                    )


def _listed(section: Section) -> tuple[str, int] | None:
    """What a table lists by the heading of its names, and how many: 设备, 5."""
    stub = next((one for one in section.columns if one.meaning is not Meaning.SERIAL), None)
    if stub is None or section.of(Meaning.LEVEL1, Meaning.LEVEL2, Meaning.LEVEL3, Meaning.TARGET):
        return None
    head = _NO_NAME.sub("", re.sub(r"\(.*?\)", "", half_width(stub.name)))
    names = [row.slots[stub.index].words for row in section.items if row.slots[stub.index].words]
    if not head or _OTHER_HEADS.search(head) or len({*names}) < max(_FEWEST, len(names)):
        return None
    if any(_REST.search(name) for name in names) or len(names) < len(section.items):
        return None
    return head, len(names)


def _lines_above(blocks: Sequence[Block], number: int) -> Iterator[tuple[str, Place]]:
    """Yield the lines right above a table, the nearest first."""
    for at in range(number - 1, max(number - _ABOVE, 0) - 1, -1):
        if isinstance(blocks[at], Table):
            return
        yield half_width(getattr(blocks[at], "text", "")), Place(at)


def _announced(text: str, head: str) -> Iterable[re.Match[str]]:
    """Yield the counts of what the table lists, of the last sentence if it points at the table."""
    sentences = [*re.finditer("[^。;\n]+[。;]?", text)]
    if not sentences or not _POINTS_AT.search(sentences[-1][0]):
        return
    last = sentences[-1]
    for found in _COUNT.finditer(text, *last.span()):
        clause = re.split("[,:。;]", text[last.start() : found.start()])[-1]
        named = head in found["noun"] or head in clause[-_NEAR:] or found["measure"] == head
        if named and not _SOME.search(clause):
            yield found


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else chinese_number(text)
