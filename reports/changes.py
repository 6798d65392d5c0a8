"""What changed from one version of a report to the next: fact by fact, and sentence by sentence.

Pure. Both versions must name their records alike (``reports.snapshot.rekeyed``), so that a line item that
was renamed or moved is still the same one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from reports.document import Block, Document, Heading, Paragraph, Signature, Table, Text
from reports.facts import Fact, Facts

_RECORD = re.compile(r"(item|indicator|statistic|adjustment)-[0-9]+")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*")


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is printed otherwise than before: ``name`` is its own of now, or its last.

    ``before`` and ``after`` are what was and is printed, ``None`` where there is no such fact.
    """

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that is new, or one that is gone."""

    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class SectionChange:
    """What changed under one heading or in one attachment, in reading order."""

    title: str
    sentences: tuple[SentenceChange, ...]


def changed_facts(before: Facts, after: Facts) -> tuple[FactChange, ...]:
    """Return what is printed otherwise, in the order of now: a record's new name, then its figures.

    What is gone comes last.
    """
    old = {_identity(fact): fact for fact in before.values()}
    new = {_identity(fact): fact for fact in after.values()}
    changes: list[FactChange] = []
    named: set[str] = set()
    for key, fact in new.items():
        last = old.get(key)
        record = _RECORD.match(key)
        if record and last and record[0] not in named:
            named.add(record[0])
            names = _record_name(last), _record_name(fact)
            if names[0] != names[1]:
                changes.append(FactChange(f"{names[1]}.名称", *names))
        differs = _spelled(last) != _spelled(fact) if last else fact.value is not None
        if differs:
            changes.append(FactChange(fact.name, _spelled(last) if last else None, _spelled(fact)))
    gone = (fact for key, fact in old.items() if key not in new and fact.value is not None)
    return (*changes, *(FactChange(fact.name, _spelled(fact), None) for fact in gone))


def _identity(fact: Fact) -> str:
    """Return what a fact goes by: about a record its id, else its name, for its id may count something."""
    return fact.id if _RECORD.match(fact.id) else fact.name


def _record_name(fact: Fact) -> str:
    """Return the name of the record that a fact is about: its own without the last part, if it has parts."""
    return fact.name.rpartition(".")[0] or fact.name


def _spelled(fact: Fact) -> str:
    """Return the fact as printed, with its unit."""
    return f"{fact.text}{fact.unit}" if isinstance(fact.value, Decimal) else fact.text


def changed_sentences(before: str, after: str) -> tuple[SentenceChange, ...]:
    """Return the sentences that one text has and the other has not, in reading order."""
    return _changed([*_split([before])], [*_split([after])])


def changed_sections(before: Document, after: Document) -> tuple[SectionChange, ...]:
    """Return the sections in which a sentence changed, in the order of now; those that are gone come last."""
    old, new = dict(_sections(before)), dict(_sections(after))
    changes = [
        SectionChange(title, _changed(old.get(title, []), new.get(title, [])))
        for title in dict.fromkeys([*new, *old])
    ]
    return tuple(change for change in changes if change.sentences)


def _changed(before: list[str], after: list[str]) -> tuple[SentenceChange, ...]:
    changes: list[SentenceChange] = []
    for kind, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind != "equal":
            changes += (SentenceChange(text, is_new=False) for text in before[i:j])
            changes += (SentenceChange(text, is_new=True) for text in after[k:m])
    return tuple(changes)


def _sections(document: Document) -> Iterator[tuple[str, list[str]]]:
    yield "标题", [*document.title]
    title, sentences = "", list[str]()
    for block in document.blocks:
        if isinstance(block, Heading):
            yield title, sentences
            title, sentences = block.text, []
        sentences += _sentences(block)
    yield title, sentences
    for attachment in document.attachments:
        yield (
            f"{attachment.label}：{attachment.title}",
            [sentence for block in attachment.blocks for sentence in _sentences(block)],
        )


def _sentences(block: Block) -> Iterator[str]:
    """Yield the sentences of a block; of a table those of the cells that hold words and no figure."""
    match block:
        case Heading():
            pass
        case Paragraph():
            yield from _split([block.text])
        case Table():
            cells = (cell for row in block.all_rows for cell in row)
            yield from _split(cell.text for cell in cells if all(isinstance(run, Text) for run in cell.runs))
        case Signature():
            yield from _split([block.office, block.date])


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in text.splitlines():
            yield from (match.strip() for match in _SENTENCE.findall(line) if match.strip())
