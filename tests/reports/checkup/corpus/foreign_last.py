"""Documents that were written after the rules and before nothing was changed for them: the measure of what is unseen."""

from decimal import Decimal
from random import Random

from projects.money import half_up
from reports.document import Block
from tests.reports.checkup.corpus.foreign import (
    Foreign,
    entered,
    grade,
    money,
    part,
    rate,
    share,
)
from tests.reports.checkup.corpus.marked import grid, named, prose

LAST: dict[str, Foreign] = {}
foreign = entered(LAST)


@foreign
def northern_school(random: Random) -> tuple[Block, ...]:
    """A university's form: goals in numbered lines, several funds named freely, scores by steps of the rate."""
    year = random.randint(2020, 2024)
    state, own = money(random, 200, 900), money(random, 50, 300)
    paid_state, paid_own = part(random, state, 85, 99), part(random, own, 85, 99)
    budget, paid = state + own, paid_state + paid_own
    papers, patents = random.randint(120, 150), random.randint(30, 39)
    points = share(paid, budget) + Decimal("87.8")
    return (
        *prose(f"项目支出绩效自评表\n（{year}年度）\n填报单位（盖章）：某师范学院"),
        grid(f"""
        项目名称→2 | 一流学科建设专项→7
        主管部门及代码→2 | 某省教育厅（105）→3 | 实施单位→2 | 某师范学院→2
        项目预算⏎执行情况⏎（万元）→2↓4 | →2 | 年初预算数 | 全年预算数 | 全年执行数 | 预算执行率 | 得分（10分）
        年度资金总额→2 | {named("total-opening", budget)} | {named("total-budget", budget)} | {named("exceeded", paid)} | {named("rate-total", rate(paid, budget))} | {named("points-execution", share(paid, budget))}
        其中：中央和省级补助→2 | {state} | {state} | {paid_state} | {named("rate-state", rate(paid_state, state))} | —
        学校自筹→2 | {own} | {own} | {paid_own} | {rate(paid_own, own)} | —
        年度绩效目标→2↓2 | 年初设定目标→3 | 全年实际完成情况→4
        1.发表高水平论文120篇以上；⏎2.获授权专利30项；⏎3.引进博士15人。→3 | 1.发表论文{papers}篇；⏎2.获授权专利{patents}项；⏎3.引进博士15人。→4
        一级指标 | 二级指标 | 三级指标→2 | 年度指标值 | 实际完成值 | 指标分值 | 实际得分 | 未完成原因及改进措施
        产出指标（50）↓4 | 数量指标↓2 | 发表高水平论文数→2 | ≥120篇 | {named("actual-1", f"{papers}篇")} | 10 | {named("points-1", 10)} |
        引进博士人数→2 | ≥16人 | 15人 | 10 | {named("points-2", "9.38")} | {named("reason-1", "一名拟引进人员放弃。")}
        质量指标 | 论文被引篇均次数→2 | ≥5次 | {named("actual-2", "5.6次")} | {named("weight-1", 15)} | {named("points-3", 15)} |
        时效指标 | 资金支付进度→2 | 12月底≥95% | {rate(paid, budget)} | 15 | 13.5 | 部分设备尚未验收付款。
        效益指标（30）↓2 | 社会效益指标 | 服务地方企业数→2 | ≥40家 | {named("actual-3", "44家")} | 15 | {named("points-4", 15)} |
        可持续影响指标 | 学科影响力→2 | 持续提升 | 有所提升 | 15 | 14.92 | 与一流水平仍有差距。
        满意度指标（10） | 服务对象满意度指标 | 师生满意度→2 | ≥90% | 91.7% | 10 | 10 |
        总分→6 | {named("total-weight", 100)} | {named("total-points", points)} |
        """),
        *prose(f"""
        说明：自评总分{named("prose-points", points)}分，评定等级为{named("grade", grade(points))}。
        """),
    )


