"""文档体检: pages on which a file that was written anywhere is sent, and shown again with what was found."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.requests import UserRequest
from projects.models import FiscalYear
from projects.packages import LARGEST_FILE, MIB
from projects.views import may_add_project
from reports.checkup.annotating import NotAnnotated
from reports.checkup.annotating.possible import Possible
from reports.checkup.annotating.process import annotate_apart
from reports.checkup.annotating.remarks import remarks
from reports.checkup.findings import Severity, State
from reports.checkup.ingest import Unreadable
from reports.checkup.ingest.guard import KINDS
from reports.checkup.process import check_apart
from reports.checkup.results.listing import listed
from reports.checkup.results.spots import Spot, spot_of
from reports.checkup.results.words import by_severity
from reports.models import Checkup
from reports.views import download

SUFFIXES = (".docx", ".xlsx", ".xls", ".pdf", ".txt", ".html", ".htm", ".md")
LONGEST_TEXT = 200_000

SEVERITIES = {
    Severity.ERROR.value: gettext_lazy("error"),
    Severity.WARNING.value: gettext_lazy("doubt"),
    Severity.RESIDUE.value: gettext_lazy("rounding residue"),
}

VERDICTS = {
    "error": gettext_lazy("errors found"),
    "warning": gettext_lazy("doubts found"),
    "residue": gettext_lazy("only rounding residues"),
    "clean": gettext_lazy("nothing found"),
}

EARLIER = "earlier"
"""The annotation of a check-up that was made before the places of findings were kept."""

ANNOTATED = (Possible.YES, Possible.SIGNED)

ANNOTATIONS = {
    Possible.SIGNED: gettext_lazy(
        "The file is signed electronically: the signature holds for the original, not for the annotated copy."
    ),
    Possible.PROTECTED: gettext_lazy(
        "The PDF is protected against changes, so that nothing can be written into it: see the list."
    ),
    Possible.OLD: gettext_lazy(
        "Nothing can be written into an .xls workbook: see the list, or save it as .xlsx and send that."
    ),
    Possible.PLAIN: gettext_lazy("A text file has no place for comments: see the list."),
    EARLIER: gettext_lazy("Send the file again to get the list and the annotated copy."),
}
"""What is given back besides the page, where it is not both."""

STATES = {
    State.AGREE.value: gettext_lazy("right"),
    State.DIFFER.value: gettext_lazy("wrong"),
    State.UNCHECKED.value: gettext_lazy("unchecked"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a check-up: its verdict in words, its figures by state, its findings by severity.

    Both are counted as ``(name, label, number)``; a figure may have several findings and a finding no figure.
    """

    verdict: str
    words: str | Promise
    figures: int
    states: tuple[tuple[str, str | Promise, int], ...]
    findings: int
    severities: tuple[tuple[str, str | Promise, int], ...]


def told(result: Mapping[str, Any]) -> Told:
    """Return what every page tells of a result, which is what ``Examination.as_json`` gives."""
    counts, found = result["counts"], by_severity(result["findings"])
    return Told(
        result["verdict"],
        VERDICTS[result["verdict"]],
        sum(counts.values()),
        tuple((state, label, counts[state]) for state, label in STATES.items()),
        len(result["findings"]),
        tuple((severity.value, SEVERITIES[severity], number) for severity, number in found.items()),
    )


class CheckupForm(forms.Form):
    """A file, or text that was pasted: one of the two."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        help_text=gettext_lazy("Word (.docx), Excel (.xlsx, .xls), PDF, text, HTML or Markdown."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text here"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two, and for no more than can be read."""
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "").strip()
        if not self.errors and bool(file) == bool(text):
            self.add_error("file", _("Choose a file or paste a text, one of the two."))
        if file and file.size > LARGEST_FILE:
            limit = LARGEST_FILE // MIB
            self.add_error("file", _("The file is larger than %(limit)d MiB.") % {"limit": limit})
        return cleaned

    @property
    def sent(self) -> tuple[str, bytes]:
        """The name and the bytes of what was sent, once the form is valid."""
        file = self.cleaned_data["file"]
        if file:
            return file.name, file.read()
        return _("Pasted text") + ".txt", self.cleaned_data["text"].encode()


