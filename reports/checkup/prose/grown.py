"""What something was, what it is and how much it grew, by a rate, so many or times, wherever they stand.

上年接待86万人次。全年接待98.9万人次，同比增长15%; 由8万元提高到20万元，增长1.5倍; 较上年翻一番.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from projects.money import half_up, number_text
from reports.checkup.arithmetic import of_difference, of_rate, spelled
from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.sentences import Sentence, is_alike, is_reached

_TIME = re.compile(
    "(?P<than>[比较与同和](?:于|之)?)?(?:(?P<year>(?:19|20)[0-9]{2})年|(?P<then>上年|去年|上一年|前一年|同期|(?:改造|实施|整治|建设|项目|治理)(?:之)?前|原来|原有)"
    "|(?P<now>本年|今年|当年|(?:改造|实施|整治|建设|治理)(?:之)?后|目前|现有))"
)
_ENDS = re.compile("[,;。]|增[加长]|减少|下降|降低|提高|提升|上升|缩短")
_FROM = re.compile("(?:由|从)[^,。;]{0,14}$")
_TO = re.compile(
    "(?:[^,。;]{0,8}?)(?:(?:19|20)[0-9]{2}年[^,。;0-9]{0,4})?[^,。;0-9]{0,6}(?:到|至|为)(?:[^,。;]{0,8}(?:年的?))?"
)
_CHANGED = re.compile(
    "(?:增[加长产收幅]|上升|提[高升]|扩大|下降|减[少幅]|降[低幅]|缩短|压[减缩]|新增)[了约为达]{0,2}$"
)
_FILLING = re.compile(
    "(?:19|20)[0-9]{2}|上年|去年|上一年|前一年|同期|同比|本年|今年|当年|全年|年度|增[加长产收幅至到]|上升|提[高升]|扩大|下降|减[少幅]"
    "|降[低幅至到]|缩短|压[减缩]|新增|发展|实现|原来|原有|改造|实施|项目|目前|现有|平均|累计|完成|达到|[由从至到为是达的有了共和与比较前后年月度数量均]"
)
_SHRUNK = re.compile("下降|减[少幅]|降[低幅]|缩短|压[减缩]")
_OF_OTHERS = re.compile(
    "其中|分别|年均|环比|平均(?:每年|增|下降|提|缩|降)|目标|计划|预期|累计|占比|[0-9]个百分点|低于|高于|未达|超过|全[国省市县区]"
)
_OF_AN_AIM = re.compile('[”"]?的?(?:年度|预期)?(?:目标|要求|任务)')
_TIMES = re.compile(
    "(?P<of>(?:是|为|达到?|相当于)[^,。;]{0,24}的)?(?P<grown>(?:增[加长]|提[高升]|扩大)了?)?(?P<times>[0-9]+(?:\\.[0-9]+)?)倍"
)
_DOUBLED = re.compile("翻(?:了)?(?:一)?番")
_PLANNED = re.compile("计划|目标|预期|应(?!急)")
_PLACES = 2
_POINTS = "百分点"
_WAS, _NOW = 0, 9999
_NEAR = Decimal(2)
"""What is off by more than twice is of something else."""
_DOUBLE = Decimal("1.9")


@dataclass(frozen=True, slots=True)
class _Grown:
    """What something was and what it is."""

    then: Quantity
    now: Quantity
    name: str

    @property
    def by(self) -> Decimal:
        """By how much it changed."""
        return self.now.base - self.then.base


def check_grown(sentences: Sequence[Sentence], year: int | None, ledger: Ledger) -> None:
    """Hold changes that nothing else bears out against the two figures near them."""
    for number, sentence in enumerate(sentences):
        for claim in sentence.quantities:
            if claim.is_exact and not claim.sign and _is_claim(sentence, claim):
                _check_change(sentences, number, claim, year, ledger)
        _check_times(sentences, number, year, ledger)


def _is_claim(sentence: Sentence, claim: Quantity) -> bool:
    name, before = half_width(sentence.name(claim)), half_width(sentence.text[: claim.start])
    clause = re.split("[;。]", before)[-1]
    if _OF_AN_AIM.match(half_width(sentence.text[claim.end :])):
        return False
    return bool(_CHANGED.search(name)) and not is_reached(name) and not _OF_OTHERS.search(clause)


def _check_change(
    sentences: Sequence[Sentence], number: int, claim: Quantity, year: int | None, ledger: Ledger
) -> None:
    sentence = sentences[number]
    place = sentence.at(claim)
    if ledger.is_known(place) or place in ledger.doubted:
        return
    grown = _grown(sentences, number, claim.start, year, claim)
    if grown is None or not grown.by or not grown.then.base:
        return
    if not _share(_core(half_width(sentence.name(claim))), grown.name):
        return
    if (_SHRUNK.search(half_width(sentence.name(claim))) is None) != (grown.by > 0):
        return
    size = replace(grown.now, value=abs(grown.by) / grown.now.factor)
    if claim.is_rate:
        verdict = of_rate(claim, size, grown.then)
        if verdict is None or verdict.holds:
            return
        right, computed = abs(grown.by) / grown.then.base, verdict.computed
        reckoned = f"({spelled(grown.now)}－{spelled(grown.then)})÷{spelled(grown.then)}"
        if grown.by < 0:
            reckoned = f"({spelled(grown.then)}－{spelled(grown.now)})÷{spelled(grown.then)}"
        said = claim.base
    else:
        more, less = (grown.now, grown.then) if grown.by > 0 else (grown.then, grown.now)
        if claim.unit == _POINTS:
            claim_as_rate = replace(claim, unit="%")
            difference, said = of_difference(claim_as_rate, more, less), claim_as_rate.base
        else:
            difference, said = of_difference(claim, more, less), claim.base
        if difference.holds:
            return
        right, computed = (
            abs(grown.by),
            f"{difference.computed}{'个百分点' if claim.unit == '百分点' else claim.unit}",
        )
        reckoned = f"{spelled(more)}－{spelled(less)}"
    if not right / _NEAR <= said <= right * _NEAR:
        return
    words = sentence.words(claim)
    _report(
        sentence,
        place,
        words,
        f"“{sentence.name(claim)}{words}”与文中数字不符：{reckoned}={computed}。",
        computed,
        ledger,
    )


def _check_times(sentences: Sequence[Sentence], number: int, year: int | None, ledger: Ledger) -> None:
    """是上年600单的3倍, 增长1.5倍, 翻一番."""
    sentence = sentences[number]
    plain = half_width(sentence.text)
    for found in (*_TIMES.finditer(plain), *_DOUBLED.finditer(plain)):
        grown = _grown(sentences, number, found.start(), year, None)
        if (
            grown is None
            or not grown.then.base
            or _OF_OTHERS.search(re.split("[;。]", plain[: found.start()])[-1])
        ):
            continue
        place = Place(
            sentence.place.block, sentence.place.row, sentence.place.column, sentence.start + found.start()
        )
        times = grown.now.base / grown.then.base
        ratio = f"{spelled(grown.now)}÷{spelled(grown.then)}={number_text(half_up(times, _PLACES))}"
        if found.re is _DOUBLED:
            if Decimal(1) < times < _DOUBLE:
                _report(
                    sentence,
                    place,
                    found[0],
                    f"文中写“{found[0]}”，{ratio}，不到2倍。",
                    f"{number_text(half_up(times, _PLACES))}倍",
                    ledger,
                )
            continue
        if not (found["of"] or found["grown"]):
            continue
        right = times - 1 if found["grown"] and not found["of"] else times
        said = Decimal(found["times"])
        digits = len(found["times"].partition(".")[2])
        if (
            half_up(right, digits) == said
            or abs(right - said) < Decimal(1).scaleb(-digits)
            or not right / _NEAR <= said <= right * _NEAR
        ):
            continue
        computed = f"{number_text(half_up(right, max(digits, 1)))}倍"
        less = "，增长数为倍数减1" if found["grown"] and not found["of"] else ""
        _report(
            sentence,
            place,
            found[0],
            f"“{found[0]}”与文中数字不符：{ratio}{less}，应为{computed}。",
            computed,
            ledger,
        )


def _grown(
    sentences: Sequence[Sentence], number: int, at: int, year: int | None, claim: Quantity | None
) -> _Grown | None:
    """The only two figures near a claim of the kind of the last one before it: one of then, one of now."""
    own, by_points = sentences[number], claim is not None and claim.unit == _POINTS
    others = (
        []
        if by_points
        else [*reversed(sentences[max(number - 2, 0) : number]), *sentences[number + 1 : number + 2]]
    )
    others = [other for other in others if _is_near(own, other)]
    kind = _kind(own, others, at, claim)
    if kind is None:
        return None
    near: list[tuple[Sentence, Quantity]] = []
    for sentence in (own, *others):
        near += [(sentence, one) for one in _figures(sentence, claim) if is_alike(one, kind)]
        values = {one.base: (there, one) for there, one in near}
        if len(values) > 1:
            return _told_apart([*values.values()], year) if len(values) == 2 else None
    return None


def _kind(own: Sentence, others: Sequence[Sentence], at: int, claim: Quantity | None) -> Quantity | None:
    """A figure of the kind that a claim is of: of its own unit, rates for points, else the last before it."""
    before = [one for one in own.quantities if one.end <= at and one.unit]
    known = [
        one for sentence in (*others, own) for one in sentence.quantities if one is not claim and one.unit
    ]
    if claim is not None and not claim.is_rate:
        unit = "%" if claim.unit == _POINTS else claim.unit
        return next((one for one in known if one.unit == unit or (one.is_money and claim.is_money)), None)
    counted = [one for one in before or known if not one.is_rate and one.unit != _POINTS]
    return counted[-1] if counted else None


def _figures(sentence: Sentence, claim: Quantity | None) -> Iterator[Quantity]:
    """The figures of a sentence that tell what something was or is, not by how much it changed."""
    for one in sentence.quantities:
        plain = one.is_exact and one.unit and not one.sign and one.value > 0 and one is not claim
        if plain and (not _is_claim(sentence, one) or _TO.fullmatch(half_width(sentence.name(one)))):
            yield one


def _is_near(one: Sentence, other: Sentence) -> bool:
    if one.place.row >= 0 or other.place.row >= 0:
        return one.place == other.place
    return abs(other.place.block - one.place.block) <= 1


def _told_apart(two: Sequence[tuple[Sentence, Quantity]], year: int | None) -> _Grown | None:
    """Which of two figures is of then and which of now, by the times before them, or by 由…到."""
    (at, one), (there, other) = sorted(two, key=lambda each: (each[0].begins, each[1].start))
    names = [half_width(at.name(one)), half_width(there.name(other))]
    first_core, other_core = (_core(name) for name in names)
    if any(_PLANNED.search(name) for name in names) or not (
        first_core in other_core or other_core in first_core
    ):
        return None
    name = "".join(names)
    if at is there:
        plain = half_width(at.text)
        if _FROM.search(plain[: one.start]) and _TO.fullmatch(plain[one.end : other.start]):
            return _Grown(one, other, name)
    first, second = _when(at, one, year), _when(there, other, year)
    if first == second or max(first, second) != (_NOW if year else max(first, second)):
        return None
    return _Grown(one, other, name) if first < second else _Grown(other, one, name)


def _core(name: str) -> str:
    """What a figure is called but for its time and for words that say nothing."""
    return _FILLING.sub("", name)


def _share(one: str, other: str) -> bool:
    """Whether two names may be of the same thing: one says nothing, or they have a character in common."""
    return not one or not other or bool({*one} & {*other})


def _when(sentence: Sentence, figure: Quantity, year: int | None) -> int:
    """The year of a figure; ``_WAS`` for one of what was, ``_NOW`` for one of now or of no time."""
    plain = half_width(sentence.text[: figure.start])
    when = _NOW
    for found in _TIME.finditer(plain):
        if found["than"] and _ENDS.search(plain[found.end() :]):
            continue
        if found["than"]:
            when = _WAS
        elif found["year"]:
            named = int(found["year"])
            when = _NOW if named == year else named
        else:
            when = _WAS if found["then"] else _NOW
    return when


def _report(
    sentence: Sentence, place: Place, printed: str, message: str, computed: str, ledger: Ledger
) -> None:
    ledger.find(
        Kind.RATIO,
        Severity.WARNING,
        place,
        message,
        rule="增减与前后两数一致",
        text=sentence.text,
        printed=printed,
        computed=computed,
    )
