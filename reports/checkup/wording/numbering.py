"""Numbers of headings, points, tables and annexes: each follows the one before, what is referred to exists.

一、二、二、四; （一）（二）（四）; 一是…二是…二是…; 表1、表2、表2; 详见表5 where the last one is 表3.
"""

import re
from collections.abc import Iterable, Sequence

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.wording.passages import report
from reports.document import Block, Heading, Paragraph

_DIGITS = "一二三四五六七八九十"
_RANKS = (
    re.compile(f"(?P<number>[{_DIGITS}]+)、(?![{_DIGITS}]+(?:[、级类期批季档号]|$))"),
    re.compile(rf"\((?P<number>[{_DIGITS}]+)\)"),
    re.compile(r"(?P<number>[1-9][0-9]?)(?:[.．](?![0-9]{1,3}(?![0-9])|[0-9]{5})|、(?![0-9]))"),
    re.compile(r"\((?P<number>[1-9][0-9]?)\)"),
)
"""How headings and points are numbered, from the highest rank to the lowest."""
_ANNEXES = re.compile(r"附件\s*:\s*(?=1[.、．])")
_IN_A_TEXT = (
    re.compile(f"(?:(?<=[,。;:])|^)(?P<number>[{_DIGITS}])是(?!否)"),
    re.compile(f"(?:(?<=[,。;:])|^)第(?P<number>[{_DIGITS}])[,、是](?!季度)"),
    re.compile(f"(?:(?<=[。;:])|^)\\((?P<number>[{_DIGITS}])\\)(?=[\u4e00-\u9fff])"),
    re.compile("(?:(?<=[。;:])|^)\\((?P<number>[1-9])\\)(?=[\u4e00-\u9fff])"),
    re.compile("(?:(?<=[。;:])|^)(?P<number>[1-9])(?:\\.(?![0-9])|、)(?=[\u4e00-\u9fff])"),
)
"""How points are numbered within a paragraph."""
_CAPTIONS = (
    ("表", re.compile(rf"(?:附|续)?表\s*(?P<number>[0-9]{{1,2}}|[{_DIGITS}]{{1,2}})(?![-—.0-9{_DIGITS}])")),
    ("图", re.compile(r"图\s*(?P<number>[0-9]{1,2})(?![-—.0-9])")),
    ("附件", re.compile(rf"附件\s*(?P<number>[0-9]{{1,2}}|[{_DIGITS}]{{1,2}})(?![-—.0-9{_DIGITS}])")),
)
_REFERRED = "(?:详?见|参见|如|按照?|根据)"
_OF_OTHERS = re.compile("《|〔|通知|办法|公开|财[绩预监]|文件")
_PART = re.compile(f"{_REFERRED}(?:本报告|报告)?第(?P<number>[{_DIGITS}]{{1,2}})(?:部分|章|项)")
_FEWEST_HEADINGS, _LONGEST_TEXT = 3, 800
_LONGEST_CAPTION = 60


def check_numbering(blocks: Sequence[Block], ledger: Ledger) -> None:
    """The numbers of each rank run without a gap or a repetition; a higher rank begins the lower ones anew.

    They are known by their numbers alone: not every file says what is a heading.
    """
    open_lists: list[list[int]] = [[] for _rank in _RANKS]
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        plain = _ANNEXES.sub("", half_width(block.text).strip())
        rank, value = _numbered(plain)
        if value is None:
            continue
        if last := _follow(open_lists[rank], value):
            _out_of_order(block.text, last, value, Place(number), ledger)
        for one in _going_on(plain, rank):
            _follow(open_lists[rank], one)
        for lower in open_lists[rank + 1 :]:
            lower.clear()


def _follow(lists: list[int], value: int) -> int:
    """Enter a number into the lists of its rank; the last one where it follows none of them.

    1.…1.…2.…2.…: a list may stand within a point of another that is numbered alike.
    """
    outer = next((place for place in reversed(range(len(lists))) if lists[place] == value - 1), None)
    if outer is not None and value > 1:
        lists[outer:] = [value]
        return 0
    if value == 1 or not lists:
        lists.append(value)
        return 0
    last, lists[-1] = lists[-1], value
    return last


def _numbered(plain: str) -> tuple[int, int | None]:
    """The rank and the number that a line begins with."""
    for rank, pattern in enumerate(_RANKS):
        if found := pattern.match(plain):
            return rank, _value(found)
    return 0, None


def _going_on(plain: str, rank: int) -> list[int]:
    """The further numbers of a line that goes on with them: 1.…；2.…；3.…."""
    found = [one for one in _RANKS[rank].finditer(plain) if one.start() and plain[one.start() - 1] in "。;: "]
    return [value for one in found if (value := _value(one)) is not None]


