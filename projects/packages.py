"""What a file really is, and whether an Office file may be opened at all.

Nothing here trusts a name, a declared type or a size that the file states: the content is looked at, and a
package is gone through as a stream before anything builds it in memory.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.parsers import expat

MIB = 1024 * 1024
LARGEST_FILE = 20 * MIB
MOST_PARTS = 2000
LARGEST_UNPACKED = 100 * MIB
LARGEST_RATIO = 200
"""How many times its size a package may unpack to; small ones, up to ``FREE_OF_RATIO``, may exceed it."""
FREE_OF_RATIO = 5 * MIB
MOST_ROWS = 50_000
MOST_COLUMNS = 100
MOST_CELLS = 1_000_000
MOST_NESTED = 20
"""How deep tables may stand within tables."""

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
"""The container of the old .doc and .xls, and of encrypted files."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAGIC = {
    b"%PDF-": PDF,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"PK\x03\x04": ZIP,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLE,
}
_MAIN_PARTS = {f"{XLSX}.main+xml": XLSX, f"{DOCX}.main+xml": DOCX}
_ACTIVE = re.compile(r"(^|/)(vbaProject\.bin$|activeX/|externalLinks/|embeddings/(?!.*\.xlsx$))")
# Word notes the template of the writer's own machine, which nobody else's opens.
_LOCAL = re.compile(r"(file:/{3})?([A-Za-z]:[\\/].*)?[^:\\/%]*")
Visit = Callable[[Mapping[str, str]], None]
"""What looks at the attributes of an element."""
ALL = "*"
"""The visit of this name is that of every element that has none of its own."""
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,  # names that are no text, offsets before the beginning
    expat.ExpatError,
)


class Refused(ValueError):
    """A file that is not opened; ``code`` says why, ``detail`` names the cell where the code is ``outside``.

    Codes: empty, too_large, old_format (an old or encrypted file), other_kind, damaged, bomb, active,
    doctype, too_many_cells, outside, nested.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(code)


def content_type(content: bytes) -> str | None:
    """Return the media type that the content has, whatever its name says; ``None`` for one not known here.

    An Office file counts as one only if its main part is that of a file without macros.
    """
    kind = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if kind != ZIP:
        return kind
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return package_type(package) or ZIP
    except UNREADABLE:
        return ZIP


def check_package(content: bytes, kind: str) -> None:
    """Go through a file that should be a package of ``kind``, ``XLSX`` or ``DOCX``, before it is opened.

    Raises:
        Refused: unless it is one, whole and of reasonable size, packed and unpacked, without macros,
            objects, links to other files and document type declarations; every cell of a sheet lies within
            ``MOST_ROWS`` and ``MOST_COLUMNS``, and tables stand within tables ``MOST_NESTED`` deep at most.
    """
    if not content:
        raise Refused("empty")
    if len(content) > LARGEST_FILE:
        raise Refused("too_large")
    found = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if found == OLE:
        raise Refused("old_format")
    if found != ZIP:
        raise Refused("other_kind")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_members(package, len(content))
            if package_type(package) != kind:
                raise Refused("other_kind")
            for member in package.infolist():
                _check_part(package, member)
    except Refused:
        raise
    except UNREADABLE as error:
        raise Refused("damaged") from error


def _check_members(package: zipfile.ZipFile, size: int) -> None:
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
        raise Refused("bomb")
    if unpacked > FREE_OF_RATIO and unpacked > LARGEST_RATIO * size:
        raise Refused("bomb")
    names = [member.filename for member in members]
    if len(set(names)) != len(names) or any(".." in name.split("/") or name[:1] == "/" for name in names):
        raise Refused("damaged")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("old_format")
    if any(_ACTIVE.search(name) for name in names):
        raise Refused("active")


def package_type(package: zipfile.ZipFile) -> str | None:
    """Return what the package says its main part is: ``DOCX``, ``XLSX``, or ``None`` for anything else.

    Raises:
        Refused: for one with macros or a document type declaration.
        zipfile.BadZipFile and the others of ``UNREADABLE``: for one that is damaged.
    """
    found: list[str] = []

    def note(attributes: Mapping[str, str]) -> None:
        kind = attributes.get("ContentType", "")
        if "macroEnabled" in kind or "vbaProject" in kind:
            raise Refused("active")
        if kind in _MAIN_PARTS:
            found.append(_MAIN_PARTS[kind])

    if "[Content_Types].xml" not in package.namelist():
        return None
    if package.getinfo("[Content_Types].xml").file_size > MIB:
        return None
    _elements(package, "[Content_Types].xml", {ALL: note})
    return found[0] if len(found) == 1 else None


def _check_part(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.endswith(".rels"):
        _elements(package, name, {ALL: _relation_checker(of_chart="/charts/" in name)})
    elif name.endswith((".xml", ".vml")):
        # Any of them may turn out to be a sheet or a text; nothing else has cells.
        _elements(package, name, _cell_checker())
    else:
        with package.open(member) as stream:
            while stream.read(MIB):  # to the end, where the checksum is compared
                pass


def _relation_checker(*, of_chart: bool) -> Visit:
    def check(attributes: Mapping[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            is_local_template = kind.endswith("/attachedTemplate") and _LOCAL.fullmatch(target)
            if not kind.endswith("/hyperlink") and not is_local_template:
                raise Refused("active")
        elif kind.endswith("/package") and not of_chart:  # a chart keeps its figures in a workbook
            raise Refused("active")
        if kind.endswith("/worksheet") and not target.endswith(".xml"):
            raise Refused("damaged")

    return check


def _cell_checker() -> dict[str, Visit]:
    cells = 0

    def cell(attributes: Mapping[str, str]) -> None:
        nonlocal cells
        cells += 1
        if cells > MOST_CELLS:
            raise Refused("too_many_cells")
        if place := attributes.get("r"):
            _check_place(place)

    def merged(attributes: Mapping[str, str]) -> None:
        # A reader fills the whole range: it is as large as it says.
        _check_place(attributes.get("ref", "A1").rpartition(":")[2])

    return {"c": cell, "mergeCell": merged}


def _check_place(place: str) -> None:
    found = _CELL.fullmatch(place)
    if found is None:
        raise Refused("damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    if int(found[2]) > MOST_ROWS or column > MOST_COLUMNS:
        raise Refused("outside", place)


def _elements(package: zipfile.ZipFile, name: str, visits: Mapping[str, Visit]) -> None:
    """Hand the attributes of every element of a part to the visit of its local name, or to that of all.

    Tables within tables are counted on the way. A part may have a million elements, and few are looked at:
    that one ends is only listened for within tables.
    """
    of_all = visits.get(ALL)
    depth = 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        local = tag.rpartition(" ")[2]
        visit = visits.get(local, of_all)
        if visit is not None:
            visit(attributes)
        if local == "tbl":
            depth += 1
            if depth > MOST_NESTED:
                raise Refused("nested")
            parser.EndElementHandler = end

    def end(tag: str) -> None:
        nonlocal depth
        if tag.rpartition(" ")[2] == "tbl":
            depth -= 1
            if not depth:
                parser.EndElementHandler = None

    def refuse(*_declaration: object) -> None:
        raise Refused("doctype")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    with package.open(name) as stream:
        parser.ParseFile(stream)
