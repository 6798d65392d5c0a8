"""Checks for what a form's template says to whoever fills it in, and what was to be filled in."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.checkup.findings import Kind, Ledger, Place, Severity
from reports.checkup.numbers import half_width
from reports.checkup.wording.passages import around

_COUNTED = "万?元|个|项|件|人|年|%|次|户|期|条|场|套|台|处|分|名|份|家|所|批|辆|亩|公里|平方米|村"
_BLANK = re.compile(
    rf"(?<![Xx×＊])[Xx×＊]{{2,}}(?:{_COUNTED}|月|日|项目|单位|部门|街道|乡镇|镇|社区|局|县|区|市|省|路|公司|中心|学校|同志|办法)"
    r"|(?<=[\u4e00-\u9fff])[Xx×]{3,}(?![型牌号])(?=[\u4e00-\u9fff])"
    rf"|(?<=[\u4e00-\u9fff])\(\s*\)(?:{_COUNTED.replace('年|', '')})(?![目别人])"
    rf"|(?<![A-Za-z0-9.])[Xx](?:{_COUNTED}|月|日)(?![A-Za-z])"
    rf"|20[0-9]?[Xx×]{{1,2}}年|…{{2,}}个|(?<!_)_{{2,}}(?:{_COUNTED.replace('年|', '')})"
    r"|[〔\[(]20[0-9]?[Xx×]{1,2}[〕\])]|(?<=[〕\])第])[Xx×]{1,3}号"
    r"|(?<=[由为的是在对经与和达前于约共])[Xx×]{2,}(?=[\u4e00-\u9fff,。;])"
    r"|(?<=[\u4e00-\u9fff])(?<![年月签章字])_{2,}(?![_年月日])(?=[\u4e00-\u9fff])|【\s*】"
    r"|[【\[](?:项目|单位|部门|街道|年度|填报)[^【】\[\]0-9]{0,10}[】\]]"
    r"|[(【\[]填(?:写|报|入)(?!单位|人|日期|时间|部门|说明|要求|范围)[^()【】\[\]]{2,20}[)】\]]"
    r"|[(【\[][^()【】\[\]]{0,8}待(?:补充|补|填写|填|核实|核定|确定)[)】\]]"
    rf"|(?<=[\u4e00-\u9fff(,])[*＊]{{1,3}}(?:{_COUNTED})(?![\u4e00-\u9fff]?[0-9])|(?<![A-Za-z0-9])[Xx×]季度"
    r"|[(【\[][^()【】\[\]]{0,12}(?:根据|结合|依据)(?:本?单位|项目)?实际(?:情况)?(?:如实)?(?:填写|修改|补充|调整)[^()【】\[\]]{0,6}[)】\]]"
    r"|(?<![A-Za-z])(?:TODO|TBD)(?![A-Za-z])"
    r"|(?:请在此|在此处|此处)(?:填写|填报|补充|输入|插入|粘贴|描述|说明)"
    r"|(?:(?<=[,;。(])|(?<=^))占[^,;。()0-9%]{0,14}\s*%(?=\s*[,;。])|(?:增长|下降)\s+%(?=\s*[,;。])"
    r"|(?:增加|减少|增长|下降|支出|收入|预算|合计|共计|为)\s+万?元(?=\s*[,;。])"
)
"""The last two are sentences whose number was never filled in: 接待费30万元，占 %，比上年减少 万元."""
_UNFILLED = re.compile(
    r"\s*(?:[Xx×]{2,}|_{2,}|待(?:补充|填写|填报|补|填)|请(?:填写|填报|输入|选择|补充)[^,。;()]{0,12})\s*[。;]?\s*"
)
"""What stands for a whole value; of a name or a number that is masked a part is left: 张××, 138××××1234."""
_VALUE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}(?:\([^()]*\))?:\s*[Xx×]{2,}"
    "|(?:联系(?:人|电话|方式)|(?:项目|单位|部门)名称|填报单位|实施单位|主管部门|自评(?:得分|等级)):_{2,})"
    r"(?=\s|$|[,。;、])"
)
"""A value behind its label in a line; lines to sign on are none."""
_LENGTH = r"(?:不少于|不超过|不低于|限)?\s*[0-9]+\s*字\s*(?:以内|以下|以上|左右)?|字以内"
_FOR_THE_WRITER = re.compile(
    "请(?:结合|根据|对照|围绕|针对|如实|认真|逐[条项一])|请填写|请填报|填写说明|此处|请[^()]{0,6}(?:说明|描述|概述|介绍|列举)"
)
_BRACKETED = re.compile(
    rf"[(【\[](?:[^()【】\[\]]{{0,40}}(?:{_FOR_THE_WRITER.pattern}|{_LENGTH})[^()【】\[\]]{{0,30}})[)】\]]"
)
_MANNER = (
    r"(?:[^,。;:]{0,16}(?:的,|时,|后,))?(?:(?:结合|根据|对照|围绕|针对|按照)[^,。;:]{2,30},?)?请?"
    "(?:(?:简要|详细|逐条|逐项|逐一|重点|分别|具体|如实|客观|简单|准确|应|需|主要|从[^,。;:]{2,12}方面)*)"
)
_TELL = "(?:说明(?!书|会)|概述|描述|介绍(?!信)|阐述|简述|列明|列出|列举|填写|填报|注明|写明)"
_ASK = "(?:分析|总结|反映|提出|归纳)"
_ABOUT = (
    "(?:情况|原因|问题|困难|措施|依据|内容|目标|成效|成果|经验|理由|建议|意见|过程|做法|事项|绩效|总分|得分)"
)
_END = rf"[^,。;:0-9]{{0,40}}{_ABOUT}[^,。;:0-9]{{0,20}}(?:[,、;。](?=.)|[。;]?$)"
_INSTRUCTION = re.compile(rf"{_MANNER}{_TELL}{_END}(?:{_MANNER}(?:{_TELL}|{_ASK}){_END})*")
_ASKED = re.compile(
    rf"\s*{_MANNER}{_ASK}[^,。;:0-9]{{0,40}}{_ABOUT}[^,。;:0-9]{{0,20}}[。;]?[(【\[](?:{_LENGTH})[)】\]][。;]?\s*"
)
"""What a form asks for and how long it may be, with nothing else: 结合情况，分析问题及原因。（200字以内）."""
_CARRIED_OUT = re.compile(
    rf"请?对[^,。;:0-9]{{2,40}}(?:进行|作|做|予以|加以)(?:简要|详细|逐条|逐项|逐一|简单|具体|重点)的?(?:{_TELL}|{_ASK})[。;]?(?:\((?:{_LENGTH})\))?"
)
"""对项目实施过程进行简要说明: the telling stands behind what is to be told."""
_ASIDE = re.compile(rf"\((?:可[附另][^()]{{0,8}}|{_LENGTH}|如有[^()]{{0,10}}|没有[^()]{{0,8}})\)")
_HEADED = re.compile(
    r"\s*(?:[0-9]+[.、]|[一二三四五六七八九十]+、|\([0-9一二三四五六七八九十]+\))?(?:[^,。;:]{2,16}(?:[。:]|\s+))?"
)
_ALL_IN_BRACKETS = re.compile(r"\s*[(【\[]([^()【】\[\]]*)[)】\]]$")
_RULE = re.compile("(?:的|时),?(?:需|应|须)[^,。;:]*$")
"""A rule of the form for those whom it concerns: 执行率未达到90%的需说明原因（100字以内）."""
_NOTE = re.compile(r"\s*(?:备?注\s*[:0-9]|填[表报写]?说明|说明\s*:|※|\*|1[.、].*[;。\s]2[.、])")
_SHORTEST, _LONGEST = 10, 150
_OF_PERSONS = re.compile(
    "(?:填表人|填报人|负责人|联系人|经办人|姓名|电话|联系方式)(?::\\s*[×Xx_*]*|\\s*[×Xx_*]+)$"
)
"""Behind these words what is left blank may have been taken out before the form was published."""


def check_hints(text: str, place: Place, ledger: Ledger) -> None:
    """Nothing of the template is left: no hint in brackets, no instruction for a text, no blank to fill."""
    end = 0
    for found in sorted(_hints(half_width(text)), key=lambda one: (one.start(), -one.end())):
        if found.start() >= end:
            _left(text, found, place, ledger)
            end = found.end()


def _hints(plain: str) -> Iterator[re.Match[str]]:
    yield from _BLANK.finditer(plain)
    yield from _VALUE.finditer(plain)
    if unfilled := _UNFILLED.fullmatch(plain):
        yield unfilled
    if _NOTE.match(plain):
        return
    for found in _BRACKETED.finditer(plain):
        if _RULE.search(plain[: found.start()]):
            continue
        label = plain.replace(found[0], "").strip()
        # A heading or a label may say how much to write: 存在问题（200字以内）.
        if asked := _ASKED.fullmatch(plain):
            yield asked
            return
        if _FOR_THE_WRITER.search(found[0]) or not label or re.search("[,。;]", label):
            yield found
            return
    text = _ASIDE.sub(lambda found: " " * len(found[0]), plain).rstrip()
    spans = [
        (len(text) - len(text.lstrip()), len(text)),
        *(one.span(1) for one in (_ALL_IN_BRACKETS.match(text),) if one),
    ]
    spans += [(one.end(), len(text)) for one in (_HEADED.match(text),) if one]
    if _SHORTEST <= len(text) <= _LONGEST:
        told = next(filter(None, (_INSTRUCTION.fullmatch(text, *span) for span in spans)), None)
        told = told or _CARRIED_OUT.fullmatch(plain, spans[0][0], len(plain.rstrip()))
        if told is not None:
            yield told


def _left(text: str, found: re.Match[str], place: Place, ledger: Ledger) -> None:
    words = text[found.start() : found.end()]
    ledger.find(
        Kind.PLACEHOLDER,
        Severity.WARNING if _OF_PERSONS.search(half_width(text), 0, found.end()) else Severity.ERROR,
        replace(place, start=found.start()),
        f"“{words}”是表样中的提示，没有改写或删去。",
        rule="表样的提示应改写或删去",
        text=around(text, found.start()),
        printed=words,
    )
