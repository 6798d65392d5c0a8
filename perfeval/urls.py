"""Addresses."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from perfeval import views

urlpatterns = [
    path("", views.home, name="home"),
    path("session/", views.session, name="session"),
    path("session/back/", views.session_back, name="session_back"),
    path("projects/<int:pk>/head/", views.project_head, name="project_head"),
    path("projects/<int:pk>/in/<int:year>/", views.project_in_year, name="project_in_year"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("accounts.urls")),
    path("", include("projects.urls")),
    path("", include("indicators.urls")),
    path("", include("indicators.workbook.urls")),
    path("", include("reports.urls")),
]
