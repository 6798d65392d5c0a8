"""What a figure in running text is of: the project in its year, or something that no total of a table is of.

Last year's budget, spending up to June, what the six other projects spent: each is right and differs from
the total.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

_TIME = re.compile(
    r"(?P<until>截至|截止|至)?(?P<year>(?:19|20)[0-9]{2})年度?(?P<month>[0-9]{1,2}月)?(?P<of>的?(?:结转|结余))?"
    r"|(?P<before>上年|上一年|去年|前年|往年)度?(?P<of_before>的?(?:结转|结余))?"
    r"|(?P<after>下年|下一年|明年|(?<![人户批场件课台])次年)|(?P<now>本年|今年)"
)
_COMPARED = re.compile(r"(?:比|较|与|同|和|(?<!截)至|转到|转入|结转|用于|(?:推迟|顺延|延[期后迟])[到至]?)$")
_LONGEST_LINK = 4
"""So many characters before a year tell that something is compared with it."""
_STAGE = re.compile(
    "(?:上|下)半年|[一二三四1-4]季度|前[0-9一二三]个?(?:季度|月)"
    "|(?:截至|截止)[^,。;]{0,8}?(?<![0-9])(?:[1-9]|1[01])月(?!.*(?:全年|年底|年末))"
)
_APART = re.compile(
    "不含|不包括|不计|其余|剔除|扣除|除[^,。;]{1,20}外|另有?[0-9一二三四五六七八九十两]+个"
    "|[近前]?[两三四五]年(?:来|间)?(?:累计|合计|共|总)|(?:19|20)[0-9]{2}年?[-—－~至](?:19|20)[0-9]{2}年|以来"
)
_IN_A_FIELD = re.compile(
    r"(?:^|[。;])(?:[0-9]+[.、]|\([0-9一二三四五六七八九十]+\)|[一二三四五六七八九十]是)?(?P<field>[^,。;:]{2,16})方面,"
)
_OF_MONEY = re.compile("资金|预算|支出|经费|财务|投入|执行|使用")
"""What is said of the whole under such a title: 预算执行方面，全年支出90万元."""
_BY_OTHERS = re.compile("第三方|复核|复评|复查|抽查|抽评|重点评价|部门评价|财政评价|专家")
_OF_A_CLASS = re.compile(
    r"(?:[本该此这各]|上述|以上)(?:一)?(?:类|部分)|[\u4e00-\u9fff](?:类|部分)指标|小计"
    r"|分值(?:合计|共计|共|总计)?[为是]?(?P<points>[0-9]+(?:\.[0-9]+)?)分"
)
_LEAST_OF_ALL = 80
"""Indicators that have fewer points together are not all of them."""
_QUOTED = re.compile(r"[“\"「]([^“”\"「」]{2,30})[”\"」]")
_TITLES = re.compile("《[^《》]*》")
"""The names of documents, which tell of their own years."""
_CLAUSE_ENDS = re.compile("[,。;]")


def is_apart(before: str, year: int | None, names: Sequence[str]) -> bool:
    """Whether the words before a figure tell that it is not of the whole project in its year.

    ``before`` is the sentence up to the figure, half-width; ``names`` are those of the project.
    """
    group = before[before.rfind(";") + 1 :]
    if _STAGE.search(group) or _APART.search(group) or _is_in_a_field(group):
        return True
    if any(not any(quoted in name for name in names) for quoted in _QUOTED.findall(group)):
        return True
    return is_of_another_year(before, year)


def _is_in_a_field(group: str) -> bool:
    """应急管理方面，支出资金109万元: of what is done there, not of the whole."""
    found = _IN_A_FIELD.search(group.lstrip())
    return found is not None and not _OF_MONEY.search(found["field"])


def is_by_others(before: str) -> bool:
    """Whether the words before a score tell that somebody else gave it, not the office itself."""
    group = before[before.rfind(";") + 1 :]
    given = _BY_OTHERS.search(group)
    return given is not None and "自评" not in group[given.end() :]


def is_of_a_class(before: str) -> bool:
    """Whether a score is of some indicators by the words before it: 本类指标8项，分值合计50分，自评得分."""
    sentence = before[before.rfind("。") + 1 :]
    found = _OF_A_CLASS.search(sentence)
    return found is not None and (found["points"] is None or Decimal(found["points"]) < _LEAST_OF_ALL)


def is_of_another_year(before: str, year: int | None, *, until_later: bool = False) -> bool:
    """The last year that is named counts; one that something is compared with, for its own clause only.

    What was done of a year's plan ``until_later`` may still be of the year: 截至次年5月底支出80万元.
    """
    other = False
    before = _TITLES.sub("", before)
    for found in _TIME.finditer(before):
        if found["of"] or found["of_before"]:
            continue  # 上年结转资金 is a source of this year
        right_before = before[max(found.start() - _LONGEST_LINK, 0) : found.start()]
        if _COMPARED.search(right_before) and _CLAUSE_ENDS.search(before, found.end()):
            continue
        named = int(found["year"] or 0)
        if until_later and found["until"] and year is not None and named > year:
            continue
        other = named != (year or named) if named else not found["now"]
    return other
