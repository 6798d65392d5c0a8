"""Addresses of the projects app."""

from django.urls import path

from projects import history_views, views
from projects.grid import pasting
from projects.grid import views as grid

urlpatterns = [
    path("projects/new/", views.project_add, name="project_add"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/edit/", views.project_edit, name="project_edit"),
    path("projects/<int:pk>/delete/", views.project_delete, name="project_delete"),
    path("projects/<int:pk>/history/", history_views.project_history, name="project_history"),
    path("projects/<int:pk>/funds/", grid.funds, name="project_funds"),
    path("projects/<int:pk>/funds/row/", grid.funds_row, name="funds_row"),
    path("projects/<int:pk>/funds/summary/", grid.funds_summary, name="funds_summary"),
    path("projects/<int:pk>/funds/new/", grid.line_item_add, name="line_item_add"),
    path("projects/<int:pk>/funds/paste/", pasting.funds_paste, name="funds_paste"),
    path("line-items/<int:pk>/", grid.line_item, name="line_item"),
    path("line-items/<int:pk>/delete/", grid.line_item_delete, name="line_item_delete"),
    path("line-items/<int:pk>/move/", grid.line_item_move, name="line_item_move"),
]
