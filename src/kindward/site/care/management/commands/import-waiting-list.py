"""``kindward manage import-waiting-list FILE.csv``: people who wait already."""

from __future__ import annotations

from kindward.site.care.import_command import ImportCommand
from kindward.site.care.imports import import_waiting_list


class Command(ImportCommand):
    help = "Bring in people who wait already, from a CSV file. Whole or not at all."
    bring_in = staticmethod(import_waiting_list)
