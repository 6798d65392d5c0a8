"""Lines of a text that only ran out of room, as a PDF or a mail leaves them: 占支出总预 / 算4.04%."""

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

_ENDS = re.compile(r"[。；;：:！!？?|]$")
_BEGINS = re.compile(
    r"\d{1,2}[.．、](?!\d)|[（(]?[一二三四五六七八九十\d]{1,3}[）)、]|[①-⑳]|[一二三四五六七八九十]是|附[件表]|注[:：]|第[一二三四五六七八九十]+[部章条]|[|—-]"
)
_CELLS = re.compile(r"\||\t|\S\s{3,}\S")
_ASCII = re.compile("[0-9A-Za-z.,]")
_FULL = 0.75
"""So much of the longest line a full one is at least: a number is not broken, and blanks have any width."""
_LEAST_ROOM, _MOST_ROOM = 36, 120
"""A shorter line is a cell or a name; a longer one was not broken."""
_LEAST_FULL, _LEAST_ENDED = 3, 2


def going_on(lines: Sequence[str]) -> frozenset[int]:
    """The lines that the next one goes on with; none where lines are as long as what they say.

    In a text that was broken most lines that end no sentence are full, and others end one.
    """
    widths = [_width(line) for line in lines]
    room = max(widths, default=0)
    if not _LEAST_ROOM <= room <= _MOST_ROOM:
        return frozenset()
    open_ = [number for number in range(len(lines) - 1) if _may_go_on(lines[number], lines[number + 1])]
    full = [number for number in open_ if widths[number] >= room * _FULL]
    ended = sum(_ENDS.search(line.strip()) is not None for line in lines)
    told = len(full) >= _LEAST_FULL and len(full) * 3 > len(open_) * 2 and ended >= _LEAST_ENDED
    return frozenset(full if told else ())


def glued(text: str, below: str) -> str:
    """Return a line with the one that it goes on with."""
    apart = " " if _ASCII.match(text[-1:]) and _ASCII.match(below[:1]) else ""
    return f"{text}{apart}{below}"


def _may_go_on(line: str, below: str) -> bool:
    line, below = line.strip(), below.strip()
    plain = bool(line and below) and not (_CELLS.search(line) or _CELLS.search(below))
    return plain and _ENDS.search(line) is None and _BEGINS.match(below) is None


def _width(line: str) -> int:
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in line.strip())
