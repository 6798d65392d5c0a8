"""What a form's indicators report as done, for its prose to be held against."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from projects.money import number_text
from reports.checkup.across.statements import is_same_amount
from reports.checkup.arithmetic import spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, figure, half_width, in_unit, named_unit
from reports.checkup.prose.scope import is_apart
from reports.checkup.prose.sentences import Sentence, sentences
from reports.checkup.prose.told_indicators import told_in
from reports.checkup.tables.lines import lines_of, reported
from reports.checkup.tables.sections import Grid, Meaning, Section, Slot

_NUMBERED = re.compile(r"^[★☆*]*(?:指标)?[0-9一二三]*[:.、]?")
_COUNTED = re.compile(
    "(?:数量|[次人个件场户座处条台套批期项所家名间册篇]数|场次|人次|批次|数|总量|面积|长度|里程)$"
)
_PEOPLE = re.compile("(?:人次|户次)$")
_DONE = re.compile(
    "(?:(?:经|通过|根据|据)[\u4e00-\u9fff]{2,10}(?:调查|统计|测算|测评|核算|监测|评估))?"
    "(?:大幅度?|明显|持续|稳步|有效|进一步|平均|整体|逐步|均|全部)*"
    "(?:(?:缩短|压缩|缩减|压减|降低|下降|减少|降|提高|提升|上升|增加|增长|增|扩大|稳定|保持|维持|控制)(?:到了?|至|在)"
    "|不[低少高大超][于过]|为|达到了?|达|是|共|共计|累计|了|已|约|实际|实现)+$"
)
"""What stands between the name of an indicator and its figure."""
_MOVED_FROM = re.compile("(?:由|从)(?:原来|年初|上年|去年|之前)?的?$")
_GENERIC = re.compile(
    "[0-9]{4}年度?|全年|本年度?|当年|年度|年内|截至|年底|年末|我街道|我镇|我局|我单位|街道|全镇|实际|共计|累计|共"
    "|已经|已|完成|项目|本|其中|各类|各项|辖区|了|达到|达|为|并|对|的|各|区|县|“|”"
)
_LISTED = re.compile("^[0-9]+[.、]")
_HELD = re.compile(
    "问卷|调查|抽样|走访|测评|培育|培养|扶持|打造|创建|认定|选聘|聘用|招募|评选|派出|救助|资助|慰问|服务|覆盖|举办|开展|组织|实施|带动|推动|促进|使|顺利|按时|按期|及时|圆满|有序|全面|成功"
)
_PLAIN = re.compile(f"日常|定期|常规|例行|常态化|[次数]$|{_HELD.pattern}")
_BY = re.compile("^.*按照?(?=实际)")
"""轮换补贴按实际轮换1640吨计算: of what was done, after that which is reckoned by it."""
_SAME_WORK = (
    (re.compile("建成|新建|建设|建好"), "建"),
    (re.compile("购置|采购|购买"), "购"),
    (re.compile("净增|新增|增加|增长"), "增"),
    (re.compile("维修|修缮|整修"), "修"),
    (re.compile("惠及|受惠"), "受益"),
)
_COST = re.compile("(?:控制)?(?:支出|费用|总额|金额|数额|数|额)*$")
_OF_PLAN = re.compile("(?:计划|目标|任务|应)(?:完成|建成|改造|新建|数量?|值)*(?:为|是|:)?$")
_OF_WORK = re.compile(
    "(?<!计划)(?<!应)(?<!未)(?:完成|实际|建成|实施)(?:完成|建成|改造|新建|数量?|值)*(?:了|为|是|:)?$"
)
_LATER_GOALS = re.compile("长期|总目标|总体目标\\([^()]*[-—至]|三年|五年|实施期")
_NOT_DONE = re.compile("目标|计划|预期|拟|力争|确保|不少于|不低于|上年|去年|上半年|季度|较|相比|标准|要求")
_YEAR = re.compile("(?:19|20)[0-9]{2}年?度?")
_GOALS = re.compile("^[^,。;]{0,8}目标(?:[(][^()]*[)])?$")
_IN_ALL = re.compile("累计|总")
_OUTCOME = re.compile("^[^,。;]{0,10}(?:完成|达成|实现)(?:情况)?$")
_BEHIND = re.compile("[^,。;、:0-9]{2,24}")
_PERSONS = {"人", "名", "位"}
_MARK = r"[0-9]{1,2}(?:\.[0-9]{1,2})?"
_ROW = re.compile(
    "(?P<name>[\u4e00-\u9fff0-9]{4,20}?) ?(?P<target>[≥≤=><][0-9.]{1,12}[\u4e00-\u9fff%‰]{1,4}) "
    f"(?P<done>[0-9.]{{1,12}}[\u4e00-\u9fff%‰]{{1,4}}) {_MARK} {_MARK}(?: |$)"
)
"""An indicator with its target, what was done, its weight and its points."""
_FEWEST_ROWS = 3
_SHORTEST = 4
_SHORTEST_WORK = 2


@dataclass(frozen=True, slots=True)
class Actual:
    """An indicator's name, without what only says that it is counted, its target and what was done.

    What a row of money reports may be told of a part of it in the same words: it is not ``certain``.
    """

    name: str
    target: Quantity | None
    done: Quantity
    place: Place
    certain: bool = True


def actuals(section: Section) -> Iterator[Actual]:
    """Yield the indicators of a section whose actual value is one number with a unit."""
    for name, target, done, unit, place in reported(section):
        yield from _actual(name, target, done, done.unit or unit, place)


def told_in_remarks(section: Section) -> Iterator[Actual]:
    """Yield what the remarks of indicators without a column of results tell: 计划21座，完成18座.

    Where such an indicator has all its points, it may have been done in the end.
    """
    lines = [] if section.of(Meaning.ACTUAL) else lines_of(section)[0]
    for line in lines:
        for slot in dict.fromkeys(slot for slot in line.row.slots if slot.figure is None and slot.text):
            told = next(sentences(slot.text, slot.place), None)
            pair = _planned_and_done(told) if told is not None else None
            if told is None or pair is None:
                continue
            target, done = pair
            points = [one.figure.value for one in (line.weight, line.score) if one and one.figure]
            for one in _actual(line.name, target, done, done.unit, told.at(done)):
                yield replace(one, certain=len(points) > 1 and points[1] < points[0])


def _planned_and_done(sentence: Sentence) -> tuple[Quantity, Quantity] | None:
    """What was planned and what was done, where a sentence tells each once and in one unit."""
    told = [(half_width(sentence.name(one)), one) for one in sentence.quantities if one.unit and one.is_exact]
    plans = [one for name, one in told if _OF_PLAN.search(name) or (one.sign and not name.strip(one.sign))]
    done = [one for name, one in told if _OF_WORK.search(name)]
    if len(plans) != 1 or len(done) != 1 or plans[0].unit != done[0].unit or done[0].is_rate:
        return None
    return plans[0], done[0]


def done_in_rows(section: Section) -> Iterator[Actual]:
    """Yield what the rows of a table of money report as done, each named by its row: 家庭无障碍改造, 51户."""
    done = section.one(Meaning.ACTUAL)
    rows = [row for row in section.rows if not (row.is_total or row.is_subtotal or row.is_part)]
    labels = Counter(row.label for row in rows)
    if done is None:
        return
    for row in rows:
        value = row.slots[done.index].figure
        if value is None or labels[row.label] > 1 or value.is_money or value.is_rate or not value.unit:
            continue
        plans = [
            slot.figure
            for slot in dict.fromkeys(row.slots)
            if slot.figure is not None and slot.figure.unit == value.unit and slot.figure is not value
        ]
        target = plans[0] if plans else None
        for one in _actual(row.label, target, value, value.unit, row.slots[done.index].place):
            yield replace(one, certain=False)


def told_actuals(sentences: Sequence[Sentence]) -> Iterator[Actual]:
    """Yield the indicators that the prose goes through: 指标“培训人数”：指标值1600人，完成值1350人."""
    for sentence in sentences:
        for told in told_in(sentence):
            if told.name and told.target is not None and told.done is not None:
                yield from _actual(told.name, told.target, told.done, told.done.unit, sentence.at(told.done))


def told_in_lines(lines: Iterable[tuple[str, Place]]) -> Iterator[Actual]:
    """Yield the indicators of a form whose rows came as lines: 更换管道长度 ≥38公里 36.1公里 5 4.75.

    Some such lines are those of a form; one may be anything.
    """
    rows = [(found, place) for text, place in lines if (found := _ROW.match(half_width(text).strip()))]
    for found, place in rows if len(rows) >= _FEWEST_ROWS else ():
        target, done = figure(found["target"]), figure(found["done"])
        if target is not None and done is not None and target.unit == done.unit:
            at = replace(place, start=found.start("done"))
            for one in _actual(found["name"], target, done, done.unit, at):
                yield replace(one, certain=False)


def _actual(name: str, target: Quantity | None, done: Quantity, unit: str, place: Place) -> Iterator[Actual]:
    plain, named_in = named_unit(_NUMBERED.sub("", name))
    if not unit and named_in:
        done, target = in_unit(done, named_in), in_unit(target, named_in) if target else None
        unit = done.unit
    if not unit and (counted := _PEOPLE.search(plain)):
        unit = counted[0]  # 到馆人次 of a cell that holds the number alone
    ending = _COST if done.is_money else _COUNTED
    named = ending.sub("", plain) if done.unit != "%" else plain
    if len(named) < _SHORTEST:
        named = plain.removesuffix("数")  # 受益农户数 is of 受益农户
    if len(named) >= _SHORTEST and unit and done.is_exact:
        yield Actual(named, target, replace(done, unit=unit), place)


def planned(rows: Grid, year: int | None) -> Iterator[Place]:
    """Yield the cells that tell what was to be done: under a heading 目标, or beside another year."""
    for slot, _heading, _other in _plans(rows, year):
        yield slot.place


def goals(rows: Grid, year: int | None) -> Iterator[Place]:
    """Yield the cells that tell what was to be done in the year of the document."""
    for slot, heading, other in _plans(rows, year):
        if not other and not _LATER_GOALS.search(heading):
            yield slot.place


def goals_in_lines(lines: Iterable[tuple[str, Place]]) -> Iterator[Place]:
    """Yield the lines right below one that says 年度总体目标: so forms come out that lost their tables."""
    below = False
    for text, place in lines:
        words = half_width(text).strip()
        if below and place.row < 0:
            yield place
        below = _GOALS.search(words) is not None and not _LATER_GOALS.search(words) and place.row < 0


def _plans(rows: Grid, year: int | None) -> Iterator[tuple[Slot, str, bool]]:
    """Yield the cells of plans, the heading above each, and whether they are of another year."""
    heads: dict[int, str] = {}
    for row in rows:
        first = next((slot.words for slot in row if slot.words), "")
        other = _YEAR.fullmatch(first) is not None and year is not None and int(first[:4]) != year
        for column, slot in enumerate(row):
            if other or _GOALS.search(heads.get(column, "")):
                yield slot, heads.get(column, ""), other
            if _GOALS.search(slot.words) or _OUTCOME.search(slot.words):
                heads[column] = slot.words


def outcomes(rows: Grid) -> Iterator[Place]:
    """Yield the cells beside or below a heading that tells of what was done: 任务完成情况."""
    heads: dict[int, str] = {}
    for row in rows:
        left = ""
        for column, slot in enumerate(row):
            if _OUTCOME.search(left) or _OUTCOME.search(heads.get(column, "")):
                yield slot.place
            if _GOALS.search(slot.words) or _OUTCOME.search(slot.words):
                heads[column] = slot.words
            left = slot.words


def cumulated(sentences: Iterable[Sentence]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield what was done in the year with what it has come to: 2023年完成8.5公里，累计完成12.6公里."""
    for sentence in sentences:
        for one, behind in pairwise(sentence.quantities):
            alike = one.unit == behind.unit and one.is_exact and behind.is_exact
            if alike and one.base < behind.base and _IN_ALL.search(half_width(sentence.name(behind))):
                yield one.base, behind.base


