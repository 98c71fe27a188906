"""What other rooms may want to know of practising. Sent inside the transaction that keeps it."""

from django.dispatch import Signal

#: ``person``, ``session`` (a new one; check-ins that waited for it are joined to it already).
session_kept = Signal()
#: ``person``, ``session`` (a known one, reported again), ``seconds`` (how many more were practised, 0 or more).
session_grown = Signal()
#: ``person``, ``check_in``, ``new`` (names of the answers that were not there before).
check_in_kept = Signal()