@foreign
def frontier_hospital(random: Random) -> tuple[Block, ...]:
    """A report that mixes 元 and 万元, with a table of equipment (quantity, price, amount) and many ratios."""
    year = random.randint(2020, 2024)
    goods = (
        ("彩色超声仪", 2, Decimal("86.50")),
        ("除颤仪", 6, Decimal("4.20")),
        ("心电监护仪", 20, Decimal("1.35")),
    )
    amounts = [count * price for _name, count, price in goods]
    total = sum(amounts)
    budget = total + money(random, 3, 20)
    rows = "\n".join(
        f"{place} | {name} | {count} | 台 | {price} | {named(f'total-row-{place}', amount)}"
        for place, ((name, count, price), amount) in enumerate(zip(goods, amounts, strict=True), start=1)
    )
    beds, patients, cured = 260, random.randint(9000, 9900), random.randint(8000, 8800)
    return (
        *prose(f"""
        某县人民医院{year}年度医疗设备购置项目绩效自评报告
        一、项目基本情况
        （一）我院为二级甲等综合医院，编制床位{beds}张，开放床位300张，在岗职工412人，其中卫生技术人员352人，占职工总数的{named("prose-rate-staff", rate(352, 412, 1))}。
        （二）{year}年2月，县财政局以《关于下达{year}年公立医院改革补助资金的通知》（X财社〔{year}〕8号）下达我院设备购置资金{named("stated-budget", budget)}万元。
        （三）通过公开招标，实际采购设备3类28台，合同金额{named("stated-total", total)}万元（{total * 10_000:.0f}元），节约资金{named("prose-saved", budget - total)}万元，资金节约率{named("prose-rate-saved", rate(budget - total, budget))}。
        表1 采购明细表
        """),
        grid(f"""
        序号 | 设备名称 | 数量 | 单位 | 单价（万元） | 金额（万元）
        {rows}
        合计→2 | 28 | | | {named("total-goods", total)}
        """),
        *prose(f"""
        二、绩效情况
        设备开机率98%，较上年提高3个百分点。全年收治住院患者{patients}人次，治愈好转{cured}人次，治愈好转率{named("prose-rate-cured", rate(cured, patients))}；平均住院日由8.6天下降到7.8天；门急诊量12.5万人次，比上年的11.8万人次增长{named("growth-visits", rate(Decimal("0.7"), Decimal("11.8"), 1))}。
        三、自评得分
        投入15分、过程25分、产出30分、效果30分，自评得分分别为15分、23分、29分和28分，合计{named("count-total", 95)}分，等次为“{named("grade", "优")}”。
        """),
    )


@foreign
def plain_township(random: Random) -> tuple[Block, ...]:
    """A township's list in 元 with sub-headings as rows, blank rows, notes in the last column."""
    year = random.randint(2020, 2024)

    def yuan(value: Decimal) -> str:
        return f"{value * 10_000:,.2f}"

    groups = {
        "一、公共服务支出": ("环卫保洁", "路灯电费"),
        "二、民生保障支出": ("临时救助", "敬老院运转", "优抚慰问"),
    }
    rows, sums = [], [Decimal(0), Decimal(0)]
    number = 0
    for title, names in groups.items():
        inner = [Decimal(0), Decimal(0)]
        lines = []
        for place, name in enumerate(names, start=1):
            number += 1
            budget = money(random, 5, 80)
            spent = part(random, budget, 70, 100)
            inner = [inner[0] + budget, inner[1] + spent]
            lines.append(
                f"{place}.{name} | {named(f'part-budget-{number}', yuan(budget))} | {named(f'spent-{number}', yuan(spent))} | {named(f'rate-{number}', rate(spent, budget))} | "
            )
        rows.append(
            f"{title} | {named(f'total-sub-{number}', yuan(inner[0]))} | {named(f'total-spent-{number}', yuan(inner[1]))} | {named(f'rate-sub-{number}', rate(inner[1], inner[0]))} | "
        )
        rows += lines
        sums = [sums[0] + inner[0], sums[1] + inner[1]]
    return (
        *prose(f"某镇{year}年度项目资金使用情况统计表\n单位：元"),
        grid(f"""
        项目 | 预算安排数 | 实际支出数 | 执行进度 | 备注
        {chr(10).join(rows)}
        总计 | {named("total-budget", yuan(sums[0]))} | {named("total-spent", yuan(sums[1]))} | {named("rate-total", rate(sums[1], sums[0]))} | 不含上级专款
        """),
        *prose(f"""
        全镇{year}年项目支出预算{named("prose-budget", sums[0])}万元，实际支出{named("prose-spent", sums[1])}万元，执行率为{named("prose-rate", rate(sums[1], sums[0]))}，未支出部分{sums[0] - sums[1]}万元结转下年使用。
        """),
    )


