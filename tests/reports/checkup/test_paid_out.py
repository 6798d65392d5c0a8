"""What was paid out of an allotment, 已拨付资金, is spending: held against it and its rate."""

from tests.reports.checkup.test_examination import found, grid


def test_paid_out_beyond_what_was_allotted() -> None:
    def paid(amount: str, whole: str) -> list[tuple[str, str]]:
        return found(
            grid(
                "乡镇 | 安排资金（万元） | 已拨付资金（万元） | 拨付率",
                "甲乡 | 80.00 | 76.00 | 95.00%",
                f"乙乡 | 60.00 | {amount} | 100.00%",
                "丙镇 | 50.00 | 49.00 | 98.00%",
                f"合计 | 190.00 | {whole} | 97.37%",
            )
        )

    assert paid("60.00", "185.00") == []
    assert {kind for _severity, kind in paid("66.00", "191.00")} == {"exceed", "ratio"}
