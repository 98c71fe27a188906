"""The quiet helper beside the web workers: speaks the clips ahead of time, reminds, finds therapists, tidies once an
hour and learns once a night."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from kindward.practice import sentences_of
from kindward.site.care.services import forget_unsent
from kindward.site.help.selectors import staff_notice
from kindward.site.jobs import care, reminders
from kindward.site.models import Asked
from kindward.site.people.deletion import compact_if_asked
from kindward.site.practice.library import catalogue
from kindward.site.practice.timelines import usual_voice, voice_named
from kindward.site.trainer.population import update_once_a_night
from kindward.voice import VoiceError
from kindward.voice.warm import warm

log = logging.getLogger(__name__)

TICK_SECONDS = 3600.0
#: Spoken first: what somebody in a hard moment opens.
FIRST = ("self-compassion-break", "soothing-touch", "friend-reframe", "five-senses", "soles-of-the-feet")


def run() -> None:
    """Warm the usual voice, then tick until told to stop or until the server is gone."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    # Behind everything else: the first person's page must not wait for clips nobody has asked for yet.
    os.nice(19)
    parent = os.getppid()

    def over() -> bool:
        return stopped.is_set() or os.getppid() != parent

    # Beside the speaking, which takes minutes on a first start: a reminder has its time, and people wait.
    threading.Thread(target=reminders.run, args=(over, stopped.wait), daemon=True).start()
    threading.Thread(target=care.run, args=(over, stopped.wait), daemon=True).start()
    if settings.KINDWARD_SPEAK_AHEAD:
        speak_ahead(over)
    while not over():
        tick()
        wake = time.monotonic() + TICK_SECONDS
        while not over() and time.monotonic() < wake:
            stopped.wait(2.0)


def speak_ahead(over: Callable[[], bool]) -> None:
    """Make the clips of every practice in the usual voice; shows how far it is on a terminal."""
    try:
        voice = voice_named(usual_voice())
        done = warm(_texts(), voice, _progress, stop=over)
    except (VoiceError, OSError) as problem:
        log.warning("clips are spoken when asked for: %s", problem)
        return
    if done.failed:
        log.warning("%d clips could not be spoken", done.failed)


def tick() -> None:
    """Tidy: logins that have run out, limits that are over, room of what was deleted; learn, once a night; say when
    helplines are old. Each by itself: one that fails keeps none of the others back, and has the next hour."""
    try:
        for piece in (
            forget_logins,
            forget_limits,
            forget_unsent_askings,
            compact_if_asked,
            learn_of_everybody,
            tell_of_old_helplines,
        ):
            try:
                piece()
            except Exception:
                log.exception("tidying failed: %s", piece.__name__)
    finally:
        connections.close_all()


def forget_logins() -> None:
    """Logins that have run out."""
    call_command("clearsessions", verbosity=0)


def forget_limits() -> None:
    """Limits that are over, and what the cache keeps no longer."""
    Asked.objects.filter(ends_at__lt=timezone.now()).delete()
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608


def forget_unsent_askings() -> None:
    """What somebody answered on the way to a therapist and did not send for a month."""
    forget_unsent(timezone.now())


def learn_of_everybody() -> None:
    """Once a night: what everybody's answers say of the practices. The trainer goes on without it."""
    if made := update_once_a_night(timezone.now()):
        log.info("what is known of everybody: version %d, from %d people", made.version, made.people)


def tell_of_old_helplines() -> None:
    """Say in the log which lines are to be checked."""
    if notice := staff_notice(timezone.now().date()):
        log.warning("%s", notice)


def _texts() -> list[str]:
    practices = catalogue()
    slugs = [slug for slug in FIRST if slug in practices] + [slug for slug in practices if slug not in FIRST]
    return [text for slug in slugs for text in sentences_of(practices[slug])]


def _progress(done: int, of_all: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == of_all else ""
        print(f"\rSpeaking ahead: {done} of {of_all} sentences", end=end, file=sys.stderr, flush=True)  # noqa: T201
