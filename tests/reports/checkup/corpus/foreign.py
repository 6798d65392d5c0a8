"""Forms and reports as other places publish them: in their own words, merged cells and habits of the hand.

Each is consistent in itself. The names of the figures tell what may be planted there (``planting.PLANTS``).
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from projects.money import half_up
from reports.document import Block
from tests.reports.checkup.corpus.marked import grid, named, prose

Foreign = Callable[[Random], tuple[Block, ...]]

FOREIGN: dict[str, Foreign] = {}


def entered(registry: dict[str, Foreign]) -> Callable[[Foreign], Foreign]:
    """Return what enters a document under its name."""

    def enter(function: Foreign) -> Foreign:
        registry[function.__name__] = function
        return function

    return enter


foreign = entered(FOREIGN)


def money(random: Random, least: int = 20, most: int = 900) -> Decimal:
    return Decimal(random.randint(least * 100, most * 100)).scaleb(-2)


def part(random: Random, whole: Decimal, least: int = 70, most: int = 99) -> Decimal:
    return half_up(whole * random.randint(least, most) / 100, 2)


def rate(spent: Decimal | int, budget: Decimal | int, places: int = 2) -> str:
    return f"{half_up(Decimal(spent) / Decimal(budget) * 100, places)}%"


def bare(spent: Decimal | int, budget: Decimal | int, places: int = 2) -> str:
    return rate(spent, budget, places).rstrip("%")


def share(spent: Decimal, budget: Decimal, weight: int = 10) -> Decimal:
    """The points of the execution."""
    return min(Decimal(weight), half_up(weight * spent / budget, 2))


def grade(points: Decimal) -> str:
    return next(name for least, name in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if points >= least)


@foreign
def capital_form(random: Random) -> tuple[Block, ...]:
    """Six decimals, upright stubs, sources with blanks, several indicators in one cell's numbering."""
    year = random.randint(2020, 2024)
    own, carried = money(random), money(random, 5, 40)
    paid = part(random, own, 90, 99)
    budget, spent = own + carried, paid + carried
    execution = share(spent, budget)
    done, people = random.randint(12, 15), random.randint(300, 380)
    # 10 + 7.5 + 15 + 15 of the outputs, 15 + 12 of the effects, 4.89 + 5 of the satisfaction
    points = execution + Decimal("84.39")
    return (
        *prose(f"附件2\n项目支出绩效自评表\n（ {year}年度 ）"),
        grid(f"""
        项目名称→2 | 背街小巷环境整治提升与长效管护→8
        主管部门→2 | 某区城市管理委员会→4 | 实施单位→2 | 某街道办事处→2
        项目负责人→2 | 张某→4 | 联系电话→2 | 13800000000→2
        项目资金⏎（万元）→2↓5 | →2 | 年初预算数 | 全年⏎预算数 | 全年⏎执行数 | 分值 | 执行率 | 得分
        年度资金总额→2 | {named("total-opening", f"{own}0000")} | {named("total-budget", f"{budget}0000")} | {named("total-spent", f"{spent}0000")} | 10 | {named("rate-total", rate(spent, budget))} | {named("points-execution", execution)}
        其中：当年财政⏎拨款→2 | {own}0000 | {own}0000 | {paid}0000 | — | {named("rate-own", rate(paid, own))} | —
        上年结转资金→2 | 0.000000 | {carried}0000 | {carried}0000 | — | 100.00% | —
        其他资金→2 | 0.000000 | 0.000000 | 0.000000 | — | — | —
        年⏎度⏎总⏎体⏎目⏎标→2↓2 | 预期目标→4 | 实际完成情况→4
        完成12条背街小巷的整治，受益居民不少于300户，群众满意度达到90%以上。→4 | {year}年完成背街小巷整治{done}条，惠及居民{people}户，群众满意度为93%。→4
        绩⏎效⏎指⏎标↓9 | 一级⏎指标 | 二级指标 | 三级指标→2 | 年度⏎指标值 | 实际⏎完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标⏎（50分）↓4 | 数量指标↓2 | 指标1：整治背街小巷条数→2 | ≥12条 | {named("actual-1", f"{done}条")} | {named("weight-1", 10)} | {named("points-1", 10)} |
        指标2：增设休闲座椅→2 | ≥12组 | {named("actual-2", "9组")} | 10 | {named("points-2", "7.5")} | {named("reason-2", "部分点位与管线冲突，待协调后安装。")}
        质量指标 | 指标1：工程验收合格率→2 | 100% | {named("actual-3", "100%")} | 15 | {named("points-3", 15)} |
        时效指标 | {named("name-1", "指标1：工程完工时间")}→2 | {year}年12月底前 | {year}年11月20日 | 15 | 15 |
        效益指标⏎（30分）↓2 | 社会效益⏎指标 | 指标1：惠及居民户数→2 | ≥300户 | {people}户 | {named("weight-2", 15)} | 15 |
        可持续影⏎响指标 | 指标1：长效管护机制→2 | 优 | 良 | 15 | 12 | 管护队伍尚未配齐，拟于明年公开招标。
        满意度⏎指标⏎（10分）↓2 | 服务对象⏎满意度指⏎标↓2 | 指标1：居民满意度→2 | ≥95% | 93% | 5 | 4.89 | 个别居民对施工噪音有意见，下一步加强沟通。
        指标2：商户满意度→2 | ≥90% | 92.3% | 5 | 5 |
        总分→7 | {named("total-weight", 100)} | {named("total-points", points)} |
        """),
    )


