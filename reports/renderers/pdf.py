"""The document as a PDF: the HTML page laid on pages by GB/T 9704-2012, the same bytes every time.

It is PDF/A-3a, for archives, and tagged as PDF/UA-1 asks, for those who listen to it. What a submitted one
was drawn from lies within it as files.

WeasyPrint opens nothing but the faces of ``faces.find``; the dates are the document's.
"""

import datetime
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.document import Document, Seal
from reports.renderers import faces, html
from reports.renderers.package import moment
from reports.renderers.typesetting import allow_breaks, justify, split_spans

_STYLESHEETS = ("faces.css", "paper.css", "print.css")
_OPTIONS = {"pdf_variant": "pdf/a-3a"}
_RDF_END = b"</rdf:RDF>"
# WeasyPrint declares one standard. An archive takes the property of another only with its description.
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>\
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

# Pango's objects are shared between renderings and stand no second thread.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file within the PDF; ``relationship`` says what it is to the document: Source, Data, Alternative."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Literal["Source", "Data", "Alternative"]


def render(
    document: Document,
    *,
    draft: bool = False,
    seal: Seal | None = None,
    embedded: Sequence[Embedded] = (),
) -> bytes:
    """Return the document as a PDF; ``draft`` puts 草稿 under the text of every page, ``seal`` at its foot.

    Raises:
        FileNotFoundError: if one of our style sheets is missing.
    """
    source = html.page(document, draft=draft, seal=seal)
    with _LOCK:
        fetcher, fonts, stylesheets = _prepared(
            tuple(html.stylesheet(name) for name in _STYLESHEETS), tuple(settings.FONT_DIRS)
        )
        page = HTML(string=source, url_fetcher=fetcher)
        allow_breaks(page.etree_element.find("body"))
        options = {"font_config": fonts, "stylesheets": list(stylesheets), **_OPTIONS}
        layout = page.render(**options)
        if split_spans(layout.pages):
            layout = page.render(**options)
        justify(layout.pages)
        declare = layout.metadata.generate_rdf_metadata
        layout.metadata.generate_rdf_metadata = lambda *asked: declare(*asked).replace(
            _RDF_END, _UA + _RDF_END
        )
        attachments = [_attachment(one, moment(document.written_on)) for one in embedded]
        pdf: bytes = layout.write_pdf(attachments=attachments, finisher=_name_once, **_OPTIONS)
    return pdf


def _name_once(_layout: object, pdf: Any) -> None:
    """Name each file within the PDF once among its associated files: WeasyPrint names it twice."""
    associated = pdf.catalog.get("AF", [])
    associated[:] = dict.fromkeys(associated)


def _attachment(embedded: Embedded, at: datetime.datetime) -> Attachment:
    return Attachment(
        url=f"embedded:{embedded.name}",
        url_fetcher=_EmbeddedFetcher(embedded),
        name=embedded.name,
        description=embedded.description,
        created=at,
        modified=at,
        relationship=embedded.relationship,
    )


class _EmbeddedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves one file with its media type, which WeasyPrint would else guess by the machine's own list."""

    def __init__(self, embedded: Embedded) -> None:
        super().__init__(allowed_protocols=())
        self._embedded = embedded

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        return URLFetcherResponse(url, self._embedded.content, {"Content-Type": self._embedded.media_type})


class FaceFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint carries no types
    """Serves the faces by their file names; whatever else an address says, it is never opened."""

    def __init__(self, found: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=())
        self._found = found

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return the face that the last part of the address names.

        Raises:
            ValueError: for every other address; WeasyPrint logs it and goes on without.
        """
        name = PurePosixPath(urlsplit(url).path).name
        if name not in self._found:
            raise ValueError(f"not a face of the document: {url}")
        return URLFetcherResponse(url, self._found[name].read_bytes(), {"Content-Type": "font/otf"})


@lru_cache(maxsize=1)
def _prepared(
    sources: tuple[str, ...], folders: tuple[Path, ...]
) -> tuple[FaceFetcher, FontConfiguration, tuple[CSS, ...]]:
    """Load the faces and parse the style sheets, once for all renderings (half of a short report's time)."""
    fetcher, fonts = FaceFetcher(faces.find(folders)), FontConfiguration()
    stylesheets = tuple(
        CSS(string=source, base_url="file:///reports/", url_fetcher=fetcher, font_config=fonts)
        for source in sources
    )
    return fetcher, fonts, stylesheets
