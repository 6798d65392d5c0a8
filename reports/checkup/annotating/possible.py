"""Whether a file can be given back annotated."""

import io
import zipfile
from enum import StrEnum

from reports.checkup.ingest import Kind


class Possible(StrEnum):
    """Whether comments can be put into a file, or why not."""

    YES = "yes"
    SIGNED = "signed"
    """They can; an electronic signature in it holds for the original alone."""
    PROTECTED = "protected"
    """A PDF that anybody can open and nobody may change."""
    OLD = "old"
    """An .xls workbook, which nothing here can write."""
    PLAIN = "plain"
    """Text, HTML or Markdown, where comments have no place."""


def possible(kind: Kind, content: bytes) -> Possible:
    """Return whether the file can be annotated; it was read before, so that it is whole."""
    if kind == "pdf":
        # both stand in dictionaries that are never compressed
        if b"/Encrypt" in content:
            return Possible.PROTECTED
        return Possible.SIGNED if b"/ByteRange" in content else Possible.YES
    if kind in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            signed = any(name.startswith("_xmlsignatures/") for name in package.namelist())
        return Possible.SIGNED if signed else Possible.YES
    return Possible.OLD if kind == "xls" else Possible.PLAIN