def _out_of_order(text: str, last: int, value: int, place: Place, ledger: Ledger) -> None:
    repeated = value == last
    words = text.strip()[:20]
    ledger.find(
        Kind.DUPLICATE if repeated else Kind.COUNT,
        Severity.WARNING,
        place,
        f"“{words}”的序号{'与上一个重复' if repeated else '与上一个不连续'}。",
        rule="序号应连续",
        text=text,
        printed=text.strip()[:2],
    )


def check_points_in_order(text: str, place: Place, ledger: Ledger) -> None:
    """The points of a paragraph are numbered one after the other: 一是…；二是…；三是…."""
    plain = half_width(text)
    if len(plain) > _LONGEST_TEXT:
        return  # all parts of a document, each with points of its own
    for pattern in _IN_A_TEXT:
        last: re.Match[str] | None = None
        for found in pattern.finditer(plain):
            value, before = _value(found) or 0, _value(last) or 0 if last else 0
            if last and value not in (before + 1, 1) and not _is_begun_between(plain, last, found):
                repeated = value == before
                report(
                    Kind.DUPLICATE if repeated else Kind.COUNT,
                    place,
                    found,
                    ledger,
                    f"“{found[0]}”的序号{'与上一个重复' if repeated else '与上一个不连续'}。",
                    rule="序号应连续",
                )
            last = found


def _is_begun_between(plain: str, last: re.Match[str], found: re.Match[str]) -> bool:
    """Whether what is missing stands in other surroundings: 问题是…二是…；建议一是…，二是…, (2)11张…."""
    between = plain[last.end() : found.start()]
    value = _value(found) or 0
    digits = str(value - 1) if found["number"].isdigit() else _DIGITS[value - 2]
    return found[0].replace(found["number"], digits) in between


def check_references(blocks: Sequence[Block], texts: Iterable[tuple[str, Place]], ledger: Ledger) -> None:
    """Tables and annexes are numbered once each, and those that the text refers to exist."""
    told = [(half_width(text), place) for text, place in texts]
    lines = [
        (half_width(block.text).strip(), Place(number))
        for number, block in enumerate(blocks)
        if isinstance(block, Heading | Paragraph)
    ]
    for what, pattern in _CAPTIONS:
        captions = [(found, place) for line, place in lines if (found := _caption(line, pattern))]
        known: dict[int | None, str] = {}
        for found, place in captions:
            name = found.string[found.end() :].strip()
            number = _value(found)
            if number in known and name and known[number] != name and known[number]:
                message = f"“{found[0]}”的序号与前面的“{found[0]}{known[number]}”重复。"
                report(Kind.DUPLICATE, place, found, ledger, message, rule="序号应连续")
            known.setdefault(number, name)
        if known and all(number is not None for number in known):
            _check_referred(told, what, pattern, max(one for one in known if one), ledger)
    _check_parts(lines, told, ledger)


def _caption(line: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The number that a short line begins with which is no sentence."""
    short = len(line) <= _LONGEST_CAPTION and not re.search("[。;,]", line)
    return pattern.match(line) if short else None


def _check_referred(
    told: Iterable[tuple[str, Place]], what: str, pattern: re.Pattern[str], last: int, ledger: Ledger
) -> None:
    referred = re.compile(f"{_REFERRED}{pattern.pattern}")
    for text, place in told:
        for found in referred.finditer(text):
            number = _value(found)
            beside = text[max(found.start() - 30, 0) : found.end() + 30]
            if number is not None and number > last and not _OF_OTHERS.search(beside):
                message = f"“{found[0]}”，文中的{what}只到{what}{last}。"
                report(Kind.COUNT, place, found, ledger, message, rule="所引用的表、附件应存在")


def _check_parts(
    lines: Iterable[tuple[str, Place]], told: Iterable[tuple[str, Place]], ledger: Ledger
) -> None:
    """详见第六部分: there are so many headings of the first rank."""
    headings = [_value(found) or 0 for line, _place in lines if (found := _RANKS[0].match(line))]
    if len(headings) < _FEWEST_HEADINGS:
        return
    for text, place in told:
        for found in _PART.finditer(text):
            beside = text[max(found.start() - 30, 0) : found.end() + 30]
            if (_value(found) or 0) > max(headings) and not _OF_OTHERS.search(beside):
                message = f"“{found[0]}”，全文只有{max(headings)}个部分。"
                report(Kind.COUNT, place, found, ledger, message, rule="所引用的部分应存在")


def _value(found: re.Match[str]) -> int | None:
    number = found["number"]
    return int(number) if number.isdigit() else chinese_number(number)
