"""What a document states more than once: prose against tables, tables and scores against each other."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import of_rate, rate_readings
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.scope import is_apart, is_by_others, is_of_a_class, is_of_another_year
from reports.checkup.prose.sentences import LEFT, Sentence
from reports.checkup.tables.sections import AMOUNTS, UNIT, Meaning, Row, Section, measured
from reports.checkup.wording.texts import scores

_CONCEPTS = (
    (Meaning.OPENING, re.compile("年初预算|年初安排")),
    (Meaning.BALANCE, re.compile("^(?:资金|年末|累计|共|形成)?(?:结转)?结余(?:资金)?$")),
    (
        Meaning.SPENT,
        re.compile(
            "(?:实际|全年|累计|共|已|本年|年度)(?:完成)?(?:总)?(?:支出|使用|支付|执行)|执行数|预算执行(?!率)|(?:使用|支出|支付)资金|^(?:[0-9]{4}年度?)?(?:全[\u4e00-\u9fff]{1,2}总?|(?:本?部门|本?单位)总)支出$"
        ),
    ),
    (
        Meaning.BUDGET,
        re.compile(
            "(?:全年|调整后|年度|部门|项目|支出|经费|资金)预算(?!执行|支出)|安排.*(?:资金|经费|预算)|(?:资金|预算|全年)安排|预算(?:资金|总额|数|收入|支出)"
        ),
    ),
)
_GENERIC = re.compile(
    r"[“”]|其中|[0-9]{4}年[度底末]?|年初|年度|全年|部门(?=总)|全(?:镇|乡|县|市|区|州|省|局|院|校|街道)|本年|当年|截至|年末|年底|项目|资金|预算|安排|下达|批复|调整后|调整|实际|支出|使用|执行|完成|"
    r"总额|金额|合计|总计|共计|累计|共|总|数|为|达到|达|是|已|了|的|该|本|经费|财政|区|单位|我|街道|办事处|其|及|到位"
)
_IN_PART = re.compile("另有|其中")
_THIS_ONE = re.compile("该")
_FINAL = re.compile("全年|调整后")
_SPEAKS_OF_MONEY = re.compile("安排|预算|支出|使用|执行|用于|支付|拨付|发放|兑付|列支|投入")
_SPENT_ON = re.compile("用于|支付|拨付|发放|兑付|列支|投入|方面|费用?")
_BEGINS = re.compile(
    '^[,。\\s]*(?:其中[:,]?|[0-9]+[.、]|\\([0-9一二三四五六七八九十]+\\)|[一二三四五六七八九十]+(?:是|、))?[“"]?'
)
_PERCENT_NAME = re.compile(
    "^(?:项目|资金|预算|全年|总体|整体|年度|总|的)*(?:执行率|支出率|使用率|支付率)(?:为|达到|达|是)?$"
    "|^(?:占|完成)(?:年初|全年|调整后|年度)?预算的?$"
)
_OF_THE_BUDGET = re.compile("(?:年度|全年|总体|整体|项目|资金|预算)+(?:执行率|支出率)")
"""执行率 alone may be that of one source."""
_OF_SOME_OR_RULE = re.compile(r"\s*(?:的|\(?含?\)?[及或和]?以[上下]|[^,。;]{0,6}得(?:满分|[0-9.]+分))")
_ORDINAL = re.compile("^[一二三四五六七八九十]+是")
_NUMBERED = re.compile(
    r"^(?:其中[:：]?|[0-9]+[.、]|[一二三四五六七八九十]+、|\([0-9一二三四五六七八九十]+\))+"
)
_STRICT = re.compile(
    "年初预算|(?:全年|调整后)(?:的)?预算|预算总额|(?:实际|全年|累计)(?:完成)?(?:总)?(?:支出|执行)|执行数"
)
_BETWEEN = re.compile("[,，;；、。:：(（]")
_OF_A_YEAR = re.compile("(?:19|20)[0-9]{2}年度?|[上本]年度?")
"""A row of a year holds what is told of it, of whatever kind; it is no item."""
_MOST_SCORES = 2
"""More scores than that, and no form, are those of several projects."""
_LONGEST_LABEL = 30
_COST = re.compile("(?:费用?|经费)$")
_BESIDE_COST = re.compile("另|安排|列支|支付|使用|支出|用于|其中|实际|全年|[及和并]")
_SHORTEST, _SHORTEST_COST = 3, 2
"""So many characters a row is known by; before 费 fewer will do: 监理费 for 监理."""
_FAR = 10
_TELLING = 4
"""So many characters of a name are enough to mean what is named, not a part of it."""

_YEAR_BEFORE = re.compile("((?:19|20)[0-9]{2})年")


@dataclass(frozen=True, slots=True)
class Known:
    """A row of a table with the amounts that are printed in it."""

    label: str
    is_total: bool
    amounts: tuple[tuple[Meaning | None, Quantity, Place], ...]
    rate: Quantity | None = None
    rate_place: Place | None = None
    score: tuple[Quantity, Place] | None = None

    def of(self, meaning: Meaning) -> tuple[Quantity, Place] | None:
        """The amount in the only column of this meaning."""
        found = [(value, place) for one, value, place in self.amounts if one is meaning]
        return found[0] if len(found) == 1 else None


_OF_NO_SPENDING = re.compile("到位|落实|开工|验收|完成率(?!.*预算)(?<!预算完成率)")
"""到位率 beside amounts is not what was spent of them, nor is how far the works are: 完成率."""


def known_rows(section: Section) -> Iterator[Known]:
    """Yield the rows of money of a section."""
    # 资金（万元） may head 下达, which no heading tells from a budget
    columns = [
        one
        for one in section.columns
        if one.meaning in AMOUNTS or (one.meaning is None and UNIT.search(one.group))
    ]
    ratio = section.one(Meaning.RATE)
    if ratio is not None and _OF_NO_SPENDING.search(ratio.title):
        ratio = None
    points = None if section.of(Meaning.WEIGHT) else section.one(Meaning.SCORE)
    for row in section.rows:
        amounts = tuple(
            (column.meaning, value, row.slots[column.index].place)
            for column in columns
            if (value := measured(row.slots[column.index], column.unit)) is not None and value.is_money
        )
        if amounts and row.label:
            given = row.slots[ratio.index].figure if ratio else None
            percent = (
                rate_readings(given, ratio.title)[0] if given is not None and ratio is not None else None
            )
            place = row.slots[ratio.index].place if ratio is not None and percent is not None else None
            score = row.slots[points.index] if points is not None else None
            scored = (score.figure, score.place) if score is not None and score.figure is not None else None
            yield Known(_label(row), row.is_total, amounts, percent, place, scored)


def _label(row: Row) -> str:
    return _NUMBERED.sub("", row.label)


def named_item(
    sentence: Sentence, quantity: Quantity, items: Mapping[str, Known], told: str = ""
) -> Known | None:
    """The row that the words before a quantity name, or that the sentence speaks of from its start.

    ``told`` are those words, if they reach back beyond the clause of the quantity.
    """
    name = told or half_width(sentence.name(quantity))
    labels = sorted(items, key=len, reverse=True)
    named = next((label for label in labels if label in name), None)
    if named is None:
        group = half_width(sentence.text[sentence.group(quantity) : quantity.start])
        begun = _BEGINS.sub("", group)
        named = next((label for label in labels if begun.startswith(label)), None)
    return None if named is None else items[named]


def _cost_named(name: str, costs: Mapping[str, Known]) -> Known | None:
    """The only row whose cost the words name and nothing else: 另安排监理费 for 监理."""
    said = _BESIDE_COST.sub("", re.sub("[为共]$", "", name))
    return costs.get(_COST.sub("", said)) if _COST.search(said) else None


class Statements:
    """The amounts that the tables of a document state, for its prose to be held against."""

    def __init__(self, rows: Sequence[Known], names: Sequence[str], year: int | None) -> None:
        """``year`` is the one that the document is about."""
        self.rows = rows
        self._names = [half_width(name) for name in names]
        self._year = year
        self.items = {
            one.label: one
            for one in rows
            if not (one.is_total or _OF_A_YEAR.fullmatch(one.label))
            and _SHORTEST <= len(one.label) <= _LONGEST_LABEL
        }
        self._costs = {one.label: one for one in rows if _SHORTEST_COST <= len(one.label) < _SHORTEST}
        self._stated: dict[Meaning, list[tuple[Quantity, Sentence]]] = {}
        self._rates: list[tuple[Quantity, Sentence]] = []

    def _totals(self, meaning: Meaning) -> list[tuple[Quantity, Place]]:
        found = [one.of(meaning) for one in self.rows if one.is_total]
        return [one for one in found if one is not None and one[0].value]

    def check(self, sentence: Sentence, ledger: Ledger, about: str = "") -> None:
        """Hold the amounts and execution rates of a sentence against the tables.

        ``about`` is the item that its paragraph opens with, if it does.
        """
        for quantity in sentence.quantities:
            if not quantity.is_exact or quantity.sign:
                continue
            known = [*self._names, *self.items]
            if is_apart(half_width(sentence.text[: quantity.start]), self._year, known):
                if quantity.is_money:
                    self._anywhere(sentence, quantity, ledger)
            elif quantity.is_money:
                self._amount(sentence, quantity, ledger, about)
            elif quantity.is_rate and not about:
                self._execution_rate(sentence, quantity, ledger)

    def _amount(self, sentence: Sentence, quantity: Quantity, ledger: Ledger, about: str) -> None:
        name = half_width(sentence.name(quantity))
        item = named_item(sentence, quantity, self.items) or self.items.get(about)
        cost = None if item is not None else _cost_named(name, self._costs)
        item = item or cost
        if item is not None and LEFT.search(name.replace(item.label, "")):
            return  # of its budget, as reports.checkup.across.balances holds it
        if item is not None:
            values = [
                (value, place)
                for one in self.rows
                if one.label == item.label
                for _meaning, value, place in one.amounts
            ]
            named = re.sub("专项|工程", "", name.replace(item.label, ""))
            rest = _SPENT_ON.sub("", _GENERIC.sub("", named))
            exact = cost is not None or (
                not rest
                and (
                    _SPEAKS_OF_MONEY.search(name) is not None
                    or len({value.base for value, _place in values}) == 1
                )
            )
            if item.label in name or not self._is_told_of_a_part(sentence, quantity, values):
                self._hold(sentence, quantity, values, ledger, what=item.label, certain=exact)
            return
        meaning = _concept(name)
        if meaning is None or not self._is_whole(name):
            self._anywhere(sentence, quantity, ledger)
            return
        values = self._totals(meaning)
        if not values and _STRICT.search(name):
            self._stated.setdefault(meaning, []).append((quantity, sentence))
        if len({value.base for value, _place in values}) != 1:
            self._anywhere(sentence, quantity, ledger)
            return
        if meaning is Meaning.BUDGET and not _FINAL.search(name):
            values = [*self._totals(Meaning.OPENING), *values]  # 预算 may be either
        if self._is_of_an_item(sentence, quantity, meaning):
            return
        self._hold(sentence, quantity, values, ledger, what="合计", certain=True)

    def _is_told_of_a_part(
        self, sentence: Sentence, quantity: Quantity, values: Sequence[tuple[Quantity, Place]]
    ) -> bool:
        """上年结转另有86万元用于设备，实际执行66万元: of what the amount before is of, which is no item's."""
        group = sentence.group(quantity)
        money = [one for one in sentence.quantities if one.is_money and group <= one.start < quantity.start]
        opened = bool(money) and _IN_PART.search(half_width(sentence.name(money[-1]))) is not None
        return opened and not any(is_same_amount(money[-1], value) for value, _place in values)

    def _is_of_an_item(self, sentence: Sentence, quantity: Quantity, meaning: Meaning) -> bool:
        """Whether it is what a row that is no total has, and the words are of that row.

        该项目, or a row named farther before: 灌排工程资金最多，预算805万元，占32%，实际支出705万元.
        """
        name = half_width(sentence.name(quantity))
        before = half_width(sentence.text[: quantity.start])
        return any(
            (_THIS_ONE.match(name) or one.label in before)
            and (value := one.of(meaning)) is not None
            and is_same_amount(quantity, value[0])
            for one in self.rows
            if not one.is_total and len(one.label) >= _SHORTEST
        )

    def check_repeated(self, ledger: Ledger) -> None:
        """Without a table, an amount of the whole project is the same wherever the prose states it."""
        for stated in self._stated.values():
            (first, _sentence), *others = stated
            differing = [(one, sentence) for one, sentence in others if not is_same_amount(one, first)]
            if len({one.base for one, _sentence in stated}) != 2 or not differing:
                continue
            quantity, sentence = differing[-1]
            words = sentence.words(quantity)
            earlier = f"{number_text(first.value)}{first.unit}"
            ledger.find(
                Kind.UNIT if is_unit_slip(quantity, first) else Kind.DUPLICATE,
                Severity.WARNING,
                sentence.at(quantity),
                f"文中“{sentence.name(quantity)}{words}”，前文为{earlier}，两处不一致。",
                rule="同一金额在各处应一致",
                text=sentence.text,
                printed=words,
                computed=earlier,
            )
        self._check_spending(ledger)
        self._check_rates(ledger)

    def _check_rates(self, ledger: Ledger) -> None:
        """Nor is there more than one execution rate: the one that nothing bears out is the wrong one."""
        digits = min((max(one.places, 0) for one, _sentence in self._rates), default=0) + 2
        if len({half_up(one.base, digits) for one, _sentence in self._rates}) != 2:
            return
        right = next((each for each in self._rates if ledger.is_agreed(each[1].at(each[0]))), self._rates[0])
        earlier = f"{number_text(right[0].value)}{right[0].unit}"
        for rate, sentence in reversed(self._rates):
            place = sentence.at(rate)
            alike = half_up(rate.base, digits) == half_up(right[0].base, digits)
            if alike or ledger.is_agreed(place) or ledger.differs(place):
                continue
            words = sentence.words(rate)
            ledger.find(
                Kind.RATIO,
                Severity.WARNING,
                place,
                f"文中“{sentence.name(rate)}{words}”，另一处为{earlier}，两处不一致。",
                rule="同一执行率在各处应一致",
                text=sentence.text,
                printed=words,
                computed=earlier,
            )
            return

    def _check_spending(self, ledger: Ledger) -> None:
        """Nor is more spent than the whole budget of the year, where both are stated once."""
        budget, spent = (
            {one.base: (one, sentence) for one, sentence in self._stated.get(meaning, ())}
            for meaning in (Meaning.BUDGET, Meaning.SPENT)
        )
        if len(budget) != 1 or len(spent) != 1:
            return
        ((given, before),), ((paid, sentence),) = budget.values(), spent.values()
        if _FINAL.search(before.name(given)) and paid.base - paid.half > given.base + given.half:
            ledger.find(
                Kind.EXCEED,
                Severity.ERROR,
                sentence.at(paid),
                f"“{sentence.name(paid)}{sentence.words(paid)}”大于“{before.name(given)}{before.words(given)}”。",
                rule="执行数不大于全年预算数",
                text=sentence.text,
                printed=sentence.words(paid),
                computed=before.words(given),
            )

    def _is_whole(self, name: str) -> bool:
        """Whether the words speak of the whole project and not of a part of it."""
        rest = name
        for known in self._names:
            if known and known in rest:
                rest = rest.replace(known, "")
        if "财政" in rest and any("财政" in one.label for one in self.rows if not one.is_total):
            return False  # of one source
        if any("整体" in known for known in self._names) and "项目支出" in rest:
            return False  # beside 基本支出
        rest = _GENERIC.sub("", rest)
        return not rest or (len(rest) >= _TELLING and any(rest in known for known in self._names))

    def _anywhere(self, sentence: Sentence, quantity: Quantity, ledger: Ledger) -> None:
        """Agreeing with any amount of a table is worth something; agreeing with none proves nothing."""
        if quantity.value and quantity.places > 0:
            found = [
                place
                for one in self.rows
                for _meaning, value, place in one.amounts
                if is_same_amount(quantity, value)
            ]
            if found:
                ledger.agree(sentence.at(quantity), found[0])

    def _hold(
        self,
        sentence: Sentence,
        quantity: Quantity,
        values: Sequence[tuple[Quantity, Place]],
        ledger: Ledger,
        *,
        what: str,
        certain: bool,
    ) -> None:
        same = [place for value, place in values if is_same_amount(quantity, value)]
        if same:
            ledger.agree(sentence.at(quantity), *same)
            return
        slip = next((value for value, _place in values if is_unit_slip(quantity, value)), None)
        value = slip or min(
            (one for one, _place in reversed(values)), key=lambda one: abs(one.base - quantity.base)
        )
        if slip is None and not value.base / _FAR <= quantity.base <= value.base * _FAR:
            return  # of something else that is called so
        if slip is None and (not certain or self._is_of_another_whole(sentence, quantity, values, ledger)):
            return
        if slip is None and is_near(quantity, value) and _tells_a_part(sentence, quantity, values):
            return  # 支出160万元，…。其中：甲项141万元: the table is of that part
        words = sentence.words(quantity)
        near = is_near(quantity, value) and not self._is_of_a_row(quantity)
        in_table = f"{number_text(value.value)}{value.unit}"
        ending = "，可能用错了单位" if slip is not None else ""
        ledger.find(
            Kind.UNIT if slip is not None else Kind.PROSE_VS_TABLE,
            Severity.ERROR if slip is not None or near else Severity.WARNING,
            sentence.at(quantity),
            f"文中“{sentence.name(quantity)}{words}”，表中“{what}”为{in_table}，两处不一致{ending}。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=in_table,
        )

    def _is_of_a_row(self, quantity: Quantity) -> bool:
        """Whether an amount stands in a row of a table, which the words may mean without its name."""
        return quantity.places > 0 and any(
            is_same_amount(quantity, value)
            for one in self.rows
            if not one.is_total
            for _meaning, value, _place in one.amounts
        )

    def _is_of_another_whole(
        self,
        sentence: Sentence,
        quantity: Quantity,
        values: Sequence[tuple[Quantity, Place]],
        ledger: Ledger,
    ) -> bool:
        """Whether both an amount and those of the tables are borne out beside them: two wholes, no slip."""
        return ledger.is_agreed(sentence.at(quantity)) and all(
            ledger.is_agreed(place) for _value, place in values
        )

    def _execution_rate(self, sentence: Sentence, quantity: Quantity, ledger: Ledger) -> None:
        name = _ORDINAL.sub("", half_width(sentence.name(quantity)))
        if not _PERCENT_NAME.match(name):
            return
        around = half_width(sentence.text[sentence.group(quantity) : quantity.start])
        if any(label in around for label in self.items) or _goes_through_years(sentence):
            return
        if _OF_SOME_OR_RULE.match(half_width(sentence.text[quantity.end :])):
            return  # 执行率为100%的项目有3个; 执行率达95%及以上得满分
        wholes = [one for one in self.rows if one.is_total and one.rate is not None]
        if not wholes:
            self._rate_worked_out(sentence, quantity, ledger)
            if _OF_THE_BUDGET.match(name):
                self._rates.append((quantity, sentence))
        if len({one.rate.base for one in wholes if one.rate is not None}) != 1:
            return
        whole = next((one for one in wholes if one.of(Meaning.SPENT) is not None), wholes[0])
        if self._is_of_a_part(sentence, quantity, whole) or self._is_of_another(sentence, quantity, whole):
            return
        over, under = whole.of(Meaning.SPENT), whole.of(Meaning.BUDGET) or whole.of(Meaning.OPENING)
        given = whole.rate
        if given is None or any(ledger.differs(place) for _meaning, _value, place in whole.amounts):
            return
        before = next((one for one in reversed(sentence.quantities) if one.end <= quantity.start), None)
        if (
            before is not None
            and before.unit == "个"
            and not _BETWEEN.search(sentence.text[before.end : quantity.start])
        ):
            return  # of so many projects
        is_share = name.startswith(("占", "完成"))
        if is_share and (before is None or over is None or not is_same_amount(before, over[0])):
            return  # of something else than the whole
        place = sentence.at(quantity)
        if ledger.is_agreed(place):
            # Right by its own sentence: if nothing bears the table's rate out, that is the wrong one.
            if whole.rate_place is None or ledger.is_agreed(whole.rate_place):
                return
            place = whole.rate_place
        digits = max(quantity.places, 0) + 2
        verdict = of_rate(quantity, over[0], under[0]) if over is not None and under is not None else None
        if half_up(given.base, digits) == half_up(quantity.base, digits) or (verdict and verdict.holds):
            ledger.agree(place)
            return
        in_table = f"{number_text(given.base.scaleb(2))}%"
        words = sentence.words(quantity)
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.ERROR,
            place,
            f"文中“{name}{words}”，表中执行率为{in_table}，两处不一致。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=in_table,
        )

    def _rate_worked_out(self, sentence: Sentence, quantity: Quantity, ledger: Ledger) -> None:
        """Hold an execution rate against budget and spending of the only total, where no table prints one."""
        name, place = half_width(sentence.name(quantity)), sentence.at(quantity)
        wholes = [one for one in self.rows if one.is_total and one.of(Meaning.SPENT) is not None]
        if len(wholes) != 1 or ledger.is_known(place) or name.startswith(("占", "完成")):
            return
        (whole,) = wholes
        over, under = whole.of(Meaning.SPENT), whole.of(Meaning.BUDGET) or whole.of(Meaning.OPENING)
        if over is None or under is None or any(ledger.differs(one[1]) for one in (over, under)):
            return
        spent = [one for one in sentence.quantities if one.is_money and one.end <= quantity.start][-1:]
        if self._is_of_a_part(sentence, quantity, whole) or not all(
            is_same_amount(one, over[0]) for one in spent
        ):
            return  # it is of another spending than that of the table
        verdict = of_rate(quantity, over[0], under[0])
        if verdict is None or verdict.holds:
            ledger.agree(*((place,) if verdict is not None else ()))
            return
        words = sentence.words(quantity)
        ledger.find(
            Kind.PROSE_VS_TABLE,
            Severity.WARNING,
            place,
            f"文中“{name}{words}”，按表中合计的支出与预算计算为{verdict.computed}。",
            rule="文字与表格中的同一数据应一致",
            text=sentence.text,
            printed=words,
            computed=verdict.computed,
        )

    def _is_of_a_part(self, sentence: Sentence, quantity: Quantity, whole: Known) -> bool:
        """Whether an execution rate follows an amount that is none of the whole: 其中甲执行60万元，执行率98%.

        It is that amount's, whether a row has it or not.
        """
        group = sentence.group(quantity)
        money = [
            one
            for one in sentence.quantities
            if one.is_money and group <= one.start < quantity.start and not LEFT.search(sentence.name(one))
        ]
        of_whole = [one for meaning in AMOUNTS if (one := whole.of(meaning)) is not None]
        if not money:
            return False
        name = half_width(sentence.name(money[-1]))
        generic = not _GENERIC.sub("", name)
        if generic and self._is_whole(name) and not self._is_of_a_row(money[-1]):
            return False
        return not any(is_same_amount(money[-1], value) for value, _place in of_whole)

    def _is_of_another(self, sentence: Sentence, quantity: Quantity, whole: Known) -> bool:
        """Whether a rate without an amount is printed in another row, which the words may mean."""
        group = sentence.group(quantity)
        if any(one.is_money and group <= one.start < quantity.start for one in sentence.quantities):
            return False
        return any(
            one.rate is not None and one.rate.base == quantity.base
            for one in self.rows
            if one is not whole and not one.is_total
        )


