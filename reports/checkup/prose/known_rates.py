"""Rates that the field defines, held against the two figures that they are of, wherever a text tells them.

在职人员控制率 is 在职人员 over 编制, however many sentences stand between: no other check reaches so far.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.checkup.arithmetic import Outcome, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence, is_alike

_ENDS = "(?:总|人)?(?:数量?|额)?(?:为|是|共计?|有|达到?)*$"
_FILLING = re.compile(
    "[0-9]{4}年[度末底]?|[0-9]{1,2}月[末底]?|截至|年末|年底|全年|[本我全](?:单位|部门|局|委|会|所|中心|街道|市|区|县)|现|实际|共"
)


_CHANGED = re.compile("追加|调[增减整]|结转|追减")
"""What makes another budget of the one that was given."""


@dataclass(frozen=True, slots=True)
class KnownRate:
    """A rate, and what the two figures are called that it is the quotient of.

    It is not ``certain`` where the whole may have been changed in the course of the year.
    """

    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    formula: str
    certain: bool = True


def _known(rate: str, part: str, whole: str, formula: str, *, certain: bool = True) -> KnownRate:
    return KnownRate(
        re.compile(f"(?:{rate}){_ENDS}"),
        re.compile(f"^(?:{part}){_ENDS}"),
        re.compile(f"^(?:{whole}){_ENDS}"),
        formula,
        certain,
    )


KNOWN = (
    _known(
        "(?:在职|财政供养)人员控制率",
        "(?:实有)?在[职编](?:在[编职])?(?:人员|职工|干部职工)?|实有(?:在职)?(?:人员|人数)",
        "(?:核定|批准|批复|人员|机构)*编制(?:人员)?",
        "在职人员数 ÷ 编制数",
    ),
    _known(
        "资金到位率",
        "到位资金|资金到位|实际到位(?:资金)?",
        "(?:[本该]项目|项目)?(?:年度|全年)?(?:计划|应到位)资金",
        "到位资金 ÷ 计划资金",
    ),
    _known(
        "(?:资金)?(?:分解)?下达率",
        "(?:[省市县区]级?|已|再)?(?:财政)?(?:分解)?下达(?:[到至](?:各?[县区乡镇]+|项目单位|用款单位))",
        "(?:中央|自治区|[省市]级?|上级)(?:财政)?下达(?:我[省市县区])?(?:资金|经费)?",
        "分解下达的资金 ÷ 上级下达的资金",
    ),
    _known(
        "^(?:[本该]?项目|资金|预算|总体|全年)*(?:执行|支出)率",
        "(?:项目|资金|累计|已|预算)*(?:支出|支付|执行|使用)(?:资金|金额|经费)?",
        "(?:项目|年度|年初|当年|财政|资金)*(?:安排|批复)?预算(?:资金|安排|总额|经费|金额)?",
        "支出 ÷ 预算",
        certain=False,
    ),
    _known(
        "固定资产利用率",
        "(?:实际)?在用(?:的)?固定资产(?:总额|原值|价值)?",
        "固定资产(?:总额|总值|原值)?",
        "在用固定资产 ÷ 固定资产总额",
    ),
    _known(
        "(?:问卷)?回收率",
        "(?:收回|回收)(?:有效)?(?:问卷|调查表)?",
        "发放(?:满意度)?(?:调查)?(?:问卷|调查表)",
        "收回 ÷ 发放",
    ),
    _known(
        "(?:问卷)?有效率",
        "(?:其中)?有效(?:问卷|调查表)",
        "(?:收回|回收)(?:问卷|调查表)?",
        "有效问卷 ÷ 收回问卷",
    ),
    _known(
        "收[缴费]率|征[收缴]率",
        "(?:实|已)(?:际)?(?:收|缴|征收|收缴|征缴)(?:入|到|回)?(?:[水电租学保]?[费金税])?",
        "应(?:收|缴|征收|收缴|征缴)(?:[水电租学保]?[费金税])?",
        "实收 ÷ 应收",
    ),
)


def check_known_rates(sentences: Iterable[Sentence], year: int | None, ledger: Ledger) -> None:
    """Each is the quotient of the only two figures that are so called, in whatever sentences they stand."""
    told = [
        (half_width(sentence.name(one)), one, sentence)
        for sentence in sentences
        for one in sentence.quantities
        if one.is_exact
        and not one.sign
        and not is_of_another_year(half_width(sentence.text[: one.start]), year)
    ]
    figures = [(name, one) for name, one, _sentence in told if one.unit and not one.is_rate]
    for known in KNOWN:
        part, whole = _only(figures, known.part), _only(figures, known.whole)
        if part is None or whole is None or not is_alike(part, whole) or part.base > whole.base:
            continue
        if not known.certain and any(_CHANGED.search(name) for name, _one in figures):
            continue
        for name, printed, sentence in told:
            if printed.is_rate and known.rate.search(name) and not ledger.is_known(sentence.at(printed)):
                _hold(sentence, printed, part, whole, known, ledger)


def _only(told: Sequence[tuple[str, Quantity]], called: re.Pattern[str]) -> Quantity | None:
    """The figure that is called so, where all that are called so are one."""
    found = {one.base: one for name, one in told if called.search(_FILLING.sub("", name))}
    return found.popitem()[1] if len(found) == 1 else None


def _hold(
    sentence: Sentence, printed: Quantity, part: Quantity, whole: Quantity, known: KnownRate, ledger: Ledger
) -> None:
    verdict = of_rate(printed, part, whole)
    if verdict is None:
        return
    if verdict.outcome is Outcome.AGREE:
        ledger.agree(sentence.at(printed))
        return
    words, residue = sentence.words(printed), verdict.outcome is Outcome.RESIDUE
    ledger.find(
        Kind.RATIO,
        Severity.RESIDUE if residue else Severity.ERROR if known.certain else Severity.WARNING,
        sentence.at(printed),
        f"“{sentence.name(printed)}{words}”与文中数字不符：{spelled(part)}÷{spelled(whole)}={verdict.computed}。",
        rule=known.formula,
        text=sentence.text,
        printed=words,
        computed=verdict.computed,
    )
