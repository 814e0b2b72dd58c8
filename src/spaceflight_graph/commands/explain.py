"""``spaceflight explain``: why the graph answers as it does."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import language_for, language_option, raw_option, store_option


@click.command()
@click.argument("subject", shell_complete=completed.things())
@click.argument("property", required=False, shell_complete=completed.properties("subject"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@raw_option
@store_option
def command(
    subject: str,
    property: str | None,  # noqa: A002 - the user's word
    form: str,
    language: str | None,
    raw: bool,
    store: Path,
) -> None:
    """Show every claim about SUBJECT (and PROPERTY): document, line, own words, what was chosen and why.

    SUBJECT is a slug, an IRI or a label; PROPERTY a name such as time.
    """
    from spaceflight_graph import output, printable
    from spaceflight_graph.query import explain
    from spaceflight_graph.store.local import open_store

    graph = open_store(store)
    found = explain.explain(graph, subject, property, language_for(language, people=form == "text"))
    if form == "json":
        import json
        from dataclasses import asdict

        told = json.dumps([asdict(e) for e in found], indent=2, ensure_ascii=False)
        output.write(printable.unicode_escaped(f"{told}\n"))
    else:
        output.write("\n".join(explain.text(e, raw=raw) for e in found))