@require_http_methods(["GET", "HEAD", "POST"])
def checkups(request: UserRequest) -> HttpResponse:
    """List the check-ups of the person's office; take another file and check it."""
    form = CheckupForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.sent
        try:
            checked = check_apart(name, content)
        except Unreadable as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        else:
            made = Checkup.objects.keep(checked, name=name, content=content, by=request.user)
            return redirect("checkup", made.pk)
    forget_old()
    known = Checkup.objects.visible_to(request.user).select_related("uploaded_by")
    context = {
        "form": form,
        "checkups": [(one, told(one.result)) for one in known.defer("content", "shown", "spots")[:200]],
        "states": STATES.values(),
        "severities": SEVERITIES.values(),
        "days": settings.CHECKUP_DAYS,
    }
    return render(request, "reports/checkups.html", context)


def forget_old() -> None:
    """Delete what was sent longer ago than files are kept."""
    oldest = timezone.now() - datetime.timedelta(days=settings.CHECKUP_DAYS)
    Checkup.objects.filter(uploaded_at__lt=oldest).delete()


def visible_checkup(request: UserRequest, pk: int) -> Checkup:
    """Return the check-up; 404 for one of another office."""
    return get_object_or_404(Checkup.objects.visible_to(request.user).defer("content"), pk=pk)


def may_take_over(user: User) -> bool:
    """Return whether the person may make a project out of a document: begin one in any year."""
    return may_add_project(user, FiscalYear.objects.filter(is_closed=False).first())


@require_safe
def checkup_file(request: UserRequest, pk: int) -> HttpResponse:
    """Download the file with a comment at each finding; what was sent stays as it is."""
    seen = get_object_or_404(Checkup.objects.visible_to(request.user), pk=pk, annotation__in=ANNOTATED)
    name = PurePath(seen.name)
    kind = KINDS[name.suffix.lower()]
    said = remarks(seen.result, _spots(seen), timezone.localtime(seen.uploaded_at))
    try:
        content = annotate_apart(kind, bytes(seen.content), said)
    except NotAnnotated as error:
        messages.error(request, str(error))
        return redirect("checkup", seen.pk)
    title = _("%(name)s annotated.%(extension)s") % {"name": name.stem, "extension": kind}
    return download(content, title, kind)


@require_safe
def checkup_list(request: UserRequest, pk: int) -> HttpResponse:
    """Download what was found as a workbook."""
    seen = visible_checkup(request, pk)
    if seen.annotation == EARLIER:
        raise Http404
    content = listed(seen.name, seen.result, seen.shown, _spots(seen))
    return download(content, _("%(name)s check-up.xlsx") % {"name": PurePath(seen.name).stem}, "xlsx")


def _spots(seen: Checkup) -> list[Spot]:
    return [spot_of(spot) for spot in seen.spots]


@require_safe
def checkup(request: UserRequest, pk: int) -> HttpResponse:
    """Show the document again with its findings in their places; the address may narrow them by severity."""
    seen = visible_checkup(request, pk)
    severity = request.GET.get("severity", "")
    context = {
        "checkup": seen,
        "told": told(seen.result),
        "severity": severity if severity in SEVERITIES else "",
        "findings": [
            (number, finding, SEVERITIES[finding["severity"]])
            for number, finding in enumerate(seen.result["findings"])
            if severity not in SEVERITIES or finding["severity"] == severity
        ],
        "is_listed": seen.annotation != EARLIER,
        "is_annotated": seen.annotation in ANNOTATED,
        "annotation": ANNOTATIONS.get(seen.annotation, ""),
        "may_take_over": may_take_over(request.user),
        "until": seen.uploaded_at + datetime.timedelta(days=settings.CHECKUP_DAYS),
    }
    return render(request, "reports/checkup.html", context)


@require_POST
def checkup_delete(request: UserRequest, pk: int) -> HttpResponse:
    """Delete a check-up with its file."""
    seen = visible_checkup(request, pk)
    name = seen.name
    seen.delete()
    messages.success(request, _("“%(name)s” is deleted.") % {"name": name})
    return redirect("checkups")
