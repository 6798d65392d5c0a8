"""Whose figure a clause states: that of one of several projects, by its name or what is left of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.checkup.numbers import half_width
from reports.checkup.prose.sentences import Sentence

_CLAUSE = re.compile("[,。;:、]")
_OF_ANY = re.compile(
    '项目|专项|资金|经费|工程|绩效|自评|评价|综合|最终|得分|总分|评分|经|本|该|我局|我委|单位|部门|支出|年度|[0-9年的为是“”"《》()]'
)
_SHORTEST = 3
_NUMBER = re.compile(r"^(?:[0-9]+[.、]|\([0-9一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)")
_RANKS = tuple(
    re.compile(mark)
    for mark in ("[一二三四五六七八九十]+、", "\\([一二三四五六七八九十]+\\)", "[0-9]+[.、]", "\\([0-9]+\\)")
)
_LONGEST_HEADING = 40
_KIND = re.compile("(?:项目|工程|专项)$")
_BRACKETED = re.compile(r"\([^()]*\)$")


def subject(before: str, names: Iterable[str]) -> str:
    """Return the only one of the names that the last clause of ``before`` speaks of, if there is one.

    A clause may leave out where a project is: 甲镇路灯改造 is called 路灯改造.
    """
    said = _core(_CLAUSE.split(half_width(before))[-1])
    if len(said) < _SHORTEST:
        return ""
    fitting = {name for name in names if (core := _core(half_width(name))) and (core in said or said in core)}
    return fitting.pop() if len(fitting) == 1 else ""


def opened_with(sentences: Sequence[Sentence], names: Iterable[str]) -> str:
    """Return the name that a paragraph opens with as its title: 2.河道保洁。全年支出…."""
    if len(sentences) < 2:
        return ""
    title = _NUMBER.sub("", re.sub(r"\s", "", half_width(sentences[0].text))).rstrip("。")
    return _called(title, names)


def titled(sentence: Sentence, names: Iterable[str]) -> str:
    """Return the name that a sentence is nothing but, with its number before it: （3）网络租赁经费。"""
    words = re.sub(r"\s", "", half_width(sentence.text)).rstrip("。")
    title = _NUMBER.sub("", words)
    return _called(title, names) if title != words else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The item that a numbered heading names, and how far down it stands: 一、, （一）, 1. or （1）."""

    item: str = ""
    rank: int = 0


def heading_above(text: str, names: Iterable[str], last: Heading) -> Heading:
    """Return the heading that holds from a text on: the text itself, if it is one, or else the ``last``.

    What is below （二）地方病防治项目 is about it, until a heading of that rank or above follows.
    """
    words = re.sub(r"\s", "", half_width(text))
    rank = next((place for place, mark in enumerate(_RANKS) if mark.match(words)), None)
    if rank is None or len(words) > _LONGEST_HEADING or _CLAUSE.search(_NUMBER.sub("", words)):
        return last
    item = _called(_NUMBER.sub("", words), names)
    return Heading(item, rank) if item or rank <= last.rank else last


def _called(title: str, names: Iterable[str]) -> str:
    """The name that a title is, with or without what stands in brackets or 项目 at its end."""
    return next((name for name in names if _bare(title) == _bare(name)), "")


def _bare(name: str) -> str:
    return _KIND.sub("", _BRACKETED.sub("", name)) or name


def _core(words: str) -> str:
    return _OF_ANY.sub("", words)
