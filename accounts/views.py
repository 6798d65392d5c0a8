"""Changing one's own password. Logging in and out are Django's own views."""

from django.contrib.auth.views import PasswordChangeView as DjangoPasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


class PasswordChangeView(SuccessMessageMixin, DjangoPasswordChangeView):  # type: ignore[type-arg]
    """Ask for the old password and twice for the new one; then go home and say so."""

    success_url = reverse_lazy("home")
    success_message = _("Your password is changed.")
