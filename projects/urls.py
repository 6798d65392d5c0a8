"""Addresses of the projects app."""

from django.urls import path

from projects import views

urlpatterns = [
    path("projects/new/", views.project_add, name="project_add"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/edit/", views.project_edit, name="project_edit"),
    path("projects/<int:pk>/delete/", views.project_delete, name="project_delete"),
    path("projects/<int:pk>/funds/", views.funds, name="project_funds"),
    path("projects/<int:pk>/funds/new/", views.line_item_add, name="line_item_add"),
    path("projects/<int:pk>/funds/paste/", views.funds_paste, name="funds_paste"),
    path("projects/<int:pk>/funds/undo/", views.funds_undo, name="funds_undo"),
    path("line-items/<int:pk>/", views.line_item, name="line_item"),
    path("line-items/<int:pk>/delete/", views.line_item_delete, name="line_item_delete"),
    path("line-items/<int:pk>/move/", views.line_item_move, name="line_item_move"),
]
