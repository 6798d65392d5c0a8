"""Where the passages of a stranger's report belong in an outline of ours: by what their headings say."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from reports.checkup.understanding import Passage
from reports.outline import Section

_ALIKE = 0.7
"""How much of two headings must be the same: 基本情况 and 基本概况 are one section."""


def placed(
    passages: Iterable[Passage], sections: Sequence[Section]
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the lines of each section by its key, and sentences on the passages that have no place.

    What stands under a heading that no section has goes, heading and all, to the section around it.
    """
    texts: dict[str, list[str]] = {}
    left: list[str] = []
    around: dict[int, str] = {}
    for passage in passages:
        around = {level: key for level, key in around.items() if level < passage.level}
        section = _alike(passage, sections)
        lines = list(passage.lines)
        if section is not None:
            key = section.key
        elif around:
            key = around[max(around)]
            lines.insert(0, passage.heading)
        else:
            if lines:
                left.append(f"“{passage.heading}”一节在提纲中没有对应的章节，正文没有填入。")
            continue
        around[passage.level] = key
        if lines:
            texts.setdefault(key, []).extend(lines)
    return texts, left


def _alike(passage: Passage, sections: Sequence[Section]) -> Section | None:
    """The section of the most similar title, of the same level before others."""
    judged = [
        (SequenceMatcher(None, passage.title, section.title).ratio(), section.level == passage.level, section)
        for section in sections
    ]
    ratio, _same_level, section = max(judged, key=lambda one: one[:2])
    return section if ratio >= _ALIKE else None
