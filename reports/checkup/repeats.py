"""Checks for what a document says twice in the same words."""

import re
from collections.abc import Sequence

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width
from reports.document import Block, Heading, Paragraph

_NUMBERED = re.compile(
    r"^(?:[0-9]+[.、]|[一二三四五六七八九十]+(?:、|是)|\([0-9一二三四五六七八九十]+\)|第[一二三四五六七八九十],)"
)
_NOTE = re.compile("^(?:备?注|附[件表注]|填[表报]|说明)")
_SHORTEST = 25
_MOST = 3
"""More repeated paragraphs than these are no slip: the reports of several projects follow each other."""


def check_repeats(blocks: Sequence[Block], ledger: Ledger) -> None:
    """A paragraph or a numbered point stands once; notes stand under each table that they belong to."""
    first: dict[str, int] = {}
    again: list[tuple[int, str]] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Heading | Paragraph):
            continue
        words = _NUMBERED.sub("", re.sub(r"\s", "", half_width(block.text)))
        if len(words) < _SHORTEST or not re.search("[。;]", words) or _NOTE.match(words):
            continue
        if words in first:
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
