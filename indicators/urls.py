"""Addresses of the indicators app."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
