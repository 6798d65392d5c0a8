"""Random projects: what the documents of the corpus are about."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from projects.money import half_up

_ITEMS = [
    "社区巡防经费",
    "应急消防经费",
    "信访维稳经费",
    "网格化管理经费",
    "环境卫生整治",
    "老旧小区改造",
    "文化活动经费",
    "养老服务补贴",
    "志愿者补助",
    "公共设施维护",
    "垃圾分类推广",
    "党建工作经费",
    "防汛物资采购",
    "道路照明维修",
    "绿化养护服务",
]
_OUTPUTS = [
    "开展集中宣传活动",
    "整治重点区域",
    "组织业务培训",
    "维修公共设施",
    "配备巡防人员",
    "走访困难家庭",
]
_QUALITIES = ["工程验收合格率", "服务达标覆盖率", "问题整改完成率", "设备完好运行率"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the budget, in 万元."""

    name: str
    opening: Decimal
    adjustment: Decimal
    spent: Decimal

    @property
    def budget(self) -> Decimal:
        return self.opening + self.adjustment


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator; ``sign`` before the target, points out of ``weight``."""

    level1: str
    level2: str
    name: str
    sign: str
    target: str
    unit: str
    actual: str
    weight: Decimal
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Project:
    """One project of one year."""

    office: str
    name: str
    year: int
    items: tuple[Item, ...]
    carried: Decimal
    goals: tuple[Goal, ...]
    received: int
    solved: int
    groups: tuple[int, int, int]

    @property
    def opening(self) -> Decimal:
        return sum((one.opening for one in self.items), Decimal(0))

    @property
    def budget(self) -> Decimal:
        return sum((one.budget for one in self.items), Decimal(0))

    @property
    def spent(self) -> Decimal:
        return sum((one.spent for one in self.items), Decimal(0))

    @property
    def execution_points(self) -> Decimal:
        return half_up(10 * self.spent / self.budget, 2)

    @property
    def points(self) -> Decimal:
        return self.execution_points + sum((one.points for one in self.goals), Decimal(0))

    @property
    def grade(self) -> str:
        return next(
            name for least, name in ((90, "优"), (80, "良"), (60, "中"), (0, "差")) if self.points >= least
        )


def make_project(random: Random) -> Project:
    """Make a consistent project."""
    items = []
    for name in random.sample(_ITEMS, random.randint(4, 9)):
        opening = Decimal(random.randint(500, 30_000)).scaleb(-2)
        adjustment = Decimal(random.choice((0, 0, 0, random.randint(-200, 900)))).scaleb(-2)
        share = random.choice((Decimal(1), Decimal(1), Decimal(random.randint(82, 99)).scaleb(-2)))
        items.append(Item(name, opening, adjustment, half_up((opening + adjustment) * share, 2)))
    year = random.randint(2019, 2024)
    received = random.randint(80, 900)
    return Project(
        office=random.choice(("城关镇人民政府", "东风街道办事处", "青石乡人民政府", "南湖街道办事处")),
        name=random.choice(("平安建设项目", "城乡环境整治项目", "基层治理项目", "民生服务项目")),
        year=year,
        items=tuple(items),
        carried=half_up(items[0].opening / 3, 2),
        goals=_goals(random),
        received=received,
        solved=received - random.randint(1, 30),
        groups=(random.randint(3, 20), random.randint(3, 20), random.randint(3, 20)),
    )


def _goals(random: Random) -> tuple[Goal, ...]:
    result = []
    for name in random.sample(_OUTPUTS, 2):
        target = random.randint(8, 60)
        done = random.choice((target, target + 2, target - random.randint(1, 2)))
        result.append(_goal("产出指标", "数量指标", name, "≥", target, random.choice("次个处"), done, 15))
    result += [
        _goal("产出指标", "质量指标", name, "≥", random.randint(85, 95), "%", random.randint(95, 100), 10)
        for name in random.sample(_QUALITIES, 2)
    ]
    words = _words("效益指标", "社会效益指标", "提升居民生活环境质量", 15)
    lasting = _words("效益指标", "可持续影响指标", "长效管理机制健全性", 15)
    pleased = _goal(
        "满意度指标", "服务对象满意度指标", "服务对象满意度", "≥", 90, "%", random.randint(88, 99), 10
    )
    return (*result, words, lasting, pleased)


def _goal(
    level1: str, level2: str, name: str, sign: str, target: int, unit: str, done: int, weight: int
) -> Goal:
    points = Decimal(weight) if done >= target else half_up(Decimal(weight) * done / target, 2)
    reason = "" if done >= target else "受客观条件影响，部分工作未能按期完成，下一年度抓紧落实。"
    return Goal(level1, level2, name, sign, str(target), unit, str(done), Decimal(weight), points, reason)


def _words(level1: str, level2: str, name: str, weight: int) -> Goal:
    return Goal(
        level1, level2, name, "定性", "效果明显", "", "达成预期指标", Decimal(weight), Decimal(weight), ""
    )
