"""Proof that a paper or a file is what was submitted: the seal of the footers, issued files, the verdict.

A file is unchanged if its SHA-256 is that of a file that was issued. One that was changed still says, most
often, what it claims to be: our files carry the whole digest among their properties. Nothing parses what a
stranger sends: it is hashed, and its compressed parts are searched up to a limit.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from projects.packages import MIB, MOST_PARTS, UNREADABLE
from reports.document import CODE_DIGITS, Seal
from reports.models import Publication, Rendering, Sealed, Submission
from reports.renderers.pdf import Embedded
from reports.rendering import FORMATS, Issue, render_stored
from reports.snapshot import load_document

MOST_SEARCHED = 32 * MIB
"""How much of a file is searched for a digest, unpacked."""
MOST_STREAMS = 20_000

_CODE = re.compile(rf"[0-9a-f]{{{CODE_DIGITS}}}(?:[0-9a-f]{{{64 - CODE_DIGITS}}})?")
_KEYWORD = re.compile(rb"sha256:([0-9a-f]{64})")
_KEYWORD_IN_HEX = re.compile(rb"(?i)%s((?:00[36][0-9]){64})" % "sha256:".encode("utf-16-be").hex().encode())
"""The same as a PDF writes it between angle brackets."""
_STREAM = re.compile(rb"stream\r?\n")
_PROPERTIES = "docProps/core.xml"


class Outcome(StrEnum):
    """What is known of a digest or a file."""

    KNOWN = "known"
    """The digest is that of a submission or of a published version."""
    UNCHANGED = "unchanged"
    """The file is, byte for byte, one that was issued."""
    CHANGED = "changed"
    """The file names a submission, but is none of its files."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and the submissions of that content: more than one where it was submitted again.

    ``publications`` are the published versions of that content.
    """

    outcome: Outcome
    submissions: tuple[Submission, ...] = ()
    rendering: Rendering | None = None
    publications: tuple[Publication, ...] = ()

    @property
    def sealed(self) -> Sealed | None:
        """The content that the digest is of, one of those alike."""
        return next(iter((*self.submissions, *self.publications)), None)


def seal(content: Sealed) -> Seal:
    """Return what the footers of the documents of a submission, or of what was published of it, say."""
    return Seal(content.digest, settings.ADDRESS + reverse("verify"))


def drawn(content: Sealed, format_name: str) -> bytes:
    """Draw a file of a submission or a published version as the program would today.

    Raises:
        KeyError: for an unknown format.
        SnapshotError: if the snapshot is not what was submitted.
    """
    return render_stored(load_document(content.text), format_name, issue_of(content, format_name))


def issue_of(content: Sealed, format_name: str) -> Issue:
    """Return what a file of a submission or a published version says beyond its document."""
    embedded = _sources(content) if FORMATS[format_name].extension == "pdf" else ()
    return Issue(seal=seal(content), embedded=embedded)


def _sources(content: Sealed) -> tuple[Embedded, ...]:
    """Return the files within a PDF: its snapshot, whose SHA-256 is the digest, and the form."""
    form = FORMATS["xlsx"]
    return (
        Embedded("snapshot.json", content.text.encode(), "application/json", "数据快照", "Source"),
        Embedded("form.xlsx", issued(content, "xlsx").file, form.content_type, form.title, "Alternative"),
    )


def issued(content: Sealed, format_name: str) -> Rendering:
    """Return a file of a submission or a published version as it was first drawn; if there is none, draw it.

    Of two people who are the first at once both get the file of the one whose is stored.

    Raises:
        KeyError: for an unknown format.
        SnapshotError: if the snapshot is not what was submitted.
    """
    return kept(content, format_name) or keep(content, format_name, drawn(content, format_name))


def kept(content: Sealed, format_name: str) -> Rendering | None:
    """Return a file of a submission or a published version if it has been drawn; draw nothing."""
    return _issued(content, format_name).first()


def issued_formats(content: Sealed) -> frozenset[str]:
    """Return the formats in which a submission or a published version has been drawn."""
    return frozenset(Rendering.objects.filter(digest=content.digest).values_list("format", flat=True))


def is_issued(content: Sealed, format_name: str) -> bool:
    """Tell whether the file has been drawn."""
    return _issued(content, format_name).exists()


def _issued(content: Sealed, format_name: str) -> QuerySet[Rendering]:
    return Rendering.objects.filter(digest=content.digest, format=format_name)


def keep(content: Sealed, format_name: str, file: bytes) -> Rendering:
    """Store a file as it was drawn, and return the one that is: the first stays."""
    stored, _is_new = Rendering.objects.get_or_create(
        digest=content.digest,
        format=format_name,
        defaults={
            "sha256": hashlib.sha256(file).hexdigest(),
            "content": file,
            "renderer": FORMATS[format_name].renderer,
        },
    )
    return stored


def is_code(text: str) -> bool:
    """Tell whether this is a digest, or as much of one as footers print."""
    return _CODE.fullmatch(text) is not None


def of_code(text: str) -> Verdict:
    """Say which submission or published version a digest, whole or as printed, belongs to."""
    return _verdict(Outcome.KNOWN, text) if is_code(text) else Verdict(Outcome.UNKNOWN)


def of_file(content: bytes) -> Verdict:
    """Say which submission or published version a file belongs to, and whether it is as it was issued.

    The snapshot itself is one of these files: its SHA-256 is the digest.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    rendering = Rendering.objects.filter(sha256=sha256).defer("content").first()
    if rendering is not None:
        return replace(_verdict(Outcome.UNCHANGED, rendering.digest), rendering=rendering)
    itself = _verdict(Outcome.UNCHANGED, sha256)
    if itself.outcome is not Outcome.UNKNOWN:
        return itself
    named = digest_in(content)
    return _verdict(Outcome.CHANGED, named) if named else Verdict(Outcome.UNKNOWN)


