"""Which tables fit across an upright page."""

from dataclasses import replace

import pytest

from reports.document import Cell, Column, Table, Text
from reports.fitting import fits_upright
from tests.reports.renderers import samples


def table(*texts: str, widths: tuple[int, ...] = (1, 1)) -> Table:
    cells = tuple(Cell((Text(text),)) for text in texts)
    return Table("", tuple(map(Column, widths)), head=(), rows=(cells,))


@pytest.mark.parametrize(
    ("annexed", "figure", "fits"),
    [
        # a fourteenth of 156 mm: 31.59 points, of which 8.75 or 6.75 stand beside the text
        (False, "999", True),
        (False, "9999", False),
        (True, "99999", True),
        (True, "999999", False),
        (True, "99.9%", True),
        (True, "999.9%", False),
        (True, "九万九千九百九十九", True),
        (True, "第99999号", True),
        (True, "", True),
    ],
)
def test_a_figure_is_not_broken(annexed: bool, figure: str, fits: bool) -> None:
    assert fits_upright(table(figure, "", widths=(1, 13)), annexed=annexed) is fits


@pytest.mark.parametrize(("share", "fits"), [(5, False), (6, True)])
def test_a_line_holds_two_characters(share: int, fits: bool) -> None:
    assert fits_upright(table("度量单位", "", widths=(share, 100 - share)), annexed=True) is fits
    assert fits_upright(table("度", "", widths=(share, 100 - share)), annexed=True)


def test_a_cell_has_the_room_of_all_its_columns() -> None:
    narrow = table("9999999999.99", "", widths=(1, 1))
    wide = replace(
        narrow, rows=((Cell((Text("9" * 60),), colspan=2),), narrow.rows[0]), columns=(Column(1), Column(1))
    )
    assert fits_upright(wide, annexed=False)
    assert not fits_upright(replace(wide, rows=(*wide.rows, table("9" * 60, "").rows[0])), annexed=False)


def test_what_is_usual_fits() -> None:
    assert fits_upright(samples.allocation_table(), annexed=False)
    assert fits_upright(samples.execution_table(), annexed=False)
    assert fits_upright(samples.form_table(), annexed=True)
