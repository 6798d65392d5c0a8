"""The document as a PDF: the HTML page laid on pages by GB/T 9704-2012, the same bytes every time.

WeasyPrint opens nothing but the faces of ``faces.find``; the dates are the document's.
"""

import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.document import Document, Seal
from reports.renderers import faces, html
from reports.renderers.typesetting import allow_breaks, justify, split_spans

_STYLESHEETS = ("faces.css", "paper.css", "print.css")
_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}

# Pango's objects are shared between renderings and stand no second thread.
_LOCK = threading.Lock()


def render(document: Document, *, draft: bool = False, seal: Seal | None = None) -> bytes:
    """Return the document as PDF/UA; ``draft`` puts 草稿 under the text of every page, ``seal`` at its foot.

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
        pdf: bytes = layout.write_pdf(**_OPTIONS)
    return pdf


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
