"""Addresses of writing: pages that are the same for everybody, and what is one's own."""

from django.urls import path

from kindward.site.journal import reading_views, views

urlpatterns = [
    path("write/", views.write, name="write"),
    path("write/locked/", views.write_locked, name="write-locked"),
    path("write/my-plan/", views.my_plan, name="my-plan"),
    path("write/<slug:kind>/", views.write_kind, name="write-kind"),
    path("you/writing/", reading_views.writing, name="writing"),
    path("you/writing/save/", views.save, name="writing-save"),
    path("you/writing/plan/", reading_views.plan, name="plan-of-mine"),
    path("you/writing/plan/edit/", reading_views.plan_edit, name="plan-edit"),
    path("you/writing/plan.json", reading_views.plan_json, name="plan-json"),
    path("you/writing/for-a-hard-day/", reading_views.for_a_hard_day, name="for-a-hard-day"),
    path("you/writing/<str:key>/", reading_views.entry, name="entry"),
    path("you/writing/<str:key>/edit/", reading_views.edit, name="entry-edit"),
    path("you/writing/<str:key>/mark/", reading_views.mark, name="entry-mark"),
    path("you/writing/<str:key>/comes/", reading_views.comes, name="entry-comes"),
    path("you/writing/<str:key>/correct/", reading_views.correct, name="entry-correct"),
    path("you/writing/<str:key>/delete/", reading_views.delete, name="entry-delete"),
]