@foreign
def east_coast_form(random: Random) -> tuple[Block, ...]:
    """Fields and figures in one cell, amounts in 元 with separators, the grade in the head of the form."""
    year = random.randint(2020, 2024)
    budget = money(random) * 10_000
    spent = half_up(budget * random.randint(82, 100) / 100, 2)
    execution = share(spent, budget)
    visits = random.randint(1200, 1500)
    points = execution + Decimal(88)
    return (
        *prose(f"{year}年度项目绩效自评表"),
        grid(f"""
        项目名称 | 社区养老服务设施运营补贴→3 | 自评时间 | {year + 1}-03-25→2
        预算单位 | 某镇社区事务受理服务中心→3 | 主管部门 | 某区民政局→2
        当年预算数（元） | {budget:,}→3 | 上年预算数（元） | {half_up(budget * Decimal("0.93"), 2):,}→2
        预算执行数（元） | {named("exceeded", f"{spent:,}")}→3 | 预算执行率（%） | {named("rate-fields", rate(spent, budget))}→2
        自评分 | {named("stated-points", points)}→3 | 绩效等级 | {named("grade", grade(points))}→2
        主要绩效 | 全年为老年人提供上门服务{visits}人次，新增助餐点3个，日均供餐210客，设施完好率保持在98%以上。→6
        主要问题 | 部分站点信息化水平不高，志愿者流动性较大。→6
        改进措施 | 一是加大培训力度，力争{year + 1}年培训率达到100%；二是与高校签订协议，稳定志愿者队伍。→6
        一级指标 | 二级指标 | 三级指标 | 指标目标值 | 实际完成值 | 权重 | 得分
        预算执行率 | 预算执行率 | 预算执行率 | 100% | {named("rate-row", rate(spent, budget))} | 10 | {named("points-execution", execution)}
        产出↓3 | 数量 | 上门服务人次 | >=1200人次 | {named("actual-1", f"{visits}人次")} | 20 | {named("points-1", 20)}
        质量 | 设施完好率 | =100% | {named("actual-2", "98%")} | {named("weight-1", 20)} | {named("points-2", "19.6")}
        时效 | 补贴发放及时性 | 及时 | 及时 | 10 | {named("points-3", 10)}
        效益↓2 | 社会效益 | 助餐服务覆盖社区数 | >=15个 | 15 | {named("weight-2", 20)} | 20
        可持续影响 | 管理制度健全性 | 健全 | 较健全 | 10 | 8.4
        满意度 | 服务对象满意度 | 老年人满意度 | >=90% | {named("actual-4", "94.5%")} | 10 | 10
        合计→5 | {named("total-weight", 100)} | {named("total-points", points)}
        """),
    )


@foreign
def basin_form(random: Random) -> tuple[Block, ...]:
    """Codes before names, slashes for what is not scored, hints of the form left in the notes, no scores."""
    year = random.randint(2021, 2024)
    opening = money(random)
    budget = opening + money(random, 1, 30)
    unit = part(random, opening, 8, 20)
    other = half_up(unit / 2, 2)
    spent = part(random, budget - unit, 91, 100) + other
    cities = random.randint(20, 24)
    return (
        *prose("报表编号：510000_0013zp"),
        grid(f"""
        部门预算项目支出绩效自评表（{year}年度）→11
        项目名称→2 | 51000021R000000019951-城乡社区治理→9
        主管部门→2 | 某县民政局本级→3 | 实施单位（盖章）→2 | 某县民政局→4
        项目基本情况↓2 | 1.项目年度目标完成情况 | 项目年度目标→4 | 年度目标完成情况→5
        2.项目实施内容及过程概述 | 开展社区治理示范点建设不少于20个。→4 | 已建成社区治理示范点{cities}个，投入资金{spent}万元。→5
        预算执行情况（10分）↓6 | 年度预算数（万元）→2 | 年初预算 | 调整后预算数 | 预算执行数→2 | 预算执行率 | 权重 | 得分 | 原因
        总额→2 | {opening} | {named("total-budget", budget)} | {named("total-spent", spent)}→2 | {named("rate-total", rate(spent, budget))} | 10 | | 1.预算执行率=预算执行数/调整后预算数，预算执行率未达到90%的需说明原因（100字以内）；2.年中发生预算调整的，应单独说明理由。↓5
        其中：财政资金→2 | {opening - unit} | {budget - unit} | {spent - other}→2 | {rate(spent - other, budget - unit)} | / | /
        财政专户管理资金→2 | 0.00 | 0.00 | 0.00→2 | 0.00% | / | /
        单位资金→2 | {unit} | {unit} | {other}→2 | {named("rate-unit", rate(other, unit))} | / | /
        其他资金→2 | | | →2 | | / | /
        绩效指标（90分）↓6 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
        产出指标↓2 | 数量指标 | 社区治理示范点 | ≥ | 20 | 个 | {named("actual-1", cities)} | 30 | {named("points-1", 30)} |
        质量指标 | 示范点验收合格率 | ＝ | 100 | % | {named("actual-2", 100)} | {named("weight-1", 20)} | 20 |
        效益指标↓2 | 社会效益指标 | 居民参与率 | ≥ | 60 | % | 63.5 | 20 | {named("points-3", 20)} |
        可持续影响指标 | 治理机制健全 | 定性 | 优良中低差 | | 优 | 10 | 10 |
        满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥ | 90 | % | {named("actual-3", "91.2")} | 10 | 10 |
        评价结论→2 | 本项目自评总分{named("stated-points", 90 + share(spent, budget))}分，实施效果较好。→9
        存在问题→2 | 示范点建设标准不一。→9
        项目负责人：某某→5 | 财务负责人：某某→6
        """),
    )


