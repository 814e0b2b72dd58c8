"""The command ``spaceflight``: which commands there are, and how errors end. A command is imported when called."""

import importlib
import os
import sys
import warnings
from typing import TYPE_CHECKING

import click

from spaceflight_graph import output
from spaceflight_graph.errors import NotFoundError, SpaceflightError
from spaceflight_graph.printable import ReplacedWarning
from spaceflight_graph.version import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# Name and one line of help; the module of a command has its name.
COMMANDS = {
    "build": "Read, resolve, reason, validate and write the local graph.",
    "completion": "Let a shell complete names, queries, parameters and their values.",
    "cite": "Find every claim again in the documents, and every line that is neither claimed nor excused.",
    "claim": "Write one claim: what a document says on a line.",
    "disputes": "List what the documents disagree on.",
    "explain": "Show every claim about a thing, what was chosen and why.",
    "export": "Write the graph as JSON-LD, Turtle, TriG, N-Quads or N-Triples.",
    "extract": "Read a page or table to claims, and tell what cannot be placed.",
    "find": "Find what is called so, in any language.",
    "link": "Propose Wikidata items for things that have none, or write those that are accepted.",
    "list": "List all things of a class, or the classes.",
    "publish": "Put the graph into another store, whole or not at all.",
    "query": "List or run canned queries.",
    "serve": "Serve the graph over HTTP: SPARQL and the canned queries.",
    "show": "Show the whole graph in one screen.",
    "sparql": "Run any read-only SPARQL query.",
    "store": "Look after the local graph.",
    "validate": "Check Turtle against the shapes.",
    "wikidata": "Show what is new, what agrees and what conflicts on Wikidata.",
}

COMPLETES = "_SPACEFLIGHT_COMPLETE"
"""The variable by which a shell asks how a word goes on; see commands/completion.py."""


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called, its name and what it is given.

        Raises:
            NotFoundError: there is no such command; what may be meant is told.
        """
        name, *others = args
        if name in COMMANDS or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from spaceflight_graph.commands import wrongly

        raise NotFoundError(wrongly.no_command(name, others, COMMANDS))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem[str]]":
        """Complete the name of a command without importing them."""
        from click.shell_completion import CompletionItem

        commands = (item for item in sorted(COMMANDS.items()) if item[0].startswith(incomplete))
        options = super(click.Group, self).shell_complete(ctx, incomplete)
        return [*(CompletionItem(name, help=told) for name, told in commands), *options]

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
    output.prepare()
    stream = sys.stdout
    warnings.showwarning = _noted
    try:
        if COMPLETES in os.environ:
            from spaceflight_graph.commands import completion

            completion.register()
        code = main(prog_name="spaceflight", standalone_mode=False, complete_var=COMPLETES)
        if sys.stdout:  # click's help may wait there
            sys.stdout.flush()
    except SpaceflightError as error:
        code = _refused(*error.lines(), code=error.exit_code)
    except click.ClickException as error:
        code = _asked_wrongly(error)
    except (click.Abort, KeyboardInterrupt):
        code = _refused("interrupted. Nothing half-done is left behind; run the command again.")
    except SystemExit as error:  # a command's own exit code; or click's, where it met a closed pipe with its help
        code = error.code if sys.stdout is stream else 0
    except BrokenPipeError:
        output.abandon()
        code = 0
    except UnicodeEncodeError as error:
        code = _refused(
            f"standard output: {error.object[error.start]!a} cannot be written in {error.encoding}."
            " Fix: set LC_ALL=C.UTF-8 or PYTHONIOENCODING=utf-8."
        )
    except RecursionError:
        code = _refused("something is nested too deeply. Fix: nest it less.")
    except OSError as error:
        output.abandon()
        why = (error.strerror or str(error)).lower()
        code = _refused(f"{error.filename or 'output'}: {why}. Fix: check the disk and the permissions.")
    except MemoryError:
        code = _refused("out of memory. Fix: give the process more, or ask for less.")
    except Exception as error:
        if os.environ.get("SPACEFLIGHT_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        code = _refused(f"a fault of the program: {what}. Fix: report it, with SPACEFLIGHT_DEBUG=1 set.")
    raise SystemExit(code if isinstance(code, int) else 0)


def _refused(first: str, *others: str, code: int = 2) -> int:
    output.tell(f"Error: {first}", *others)
    return code


def _asked_wrongly(error: click.ClickException) -> int:
    """Tell of a wrong option or argument; who gives none at all to what needs one gets the help."""
    from spaceflight_graph.commands import wrongly

    if type(error).__name__ == "NoArgsIsHelpError":  # click 8.1 has none
        output.write(f"{error.format_message()}\n")
        return 0
    return _refused(wrongly.told(error))


def _noted(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    """Tell of a warning of ours; those that libraries have for programmers are for nobody here."""
    if issubclass(category, ReplacedWarning):
        output.tell(f"note: {message}")
    elif category.__name__ == "UnknownTermWarning":  # named, not imported: most commands ask nothing
        first, *drawn = str(message).split("\n")
        output.tell(f"warning: {first}", *drawn)
