"""Pages on which the report's prose is written: each section, and the problems with their suggestions."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import UserRequest
from indicators.forms import save_in_order
from projects.locks import writing_to
from projects.models import Project
from projects.views import editable_project, read_or_write, visible_project
from reports.binding import contradictions, offers
from reports.changes import SentenceChange, changed_sentences
from reports.compose import default_text
from reports.copying import Originals
from reports.document import Run, Text, spelled
from reports.evaluation import Evaluation
from reports.facts import DuplicateFactError, Facts
from reports.forms import ProblemFormSet, SectionTextForm
from reports.loading import NotReadyError, load
from reports.marks import unmarked
from reports.models import Outline, Report, SectionText
from reports.narrative import NarrativeError, parse
from reports.outline import Insert, Section
from reports.views import computed, explained

INSERTS: dict[Insert, str | Promise] = {
    Insert.TARGETS: gettext_lazy("the indicators with their targets"),
    Insert.ALLOCATION_TABLE: gettext_lazy("the table of allocations"),
    Insert.EXECUTION_TABLE: gettext_lazy("the table of spending"),
    Insert.STATISTICS: gettext_lazy("the work figures by area of work"),
    Insert.INDICATORS: gettext_lazy("the indicators with what was achieved and their scores"),
    Insert.PROBLEMS_WITH_SUGGESTIONS: gettext_lazy("the problems, each with its suggestion"),
    Insert.PROBLEMS: gettext_lazy("the problems"),
    Insert.SUGGESTIONS: gettext_lazy("the suggestions"),
    Insert.UNEXPLAINED: gettext_lazy("the indicators without an actual or with a deviation"),
}
"""What stands below a section's prose, in words."""

_LINE = re.compile(r"\S[^\n]*(?<=\S)")

_ALIKE = 0.5
"""How alike two paragraphs are, of 1, for one to be a rewording of the other."""

PROBLEM_INSERTS = {Insert.PROBLEMS_WITH_SUGGESTIONS, Insert.PROBLEMS, Insert.SUGGESTIONS}


@dataclass(frozen=True, slots=True)
class Prose:
    """The text of a section with its figures filled in, or what is wrong with it."""

    section: Section
    is_written: bool
    paragraphs: tuple[tuple[Run, ...], ...]
    fault: str = ""

    @property
    def insert(self) -> str | Promise:
        """What the outline places below the prose."""
        return INSERTS[self.section.insert] if self.section.insert else ""

    @property
    def holds_problems(self) -> bool:
        """Whether the problems and suggestions stand in this section."""
        return self.section.insert in PROBLEM_INSERTS


@require_safe
@explained("project_texts")
def texts(request: UserRequest, pk: int) -> HttpResponse:
    """Show the prose of every section with its figures marked."""
    project, may_edit = visible_project(request, pk)
    evaluation, known = computed(project)
    context = {
        "project": project,
        "tab": "project_texts",
        "may_edit": may_edit,
        "evaluation": evaluation,
        "sections": [_prose(section, evaluation, known) for section in evaluation.outline.sections],
    }
    return render(request, "reports/texts.html", context)


def _prose(section: Section, evaluation: Evaluation, known: Facts) -> Prose:
    written = evaluation.texts.get(section.key, "")
    lines = [line for line in (written or default_text(section, known)).splitlines() if line.strip()]
    try:
        return Prose(section, bool(written), tuple(parse(line, known) for line in lines))
    except NarrativeError as error:
        return Prose(section, bool(written), tuple((Text(line),) for line in lines), str(error))


@dataclass(frozen=True, slots=True)
class Before:
    """The project of the year before, and what its report says in a section, if that can be told."""

    project: Project
    prose: Prose | None


def _before(request: UserRequest, project: Project, key: str) -> Before | None:
    """Return last year's report beside a section; nothing of a project that the person may not see."""
    visible = Project.objects.visible_to(request.user).select_related("office", "fiscal_year")
    last = visible.year_before(project).first()
    if last is None:
        return None
    try:
        evaluation, known = computed(last)
    except (NotReadyError, DuplicateFactError):  # said on the pages of that project, to which the panel leads
        return Before(last, None)
    section = next((one for one in evaluation.outline.sections if one.key == key), None)
    return Before(last, _prose(section, evaluation, known) if section else None)


