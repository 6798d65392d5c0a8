"""Which characters the bytes of a text are."""

import codecs

from reports.checkup.ingest.source import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_CONTROLS = 0.01


def decoded(content: bytes, *, declared: str = "") -> str:
    """Return the text; ``declared`` is the encoding that it names itself, believed only if it fits.

    Raises:
        Unreadable: if it is no text in UTF-8, GB 18030 or UTF-16.
    """
    for encoding in _candidates(content, declared):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
        if controls <= _MOST_CONTROLS * len(text):
            return text
    raise Unreadable("文件不是文本，或者用了不能识别的编码，请另存为UTF-8编码后再送检。")


def _candidates(content: bytes, declared: str) -> list[str]:
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    if marked:
        return marked
    # without a mark, every other byte of such a text is zero where it holds digits and line feeds
    zeros = [content[start::2].count(0) for start in (0, 1)]
    if max(zeros) > len(content) / 50:
        return ["utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"]
    simplified = "gb18030" if declared.lower() in ("gb2312", "gbk", "x-gbk") else declared
    return ["utf-8", *([simplified] if simplified else []), "gb18030"]
