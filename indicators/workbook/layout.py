"""The sheets of the fill-in workbook and their columns: official terms, in Chinese."""

from dataclasses import dataclass

from projects.funds import EntryKind


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``heading`` may be followed by a unit in brackets, 年初预算（万元）.

    ``options`` names the list that its drop-down offers; ``figures`` are right-aligned numbers.
    """

    key: str
    heading: str
    note: str
    width: int = 16
    options: str = ""
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; its columns are found by their headings, in whatever order they stand."""

    name: str
    columns: tuple[Column, ...]


OFFICE = Column("office", "单位编码", "单位的编码；只报一个单位时可不设此列。")
PROJECT = Column("project", "项目编码", "项目的编码。")
PLACES = (OFFICE, PROJECT)
"""What stands in front in a workbook that holds several projects."""

AMOUNTS = {
    EntryKind.OPENING: "年初预算",
    EntryKind.ADJUSTMENT: "预算调整",
    EntryKind.PAID: "全年执行数",
}
"""The headings of the amounts."""

FUNDS = Sheet(
    "资金",
    (
        Column("line", "明细项目", "每个明细项目、每种资金来源一行。", 30),
        Column("source", "资金来源", "从下拉列表中选择。", 18, "sources"),
        *(
            Column(kind.value, heading, note, 20, figures=True)
            for (kind, heading), note in zip(
                AMOUNTS.items(),
                (
                    "没有的留空；空白不等于 0。",
                    "追加填正数，调减填负数。全年预算由系统计算。",
                    "实际支付的金额。执行率由系统计算。",
                ),
                strict=True,
            )
        ),
    ),
)
INDICATORS = Sheet(
    "绩效指标",
    (
        Column("level1", "一级指标", "从下拉列表中选择。", 12, "level1"),
        Column("level2", "二级指标", "从下拉列表中选择，须属于所选的一级指标。", 14, "level2"),
        Column("name", "三级指标", "指标名称，同一项目内不能重复。", 30),
        Column("nature", "指标性质", "≥、≤、=、>、< 或定性。", 10, "natures"),
        Column("direction", "指标方向", "≥、> 为正向，≤、< 为反向。", 10, "directions"),
        Column("target", "目标值", "定量填数字；定性填文字。", 18, figures=True),
        Column("unit", "计量单位", "定量必填；定性留空。", 10, "units"),
        Column("weight", "分值", "0 至 100，最多两位小数。", 8, figures=True),
        Column("actual", "完成值", "定量填数字；定性填文字。取自工作数据的留空。", 18, figures=True),
        Column("actual_from", "完成值取自", "提供完成值的工作数据的名称；自行填写完成值的留空。", 18),
        Column("achieved_percent", "达成程度（%）", "只有定性指标填写，0 至 100。", 14, figures=True),
        Column("deviation", "偏差原因", "未完成或超额较多时填写。", 30),
        Column("improvement", "改进措施", "与偏差原因对应。", 30),
    ),
)
STATISTICS = Sheet(
    "工作数据",
    (
        Column("area", "工作领域", "如：信访工作。", 18),
        Column("name", "名称", "同一项目内不能重复。", 30),
        Column("value", "数值", "由两项数据相除的比率留空。", 14, figures=True),
        Column("unit", "计量单位", "比率留空。", 10, "units"),
        Column("part", "分子", "比率的分子：另一项工作数据的名称。", 24),
        Column("whole", "分母", "比率的分母：另一项工作数据的名称。", 24),
    ),
)
SHEETS = {sheet.name: sheet for sheet in (FUNDS, INDICATORS, STATISTICS)}

NOTES, OPTIONS, FAULTS = "填表说明", "选项", "问题清单"
OUR_OWN = (NOTES, OPTIONS, FAULTS)
"""Sheets that we add and do not read."""

MONEY_UNITS = ("万元", "元")

COMMON_UNITS = (
    "个",
    "次",
    "人",
    "人次",
    "户",
    "件",
    "起",
    "处",
    "场",
    "份",
    "%",
    "元",
    "万元",
    "天",
    "月",
    "平方米",
    "公里",
)
"""Units of measure that the drop-down offers; others can be typed."""
