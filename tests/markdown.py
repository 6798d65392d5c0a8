"""The worked tables of our own documentation, so that tests check the very figures that are read there."""

from itertools import groupby
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def tables(name: str) -> list[list[tuple[str, ...]]]:
    """Return the rows of every table in a page of ``docs``, without the head."""
    lines = (DOCS / name).read_text("utf-8").splitlines()
    blocks = [
        list(block) for is_table, block in groupby(lines, key=lambda line: line.startswith("|")) if is_table
    ]
    return [
        [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in block[2:]] for block in blocks
    ]