@foreign
def lake_district_whole(random: Random) -> tuple[Block, ...]:
    """A whole department; the sources by nature are told in words within cells."""
    year = random.randint(2020, 2024)
    basic, special = money(random, 500, 3000), money(random, 300, 2000)
    basic_paid, special_paid = basic, part(random, special, 80, 99)
    budget, spent = basic + special, basic_paid + special_paid
    opening = budget - money(random, 10, 100)
    fund = half_up(budget / 8, 2)
    execution = share(spent, budget)
    points = execution + Decimal("85.6")
    return (
        *prose(f"附件1\n{year}年度部门整体支出绩效自评表"),
        grid(f"""
        省级预算部门名称 | 某市应急管理局→9
        年度预算申请（万元）↓5 | →2 | 年初预算数→2 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
        年度资金总额→2 | {opening:,}→2 | {named("total-budget", f"{budget:,}")} | {named("exceeded", f"{spent:,}")} | 10 | {named("rate-total", rate(spent, budget))} | {named("points-execution", execution)}
        按收入性质分：→4 | 按支出性质分：→5
        其中：  一般公共预算：{named("count-in-words", f"{budget - fund:,}")}→4 | 其中：基本支出：{named("sum-in-words", f"{basic:,}")}→5
        政府性基金拨款：{fund:,}→4 | 项目支出：{special:,}→5
        年度总体目标↓2 | 预期目标→5 | 实际完成情况→4
        目标1：强化安全生产监管，事故起数下降5%以上；⏎目标2：完成3项防汛工程。→5 | 目标1完成情况：全年事故起数下降8.3%；⏎目标2完成情况：防汛工程完工3项。→4
        绩效指标↓8 | 一级指标 | 二级指标 | 三级指标→2 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        产出指标⏎(50分)↓4 | 数量指标↓2 | 检查企业家次→2 | 800家次 | {named("actual-1", "826家次")} | {named("weight-1", 15)} | {named("points-1", 15)} |
        演练次数→2 | 10次 | {named("actual-2", "8次")} | 15 | {named("points-2", 12)} | {named("reason-2", "受天气影响，两次演练未能举行。")}
        质量指标 | 隐患整改率→2 | 100% | 99.2% | {named("weight-2", 10)} | 9.6 | 个别隐患整改周期长。
        时效指标 | 任务完成时间→2 | {year}年12月31日前 | 按时完成 | 10 | 10 |
        效益指标⏎(30分)↓2 | 社会效益指标 | 事故死亡人数→2 | ≤5人 | {named("actual-3", "3人")} | 15 | {named("points-3", 15)} |
        可持续影响指标 | 安全意识提升→2 | 明显提升 | 明显提升 | 15 | 14 | 宣传覆盖面不够广。
        满意度指标⏎(10分) | 服务对象满意度 | 群众满意度→2 | 95% | 96.8% | 10 | 10 |
        总分→7 | {named("total-weight", 100)} | {named("total-points", points)} |
        """),
        *prose("填表人：李某  填报日期：  联系电话：0731-80000000  单位负责人签字：王某"),
    )


@foreign
def mountain_city_form(random: Random) -> tuple[Block, ...]:
    """Coefficients in per cent beside the weights, an adjusted target, one row of funds without sources."""
    year = random.randint(2021, 2024)
    opening, added = money(random), money(random, 2, 50)
    budget = opening + added
    spent = part(random, budget, 84, 97)
    execution = share(spent, budget)
    done = random.randint(101, 118)
    return (
        *prose(f"{year}年度项目支出绩效自评表"),
        grid(f"""
        专项名称→2 | 农村公路养护→4 | 自评总分（分）→2 | {named("stated-points", execution + Decimal("87.5"))}→2
        业务主管部门→2 | 某区交通运输局→4 | 财政归口科室→2 | 经济建设科→2
        项目资金⏎（万元）→2↓2 | 年初预算数→2 | 全年（调整）预算数→2 | 全年执行数 | 执行率（%） | 执行率权重（分） | 执行率得分（分）
        {opening}→2 | {budget}→2 | {named("exceeded", spent)} | {named("rate-only", bare(spent, budget))} | 10 | {named("points-execution", execution)}
        指标名称→2 | 计量单位 | 指标性质 | 指标值 | 调整指标值 | 全年完成值 | 得分系数（%） | 指标权重（分） | 指标得分（分）
        养护农村公路里程→2 | 公里 | ≥ | 100 | | {named("actual-1", done)} | 100 | {named("weight-1", 30)} | {named("points-1", 30)}
        路面完好率→2 | % | ≥ | 95 | 90 | {named("actual-2", "90.6")} | 100 | 20 | {named("points-2", 20)}
        单位养护成本→2 | 万元/公里 | ≤ | 3 | | 2.8 | 100 | {named("weight-2", 20)} | 20
        通行条件改善→2 | | 定性 | 好坏 | | 较好 | 75 | 10 | 7.5
        沿线群众满意度→2 | % | ≥ | 85 | | 93 | 100 | 10 | 10
        说明→2 | 指标2因灾毁经批准调整。→8
        """),
    )


