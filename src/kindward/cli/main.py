"""The group of commands. Each imports what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import click

from .. import __version__
from .check import check
from .compose import compose
from .help import help_now
from .manage import manage
from .match import match
from .practices import practices
from .practise import practise
from .refusal import PlainGroup
from .score import score
from .selftalk import selftalk
from .signs import signs
from .simulate import simulate


@click.group(
    "kindward",
    cls=PlainGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(__version__, message="kindward %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Train compassion: short guided practices of any length, in your terminal or as files.

    In a hard moment: kindward practise self-compassion-break --minutes 1.
    If you may be in danger: kindward help.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


for command in (
    practices,
    compose,
    practise,
    check,
    score,
    selftalk,
    match,
    help_now,
    manage,
    simulate,
    signs,
):
    main.add_command(command)
