"""What passed or was settled, and what was tested or received: 抽检500批次，合格490批次.

No more of them can pass than there were; of what was received before, more may be settled in a year.
"""

import re
from itertools import pairwise

from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import COMPARED, Sentence, is_change

_STAGES = (
    (
        re.compile("抽检|抽查|检测|检验|送检|应检|参检|受检|监测|检查|筛查|体检"),
        re.compile("合格|达标|阳性|异常|检出|优良"),
    ),
    (
        re.compile("参训|培训|参考|应考|报名|参加|参赛|考试"),
        re.compile("合格|通过|及格|取得|获得?证|取证|结业|录取|录用|入围|领证"),
    ),
    (re.compile("申报|申请|送审|报送"), re.compile("获批|批准|立项|通过(?:审核|评审)?|入选|核准")),
    (
        re.compile("受理|接收|收到|接报|接诉|登记|交办|转办"),
        re.compile("办结|办理|答复|化解|处置|处理|结案|回复|解决"),
    ),
)
_OF_MORE = re.compile(
    "上年|去年|往年|年初|结转|存量|积案|历[年史]|累计|以前|此前|其他|另|未检|分别|计划|目标|任务|应[抽检办]|标准|每|均|平均|增|超"
)
_FARTHEST = 2
"""What is more than twice as many is of something else."""


def check_passed(sentence: Sentence, ledger: Ledger) -> None:
    """抽检500批次，合格520批次: more than were tested."""
    if _OF_MORE.search(half_width(sentence.text)):
        return
    counts = [one for one in sentence.quantities if not one.is_rate]
    for one, other in pairwise(counts):
        if not _are_counts(one, other) or not one.value < other.value <= one.value * _FARTHEST:
            continue
        between = half_width(sentence.text[one.end : other.start])
        tested, passed = half_width(sentence.name(one)), half_width(sentence.name(other))
        if re.search("[;。]", between) or COMPARED.search(between) or is_change(passed):
            continue
        if not any(first.search(tested) and second.search(passed) for first, second in _STAGES):
            continue
        ledger.find(
            Kind.EXCEED,
            Severity.ERROR,
            sentence.at(other),
            f"“{sentence.name(other)}{sentence.words(other)}”多于前文“{sentence.name(one)}{sentence.words(one)}”。",
            rule="通过、办结的不多于参加、受理的",
            text=sentence.text,
            printed=sentence.words(other),
            computed=f"不多于{spelled(one)}",
        )


def _are_counts(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit != "" and all(
        each.is_exact and not (each.is_money or each.sign or each.unit == "分") for each in (one, other)
    )
