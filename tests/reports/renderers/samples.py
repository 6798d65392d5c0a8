"""Documents to draw: a whole report with its form, and builders for the cases that only a renderer meets."""

import datetime
from decimal import Decimal

from reports.document import (
    Align,
    Attachment,
    Cell,
    Column,
    Document,
    FactRef,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    Text,
)

LINES = (
    ("社区微型消防站人员补贴（除站长）", "42.90", "7.64%"),
    ("粮食应急供应网点建设", "5.82", "1.04%"),
    ("综合治理专项（含平安建设）", "23.55", "4.20%"),
    ("社会治安重点地区工作经费", "5.64", "1.00%"),
    ("安全协管员经费", "27.05", "4.82%"),
    ("社区巡防经费", "270.69", "48.23%"),
    ("流动人口协管员经费", "29.91", "5.33%"),
    ("社区平安志愿者补助", "20.44", "3.64%"),
    ("应急消防经费", "112.87", "20.11%"),
    ("武装工作经费", "17.54", "3.13%"),
    ("精神病工作经费", "4.85", "0.86%"),
)
RARE = "镕喆堃㙍"
HOSTILE = (
    "<b>&amp;\"'</b>",
    "=1+1",
    "+SUM(A1)",
    "@cmd",
    "W" * 120,
    RARE,
    "{{ secret }}{% now %}",
    "a\nb",
    "  x  ",
)
PROSE = (
    "本项目围绕综合治理、社区巡防、信访稳定和消防安全开展工作，坚持“谁支出、谁自评”的原则，如实反映资金的使用情况和"
    "绩效目标的完成情况，为以后年度的预算安排提供依据。项目经费专款专用，每项经费经办公会审批后支付，账目清楚，手续完备。"
)


def fact(text: str, identity: str = "fact") -> FactRef:
    return FactRef(text, identity)


def words(text: str, **shape: int) -> Cell:
    return Cell((Text(text),) if text else (), **shape)


def prose(text: str, **shape: int) -> Cell:
    return Cell((Text(text),), align="left", **shape)


def label(text: str, **shape: int) -> Cell:
    return Cell((Text(text),), is_header=True, align="center", **shape)


def figure(text: str, identity: str = "fact", align: Align | None = "right") -> Cell:
    """A cell that holds the number that it prints; "—" holds none."""
    if text == "—":
        return Cell((FactRef(text, identity),), align=align)
    percent = text.endswith("%")
    number = Decimal(text.rstrip("%")) / (100 if percent else 1)
    return Cell((FactRef(text, identity),), align=align, number=number, percent=percent)


def paragraph(*runs: Run | str, anchor: str = "") -> Paragraph:
    return Paragraph(tuple(Text(run) if isinstance(run, str) else run for run in runs), anchor=anchor)


def allocation_table() -> Table:
    return Table(
        caption="资金安排情况表",
        unit="单位：万元",
        columns=(Column(22), Column(14, "right"), Column(12, "right")),
        head=((label("项目名称"), label("全年资金安排（万元）"), label("占总支出比例")),),
        rows=tuple(
            (words(name), figure(amount, f"line-{place}-budget"), figure(share, f"line-{place}-share"))
            for place, (name, amount, share) in enumerate(LINES, start=1)
        ),
        total=(label("合计"), figure("561.26", "total-budget"), figure("100.00%", "total-share")),
        note=(
            Text("注：各行与合计均按实际数据四舍五入，合计与各行之和相差"),
            fact("0.01"),
            Text("万元，为尾差。"),
        ),
        anchor="allocation",
    )


def execution_table() -> Table:
    return Table(
        caption="资金使用情况表",
        unit="单位：万元",
        columns=(Column(20), Column(11, "right"), Column(12, "right"), Column(11, "right")),
        head=(
            (
                label("项目名称"),
                label("全年资金安排（万元）"),
                label("全年使用资金情况（万元）"),
                label("使用情况与资金安排比"),
            ),
        ),
        rows=tuple(
            (words(name), figure(amount), figure(amount), figure("100.00%")) for name, amount, _ in LINES
        ),
        total=(label("合计"), figure("561.26"), figure("561.26"), figure("100.00%")),
    )


