"""What there will be once so many are added to those that there are, told elsewhere: 新增3家，总数达到7家."""

import re
from collections.abc import Sequence
from itertools import pairwise

from projects.money import number_text
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.miswriting import miswriting
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike

_ADDED = re.compile("(?:新[增建设]|增[加设建]|再建|扩建)了?(?P<what>[\u4e00-\u9fff]{0,14})$")
_IN_ALL = re.compile(
    "^,?(?:使|届时|累计|[\u4e00-\u9fff]{0,8}?总[数量]|[\u4e00-\u9fff]{0,6}?数量|全[市县区省][\u4e00-\u9fff]{0,6})*"
    "(?:达到?|增[加至]?[到至]|达)$"
)
_THERE_ARE = re.compile("现有|已有|目前|原有|仅有?|现已|已建成?")
_OTHER = re.compile(
    "新[增建设]|增|减|目标|计划|拟|应|预计|上年|去年|其中|每|均|第|另|余|抽查|检查|达到|[0-9]"
)
_FILLING = re.compile("(?:共|仅|只|现|已|建成|合计|累计|总数|数量|有|为|达|了)+$")
_SHORTEST = 3
_AGAIN = re.compile("再次?[\u4e00-\u9fff]{0,2}(?:下[达拨]|安排|拨付|投入|追加|争取)[\u4e00-\u9fff]{0,8}$")
_TOGETHER = re.compile("[,;](?:[\u4e00-\u9fff]{0,4})(?:累计|共计?|合计|总计)[\u4e00-\u9fff]{0,10}")


def check_added_to(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """Hold a number to be reached against what is to be added to the only number of the same that is told."""
    for sentence in sentences:
        for added, whole in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            found = _ADDED.search(half_width(sentence.name(added)))
            between = re.sub(r"\s", "", half_width(sentence.text[added.end : whole.start]))
            if found is None or not (_is_count(added) and _is_count(whole)) or not is_alike(added, whole):
                continue
            what = found["what"] or _noun_behind(sentence, added)
            between = between.removeprefix(what if not found["what"] else "")
            if not _IN_ALL.match(between) or ledger.is_known(sentence.at(whole)):
                continue
            if what and len(what) < _SHORTEST:
                continue
            here = sentences if what else [one for one in sentences if one.place == sentence.place]
            _hold(sentence, added, whole, _told(here, what, added), ledger)


def _is_count(one: Quantity) -> bool:
    return one.is_exact and bool(one.unit) and not (one.is_rate or one.is_money or one.sign)


def _noun_behind(sentence: Sentence, one: Quantity) -> str:
    found = re.match("[\u4e00-\u9fff]{3,10}", half_width(sentence.text[one.end :]))
    return found[0] if found else ""


def _told(sentences: Sequence[Sentence], what: str, like: Quantity) -> list[tuple[Quantity, bool]]:
    """The numbers of such things that are told, each with whether it is said that they are there.

    Where nothing is named, 拟新增240人, it is of what the same text says to be there.
    """
    result = []
    for sentence in sentences:
        for one in sentence.quantities:
            if not (_is_count(one) and is_alike(one, like)):
                continue
            name = half_width(sentence.name(one))
            noun = _FILLING.sub("", name)
            sure = _THERE_ARE.search(name) is not None
            named = noun == what or (sure and noun.endswith(what))
            if (named or (sure and _noun_behind(sentence, one).startswith(what))) and not _OTHER.search(name):
                result.append((one, sure))
    return result


def _hold(
    sentence: Sentence,
    added: Quantity,
    whole: Quantity,
    told: Sequence[tuple[Quantity, bool]],
    ledger: Ledger,
) -> None:
    values = {one.base for one, _sure in told}
    if not values:
        return
    if any(one + added.base == whole.base for one in values):
        ledger.agree(sentence.at(added), sentence.at(whole))
        return
    if len(values) > 1:
        return
    (there,) = values
    computed = f"{number_text((there + added.base) / whole.factor)}{whole.unit}"
    words = sentence.words(whole)
    ledger.find(
        Kind.COUNT,
        Severity.ERROR if any(sure for _one, sure in told) else Severity.WARNING,
        sentence.at(whole),
        f"“{words}”与文中数字不符：现有{number_text(there)}{whole.unit}，增加{sentence.words(added)}后为{computed}。",
        rule="增加后的总数 = 原有数 + 增加数",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def check_given_again(sentences: Sequence[Sentence], ledger: Ledger) -> None:
    """下达14亿元。在此基础上再次下达12亿元，累计下达26亿元: what was given before and again is all."""
    for number, sentence in enumerate(sentences):
        before = sentences[number - 1] if number else sentence
        money = [one for one in sentence.quantities if one.is_money and one.is_exact]
        for again, whole in pairwise(money):
            between = half_width(sentence.text[again.end : whole.start])
            if not _AGAIN.search(half_width(sentence.name(again))) or not _TOGETHER.fullmatch(between):
                continue
            own = [one for one in money if one.end <= again.start]
            near = before is not sentence and before.place.block == sentence.place.block
            first = own or ([one for one in before.quantities if one.is_money] if near else [])
            if not first or ledger.is_known(sentence.at(whole)):
                continue
            added = first[-1].base + again.base
            if added == whole.base:
                ledger.agree(sentence.at(whole), sentence.at(again))
            elif miswriting(whole, added / whole.factor) is not None:
                _report_again(sentence, (first[-1], again), whole, ledger)


def _report_again(
    sentence: Sentence, parts: tuple[Quantity, Quantity], whole: Quantity, ledger: Ledger
) -> None:
    added = parts[0].base + parts[1].base
    computed = f"{number_text(added / whole.factor)}{whole.unit}"
    words = sentence.words(whole)
    ledger.find(
        Kind.SUM,
        Severity.WARNING,
        sentence.at(whole),
        f"“{sentence.name(whole)}{words}”与前后两次之和不符：{spelled(parts[0])}＋{spelled(parts[1])}={computed}。",
        rule="各部分之和等于合计",
        text=sentence.text,
        printed=words,
        computed=computed,
    )
