"""The reminders' tick: decide, send, learn what followed.

Each step is a transaction of its own, and nothing outside is called in one. A helper that dies between
sending and writing it down leaves a lease that runs out, and the prompt is sent once more: at least once,
which the browser (one notification in the place of another) and the mail (one Message-ID) turn into once.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connections
from django.utils import timezone

from kindward.site.programme import messages, push, reminder_services
from kindward.site.programme.models import Prompt, PushAddress, Reminders
from kindward.site.programme.push import Outcome

log = logging.getLogger(__name__)

TICK_SECONDS = 30.0
_CHANCE = secrets.SystemRandom()
#: Of each kind in one tick; what is left is taken in the next.
MOST = 200
Push = Callable[[PushAddress, dict[str, object]], Outcome]
Mail = Callable[[EmailMessage], Outcome]


def send_mail(message: EmailMessage) -> Outcome:
    """Hand a mail to the mail server."""
    try:
        get_connection().send_messages([message])
    except OSError as problem:  # smtplib's errors are among them.
        log.warning("a reminder could not be handed to the mail server: %s", type(problem).__name__)
        return Outcome.LATER
    return Outcome.SENT


def tick(
    now: datetime | None = None,
    *,
    push_to: Push = push.send,
    mail_to: Mail = send_mail,
    draw: Callable[[], float] = _CHANCE.random,
) -> int:
    """One round; how many prompts went out. Safe to run twice, and in several helpers at once."""
    now = now or timezone.now()
    over = Prompt.objects.filter(practised=None, settles_at__lte=now).values_list("pk", flat=True)
    for prompt_id in list(over[:MOST]):
        reminder_services.settle(prompt_id, now)
    due = Reminders.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    for row_id in list(due[:MOST]):
        reminder_services.decide(row_id, now, draw)
    sent = 0
    # Asked first, because taking one is a write even when there is none.
    waiting = Prompt.objects.filter(state=Prompt.State.WAITING, due_at__lte=now).exists()
    for _ in range(MOST if waiting else 0):
        prompt = reminder_services.lease(now)
        if prompt is None:
            break
        if prompt.state == Prompt.State.WAITING:
            sent += _send(prompt, now, push_to, mail_to)
    return sent


def run(over: Callable[[], bool], pause: Callable[[float], object]) -> None:
    """Tick until ``over``; a round that fails is logged, and the next one is another chance."""
    while not over():
        try:
            tick()
        except Exception:
            log.exception("the reminders' round failed")
        finally:
            connections.close_all()
        pause(TICK_SECONDS)


def _send(prompt: Prompt, now: datetime, push_to: Push, mail_to: Mail) -> bool:
    reminders = Reminders.objects.filter(person_id=prompt.person_id).select_related("person__account").first()
    if reminders is None or not reminders.is_on:
        return False  # Switched off a moment ago.
    if reminders.by == Reminders.By.MAIL:
        outcome = _by_mail(prompt, reminders, mail_to)
    else:
        outcome = _by_push(prompt, reminders, push_to)
    if outcome is Outcome.SENT:
        reminder_services.sent(prompt, now)
    elif outcome is Outcome.GONE:
        reminder_services.nowhere_to_send(prompt)
    return outcome is Outcome.SENT


def _by_mail(prompt: Prompt, reminders: Reminders, mail_to: Mail) -> Outcome:
    account = reminders.person.account
    if not settings.KINDWARD_MAIL_FROM or account is None or not account.email:
        return Outcome.GONE
    return mail_to(messages.mail(prompt, reminders, account.email))


def _by_push(prompt: Prompt, reminders: Reminders, push_to: Push) -> Outcome:
    message = messages.notification(prompt, reminders)
    outcomes = set()
    for address in PushAddress.objects.filter(person_id=prompt.person_id):
        outcome = push_to(address, message)
        outcomes.add(outcome)
        if outcome is Outcome.GONE:
            reminder_services.forget_push_address(address)
    for best in (Outcome.SENT, Outcome.LATER):
        if best in outcomes:
            return best
    return Outcome.GONE
