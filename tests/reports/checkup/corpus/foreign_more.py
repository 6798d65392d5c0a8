"""More documents of other places: final accounts, lists, monitoring, tables of years."""

from decimal import Decimal
from random import Random

from projects.money import half_up
from reports.document import Block
from tests.reports.checkup.corpus.foreign import (
    Foreign,
    bare,
    entered,
    grade,
    money,
    part,
    rate,
    share,
)
from tests.reports.checkup.corpus.marked import grid, named, prose

MORE: dict[str, Foreign] = {}
foreign = entered(MORE)


@foreign
def lakeside_accounts(random: Random) -> tuple[Block, ...]:
    """Final accounts in words: of each kind the budget, the outlay, how much of it was reached, and why."""
    year = random.randint(2020, 2024)
    planned = (Decimal(0), money(random, 5, 20), money(random, 3, 9))
    paid = (Decimal(0), part(random, planned[1], 60, 95), part(random, planned[2], 40, 95))
    last = half_up(sum(paid) * Decimal("1.12"), 2)
    total_planned, total = sum(planned), sum(paid)
    batches, guests = random.randint(20, 60), random.randint(200, 500)
    return (
        *prose(f"""
        某区农业农村局{year}年度部门决算情况说明（绩效部分）
        一、“三公”经费支出决算情况
        {year}年度“三公”经费支出预算为{total_planned}万元，支出决算为{named("count-money", total)}万元，完成预算的{named("prose-rate-of", rate(total, total_planned))}，其中：因公出国（境）费支出决算0.00万元，公务用车购置及运行费支出决算{paid[1]}万元，公务接待费支出决算{paid[2]}万元。
        {year}年度“三公”经费支出决算比{year - 1}年度的{last}万元减少{last - total}万元，下降{named("growth-down", rate(last - total, last))}。
        1.公务用车购置及运行费预算{planned[1]}万元，支出{named("prose-car", paid[1])}万元，完成预算的{named("prose-rate-car", rate(paid[1], planned[1]))}。年末公务用车保有量4辆。
        2.公务接待费预算{planned[2]}万元，支出{paid[2]}万元，完成预算的{rate(paid[2], planned[2])}。全年接待{batches}批次、{guests}人次。
        二、支出明细
        """),
        grid(f"""
        项目 | 预算数 | 决算数 | 比预算增减 | 完成预算%
        因公出国（境）费 | 0.00 | 0.00 | 0.00 |
        公务用车运行维护费 | {planned[1]} | {named("spent-1", paid[1])} | {named("total-more-1", paid[1] - planned[1])} | {named("rate-1", bare(paid[1], planned[1]))}
        公务接待费 | {planned[2]} | {paid[2]} | {paid[2] - planned[2]} | {bare(paid[2], planned[2])}
        合计 | {named("total-budget", total_planned)} | {named("total-spent", total)} | {named("total-more", total - total_planned)} | {named("rate-total", bare(total, total_planned))}
        """),
    )


@foreign
def riverside_form(random: Random) -> tuple[Block, ...]:
    """Weights as shares in per cent, a deduction column, the total called 总得分, sub-projects in a list."""
    year = random.randint(2020, 2024)
    names = ("河道保洁", "堤防维护", "泵站运行", "水质监测")
    budgets = [money(random, 20, 200) for _ in names]
    spent = [budgets[0], part(random, budgets[1]), budgets[2], part(random, budgets[3])]
    total, paid = sum(budgets), sum(spent)
    execution = share(paid, total)
    points = execution + Decimal("85.5")
    rows = "\n".join(
        f"{place}. {name} | {named(f'part-budget-{place}', one)} | {named(f'spent-{place}', done)} | {named(f'rate-{place}', rate(done, one))} | {named(f'total-balance-{place}', one - done)}"
        for place, (name, one, done) in enumerate(zip(names, budgets, spent, strict=True), start=1)
    )
    return (
        *prose(f"{year}年度财政支出项目绩效自评价表\n金额单位：万元"),
        grid(f"""
        子项目 | 年度预算 | 实际使用 | 使用率 | 结余资金
        {rows}
        总  计 | {named("total-budget", total)} | {named("total-spent", paid)} | {named("rate-total", rate(paid, total))} | {named("total-balance", total - paid)}
        """),
        grid(f"""
        一级指标 | 二级指标 | 三级指标 | 分值 | 目标值 | 实际值 | 得分 | 扣分原因
        过程（10分） | 资金管理 | 预算执行率 | 10 | 100% | {rate(paid, total)} | {named("points-execution", execution)} | 个别子项目进度慢。
        产出（60分）↓3 | 数量 | 保洁河道长度（公里） | 20 | 120 | {named("actual-1", random.randint(120, 140))} | {named("points-1", 20)} |
        质量 | 水质达标率（%） | 20 | 95 | {named("actual-2", "90.25")} | {named("points-2", 19)} | {named("reason-2", "汛期水质波动。")}
        时效 | 完成及时率（%） | {named("weight-1", 20)} | 100 | 100 | 20 |
        效益（20分） | 生态效益 | 河岸环境改善 | 20 | 明显 | 较明显 | 17.5 | 局部仍有垃圾。
        满意度（10分） | 满意度 | 居民满意度（%） | 10 | 90 | 81 | 9 | 宣传不足。
        总得分→3 | {named("total-weight", 100)} | | | {named("total-points", points)} |
        """),
        *prose(f"综上，本项目得{points}分，评价等级为“{named('grade', grade(points))}”。"),
    )


