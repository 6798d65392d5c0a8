"""The mark of a paragraph that is kept out of the public version (``reports.public``); never printed."""

import re

WITHHELD = "【不公开】"
"""What stands before a paragraph that is kept out of the public version."""

_MARK = re.compile(rf"^[^\S\n]*{WITHHELD}[^\S\n]*", re.MULTILINE)


def unmarked(text: str) -> str:
    """Return a text without the marks that keep paragraphs out of the public version."""
    return _MARK.sub("", text)


def is_withheld(paragraph: str) -> bool:
    """Return whether a paragraph is marked to be kept out of the public version."""
    return _MARK.match(paragraph) is not None
