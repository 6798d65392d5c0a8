"""Excel packages, whole and broken, made in memory."""

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def plain_workbook() -> bytes:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "平安稳定项目"
    return saved(workbook)


def repacked(
    content: bytes, *, parts: Mapping[str, bytes] | None = None, replace: tuple[bytes, bytes] = (b"", b"")
) -> bytes:
    """Return the package with some parts added or replaced, and one piece of text replaced in all of them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        held = {name: old.read(name) for name in old.namelist()} | dict(parts or {})
        for name, part in held.items():
            new.writestr(name, part.replace(*replace) if replace[0] else part)
    return stream.getvalue()


def with_macros() -> bytes:
    return repacked(
        plain_workbook(),
        parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
        replace=(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )


def zip_bomb() -> bytes:
    return repacked(plain_workbook(), parts={"xl/media/zeros.png": bytes(60 * 1024 * 1024)})


def cell_in_the_last_row() -> bytes:
    workbook = Workbook()
    workbook.worksheets[0]["XFD1048576"] = 1
    return saved(workbook)


def renamed_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def truncated() -> bytes:
    return plain_workbook()[:-200]


def with_external_link() -> bytes:
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"/></Relationships>'
    )
    return repacked(plain_workbook(), parts={"xl/worksheets/_rels/sheet1.xml.rels": relation})


def with_doctype() -> bytes:
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    return repacked(plain_workbook(), parts={"xl/worksheets/sheet1.xml": declaration})


def with_vast_merger() -> bytes:
    return repacked(
        plain_workbook(),
        replace=(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD&#49;048576"/></mergeCells>',
        ),
    )


def with_wrong_checksum() -> bytes:
    """Return a package one byte of whose stored part was changed after packing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_workbook())) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return stream.getvalue().replace(b"openpyxl", b"openpyxk", 1)


def word_file() -> bytes:
    return repacked(
        plain_workbook(),
        replace=(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        ),
    )


def with_broken_name() -> bytes:
    """Return a package a part of which has a name that is said to be UTF-8 and is not."""
    named = repacked(plain_workbook(), parts={"xl/表.xml": b"<a/>"})
    return named.replace("表".encode(), b"\xe8\xff\xff")
