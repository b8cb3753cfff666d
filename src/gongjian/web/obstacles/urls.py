"""Addresses."""

from django.urls import URLPattern

app_name = "obstacles"
urlpatterns: list[URLPattern] = []
