"""Checks of what people wrote: section texts, problems and suggestions, goals, reasons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.binding import Names, contradictions
from reports.checks.registry import Case, Objection, register
from reports.narrative import NarrativeError, parse
from reports.words import gives_reason


@dataclass(frozen=True, slots=True)
class Written:
    """Something that a person wrote and the report prints; ``holds_references`` if braces name facts."""

    where: str
    title: str
    text: str
    holds_references: bool = False


def written(case: Case) -> Iterator[Written]:
    """Yield everything that was written, in the order of the report."""
    evaluation = case.evaluation
    yield Written("project", "经费审批", evaluation.approval)
    for goal in evaluation.goals:
        yield Written("goals", "年度总体目标", goal.expected)
        yield Written("goals", "总体目标完成情况", goal.achieved)
    for section in evaluation.outline.sections:
        text = evaluation.texts.get(section.key, "")
        yield Written(f"section-{section.key}", section.title, text, holds_references=True)
    for number, pair in enumerate(evaluation.problems, start=1):
        yield Written("problems", f"问题{number}", pair.problem, holds_references=True)
        yield Written("problems", f"建议{number}", pair.suggestion, holds_references=True)
    for measure in evaluation.measures:
        yield Written(measure.key, f"{measure.name}的偏差原因分析", measure.deviation)
        yield Written(measure.key, f"{measure.name}的改进措施", measure.improvement)


@register("R11")
def amounts_in_prose_are_the_facts(case: Case) -> Iterator[Objection]:
    """文字中的金额、比率、数量应与系统数据一致，引用的数据应存在。"""
    is_rendered, names = True, Names(case.facts)
    for one in written(case):
        if one.holds_references:
            try:
                parse(one.text, case.facts)
            except NarrativeError as error:
                is_rendered = False
                yield Objection(f"“{one.title}”：{error}", "改正引用后报告才能生成。", one.where)
        for found in contradictions(one.text, case.facts, names):
            fact = found.fact
            unit = "" if fact.text.endswith("%") else fact.unit
            yield Objection(
                f"“{one.title}”中写“{found.written}”，而“{fact.name}”为{fact.text}{unit}。",
                "改为引用该数据，或改正文字。",
                one.where,
            )
    if case.document is None and is_rendered:
        yield Objection(f"报告无法生成：{case.fault}", "改正后报告才能生成。", "project")


_YEAR = re.compile("(?<![0-9])(?P<year>(?:19|20)[0-9]{2})年(?!修[订正])(?P<month>[0-9]{1,2}月)?")
_COMPARED = re.compile("(?:[比较][^，。；]{0,4}|自|从)$")
_COMPARING = re.compile("以来|同期|相比|持平|相当")
_TITLE = re.compile("《[^》]*》|〔[^〕]*〕")


@register("W14")
def years_are_the_budget_year(case: Case) -> Iterator[Objection]:
    """文字中的年份应为预算年度；与其他年度比较、次年的具体日期除外。"""
    year = case.evaluation.year
    for one in written(case):
        text = _TITLE.sub("", one.text)
        odd = {
            found["year"]: None
            for found in _YEAR.finditer(text)
            if int(found["year"]) != year and not _may_differ(text, found, year)
        }
        if odd:
            yield Objection(
                f"“{one.title}”中写有{'、'.join(f'{other}年' for other in odd)}，预算年度为{year}年。",
                "改正年份，或改为引用“年度”；确指其他年度的，说明理由。",
                one.where,
            )


def _may_differ(text: str, found: "re.Match[str]", year: int) -> bool:
    """Whether another year is held up for comparison, or is a day on which this one is looked back at."""
    before, after = text[: found.start()], text[found.end() : found.end() + 4]
    is_dated = found["month"] is not None and int(found["year"]) == year + 1
    return is_dated or bool(_COMPARED.search(before) or _COMPARING.match(after))


_HINT = re.compile(
    "…|[.]{3,}|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|_{2,}|＿{2,}|[（〔【]?请?填写[^，。]{0,10}[）〕】]|待填写?|待补充|"
    "^(?:指标|目标|问题|建议|措施)[0-9一二三四五六七八九十]+[：:]?$"
)


@register("W17")
def no_hints_are_left(case: Case) -> Iterator[Objection]:
    """不应留有模板的提示文字，如“指标2”“……”“×××”。"""
    hints = {section.hint for section in case.evaluation.outline.sections if section.hint}
    names = [Written(line.key, "明细项目名称", line.name) for line in case.evaluation.lines]
    for measure in case.evaluation.measures:
        names.append(Written(measure.key, "指标名称", measure.name))
        names.append(Written(measure.key, f"{measure.name}的指标值", measure.target_text))
        names.append(Written(measure.key, f"{measure.name}的完成值", measure.actual_text))
    for one in (*names, *written(case)):
        found = _HINT.search(one.text)
        if found or one.text.strip() in hints:
            yield Objection(
                f"“{one.title}”中留有提示文字“{found[0] if found else one.text.strip()}”。",
                "换成本项目的内容，或删去。",
                one.where,
            )


@register("W20")
def problems_have_suggestions(case: Case) -> Iterator[Objection]:
    """每个问题应有对应的建议。"""
    for number, pair in enumerate(case.evaluation.problems, start=1):
        if not gives_reason(pair.suggestion):
            yield Objection(
                f"问题{number}没有对应的建议。",
                "在“问题和建议”中写明怎样解决；无须解决的不列为问题。",
                "problems",
            )
