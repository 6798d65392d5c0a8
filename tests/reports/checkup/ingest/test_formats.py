"""How a stored number is shown under its format."""

import datetime

import pytest

from reports.checkup.ingest.formats import date_text, number_text

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.9758, "0.00%", "97.58%"),
        (0.97, "0%", "97%"),
        (0.005, "0%", "1%"),
        (561.255, "0.00", "561.26"),
        (0.1 + 0.2, "General", "0.3"),
        (561.26, "General", "561.26"),
        (3, "General", "3"),
        (1 / 3, "General", "0.333333333"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-12.5, "#,##0.00;(#,##0.00)", "(12.50)"),
        (-12.5, "0.00_ ", "-12.50"),
        (-0.001, "0.00", "0.00"),
        (0, '0.00;-0.00;"—"', "—"),
        (1234, ACCOUNTING, "1,234.00"),
        (-1234, ACCOUNTING, "-1,234.00"),
        (0, ACCOUNTING, "-"),
        (12345.6, '0!.0,"万"', "1.2万"),
        (5612600, r"0\.0000", "561.2600"),
        (1200, "0,", "1"),
        (62, '0"个"', "62个"),
        (561.26, '"¥"#,##0.00', "¥561.26"),
        (561.26, "[$¥-804]#,##0.00", "¥561.26"),
        (561.26, '0.00"万元"', "561.26万元"),
        (12, "0.##", "12"),
        (12.3, "0.##", "12.3"),
        (5, "00", "05"),
        (99, ";;;", ""),
        (-5, "[Red]0;[Blue]-0", "-5"),
        (123456789, '[>=100000000]0.00,,"百万";0', "123.46百万"),
        (5, '[>=100000000]0.00,,"百万";0', "5"),
        (12345, "0.00E+00", "1.23E+4"),
        (561.26, "G/通用格式", "561.26"),
        (561.26, "@", "561.26"),
    ],
)
def test_a_number_reads_as_its_cell_shows_it(value: float, code: str, shown: str) -> None:
    assert number_text(value, code).strip() == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('yyyy"年"m"月"d"日"', "2021年2月3日"),
        ('[$-804]yyyy"年"m"月"', "2021年2月"),
        ("mm-dd-yy", "2021/2/3"),
        ("yyyy-mm-dd", "2021-02-03"),
        ("yy.m.d", "21.2.3"),
        ("yyyy/m/d h:mm", "2021/2/3 14:05"),
        ("h:mm:ss", "14:05:06"),
        ("mm:ss", "05:06"),
        ("上午/下午h:mm", "下午14:05"),
        ("yyyy/m/d aaaa", "2021/2/3 星期三"),
        ("General", "2021-02-03T14:05:06"),
    ],
)
def test_a_date_reads_as_its_cell_shows_it(code: str, shown: str) -> None:
    assert date_text(datetime.datetime(2021, 2, 3, 14, 5, 6), code) == shown  # noqa: DTZ001
