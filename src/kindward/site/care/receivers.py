"""What follows when rows of care go: their log ends truthfully, and keys go with them."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from kindward.site.care import clocks, log
from kindward.site.care.models import Assessment, Kind, Match, Share
from kindward.site.sealing.services import destroy_key_after_commit


@receiver(pre_delete, sender=Assessment)
def end_the_case(instance: Assessment, **_: Any) -> None:
    """Whoever deletes everything cancels as well; what is left of the case says so and names nobody."""
    with transaction.atomic():
        case = log.hold(instance)
        if case.standing.state != "none" and not case.standing.is_over:
            # Mails would be about somebody who is going at this very moment.
            clocks.keep_time(case, timezone.now(), quietly=True)
            case.add(Kind.WITHDRAWN, timezone.now(), actor="person", reason="deleted")


@receiver(post_delete, sender=Match)
def destroy_what_the_two_said(instance: Match, **_: Any) -> None:
    """A match that is deleted takes the key to its messages with it."""
    destroy_key_after_commit(instance.owner)


@receiver(post_delete, sender=Share)
def destroy_what_was_shared(instance: Share, **_: Any) -> None:
    """A summary that is deleted takes its key with it."""
    destroy_key_after_commit(instance.owner)
