"""Sends the device's key along in its cookie when something was saved, and takes it back when asked to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from kindward.site.headers import Answerer
from kindward.site.people import device, whose


def device_cookie(get_response: Answerer) -> Answerer:
    """Who never saves anything gets no cookie (see ``people.services.person_who_saves``)."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if account := getattr(request, "account_to_tell", None):
            whose.tell(response, account)
        if getattr(request, "device_key_to_forget", False):
            device.forget(response)
            whose.forget(response)
        elif key := getattr(request, "device_key_to_remember", None):
            device.remember(response, key)
        return response

    return answer
