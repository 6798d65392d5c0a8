"""Prose with references in braces: ``安排资金{全年预算合计}万元``.

A reference names a fact and may carry an option after a bar: ``{社区巡防经费.执行率|0位}`` spells the same
fact with no decimals. ``{{`` and ``}}`` print braces. A paragraph that begins with ``【不公开】`` is kept out
of the public version (``reports.public``); the mark is never printed. There is no fall-back: a reference that
names no fact stops the rendering.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.document import FactRef, Run, Text
from reports.facts import Facts
from reports.marks import unmarked

_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<body>[^{}]*)\}|[{}]")
_PLACES = re.compile(r"(?P<places>[0-6])位")


class NarrativeError(ValueError):
    """The prose cannot be read; the message is written for its author."""


class UnknownReferenceError(NarrativeError):
    """A reference names no fact; ``nearest`` holds the closest known names, best first."""

    def __init__(self, name: str, nearest: tuple[str, ...]) -> None:
        advice = (
            f"最接近的是{'、'.join(f'“{one}”' for one in nearest)}。" if nearest else "可从右侧列表中选取。"
        )
        super().__init__(f"引用“{name}”不存在。{advice}")
        self.name = name
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as written: the fact's name, and the decimals asked for (``None``: the fact's own)."""

    name: str
    places: int | None = None


def pieces(text: str) -> Iterator[str | Reference]:
    """Split prose into words and references, in order.

    Raises:
        NarrativeError: for a brace without its partner or an option that does not exist.
    """
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        end = match.end()
        token = match.group()
        if token in ("{{", "}}"):
            yield token[0]
        elif match.group("body") is None:
            raise NarrativeError(f"第 {match.start() + 1} 个字符的花括号“{token}”没有配对。")
        else:
            yield _reference(match.group("body"))
    if end < len(text):
        yield text[end:]


def _reference(body: str) -> Reference:
    name, bar, option = (part.strip() for part in body.partition("|"))
    if not bar:
        return Reference(name)
    match = _PLACES.fullmatch(option)
    if match is None:
        raise NarrativeError(f"引用“{name}”的选项“{option}”不存在，可用的是“0位”至“6位”。")
    return Reference(name, int(match["places"]))


def parse(text: str, facts: Facts) -> tuple[Run, ...]:
    """Return the prose with every reference replaced by its fact as printed, and without marks.

    Raises:
        UnknownReferenceError: if a reference names no fact.
        NarrativeError: for unpaired braces, and for an option that does not fit the fact.
    """
    runs: list[Run] = []
    for piece in pieces(unmarked(text)):
        if isinstance(piece, str):
            runs.append(Text(piece))
            continue
        fact = facts.get(piece.name)
        if fact is None:
            raise UnknownReferenceError(piece.name, nearest(piece.name, facts))
        if piece.places is None:
            runs.append(FactRef(fact.text, fact.id))
        elif fact.has_places:
            runs.append(FactRef(fact.spelled(piece.places), fact.id))
        else:
            raise NarrativeError(f"引用“{piece.name}”不是数字，不能指定小数位数。")
    return tuple(runs)


def is_known(text: str, facts: Facts) -> bool:
    """Return whether every reference in the prose names a fact whose value is known."""
    return all(
        (fact := facts.get(piece.name)) is not None and fact.value is not None
        for piece in pieces(text)
        if isinstance(piece, Reference)
    )


def nearest(name: str, names: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` known names that resemble ``name``, best first."""
    return tuple(difflib.get_close_matches(name, list(names), n=count, cutoff=0.4))
