"""Benchmarks: each a ratio against something run beside it in the same moment, for machines are noisy.

``make bench`` prints the table. The two sides of a row take turns, and the medians are compared.
"""

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import django

ROUNDS = 9


@dataclass(frozen=True)
class Row:
    """One line of the table: what is compared with what, and the ratio it should stay under."""

    title: str
    ours: Callable[[], object]
    beside: Callable[[], object]
    limit: float | None = None


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(row: Row) -> tuple[float, float]:
    """Return the median seconds of both sides, after one warm-up of each."""
    row.ours()
    row.beside()
    turns = [(seconds(row.ours), seconds(row.beside)) for _ in range(ROUNDS)]
    ours, beside = zip(*turns, strict=True)
    return statistics.median(ours), statistics.median(beside)


def rows() -> list[Row]:
    """Build what is measured, on the demo office in a database of its own."""
    from django.conf import settings
    from django.core.management import call_command
    from weasyprint import HTML

    from projects.models import Project
    from reports.compose import compose
    from reports.demo import load_demo
    from reports.facts import facts
    from reports.loading import load, load_many
    from reports.renderers import docx, html, pdf

    call_command("migrate", verbosity=0)
    projects, _ = load_demo()
    evaluation = load(Project.objects.get(pk=projects[0].pk))
    document = compose(evaluation)
    source = html.page(document)
    fetcher, fonts, stylesheets = pdf._prepared(
        tuple(html.stylesheet(name) for name in pdf._STYLESHEETS), tuple(settings.FONT_DIRS)
    )

    def weasyprint_alone() -> bytes:
        page = HTML(string=source, url_fetcher=fetcher)
        written: bytes = page.write_pdf(font_config=fonts, stylesheets=list(stylesheets), **pdf._OPTIONS)
        return written

    many = replace(
        evaluation,
        lines=tuple(
            replace(line, key=f"{line.key}-{copy}", name=f"{line.name}{copy}")
            for copy in range(46)
            for line in evaluation.lines
        ),
    )
    return [
        Row(
            "demo report as PDF / WeasyPrint alone, same HTML",
            lambda: pdf.render(document),
            weasyprint_alone,
            1.5,
        ),
        Row("demo report as DOCX / as PDF", lambda: docx.render(document), lambda: pdf.render(document)),
        Row("facts of the demo / its PDF", lambda: facts(evaluation), lambda: pdf.render(document)),
        Row(
            "facts of 506 line items / of 11",
            lambda: facts(many),
            lambda: facts(evaluation),
        ),
        Row(
            "two projects loaded together / one",
            lambda: load_many(Project.objects.all()),
            lambda: load_many(Project.objects.all()[:1]),
        ),
    ]


def main() -> None:
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder, 'bench.sqlite3')}"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfeval.settings")
        django.setup()
        print(f"{'':52}  {'ours':>9}  {'beside':>9}  {'ratio':>6}  limit")
        for row in rows():
            ours, beside = measure(row)
            limit = "" if row.limit is None else f"{row.limit:.2f}"
            print(f"{row.title:52}  {ours:8.4f}s  {beside:8.4f}s  {ours / beside:6.2f}  {limit}")


if __name__ == "__main__":
    main()
