"""Compression that gives nothing away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_WORTH_IT = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class CompressPublicPages(GZipMiddleware):
    """Compresses answers that are the same for everybody.

    The length of a compressed page that holds both a secret and something an attacker chose tells the secret
    (BREACH: Gluck, Harris, Prado 2013). A personal answer is marked ``no-store`` (see
    :func:`kindward.site.headers.personal_pages_are_not_stored`) and goes out as it is; the first screen, the
    player, the catalogue and default timelines hold no secret at all.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "no-store" in response.get("Cache-Control", ""):
            return response
        if not response.get("Content-Type", "").startswith(_WORTH_IT):
            return response
        return super().process_response(request, response)
