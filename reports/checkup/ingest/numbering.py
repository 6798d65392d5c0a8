"""The numbers that Word counts itself: 一、（一）1.（1） that stand in no run of a paragraph."""

import re
from collections.abc import Callable, Mapping

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from lxml import etree

Element = etree._Element
Styles = Mapping[str | None, Element]

_VALUE = qn("w:val")
_DEEPEST_INHERITANCE = 20
_DIGITS = "〇一二三四五六七八九"
_LEVEL = re.compile("%([1-9])")


def own_or_styled(paragraph: Element, name: str, styles: Styles) -> Element | None:
    """Return a property of a paragraph, its own or that of its style or of one that this is based on."""
    own = paragraph.find(f"w:pPr/{name}", nsmap)
    if own is not None:
        return own
    style = paragraph.find("w:pPr/w:pStyle", nsmap)
    for _ in range(_DEEPEST_INHERITANCE):
        defined = styles.get(style.get(_VALUE)) if style is not None else None
        if defined is None:
            return None
        found = defined.find(f"w:pPr/{name}", nsmap)
        if found is not None:
            return found
        style = defined.find("w:basedOn", nsmap)
    return None


def chinese(number: int) -> str:
    """Spell a number below 1000 as lists do: 十二, 二十, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not number else "")


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (
        (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")
    ):  # fmt: skip
        count, number = divmod(number, value)
        text += letters * count
    return text


_SPELLINGS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if number <= 20 else str(number),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "ideographDigital",
        ),
        chinese,
    ),
}
_SPELLINGS["decimalEnclosedCircleChinese"] = _SPELLINGS["decimalEnclosedCircle"]


class Numbering:
    """Counts the numbered paragraphs of a file; they are to be asked for in reading order, each once."""

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str | None, Element] = {}
        self._lists_of_numbers: dict[str | None, Element] = {}
        self._counts: dict[str | None, dict[int, int]] = {}
        self._restarted: set[Element] = set()  # the beginnings of lists that count anew, once met
        if any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in word.part.rels.values()):
            element = word.part.numbering_part.element
            self._lists = {
                item.get(qn("w:abstractNumId")): item for item in element.iterfind("w:abstractNum", nsmap)
            }
            self._lists_of_numbers = {
                item.get(qn("w:numId")): item for item in element.iterfind("w:num", nsmap)
            }

    def number(self, paragraph: Element) -> str:
        """Return the number that Word puts before a paragraph; bullets are none."""
        if not self._lists or (properties := own_or_styled(paragraph, "w:numPr", self._styles)) is None:
            return ""
        level = _integer(properties.find("w:ilvl", nsmap), 0)
        identity = properties.find("w:numId", nsmap)
        used = self._lists_of_numbers.get(identity.get(_VALUE)) if identity is not None else None
        if used is None:
            return ""
        abstract = used.find("w:abstractNumId", nsmap)
        key = abstract.get(_VALUE) if abstract is not None else None
        return self._next(key, used, level) if key in self._lists else ""

    def _next(self, key: str | None, used: Element, level: int) -> str:
        definitions = {
            int(item.get(qn("w:ilvl"), "0")): item for item in self._lists[key].iterfind("w:lvl", nsmap)
        }
        if level not in definitions:
            return ""
        counts = self._counts.setdefault(key, {})
        restart = used.find(f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride", nsmap)
        if restart is not None and restart not in self._restarted:
            self._restarted.add(restart)
            counts[level] = _integer(restart, 1) - 1
        for number, definition in definitions.items():
            if number <= level:
                counts.setdefault(number, _integer(definition.find("w:start", nsmap), 1) - (number == level))
        counts[level] += 1
        for deeper in [number for number in counts if number > level]:
            del counts[deeper]
        pattern = definitions[level].find("w:lvlText", nsmap)
        return _LEVEL.sub(
            lambda found: _spelled(counts.get(int(found[1]) - 1, 0), definitions.get(int(found[1]) - 1)),
            "" if pattern is None or _format(definitions[level]) == "bullet" else pattern.get(_VALUE, ""),
        )


def _spelled(number: int, definition: Element | None) -> str:
    spelling = _SPELLINGS.get(_format(definition), str) if definition is not None else str
    return spelling(number) if 0 < number < 1000 else str(number)


def _format(definition: Element) -> str:
    found = definition.find("w:numFmt", nsmap)
    return found.get(_VALUE, "") if found is not None else "decimal"


def _integer(element: Element | None, default: int) -> int:
    value = element.get(_VALUE, "") if element is not None else ""
    return int(value) if value.isdigit() and len(value) < 6 else default
