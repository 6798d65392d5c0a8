"""Words that say nothing."""

import re

_PUNCTUATION = re.compile(r"[\s，。；、：:,.;/—–-]+")
_NOTHING = {"", "无", "暂无", "没有", "略", "同上", "不适用", "正常"}


def bare(text: str) -> str:
    """Return the text without blanks and punctuation."""
    return _PUNCTUATION.sub("", text)


def gives_reason(text: str) -> bool:
    """Whether something was written that can be a reason; 无 is none."""
    return bare(text) not in _NOTHING
