"""One range of bytes of something small (RFC 9110, section 14). Players ask for them to seek."""

from __future__ import annotations

import re
from hashlib import sha256

from django.http import HttpRequest, HttpResponse

_ONE_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})\Z")


def ranged(request: HttpRequest, data: bytes, content_type: str) -> HttpResponse:
    """``data`` whole (200), the asked part (206), or 416 when the part lies outside.

    A header that asks for several ranges, or makes no sense, is ignored as the standard allows.
    """
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    same = request.headers.get("If-Range", tag) == tag
    asked = _ONE_RANGE.match(request.headers.get("Range", "")) if same else None
    if asked is None or not (asked[1] or asked[2]):
        response = HttpResponse(data, content_type=content_type)
    elif (span := _span(asked[1], asked[2], len(data))) is None:
        response = HttpResponse(status=416, content_type=content_type)
        response.headers["Content-Range"] = f"bytes */{len(data)}"
    else:
        first, last = span
        response = HttpResponse(data[first : last + 1], status=206, content_type=content_type)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
    response.headers["Accept-Ranges"] = "bytes"
    # Of the whole, also on a part: a player that comes back asks by it whether the rest is still the same.
    response.headers["ETag"] = tag
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _span(first: str, last: str, size: int) -> tuple[int, int] | None:
    if not first:
        # bytes=-5 asks for the last five.
        start, end = max(size - int(last), 0), size - 1
        return (start, end) if int(last) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    return (start, end) if start <= end else None
