"""The site of Django admin: for administrators, behind the one login page."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class AdministrationSite(admin.AdminSite):
    """Who may enter is ``User.is_staff``, that is the role 管理员 and superusers."""

    site_header = _("Performance self-evaluation: administration")
    site_title = _("Administration")
    index_title = _("Master data")

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, *_args: Any, **_options: Any) -> HttpResponse:
        """Send a stranger to the login page and refuse a person without the role: no second login form."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index"))
