"""Files of evidence (佐证资料): what may be kept, and where the bytes lie.

A file is judged by its content; its name must agree with that and is otherwise only shown. The bytes lie in
``settings.EVIDENCE_DIR`` under their SHA-256, each content once, whoever attaches it. The file is there
before the row that names it is written, so that no row is ever without its file; a file that no row names
does no harm and is swept (``sweep``).
"""

import fcntl
import hashlib
import io
import os
import re
import tempfile
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.models import Evidence
from projects import packages
from projects.packages import DOCX, PDF, XLSX

MIB = 1024 * 1024
LONGEST_NAME = 255
MOST_PARTS = 2000
LARGEST_UNPACKED = 200 * MIB

SPARED = 24 * 3600
"""Seconds for which a file that no row names is spared: its row may be about to be written."""

DOC = "application/msword"
XLS = "application/vnd.ms-excel"
TEXT = "text/plain"

ENDINGS = {
    ".pdf": PDF,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".doc": DOC,
    ".docx": DOCX,
    ".xls": XLS,
    ".xlsx": XLSX,
    ".txt": TEXT,
    ".csv": TEXT,
}
"""What a name may end in, and the type that the content must then have."""

_MAGIC = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_PACKAGE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE_PART = re.compile(r"vbaProject|(^|/)activeX/", re.IGNORECASE)


