"""Paragraphs that were copied, from last year's report or from another project's (check W21).

A paragraph is taken for a copy if it is told from the other by nothing but figures, references, blanks and
punctuation. Short ones, and those that the outline itself proposes, are said again by everybody.
"""

import re
from functools import lru_cache

from reports.evaluation import Evaluation
from reports.marks import unmarked
from reports.outline import Outline
from reports.words import bare

LAST_YEAR = "上年报告"
"""What a copy from the report of the year before is said to be the same as."""

_CHANGING = re.compile(r"\{[^{}]*\}|[0-9０-９.．%％]+")
"""What differs from year to year in a text that was copied: references and figures."""

_SHORTEST_PARAGRAPH = 30
"""Characters from which a paragraph that is the same was copied and not just said again."""

_TEXTS_REMEMBERED = 4096
"""Of some hundred projects, whose texts are looked at again with each page of any of them."""


class Originals:
    """What the paragraphs of a report may have been copied from."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._outline = evaluation.outline
        last = evaluation.last_year
        sources = [(f"“{one.project}”的报告", one.texts) for one in reversed(evaluation.others)]
        sources.append((LAST_YEAR, tuple(last.texts.values()) if last else ()))
        self._names = {
            paragraph: name for name, texts in sources for text in texts for paragraph in _paragraphs(text)
        }

    def of(self, paragraph: str) -> str | None:
        """Return the report in which the paragraph stands as well; of several, last year's, then the first.

        It is named in words, ``上年报告`` or ``“另一项目”的报告``; ``None`` where there is none.
        """
        lasting = _lasting(paragraph)
        name = self._names.get(lasting)
        return None if name and _is_proposed(lasting, self._outline) else name


def _lasting(paragraph: str) -> str:
    """Return what of a paragraph stays the same from year to year and from project to project."""
    return bare(_CHANGING.sub("", unmarked(paragraph)))


@lru_cache(_TEXTS_REMEMBERED)
def _paragraphs(text: str) -> frozenset[str]:
    """Return what lasts of the paragraphs of a text that are long enough."""
    return frozenset(line for line in map(_lasting, text.splitlines()) if len(line) >= _SHORTEST_PARAGRAPH)


def _is_proposed(lasting: str, outline: Outline) -> bool:
    """Whether a paragraph consists of sentences that the outline proposes for one, some perhaps left out."""
    for section in outline.sections:
        for sentences in section.default:
            rest = lasting
            for sentence in map(_lasting, sentences):
                rest = rest.removeprefix(sentence)
            if not rest:
                return True
    return False
