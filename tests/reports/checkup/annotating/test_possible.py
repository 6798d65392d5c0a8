"""Which files can be given back annotated, and which cannot."""

import io

import docx
import pytest
from pypdf import PdfWriter

from reports.checkup.annotating.possible import Possible, possible
from reports.checkup.ingest import Kind
from tests.projects.packages import repacked
from tests.reports.checkup.annotating import saved


def pdf(password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password is not None:
        writer.encrypt("", password)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


WORD = saved(docx.Document())


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("docx", WORD, Possible.YES),
        ("docx", repacked(WORD, parts={"_xmlsignatures/sig1.xml": b"<Signature/>"}), Possible.SIGNED),
        ("pdf", pdf(), Possible.YES),
        ("pdf", pdf("owner"), Possible.PROTECTED),
        ("pdf", pdf() + b"<< /Type /Sig /ByteRange [0 1 2 3] >>", Possible.SIGNED),
        ("xls", b"", Possible.OLD),
        ("txt", b"", Possible.PLAIN),
        ("md", b"", Possible.PLAIN),
        ("html", b"", Possible.PLAIN),
    ],
)
def test_it_is_known_beforehand(kind: Kind, content: bytes, expected: Possible) -> None:
    assert possible(kind, content) is expected