def _pdf_names(*names: str) -> re.Pattern[bytes]:
    """Return what finds a name in a PDF, each of whose characters may be written as ``#`` and two digits."""
    spelled = ("".join(rf"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    return re.compile(rf"/(?:{'|'.join(spelled)})(?![A-Za-z0-9])".encode())


_ACTIVE_NAME = _pdf_names("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "ImportData")
_ENCRYPTED = _pdf_names("Encrypt")
_OBJECTS = _pdf_names("ObjStm")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_NUMBERS = re.compile(rb"\s*[0-9]+\s+[0-9]+\s")
_BEGINNING = 512
"""Bytes that are looked at of what stands before a stream in a PDF, and of what is in it."""
_CHUNK = 64 * 1024
_UNPRINTABLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}

REASONS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Choose a file."),
    "empty": gettext_lazy("The file is empty."),
    "name": gettext_lazy(
        "Files of these kinds can be attached: PDF, PNG, JPEG, Word (.docx, .doc), Excel (.xlsx, .xls), "
        "text (.txt, .csv)."
    ),
    "content": gettext_lazy("What is in the file does not fit the ending of its name."),
    "damaged": gettext_lazy("The file is damaged or has a password. Save it again without one."),
    "active": gettext_lazy(
        "The file has macros, scripts or files within it. Save it without them: print it into a PDF."
    ),
    "bomb": gettext_lazy("The file unpacks to far more than a document needs."),
}


class EvidenceRefused(ValueError):
    """A file that is not kept; ``code`` says why, ``str(error)`` says so in the reader's language."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

    def __str__(self) -> str:
        if self.code == "too_large":
            return _("The file is larger than %(limit)d MB.") % {"limit": settings.EVIDENCE_MAX_MB}
        return str(REASONS[self.code])


def require_size(size: int) -> None:
    """Go on only if a file of ``size`` bytes may be kept.

    Raises:
        EvidenceRefused: if it is empty or larger than ``settings.EVIDENCE_MAX_MB``.
    """
    if size == 0:
        raise EvidenceRefused("empty")
    if size > settings.EVIDENCE_MAX_MB * MIB:
        raise EvidenceRefused("too_large")


def plain_name(name: str) -> str:
    """Return a file's name without folders and without characters that do not show, at most 255 long.

    Raises:
        EvidenceRefused: if nothing is left, or the ending is not among ``ENDINGS``.
    """
    name = "".join(
        character
        for character in unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
        if unicodedata.category(character) not in _UNPRINTABLE
    ).strip()
    stem, ending = os.path.splitext(name)
    if not stem.strip(". ") or ending.lower() not in ENDINGS:
        raise EvidenceRefused("name")
    return stem[: LONGEST_NAME - len(ending)] + ending


def content_type(name: str, content: bytes) -> str:
    """Return the media type of a file, which its content and the ending of its ``plain_name`` agree on.

    Raises:
        EvidenceRefused: if they do not, or if the content is not wholly what it begins as.
    """
    expected = ENDINGS[os.path.splitext(name)[1].lower()]
    if content.startswith(_PACKAGE):
        found = _package_type(content)
    elif content.startswith(_COMPOUND):
        found = _compound_type(content)
    else:
        found = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None) or TEXT
        if found == TEXT:
            _require_text(content)
        elif zipfile.is_zipfile(io.BytesIO(content)):
            # One file that is two, of which a virus scanner sees one and a reader the other.
            raise EvidenceRefused("content")
    if found != expected:
        raise EvidenceRefused("content")
    if found == PDF:
        _require_passive(content)
    return found


def _package_type(content: bytes) -> str | None:
    """Return what an Office file of today is, by its main part; only its list of parts is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
                raise EvidenceRefused("bomb")
            if any(part.flag_bits & 1 for part in parts):
                raise EvidenceRefused("damaged")
            if any(_ACTIVE_PART.search(part.filename) for part in parts):
                raise EvidenceRefused("active")
            return packages.package_type(package)
    except EvidenceRefused:
        raise
    except packages.Refused as refused:
        raise EvidenceRefused("active" if refused.code == "active" else "damaged") from refused
    except packages.UNREADABLE as error:
        raise EvidenceRefused("damaged") from error


def _require_passive(content: bytes) -> None:
    """Refuse a PDF with scripts, programs that it starts, or files within it; and one that cannot be judged.

    Names may be spelled with escapes, and objects may be packed into streams. So a name counts wherever it
    stands in the file, and in each packed stream that begins with numbers, as one with objects does.
    """
    if _ACTIVE_NAME.search(content):
        raise EvidenceRefused("active")
    if _ENCRYPTED.search(content):
        raise EvidenceRefused("damaged")
    unpacked = 0
    for found in _STREAM.finditer(content):
        try:
            begin = zlib.decompressobj().decompress(
                content[found.end() : found.end() + _BEGINNING], _BEGINNING
            )
            if not _NUMBERS.match(begin):
                continue
            inflated = _inflated(content, found.end(), LARGEST_UNPACKED - unpacked)
        except zlib.error:
            if _OBJECTS.search(content, max(0, found.start() - _BEGINNING), found.start()):
                raise EvidenceRefused("damaged") from None
            continue
        unpacked += len(inflated)
        if unpacked >= LARGEST_UNPACKED:
            raise EvidenceRefused("bomb")
        if _ACTIVE_NAME.search(inflated):
            raise EvidenceRefused("active")


def _inflated(content: bytes, start: int, most: int) -> bytes:
    """Return what is packed from ``start`` on, at most ``most`` bytes; ``zlib.error`` if nothing is."""
    stream, found = zlib.decompressobj(), bytearray()
    for place in range(start, len(content), _CHUNK):
        found += stream.decompress(content[place : place + _CHUNK], most - len(found))
        if stream.eof or len(found) >= most:
            break
    return bytes(found)


def _compound_type(content: bytes) -> str | None:
    """Return what an Office file of old is, by the streams that its directory names."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\0\0" in content

    if has("EncryptedPackage"):
        raise EvidenceRefused("damaged")
    if has("_VBA_PROJECT") or has("_VBA_PROJECT_CUR") or has("Macros"):
        raise EvidenceRefused("active")
    if has("WordDocument"):
        return DOC
    return XLS if has("Workbook") or has("Book") else None


def _require_text(content: bytes) -> None:
    """Refuse what is not text in UTF-8 or GB18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", text):
            return
    raise EvidenceRefused("content")


def path(sha256: str) -> Path:
    """Return where the content with this SHA-256 lies."""
    return Path(settings.EVIDENCE_DIR) / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Store a content unless it is there already; return its SHA-256 in hexadecimal.

    When this returns, the bytes are on the disk under their final name. No half-written file ever has one.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    place = path(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _held():
        if place.exists():
            os.utime(place)
            return sha256
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            with _held():
                Path(file.name).replace(place)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def sweep() -> int:
    """Remove the files that no row names and that are older than ``SPARED``; return how many."""
    named = set(Evidence.objects.values_list("sha256", flat=True))
    removed = 0
    for file in Path(settings.EVIDENCE_DIR).glob("??/*"):
        with _held():
            # Looked at again while held: somebody may just have attached the same content once more.
            if file.name not in named and time.time() - file.stat().st_mtime > SPARED:
                file.unlink()
                removed += 1
    return removed


@contextmanager
def _held() -> Iterator[None]:
    """Hold the folder, so that nothing is swept in the moment in which it is attached again."""
    folder = Path(settings.EVIDENCE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