def check_actuals(
    sentence: Sentence,
    known: Sequence[Actual],
    year: int | None,
    ledger: Ledger,
    *,
    of_outcome: bool = False,
    in_all: Container[tuple[Decimal, Decimal]] = (),
) -> None:
    """What the prose names as an indicator does is what the indicator reports.

    What the prose says of a plan, of another time or of a part is not held against it, nor what the text
    tells elsewhere to be what has been done ``in_all``; ``year`` is the one that the document is about. A
    target may be told; not where what was done of another indicator is, nor in a cell ``of_outcome``.
    """
    claims = [*_claims(sentence, known, year)]
    tells_what_was_done = of_outcome or any(
        is_same_amount(quantity, actual.done) and not _is_target(quantity, actual)
        for quantity, actual, _certain in claims
    )
    for quantity, actual, certain in claims:
        if is_same_amount(quantity, actual.done):
            ledger.agree(sentence.at(quantity), actual.place)
        elif (actual.done.base, quantity.base) in in_all:
            continue
        elif abs(actual.done.base - quantity.base) > max(actual.done.half, quantity.half) and (
            tells_what_was_done or not _is_target(quantity, actual)
        ):
            words, in_form = sentence.words(quantity), spelled(actual.done)
            ledger.find(
                Kind.PROSE_VS_TABLE,
                Severity.ERROR if certain and not _is_target(quantity, actual) else Severity.WARNING,
                sentence.at(quantity),
                f"文中“{sentence.name(quantity)}{words}”，“{actual.name}”的完成值为{in_form}，两处不一致。",
                rule="文字与自评表中的同一完成情况应一致",
                text=sentence.text,
                printed=words,
                computed=in_form,
            )


