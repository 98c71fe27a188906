"""Addresses about being in someone’s care."""

from django.urls import path

from kindward.site.care import ask_views, match_views, setting_views, share_views, views

urlpatterns = [
    path("care/", views.talk_to_someone, name="care"),
    path("care/other-ways/", views.other_ways, name="care-other-ways"),
    path("care/right-now/", views.right_now, name="care-right-now"),
    path("care/begin/", ask_views.begin, name="care-begin"),
    path("care/ask/<slug:name>/", ask_views.question, name="care-question"),
    path("care/look-over/", ask_views.look_over, name="care-look-over"),
    path("care/send/", ask_views.send, name="care-send"),
    path("care/pause/", views.pause, name="care-pause"),
    path("care/resume/", views.resume, name="care-resume"),
    path("care/cancel/", views.cancel, name="care-cancel"),
    path("care/another/", views.another, name="care-another"),
    path("care/forget/", views.forget, name="care-forget"),
    path("care/write/", match_views.write, name="care-write"),
    path("care/feedback/", match_views.feedback, name="care-feedback"),
    path("care/times/<uuid:key>/", match_views.choose, name="care-time"),
    path("care/times/<uuid:key>/meeting.ics", match_views.calendar, name="care-time-ics"),
    path("care/share/", share_views.share, name="care-share"),
    path("care/share/preview/", share_views.preview, name="care-share-preview"),
    path("care/share/<uuid:key>/give/", share_views.give, name="care-share-give"),
    path("care/share/<uuid:key>/receipt/", share_views.receipt, name="care-share-receipt"),
    path("care/share/<uuid:key>/revoke/", share_views.revoke, name="care-share-revoke"),
    path("care/set-practice/", setting_views.answer, name="care-set-practice"),
    path("care/not-now/", setting_views.be_quiet, name="care-not-now"),
    path("care/what-therapy-is-like/", setting_views.what_it_is_like, name="care-what-it-is-like"),
]
