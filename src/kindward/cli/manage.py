"""``kindward manage``: the site's own commands, where the site is installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

from .refusal import Refusal


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("args", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def manage(ctx: click.Context, args: tuple[str, ...]) -> None:
    """Manage the site: check, migrate … (kindward manage help)."""
    if find_spec("django") is None:
        raise Refusal(
            "manage: the site is not installed here; expected pip install 'kindward[site]' before it"
        )
    # By name: the library must not depend on the site, and is whole without it.
    code = import_module("kindward.site.manage").run(["kindward manage", *args])
    ctx.exit(code if isinstance(code, int) else 0)