def _section(evaluation: Evaluation, key: str) -> Section:
    """Return a section of the outline; 404 for one that it does not have."""
    for section in evaluation.outline.sections:
        if section.key == key:
            return section
    raise Http404


def _section_text(project: Project, key: str) -> SectionText:
    """Return the text written for a section, or a new one that is not stored yet."""
    stored = SectionText.objects.filter(report__project=project, section=key).first()
    return stored or SectionText(section=key)


@require_POST
@explained("project_preview")
def report_figures(request: UserRequest, pk: int) -> HttpResponse:
    """Annex bars of the funds to the report, or leave them out."""
    project = editable_project(request, pk)
    load(project)  # without an outline there is no report to choose for
    with writing_to(project, by=request.user):
        report = _report(project)
        report.with_figures = "with_figures" in request.POST
        report.save(update_fields=["with_figures"])
    if report.with_figures:
        messages.success(request, _("Figures of the funds are annexed to the report."))
    else:
        messages.success(request, _("The report is without figures of the funds."))
    return redirect("project_preview", pk)


def _report(project: Project) -> Report:
    """Return the project's report; one that is begun here follows the default outline."""
    standard = Outline.objects.filter(is_default=True)
    return Report.objects.filter(project=project).first() or Report.objects.create(
        project=project, outline=standard.get()
    )


