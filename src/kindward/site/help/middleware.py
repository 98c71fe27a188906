"""Crisis help before everything else."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from kindward.site.help import answers, shelf


class HelpFirst:
    """Answers ``/help/…`` before any other middleware is asked.

    Must stand first in ``MIDDLEWARE``: so that no limit, login, count, session or database can come between a
    person and help, and so that nothing of the visit is read or kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        # At start, so that broken helplines stop the program then and not when somebody needs them.
        shelf.pages()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if answers.is_help(request.path_info):
            return answers.answer(request)
        return self.get_response(request)
