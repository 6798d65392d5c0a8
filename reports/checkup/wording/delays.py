"""Delays that are told beside the day that was planned and the day on which it was done.

计划9月30日前完成，实际10月20日完成，延迟20天; 实际于11月15日完成，较计划11月30日提前15天.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from itertools import pairwise

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import chinese_number, half_width
from reports.checkup.wording.passages import report

_SENTENCE = re.compile("[^。;!?\n]+")
_DATE = re.compile(
    "(?:(?P<year>(?:19|20)[0-9]{2})年|(?P<next>次年|翌年))?(?<![0-9])(?P<month>1[0-2]|0?[1-9])月(?:份)?"
    "(?:(?P<day>[0-9]{1,2})[日号]|(?P<part>[底末初上中下]旬?))?"
)
_PLANNED = re.compile("计划|原定|预定|拟|应于|应在|约定|合同[^,]{0,4}(?:工期|期限)|规定|要求|目标|时限|既定")
_DONE = re.compile("实际|已于|完成|完工|竣工|开工|验收|到货|交付|发放|拨付|建成|投入使用|通过")
_LATE, _EARLY = "延迟|推迟|滞后|逾期|延期|延后|拖延|超期|晚于?|迟于?", "提前|早于?|提早"
_DELAY = re.compile(
    f"(?:(?P<late>{_LATE})|(?P<early>{_EARLY}))(?!完成[0-9])[^,。;:()0-9一二两三四五六七八九十约近余]{{0,24}}?"
    "(?P<number>[0-9]{1,3}|[一两二三四五六七八九十]{1,3})(?P<unit>个月|天|日(?!前))(?![半多余左以])"
)
_OF_ROW = re.compile("计划|目标|完成|完工|竣工|任务")
"""What tells, in the remark of a row, that the row itself was late."""
_ON_TIME = re.compile(
    "(?<![未应能否])(?P<word>按期|按时|如期|准时|提前)(?:全部|全面|顺利|保质保量)?(?:完成|完工|竣工|交付|发放)"
)
_UNLIKE = re.compile(
    "工作日|分别|各|部分|[0-9]个(?!月)|[一二三四]期|批|其中|标段|变更|调整|批准延|同意延|除.*外"
)
_PAIR = 2
_DAYS_OF_A_MONTH = 30.4
_HALF = 0.55
_HALF_A_YEAR = 6
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class _Pair:
    """What was planned and when it was done."""

    planned: re.Match[str]
    done: re.Match[str]

    @property
    def exact(self) -> bool:
        """Whether both name a day, as 10月底 does."""
        return all(one["day"] or _is_end(one) for one in (self.planned, self.done))

    @property
    def alike(self) -> bool:
        """Whether both are told as finely, so that so many months lie between them."""
        return self.exact or (self.planned["part"], self.planned["day"]) == (
            self.done["part"],
            self.done["day"],
        )

    def between(self) -> tuple[int, int] | None:
        """The days (of a month where no day is named, the first) and the months from the plan to the end."""
        years = [int(one["year"] or 0) for one in (self.planned, self.done)]
        months = [int(one["month"]) for one in (self.planned, self.done)]
        first = years[0] or years[1] or 2023
        second = years[1] or first + (self.done["next"] is not None)
        if not years[1] and not self.done["next"] and months[0] - months[1] > _HALF_A_YEAR:
            second += 1  # 计划11月底完成，实际1月10日完成
        try:
            one, other = (
                datetime.date(year, month, _day(found, year, month))
                for year, month, found in zip((first, second), months, (self.planned, self.done), strict=True)
            )
        except ValueError:
            return None
        return (other - one).days, (second - first) * 12 + months[1] - months[0]


def _is_end(found: re.Match[str]) -> bool:
    """Whether the end of a month is meant."""
    return found["part"] in ("底", "末")


def _day(found: re.Match[str], year: int, month: int) -> int:
    """The day that a date means: the last one of 10月底, the first where none is told."""
    return calendar.monthrange(year, month)[1] if _is_end(found) else int(found["day"] or 1)


def check_delays(text: str, place: Place, ledger: Ledger) -> None:
    """Hold a delay, or what was done ahead of time or in time, against the two dates beside it."""
    plain = half_width(text)
    for sentence in _SENTENCE.finditer(plain):
        pair = _pair(plain, sentence)
        gap = pair.between() if pair is not None else None
        if pair is None or gap is None or _UNLIKE.search(sentence[0]):
            continue
        undated = _DATE.sub(lambda found: "□" * len(found[0]), sentence[0])
        told = [*_DELAY.finditer(undated)]
        if len(told) == 1:
            _hold(told[0], pair, gap, (sentence, place), ledger)
        elif not told and len([*_DATE.finditer(sentence[0])]) == _PAIR:
            _hold_on_time(undated, pair, gap, (sentence, place), ledger)


def check_delay_of_row(planned: str, done: str, remark: str, place: Place, ledger: Ledger) -> None:
    """Hold a delay in the remark of a row, 完工晚于计划18天, against the dates in its cells."""
    dates = [[*_DATE.finditer(half_width(one))] for one in (planned, done)]
    if any(len(one) != 1 for one in dates):
        return
    pair = _Pair(dates[0][0], dates[1][0])
    gap = pair.between()
    plain = half_width(remark)
    told = [*_DELAY.finditer(plain)]
    if gap is None or len(told) != 1 or _UNLIKE.search(plain):
        return
    (delay,) = told
    clause = re.split("[,;。:]", plain[: delay.start()])[-1]
    sentence = next((one for one in _SENTENCE.finditer(plain) if one.end() > delay.start()), None)
    if sentence is not None and (not clause or _OF_ROW.search(clause + delay[0])):
        _hold(delay, pair, gap, (sentence, place), ledger, offset=-sentence.start(), certain=False)


def _pair(plain: str, sentence: re.Match[str]) -> _Pair | None:
    """The only two dates of a sentence, one of them planned; of more, the only plan with what follows it."""
    dates = [*_DATE.finditer(plain, *sentence.span())]
    if len(dates) < _PAIR or len(sentence[0]) > _LONGEST:
        return None
    if len(dates) > _PAIR:
        pairs = [pair for two in pairwise(dates) if (pair := _pair_of(plain, sentence, two)) is not None]
        pairs = [pair for pair in pairs if pair.planned.start() < pair.done.start()]
        return pairs[0] if len(pairs) == 1 else None
    return _pair_of(plain, sentence, (dates[0], dates[1]))


def _pair_of(plain: str, sentence: re.Match[str], dates: tuple[re.Match[str], re.Match[str]]) -> _Pair | None:
    """Two dates, where the words about one of them alone tell that it was planned."""
    clauses = [re.split("[,:(]", plain[sentence.start() : one.start()])[-1] for one in dates]
    behind = [re.split("[,;。)]", plain[one.end() : sentence.end()])[0] for one in dates]
    if dates[0].end() <= dates[1].start() and "," not in plain[dates[0].end() : dates[1].start()]:
        clauses[1] = plain[dates[0].end() : dates[1].start()]
    are_planned = [_PLANNED.search(one) is not None for one in clauses]
    if are_planned[0] == are_planned[1]:
        return None
    planned, done = dates if are_planned[0] else reversed(dates)
    place = are_planned.index(False)
    if not _DONE.search(clauses[place] + behind[place]):
        return None
    return _Pair(planned, done)


def _hold(
    told: re.Match[str],
    pair: _Pair,
    gap: tuple[int, int],
    where: tuple[re.Match[str], Place],
    ledger: Ledger,
    *,
    offset: int = 0,
    certain: bool = True,
) -> None:
    """Hold a delay; ``offset`` is where the text that it was found in begins in the sentence."""
    days, months = gap
    number = int(told["number"]) if told["number"].isdigit() else chinese_number(told["number"])
    of_months = told["unit"] == "个月"
    if number is None or not (pair.exact if not of_months else pair.alike):
        return
    late = told["late"] is not None
    turned = days < 0 if late else days > 0
    lasting = abs(days)
    if of_months:
        close = abs(lasting / _DAYS_OF_A_MONTH - number) <= _HALF if pair.exact else abs(months) == number
        right = f"{round(lasting / _DAYS_OF_A_MONTH) if pair.exact else abs(months)}个月"
    else:
        close, right = abs(lasting - number) <= 1, f"{lasting}天"
    if close and not turned:
        return
    word = "提前" if days < 0 else "延迟"
    _report(
        told, pair, f"{word}{right}" if lasting else "按期", where, ledger, certain=certain, offset=offset
    )


def _hold_on_time(
    undated: str, pair: _Pair, gap: tuple[int, int], where: tuple[re.Match[str], Place], ledger: Ledger
) -> None:
    """计划11月30日前完成，实际12月15日完成，按期完成: it was not."""
    told = [*_ON_TIME.finditer(undated)]
    days, months = gap
    if len(told) != 1 or told[0].start() + where[0].start() < pair.planned.end():
        return
    if (days > 0 and pair.exact) or months > 0:
        right = f"{days}天" if pair.exact else f"{months}个月" if pair.alike else "了"
        _report(told[0], pair, f"延迟{right}", where, ledger, certain=False)


def _report(
    told: re.Match[str],
    pair: _Pair,
    right: str,
    where: tuple[re.Match[str], Place],
    ledger: Ledger,
    *,
    certain: bool = True,
    offset: int = 0,
) -> None:
    sentence, place = where
    start = sentence.start() + offset + told.start()
    words = re.compile(f".{{{len(told[0])}}}").match(sentence.string, start)
    if words is not None:
        report(
            Kind.DATE,
            place,
            words,
            ledger,
            f"计划“{pair.planned[0]}”、实际“{pair.done[0]}”，应为{right}，文中写“{words[0]}”。",
            rule="提前或延迟的时间等于计划与实际时间之差",
            severity=Severity.ERROR if certain else Severity.WARNING,
            computed=right,
        )
