"""Addresses of the plan, under ``you/``."""

from django.urls import path

from kindward.site.trainer import views

urlpatterns = [path("plan/", views.plan, name="plan")]
