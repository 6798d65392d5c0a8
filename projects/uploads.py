"""Uploaded workbooks: the guard of ``projects.packages`` with its reasons in the reader's language."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from projects import packages
from projects.packages import LARGEST_FILE, MIB, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, XLSX

_REASONS: dict[str, str | Promise] = {
    "empty": _("The file is empty."),
    "too_large": format_lazy(_("The file is larger than {} MiB."), LARGEST_FILE // MIB),
    "old_format": _(
        "This is an old Excel file (.xls) or one with a password, whatever its name says. "
        "Save it as an Excel workbook (.xlsx) without a password."
    ),
    "other_kind": _("This is not an Excel workbook (.xlsx)."),
    "damaged": _("The file cannot be read: it is damaged or incomplete. Save it again and send it again."),
    "bomb": _("The file unpacks to far more than any form needs. It is not opened."),
    "active": _("The file holds macros, embedded objects or links to other files. Save it without them."),
    "doctype": _("The file holds a document type declaration, which no spreadsheet program writes."),
    "too_many_cells": format_lazy(_("A sheet may have at most {} filled cells."), MOST_CELLS),
}
_REASONS["nested"] = _REASONS["bomb"]


class WorkbookRefused(packages.Refused):
    """An uploaded workbook that is not opened; ``str(error)`` says why in the reader's language."""

    def __str__(self) -> str:
        if self.code == "outside":
            return _(
                "The sheet has something in cell %(cell)s, beyond the %(rows)d rows and %(columns)d columns "
                "that are read. Delete the rows and columns that are not needed."
            ) % {"cell": self.detail, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        return str(_REASONS[self.code])


def check_workbook(content: bytes) -> None:
    """Go through an uploaded workbook before it is opened.

    Raises:
        WorkbookRefused: as ``projects.packages.check_package``.
    """
    try:
        packages.check_package(content, XLSX)
    except packages.Refused as refused:
        raise WorkbookRefused(refused.code, refused.detail) from refused
