"""What prose makes of rows of a table: 甲镇比丙镇多10.2万元, 三个项目平均91.77分, 执行率低于90%的有1个.

The rows are named by their labels, the column by what the words call it, or there is only one of the kind.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from reports.checkup.across.extremes import Ranked
from reports.checkup.across.row_figures import (
    Entry,
    clause_before,
    figure_in,
    is_told,
    lists_of,
    may_be,
    report_told,
    scaled,
)
from reports.checkup.findings import Kind, Ledger
from reports.checkup.numbers import Quantity, chinese_number, half_width
from reports.checkup.prose.scope import is_of_another_year
from reports.checkup.prose.sentences import Sentence
from reports.checkup.tables.sections import Section

_THAN = re.compile("[比较]")
_MORE = re.compile(
    "^[^,。;0-9]{0,8}?(?P<way>多|少|高|低|增[加长]|提高|上升|减少|下降|降低)(?:出|了|支出|安排|完成)?$"
)
_MORE_WORDS = re.compile("(?:多|少|高|低|增[加长]|提高|上升|减少|下降|降低)(?:出|了)?")
_UPWARDS = re.compile("[多高增升]")
_APART = re.compile("相差(?:了)?$")
_TOGETHER = re.compile("(?:合计|共计|总计|共|两项|三项)(?:支出|执行|安排|完成|占|达|为|有)*$")
_WAY = "(?P<way>低于|不足|未达到?|小于|高于|超过|大于|达到?|在|为)?"
_SUCH = re.compile(f"(?P<what>[\u4e00-\u9fff]{{2,8}}?){_WAY}$")
_SUCH_BEHIND = re.compile(f"^[^,。;0-9]{{0,6}}?(?P<what>[\u4e00-\u9fff]{{2,8}}?){_WAY}$")
_BESIDE = re.compile("^(?:及?以(?P<side>[上下])(?:\\(含\\))?)?的[^,。;0-9]{0,8}$")
_LESS, _MORE_THAN = ("低于", "不足", "小于", "未达", "未达到"), ("高于", "超过", "大于", "达", "达到")
_OF_ALL = re.compile(
    "(?P<count>[0-9]{1,2}|[两二三四五六七八九十]{1,3})(?:[个家所项]|镇|村|县)[^,。;0-9]{0,10}?"
    "(?P<before>[\u4e00-\u9fff]{0,8})(?P<how>合计|共计|总计|平均|共)(?P<behind>[\u4e00-\u9fff]{0,6}?)[为达是]?$"
)
_COUNTED = frozenset({"个", "家", "所", "项", "户", "镇", "村", "县"})
_SHARE = re.compile("^[,(]?占(?:全部|总|全年)[\u4e00-\u9fff]{1,8}的?(?:比[例重])?(?:为|达)?$")
_IS = re.compile("(?:为|是|达到?|仅为?|共)$")
_OF_OTHERS = re.compile(
    "目标|计划|任务|上年|去年|同期|其中|除|左右|比|较|未|追加|结转|调整|半年|季度|月|截至|年初|年末"
)
_NO_HEADING = re.compile("[和与、及了的]|合计|共计?|总计|相差|分别|最[高低多少]|[两三][镇村项个]?|占|[为达]$")
"""Words that call no column."""
_TWO = 2
_FARTHEST = 2
"""A count that is off by more is of other rows than those of the table."""


def check_from_rows(
    sentences: Sequence[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """Hold what sentences make of rows against the tables."""
    lists = [*lists_of(sections)]
    for sentence in sentences if lists else ():
        for number, quantity in enumerate(sentence.quantities):
            if not quantity.is_exact or quantity.sign or ledger.is_known(sentence.at(quantity)):
                continue
            if is_of_another_year(half_width(sentence.text[: quantity.start]), year):
                continue
            clause = clause_before(sentence, quantity)
            _check_compared(sentence, quantity, clause, lists, ledger)
            _check_together(sentence, quantity, clause, lists, ledger)
            _check_all(sentence, quantity, clause, lists, ledger)
            if number:
                _check_share(sentence, sentence.quantities[number - 1], quantity, sections, ledger)
            _check_cell(sentence, quantity, clause, lists, ledger)


def check_rows_beyond(
    sentences: Sequence[Sentence], sections: Sequence[Section], year: int | None, ledger: Ledger
) -> None:
    """Hold how many rows are told to lie on one side of a bound against the table."""
    lists = [*lists_of(sections)]
    said = {replace(one.place, start=-1) for one in ledger.findings if one.kind is Kind.COUNT}
    for sentence in sentences if lists else ():
        for one, other in pairwise(sentence.quantities):
            known = any(ledger.is_known(sentence.at(each)) for each in (one, other))
            text = half_width(sentence.text[: other.start])
            if (
                not known
                and replace(sentence.place, start=-1) not in said
                and not is_of_another_year(text, year)
            ):
                _check_such(sentence, one, other, lists, ledger)
                _check_such_behind(sentence, one, other, lists, ledger)


def _named(clause: str, one: Ranked) -> list[Entry]:
    """The rows that a clause names, none of them as a part of the name of another."""
    named = []
    for row in one.rows:
        if row[0] in clause:
            named.append(row)
            clause = clause.replace(row[0], "|" * len(row[0]))
    return named


def _beside(clause: str, named: Sequence[Entry]) -> str:
    """The words of a clause that are not the names of rows, and may call the column."""
    for row in named:
        clause = clause.replace(row[0], "")
    return _NO_HEADING.sub("", clause)


def _chosen(found: Sequence[tuple[Ranked, Decimal]], words: str) -> tuple[Ranked, Decimal] | None:
    """The only column that words mean: the one so called, or the only one of the kind."""
    called = [one for one in found if one[0].is_called(words)] or found
    return called[0] if len(called) == 1 else None


def _hold(
    sentence: Sentence,
    quantity: Quantity,
    found: Sequence[tuple[Ranked, Decimal]],
    words: str,
    how: str,
    ledger: Ledger,
) -> None:
    """What is told is what one of the columns comes to; else it is held against the one that is meant."""
    if any(is_told(quantity, scaled(value, quantity)) for _one, value in found):
        ledger.agree(sentence.at(quantity))
    elif (chosen := _chosen(found, words)) is not None:
        name = f"按表中“{chosen[0].column.name}”计算，{how}"
        report_told(sentence, quantity, name, scaled(chosen[1], quantity), ledger)


def _check_compared(
    sentence: Sentence, quantity: Quantity, clause: str, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """甲镇比丙镇多10.2万元, 甲镇与丙镇相差10.2万元: the difference of two rows."""
    for than in _THAN.finditer(clause):
        before, behind = clause[: than.start()], clause[than.end() :]
        found = []
        name = called = ""
        for one in lists:
            other = next((row for row in one.rows if behind.startswith(row[0])), None)
            first = next(iter(_named(before, one)), None) or _opening(sentence, quantity, one)
            if first is None or other is None or first is other:
                continue
            more = _MORE.match(behind[len(other[0]) :])
            if more is None or quantity.is_rate or not may_be(first[1], quantity, points=True):
                continue
            called = behind[len(other[0]) :]
            difference = first[1].base - other[1].base
            found.append((one, difference if _UPWARDS.search(more["way"]) else -difference))
            name = f"“{first[0]}”与“{other[0]}”相差"
        words = _beside(before, [row for one in lists for row in one.rows]) or _MORE_WORDS.sub("", called)
        _hold(sentence, quantity, found, words, name, ledger)
    if _APART.search(clause):
        apart = [
            (one, abs(named[0][1].base - named[1][1].base))
            for one in lists
            if len(named := _named(clause, one)) == _TWO
            and not quantity.is_rate
            and may_be(named[0][1], quantity, points=True)
        ]
        _hold(sentence, quantity, apart, _beside(clause, []), "两者相差", ledger)


def _opening(sentence: Sentence, quantity: Quantity, one: Ranked) -> Entry | None:
    """The row that a part of a sentence begins with and tells the figure of: 乙镇86.5万元，比甲镇多…"""
    begun = half_width(sentence.text)[sentence.group(quantity) : quantity.start].strip()
    told = {each.base for each in sentence.quantities if each.start < quantity.start}
    return next((row for row in one.rows if begun.startswith(row[0]) and row[1].base in told), None)


def _check_together(
    sentence: Sentence, quantity: Quantity, clause: str, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """甲镇、乙镇合计162.7万元: the sum of the rows that are named."""
    if _TOGETHER.search(clause) is None:
        return
    named = [(one, rows) for one in lists if len(rows := _named(clause, one)) >= _TWO]
    found = [
        (one, sum((value.base for _label, value, _place in rows), Decimal(0)))
        for one, rows in named
        if may_be(rows[0][1], quantity)
    ]
    if found and not _OF_OTHERS.search(clause):
        _hold(sentence, quantity, found, _beside(clause, named[0][1]), "所列各行合计", ledger)


def _check_all(
    sentence: Sentence, quantity: Quantity, clause: str, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """三个项目平均得分91.77分: of a column that has as many rows."""
    found = _OF_ALL.search(clause)
    if found is None or quantity.is_rate or any(_named(clause, one) for one in lists):
        return
    count = int(found["count"]) if found["count"].isdigit() else chinese_number(found["count"])
    columns = [
        one
        for one in lists
        if len(one.rows) == count
        and any(_is_called(one, words, quantity) for words in (found["before"], found["behind"]))
        and may_be(one.rows[0][1], quantity)
    ]
    sums = [(one, sum((value.base for _label, value, _place in one.rows), Decimal(0))) for one in columns]
    how = "平均" if found["how"] == "平均" else "合计"
    if how == "平均":
        sums = [(one, value / (count or 1)) for one, value in sums]
    _hold(sentence, quantity, sums, found["behind"] or found["before"], how, ledger)


def _is_called(one: Ranked, words: str, quantity: Quantity) -> bool:
    """Whether words call a column: by its heading, or a count by a word of it."""
    if one.is_called(words):
        return True
    title = re.sub(r"\(.*?\)|[数量]$", "", half_width(one.column.name))
    return bool(quantity.unit and not quantity.is_money) and any(
        title[place : place + 2] in words for place in range(len(title) - 1)
    )


def _check_such(
    sentence: Sentence, bound: Quantity, count: Quantity, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """执行率低于90%的有1个 counts the rows of the column that is called so."""
    text = half_width(sentence.text)
    beside = _BESIDE.match(text[bound.end : count.start].strip())
    such = _SUCH.search(text[: bound.start])
    if beside is not None and such is not None:
        side = {"下": True, "上": False}.get(beside["side"] or "")
        _hold_count(sentence, bound, count, such, side, lists, ledger)


def _check_such_behind(
    sentence: Sentence, count: Quantity, bound: Quantity, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """有2个项目执行率低于96%."""
    text = half_width(sentence.text)
    such = _SUCH_BEHIND.match(text[count.end : bound.start])
    if such is not None and not text[bound.end :].startswith("的"):
        behind = text[bound.end : bound.end + 3]
        side = True if "以下" in behind else False if "以上" in behind else None
        _hold_count(sentence, bound, count, such, side, lists, ledger)


def _hold_count(
    sentence: Sentence,
    bound: Quantity,
    count: Quantity,
    such: re.Match[str],
    below: bool | None,
    lists: Sequence[Ranked],
    ledger: Ledger,
) -> None:
    """Hold a count of rows on one side of a bound against the table; such as reach it may be meant or not."""
    if below is None and such["way"] in (*_LESS, *_MORE_THAN):
        below = such["way"] in _LESS
    columns = [one for one in lists if _ends_so(such["what"], one) and may_be(one.rows[0][1], bound)]
    if count.unit not in _COUNTED or below is None or len(columns) != 1:
        return
    figures = [value.base for _label, value, _place in columns[0].rows]
    beyond = sum(one < bound.base if below else one > bound.base for one in figures)
    reached = beyond + sum(one == bound.base for one in figures)
    if count.value in (beyond, reached):
        ledger.agree(sentence.at(count))
        return
    if not count.value or not reached or min(abs(count.value - one) for one in (beyond, reached)) > _FARTHEST:
        return
    name = f"表中“{columns[0].column.name}”{'低于' if below else '达到'}{sentence.words(bound)}的"
    report_told(sentence, count, name, Decimal(beyond if below else reached), ledger, kind=Kind.COUNT)


def _ends_so(words: str, one: Ranked) -> bool:
    """Whether words end with what a column is called."""
    return any(one.is_called(words[place:]) for place in range(len(words) - 1))


def _check_share(
    sentence: Sentence, part: Quantity, share: Quantity, sections: Sequence[Section], ledger: Ledger
) -> None:
    """设备购置118.3万元，占总支出的70.37%: of the total of the column that the amount stands in."""
    text = half_width(sentence.text)
    if not share.is_rate or part.is_rate or _SHARE.match(text[part.end : share.start]) is None:
        return
    name = text[sentence.group(part) : part.start]
    values: list[Decimal] = []
    for section in sections:
        plain = section.items
        for row in (one for one in plain if len(one.label) >= _TWO and one.label in name):
            for column in section.columns:
                value = figure_in(row, column)
                if value is None or value.base != part.base or not may_be(value, part):
                    continue
                of_all = [row for row in section.rows if row.is_total]
                totals = [figure for one in of_all if (figure := figure_in(one, column)) is not None]
                others = [figure for one in plain if (figure := figure_in(one, column)) is not None]
                whole = totals[0].base if totals else sum((one.base for one in others), Decimal(0))
                if len(others) > 1 and whole:
                    values.append(part.base / whole * 100)
    if any(is_told(share, one) for one in values):
        ledger.agree(sentence.at(share))
    elif len({*values}) == 1:
        report_told(sentence, share, "按表中合计计算", values[0], ledger)


def _check_cell(
    sentence: Sentence, quantity: Quantity, clause: str, lists: Sequence[Ranked], ledger: Ledger
) -> None:
    """甲镇完成率95%: the row and what its column is called stand right before the figure."""
    told = _IS.sub("", clause)
    found = [
        (one, row)
        for one in lists
        if len(named := _named(told, one)) == 1
        and (row := named[0])
        and may_be(row[1], quantity)
        and told.startswith(row[0])
        and one.is_called(told[len(row[0]) :])
        and not _OF_OTHERS.search(told[len(row[0]) :])
    ]
    known = {row[1].base for one in lists for row in one.rows if told.startswith(row[0])}
    if len(found) != 1 or quantity.base in known:
        return
    ((one, row),) = found
    if is_told(quantity, scaled(row[1].base, quantity)):
        ledger.agree(sentence.at(quantity), row[2])
    elif not ledger.differs(row[2]):
        report_told(
            sentence, quantity, f"表中“{row[0]}”的“{one.column.name}”", scaled(row[1].base, quantity), ledger
        )