@foreign
def karst_form(random: Random) -> tuple[Block, ...]:
    """Sources by kind of budget, the balance beside, and rates as decimals without a sign."""
    year = random.randint(2020, 2024)
    first, second = money(random, 100, 500), money(random, 30, 90)
    paid = part(random, first, 80, 98), part(random, second, 80, 98)
    budget, spent = first + second, sum(paid)
    execution = share(spent, budget)

    def ratio(part: Decimal, whole: Decimal) -> str:
        return f"{half_up(part / whole, 4)}"

    points = execution + Decimal("89")
    return (
        *prose(
            f"附件3：\n{year}年度省级部门预算项目支出绩效自评表\n填报日期：{year + 1}年{named('date', '3月30日')}"
        ),
        grid(f"""
        项目名称→2 | 石漠化综合治理→7
        项目资金（万元）↓5 | 资金来源 | 年初预算数 | 调整后预算数 | 执行数 | 结转结余数 | 执行率 | 分值 | 得分
        总额 | {budget} | {named("total-budget", budget)} | {named("total-spent", spent)} | {named("total-balance", budget - spent)} | {named("rate-total", ratio(spent, budget))} | 10 | {named("points-execution", execution)}
        一般公共预算 | {first} | {first} | {paid[0]} | {named("total-balance-1", first - paid[0])} | {named("rate-1", ratio(paid[0], first))} | - | -
        政府性基金 | {second} | {second} | {paid[1]} | {second - paid[1]} | {ratio(paid[1], second)} | - | -
        其他资金 | 0 | 0 | 0 | 0 | - | - | -
        年度目标→2 | 完成石漠化治理面积20平方公里，封山育林15平方公里。→3 | 完成情况 | 已全面完成。→3
        一级指标 | 二级指标 | 三级指标 | 目标值→2 | 完成值 | 分值 | 得分 | 未完成原因
        产出指标↓3 | 数量指标 | 治理面积 | ≥20平方公里→2 | {named("actual-1", "20.6平方公里")} | {named("weight-1", 20)} | {named("points-1", 20)} |
        质量指标 | 苗木成活率 | ≥85％→2 | {named("actual-2", "83.3％")} | 20 | {named("points-2", "19.6")} | {named("reason-2", "春旱影响。")}
        成本指标 | 每平方公里投资 | ≤30万元→2 | 28.5万元 | 10 | 10 |
        效益指标↓2 | 生态效益指标 | 植被覆盖率提高 | ≥2个百分点→2 | 2.3个百分点 | 20 | {named("points-3", 20)} |
        社会效益指标 | 带动就业 | ≥50人→2 | 56人 | 10 | {named("points-4", 10)} |
        满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95%→2 | 90% | 10 | 9.4 | 部分群众对补偿标准有意见。
        总分→6 | {named("total-weight", 100)} | {named("total-points", points)} |
        """),
    )


