"""Pages for everybody, without login: what was published, by year and office, as a page and as files.

They say nothing of people and nothing that is not published, set no cookie and may be cached for a while.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from reports.document import Heading
from reports.models import Publication, State, Step
from reports.renderers import html
from reports.rendering import FORMATS, PUBLIC_FORMATS, data_name, file_name
from reports.seals import issued_formats, kept, seal
from reports.snapshot import load, load_document

MINUTES = 5
"""How long a page may be cached: for so long what was withdrawn may still be seen."""

_YEAR = "submission__project__fiscal_year__year"
_OFFICE = "submission__project__office"

View = Callable[..., HttpResponse]


def for_everybody(view: View) -> View:
    """Let anybody read a page, and caches keep it."""

    @wraps(view)
    def shown(request: HttpRequest, **options: object) -> HttpResponse:
        return view(request, **options)

    return login_not_required(require_safe(cache_control(public=True, max_age=MINUTES * 60)(shown)))


@for_everybody
def publications(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """List the offices that have published anything for a year, by default the newest; 404 for others."""
    current = Publication.objects.current()
    years = list(current.order_by(f"-{_YEAR}").values_list(_YEAR, flat=True).distinct())
    if year is not None and year not in years:
        raise Http404
    chosen = year if year is not None else next(iter(years), None)
    offices = (
        current.filter(**{_YEAR: chosen})
        .order_by(f"{_OFFICE}__path")
        .values_list(f"{_OFFICE}__code", f"{_OFFICE}__name")
        .annotate(Count("pk"))
    )
    context = {"years": years, "year": chosen, "offices": list(offices)}
    return render(request, "reports/public/years.html", context)


@for_everybody
def office_publications(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """List what an office has published for a year; 404 where that is nothing."""
    chosen = {_YEAR: year, f"{_OFFICE}__code": code}
    found = Publication.objects.current().filter(**chosen).listed().order_by("submission__project__code")
    rows = list(found)
    if not rows:
        raise Http404
    office = rows[0].submission.project.office
    context = {"year": year, "office": office, "rows": rows, "unit": rows[0].submission.printed["unit"]}
    return render(request, "reports/public/office.html", context)


def _publication(pk: int) -> Publication:
    published = Publication.objects.select_related(
        "submission__project__office", "submission__project__fiscal_year"
    )
    return get_object_or_404(published, pk=pk)


def _withdrawn(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Say that a report was published and is not any more: nothing else of it."""
    step = get_object_or_404(Step, submission=publication.submission, state=State.RETRACTED)
    return render(request, "reports/public/withdrawn.html", {"on": step.made_at}, status=410)


@for_everybody
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a published report as paper, with its files."""
    published = _publication(pk)
    if not published.is_current:
        return _withdrawn(request, published)
    document = load_document(published.text)
    there = issued_formats(published)
    context = {
        "publication": published,
        "project": published.submission.project,
        "title": "".join(document.title),
        "article": html.fragment(document),
        "headings": [block for block in document.blocks if isinstance(block, Heading) and block.level <= 2],
        "attachments": document.attachments,
        "formats": [(name, FORMATS[name], name in there) for name in PUBLIC_FORMATS],
        "seal": seal(published),
    }
    return render(request, "reports/public/report.html", context)


@for_everybody
def publication_file(request: HttpRequest, pk: int, format_name: str) -> HttpResponse:
    """Hand over a published report in one format, if it has been drawn; as JSON the text of its digest."""
    if format_name not in (*PUBLIC_FORMATS, "json"):
        raise Http404
    published = _publication(pk)
    if not published.is_current:
        return _withdrawn(request, published)
    evaluation = load(published.text)
    if format_name == "json":
        content, content_type = published.text.encode(), "application/json"
        name = data_name(evaluation)
    elif (rendering := kept(published, format_name)) is None:
        # Nobody from outside makes the program draw; the page says that the file is being made.
        response = redirect("publication", pk)
        add_never_cache_headers(response)
        return response
    else:
        content, content_type = rendering.file, FORMATS[format_name].content_type
        name = file_name(evaluation, format_name)
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "X-Content-Type-Options": "nosniff",
        },
    )