@foreign
def river_province_form(random: Random) -> tuple[Block, ...]:
    """Execution is worth twenty points; the other weights are 40, 40; letters stand in the heads."""
    year = random.randint(2019, 2023)
    budget = money(random)
    spent = part(random, budget, 75, 99)
    execution = share(spent, budget, 20)
    volume = random.randint(52, 60)
    points = execution + Decimal("78.5")
    return (
        *prose(f"{year}年度项目自评表\n单位名称：某县水利局        填报日期：{year + 1}年4月8日"),
        grid(f"""
        项目名称 | 小型水库维修养护→7
        主管部门 | 某县水利局→3 | 项目实施单位→2 | 某县水库管理所→2
        项目类别 | 1、部门预算项目 □   2、省直专项 □   3、省对下转移支付项目 √→7
        项目属性 | 1、持续性项目 √   2、新增性项目 □→7
        项目类型 | 1、常年性项目 √   2、延续性项目 □   3、一次性项目 □→7
        预算执行情况⏎（万元）⏎（20分）↓2 | →3 | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分⏎（20分*执行率）
        年度财政资金总额→3 | {budget} | {named("exceeded", spent)} | {named("rate-total", rate(spent, budget))} | {named("points-execution", execution)}
        年度绩效目标1⏎（80分）↓7 | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A）→2 | 实际完成值（B） | 得分
        产出指标⏎（40分）↓3 | 数量指标 | 维修养护水库数（15分） | 50座→2 | {named("actual-1", f"{volume}座")} | 15
        质量指标 | 养护合格率（15分） | ≥95%→2 | 95.6% | {named("inline-points", 15)}
        时效指标 | 任务按期完成率（10分） | 100%→2 | 100% | 10
        效益指标⏎（40分）↓3 | 社会效益指标 | 保障灌溉面积（20分） | ≥2.5万亩→2 | 2.55万亩 | 20
        生态效益指标 | 水源保护效果（10分） | 显著→2 | 较显著 | 8.5
        满意度指标 | 受益群众满意度（10分） | ≥90%→2 | {named("actual-2", "92%")} | 10
        总分→7 | {named("total-points", points)}
        偏差大或目标未完成原因分析 | 水源保护宣传不够深入。→7
        改进措施及结果应用方案 | 将自评结果作为{year + 2}年预算安排的依据。→7
        """),
    )


@foreign
def summary_of_projects(random: Random) -> tuple[Block, ...]:
    """A list of thirty projects with score and grade in each row, and a wide head of two rows."""
    year = random.randint(2020, 2024)
    kinds = ("机构运转保障", "平台运行维护", "执法办案", "业务培训", "设备购置", "宣传教育")
    rows, sums = [], [Decimal(0)] * 3
    for place in range(1, 31):
        own, other = money(random, 5, 300), random.choice((Decimal(0), money(random, 1, 20)))
        budget = own + other
        spent = random.choice((budget, part(random, budget, 75, 99)))
        points = min(Decimal(100), half_up(share(spent, budget) + Decimal(random.randint(700, 900)) / 10, 1))
        sums = [a + b for a, b in zip(sums, (own, other, spent), strict=True)]
        rows.append(
            f"{place} | {random.choice(kinds)}（{place}期） | {named(f'total-row-{place}', budget)} | {own} | {other} | {named(f'spent-{place}', spent)} | {named(f'rate-{place}', rate(spent, budget, 1))} | {points} | {named('grade', grade(points))}"
        )
    own, other, spent = sums
    return (
        *prose(f"{year}年度部门预算项目绩效自评汇总表\n填报单位：某市市场监督管理局        单位：万元"),
        grid(f"""
        序号↓2 | 项目名称↓2 | 预算数→3 | 支出数↓2 | 预算执行率↓2 | 自评得分↓2 | 自评等级↓2
        合计 | 财政拨款 | 其他资金
        {chr(10).join(rows)}
        合计→2 | {named("total-budget", own + other)} | {named("total-own", own)} | {named("total-other", other)} | {named("total-spent", spent)} | {named("rate-total", rate(spent, own + other, 1))} | |
        """),
        *prose("注：自评等级90分（含）以上为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。"),
    )


