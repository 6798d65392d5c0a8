"""The page that says whether a paper or a file is what was submitted: anyone may ask, and is told no more."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from projects.packages import LARGEST_FILE, MIB
from reports.seals import Verdict, is_code, of_code, of_file


class VerifyForm(forms.Form):
    """A digest as printed or whole, or a file: one of the two."""

    code = forms.CharField(
        label=gettext_lazy("Verification code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off", "autocapitalize": "off"}),
        help_text=gettext_lazy("The 12 digits at the foot of each page, or the whole digest."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or the file itself"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx,.html"}),
        help_text=gettext_lazy("It is compared byte by byte and not kept."),
    )

    def clean_code(self) -> str:
        """Return the digits alone, however they were grouped."""
        code = "".join(self.cleaned_data["code"].split()).lower()
        if code and not is_code(code):
            raise forms.ValidationError(_("A code has 12 or 64 digits from 0 to 9 and a to f."))
        return code

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two, and for no more than is read."""
        cleaned = super().clean() or self.cleaned_data
        code, file = cleaned.get("code", ""), cleaned.get("file")
        if not self.errors and bool(code) == bool(file):
            self.add_error("code", _("Type a code or choose a file, one of the two."))
        if file and file.size > LARGEST_FILE:
            limit = LARGEST_FILE // MIB
            self.add_error("file", _("The file is larger than %(limit)d MiB.") % {"limit": limit})
        return cleaned

    def verdict(self) -> Verdict:
        """Return what is known of what was sent, once the form is valid."""
        file = self.cleaned_data["file"]
        return of_file(file.read()) if file else of_code(self.cleaned_data["code"])


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Take a code or a file and say which submission it is; a QR code brings its code in the address."""
    if request.method == "POST":
        form = VerifyForm(request.POST, request.FILES)
        verdict = form.verdict() if form.is_valid() else None
    else:
        form = VerifyForm(initial={"code": code})
        verdict = of_code(code.lower()) if code else None
    return render(request, "reports/verify.html", {"form": form, "verdict": verdict})
