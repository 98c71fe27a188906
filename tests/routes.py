"""Every address of the site, and who gets what. A new address fails the tests until it is here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

OPEN = (200, 200, 200, 200)
NOBODY = (404, 404, 404, 404)
WRITES = (405, 405, 405, 405)
SIGNED_IN = (302, 302, 200, 200)
SHOWN_AGAIN = (302, 302, 302, 302)
#: Alice and Charlie have not set this up.
NOT_THERE = (302, 302, 404, 404)
VISITORS = (200, 200, 302, 302)
#: An account shows once more who it is.
ONCE_MORE = (200, 200, 302, 302)


@dataclass(frozen=True)
class Route:
    """An address and the answers to GET for a newcomer, a known device, Alice and Charlie, who is staff."""

    path: str
    answers: tuple[int, int, int, int] = OPEN
    #: Whether the page is about who asks, and so must be stored nowhere when it knows them.
    personal: bool = False


KEY = "0" * 20
ROUTES: dict[str, Route] = {
    # Who asks makes no difference here.
    "healthz": Route("/healthz"),
    "readyz": Route("/readyz"),
    "metrics": Route("/metrics"),
    "clip": Route(f"/voice/hibari/{KEY}.opus", NOBODY),
    "own-clip": Route(f"/voice/hibari/own/{'A' * 60}.opus", NOBODY),
    "timeline": Route("/practise/soothing-touch/timeline/?seconds=20&voice=text"),
    "captions": Route("/practise/soothing-touch/captions.vtt?seconds=20&voice=text"),
    "transcript": Route("/practise/soothing-touch/transcript.txt?seconds=20&voice=text"),
    "download": Route("/practise/soothing-touch/download.opus?seconds=20&voice=text", (422, 422, 422, 422)),
    "practices": Route("/practices/"),
    "practice": Route("/practices/soothing-touch/"),
    "practise": Route("/practise/soothing-touch/?seconds=20&voice=text"),
    "hard-moment": Route("/hard-moment/"),
    "write": Route("/write/"),
    "write-kind": Route("/write/friend-reframe/"),
    "write-locked": Route("/write/locked/"),
    "my-plan": Route("/write/my-plan/"),
    "settings": Route("/settings/"),
    "offline": Route("/offline/"),
    "about": Route("/about/"),
    "service-worker": Route("/sw.js"),
    "manifest": Route("/manifest.webmanifest"),
    "learn": Route("/learn/"),
    "learn-feed": Route("/learn/feed.xml"),
    "article": Route("/learn/three-flows/"),
    # Neither editors nor reviewers; see tests/integration/learn.
    "editing": Route("/desk/editing/", NOBODY, personal=True),
    "editing-text": Route("/desk/editing/article/three-flows/", NOBODY, personal=True),
    "editing-review": Route("/desk/editing/article/three-flows/review/", NOBODY, personal=True),
    "editing-state": Route("/desk/editing/article/three-flows/state/", NOBODY, personal=True),
    "help": Route("/help/"),
    "help-choose": Route("/help/choose/"),
    "help-country": Route("/help/ie/"),
    # Neither therapists nor coordinators; see tests/integration/care/test_desks.py.
    "desk": Route("/desk/", NOBODY, personal=True),
    "desk-second-factor": Route("/desk/second-factor/", NOBODY, personal=True),
    "desk-invitation": Route(f"/desk/invitation/{KEY}/", NOBODY),
    "desk-profile": Route("/desk/about-you/", NOBODY, personal=True),
    "desk-preview": Route("/desk/about-you/as-clients-see-it/", NOBODY, personal=True),
    "desk-licences": Route("/desk/licences/", NOBODY, personal=True),
    "desk-drop-licence": Route("/desk/licences/1/drop/", NOBODY, personal=True),
    "desk-away": Route("/desk/away/", NOBODY, personal=True),
    "desk-back": Route("/desk/away/1/back/", NOBODY, personal=True),
    **{
        name: Route(f"/desk/{path.format('9b2d6a4e-0000-4000-8000-000000000000')}", NOBODY, personal=True)
        for name, path in {
            "desk-offer": "offers/{}/",
            "desk-accept": "offers/{}/accept/",
            "desk-decline": "offers/{}/decline/",
            "desk-client": "clients/{}/",
            "desk-write": "clients/{}/write/",
            "desk-met": "clients/{}/met/",
            "desk-end": "clients/{}/end/",
            "desk-summary": "clients/{0}/summaries/{0}/",
            "desk-set-practice": "clients/{}/practice/",
            "coordination-case": "coordination/cases/{}/",
            "coordination-offer": "coordination/cases/{}/offer/",
            "coordination-extend": "coordination/cases/{}/extend/",
            "coordination-close": "coordination/cases/{}/close/",
        }.items()
    },
    "coordination": Route("/desk/coordination/", NOBODY, personal=True),
    "coordination-roster": Route("/desk/coordination/therapists/", NOBODY, personal=True),
    "coordination-check": Route("/desk/coordination/licences/1/check/", NOBODY, personal=True),
    "coordination-invitations": Route("/desk/coordination/invitations/", NOBODY, personal=True),
    "coordination-withdraw": Route("/desk/coordination/invitations/1/withdraw/", NOBODY, personal=True),
    "coordination-duty": Route("/desk/coordination/duty-sheet/", NOBODY, personal=True),
    "coordination-open": Route("/desk/coordination/duty-sheet/open/", NOBODY, personal=True),
    "coordination-shut": Route("/desk/coordination/duty-sheet/close/", NOBODY, personal=True),
    "coordination-report": Route("/desk/coordination/report/", NOBODY, personal=True),
    "coordination-report-csv": Route("/desk/coordination/report/2026-11.csv", NOBODY, personal=True),
    # Nobody of the four has asked for a therapist, and none work here; see tests/integration/care.
    "care": Route("/care/", personal=True),
    "care-other-ways": Route("/care/other-ways/"),
    "care-right-now": Route("/care/right-now/"),
    "care-begin": Route("/care/begin/", WRITES),
    "care-question": Route("/care/ask/place/", SHOWN_AGAIN, personal=True),
    "care-look-over": Route("/care/look-over/", SHOWN_AGAIN, personal=True),
    "care-send": Route("/care/send/", WRITES),
    "care-pause": Route("/care/pause/", WRITES),
    "care-resume": Route("/care/resume/", WRITES),
    "care-cancel": Route("/care/cancel/", WRITES),
    "care-another": Route("/care/another/", WRITES),
    "care-forget": Route("/care/forget/", WRITES),
    "care-share": Route("/care/share/", SHOWN_AGAIN, personal=True),
    "care-share-preview": Route("/care/share/preview/", SHOWN_AGAIN, personal=True),
    # Accounts show once more who they are before they learn that there is nothing.
    "care-share-give": Route(
        "/care/share/9b2d6a4e-0000-4000-8000-000000000000/give/", (404, 404, 302, 302), personal=True
    ),
    "care-share-receipt": Route(
        "/care/share/9b2d6a4e-0000-4000-8000-000000000000/receipt/", NOBODY, personal=True
    ),
    "care-share-revoke": Route("/care/share/9b2d6a4e-0000-4000-8000-000000000000/revoke/", WRITES),
    "care-set-practice": Route("/care/set-practice/", WRITES),
    "care-not-now": Route("/care/not-now/", WRITES),
    "care-what-it-is-like": Route("/care/what-therapy-is-like/"),
    "care-write": Route("/care/write/", WRITES),
    "care-feedback": Route("/care/feedback/", WRITES),
    "care-time": Route("/care/times/9b2d6a4e-0000-4000-8000-000000000000/", WRITES),
    "care-time-ics": Route(
        "/care/times/9b2d6a4e-0000-4000-8000-000000000000/meeting.ics", NOBODY, personal=True
    ),
    "deleted": Route("/you/deleted/", personal=True),
    "api:openapi-json": Route("/api/v1/openapi.json"),
    "api:practices": Route("/api/v1/practices"),
    "api:practice": Route("/api/v1/practices/soothing-touch"),
    "api:timeline": Route("/api/v1/practices/soothing-touch/timeline?seconds=20&voice=text"),
    "api:post_session": Route("/api/v1/sessions", WRITES),
    "api:post_check_in": Route("/api/v1/check-ins", WRITES),
    "api:plan": Route("/api/v1/plan", personal=True),
    "api:get_responses": Route("/api/v1/responses", personal=True),
    # The same address; GET is the one above.
    "api:post_response": Route("/api/v1/responses", personal=True),
    "api:export": Route("/api/v1/export", (200, 200, 403, 403), personal=True),
    "api:api-root": Route("/api/v1/", NOBODY),
    # The first page suggests by what was practised before.
    "first": Route("/", personal=True),
    # What is one's own.
    "writing": Route("/you/writing/", personal=True),
    "writing-save": Route("/you/writing/save/", WRITES, personal=True),
    "plan-of-mine": Route("/you/writing/plan/", personal=True),
    "plan-edit": Route("/you/writing/plan/edit/", personal=True),
    "plan-json": Route("/you/writing/plan.json", personal=True),
    "for-a-hard-day": Route("/you/writing/for-a-hard-day/", personal=True),
    # Nobody of the four wrote this; see tests/integration/journal.
    "entry": Route(f"/you/writing/{KEY}/", NOBODY, personal=True),
    "entry-edit": Route(f"/you/writing/{KEY}/edit/", NOBODY, personal=True),
    "entry-mark": Route(f"/you/writing/{KEY}/mark/", WRITES, personal=True),
    "entry-comes": Route(f"/you/writing/{KEY}/comes/", WRITES, personal=True),
    "entry-correct": Route(f"/you/writing/{KEY}/correct/", WRITES, personal=True),
    "entry-delete": Route(f"/you/writing/{KEY}/delete/", NOBODY, personal=True),
    "you": Route("/you/", personal=True),
    "plan": Route("/you/plan/", personal=True),
    "measures": Route("/you/measure/", personal=True),
    "measure": Route("/you/measure/three-flows/", personal=True),
    "measured": Route(f"/you/measure/three-flows/{KEY}/", NOBODY, personal=True),
    "sessions-csv": Route("/you/sessions.csv", ONCE_MORE, personal=True),
    "sessions-json": Route("/you/sessions.json", ONCE_MORE, personal=True),
    "responses-csv": Route("/you/answers.csv", ONCE_MORE, personal=True),
    "responses-fhir": Route("/you/answers.fhir.json", ONCE_MORE, personal=True),
    "everything": Route("/you/everything.json", ONCE_MORE, personal=True),
    "programme": Route("/programme/", personal=True),
    "programme-start": Route("/programme/start/", personal=True),
    "programme-now": Route("/programme/now/", personal=True),
    "programme-week": Route("/programme/week/3/", personal=True),
    "programme-kept": Route("/programme/kept.json", personal=True),
    "programme-tap": Route("/programme/week/3/tap/", WRITES),
    "programme-step": Route("/programme/step/", WRITES),
    "programme-pace": Route("/programme/pace/", WRITES),
    # Nobody of the four follows the eight weeks, and only Bob has saved anything.
    "programme-calendar": Route("/programme/calendar/", SHOWN_AGAIN, personal=True),
    "programme-feed": Route(f"/programme/calendar/{KEY}.ics", NOBODY),
    "reminders": Route("/programme/reminders/", (302, 200, 302, 302), personal=True),
    "reminders-off": Route("/programme/reminders/off/", (302, 200, 302, 302), personal=True),
    "reminders-off-by-mail": Route(f"/programme/reminders/off/{KEY}/", NOBODY),
    "reminders-here": Route("/programme/reminders/here/", WRITES),
    "reminders-opened": Route("/programme/reminders/opened/", WRITES),
    "welcome": Route("/you/welcome/", SIGNED_IN, personal=True),
    "recovery": Route("/you/recovery/", (200, 200, 302, 302), personal=True),
    "take-along": Route("/you/export/", ONCE_MORE, personal=True),
    "bring-along": Route("/you/import/", ONCE_MORE, personal=True),
    "who-looked": Route("/you/who-looked/", personal=True),
    "what-can-be-read": Route("/you/what-can-be-read/", personal=True),
    "receipt": Route("/you/deleted/receipt.txt", NOBODY, personal=True),
    "delete-everything": Route("/you/delete/", (200, 200, 302, 302), personal=True),
    # Coming in: of no use to who is in already.
    "account_login": Route("/account/login/", VISITORS, personal=True),
    "account_signup": Route("/account/signup/", VISITORS, personal=True),
    "mfa_login_webauthn": Route("/account/keys/webauthn/login/", (302, 302, 302, 302), personal=True),
    "mfa_authenticate": Route("/account/keys/authenticate/", SHOWN_AGAIN, personal=True),
    "account_confirm_login_code": Route("/account/login/code/confirm/", SHOWN_AGAIN, personal=True),
    "account_inactive": Route("/account/inactive/", personal=True),
    "account_email_verification_sent": Route("/account/confirm-email/", personal=True),
    "account_confirm_email": Route("/account/confirm-email/none/", personal=True),
    "account_reset_password": Route("/account/password/reset/", personal=True),
    "account_reset_password_done": Route("/account/password/reset/done/", personal=True),
    "account_reset_password_from_key": Route("/account/password/reset/key/1-none/", personal=True),
    "account_reset_password_from_key_done": Route("/account/password/reset/key/done/", personal=True),
    # Being in.
    "account_logout": Route("/account/logout/", SIGNED_IN, personal=True),
    "account_email": Route("/account/email/", SIGNED_IN, personal=True),
    "account_change_password": Route("/account/password/change/", SIGNED_IN, personal=True),
    "account_set_password": Route("/account/password/set/", SHOWN_AGAIN, personal=True),
    "account_reauthenticate": Route("/account/reauthenticate/", SIGNED_IN, personal=True),
    "mfa_index": Route("/account/keys/", SIGNED_IN, personal=True),
    "mfa_list_webauthn": Route("/account/keys/webauthn/", SIGNED_IN, personal=True),
    "mfa_reauthenticate": Route("/account/keys/reauthenticate/", SHOWN_AGAIN, personal=True),
    "mfa_reauthenticate_webauthn": Route(
        "/account/keys/webauthn/reauthenticate/", SHOWN_AGAIN, personal=True
    ),
    # Asks once more who it is.
    "mfa_activate_totp": Route("/account/keys/totp/activate/", SHOWN_AGAIN, personal=True),
    "mfa_deactivate_totp": Route("/account/keys/totp/deactivate/", NOT_THERE, personal=True),
    "mfa_view_recovery_codes": Route("/account/keys/recovery-codes/", NOT_THERE, personal=True),
    "mfa_generate_recovery_codes": Route(
        "/account/keys/recovery-codes/generate/", SHOWN_AGAIN, personal=True
    ),
    "mfa_download_recovery_codes": Route("/account/keys/recovery-codes/download/", NOT_THERE, personal=True),
    "mfa_add_webauthn": Route("/account/keys/webauthn/add/", SHOWN_AGAIN, personal=True),
    "mfa_remove_webauthn": Route("/account/keys/webauthn/keys/1/remove/", SHOWN_AGAIN, personal=True),
    "mfa_edit_webauthn": Route("/account/keys/webauthn/keys/1/edit/", SHOWN_AGAIN, personal=True),
}


def names(tree: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The name of every address there is, with its namespace."""
    for part in (tree or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            yield from names(part, space + (f"{part.namespace}:" if part.namespace else ""))
        elif isinstance(part, URLPattern):
            yield space + (part.name or str(part.pattern))
