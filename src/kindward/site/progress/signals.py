"""What other rooms may want to know of measuring. Sent inside the transaction that keeps it."""

from django.dispatch import Signal

#: ``person``, ``response`` (a new one).
response_kept = Signal()
