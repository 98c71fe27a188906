from django.urls import path

from kindward.site.yours import views

urlpatterns = [
    path("export/", views.along, name="take-along"),
    path("import/", views.bring, name="bring-along"),
    path("who-looked/", views.looked, name="who-looked"),
    path("what-can-be-read/", views.readable, name="what-can-be-read"),
]