@foreign
def coastal_completion(random: Random) -> tuple[Block, ...]:
    """No weights and no scores: target, actual and the rate of completion of each."""
    year = random.randint(2020, 2024)
    targets = [random.randint(20, 90) for _ in range(4)]
    done = [target + random.randint(-3, 9) for target in targets]
    rows = "\n".join(
        f"{place} | {name} | {unit} | {target} | {named(f'actual-{place}', one)} | {named(f'rate-done-{place}', rate(one, target, 1))}"
        for place, (name, unit, target, one) in enumerate(
            zip(
                ("新建口袋公园", "改造老旧管网", "安装智能路灯", "培训社区网格员"),
                ("个", "公里", "百盏", "名"),
                targets,
                done,
                strict=True,
            ),
            start=1,
        )
    )
    budget = money(random)
    spent = part(random, budget, 85, 99)
    return (
        *prose(f"""
        {year}年城市更新专项资金绩效自评报告
        一、资金情况
        {year}年下达城市更新专项资金预算{named("prose-given", budget)}万元，截至12月底支付{spent}万元，支付率{named("prose-rate", rate(spent, budget))}，结余{named("prose-left", budget - spent)}万元按规定收回财政。
        二、绩效目标完成情况
        """),
        grid(f"""
        序号 | 指标名称 | 计量单位 | 年度目标值 | 实际完成值 | 完成率
        {rows}
        """),
        *prose(f"""
        三、综合评价
        对照评分标准，项目立项、资金管理、产出、效益四项分别得分18分、19分、36分和20分，合计{named("count-total", 93)}分。
        """),
    )


@foreign
def grassland_whole(random: Random) -> tuple[Block, ...]:
    """A table of three years, shares of income, and prose that compares the years."""
    year = random.randint(2021, 2024)
    kinds = ("财政拨款收入", "上级补助收入", "事业收入", "其他收入")
    incomes = [money(random, 300, 900), money(random, 20, 90), money(random, 20, 90), money(random, 1, 9)]
    before = [half_up(one * Decimal(random.randint(80, 120)) / 100, 2) for one in incomes]
    total, last = sum(incomes), sum(before)
    rows = "\n".join(
        f"{kind} | {named(f'part-then-{place}', old)} | {named(f'part-now-{place}', now)} | {named(f'rate-share-{place}', rate(now, total))}"
        for place, (kind, old, now) in enumerate(zip(kinds, before, incomes, strict=True))
    )
    more = total - last
    word, verb = ("增加", "增长") if more >= 0 else ("减少", "下降")
    return (
        *prose(f"""
        某旗文化旅游局{year}年度整体支出绩效自评报告
        （一）收入情况
        {year}年度收入合计{named("count-money", total)}万元，较{year - 1}年度的{last}万元{word}{abs(more)}万元，{verb}{named("growth-rate", rate(abs(more), last))}。其中：财政拨款收入{incomes[0]}万元，占{named("prose-rate-share", rate(incomes[0], total))}；上级补助收入{incomes[1]}万元，占{rate(incomes[1], total)}；事业收入{incomes[2]}万元，占{rate(incomes[2], total)}；其他收入{incomes[3]}万元，占{rate(incomes[3], total)}。
        """),
        grid(f"""
        收入来源 | {year - 1}年（万元） | {year}年（万元） | {year}年占比
        {rows}
        合计 | {named("total-last", last)} | {named("total-now", total)} | 100.00%
        """),
        *prose(f"""
        （二）工作成效
        全年组织“乌兰牧骑”惠民演出{named("count-total", 86)}场，其中下乡52场、进校园21场、进社区13场，观众6.8万余人次。接待游客48.6万人次，实现旅游收入3.2亿元，分别比上年增长15.2%和18.7%。
        培训导游员45人，考核合格43人，合格率{named("prose-rate-passed", rate(43, 45, 1))}。
        """),
    )


@foreign
def plain_monitoring(random: Random) -> tuple[Block, ...]:
    """Half a year's monitoring: outlay to July, the year's expected outlay, three columns of figures."""
    year = random.randint(2021, 2024)
    names = ("人员经费", "日常公用", "救灾物资储备", "应急指挥平台")
    budgets = [money(random, 30, 300) for _ in names]
    spent = [part(random, one, 40, 70) for one in budgets]
    total, paid = sum(budgets), sum(spent)
    rows = "\n".join(
        f"{name} | {named(f'part-budget-{place}', one)} | {named(f'part-spent-{place}', done)} | {named(f'rate-{place}', rate(done, one))} | {one} | 100.00%"
        for place, (name, one, done) in enumerate(zip(names, budgets, spent, strict=True))
    )
    return (
        *prose(f"{year}年度部门预算项目绩效目标运行监控表\n（1-7月）          单位：万元"),
        grid(f"""
        资金名称 | 年初预算数 | 1-7月执行数 | 1-7月执行率 | 全年预计执行数 | 预计执行率
        {rows}
        合计 | {named("total-budget", total)} | {named("total-spent", paid)} | {named("rate-total", rate(paid, total))} | {named("total-expected", total)} | 100.00%
        """),
        *prose(f"""
        截至{year}年7月{named("date-day", "31日")}，累计支出{named("prose-spent", paid)}万元，占年初预算的{named("prose-execution", rate(paid, total))}，低于序时进度（58.33%）。其中救灾物资储备支出{named("prose-item", spent[2])}万元。
        """),
    )