@read_or_write
@explained("project_texts")
def section_text(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """Write the prose of a section, with references to figures."""
    project = editable_project(request, pk)
    evaluation, known = computed(project)
    section = _section(evaluation, key)
    default = default_text(section, known)
    form = SectionTextForm(instance=_section_text(project, key), facts=known, default=default)
    if request.method == "POST":
        form = _save_text(request, project, section, known)
        if form.is_valid():
            messages.success(request, _("“%(title)s” is saved.") % {"title": section.title})
            return redirect(reverse("project_texts", args=[pk], fragment=f"section-{key}"))
    sections = evaluation.outline.sections
    at = sections.index(section)
    context = {
        "project": project,
        "tab": "project_texts",
        "may_edit": True,
        "evaluation": evaluation,
        "section": section,
        "before": sections[at - 1] if at else None,
        "after": sections[at + 1] if at + 1 < len(sections) else None,
        "is_written": key in evaluation.texts,
        "form": form,
        "facts": known.values(),
        "last_year": _before(request, project, key),
        "draft": _draft(form, section, evaluation, known),
    }
    return render(request, "reports/section.html", context)


def _save_text(request: UserRequest, project: Project, section: Section, known: Facts) -> SectionTextForm:
    """Store what was written, if it can be stored; the form says what is wrong with it."""
    with writing_to(project, by=request.user):
        text = _section_text(project, section.key)
        default = default_text(section, known)
        form = SectionTextForm(request.POST, instance=text, facts=known, default=default)
        if form.is_valid() and form.has_changed():
            if text._state.adding:
                text.report = _report(project)
                text.save()
            else:
                text.save(update_fields=["text"])
        return form


@dataclass(frozen=True, slots=True)
class Binding:
    """A bare number, at ``start`` to ``end``, that equals a figure; one of ``references`` may replace it."""

    start: int
    end: int
    text: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A paragraph of the default text; ``written`` is what resembles it in the text, from ``start`` on."""

    text: str
    written: str
    start: int

    @property
    def end(self) -> int:
        """Where what resembles it ends."""
        return self.start + len(self.written)

    @property
    def changes(self) -> tuple[SentenceChange, ...]:
        """The sentences by which the two differ, those of the default text as the new ones."""
        return changed_sentences(self.written, self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph as it will read, what is wrong with it, and which report it also stands in (W21)."""

    runs: tuple[Run, ...]
    fault: str
    original: str | None


@dataclass(frozen=True)
class Draft:
    """A text that is being written: how it will read, and what could be better about it."""

    text: str
    default: str
    known: Facts
    originals: Originals

    @cached_property
    def paragraphs(self) -> list[Reading]:
        """The paragraphs as they will read."""
        return [self._reading(line) for line in self.text.splitlines() if line.strip()]

    def _reading(self, line: str) -> Reading:
        original = self.originals.of(line)
        try:
            return Reading(parse(line, self.known), "", original)
        except NarrativeError as error:
            return Reading((Text(line),), str(error), original)

    @property
    def length(self) -> int:
        """How many characters will be printed, blanks left out."""
        return sum(len("".join(spelled(one.runs).split())) for one in self.paragraphs)

    @property
    def bindings(self) -> list[Binding]:
        """The bare numbers that could follow the figures by themselves."""
        found = offers(self.text, self.known)
        return [Binding(one.start, one.end, self.text[one.start : one.end], one.references) for one in found]

    @property
    def contradicting(self) -> list[str]:
        """The bare numbers that are named like a figure and are another number, in words."""
        words = _("“%(written)s” contradicts “%(name)s”, which is %(text)s%(unit)s.")
        return [
            words
            % {
                "written": one.written,
                "name": one.fact.name,
                "text": one.fact.text,
                "unit": "" if one.fact.text.endswith("%") else one.fact.unit,
            }
            for one in contradictions(self.text, self.known)
        ]

    @property
    def proposals(self) -> list[Proposal]:
        """The paragraphs of the default text, as it is today, that the text does not hold as they are."""
        default = [line for line in self.default.splitlines() if line.strip()]
        places = {unmarked(found[0]): found.end() for found in _LINE.finditer(self.text)}
        written = {line: end - len(line) for line, end in places.items() if line not in default}
        proposals = []
        for line in default:
            if line not in places:
                near = get_close_matches(line, written, n=1, cutoff=_ALIKE)
                place = written.pop(near[0]) if near else 0
                proposals.append(Proposal(line, near[0] if near else "", place))
        return proposals


def _draft(form: SectionTextForm, section: Section, evaluation: Evaluation, known: Facts) -> Draft:
    # Browsers send a line's end as CRLF and count it as one character.
    text = str(form["text"].value() or "").replace("\r\n", "\n")
    return Draft(text, default_text(section, known), known, Originals(evaluation))


@require_POST
@explained("project_texts")
def section_draft(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """Keep what is being written, if it can be kept, and show how it will read."""
    project = editable_project(request, pk)
    evaluation, known = computed(project)
    section = _section(evaluation, key)
    form = _save_text(request, project, section, known)
    is_conflict = form.has_error("text", "conflict")
    context = {
        "project": project,
        "section": section,
        "form": form,
        "is_conflict": is_conflict,
        "is_saved": form.is_valid(),
        "now": timezone.localtime(),
        "draft": _draft(form, section, evaluation, known),
    }
    return render(request, "reports/draft.html", context, status=409 if is_conflict else 200)


@read_or_write
@explained("project_texts")
def section_restore(request: UserRequest, pk: int, key: str) -> HttpResponse:
    """Ask whether to give up what was written for a section, and go back to the default text."""
    project = editable_project(request, pk)
    evaluation, known = computed(project)
    section = _section(evaluation, key)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            SectionText.objects.filter(report__project=project, section=key).delete()
        messages.success(request, _("“%(title)s” has its default text again.") % {"title": section.title})
        return redirect(reverse("project_texts", args=[pk], fragment=f"section-{key}"))
    context = {
        "project": project,
        "tab": "project_texts",
        "may_edit": True,
        "evaluation": evaluation,
        "section": section,
        "prose": _prose(section, replace(evaluation, texts={}), known),
    }
    return render(request, "reports/restore.html", context)


@read_or_write
@explained("project_texts")
def problems(request: UserRequest, pk: int) -> HttpResponse:
    """Write the problems found, each with the suggestion that answers it."""
    project = editable_project(request, pk)
    evaluation, known = computed(project)
    names = {"facts": known}
    report = Report.objects.filter(project=project).first() or Report(project=project)
    rows = ProblemFormSet(instance=report, form_kwargs=names)
    if request.method == "POST":
        with writing_to(project, by=request.user):
            rows = ProblemFormSet(request.POST, instance=_report(project), form_kwargs=names)
            if rows.is_valid():
                save_in_order(rows)
                messages.success(request, _("The problems and suggestions are saved."))
                return redirect("project_texts", pk)
    context = {
        "project": project,
        "tab": "project_texts",
        "may_edit": True,
        "evaluation": evaluation,
        "rows": rows,
        "facts": known.values(),
    }
    return render(request, "reports/problems.html", context)