@foreign
def plateau_report(random: Random) -> tuple[Block, ...]:
    """Seven pages of prose typed by hand: laws, document numbers, years, growth, approximate numbers."""
    year = random.randint(2020, 2023)
    basic, special = money(random, 500, 900), money(random, 300, 800)
    total = basic + special
    last = half_up(total / Decimal("1.083"), 2)
    staff, public = half_up(basic * Decimal("0.82"), 2), basic - half_up(basic * Decimal("0.82"), 2)
    paid = part(random, total, 88, 99)
    guests, cars, abroad = Decimal("3.26"), Decimal("18.45"), Decimal("0.00")
    received = random.randint(300, 900)
    closed = received - random.randint(3, 20)
    a, b, c = random.randint(11, 40), random.randint(11, 40), random.randint(11, 40)
    men, women = random.randint(40, 80), random.randint(20, 39)
    return prose(f"""
    某州司法局{year}年度部门整体支出绩效自评报告
    根据《中华人民共和国预算法》《中共中央 国务院关于全面实施预算绩效管理的意见》（中发〔2018〕34号）、《项目支出绩效评价管理办法》（财预〔2020〕10号）和《某省省级部门整体支出绩效评价暂行办法》（某财绩〔{year}〕7号）要求，现将我局{year}年度部门整体支出绩效自评情况报告如下：
    一、部门基本情况
    （一）部门概况
    1.机构设置。我局内设科室9个，所属事业单位2个，分别是：某州公证处和某州法律援助中心。核定编制{men + women + 6}名，其中行政编制45名；年末实有在职人员{named("count-people", men + women)}人，其中男{men}人、女{women}人，退休人员28人。公务用车编制6辆，实有车辆5辆。
    2.主要职责。承担全面依法治州重大问题的政策研究，编制法治建设“十四五”规划（2021—2025年），负责“八五”普法工作，落实党的二十大精神和省第十一次党代会部署。
    （二）部门预算收支情况
    {year}年年初部门预算收入{total}万元，其中：一般公共预算财政拨款{total}万元，占100%。{year}年部门预算支出{named("count-money", total)}万元，其中：基本支出{basic}万元，占{named("prose-rate-basic", rate(basic, total))}；项目支出{special}万元，占{named("prose-rate-special", rate(special, total))}。基本支出中，人员经费{staff}万元、公用经费{public}万元。与上年决算数{last}万元相比，增加{named("growth-amount", total - last)}万元，增长{named("growth-rate", rate(total - last, last))}。
    （三）“三公”经费情况
    {year}年“三公”经费支出{named("count-money", guests + cars + abroad)}万元，其中因公出国（境）费0.00万元，公务用车购置及运行维护费{cars}万元，公务接待费{guests}万元（国内公务接待42批次，318人次）。
    二、绩效目标完成情况
    1、扎实推进依法行政。审核规范性文件26件，提出修改意见130余条；办理行政复议案件{received}件，审结{named("count-closed", closed)}件，审结率{named("prose-rate-closed", rate(closed, received))}。
    2、深入开展法治宣传。以“12·4”国家宪法日、“4·15”全民国家安全教育日为契机，开展活动共{named("count-total", a + b + c)}场次，其中进机关{a}场次、进校园{b}场次、进乡村{c}场次，发放资料近3万份，受众约4.5万人次。
    3、做优法律服务。法律援助热线“12348”接听率保持在95%以上，3至5个工作日内答复，24小时值守；全州11县市、89个乡镇、1008个村（社区）实现法律顾问全覆盖。
    4、办理公证2136件，比上年增长12.3%；人民调解案件成功率达98%以上，较目标值高3个百分点。
    三、预算执行情况
    截至{year}年12月31日，实际支出{named("stated-paid", paid)}万元，部门整体预算执行率为{named("prose-rate-paid", rate(paid, total))}。其中一季度支出占15%，二季度支出占28%，三季度支出占25%。政府采购预算12.5万元，节约率4.2%。
    四、自评结论
    按照《部门整体支出绩效自评指标体系》打分，决策15分、过程25分、产出35分、效益20分，本部门自评得分{named("stated-points", 95)}分，自评等级为“{named("grade", "优")}”。
    五、存在的问题
    一是预算编制的科学性有待提高。部分项目预算与实际支出差异超过10%。二是绩效意识不强，个别科室重支出、轻绩效。三是二〇二〇年以来新增3项工作未纳入考核。
    六、下一步工作建议
    （一）细化预算编制。力争{year + 1}年预算执行率达到98%以上。
    （二）加强培训，全年不少于2次，参训率不低于90%。
    某州司法局
    {year + 1}年{named("date", "5月20日")}
    """)


@foreign
def peninsula_report(random: Random) -> tuple[Block, ...]:
    """Sentences that share their amounts out one after another, with a small table of uses between."""
    year = random.randint(2020, 2023)
    central, province, city = money(random, 100, 400), money(random, 50, 200), money(random, 20, 90)
    total = central + province + city
    uses = [part(random, total, 10, 30) for _ in range(3)]
    uses.append(total - sum(uses))
    paid = [*uses[:3], part(random, uses[3], 80, 98)]
    farms = [random.randint(10, 60) for _ in range(3)]
    names = ("良种补贴", "农机购置", "技术培训", "基地建设")
    listed = "\n".join(
        f"{name} | {named(f'part-budget-{place}', use)} | {named(f'spent-{place}', one)} | {named(f'rate-{place}', rate(one, use))} | {use - one}"
        for place, (name, use, one) in enumerate(zip(names, uses, paid, strict=True))
    )
    spent = sum(paid)
    return (
        *prose(f"""
        {year}年度农业产业强镇项目绩效自评报告
        一、项目概况
        某市辖3区4县，总面积1.1万平方公里，{year - 1}年末常住人口285.6万人，城镇化率57.8%。按照省农业农村厅、省财政厅《关于做好{year}年农业产业强镇建设工作的通知》（鲁农字〔{year}〕18号）安排，项目自{year}年3月启动，{year}年{named("date-month", "12月")}完工，历时10个月。
        项目总投资{named("count-money", total)}万元，其中中央财政资金{central}万元、省级财政资金{province}万元、市级配套资金{city}万元。
        二、资金使用情况
        项目资金于{year}年4月16日全部到位，到位率100%。截至年底，累计支出{named("prose-spent", spent)}万元，资金执行率{named("prose-execution", rate(spent, total))}，结余{named("prose-balance", total - spent)}万元。具体使用情况见表1。
        表1  资金使用情况表
        单位：万元
        """),
        grid(f"""
        支出内容 | 预算金额 | 实际支出 | 支出进度 | 结余
        {listed}
        合  计 | {named("total-budget", total)} | {named("total-spent", spent)} | {named("rate-total", rate(spent, total))} | {named("total-balance", total - spent)}
        """),
        *prose(f"""
        三、绩效目标实现情况
        （一）产出指标。甲、乙、丙三镇新建标准化基地分别为{farms[0]}个、{farms[1]}个和{farms[2]}个，合计{named("count-total", sum(farms))}个，完成年度目标的108%。培训农民1260人次，为目标1200人次的{named("prose-rate-target", rate(1260, 1200, 0))}。
        （二）效益指标。带动农户人均增收2300元，同比增长9.6%；订单农业比重由38%提高到45%，提高7个百分点。
        （三）满意度指标。共发放问卷200份，收回有效问卷196份，有效回收率{named("prose-rate-forms", rate(196, 200, 0))}，其中表示满意的184份，满意率{named("prose-rate-pleased", rate(184, 196))}。
        四、评价结论
        综合评定，项目自评得分为92.5分，评价等级为{named("grade", "优")}。扣分原因：“基地建设”资金未全部支付，扣2.5分；资料归档不及时，扣5分。
        """),
    )


