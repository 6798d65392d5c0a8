"""Lines that only ran out of room are one paragraph; cells, items and names stay as they are."""

import pytest

from reports.checkup.examination import examine
from reports.checkup.ingest import read
from reports.document import Paragraph, spelled

BROKEN = """（二）就业支出预算116433.12元，占本年支出总预算
10.73%，同比增加16803.36元，增长16.87%，主要原因是缴
费基数有所提高。
（三）卫生支出预算43897.73元，占本年支出总预算的
4.04%，同比减少6014.46元，下降12.05%，主要原因是人
员减少。
三、其他说明
"""


def paragraphs(text: str) -> list[str]:
    blocks = read("a.txt", text.encode()).document.blocks
    return [spelled(one.runs) if isinstance(one, Paragraph) else one.text for one in blocks]


def test_a_text_that_was_broken() -> None:
    assert paragraphs(BROKEN) == [
        "（二）就业支出预算116433.12元，占本年支出总预算10.73%，同比增加16803.36元，增长16.87%，主要原因是缴费基数有所提高。",
        "（三）卫生支出预算43897.73元，占本年支出总预算的4.04%，同比减少6014.46元，下降12.05%，主要原因是人员减少。",
        "三、其他说明",
    ]


def test_figures_on_both_sides_of_a_break_are_held_together() -> None:
    wrong = BROKEN.replace("16.87%", "14.43%")
    for text, kinds in ((BROKEN, []), (wrong, ["ratio"])):
        document = read("a.txt", text.encode()).document
        assert [one.kind.value for one in examine(document).findings] == kinds


def test_letters_and_figures_stay_apart() -> None:
    text = "".join(
        f"本年购置的设备共分为三个批次陆续到货其中第{one}批的型号为AB\nCD并于当年安装完毕。\n"
        for one in "一二三"
    )
    assert all("AB CD" in one for one in paragraphs(text))


@pytest.mark.parametrize(
    "lines",
    [
        # cells, one to a line
        ["项目名称", "社区巡防经费", "实施单位", "甲街道办事处", "全年预算数", "50"],
        # items without an end
        ["1.改造甲社区的老旧小区和背街小巷的设施", "2.更换乙社区的路灯和监控设备及其线路", "3.修缮道路。"],
        # paragraphs of any length
        ["收入总计120.5万元，支出总计118.2万元，结转2.3万元，均为项目资金", "比上年有所减少", "特此说明。"],
        # names without a sentence
        ["甲街道办事处社区巡防和治安防控服务项目经费", "乙街道办事处道路养护和绿化管护服务项目经费"] * 3,
    ],
)  # fmt: skip
def test_lines_that_were_not_broken(lines: list[str]) -> None:
    assert len(paragraphs("\n".join(lines))) == len(lines)
