"""Reasons of an indicator's deviation: when the document asks for them."""

import re
from collections.abc import Iterable
from decimal import Decimal

from reports.checkup.numbers import half_width

_ASKS = re.compile("说明|填写|填报|原因|分析")
_REASON = re.compile("原因|偏差说明")
_ABOVE_TARGET = re.compile(
    "(?:完成率?|完成值|指标值|目标值?|比例)[^。;,0-9]{0,6}(?:超过?|高于|大于|达到?|[>≥])[^。;,0-9]{0,6}"
    "(?P<percent>1(?!00)[0-9]{2})%"
)
_BY_MORE = re.compile(
    "(?:偏[差离](?:率|度|幅度|程度)?|超(?:出|过|额)?(?:了)?(?:年度|年初|预期)?(?:目标|指标|计划)值?|超额完成)"
    "[^。;,0-9]{0,8}(?P<percent>[1-9][05]?)%"
)


def asked_above(texts: Iterable[str]) -> Decimal | None:
    """Above which degree of completion the document asks for reasons: 完成率超过120%的必须填写 is 1.2."""
    for text in texts:
        for sentence in re.split("[。;\n]", re.sub(r"[ \t\u3000]", "", half_width(text))):
            above, more = _ABOVE_TARGET.search(sentence), _BY_MORE.search(sentence)
            found = above or more
            if found is None or not (_REASON.search(sentence) or _ASKS.search(sentence, found.end())):
                continue
            return Decimal(found["percent"]).scaleb(-2) + (0 if above else 1)
    return None
