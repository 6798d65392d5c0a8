"""Addresses of the projects app."""

from django.urls import path

from projects import views

urlpatterns = [
    path("projects/", views.project_list, name="project_list"),
    path("projects/<int:pk>/", views.project, name="project"),
    path("projects/<int:pk>/funds/", views.funds, name="project_funds"),
]