def _claims(
    sentence: Sentence, known: Sequence[Actual], year: int | None
) -> Iterator[tuple[Quantity, Actual, bool]]:
    """Yield what a sentence says of indicators, and whether its words name them for certain."""
    for quantity in sentence.quantities:
        if not quantity.is_exact or quantity.sign or not quantity.unit:
            continue
        before = half_width(sentence.text[: quantity.start])
        if _NOT_DONE.search(before[sentence.group(quantity) :]) or _is_of_a_part(sentence, quantity):
            continue
        if is_apart(before, year, [one.name for one in known]):
            continue
        fitting, certain = _named(sentence, quantity, known)
        if len({one.done.value for one in fitting}) == 1:
            yield quantity, fitting[0], certain


def _is_of_a_part(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a quantity stands behind 其中; not where the parts listed there make up their whole.

    办理提案156件，其中集体提案38件、个人提案118件，提案办复率98% is the rate of all of them.
    """
    where = sentence.text.rfind("其中", sentence.group(quantity), quantity.start)
    if where < 0:
        return False
    whole = next((one for one in reversed(sentence.quantities) if one.end <= where), None)
    parts = [one for one in sentence.quantities if where < one.start < quantity.start]
    if whole is None or not parts or any(one.unit != whole.unit for one in parts):
        return True
    return sum(one.base for one in parts) != whole.base


def _is_target(quantity: Quantity, actual: Actual) -> bool:
    return actual.target is not None and actual.target.value == quantity.value


def check_goals(sentence: Sentence, known: Sequence[Actual], ledger: Ledger) -> None:
    """What the year's goal names as an indicator does is the target of the indicator."""
    for quantity in sentence.quantities:
        if not quantity.unit or quantity.until is not None:
            continue
        fitting, certain = _named(sentence, quantity, known)
        if not fitting and (done_for := [one for one in known if _is_done_for(one, sentence, quantity)]):
            fitting, certain = done_for, True
        targets = {one.target.value: one for one in fitting if one.target is not None}
        if not certain or len(targets) != 1:
            continue
        ((value, indicator),) = targets.items()
        if value == quantity.value:
            ledger.agree(sentence.at(quantity))
        elif is_same_amount(quantity, indicator.done):
            continue  # the cell of what was done, beside a heading that stands over both
        elif value < 2 * quantity.value < 4 * value:
            words, in_form = sentence.words(quantity), f"{number_text(value)}{indicator.done.unit}"
            ledger.find(
                Kind.PROSE_VS_TABLE,
                Severity.WARNING,
                sentence.at(quantity),
                f"目标中“{sentence.name(quantity)}{words}”，“{indicator.name}”的指标值为{in_form}，两处不一致。",
                rule="总体目标与指标值应一致",
                text=sentence.text,
                printed=words,
                computed=in_form,
            )


def _named(sentence: Sentence, quantity: Quantity, known: Sequence[Actual]) -> tuple[list[Actual], bool]:
    """The indicators that the words before a quantity name, and whether they do so for certain."""
    name = _DONE.sub("", _words_before(sentence, quantity))
    if quantity.is_money:
        name = _COST.sub("", name)
    alike = [one for one in known if _is_measured_alike(one.done, quantity)]
    fitting = [one for one in alike if _is_named(one.name, name)]
    if fitting or quantity.is_money:
        return fitting, all(one.certain for one in fitting)
    if quantity.unit == "%":
        return _named_for_short(alike, name), False
    behind = half_width(sentence.text[quantity.end :])
    if done_to := [one for one in alike if _is_done_to(one, name, behind) and _is_near(one, quantity)]:
        return done_to, False
    almost = [one for one in alike if _is_almost_named(one, name, quantity)]
    return almost or _plainly_named(alike, name, quantity), False


def _named_for_short(alike: Sequence[Actual], name: str) -> list[Actual]:
    """The only indicator whose name ends in these words: 各类建议采纳率 for 评估、考核等建议采纳率."""
    short = _GENERIC.sub("", name)
    ending = [one for one in alike if one.name.endswith(short)]
    return ending if len(short) > _SHORTEST and len(ending) == 1 else []


def _words_before(sentence: Sentence, quantity: Quantity) -> str:
    """The words before a quantity; where it moved from another, 由15分钟缩短至12分钟, those before that.

    A bound among them, 新建50立方米以上蓄水池19座, belongs to the name.
    """
    name = _LISTED.sub("", half_width(sentence.name(quantity)))
    before = [one for one in sentence.quantities if one.end <= quantity.start]
    bound = before[-1] if before and not before[-1].is_exact else None
    if bound and sentence.text[bound.end : quantity.start] == name and not name.startswith("的"):
        return half_width(sentence.name(bound)) + name
    if _DONE.sub("", name):
        return name
    from_ = half_width(sentence.name(before[-1])) if before else ""
    return _MOVED_FROM.sub("", from_) if _MOVED_FROM.search(from_) else name


def _is_measured_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (one.is_money and other.is_money) or {one.unit, other.unit} <= _PERSONS


def _is_named(indicator: str, name: str) -> bool:
    """Whether words name an indicator, maybe in another order: 改造农村公厕, 农村公厕改造."""
    if name.endswith(indicator) and not _HELD.sub("", _GENERIC.sub("", name.removesuffix(indicator))):
        return True
    return sorted(_core(name)) == sorted(_core(indicator))


def _is_done_to(actual: Actual, name: str, behind: str) -> bool:
    """Whether an indicator is of what was done and to what: 巡查生产建设项目 for 巡查的68个项目."""
    work = _PLAIN.sub("", _GENERIC.sub("", name)) if name.endswith("的") else ""
    done_to = any(behind.startswith(actual.name[-length:]) for length in range(2, len(actual.name) - 1))
    return len(work) >= _SHORTEST_WORK and actual.name.startswith(work) and done_to


def _is_done_for(actual: Actual, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether what is done for so many is an indicator: 为230名残疾儿童提供康复救助 for 救助残疾儿童."""
    if not {actual.done.unit, quantity.unit} <= _PERSONS or "其中" in sentence.name(quantity):
        return False
    behind = _BEHIND.match(half_width(sentence.text[quantity.end :]))
    return behind is not None and Counter(actual.name) <= Counter(behind[0])


def _core(name: str) -> str:
    """What a name is about: 新建, 建成 and 建设 are one."""
    core = _GENERIC.sub("", name)
    for pattern, word in _SAME_WORK:
        core = pattern.sub(word, core)
    return core


def _plainly_named(alike: Sequence[Actual], name: str, quantity: Quantity) -> list[Actual]:
    """The only indicator of a piece of work, 日常巡查次数 for 开展巡查42次, if the quantity is near."""
    work = _PLAIN.sub("", _core(_BY.sub("", name)))
    of_it = [one for one in alike if work and work in one.name]
    if len(work) < _SHORTEST_WORK or len(of_it) != 1 or _plain(of_it[0]) != work:
        return []
    return of_it if _is_near(of_it[0], quantity) else []


def _plain(actual: Actual) -> str:
    """What an indicator's name says beside what it counts: 到馆 of 到馆人次."""
    return _PLAIN.sub("", _core(actual.name.removesuffix(actual.done.unit)))


def _is_near(actual: Actual, quantity: Quantity) -> bool:
    return actual.done.value < 2 * quantity.value < 4 * actual.done.value


def _is_almost_named(actual: Actual, name: str, quantity: Quantity) -> bool:
    """Whether words say most of an indicator's name and nothing else, of a quantity that is not far off."""
    core, whole = _core(name), _core(actual.name)
    known = Counter(core) <= Counter(whole) and len(core) >= _SHORTEST
    return known and _is_near(actual, quantity) and len(core) * 5 >= len(whole) * 3