@foreign
def harbour_department(random: Random) -> tuple[Block, ...]:
    """A department's assessment in points: each indicator with standard, formula and score, sums of levels."""
    year = random.randint(2020, 2024)
    budget = money(random, 2000, 9000)
    paid = part(random, budget, 90, 99)
    last = half_up(budget / Decimal("1.05"), 2)
    return (
        *prose(f"""
        某市港航局{year}年度部门整体绩效自评报告
        一、预算执行情况
        我局{year}年调整预算数{named("ratio-part", budget)}万元，支出{named("ratio-part", paid)}万元，预算执行率{named("prose-rate", rate(paid, budget))}。{year - 1}年预算{last}万元，{year}年比{year - 1}年增加{named("growth-amount", budget - last)}万元，增长{named("growth-rate", rate(budget - last, last))}。
        二、自评打分情况
        """),
        grid(f"""
        一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准 | 得分 | 备注
        投入（15分）↓2 | 目标设定 | 绩效目标合理性 | 8 | 符合得满分，每有一项不符合扣2分 | {named("points-1", 8)} |
        预算配置 | 在职人员控制率 | 7 | 小于或等于100%得满分 | {named("points-2", 7)} | 在职58人/编制60人＝{named("rate-control", rate(58, 60))}
        过程（35分）↓3 | 预算执行↓2 | 预算完成率 | 15 | 完成率×分值 | {named("points-3", half_up(15 * paid / budget, 2))} |
        “三公”经费控制率 | {named("weight-1", 10)} | ≤100%得满分 | {named("points-4", 10)} |
        预算管理 | 资金使用合规性 | 10 | 违规一项扣5分 | 10 |
        产出（30分） | 职责履行 | 重点工作完成率 | 30 | 重点工作办结数/交办数 | 28 | 12项重点工作完成11项
        效果（20分）↓2 | 履职效益 | 港口吞吐量增长 | {named("weight-2", 12)} | 增长5%以上 | 12 |
        社会公众满意度 | 满意度 | 8 | ≥90%得满分 | 7.5 | 调查结果为88.6%
        合计→3 | {named("total-weight", 100)} | | {named("total-points", half_up(15 * paid / budget, 2) + Decimal("82.5"))} |
        """),
        *prose(f"""
        三、主要成效
        全年完成港口货物吞吐量8 650万吨，同比增长6.2%；集装箱吞吐量156.8万标箱，增长9.4%。组织安全检查{named("count-total", 128)}次，其中日常检查96次，专项检查32次，发现隐患215处，已整改{named("count-fixed", 209)}处，整改率{named("prose-rate-fixed", rate(209, 215, 1))}。
        根据评分结果，我局{year}年度整体绩效评价得分{half_up(15 * paid / budget, 2) + Decimal("82.5")}分，等级为“{named("grade", "优")}”。
        """),
    )


@foreign
def desert_city_form(random: Random) -> tuple[Block, ...]:
    """A form whose money stands in prose cells, indicators of cost first (2021), and a closing row of figures."""
    year = random.randint(2021, 2024)
    budget = money(random)
    paid = part(random, budget, 88, 99)
    trees = random.randint(52_000, 60_000)
    execution = share(paid, budget)
    points = execution + Decimal("88.4")
    return (
        *prose(f"{year}年度市级项目支出绩效自评表"),
        grid(f"""
        项目名称 | 防沙治沙林草工程→3 | 项目负责人及电话 | 王某 0951-5000000→2
        资金情况（万元）↓2 | 全年预算数 | 全年执行数 | 执行率 | 执行率得分（满分10分）→3
        {named("ratio-part", budget)} | {named("exceeded", paid)} | {named("rate-total", rate(paid, budget))} | {named("points-execution", execution)}→3
        一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分
        成本指标↓2 | 经济成本指标 | 亩均造林成本 | ≤1200元 | {named("actual-1", "1150元")} | 10 | {named("points-1", 10)}
        生态环境成本指标 | 造林用水定额 | ≤300立方米/亩 | 295立方米/亩 | {named("weight-1", 10)} | 10
        产出指标↓3 | 数量指标 | 栽植苗木 | ≥50000株 | {named("actual-2", f"{trees}株")} | 20 | {named("points-2", 20)}
        质量指标 | 苗木成活率 | ≥85% | {named("actual-3", "81.6%")} | 10 | {named("points-3", "9.6")}
        时效指标 | 按期完成率 | ＝100% | 100% | 10 | 10
        效益指标 | 生态效益指标 | 林草覆盖度 | ≥35% | 33.6% | 20 | 19.2
        满意度指标 | 服务对象满意度指标 | 农牧民满意度 | ≥90% | 86.4% | 10 | 9.6
        合计→5 | {named("total-weight", 100)} | {named("total-points", points)}
        """),
    )