def _concept(name: str) -> Meaning | None:
    found = [meaning for meaning, pattern in _CONCEPTS if pattern.search(name)]
    if found == [Meaning.OPENING, Meaning.BUDGET]:
        return Meaning.OPENING
    return found[0] if len(found) == 1 else None


def _tells_a_part(sentence: Sentence, whole: Quantity, values: Sequence[tuple[Quantity, Place]]) -> bool:
    """Whether what a table comes to is told as a part of a larger amount: behind 其中."""
    opens = sentence.text.find("其中", whole.end)
    parts = [one for one in sentence.quantities if one.start > opens >= 0 and one.base < whole.base]
    return any(is_same_amount(one, value) for one in parts for value, _place in values)


def _goes_through_years(sentence: Sentence) -> bool:
    """Whether a sentence tells the rates of years one by one: 2022年执行率93%；2023年执行率91%."""
    plain = half_width(sentence.text)
    years = [_YEAR_BEFORE.findall(plain[: one.start])[-1:] for one in sentence.quantities if one.is_rate]
    return len({year for found in years for year in found}) > 1


def is_same_amount(stated: Quantity, value: Quantity) -> bool:
    """Whether two amounts are the same, the one with fewer decimals being rounded."""
    if not value.is_money:
        return stated.value == value.value
    coarse = max(stated.half, value.half)
    if stated.base == value.base:
        return True
    return abs(stated.base - value.base) <= coarse and stated.half != value.half