def digest_in(content: bytes) -> str:
    """Return the digest that a file carries among its properties; "" if none is found."""
    for part in _parts(content):
        if found := _KEYWORD.search(part.replace(b"\0", b"")):  # with UTF-16 as it stands
            return found[1].decode()
        if found := _KEYWORD_IN_HEX.search(part):
            return bytes.fromhex(found[1].decode()).replace(b"\0", b"").decode()
    return ""


def _parts(content: bytes) -> Iterator[bytes]:
    """Yield where a file keeps its properties: as it is, in a package's part, in a PDF's streams."""
    yield content
    if content.startswith(b"PK"):
        yield from _properties(content)
    if content.startswith(b"%PDF-"):
        yield from _streams(content)


def _properties(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if len(package.infolist()) <= MOST_PARTS and _PROPERTIES in package.namelist():
                with package.open(_PROPERTIES) as part:
                    yield part.read(MIB)
    except UNREADABLE:
        return


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF's streams hold, in one pass and up to a limit, whatever the file says of itself."""
    left = MOST_SEARCHED
    for begin in islice(_STREAM.finditer(content), MOST_STREAMS):
        end = content.find(b"endstream", begin.end())
        if end < 0 or left <= 0:
            return
        try:
            unpacked = zlib.decompressobj().decompress(content[begin.end() : end], left)
        except zlib.error:
            continue
        yield unpacked
        left -= len(unpacked)


def _verdict(outcome: Outcome, code: str) -> Verdict:
    """Return the outcome with what the code belongs to; that it is not known where it belongs to nothing."""
    related = "project__office", "project__fiscal_year"
    submissions = Submission.objects.filter(digest__startswith=code).select_related(*related)
    publications = Publication.objects.filter(digest__startswith=code).listed()
    verdict = Verdict(
        outcome,
        tuple(
            submissions.defer("snapshot", "findings", "records").order_by("-submitted_at", "-pk"),
        ),
        publications=tuple(publications),
    )
    return verdict if verdict.sealed else Verdict(Outcome.UNKNOWN)
