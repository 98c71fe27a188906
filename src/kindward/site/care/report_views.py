"""The monthly report: a page, and the same as CSV."""

from __future__ import annotations

import csv
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kindward.matching.report import SMALLEST
from kindward.site.care import report_selectors
from kindward.site.care.desk_access import for_coordinators
from kindward.site.care.roster_selectors import is_made_up
from kindward.site.care.words import DECLINE_REASONS

FIRST_YEAR = 2020


@for_coordinators
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """GET /desk/coordination/report/?month=2026-11."""
    now = timezone.now()
    choices = report_selectors.months(now)
    asked = request.GET.get("month", "")
    first = next((month for month in choices if f"{month:%Y-%m}" == asked), choices[0])
    month = report_selectors.month_of(first, now, made_up=is_made_up())
    context = {
        "month": month,
        "months": choices,
        "report": month.report,
        "percent": None if month.report.share is None else round(100 * month.report.share, 1),
        "ends": [(report_selectors.ENDS[end], count) for end, count in month.report.ends.items()],
        "declines": [
            (DECLINE_REASONS.get(code, code), count) for code, count in month.report.declines.items()
        ],
        "smallest": SMALLEST,
        "at": "report",
    }
    return render(request, "care/coordination/report.html", context)


@for_coordinators
@require_safe
def csv_of(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """GET /desk/coordination/report/<year>-<month>.csv: the same figures; what is withheld is empty."""
    now = timezone.now()
    if not (1 <= month <= 12 and FIRST_YEAR <= year <= now.year):
        raise Http404
    told = report_selectors.month_of(date(year, month, 1), now, made_up=is_made_up()).report
    figures: list[tuple[str, object]] = [
        ("asked", told.asked), ("judged", told.judged), ("within_48_hours", told.within), ("missed", told.missed),
        ("share_within_48_hours", told.share), ("median_hours", told.median_hours), ("p90_hours", told.p90_hours),
        ("longest_hours", told.longest_hours), ("offers_not_answered", told.expiries),
        ("rounds_without_capacity", told.nobody),
        *((f"end_{end}", count) for end, count in told.ends.items()),
        *((f"declined_{reason}", count) for reason, count in told.declines.items()),
    ]  # fmt: skip
    answer = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="kindward-care-{year}-{month:02}.csv"'},
    )
    writer = csv.writer(answer)
    writer.writerow(["figure", "value"])
    for name, value in figures:
        shown = "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
        # Codes and figures of ours, never somebody's words: nothing that a spreadsheet could run.
        writer.writerow([name, shown])
    return answer
