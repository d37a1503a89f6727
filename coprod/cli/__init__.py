"""The command line: one module for each command, loaded when it is called."""

from __future__ import annotations

import importlib
import os
import sys
import traceback

import click

from coprod import __version__

_COMMANDS = (
    "map",
    "works",
    "validate",
    "query",
    "matrix",
    "diff",
    "stats",
    "store",
    "serve",
    "export",
    "ground",
    "curate",
    "term",
    "template",
    "ontology",
    "agree",
    "evaluate",
    "init",
    "demo",
)


class _LazyGroup(click.Group):
    """A group that imports a command only when it is needed, so that `coprod --help` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"coprod.cli.{cmd_name}").command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="coprod")
def cli() -> None:
    """Maps coded statements about co-production onto an ontology, validates and queries the evidence graph.

    Try `coprod demo` first.
    """


def main() -> None:
    """Runs the command line.

    Exit codes: 0 fine, 1 findings or rejected rows, 2 wrong input or usage, 3 our own fault.
    """
    try:
        cli(prog_name="coprod")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("COPROD_DEBUG"):
            traceback.print_exc()
        click.echo(
            f"coprod: this is our own fault, not yours: {type(error).__name__}: {error}\n"
            "Run again with COPROD_DEBUG=1 and send the trace with your report.",
            err=True,
        )
        sys.exit(3)