@foreign
def central_plain_prose(random: Random) -> tuple[Block, ...]:
    """A report in words: sources, uses, remaining sums, surveys, percentages of different wholes."""
    year = random.randint(2020, 2024)
    new, carried = money(random, 200, 600), money(random, 20, 80)
    total = new + carried
    repairs, wages, office = (
        part(random, total, 40, 50),
        part(random, total, 20, 25),
        part(random, total, 5, 9),
    )
    paid = repairs + wages + office
    sent, back = 500, random.randint(460, 490)
    very, well = random.randint(300, 330), random.randint(100, 120)
    return prose(f"""
    某市公路管理局{year}年公路养护项目绩效自评报告
    一、项目概况
    {year}年，我局承担国省干线公路养护里程1 286.5公里，其中国道512.3公里、省道774.2公里，优良路率92.6%，比上年提高1.4个百分点。
    二、资金情况
    （一）资金来源。项目资金共{named("count-money", total)}万元，包括当年预算安排{new}万元和上年结转{carried}万元。
    （二）资金使用。截至{year}年底实际支出{named("stated-paid", paid)}万元，其中：道路维修{repairs}万元，占支出总额的{named("prose-rate-repair", rate(repairs, paid, 1))}；养护工人工资{wages}万元，占支出总额的{rate(wages, paid, 1)}；办公及其他费用{office}万元，占支出总额的{rate(office, paid, 1)}。
    （三）资金结余。年末结余{named("prose-left", total - paid)}万元，占资金总额的{named("prose-rate-left", rate(total - paid, total, 1))}。
    三、项目绩效
    1.处治坑槽3.2万平方米，灌缝46公里，清理边沟1 100余公里，三项任务分别完成年度计划的106.7%、102.2%和100%。
    2.桥梁检测{named("count-total", 236)}座，其中一类桥86座、二类桥121座、三类桥29座，检测覆盖率100%。
    3.发放问卷{sent}份，回收{back}份，回收率{named("prose-rate-back", rate(back, sent, 1))}；其中非常满意{very}份，满意{well}份，一般及以下{back - very - well}份，满意度为{named("prose-rate-pleased", rate(very + well, back, 1))}。
    四、评价结论
    综合得分93.2分，其中投入20分、过程24.2分、产出29分、效果20分，评价等级“{named("grade", "优")}”。
    """)


@foreign
def island_projects(random: Random) -> tuple[Block, ...]:
    """Several years in one table, a cumulative column, shares of an investment, dates in cells."""
    year = 2023
    parts = [money(random, 200, 900) for _ in range(3)]
    before = [part(random, one, 20, 40) for one in parts]
    this = [part(random, one, 30, 55) for one in parts]
    names = ("码头改扩建", "海堤加固", "渔港避风塘")
    rows = "\n".join(
        f"{name} | 2022-03-01 | {named(f'part-whole-{place}', whole)} | {old} | {named(f'part-this-{place}', new)} | {named(f'total-row-{place}', old + new)} | {named(f'rate-{place}', rate(old + new, whole))}"
        for place, (name, whole, old, new) in enumerate(zip(names, parts, before, this, strict=True))
    )
    total, then, now = sum(parts), sum(before), sum(this)
    return (
        *prose(f"{year}年度重点工程资金执行情况表\n单位：万元"),
        grid(f"""
        工程名称 | 开工时间 | 总投资 | 以前年度完成投资 | 本年完成投资 | 累计完成投资 | 投资完成率
        {rows}
        合计 | | {named("total-budget", total)} | {named("total-last", then)} | {named("total-now", now)} | {named("total-own", then + now)} | {named("rate-total", rate(then + now, total))}
        """),
        *prose(f"""
        截至{year}年末，3个工程总投资{named("ratio-part", total)}万元，累计完成投资{then + now}万元，投资完成率{named("prose-rate", rate(then + now, total))}。
        """),
    )