INDICATORS = (
    ("产出", "数量", "治安重点地区整治", "≥2个", "2个", "10", "10.00", "—"),
    ("产出", "数量", "以奖代补协议签订", "≥11个", "11个", "10", "10.00", "—"),
    ("产出", "数量", "综合应急演练", "≥3次", "—", "10", "—", "未填报完成值，本项不计分。"),
    (
        "产出",
        "质量",
        "安全宣传活动覆盖社区",
        "≥4次",
        "18次",
        "10",
        "10.00",
        "全年多次开展专题宣传，下年度据实提高指标值。",
    ),
    ("产出", "时效", "经费支付及时率", "≥95%", "100%", "10", "10.00", "—"),
    ("效益", "社会", "矛盾纠纷化解率", "≥95%", "97.58%", "15", "15.00", "—"),
    ("效益", "社会", "安全隐患闭环率", "≥95%", "99%", "15", "15.00", "—"),
    ("满意度", "服务对象", "居民对治安状况的满意度", "≥90%", "92%", "10", "10.00", "—"),
)


LONG_INDICATORS = tuple(indicator for indicator in INDICATORS for _ in range(6))


def form_table(indicators: tuple[tuple[str, ...], ...] = INDICATORS) -> Table:
    """The 自评表, with the merged cells of the official form."""
    return Table(
        caption="",
        columns=(
            *(Column(width, "center") for width in (7, 10, 10)),
            Column(18),
            *(Column(width, "center") for width in (12, 12, 6, 9)),
            Column(16),
        ),
        head=(),
        rows=(
            (label("项目名称", colspan=2), words("平安稳定项目", colspan=7)),
            (
                label("主管部门", colspan=2),
                words("朝天门街道办事处", colspan=2),
                label("实施单位", colspan=2),
                words("朝天门街道办事处", colspan=3),
            ),
            (
                label("项目资金（万元）", rowspan=5),
                label("", colspan=2),
                *map(label, ("年初预算数", "全年预算数(A)", "全年执行数(B)", "分值", "执行率(B/A)", "得分")),
            ),
            _money("年度资金总额", "561.26", "561.26", "561.26", "10", "100.00%", "10.00"),
            _money("其中：当年财政拨款", "500.00", "500.00", "500.00", "—", "100.00%", "—"),
            _money("上年结转资金", "61.26", "61.26", "61.26", "—", "100.00%", "—"),
            _money("其他资金", "0.00", "0.00", "0.00", "—", "—", "—"),
            (
                label("年度总体目标", colspan=2, rowspan=2),
                label("预期目标", colspan=3),
                label("实际完成情况", colspan=4),
            ),
            (
                prose("1.整治治安重点地区，保持社会治安稳定。\n2.及时化解矛盾纠纷。", colspan=3),
                prose("1.治安重点地区整治按期完成。\n2.全年矛盾纠纷化解率为97.58%。", colspan=4),
            ),
            *_indicator_rows(indicators),
        ),
        total=(
            label("总分", colspan=6),
            figure("100", align="center"),
            figure("90.00", align="center"),
            label("优"),
        ),
    )


def _money(name: str, *figures: str) -> tuple[Cell, ...]:
    return (
        label(name, colspan=2),
        *(figure(text, align="right" if place < 3 else "center") for place, text in enumerate(figures)),
    )


