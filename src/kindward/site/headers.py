"""What each answer tells the browser it may do: as little as possible."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONE, SELF
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

Answerer = Callable[[HttpRequest], HttpResponseBase]

#: One static policy for every page: nothing from elsewhere, nothing inline.
POLICY: dict[str, object] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "media-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "font-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}

_DENIED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "keyboard-map",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "serial",
    "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_ALLOWED = ("autoplay", "publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock")

#: Denied by default; allowed are sound, a screen that stays awake, and passkeys.
PERMISSIONS = ", ".join([*(f"{name}=()" for name in _DENIED), *(f"{name}=(self)" for name in _ALLOWED)])


#: Whatever is here is about somebody, or holds a token of theirs.
PERSONAL_PATHS = ("/you/", "/account/")


def safe_headers(get_response: Answerer) -> Answerer:
    """Middleware: the headers that Django and django-csp do not set."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD" and request.path.startswith("/api/"):
            # What can be read can be asked about; the API's routes name GET alone.
            request.method = "GET"
        response = get_response(request)
        request.method = asked
        if asked == "HEAD" and not response.streaming:
            # Its length was counted; a server that gets a body here has to throw it away and complains.
            response.content = b""  # type: ignore[attr-defined]
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "DENY"
        return response

    return answer


def personal_pages_are_not_stored(get_response: Answerer) -> Answerer:
    """Middleware: an answer made with knowledge of who asks is stored nowhere.

    A view that looked at the login, at the person or at a form token has touched the session, the person or
    the CSRF cookie; that is how it is recognised, so that no view can forget to say so.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if is_personal(request, response):
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, no_store=True, private=True)
        elif "Cache-Control" not in response.headers:
            patch_cache_control(response, no_cache=True)
        return response

    return answer


def is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the answer was made with knowledge of who asks, or sets a cookie."""
    return bool(
        request.path.startswith(PERSONAL_PATHS)
        or request.session.accessed
        or getattr(request, "person_was_asked_for", False)
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or response.cookies
        or request.method not in ("GET", "HEAD")
    )
