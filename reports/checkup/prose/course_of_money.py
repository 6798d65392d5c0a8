"""The course that a project's money took, told over several sentences: given, added, cut, spent and left.

年初预算320万元。…年中追加15万元。…全年预算335万元。…支出325万元。…结余10万元: each is told somewhere, and
only once or always alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.checkup.arithmetic import Outcome, of_sum, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence

_FILLING = re.compile(
    "(?:19|20)[0-9]{2}年度?|截至|截止|[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?|年底|全部|[本该此]|我[局委单]位?|项目|专项|财政"
    "|资金|经费|总额|数额?|金额|合?共计?|总计|为|是|达到?|批复|安排|下达|实际|累计|已|完成|形成|产生|单位|了|后的?$"
)
_IN_THE_YEAR = "(?:(?:年度?中|执行中|中期|期中|又|再|因|根据)[\u4e00-\u9fff]{0,16})?"
_ROLES = {
    "opening": re.compile("[较比]?年初(?:部门)?预算?"),
    "added": re.compile(f"{_IN_THE_YEAR}(?:追加|调增)(?:预算)?"),
    "cut": re.compile(f"{_IN_THE_YEAR}(?:追减|调减|核减|压减)(?:预算)?"),
    "year": re.compile("全年预算|(?:调整|变更|追加|调增|调减|核减)后(?:的|全年)*预算?|(?:年度)?预算调整"),
    "plain": re.compile("(?:年度)?预算|到位"),
    "spent": re.compile("(?:全年|年度)?(?:预算)?(?:支出|执行|使用|支付)"),
    "left": re.compile(
        "(?:年末|年终|期末)?(?:结余|结转|节余|结转结余|结转和结余|结余结转|结转下年(?:使用)?)|未(?:执行|使用|支出|支付)"
    ),
    "income": re.compile("(?:本年|全年|年度|当年)?(?:部门)?收入"),
    "carried": re.compile("(?:上年|年初)(?:结转|结余|结转结余|结转和结余)"),
    "given": re.compile("(?:本年|当年|年初)(?:预算|拨款|收入)?"),
}
"""What an amount is, by all the words before it but those that say nothing."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """A figure that is the sum of others; those that are taken off have a minus before their names."""

    result: str
    parts: tuple[str, ...]
    rule: str
    unless: frozenset[str] = frozenset()
    """Where these are told, there is more to it."""


_RELATIONS = (
    _Relation("year", ("opening", "added", "-cut"), "全年预算 = 年初预算 + 追加 − 调减"),
    _Relation("year", ("opening", "added"), "全年预算 = 年初预算 + 追加", frozenset({"cut", "carried"})),
    _Relation("year", ("opening", "-cut"), "全年预算 = 年初预算 − 调减", frozenset({"added", "carried"})),
    _Relation("left", ("income", "-spent"), "结余 = 收入 − 支出", frozenset({"carried"})),
    _Relation("left", ("year", "-spent"), "结余 = 全年预算 − 支出"),
    _Relation(
        "left",
        ("plain", "-spent"),
        "结余 = 预算 − 支出",
        frozenset({"added", "cut", "carried", "year", "opening"}),
    ),
    _Relation(
        "left",
        ("opening", "-spent"),
        "结余 = 预算 − 支出",
        frozenset({"added", "cut", "carried", "year", "plain"}),
    ),
)
_OF_PROJECT = re.compile("项目资金")
_UNCHANGED = re.compile("(?:[未无没][有作做进行发生]{0,4}(?:预算)?(?:调整|追加|调增|调减|变动))")
_CHANGED = re.compile("追加|追减|调[增减剂整]|[核压]减|收回|结转|变[动更]|上级|增加|减少|下达")
_NEAR = 2
"""What is off by more than twice is of something else."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount, and the sentence in which it stands."""

    quantity: Quantity
    sentence: Sentence


