from django.urls import path

from kindward.site.people import recovery_views, views

urlpatterns = [
    path("welcome/", views.welcome, name="welcome"),
    path("recovery/", recovery_views.recovery, name="recovery"),
    path("delete/", views.delete, name="delete-everything"),
    path("deleted/", views.deleted, name="deleted"),
    path("deleted/receipt.txt", views.receipt, name="receipt"),
]
