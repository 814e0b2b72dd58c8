"""The command ``spaceflight``: which commands there are, and how errors end. A command is imported when called."""

import importlib
import io
import os
import re
import sys

import click

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.version import __version__

# Name and one line of help; the module of a command has its name.
COMMANDS = {
    "build": "Read, resolve, reason, validate and write the local graph.",
    "cite": "Find every claim again in the documents, and every line that is neither claimed nor excused.",
    "disputes": "List what the documents disagree on.",
    "explain": "Show every claim about a thing, what was chosen and why.",
    "export": "Write the graph as JSON-LD, Turtle, TriG, N-Quads or N-Triples.",
    "query": "List or run canned queries.",
    "show": "Show the whole graph in one screen.",
    "sparql": "Run any read-only SPARQL query.",
    "store": "Look after the local graph.",
    "validate": "Check Turtle against the shapes.",
}


class Commands(click.Group):
    """A group that imports a command only when it is called, so that a query starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"spaceflight_graph.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", prog_name="spaceflight", message="%(prog)s %(version)s")
def main() -> None:
    """Who says what about a spaceflight, at which line, and what to believe.

    Exit code 0: fine. 1: the data is wrong. 2: asked wrongly, or something broke.
    """


def run() -> None:
    """Run the command line and turn every error that a user can mend into one message and an exit code."""
    try:
        code = main(standalone_mode=False)
        if sys.stdout:  # None where the caller closed it
            sys.stdout.flush()
    except SpaceflightError as error:
        click.echo(f"Error: {error}", err=True)
        code = error.exit_code
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        click.echo(re.sub(r"\S{200,}", lambda word: f"{word.group()[:80]}…", told.getvalue()), nl=False, err=True)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Error: interrupted. Nothing half-done is left behind; run the command again.", err=True)
        code = 2
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except SystemExit as error:  # a command's own exit code, or click's where a pipe was closed
        closed = isinstance(error.__context__, BrokenPipeError)
        code = 0 if closed else error.code
    except UnicodeEncodeError as error:
        click.echo(
            f"Error: {error.object[error.start]!a} cannot be written in {error.encoding}."
            " Fix: set PYTHONIOENCODING=utf-8, or write to a file with --output.",
            err=True,
        )
        code = 2
    except RecursionError:
        click.echo("Error: something is nested too deeply. Fix: nest it less.", err=True)
        code = 2
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        click.echo(f"Error: {error.filename or 'output'}: {why}. Fix: check the disk and the permissions.", err=True)
        code = 2
    except MemoryError:
        click.echo("Error: out of memory. Fix: give the process more, or ask for less.", err=True)
        code = 2
    except Exception as error:
        if os.environ.get("SPACEFLIGHT_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        click.echo(f"Error: a fault of the program: {what}. Fix: report it, with SPACEFLIGHT_DEBUG=1 set.", err=True)
        code = 2
    raise SystemExit(code if isinstance(code, int) else 0)