def is_near(stated: Quantity, value: Quantity) -> bool:
    """Whether two amounts are of a size; one that is far larger or smaller may well be of something else."""
    return value.base < 2 * stated.base < 4 * value.base


def is_unit_slip(stated: Quantity, value: Quantity) -> bool:
    """Whether the digits are the same and the unit is not."""
    if not stated.value or not value.value or stated.value == 0:
        return False
    ratio = stated.base / value.base
    return any(ratio.scaleb(power) == 1 for power in (4, -4, 8, -8)) or (
        stated.places > 0 and any(ratio.scaleb(power) == 1 for power in (2, -2))
    )


def check_tables_agree(tables: Sequence[tuple[str, Sequence[Known]]], ledger: Ledger) -> None:
    """The same item has the same budget and the same spending in every table that lists it.

    The forms of two projects have the same items, sources of money, and nothing else in common.
    """
    for number, (project, rows) in enumerate(tables):
        for other_project, later in tables[number + 1 :]:
            if project and other_project and project != other_project:
                continue
            first = {one.label: one for one in rows if not one.is_total}
            second = {one.label: one for one in later if not one.is_total}
            shared = first.keys() & second.keys()
            if len(shared) < 3 or len(shared) * 2 < max(len(first), len(second)):
                continue
            for meaning in (Meaning.OPENING, Meaning.BUDGET, Meaning.SPENT):
                pairs = [
                    (label, one, other)
                    for label in second
                    if label in shared
                    and (one := first[label].of(meaning)) is not None
                    and (other := second[label].of(meaning)) is not None
                ]
                telling = [
                    (one[0], other[0]) for _label, one, other in pairs if one[0].value or other[0].value
                ]
                held = sum(is_same_amount(*pair) for pair in telling)
                if held < 2 or held * 3 < len(telling) * 2:
                    continue  # the forms of two projects: what is 0 in both proves nothing
                for label, one, other in pairs:
                    if is_same_amount(one[0], other[0]):
                        ledger.agree(one[1], other[1])
                        continue
                    ledger.find(
                        Kind.DUPLICATE,
                        Severity.ERROR,
                        other[1],
                        f"“{label}”的同一金额在两张表中不同："
                        f"前表为{number_text(one[0].value)}，本表为{number_text(other[0].value)}。",
                        rule="各表中同一项目的同一金额应一致",
                        text=label,
                        printed=number_text(other[0].value),
                        computed=number_text(one[0].value),
                    )


