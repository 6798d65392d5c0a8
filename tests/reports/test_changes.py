"""What changed between two versions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from reports.changes import FactChange, SectionChange, SentenceChange, changed_facts, changed_sections
from reports.compose import compose
from reports.evaluation import Evaluation
from reports.facts import facts
from tests.reports.evaluations import evaluation, line, measure


def figures(**after: Any) -> dict[str, tuple[str | None, str | None]]:
    """Return the facts that change, by name, where an evaluation is changed so."""
    before = evaluation()
    changes = changed_facts(facts(before), facts(replace(before, **after)))
    return {change.name: (change.before, change.after) for change in changes}


def sections(before: Evaluation, after: Evaluation) -> tuple[SectionChange, ...]:
    return changed_sections(compose(before), compose(after))


def test_two_like_versions_differ_in_nothing() -> None:
    assert figures() == {}
    assert sections(evaluation(), evaluation()) == ()


def test_every_figure_that_follows_from_another_changes_with_it() -> None:
    changed = figures(lines=(line(1, "42.90", "40.00"), line(2, "5.82", "5.82")))
    assert changed["明细项目1.执行数"] == ("42.90万元", "40.00万元")
    assert changed["执行数合计"] == ("48.72万元", "45.82万元")
    assert changed["执行率"] == ("100.00%", "94.05%")
    assert "明细项目2.执行数" not in changed
    assert "全年预算合计" not in changed


def test_a_line_that_was_renamed_and_moved_is_the_same() -> None:
    renamed = figures(lines=(line(2, "5.82", "5.82"), line(1, "42.90", "42.90", name="社区巡防")))
    assert renamed == {
        "社区巡防.名称": ("明细项目1", "社区巡防"),
        "安排最多的项目": ("明细项目1", "社区巡防"),
    }


def test_a_work_figure_that_was_renamed() -> None:
    first, *others = evaluation().statistics
    renamed = figures(statistics=(replace(first, name="排查矛盾", value=Decimal(125)), *others))
    assert renamed["排查矛盾.名称"] == ("排查矛盾纠纷", "排查矛盾")
    assert renamed["排查矛盾"] == ("124件", "125件")


def test_what_is_new_and_what_is_gone() -> None:
    changed = figures(lines=(line(1, "42.90", "42.90"), line(3, "5.82", None)))
    assert changed["明细项目3.全年预算"] == (None, "5.82万元")
    assert changed["明细项目2.全年预算"] == ("5.82万元", None)
    assert "明细项目3.执行数" not in changed


def test_a_first_level_goes_by_its_name() -> None:
    before = evaluation()
    more = (measure(9, level1="成本", level2="经济成本", weight=Decimal(0)), *before.measures)
    changed = figures(measures=more)
    assert "一级指标.产出.分值" not in changed
    assert changed["一级指标.成本.分值"] == (None, "0分")


def test_sentences_under_their_headings() -> None:
    before = evaluation(texts={"overview-project": "第一句。第二句。第三句。"})
    after = evaluation(texts={"overview-project": "第一句。第二句改了。第三句。第四句？"})
    assert sections(before, after) == (
        SectionChange(
            "（一）项目概况",
            (
                SentenceChange("第二句。", is_new=False),
                SentenceChange("第二句改了。", is_new=True),
                SentenceChange("第四句？", is_new=True),
            ),
        ),
    )


def test_words_in_the_tables_and_the_date_count_too() -> None:
    first, *others = evaluation().measures
    after = evaluation(
        measures=(replace(first, deviation="任务推迟。"), *others), written_on=date(2021, 2, 4)
    )
    changed = {change.title: change.sentences for change in sections(evaluation(), after)}
    form = next(sentences for title, sentences in changed.items() if title.startswith("附件"))
    assert [one.text for one in form if one.is_new] == ["任务推迟。"]
    signed = [one for sentences in changed.values() for one in sentences if "2021年" in one.text]
    assert signed == [
        SentenceChange("2021年2月3日", is_new=False),
        SentenceChange("2021年2月4日", is_new=True),
    ]


def test_a_word_changes_as_a_whole() -> None:
    assert FactChange("项目名称", "平安稳定项目", "平安建设项目") in changed_facts(
        facts(evaluation()), facts(evaluation(project="平安建设项目"))
    )
