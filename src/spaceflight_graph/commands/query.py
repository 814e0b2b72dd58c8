"""``spaceflight query``: list, describe and run canned queries."""

from collections.abc import Mapping
from pathlib import Path

import click

from spaceflight_graph import printable
from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import (
    language_for,
    language_option,
    raw_option,
    reader_of,
    safe_csv_option,
    store_option,
)
from spaceflight_graph.errors import ParameterError
from spaceflight_graph.query.results import FORMATS


@click.command(context_settings={"ignore_unknown_options": False})
@click.argument("name", required=False, shell_complete=completed.queries())
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...", shell_complete=completed.parameters())
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--about", is_flag=True, help="Describe the query instead of running it.")
@click.option("--endpoint", metavar="URL", help="Run it on another SPARQL endpoint.")
@click.option("--plot", "picture", type=click.Path(path_type=Path), metavar="FILE",
              help="Draw the answer into FILE, SVG or PNG by its ending, and print nothing.")  # fmt: skip
@language_option
@raw_option
@safe_csv_option
@store_option
def command(
    name: str | None,
    parameters: tuple[str, ...],
    form: str,
    about: bool,
    endpoint: str | None,
    picture: Path | None,
    language: str | None,
    raw: bool,
    safe_csv: bool,
    store: Path,
) -> None:
    """List the canned queries, or run one.

    A flight, person or place may be named by slug, IRI or any label in any language: flight=soyuz-ms-07,
    flight="联盟MS-07". In table and md, values read as people write them, with what qualifies them.
    """
    from spaceflight_graph import output
    from spaceflight_graph.query import ask, catalogue, results
    from spaceflight_graph.query.parameters import split

    results.refuse_unfit(form, safe_csv=safe_csv)
    if picture is not None:
        _refuse_to_draw(
            picture, name, {"--about": about, "--endpoint": endpoint, "--format": form != "table", "--raw": raw}
        )
    if name is None:
        from spaceflight_graph import tables

        listed = catalogue.all_queries()
        rows = [[found.name, ", ".join(p.name for p in found.parameters), found.summary] for found in listed]
        output.write(tables.plain(["query", "parameters", "answers"], rows, tables.terminal()))
        return
    found = catalogue.get(name)
    if about:
        output.write(_described(found))
        return
    given = split(found, parameters)
    if picture is not None:
        from spaceflight_graph.graph import open_graph

        open_graph(store, lang=language_for(language, people=True)).plot(name, **given).save(picture)
        return
    people = form in results.FOR_PEOPLE
    language = language_for(language, people=people)
    if endpoint is not None:
        from spaceflight_graph.query.elsewhere import Elsewhere
        from spaceflight_graph.query.parameters import bind

        there = Elsewhere.at(endpoint)
        if there.graphs:
            output.tell(
                f"note: {endpoint}: its default graph is not the union of all graphs, so the query names the"
                f" {len(there.graphs)} graphs that are there."
            )
        reader = reader_of(None, language, found.empty.get(language), wanted=people and not raw)
        output.write(there.run(bind(found, given, there, language), form, safe_csv=safe_csv, reader=reader))
        return
    from spaceflight_graph.store.local import open_store

    graph = open_store(store)
    reader = reader_of(graph, language, found.empty.get(language), wanted=people and not raw)
    output.write(results.text(ask.run(graph, found, given, language), form, safe_csv=safe_csv, reader=reader))


def _refuse_to_draw(picture: Path, name: str | None, beside: Mapping[str, object]) -> None:
    """Refuse at once what could only fail behind the query."""
    from spaceflight_graph.plot import picture as pictures
    from spaceflight_graph.query import catalogue

    for option, given in beside.items():
        if given:
            raise ParameterError(f"--plot draws what the local graph answers. Fix: leave out {option}.")
    if name is None:
        raise ParameterError("--plot draws the answer of a query. Fix: name one, such as spacewalks.")
    pictures.ending(picture)
    pictures.drawable(catalogue.get(name))


def _described(query: "query.Query") -> str:  # type: ignore[name-defined]  # noqa: F821
    lines = [query.summary, *([query.description] if query.description else []), ""]
    for parameter in query.parameters:
        need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
        lines.append(f"  {parameter.name}: {parameter.description} ({need})")
    lines += [f"  returns: {query.returns}", f"  file: {query.file}"]
    return "".join(f"{printable.line(line)}\n" for line in lines)
