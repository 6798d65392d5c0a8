"""Addresses of the reports app."""

from django.urls import path

from reports import indicator_grid, views

urlpatterns = [
    path("projects/", views.projects, name="project_list"),
    path("projects/<int:pk>/indicators/", views.indicators, name="project_indicators"),
    path("projects/<int:pk>/indicators/grid/", indicator_grid.grid, name="indicator_grid"),
    path("indicators/<int:pk>/row/", indicator_grid.row, name="indicator_row"),
    path("projects/<int:pk>/statistics/", views.statistics, name="project_statistics"),
    path("projects/<int:pk>/monitoring/", views.monitoring, name="project_monitoring"),
    path("projects/<int:pk>/monitoring.<str:extension>", views.monitoring_file, name="monitoring_file"),
    path("projects/<int:pk>/texts/", views.texts, name="project_texts"),
    path("projects/<int:pk>/texts/<str:key>/", views.section_text, name="section_text"),
    path("projects/<int:pk>/texts/<str:key>/restore/", views.section_restore, name="section_restore"),
    path("projects/<int:pk>/problems/", views.problems, name="problems"),
    path("projects/<int:pk>/preview/", views.preview, name="project_preview"),
    path("projects/<int:pk>/facts/<str:key>/", views.fact, name="project_fact"),
    path("projects/<int:pk>/report.<str:extension>", views.report_file, name="report_file"),
]
