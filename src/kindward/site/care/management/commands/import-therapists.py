"""``kindward manage import-therapists FILE.csv``: a roster from elsewhere."""

from __future__ import annotations

from kindward.site.care.import_command import ImportCommand
from kindward.site.care.imports import import_therapists


class Command(ImportCommand):
    help = "Bring in therapists from a CSV file, or bring them up to date. Whole or not at all."
    bring_in = staticmethod(import_therapists)