@foreign
def desert_report(random: Random) -> tuple[Block, ...]:
    """Indicators told one by one in prose, with target, actual and rate of completion, before a form."""
    year = random.randint(2021, 2023)
    budget = Decimal(random.randint(80, 400))
    spent = part(random, budget, 80, 99)
    trained = random.randint(105, 129)
    execution = share(spent, budget)
    points = execution + Decimal(89)
    return (
        *prose(f"""
        项目支出绩效自评报告
        （{year}年度）
        项目名称：基层干部培训项目
        实施单位（公章）：某地区党校
        主管部门（公章）：某地区党校
        填报时间：{year + 1}年3月16日
        一、基本情况
        （一）项目概况
        该项目经《关于下达{year}年部门预算的通知》（地财行〔{year}〕2号）批准，项目系{year}年部门预算项目，共安排预算{named("prose-budget", f"{budget}.00")}万元，项目实际完成情况：截至{year}年12月31日，培训基层干部{trained}人次。
        项目资金情况：年初预算数{budget}.00万元，全年预算数{budget}.00万元，其中财政资金{budget}.00万元，自有资金0.00万元，其他资金0.00万元；实际总支出{named("prose-spent", spent)}万元，预算执行率为{named("prose-rate", rate(spent, budget))}。
        二、绩效评价指标分析
        1.数量指标
        指标“培训基层干部人次”，指标值：≥100人次，实际完成值：{trained}人次，指标完成率{named("prose-rate-trained", rate(trained, 100, 0))}；
        指标“培训期数”，指标值：＝4期，实际完成值：4期，指标完成率100%；
        2.质量指标
        指标“学员结业率”，指标值：≥95%，实际完成值：95%，指标完成率100%。
        3.成本指标
        指标“人均培训成本”，指标值：≤0.8万元，实际完成值：0.76万元，控制在预算内。
        三、综合评价结论
        本项目自评得分{named("prose-points", points)}分，等级为“{named("grade", grade(points))}”。其中：预算执行得分{execution}分，产出得分49分，效益得分30分，满意度得分10分。
        """),
        *prose("项目支出绩效自评表\n单位：万元"),
        grid(f"""
        项目资金↓5 | 资金来源 | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值（10分） | 执行率（B/A） | 得分
        年度资金总额： | {budget}.00 | {budget}.00 | {named("exceeded", spent)} | 10.00 | {named("rate-total", rate(spent, budget))} | {named("points-execution", execution)}
        其中：当年财政拨款 | {budget}.00 | {budget}.00 | {spent} | — | — | —
        上年结转资金 | 0.00 | 0.00 | 0.00 | — | — | —
        其他资金 | 0.00 | 0.00 | 0.00 | — | — | —
        一级指标 | 二级指标 | 三级指标 | 指标值（包含数字及文字描述） | 实际完成值 | 权重 | 得分 | 未完成原因分析与拟采取的措施
        产出指标↓4 | 数量指标↓2 | 培训基层干部人次 | ≥100人次 | {named("actual-1", f"{trained}人次")} | 15.00 | {named("points-1", "15.00")} |
        培训期数 | =4期 | 4期 | 15.00 | 15.00 |
        质量指标 | 学员结业率 | ≥95% | {named("actual-2", "95%")} | {named("weight-1", "10.00")} | 9.00 | {named("reason-1", "个别学员因公请假，后续组织补训。")}
        成本指标 | 人均培训成本 | ≤0.8万元 | 0.76万元 | 10.00 | 10.00 |
        效益指标 | 社会效益指标 | 干部履职能力 | 有效提升 | 有效提升 | 30.00 | 30.00 |
        满意度指标 | 满意度指标 | 学员满意度 | ≥95% | {named("actual-3", "98.4%")} | 10.00 | {named("points-3", "10.00")} |
        总分→5 | {named("total-weight", "100.00")} | {named("total-points", points)} |
        """),
    )


