"""Answers by levels that leave none out."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("回访260户，满意248户、基本满意9户、不满意3户。", []),
        ("回访260户，满意248户、基本满意9户、不满意5户。", [("error", "count")]),
        ("发放问卷500份，收回486份，其中满意450份、一般30份、不满意16份。", [("error", "count")]),
        ("发放问卷500份，收回486份，其中满意455份、一般26份、不满意5份。", []),
        ("访问480户，表示满意的434户，不满意的8户。", []),
        ("访问480户，表示满意的474户，不满意的8户。", [("error", "count")]),
        ("抽查项目20个，合格17个、基本合格2个、不合格1个。", []),
        ("抽查项目20个，优秀9个、合格8个、基本合格2个、不合格2个。", [("error", "count")]),
        ("满意248户、基本满意9户、不满意5户，满意率高。", []),
        ("共自评项目6个，其中优秀3个、良好2个、中等1个。", []),
        ("共自评项目6个，其中优秀3个、良好2个、中等2个。", [("error", "count")]),
        ("8个项目自评结果为优的5个，良的2个。", []),
        ("8个项目自评结果为优的5个，良的4个。", [("error", "count")]),
        ("9个项目中评为优的5个、良2个、中1个、差1个。", []),
        ("9个项目中评为优的5个、良2个、中1个、差2个。", [("error", "count")]),
        ("等级为“优”的2个、“良”的2个、“差”的1个。", []),
        ("12个项目中90分以上10个，80-90分1个，60-80分1个。", []),
        ("12个项目中90分以上10个，80-90分1个，60-80分2个。", [("error", "count")]),
        ("12个项目中，90分（含）以上的8个，80分至90分（不含）的3个。", []),
        ("12个项目中，90分及以上8个，80-90分2个，80分以下1个。", [("error", "count")]),
    ],
)
def test_levels_add_up(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("18个小区中16个考核合格、2个不合格。", []),
        ("18个小区中15个考核合格、2个不合格。", [("error", "count")]),
        ("18个小区中，考核合格的17个，不合格的2个。", [("error", "count")]),
        ("检查点位20个，其中15个达标，6个未达标。", [("error", "count")]),
        ("共有工程20个，已完工15个，未完工4个，停工1个。", []),
        ("18个三级指标中，16个指标得满分，2个指标扣分。", []),
        ("18个三级指标中，16个指标得满分，3个指标扣分。", [("error", "count")]),
        ("18个三级指标中，得满分的16个，扣分的指标2个。", []),
        ("18个三级指标中，未得满分的2个，扣分的指标3个。", []),
        ("检查20个点位，达标15个，比上年增加3个，未达标5个。", []),
    ],
)
def test_what_is_so_and_what_is_not(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("8件实事中，任务指标全面完成的5件，基本完成的3件。", []),
        ("8件实事中，任务指标全面完成的6件，基本完成的3件。", [("error", "count")]),
        ("12个项目，全部完成9个、部分完成2个、未完成2个。", [("error", "count")]),
        ("12个项目，全部完成8个、基本完成2个。", []),
        ("12个项目，完成12个，超额完成3个。", []),
    ],
)
def test_states_of_completion(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("共排查出问题46处；截至年底已整改到位39处，剩余7处待整改。", []),
        (
            "共排查出问题46处；截至年底已整改到位39处，剩余9处待整改。",
            [("error", "count")],
        ),
        ("受理信访件128件，办结121件，其余9件正在办理。", [("error", "count")]),
        ("受理信访件128件，办结121件，其余7件正在办理。", []),
        ("年度计划12项，完成10项，另有3项结转下年。", []),
        ("完成新建8处，完成改造5处，剩余2处下年实施。", []),
    ],
)
def test_what_is_done_and_what_remains(text: str, findings: list[tuple[str, str]]) -> None:
    assert found("2023年度项目支出绩效自评报告", text) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("12个村中，9个村已完成，剩余3个村正在施工。", []),
        ("12个村中，9个村已完成，剩余4个村正在施工。", [("error", "count")]),
        ("全县36个项目，已完工30个，在建8个。", [("error", "count")]),
        ("全县36个项目，已完工30个，在建4个，未开工2个。", []),
        ("共有22个街道，其中19个已完成，另外4个尚未启动。", [("error", "count")]),
        ("全县36个项目，已完工30个，另有4个项目列入储备。", []),
        ("已签约17个村，尚有6个未签约，合计23个村。", []),
        ("已签约17个村，尚有6个未签约，合计24个村。", [("error", "count")]),
        ("已签约17个村，尚有6个未签约；全县共24个村。", []),
    ],
)
def test_what_is_left_of_them(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings


def test_both_sexes_in_whatever_words() -> None:
    assert found("120名学员中，男学员70人，女学员50人。") == []
    assert found("120名学员中，男学员70人，女学员60人。") == [("error", "count")]