def check_course_of_money(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold what the whole text tells of a project's money together, and what each of its paragraphs tells."""
    paragraphs: dict[tuple[int, int, int], list[Sentence]] = defaultdict(list)
    for sentence in sentences:
        place = sentence.place
        paragraphs[place.block, place.row, place.column].append(sentence)
    _check_unadjusted(sentences, _course(sentences, year), ledger)
    for scope in (sentences, *paragraphs.values()):
        told = _course(scope, year)
        for relation in _RELATIONS:
            _hold(relation, told, ledger)


def _course(sentences: Iterable[Sentence], year: int | None) -> Mapping[str, _Amount]:
    """What has one amount wherever it is told."""
    told: dict[str, list[_Amount]] = defaultdict(list)
    for sentence in sentences:
        plain = half_width(sentence.text)
        for one in _money(sentence):
            if not one.is_exact or one.sign:
                continue
            name, before = half_width(sentence.name(one)), plain[: one.start]
            role = _role(name)
            if role == "left":
                before = before.replace("结转下年", "")  # is of this year
            if role and not is_apart(before, year, ()):
                told[role].append(_Amount(one, sentence))
    return {
        role: amounts[-1]
        for role, amounts in told.items()
        if len({amount.quantity.base for amount in amounts}) == 1
    }


def _check_unadjusted(sentences: Sequence[Sentence], told: Mapping[str, _Amount], ledger: Ledger) -> None:
    """年初预算320万元 and 全年预算330万元 where no word tells of a change, or words tell of none."""
    if not {"opening", "year"} <= {*told} or {"added", "cut", "carried"} & {*told}:
        return
    opening, year = told["opening"], told["year"]
    if opening.quantity.base == year.quantity.base:
        return
    if opening.sentence.begins == year.sentence.begins:
        return  # side by side they tell of the change themselves
    text = "".join(half_width(sentence.text) for sentence in sentences)
    said = "文中写明未作调整" if _UNCHANGED.search(text) else "文中未写明调整"
    if _CHANGED.search(_UNCHANGED.sub("", text)):
        return
    sentence, words = year.sentence, year.sentence.words(year.quantity)
    computed = spelled(opening.quantity)
    ledger.find(
        Kind.SUM,
        Severity.WARNING,
        sentence.at(year.quantity),
        f"“{sentence.name(year.quantity)}{words}”与年初预算{computed}不同，{said}。",
        rule="全年预算 = 年初预算 ± 调整",
        text=sentence.text,
        printed=words,
        computed=computed,
    )


def _money(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.is_money]


def _role(name: str) -> str:
    plain = _FILLING.sub("", name)
    if not plain and _OF_PROJECT.search(name):
        return "plain"
    return next((role for role, said in _ROLES.items() if said.fullmatch(plain)), "")


def _hold(relation: _Relation, told: Mapping[str, _Amount], ledger: Ledger) -> None:
    signed = [(part.removeprefix("-"), part.startswith("-")) for part in relation.parts]
    if relation.unless & {*told} or not {relation.result, *(role for role, _less in signed)} <= {*told}:
        return
    result, taken = told[relation.result], [(told[role], less) for role, less in signed]
    every = [result, *(amount for amount, _less in taken)]
    if any(one not in [amount.quantity for amount in told.values()] for one in _money(result.sentence)):
        return  # there is more to it
    parts = [
        replace(one.quantity, value=-one.quantity.value) if less else one.quantity for one, less in taken
    ]
    verdict = of_sum(result.quantity, parts)
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(*(amount.sentence.at(amount.quantity) for amount in every))
        return
    added = sum(part.base for part in parts)
    if verdict.holds or not 0 < added <= result.quantity.base * _NEAR or result.quantity.base > added * _NEAR:
        return
    if any(amount.sentence.at(amount.quantity) in ledger.doubted for amount in every):
        return
    sentence, words = result.sentence, result.sentence.words(result.quantity)
    reckoned = "".join(f"{'－' if less else '＋'}{spelled(one.quantity)}" for one, less in taken)[1:]
    computed = f"{verdict.computed}{result.quantity.unit}"
    ledger.find(
        Kind.SUM,
        Severity.WARNING,
        sentence.at(result.quantity),
        f"“{sentence.name(result.quantity)}{words}”与文中其他数字不符：{reckoned}={computed}。",
        rule=relation.rule,
        text=sentence.text,
        printed=words,
        computed=computed,
    )
