"""Addresses of the fill-in workbook."""

from django.urls import path

from indicators.workbook import views

urlpatterns = [
    path("projects/<int:pk>/workbook/", views.workbook, name="workbook"),
    path("projects/<int:pk>/workbook/download/", views.workbook_download, name="workbook_download"),
    path("projects/<int:pk>/workbook/marked/", views.workbook_marked, name="workbook_marked"),
    path("projects/<int:pk>/indicators/paste/", views.indicators_paste, name="indicators_paste"),
    path("projects/<int:pk>/workbook/apply/", views.workbook_apply, name="workbook_apply"),
]
