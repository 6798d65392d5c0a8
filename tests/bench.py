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
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from reports.document import Document

ROUNDS = 9


@dataclass(frozen=True)
class Row:
    """One line of the table: what is compared with what, and the ratio it should stay under."""

    title: str
    ours: Callable[[], object]
    beside: Callable[[], object]
    limit: float | None = None
    rounds: int = ROUNDS


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(row: Row) -> tuple[float, float]:
    """Return the median seconds of both sides, after one warm-up of each."""
    row.ours()
    row.beside()
    turns = [(seconds(row.ours), seconds(row.beside)) for _ in range(row.rounds)]
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
            lambda: load_many(Project.objects.filter(pk__in=[one.pk for one in projects])),
            lambda: load_many(Project.objects.filter(pk=projects[0].pk)),
        ),
        district_workbook(),
        *grid(),
        *checked_files(document),
    ]


def checked_files(document: "Document") -> list[Row]:
    """Compare the check-up of one report with the bare reading of its file by the libraries that read it."""
    import datetime
    import io

    import docx as python_docx
    import pdfplumber

    from reports.checkup.annotating import annotate
    from reports.checkup.annotating.remarks import remarks
    from reports.checkup.examination import examine
    from reports.checkup.ingest import read
    from reports.checkup.results.spots import spots
    from reports.renderers import docx, pdf

    word, paper = docx.render(document), pdf.render(document)
    source = read("report.docx", word)
    examination = examine(source.document)
    at = datetime.datetime.now(tz=datetime.UTC)
    said = remarks(examination.as_json(), spots(source, examination), at)

    def python_docx_alone() -> int:
        opened = python_docx.Document(io.BytesIO(word))
        cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
        return len(cells) + len([paragraph.text for paragraph in opened.paragraphs])

    def pdfplumber_alone() -> int:
        with pdfplumber.open(io.BytesIO(paper)) as opened:
            return sum(len(page.extract_text()) + len(page.extract_tables()) for page in opened.pages)

    def check(name: str, content: bytes) -> None:
        examine(read(name, content).document)

    return [
        Row(
            "demo report checked as DOCX / python-docx alone",
            lambda: check("report.docx", word),
            python_docx_alone,
            12.0,  # of some 0.025 s: the 0.3 s in which a report is to be checked
        ),
        Row(
            "demo report checked as PDF / pdfplumber alone",
            lambda: check("report.pdf", paper),
            pdfplumber_alone,
            2.0,
            rounds=3,
        ),
        Row(
            "its DOCX annotated / checked",
            lambda: annotate("docx", word, said),
            lambda: check("report.docx", word),
        ),
    ]


