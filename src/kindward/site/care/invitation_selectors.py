"""Reads: invitations, and who is on the roster without an account."""

from __future__ import annotations

from kindward.site.care.models import Invitation, Therapist


def without_account() -> list[Therapist]:
    """Therapists who came by import and cannot sign in yet."""
    return list(Therapist.objects.filter(account=None).order_by("name", "pk"))


def latest(most: int = 30) -> list[Invitation]:
    """The latest invitations, used or not."""
    return list(Invitation.objects.select_related("therapist").order_by("-pk")[:most])
