"""From an evaluation to the bytes of one format: the one place that joins compose and the renderers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from reports.compose import compose, form, form_of, monitoring
from reports.document import Document, Seal
from reports.evaluation import Evaluation
from reports.monitoring import MonitoringRecord
from reports.renderers import docx, html, pdf, xlsx
from reports.renderers.pdf import Embedded


@dataclass(frozen=True, slots=True)
class Issue:
    """What a file says beyond its document: that it is a draft, or whose it is and what it was drawn from.

    PDF and Word files say that they are drafts; only a PDF holds other files.
    """

    draft: bool = False
    seal: Seal | None = None
    embedded: tuple[Embedded, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it draws, with what, and how the file is called and served.

    ``package`` is the one whose version decides the bytes besides our own code.
    """

    compose: Callable[[Evaluation], Document]
    draw: Callable[[Document, Issue], bytes]
    package: str
    title: str
    extension: str
    content_type: str

    @property
    def renderer(self) -> str:
        """What draws it today: ``weasyprint 70.0``."""
        return f"{self.package} {version(self.package)}"


def _html(document: Document, issue: Issue) -> bytes:
    return html.render(document, seal=issue.seal).encode()


def _pdf(document: Document, issue: Issue) -> bytes:
    return pdf.render(document, draft=issue.draft, seal=issue.seal, embedded=issue.embedded)


def _docx(document: Document, issue: Issue) -> bytes:
    return docx.render(document, draft=issue.draft, seal=issue.seal)


def _xlsx(document: Document, issue: Issue) -> bytes:
    return xlsx.render(document, seal=issue.seal)


_REPORT, _FORM = "绩效自评报告", "绩效自评表"
_PDF = Format(compose, _pdf, "weasyprint", _REPORT, "pdf", "application/pdf")
_DOCX = Format(
    compose,
    _docx,
    "python-docx",
    _REPORT,
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

FORMATS: Mapping[str, Format] = {
    "html": Format(compose, _html, "django", _REPORT, "html", "text/html; charset=utf-8"),
    "pdf": _PDF,
    "docx": _DOCX,
    "form.pdf": replace(_PDF, compose=form, title=_FORM),
    "form.docx": replace(_DOCX, compose=form, title=_FORM),
    "xlsx": Format(
        form,
        _xlsx,
        "openpyxl",
        _FORM,
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
"""What can be taken away, by the names that addresses and commands use."""

PUBLIC_FORMATS = ("pdf", "docx", "xlsx", "html")
"""Those of them in which a public version is offered, in this order."""


def render(evaluation: Evaluation, format_name: str, *, draft: bool = False) -> bytes:
    """Return the report or the form in one of ``FORMATS``; PDF and Word files mark each page of a draft.

    Raises:
        KeyError: for an unknown format.
        SectionError: if the prose of a section cannot be rendered.
    """
    chosen = FORMATS[format_name]
    return chosen.draw(chosen.compose(evaluation), Issue(draft=draft))


def render_stored(document: Document, format_name: str, issue: Issue) -> bytes:
    """Return a report that was submitted, or its form, in one of ``FORMATS``.

    Raises:
        KeyError: for an unknown format.
    """
    chosen = FORMATS[format_name]
    return chosen.draw(form_of(document) if chosen.compose is form else document, issue)


def file_name(evaluation: Evaluation, format_name: str) -> str:
    """Return the name under which a person keeps the file: 2020年度平安稳定项目绩效自评报告（公开版）.pdf."""
    chosen = FORMATS[format_name]
    return _name(evaluation, chosen.title, chosen.extension)


def data_name(evaluation: Evaluation) -> str:
    """Return the name under which a person keeps the snapshot: 2020年度平安稳定项目绩效自评数据.json."""
    return _name(evaluation, "绩效自评数据", "json")


def _name(evaluation: Evaluation, title: str, extension: str) -> str:
    edition = "（公开版）" if evaluation.is_public else ""
    return f"{evaluation.year}年度{evaluation.project}{title}{edition}.{extension}"


def render_monitoring(evaluation: Evaluation, record: MonitoringRecord, extension: str) -> tuple[bytes, str]:
    """Return the 绩效目标运行监控表 as pdf, docx or xlsx, and the name under which a person keeps it.

    Raises:
        KeyError: for an unknown format.
    """
    content = FORMATS[extension].draw(monitoring(evaluation, record), Issue())
    return content, f"{evaluation.year}年度{evaluation.project}绩效目标运行监控表.{extension}"
