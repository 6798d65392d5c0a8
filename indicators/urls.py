"""Addresses of the indicators app."""

from django.urls import path

from indicators import undo, views
from indicators.succession import views as succession

urlpatterns = [
    path("projects/<int:pk>/split/", succession.project_split, name="project_split"),
    path("projects/<int:pk>/merge/", succession.project_merge, name="project_merge"),
    path("projects/<int:pk>/indicators/new/", views.indicator_add, name="indicator_add"),
    path("projects/<int:pk>/indicators/library/", views.indicator_library, name="indicator_library"),
    path("projects/<int:pk>/goals/", views.goals, name="goals"),
    path("projects/<int:pk>/statistics/new/", views.statistic_add, name="statistic_add"),
    path("projects/<int:pk>/undo/", undo.change_undo, name="change_undo"),
    path("indicators/<int:pk>/", views.indicator_edit, name="indicator_edit"),
    path("indicators/<int:pk>/adjust/", views.indicator_adjust, name="indicator_adjust"),
    path("indicators/<int:pk>/adjust/withdraw/", views.adjustment_withdraw, name="adjustment_withdraw"),
    path("indicators/<int:pk>/delete/", views.indicator_delete, name="indicator_delete"),
    path("indicators/<int:pk>/move/", views.indicator_move, name="indicator_move"),
    path("statistics/<int:pk>/", views.statistic_edit, name="statistic_edit"),
    path("statistics/<int:pk>/delete/", views.statistic_delete, name="statistic_delete"),
    path("<str:subject>/<int:pk>/evidence/", views.evidence, name="evidence"),
    path("evidence/<int:pk>/", views.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/delete/", views.evidence_delete, name="evidence_delete"),
    path("statistics/<int:pk>/move/", views.statistic_move, name="statistic_move"),
]
