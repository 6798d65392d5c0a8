"""Checks within running text: rates against their parts, parts against the total stated before them."""

import re

from reports.checkup.findings import Ledger
from reports.checkup.numbers import Quantity, half_width
from reports.checkup.prose.applied_rates import check_applied_rates, check_one_to_one
from reports.checkup.prose.balances import check_carried_over
from reports.checkup.prose.beyond_plan import check_beyond_plan
from reports.checkup.prose.bracketed import (
    check_budget_in_brackets,
    check_parts_in_brackets,
    check_share_of_bracketed,
)
from reports.checkup.prose.by_period import check_by_period, check_by_years_of_project
from reports.checkup.prose.by_unit import (
    check_at_a_price,
    check_average,
    check_by_month,
    check_unit_of_product,
    check_yearly_average,
)
from reports.checkup.prose.by_year import check_by_year
from reports.checkup.prose.compared import check_compared, check_side_of_all
from reports.checkup.prose.deducted import check_deducted
from reports.checkup.prose.direction import check_direction, check_moved
from reports.checkup.prose.divided import check_divided
from reports.checkup.prose.growth import check_growth
from reports.checkup.prose.highest import check_gap, check_highest, check_next
from reports.checkup.prose.levels import check_bands, check_complements, check_levels, check_remaining
from reports.checkup.prose.listed_weights import check_listed_weights
from reports.checkup.prose.odd_units import check_odd_unit
from reports.checkup.prose.parts_behind import check_parts_behind
from reports.checkup.prose.passed import check_passed
from reports.checkup.prose.points_lost import check_points_lost
from reports.checkup.prose.progress import check_progress
from reports.checkup.prose.remainders import (
    check_beyond_plan_of_each,
    check_remainder,
    check_rest_of_rate,
    check_stock,
)
from reports.checkup.prose.satisfaction import check_answers_within, check_satisfaction
from reports.checkup.prose.saved import check_saved
from reports.checkup.prose.sentences import OPENS_PARTS, RESPECTIVELY, Sentence, is_change, is_reached
from reports.checkup.prose.settled import check_settled
from reports.checkup.prose.spread import check_kinds, check_spread, check_spread_by_kinds
from reports.checkup.prose.summed import check_mean, check_mixed, check_summed
from reports.checkup.prose.told_differences import check_told_differences
from reports.checkup.prose.told_indicators import check_points_by_degree, check_within_full_marks
from reports.checkup.prose.told_rates import (
    check_of_named,
    check_of_the_last,
    check_rate,
    check_share,
    check_written_out,
)
from reports.checkup.prose.told_sums import (
    check_adjustment,
    check_carried_over_and_given,
    check_opening_and_added,
    check_parts,
    check_parts_of_two_kinds,
    check_priced,
    check_sum_behind,
    check_sum_of_points,
    check_unit_of_part,
)
from reports.checkup.prose.uses import check_uses, check_uses_in_brackets

_OF_NAMED = re.compile(
    "(?:完成|占|达到|为)(?:了)?(?:年度|全年|当年|本年|总)?(?P<noun>[\u4e00-\u9fff]{2,8})的$"
)
_OF_PLAN = re.compile("[占达](?:到|了)?(?:年度|全年|当年|本年|年初|调整)?(?P<noun>预算|任务|计划|目标)数?$")
_PLANNED = re.compile("(?:预算|任务|计划|目标)数?$")
"""占任务数的56.4%: of none of the amounts beside it, where none of them is called so."""
_OF_THINGS = re.compile("(?![\u4e00-\u9fff]{0,10}[率占比])[\u4e00-\u9fff]{0,10}的")
"""占全区50所公办学校的40%."""
_THRESHOLD = re.compile("^的?(?:年度|年初|既定|预期|预定|全年)?(?:目标|计划|要求|指标|标准)")
_THAN = re.compile("(?:[比较]|[与同和](?!比))[^,。;]{2,20}$")
_OF_CHANGE = re.compile("(?:调整|变动|变化)(?:率|幅度|比例)(?:为|达到?|是)?$")
_BY_POINTS = re.compile(
    r"^[)”\"]?(?:相比,?)?[还要]?(?:[高低快慢多少]|提[高升]|降低|上升|下降|回落|加快|放缓|扩大|收窄)"
    "[了出于约近]{0,2}[0-9.]+个?百分点"
)
_BEYOND = re.compile("(?:[高低快慢优好]于|[高低]出|领先|落后)于?[^,。;0-9]{2,20}$")
_OF_OTHERS = re.compile("全[国省市县区州盟旗][^,。;0-9]{0,8}平均(?:增[幅速长]|降幅|下降)")