_OF_INDICATOR = re.compile("(?:目标|指标|完成|实现)值[^。]*$")
"""年初目标值90%，实际完成值92%，自评得分20分: the points of one indicator."""
_SUMMARY = re.compile(
    r"^\s*(?:[0-9]+[.、]|\([0-9一二三四五六七八九十]+\))[^,。;:]{2,40}?绩效(?:自评|评价)[^,。;:]{0,8}:"
)


def of_several_projects(texts: Iterable[str]) -> bool:
    """Whether a document sums up one project after the other, each with its own score and amounts."""
    return sum(_SUMMARY.match(half_width(text)) is not None for text in texts) > 1


def check_scores_agree(
    stated: Sequence[tuple[Decimal, Place, str]], in_form: Sequence[tuple[Decimal, Place]], ledger: Ledger
) -> None:
    """The total score is the same wherever it is stated; held against the form if there is just one."""
    if len(in_form) > 1 or not stated:
        return
    differing = len({value for value, _place, _text in stated})
    if not in_form and (differing == 1 or differing > _MOST_SCORES):
        return
    expected, elsewhere = (in_form[0][0], "自评表总分") if in_form else (stated[0][0], "前文")
    for value, place, text in stated:
        if value == expected:
            if in_form:
                ledger.agree(place, in_form[0][1])
            continue
        ledger.find(
            Kind.PROSE_VS_TABLE if in_form else Kind.DUPLICATE,
            Severity.ERROR if in_form else Severity.WARNING,
            place,
            f"文中自评得分{number_text(value)}，{elsewhere}为{number_text(expected)}，两处不一致。",
            rule="自评得分在各处应一致",
            text=text,
            printed=number_text(value),
            computed=number_text(expected),
        )


def stated_scores(
    sentence: Sentence, year: int | None = None, names: Sequence[str] = ()
) -> Iterator[tuple[Decimal, Place, str]]:
    """Yield the total scores that a sentence states of the project in its year.

    Those of 部门整体支出 count where the document is called so.
    """
    whole = any("整体" in name for name in names)
    for value, start in scores(sentence.text):
        place, before = sentence.place, half_width(sentence.text[:start])
        if (
            is_by_others(before)
            or is_of_a_class(before)
            or is_of_another_year(before, year)
            or ("整体" in before and not whole)
            or _OF_INDICATOR.search(before)
        ):
            continue
        yield value, Place(place.block, place.row, place.column, sentence.start + start), sentence.text
