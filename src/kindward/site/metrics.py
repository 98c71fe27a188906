"""Numbers for the operator: how many requests, how fast, by route, and nothing about anybody."""

from __future__ import annotations

import os
import time
from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from kindward.site.headers import Answerer

REQUESTS = Counter("kindward_requests", "Answers given", ["route", "method", "status"])
SECONDS = Histogram(
    "kindward_request_seconds",
    "Seconds to an answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
SAVED = Counter("kindward_saved", "Records saved", ["what"])

_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def count_requests(get_response: Answerer) -> Answerer:
    """Middleware: count and time each answer."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = (match.view_name or "unnamed") if match else "static or unknown"
        method = request.method if request.method in _METHODS else "other"
        # Counts are in files. On a full disk they are lost, and the answer is not.
        with suppress(OSError):
            REQUESTS.labels(route, method, str(response.status_code)).inc()
            SECONDS.labels(route).observe(time.perf_counter() - began)
        return response

    return answer


def show_metrics(request: HttpRequest) -> HttpResponse:
    """GET /metrics, for this machine alone; from elsewhere the address does not exist."""
    if (
        request.META.get("REMOTE_ADDR", "") not in ("127.0.0.1", "::1", "")
        or "HTTP_X_FORWARDED_FOR" in request.META
    ):
        return HttpResponseNotFound()
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