@foreign
def south_frontier_whole(random: Random) -> tuple[Block, ...]:
    """Income and outlay of a department in stages, with 其中 two deep and growth against last year."""
    year = random.randint(2020, 2023)
    staff, public = money(random, 300, 800), money(random, 50, 120)
    build, daily = money(random, 100, 500), money(random, 100, 300)
    basic, special = staff + public, build + daily
    now = (basic + special, basic, staff, public, special, build, daily)
    before = tuple(half_up(one * random.randint(80, 98) / 100, 2) for one in (staff, public, build, daily))
    then = (
        sum(before),
        before[0] + before[1],
        before[0],
        before[1],
        before[2] + before[3],
        before[2],
        before[3],
    )
    names = (
        "一、支出合计",
        "（一）基本支出",
        "其中：人员经费",
        "公用经费",
        "（二）项目支出",
        "其中：基本建设类",
        "行政事业类",
    )
    listed = "\n".join(
        f"{name} | {named(f'total-last-{place}' if place in (0, 1, 4) else f'part-last-{place}', f'{last:,}')} | {named(f'total-now-{place}' if place in (0, 1, 4) else f'part-now-{place}', f'{one:,}')} | {named(f'total-more-{place}', f'{one - last:,}')} | {named(f'rate-growth-{place}', rate(one - last, last))}"
        for place, (name, last, one) in enumerate(zip(names, then, now, strict=True))
    )
    more = now[0] - then[0]
    return (
        *prose(f"""
        某县自然资源局{year}年度部门整体支出绩效自评报告
        （一）部门支出情况
        {year}年我局支出合计{named("prose-total", now[0])}万元。其中：基本支出{named("prose-item", basic)}万元，占总支出的{named("prose-rate-basic", rate(basic, now[0]))}；项目支出{special}万元，占总支出的{rate(special, now[0])}。与上年对比，支出增加{named("prose-more", more)}万元，增长{named("growth-rate", rate(more, then[0]))}，主要原因是人员调资和新增国土空间规划编制项目。
        表2 支出对比表（金额单位：万元）
        """),
        grid(f"""
        项目 | 上年决算数 | 本年决算数 | 增减额 | 增减（%）
        {listed}
        """),
        *prose("""
        （二）预算执行管理
        严格执行《会计法》第三条和《行政单位财务规则》（财政部令第113号）规定。支出按月调度，执行进度3月、6月、9月分别达到22%、47%和71%。
        （三）绩效目标
        全年完成耕地恢复1.2万亩、补充耕地指标3 560亩，查处违法用地案件47宗，拆除违法建筑2.3万㎡，收缴罚款人民币伍拾万元整。
        """),
    )


@foreign
def pearl_delta_report(random: Random) -> tuple[Block, ...]:
    """Levels each with a weight in per cent, marks of self-evaluation beside, and a sheet of outlays."""
    year = random.randint(2020, 2023)
    first = [money(random, 10, 90) for _ in range(5)]
    paid = [first[0], part(random, first[1]), first[2], part(random, first[3]), first[4]]
    towns = ("石湾镇街道", "祖庙街道", "南庄镇", "张槎街道", "区本级")
    listed = "\n".join(
        f"{place} | {town} | {named(f'part-budget-{place}', one)} | {one} | {named(f'spent-{place}', done)} | {named(f'rate-{place}', bare(done, one))} |"
        for place, (town, one, done) in enumerate(zip(towns, first, paid, strict=True), start=1)
    )
    total, spent = sum(first), sum(paid)
    return (
        *prose(f"""
        {year}年区级财政资金项目绩效自评报告
        项目名称：社会工作服务站建设
        一、基本情况
        （一）{year}年区财政安排社会工作服务站建设资金{named("prose-budget", total)}万元，涉及4个镇（街道）和区本级；资金到位{total}万元，到位率为100%；实际支出{named("prose-spent", spent)}万元，支出率为{named("prose-rate", rate(spent, total))}。
        （二）自评结论：自评分数为{named("prose-points", "94.5")}分，绩效等级为“{named("grade", "优")}”。
        二、资金明细（单位：万元）
        """),
        grid(f"""
        序号 | 用款单位 | 预算安排 | 资金到位 | 实际支出 | 支出率（%） | 备注
        {listed}
        合计→2 | {named("total-budget", total)} | {total} | {named("total-spent", spent)} | {named("rate-total", bare(spent, total))} |
        """),
        *prose("三、自评评分表"),
        grid(f"""
        评价指标→6 | 自评分↓2 | 扣分原因↓2
        一级指标 | 权重（%） | 二级指标 | 权重（%） | 三级指标 | 权重（%）
        投入↓2 | 20↓2 | 项目立项 | 12 | 论证决策 | 12 | {named("points-1", 12)} |
        资金落实 | {named("weight-level", 8)} | 资金到位 | 8 | {named("points-2", 8)} |
        过程↓2 | 20↓2 | 资金管理↓2 | 20↓2 | 资金支付 | 12 | 10.5 | {named("reason-1", "个别街道支付进度慢。")}
        支出规范性 | {named("weight-1", 8)} | 8 |
        产出 | 30 | 效率性 | 30 | 完成进度及质量 | 30 | 28 | 验收资料不齐。
        效益↓2 | 30↓2 | 效果性 | 20 | 社会效益 | 20 | {named("points-3", 20)} |
        公平性 | 10 | 满意度 | 10 | 8 | 样本量偏少。
        合计 | {named("total-weight", 100)} | | 100 | | 100 | {named("total-points", "94.5")} |
        """),
    )


