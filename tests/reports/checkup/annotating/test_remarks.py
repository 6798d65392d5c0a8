"""What is said of many findings: the errors first, and how many are left out."""

import pytest

from reports.checkup.annotating import remarks as module
from reports.checkup.annotating.remarks import found_at, remarks
from reports.checkup.ingest import LinePlace
from reports.checkup.results.spots import Spot
from tests.reports.checkup.annotating import AT


def finding(severity: str, message: str) -> dict[str, object]:
    return {
        "severity": severity,
        "kind": "sum",
        "message": message,
        "printed": "",
        "computed": "",
        "rule": "规则",
    }


def test_of_too_many_the_errors_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_REMARKS", 2)
    found = [finding("residue", "甲"), finding("warning", "乙"), finding("error", "丙")]
    counts = {"agree": 1, "differ": 2, "unchecked": 3}
    result = remarks({"findings": found, "counts": counts}, [Spot(LinePlace(0))] * 3, AT)
    assert [one.title for one in result.listed] == ["2. 疑点：合计", "3. 错误：合计"]
    assert result.summary == (
        "文档体检结果",
        "问题共3条：错误1条、疑点1条、尾差1条。",
        "数字共6个：相符1个、不符2个、未核验3个。未核验的没有可以对照的数字，不等于正确。",
        "问题较多，批注了其中2条，全部见问题清单。",
    )


@pytest.mark.parametrize(
    ("figure", "behind", "expected"),
    [
        ("15", 0, range(6, 8)),
        ("15", 1, range(3, 5)),
        ("15", 2, range(2)),
        ("15", 3, None),
        ("", 0, None),
        ("16", 0, None),
    ],
)
def test_equal_figures_are_counted_from_the_end(figure: str, behind: int, expected: range | None) -> None:
    assert found_at("15，15，15", Spot(LinePlace(0), figure, behind)) == expected
