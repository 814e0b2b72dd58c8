"""The reference page, made from the code: ``python -m spaceflight_graph.documentation.reference`` writes it anew."""

import importlib
import re
import sys
from collections.abc import Iterator

import click
from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph import errors, files, resources
from spaceflight_graph.claims.claim import descriptions
from spaceflight_graph.cli import COMMANDS
from spaceflight_graph.namespaces import PREFIXES, shorten
from spaceflight_graph.query import catalogue
from spaceflight_graph.rdf.inputs import expand, open_all

FILE = "docs/reference.md"


def text() -> str:
    """Return what the page should hold: commands, queries, rules and errors, each with its entry."""
    parts = ["# Reference\n\nMade from the code by `make generate`; do not edit.\n"]
    parts += ["\n## Commands\n", *_commands(), "\n## Queries\n", *_queries(), "\n## Rules\n", *_rules()]
    parts += ["\n## Errors\n", *_errors()]
    return "".join(parts)


def _commands() -> Iterator[str]:
    """Yield an entry for each command, from what it declares: click's own help page looks different in each version."""
    for name in sorted(COMMANDS):
        yield from _command(name, importlib.import_module(f"spaceflight_graph.commands.{name}").command)


def _command(name: str, command: click.Command) -> Iterator[str]:
    """Yield the entry of a command, and those of the commands below it."""
    inner = command.commands if isinstance(command, click.Group) else {}
    pieces = command.collect_usage_pieces(click.Context(command))
    usage = " ".join([f"spaceflight {name}", *(piece for piece in pieces if piece != "[OPTIONS]")])
    paragraphs = (command.help or "").strip().split("\n\n")
    yield f"\n### spaceflight {name}\n\n`{usage}`\n\n" + "\n\n".join(" ".join(p.split()) for p in paragraphs) + "\n"
    options = [p for p in command.params if isinstance(p, click.Option)]
    yield "\n" if options else ""
    for option in options:
        names = ", ".join(f"`{text}`" for text in option.opts)
        choices = option.type.choices if isinstance(option.type, click.Choice) else ()
        told = (option.help or "").strip() or "One of:"
        yield f"- {names}: {told}" + (f" {', '.join(map(str, choices))}." if choices else "") + "\n"
    for other in sorted(inner):
        yield from _command(f"{name} {other}", inner[other])


def _queries() -> Iterator[str]:
    for found in catalogue.all_queries():
        yield f"\n### {found.name}\n\n{found.summary}"
        yield f" {found.description}\n\n" if found.description else "\n\n"
        for parameter in found.parameters:
            need = "required" if parameter.required else "optional"
            need = f"default `{parameter.default}`" if parameter.default else need
            yield f"- `{parameter.name}` ({need}): {parameter.description}\n"
        yield f"- returns: {found.returns}\n"
        if found.plot:
            yield "- has a picture: `--plot FILE`\n"


def _rules() -> Iterator[str]:
    """Yield an entry for each shape that says something of its own."""
    sh, comment = PREFIXES["sh"], NamedNode(PREFIXES["rdfs"] + "comment")
    message, severity = NamedNode(sh + "message"), NamedNode(sh + "severity")
    triples = [q.triple for source in open_all(expand([resources.path("shapes")])) for q in source.quads()]
    for node, parts in sorted(descriptions(triples).items(), key=lambda item: str(item[0])):
        if not isinstance(node, NamedNode) or comment not in parts:
            continue
        of = {t.subject for t in triples if t.object == node and isinstance(t.subject, NamedNode)}
        said = [value for value in parts.get(message, []) if isinstance(value, Literal)]
        inner = [v for part in parts.get(NamedNode(sh + "sparql"), []) for v in _objects(triples, part, message)]
        (words, *_) = [*said, *inner]
        level = parts[severity][0]
        why = parts[comment][0]
        assert isinstance(level, NamedNode)  # noqa: S101 - a test holds every rule to it
        assert isinstance(why, Literal)  # noqa: S101
        shape = f" of {', '.join(sorted(shorten(n.value) for n in of))}" if of else ""
        yield f"\n### {shorten(node.value)}\n\n{level.value.removeprefix(sh)}{shape}. {words.value}\n\n{why.value}\n"


def _objects(triples: list[Triple], subject: object, predicate: NamedNode) -> list[Literal]:
    return [
        t.object for t in triples if t.subject == subject and t.predicate == predicate and isinstance(t.object, Literal)
    ]


def _errors() -> Iterator[str]:
    for name in sorted(vars(errors)):
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, errors.SpaceflightError):
            summary = re.sub(r"\s+", " ", (kind.__doc__ or "").strip())
            yield f"\n### {name}\n\nExit code {kind.exit_code}. {summary}\n"


if __name__ == "__main__":
    files.generate(resources.root() / FILE, text(), check="--check" in sys.argv)