@foreign
def loess_form(random: Random) -> tuple[Block, ...]:
    """Amounts in 元 with blanks for separators, a column of last year, full-width signs and digits."""
    year = random.randint(2020, 2023)
    own = Decimal(random.randint(1_000_000, 9_000_000))
    lower = Decimal(random.randint(100_000, 900_000))
    budget = own + lower
    paid = Decimal(int(own * random.randint(85, 99) / 100))
    spent = paid + lower
    execution = share(spent, budget)
    students = random.randint(1510, 1600)

    def spaced(value: Decimal) -> str:
        return f"{value:,}.00".replace(",", " ")

    points = execution + Decimal("89.2")
    return (
        *prose(f"项目支出绩效自评表\n（{year}年度）                                        单位：元"),
        grid(f"""
        专项（项目）名称→3 | 义务教育学生营养改善计划→6
        项目资金→3↓4 | | 全年预算数（Ａ） | 全年执行数（Ｂ）→2 | 预算执行率（Ｂ／Ａ）→2
        年度资金总额： | {named("total-budget", spaced(budget))} | {named("total-spent", spaced(spent))}→2 | {named("rate-total", rate(spent, budget))}→2
        其中：中央补助 | {spaced(own)} | {spaced(paid)}→2 | {named("rate-own", rate(paid, own))}→2
        地方资金 | {spaced(lower)} | {spaced(lower)}→2 | １００％→2
        绩效指标↓8 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 全年完成值 | 分值 | 得分 | 未完成原因和改进措施
        预算执行 | 预算执行率 | 资金支出进度 | １００％ | {rate(spent, budget)} | １０ | {named("points-execution", execution)} | 按进度支付。
        产出指标↓3 | 数量指标 | 受益学生数 | ≧1500人 | {named("actual-1", f"{students}人")} | 20 | {named("points-1", 20)} |
        质量指标 | 食品抽检合格率 | ﹦100％ | {named("actual-2", "100％")} | {named("weight-1", 20)} | 20 |
        成本指标 | 每生每天补助标准 | 5元 | 5元 | 10 | {named("points-2", 10)} |
        效益指标↓2 | 社会效益指标 | 学生体质健康改善 | 逐步改善 | 达成预期指标 | 20 | 20 |
        可持续影响 | 政策知晓率 | 不低于90％ | {named("actual-3", "８６．４％")} | 10 | 9.6 | {named("reason-1", "宣传形式较单一。")}
        满意度指标 | 服务对象满意度 | 家长满意度 | ≥95％ | 91.2％ | 10 | 9.6 | 个别学校菜品单一。
        总      分→6 | {named("total-weight", "100")} | {named("total-points", points)} |
        """),
    )


@foreign
def delta_performance(random: Random) -> tuple[Block, ...]:
    """A table of outlays by month over a page, shares of a whole, and a nested list of uses in a cell."""
    year = random.randint(2020, 2023)
    months = [money(random, 3, 60) for _ in range(12)]
    budget = sum(months) + money(random, 5, 30)
    rows, running = [], Decimal(0)
    for month, one in enumerate(months, start=1):
        running += one
        rows.append(
            f"{month}月 | {named(f'part-month-{month}', one)} | {running} | {named(f'rate-{month}', rate(running, budget))}"
        )
    a, b = half_up(running * Decimal("0.6"), 2), half_up(running * Decimal("0.3"), 2)
    return (
        *prose(f"""
        {year}年度“智慧社区”平台运维项目自评报告
        （一）预算执行
        项目年度预算{budget}万元，全年累计支出{named("prose-spent", running)}万元，预算执行率{named("prose-rate", rate(running, budget))}，较序时进度慢{half_up(100 - running / budget * 100, 2)}个百分点。
        各月支出如下：
        """),
        grid(f"""
        月份 | 当月支出（万元） | 累计支出（万元） | 累计执行率
        {chr(10).join(rows)}
        全年 | {named("total-months", running)} | | {named("rate-year", rate(running, budget))}
        """),
        *prose("（二）支出结构"),
        grid(f"""
        支出类别 | 金额（万元） | 占比 | 主要用途
        平台运维 | {named("part-a", a)} | {named("rate-a", rate(a, running, 1))} | 1.服务器租用12台；⏎2.带宽200M；⏎3.驻场人员4名，人均8.5万元。
        数据采集 | {named("part-b", b)} | {rate(b, running, 1)} | 采集数据52万条
        其他 | {running - a - b} | {rate(running - a - b, running, 1)} | 专家评审、测评等
        小计 | {named("total-uses", running)} | 100.0% |
        """),
        *prose(f"""
        （三）产出与效果
        平台注册用户12.6万户，比年初的10.5万户增长{named("growth-rate", "20%")}；日均访问量1.8万次，最高达3.2万次。全年受理居民诉求8 450件，按期办结8 366件，按期办结率{named("prose-rate-done", rate(8366, 8450))}，群众满意率98.7%。
        故障平均修复时间由上年的4.5小时缩短至3.6小时，缩短{named("growth-less", "20%")}。系统可用性达到99.95%，高于合同约定的99.9%。
        """),
    )
