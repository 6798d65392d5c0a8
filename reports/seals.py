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
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from projects.packages import MIB, MOST_PARTS, UNREADABLE
from reports.document import CODE_DIGITS, Seal
from reports.models import Rendering, Submission
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
    """The digest is that of a submission."""
    UNCHANGED = "unchanged"
    """The file is, byte for byte, one that was issued."""
    CHANGED = "changed"
    """The file names a submission, but is none of its files."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, and the submissions of that content: more than one where it was submitted again."""

    outcome: Outcome
    submissions: tuple[Submission, ...] = ()
    rendering: Rendering | None = None


def seal(submission: Submission) -> Seal:
    """Return what the footers of a submission's documents say."""
    return Seal(submission.digest, settings.ADDRESS + reverse("verify"))


def drawn(submission: Submission, format_name: str) -> bytes:
    """Draw a file of the submission as the program would today.

    Raises:
        KeyError: for an unknown format.
        SnapshotError: if the snapshot is not what was submitted.
    """
    return render_stored(load_document(submission.text), format_name, issue_of(submission, format_name))


def issue_of(submission: Submission, format_name: str) -> Issue:
    """Return what a file of the submission says beyond its document."""
    embedded = _sources(submission) if FORMATS[format_name].extension == "pdf" else ()
    return Issue(seal=seal(submission), embedded=embedded)


def _sources(submission: Submission) -> tuple[Embedded, ...]:
    """Return the files within a submission's PDF: its snapshot, whose SHA-256 is the digest, and the form."""
    form = FORMATS["xlsx"]
    return (
        Embedded("snapshot.json", submission.text.encode(), "application/json", "数据快照", "Source"),
        Embedded("form.xlsx", issued(submission, "xlsx").file, form.content_type, form.title, "Alternative"),
    )


def issued(submission: Submission, format_name: str) -> Rendering:
    """Return a file of the submission as it was first drawn; draw it now if nobody has asked for it before.

    Of two people who are the first at once both get the file of the one whose is stored.

    Raises:
        KeyError: for an unknown format.
        SnapshotError: if the snapshot is not what was submitted.
    """
    kept = _issued(submission, format_name).first()
    return kept or keep(submission, format_name, drawn(submission, format_name))


def is_issued(submission: Submission, format_name: str) -> bool:
    """Tell whether the file of the submission has been drawn."""
    return _issued(submission, format_name).exists()


def _issued(submission: Submission, format_name: str) -> QuerySet[Rendering]:
    return Rendering.objects.filter(digest=submission.digest, format=format_name)


def keep(submission: Submission, format_name: str, content: bytes) -> Rendering:
    """Store a file of the submission as it was drawn, and return the one that is: the first stays."""
    kept, _is_new = Rendering.objects.get_or_create(
        digest=submission.digest,
        format=format_name,
        defaults={
            "sha256": hashlib.sha256(content).hexdigest(),
            "content": content,
            "renderer": FORMATS[format_name].renderer,
        },
    )
    return kept


def is_code(text: str) -> bool:
    """Tell whether this is a digest, or as much of one as footers print."""
    return _CODE.fullmatch(text) is not None


def of_code(text: str) -> Verdict:
    """Say which submission a digest, whole or as printed, belongs to."""
    submissions = _submissions(text) if is_code(text) else ()
    return Verdict(Outcome.KNOWN if submissions else Outcome.UNKNOWN, submissions)


def of_file(content: bytes) -> Verdict:
    """Say which submission a file belongs to, and whether it is as it was issued."""
    sha256 = hashlib.sha256(content).hexdigest()
    rendering = Rendering.objects.filter(sha256=sha256).defer("content").first()
    if rendering is not None:
        return Verdict(Outcome.UNCHANGED, _submissions(rendering.digest), rendering)
    named = digest_in(content)
    submissions = _submissions(named) if named else ()
    return Verdict(Outcome.CHANGED if submissions else Outcome.UNKNOWN, submissions)


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


def _submissions(code: str) -> tuple[Submission, ...]:
    listed = Submission.objects.filter(digest__startswith=code).select_related(
        "project__office", "project__fiscal_year"
    )
    return tuple(listed.defer("snapshot", "findings", "records").order_by("-submitted_at", "-pk"))
