"""The outline of a report as data: which sections, in which order, with which default prose and tables.

An outline is JSON (or TOML in ``reports/data/outlines``) of this shape::

    {"code": "…", "title": "…", "heading": "…", "attachment": "…", "sections": [
        {"key": "overview", "level": 1, "number": "一、", "title": "基本概况",
         "hint": "…", "default": [["sentence with {references}", …], …], "insert": "allocation_table"}]}

``default`` holds paragraphs of sentences. A sentence whose references are not all known is left out of
the default prose, so that a gap in the figures does not read as a figure. ``levels`` narrows the insert
``indicators`` to some first-level names.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Insert(StrEnum):
    """What is composed from facts below a section's prose."""

    TARGETS = "targets"
    ALLOCATION_TABLE = "allocation_table"
    EXECUTION_TABLE = "execution_table"
    STATISTICS = "statistics"
    INDICATORS = "indicators"
    PROBLEMS_WITH_SUGGESTIONS = "problems_with_suggestions"
    PROBLEMS = "problems"
    SUGGESTIONS = "suggestions"
    UNEXPLAINED = "unexplained"


class OutlineError(ValueError):
    """The data is not an outline; ``problems`` lists every fault in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("；".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, the hint for the writer, its default prose, and what follows the prose."""

    key: str
    level: int
    number: str
    title: str
    hint: str = ""
    default: tuple[tuple[str, ...], ...] = ()
    insert: Insert | None = None
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in printed order; ``heading`` ends the report's title, ``attachment`` names the form."""

    code: str
    title: str
    heading: str
    attachment: str
    sections: tuple[Section, ...]


_OUTLINE_KEYS = {"code", "title", "heading", "attachment", "sections"}
_SECTION_KEYS = {"key", "level", "number", "title", "hint", "default", "insert", "levels"}


def parse_outline(data: Mapping[str, Any]) -> Outline:
    """Read an outline from plain data.

    Raises:
        OutlineError: with every fault found: a missing or unknown key, a heading level that skips one,
            a section key used twice, an unknown insert.
    """
    problems = [f"提纲缺少“{key}”" for key in sorted(_OUTLINE_KEYS - data.keys())]
    problems += [f"提纲有未知的项“{key}”" for key in sorted(data.keys() - _OUTLINE_KEYS)]
    sections: list[Section] = []
    seen: set[str] = set()
    above = 0
    for place, entry in enumerate(data.get("sections", ()), start=1):
        faults = _section_faults(entry, above)
        if entry.get("key") in seen:
            faults.append(f"标识“{entry['key']}”重复")
        if faults:
            problems += [f"第 {place} 节：{fault}" for fault in faults]
            continue
        above = entry["level"]
        seen.add(entry["key"])
        sections.append(
            Section(
                key=entry["key"],
                level=entry["level"],
                number=entry["number"],
                title=entry["title"],
                hint=entry.get("hint", ""),
                default=tuple(tuple(paragraph) for paragraph in entry.get("default", ())),
                insert=Insert(entry["insert"]) if entry.get("insert") else None,
                levels=tuple(entry.get("levels", ())),
            )
        )
    if not sections and not problems:
        problems.append("提纲没有任何一节")
    if problems:
        raise OutlineError(problems)
    return Outline(
        code=data["code"],
        title=data["title"],
        heading=data["heading"],
        attachment=data["attachment"],
        sections=tuple(sections),
    )


def _section_faults(entry: Mapping[str, Any], above: int) -> list[str]:
    """Return what is wrong with one section that follows a heading of level ``above``."""
    faults = [f"缺少“{key}”" for key in ("key", "level", "number", "title") if entry.get(key) in (None, "")]
    faults += [f"未知的项“{key}”" for key in sorted(entry.keys() - _SECTION_KEYS)]
    level = entry.get("level")
    if level is not None and level not in (1, 2, 3, 4):
        faults.append("标题级别应为 1 至 4")
    elif level is not None and level > above + 1:
        faults.append(f"标题级别 {level} 之前没有第 {level - 1} 级标题")
    if entry.get("insert") and entry["insert"] not in list(Insert):
        faults.append(f"未知的插入内容“{entry['insert']}”")
    return faults
