"""Documents in two versions: as they should be, and with one wrong cell or word.

Rows have | between the cells, other lines are paragraphs; ``[95%>59%]`` is right, and wrong behind the sign.
"""

import re
from itertools import groupby

from reports.document import Table
from tests.reports.checkup.test_examination import found, grid

_TWO = re.compile(r"\[([^\[\]>]*)>([^\[\]>]*)\]")


def _blocks(text: str) -> list[Table | str]:
    result: list[Table | str] = []
    for in_table, group in groupby(text.strip().split("\n"), key=lambda line: "|" in line):
        lines = [*group]
        result.extend([grid(*lines)] if in_table else lines)
    return result


def right(text: str) -> list[tuple[str, str]]:
    """What is found in the right version, but for what rounding explains."""
    return _findings(_TWO.sub(r"\1", text))


def wrong(text: str) -> list[tuple[str, str]]:
    """What is found in the wrong version."""
    return _findings(_TWO.sub(r"\2", text))


def _findings(text: str) -> list[tuple[str, str]]:
    return [one for one in found(*_blocks(text)) if one[0] != "residue"]
