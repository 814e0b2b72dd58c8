"""The reference page is what the code makes it, and leaves nothing out."""

import importlib
from pathlib import Path

import click
import pytest

from spaceflight_graph import errors
from spaceflight_graph.cli import COMMANDS
from spaceflight_graph.documentation import reference
from spaceflight_graph.query import catalogue

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / reference.FILE).read_text(encoding="utf-8")


def test_page_is_up_to_date() -> None:
    assert reference.text() == PAGE


def test_every_command_query_rule_and_error_has_its_entry() -> None:
    headings = [line[4:] for line in PAGE.splitlines() if line.startswith("### ")]
    assert {f"spaceflight {name}" for name in COMMANDS} <= set(headings)
    assert {found.name for found in catalogue.all_queries()} <= set(headings)
    assert {"DataError", "NotFoundError", "ParameterError", "StoreError"} <= set(headings)
    assert len([h for h in headings if h.startswith("sfsh:")]) > 80
    assert issubclass(errors.DataError, errors.SpaceflightError)


def commands() -> dict[str, click.Command]:
    """Return every command by its words, those of groups included."""
    found = {name: importlib.import_module(f"spaceflight_graph.commands.{name}").command for name in COMMANDS}
    for name, command in list(found.items()):
        if isinstance(command, click.Group):
            found |= {f"{name} {inner}": command.commands[inner] for inner in command.commands}
    return found


@pytest.mark.parametrize(("name", "command"), sorted(commands().items()))
def test_usage_is_the_one_that_help_prints(name: str, command: click.Command) -> None:
    context = click.Context(command, info_name=f"spaceflight {name}")
    shown = " ".join(command.get_usage(context).split()).removeprefix("Usage: ").replace(" [OPTIONS]", "")
    assert f"\n### spaceflight {name}\n\n`{shown}`\n" in PAGE


def test_the_command_of_a_group_has_its_entry() -> None:
    assert "store check" in commands()
