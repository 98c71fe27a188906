"""Bad input, answered in one clear line on stderr and exit code 2; never a traceback."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

#: What shells expect of a program whose reader went away, and of one that was interrupted.
READER_GONE, INTERRUPTED = 141, 130


class Refusal(click.ClickException):
    """One line that says which field, what is wrong and what was expected."""

    exit_code = 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """What the library raises about a person's input becomes a :class:`Refusal`."""
    from ..practice.errors import PracticeError
    from ..voice import VoiceError

    try:
        yield
    except (PracticeError, VoiceError) as error:
        raise Refusal(str(error)) from None


class PlainGroup(click.Group):
    """A group whose every refusal is one line, click's own included."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run the command and exit: 0 done, 2 bad input, 130 interrupted, 141 reader gone."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or "kindward", **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            code = _reader_gone()
        except click.ClickException as error:
            click.echo(one_line(error), err=True)
            code = 2
        except (click.Abort, KeyboardInterrupt):
            code = INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command, with a reader that goes away told apart from every other error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Before click sees it, which would end with 1 as if something had failed.
            ctx.exit(_reader_gone())

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name, else a refusal that names the nearest."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], self.commands, 1)
            expected = (
                f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(self.commands))}"
            )
            raise Refusal(f"command: there is none named “{args[0]}”; {expected}")
        return super().resolve_command(ctx, args)


def one_line(error: click.ClickException) -> str:
    """What ``error`` says, as ``field: what is wrong; what was expected`` on one line."""
    if isinstance(error, click.MissingParameter):
        said = f"{_field(error)}: is missing; expected a value"
    elif isinstance(error, click.BadParameter):
        said = f"{_field(error)}: {_small(error.message)}"
    elif isinstance(error, click.NoSuchOption):
        near = f"; did you mean {error.possibilities[0]}?" if error.possibilities else ""
        said = f"{error.option_name}: there is no such option{near}"
    elif isinstance(error, click.BadOptionUsage):
        said = f"{error.option_name}: {_small(error.message)}"
    else:
        said = error.format_message()
    if isinstance(error, click.UsageError) and error.ctx:
        said = f"{said.rstrip('.')} (“{error.ctx.command_path} --help” shows how)"
    return " ".join(said.split())


def _field(error: click.BadParameter) -> str:
    if error.param is None:
        return "value"
    return error.param.opts[0] if isinstance(error.param, click.Option) else (error.param.human_readable_name)


def _small(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


def _reader_gone() -> int:
    # Python would complain once more when it flushes at exit.
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
    return READER_GONE
