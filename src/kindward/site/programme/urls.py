"""Addresses of the eight weeks, under ``programme/``."""

from django.urls import path

from kindward.site.programme import calendar_views, reminder_views, views

urlpatterns = [
    path("", views.programme, name="programme"),
    path("start/", views.start, name="programme-start"),
    path("now/", views.now, name="programme-now"),
    path("week/<int:number>/", views.week, name="programme-week"),
    path("week/<int:number>/tap/", views.tap, name="programme-tap"),
    path("step/", views.step, name="programme-step"),
    path("pace/", views.pace, name="programme-pace"),
    path("kept.json", views.kept, name="programme-kept"),
    path("calendar/", calendar_views.calendar, name="programme-calendar"),
    path("calendar/<str:token>.ics", calendar_views.feed, name="programme-feed"),
    path("reminders/", reminder_views.reminders, name="reminders"),
    path("reminders/off/", reminder_views.off, name="reminders-off"),
    path("reminders/off/<str:key>/", reminder_views.off_by_mail, name="reminders-off-by-mail"),
    path("reminders/here/", reminder_views.here, name="reminders-here"),
    path("reminders/opened/", reminder_views.opened, name="reminders-opened"),
]