def check_sentence(sentence: Sentence, before: Sentence | None, ledger: Ledger) -> None:
    """Check one sentence; ``before`` is the one before it, which a rate may be of as well."""
    for place, quantity in enumerate(sentence.quantities):
        if not quantity.is_rate or not quantity.is_exact or quantity.sign:
            continue
        if _THRESHOLD.match(sentence.text[quantity.end :]):
            continue  # 低于下降40%的目标
        if _is_compared_with(sentence, quantity):
            continue
        if check_parts_behind(sentence, place, ledger):
            continue
        name = half_width(sentence.name(quantity))
        of = None if RESPECTIVELY.search(name) else (_OF_NAMED.search(name) or _OF_PLAN.search(name))
        if of and (check_of_named(sentence, place, of["noun"], ledger) or _PLANNED.search(of["noun"])):
            continue
        if is_reached(name):
            continue  # what it rose to, not by how much
        if is_change(name) or _OF_CHANGE.search(name):
            check_growth(sentence, place, before, ledger)
        elif _OF_THINGS.fullmatch(name):
            check_of_the_last(sentence, place, ledger)
        elif "占" in name:
            check_share(sentence, place, before, ledger)
        elif check_satisfaction(sentence, place, ledger):
            continue
        elif "率" in name or "比" in name or name.endswith("进度"):
            check_rate(sentence, place, before, ledger)
    check_direction(sentence, ledger)
    check_moved(sentence, ledger)
    check_settled(sentence, ledger)
    check_compared(sentence, ledger)
    check_side_of_all(sentence, ledger)
    check_by_year(sentence, ledger)
    check_by_period(sentence, ledger)
    check_by_years_of_project(sentence, ledger)
    check_answers_within(sentence, ledger)
    check_passed(sentence, ledger)
    for found in OPENS_PARTS.finditer(sentence.text):
        check_parts(sentence, found.start(), found.end(), ledger)
        check_parts_of_two_kinds(sentence, found.start(), found.end(), ledger)
    check_parts_in_brackets(sentence, ledger)
    check_share_of_bracketed(sentence, ledger)
    check_budget_in_brackets(sentence, ledger)
    check_written_out(sentence, ledger)
    check_uses(sentence, ledger)
    check_uses_in_brackets(sentence, ledger)
    check_spread(sentence, ledger)
    check_spread_by_kinds(sentence, ledger)
    check_kinds(sentence, ledger)
    check_divided(sentence, ledger)
    check_sum_behind(sentence, ledger)
    check_sum_of_points(sentence, ledger)
    check_listed_weights(sentence, ledger)
    check_priced(sentence, ledger)
    check_points_by_degree(sentence, ledger)
    check_within_full_marks(sentence, ledger)
    check_points_lost(sentence, ledger)
    check_progress(sentence, ledger)
    check_at_a_price(sentence, ledger)
    check_by_month(sentence, ledger)
    check_yearly_average(sentence, ledger)
    check_unit_of_product(sentence, ledger)
    check_unit_of_part(sentence, ledger)
    check_average(sentence, before, ledger)
    check_levels(sentence, ledger)
    check_bands(sentence, ledger)
    check_highest(sentence, ledger)
    check_next(sentence, ledger)
    check_gap(sentence, ledger)
    check_complements(sentence, ledger)
    check_remaining(sentence, ledger)
    check_remainder(sentence, ledger)
    check_beyond_plan_of_each(sentence, ledger)
    check_rest_of_rate(sentence, ledger)
    check_stock(sentence, ledger)
    check_carried_over(sentence, ledger)
    check_adjustment(sentence, ledger)
    check_carried_over_and_given(sentence, ledger)
    check_opening_and_added(sentence, ledger)
    check_deducted(sentence, ledger)
    check_summed(sentence, ledger)
    check_mixed(sentence, ledger)
    check_mean(sentence, ledger)
    check_saved(sentence, ledger)
    check_beyond_plan(sentence, ledger)
    check_applied_rates(sentence, ledger)
    check_one_to_one(sentence, ledger)
    check_told_differences(sentence, ledger)
    check_odd_unit(sentence, ledger)


def _is_compared_with(sentence: Sentence, rate: Quantity) -> bool:
    """Whether a rate is what another is held against: 增长8%，比全县平均增幅6.9%高1.1个百分点.

    It is of others, or of another time, and follows from no figures here.
    """
    name = half_width(sentence.name(rate))
    if _THAN.search(name) and _BY_POINTS.match(half_width(sentence.text[rate.end :])):
        return True
    return bool(_BEYOND.search(name) or _OF_OTHERS.search(name))