def memory() -> str:
    """Compare the peak memory of the check-up of a PDF of 300 pages with that of one of 30."""
    import io
    import subprocess
    import sys

    from pypdf import PdfReader, PdfWriter

    from reports import legacy

    paper = next(content for name, content in legacy.files().items() if name.endswith(".pdf"))
    script = (
        "import sys; from reports.checkup.examination import examine; "
        "from reports.checkup.ingest import read; "
        "examine(read('report.pdf', sys.stdin.buffer.read()).document); "
        "print(*(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )

    def peak(pages: int) -> int:
        reader, writer, stream = PdfReader(io.BytesIO(paper)), PdfWriter(), io.BytesIO()
        for number in range(pages):
            writer.add_page(reader.pages[number % len(reader.pages)])
        writer.write(stream)
        run = [sys.executable, "-c", script]
        done = subprocess.run(run, input=stream.getvalue(), capture_output=True, check=True)
        return int(done.stdout.split()[1]) // 1024  # what getrusage says holds for the parent as well

    few, many = peak(30), peak(300)
    return f"{'memory: PDF of 300 pages checked / of 30':52}  {many:7} MB {few:7} MB  {many / few:6.2f}  3.00"


def grid() -> list[Row]:
    """Compare the grid of 500 line items × 3 sources, and the saving of one of its cells, with formsets.

    The formsets hold the same entries, one form each, without any page around them.
    """
    from django.forms import modelformset_factory
    from django.test import Client
    from django.urls import reverse

    from projects.grid.layout import Layout
    from projects.grid.rows import Funds
    from projects.models import Allocation, Expenditure, FundingSource, LineItem
    from tests.builders import make_project, make_superuser, make_year
    from tests.builders import make_year_rules as make_rules

    year = make_year(2018)
    make_rules(year)
    project = make_project("五百项明细", fiscal_year=year)
    names = [LineItem(project=project, name=f"明细{number}", position=number) for number in range(500)]
    items = LineItem.objects.bulk_create(names)
    places = [(item, source) for item in items for source in FundingSource.objects.all()[:3]]
    amounts = [(item, source, 10_000 * (number + 1)) for number, (item, source) in enumerate(places)]
    Allocation.objects.bulk_create(
        Allocation(line_item=item, source=source, kind=kind, amount=amount, reason="追加")
        for item, source, amount in amounts
        for kind in ("opening", "adjustment")
    )
    Expenditure.objects.bulk_create(
        Expenditure(line_item=item, source=source, amount=amount) for item, source, amount in amounts
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(make_superuser())
    page = reverse("project_funds", args=[project.pk]) + "?by=source"
    layout = Layout.chosen({"by": "source"})
    typed = iter(range(1_000_000))

    def open_page() -> None:
        assert client.get(page).status_code == 200

    def save_cell() -> None:
        item = LineItem.objects.get(pk=items[250].pk)
        row, seen = f"item-{item.pk}", Funds(project, layout).row(item)
        text = str(next(typed) + 100)
        data = {"row": row, f"{row}-seen": seen.seen, seen.inputs[0].name: text}
        data[f"{row}-version"] = str(item.version)
        address = reverse("funds_row", args=[project.pk]) + "?by=source"
        response = client.post(address, data, headers={"HX-Request": "true"})
        assert response.status_code == 200

    def formsets() -> None:
        for model in (Allocation, Expenditure):
            rows = model.objects.filter(line_item__project=project)
            str(modelformset_factory(model, fields=["amount"], extra=0)(queryset=rows))

    return [
        Row("grid of 500 line items × 3 sources / formsets", open_page, formsets, 1.0, rounds=5),
        Row("one of its cells saved / the grid opened", save_cell, open_page, 0.25, rounds=5),
    ]


def district_workbook() -> Row:
    """Compare the import of a district's workbook, two amounts a row, with one amount a row elsewhere.

    django-import-export is given what its documentation advises for many rows; both add what is missing and
    change what is there.
    """
    from django.db import transaction
    from import_export import fields, resources, widgets
    from tablib import Dataset

    from indicators.workbook.planning import plan_for_office
    from indicators.workbook.reading import read
    from indicators.workbook.writing import write_all
    from projects.models import Allocation, FundingSource, LineItem, Project
    from tests.builders import make_bureau, make_project, make_source, make_year
    from tests.indicators.workbooks import FUNDS, workbook

    bureau, year = make_bureau(code="district"), make_year(2019)
    sources = [make_source(name).name for name in ("当年财政拨款", "上年结转资金", "其他资金")]
    for number in range(100):
        make_project(f"项目{number}", office=bureau, fiscal_year=year, code=f"D{number}")
    rows: list[list[object]] = [
        [f"D{row % 100}", f"明细{row // 300}", sources[row // 100 % 3], 1.15 + row, None, 1 + row / 2]
        for row in range(10_000)
    ]
    content = workbook(资金=[["项目编码", *FUNDS], *rows])

    class LineWidget(widgets.Widget):
        def clean(self, value: str, row: dict[str, str] | None = None, **_options: object) -> LineItem:
            project = Project.objects.get(fiscal_year=year, code=(row or {})["项目编码"])
            return LineItem.objects.get_or_create(project=project, name=value)[0]

    class Resource(resources.ModelResource):
        line_item = fields.Field("line_item", FUNDS[0], LineWidget())
        source = fields.Field("source", FUNDS[1], widgets.ForeignKeyWidget(FundingSource, "name"))
        amount = fields.Field("amount", FUNDS[2], widgets.DecimalWidget())

        class Meta:
            model = Allocation
            fields = import_id_fields = ("line_item", "source")
            fields += ("amount",)
            use_bulk = skip_diff = use_transactions = True
            batch_size = 1000

        def before_save_instance(self, instance: Allocation, *_row: object, **_options: object) -> None:
            instance.kind = "opening"

    def undone(work: Callable[[], object]) -> None:
        with transaction.atomic():
            work()
            assert Allocation.objects.filter(line_item__project__fiscal_year=year).count() == len(rows)
            transaction.set_rollback(True)

    def ours() -> None:
        reading = read(content)
        projects = Project.objects.filter(fiscal_year=year)
        write_all(projects, replan=lambda: plan_for_office(reading, bureau, year))

    def beside() -> None:
        dataset = Dataset().load(content, format="xlsx")
        result = Resource().import_data(dataset, raise_errors=True)
        assert not result.has_errors()

    title = "workbook of 10 000 rows / django-import-export"
    return Row(title, lambda: undone(ours), lambda: undone(beside), 0.5, rounds=1)


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
        print(memory())
        print("\nThe check-up over generated documents: errors planted and found, false errors in clean ones")
        print("\n".join(checkup()))


def checkup() -> list[str]:
    """Return recall and false alarms of the check-up by kind, as they come and through each file format."""
    from functools import partial

    from reports.checkup.ingest import read
    from reports.document import Document
    from reports.renderers import docx, pdf
    from tests.reports.checkup.corpus.layouts import LAYOUTS
    from tests.reports.checkup.corpus.measuring import measure, table
    from tests.reports.checkup.corpus.planting import PLACES
    from tests.reports.checkup.corpus.writing import FLATTENED

    def through(name: str, render: Callable[[Document], bytes], document: Document) -> Document:
        return read(name, render(document)).document

    lines = ["as documents", *table(measure(LAYOUTS, range(5)))]
    lines += ["documents of other places", *table(measure(PLACES, range(2)))]
    for name, render in (("report.docx", docx.render), ("report.pdf", pdf.render)):
        seen = measure(LAYOUTS, [0], partial(through, name, render))
        lines += [f"through {name}", *table(seen)]
    for name, render in FLATTENED.items():
        seen = measure([*LAYOUTS, *PLACES], [0], partial(through, "report.txt", render))
        lines += [f"as text, {name}", *table(seen)]
    return lines


if __name__ == "__main__":
    main()