def _indicator_rows(indicators: tuple[tuple[str, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    titles = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    )
    rows = [(label("绩效指标", rowspan=len(indicators) + 1), *map(label, titles))]
    for place, (first, second, name, target, done, weight, points, because) in enumerate(indicators):
        before = indicators[place - 1] if place else ("", "")
        spans: list[Cell] = []
        if before[0] != first:
            spans.append(label(first, rowspan=sum(row[0] == first for row in indicators)))
        if before[:2] != (first, second):
            spans.append(label(second, rowspan=sum(row[:2] == (first, second) for row in indicators)))
        rows.append(
            (
                *spans,
                words(name),
                words(target),
                words(done),
                figure(weight, align="center"),
                figure(points, align="center"),
                words(because),
            )
        )
    return tuple(rows)


def report() -> Document:
    """A whole report: seven sections, both money tables, the signature and the form."""
    return Document(
        title=("2020年度平安稳定项目", "支出绩效自评报告"),
        blocks=(
            Heading(1, "一、", "基本概况", "overview"),
            Heading(2, "（一）", "项目概况"),
            paragraph(
                "朝天门街道办事处（以下简称“街道”）2020年度平安稳定项目全年预算",
                fact("561.26", "total-budget"),
                "万元，全年执行",
                fact("561.26", "total-spent"),
                "万元，执行率",
                fact("100.00%", "total-rate"),
                "。项目用于综合治理、社区巡防、信访稳定、社会治安重点地区、流动人口协管、平安志愿者、武装工作和消防安全等方面。",
                anchor="overview",
            ),
            Heading(2, "（二）", "绩效目标设置情况"),
            paragraph(
                "产出：治安重点地区整治",
                fact("≥2个"),
                "（分值",
                fact("10"),
                "）；综合应急演练",
                fact("≥3次"),
                "。",
            ),
            Heading(1, "二、", "绩效评价工作情况", "work"),
            Heading(2, "（一）", "绩效评价目的"),
            paragraph(PROSE),
            Heading(2, "（二）", "绩效评价原则、评价指标体系、评价方法"),
            paragraph("评价坚持“科学规范、公正公开、分级分类、绩效相关”的原则，采用比较法和因素分析法。"),
            Heading(2, "（三）", "绩效评价工作过程"),
            Heading(3, "1.", "前期准备"),
            paragraph(PROSE),
            Heading(3, "2.", "组织实施"),
            Heading(4, "（1）", "资料收集"),
            paragraph(PROSE),
            Heading(3, "3.", "分析评价"),
            paragraph(PROSE),
            Heading(1, "三、", "绩效评价指标分析情况", "analysis"),
            Heading(3, "1.", "资金安排落实、总投入等情况分析"),
            paragraph("全年资金安排", fact("561.26", "total-budget"), "万元，各项经费的安排情况见下表。"),
            allocation_table(),
            Heading(3, "2.", "资金实际使用情况分析"),
            paragraph(
                "全年使用资金", fact("561.26", "total-spent"), "万元，占资金安排的", fact("100.00%"), "。"
            ),
            execution_table(),
            Heading(3, "3.", "资金管理情况"),
            paragraph(PROSE),
            Heading(1, "四、", "绩效评价情况及评价结论", "conclusion"),
            paragraph(
                "1.信访工作。全年排查矛盾纠纷",
                fact("124件"),
                "，化解",
                fact("121件"),
                "，矛盾纠纷化解率",
                fact("97.58%"),
                "。",
            ),
            paragraph(
                "2.消防安全。全年巡查排查",
                fact("6447次"),
                "，发现安全隐患",
                fact("1076处"),
                "，隐患闭环率",
                fact("99%"),
                "。",
            ),
            paragraph(
                "综合以上情况，自评得分",
                fact("90.00", "score-total"),
                "分，等级为",
                fact("优", "grade"),
                "。",
            ),
            Heading(1, "五、", "绩效评价结果应用建议", "use"),
            paragraph(PROSE),
            Heading(1, "六、", "主要经验及做法、存在的问题和建议", "problems"),
            paragraph(PROSE),
            paragraph("1.存在的问题：综合应急演练未填报实际完成值，绩效目标的日常跟踪不够。"),
            paragraph("相应建议：按季度登记完成情况，年中监控时一并核对，年末据实填报。"),
            Heading(1, "七、", "其他需说明的问题", "other"),
            paragraph(f"本报告所列人员姓名中的{RARE}等字以户籍登记为准。"),
            Paragraph((Text("附件：项目支出绩效自评表"),), role="attachment-note"),
            Signature("朝天门街道办事处", "2021年2月3日"),
        ),
        attachments=(Attachment("附件", "项目支出绩效自评表（2020年度）", (form_table(),)),),
        author="朝天门街道办事处",
        written_on=datetime.date(2021, 2, 3),
        keywords=("绩效自评", "平安稳定项目"),
    )


def form_alone() -> Document:
    """The form without a report around it."""
    title = "项目支出绩效自评表（2020年度）"
    return Document(title=(), blocks=(), attachments=(Attachment("", title, (form_table(),)),))


def across() -> Document:
    """A document whose attachment lies across its pages, between upright ones."""
    attachments = tuple(
        Attachment(f"附件{place}", f"附表{place}", (table,), landscape=landscape)
        for place, (table, landscape) in enumerate(
            ((long_table(60), True), (allocation_table(), False)), start=1
        )
    )
    return Document(title=("横排附表",), blocks=(paragraph(PROSE),), attachments=attachments)


def running_text(paragraphs: int = 1, length: int = 4000) -> Document:
    """Nothing but full-width characters, to measure the grid of a full page."""
    body = ("绩效评价工作情况综述" * (length // 10 + 1))[:length]
    return Document(title=("题",), blocks=tuple(paragraph(body) for _ in range(paragraphs)))


def long_table(rows: int) -> Table:
    return Table(
        caption="明细表",
        unit="单位：万元",
        columns=(Column(2, "center"), Column(8), Column(4, "right"), Column(4, "right")),
        head=(
            (label("序号", rowspan=2), label("项目名称", rowspan=2), label("金额", colspan=2)),
            (label("全年预算数"), label("全年执行数")),
        ),
        rows=tuple(
            (
                words(str(row)),
                words(f"第{row}项社区公共服务与安全管理工作经费" + "（含配套）" * (row % 3)),
                figure(f"{row}.05"),
                figure(f"{row}.00"),
            )
            for row in range(1, rows + 1)
        ),
        total=(label("合计", colspan=2), figure(f"{sum(range(1, rows + 1))}.50"), figure("1.00")),
    )


def holding(*blocks: Table | Paragraph | Heading | Signature) -> Document:
    return Document(title=("样张",), blocks=blocks)


def hostile() -> Document:
    """Every hostile string as title, heading, paragraph, caption, note and cell."""
    table = Table(
        caption=HOSTILE[0],
        unit=HOSTILE[0],
        columns=(Column(1), Column(3)),
        head=((label(HOSTILE[0]), label("x")),),
        rows=tuple((words(text), Cell((FactRef(text, 'a"b'),))) for text in HOSTILE),
        note=(Text(HOSTILE[0]),),
    )
    return Document(
        title=(HOSTILE[0],),
        blocks=(Heading(1, "一、", HOSTILE[0]), *(paragraph(text) for text in HOSTILE), table),
        attachments=(Attachment(HOSTILE[0], HOSTILE[0] + "[]:*?/\\", (table,)),),
        author=HOSTILE[0],
        keywords=(HOSTILE[0],),
    )


Placement = tuple[int, int, int, int, str]


def placements(table: Table) -> set[Placement]:
    """Every cell as (row, column, rows, columns, text): what each format must show."""
    return {
        (placed.row, placed.column, placed.cell.rowspan, placed.cell.colspan, placed.cell.text)
        for row in table.placed()
        for placed in row
    }


def squeezed(placements: set[Placement]) -> set[Placement]:
    """The same without white space, which a page's line breaks add and hide."""
    return {(*place, "".join(text.split())) for *place, text in placements}  # type: ignore[misc]
