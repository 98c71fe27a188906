from django.urls import path

from kindward.site.api.api import api

urlpatterns = [path("", api.urls)]