@foreign
def hill_province_groups(random: Random) -> tuple[Block, ...]:
    """Groups with 小计 and a 总计 at the top, sources across, 其中 below each."""
    year = random.randint(2020, 2023)
    groups = (("教育类", ("校舍维修", "设备更新")), ("卫生类", ("疫苗接种", "乡村医生补助", "健康体检")))
    lines, sums = [], [Decimal(0)] * 3
    number = 0
    for group, names in groups:
        inner = [Decimal(0)] * 3
        for name in names:
            number += 1
            central, local = money(random, 10, 90), money(random, 5, 60)
            spent = part(random, central + local, 80, 100)
            inner = [a + b for a, b in zip(inner, (central, local, spent), strict=True)]
            lines.append(
                f"{number} | {name} | {named(f'total-row-{number}', central + local)} | {central} | {local} | {named(f'spent-{number}', spent)} | {named(f'rate-{number}', rate(spent, central + local))}"
            )
        lines.append(
            f"| {group}小计 | {named(f'total-sub-{number}', inner[0] + inner[1])} | {named(f'total-own-{number}', inner[0])} | {inner[1]} | {named(f'total-spent-{number}', inner[2])} | {named(f'rate-sub-{number}', rate(inner[2], inner[0] + inner[1]))}"
        )
        sums = [a + b for a, b in zip(sums, inner, strict=True)]
    budget, spent = sums[0] + sums[1], sums[2]
    return (
        *prose(
            f"{year}年度民生实事项目资金绩效自评明细表\n编制单位：某县财政局            {year + 1}年1月15日            单位：万元"
        ),
        grid(f"""
        序号↓2 | 项目名称↓2 | 安排资金→3 | 实际支出↓2 | 支出进度↓2
        小计 | 中央资金 | 地方资金
        | 总计 | {named("total-budget", budget)} | {named("total-own", sums[0])} | {named("total-other", sums[1])} | {named("total-spent", spent)} | {named("rate-total", rate(spent, budget))}
        {chr(10).join(lines)}
        """),
    )


@foreign
def western_plain_report(random: Random) -> tuple[Block, ...]:
    """Words alone: surveys, parts that follow the whole at a distance, money in 元 and 万元 by turns."""
    year = random.randint(2020, 2023)
    households = [random.randint(60, 200) for _ in range(4)]
    each = 1200
    granted = sum(households) * each
    good, fair, bad = random.randint(140, 170), random.randint(10, 25), random.randint(1, 9)
    answered = good + fair + bad
    budget = half_up(Decimal(granted) / 10_000 + 20, 2)
    spent = half_up(Decimal(granted) / 10_000, 2)
    return prose(f"""
    某县残疾人联合会{year}年度困难残疾人生活补贴项目绩效评价自评报告
    一、基本情况
    （一）政策依据。依据《国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见》（国发〔2015〕52号）和省民政厅等5部门文件，补贴标准为每人每年{each}元。
    （二）资金安排。{year}年预算安排资金{budget}万元，全部为县级财政资金，实际发放{named("stated-spent", spent)}万元，结余{named("prose-remains", budget - spent)}万元，预算执行率{named("prose-rate", rate(spent, budget))}。
    二、实施情况
    全县共补贴困难残疾人{named("count-total", sum(households))}人，其中：东川镇{households[0]}人，西河镇{households[1]}人，南山乡{households[2]}人，北湾乡{households[3]}人。
    三、满意度调查
    随机抽取{answered}名对象进行电话回访，满意{good}人，占{named("prose-rate-good", rate(good, answered, 1))}；基本满意{fair}人，占{rate(fair, answered, 1)}；不满意{bad}人，占{named("prose-rate-bad", rate(bad, answered, 1))}。
    四、自评结论
    经综合评价，本项目决策指标20分，得19分；过程指标20分，得18.5分；产出指标30分，得29分；效益指标30分，得28分；总得分为{named("sum-of-points", "94.5")}分，评价等级为“{named("grade", "优")}”。
    五、{year + 1}年度工作打算
    力争{year + 1}年补贴发放及时率达100%，月均核查不少于2次。
    """)
