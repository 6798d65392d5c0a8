"""What passed, of what was tested."""

import pytest

from tests.reports.checkup.test_examination import found


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("抽检食品500批次，合格490批次。", []),
        ("抽检食品500批次，合格520批次。", [("error", "exceed")]),
        ("报名参训120人，取得证书132人。", [("error", "exceed")]),
        ("共受理申请860件，办结890件。", [("error", "exceed")]),
        ("申报课题30项，获批36项。", [("error", "exceed")]),
        # with those of before, or of something else
        ("受理信访件320件，办结335件（含上年结转15件）。", []),
        ("抽检食品500批次，检测项目620项，合格490批次。", []),
        ("抽检食品500批次；农产品合格520批次。", []),
        ("每次抽检30批次，合格56批次。", []),
        ("监测断面36个，完成治理40个。", []),
    ],
)
def test_no_more_pass_than_there_are(text: str, findings: list[tuple[str, str]]) -> None:
    assert found(text) == findings
