"""``spaceflight query``: list, describe and run canned queries."""

from pathlib import Path

import click

from spaceflight_graph import printable
from spaceflight_graph.commands.options import (
    language_for,
    language_option,
    raw_option,
    reader_of,
    safe_csv_option,
    store_option,
)
from spaceflight_graph.errors import ParameterError, shortened
from spaceflight_graph.query.results import FORMATS


@click.command(context_settings={"ignore_unknown_options": False})
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--about", is_flag=True, help="Describe the query instead of running it.")
@click.option("--endpoint", metavar="URL", help="Run it on another SPARQL endpoint.")
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

    results.refuse_unfit(form, safe_csv=safe_csv)
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
    given: dict[str, str] = {}
    for text in parameters:
        key, equals, value = text.partition("=")
        if not equals:
            raise ParameterError(
                f"{shortened(text)!r} is not a parameter. Fix: write KEY=VALUE, such as flight=soyuz-ms-07."
            )
        if key in given:
            raise ParameterError(f"{shortened(key)} is given twice. Fix: give it once.")
        given[key] = value
    people = form in results.FOR_PEOPLE
    language = language_for(language, people=people)
    if endpoint is not None:
        from spaceflight_graph.query.endpoint import run_remote
        from spaceflight_graph.query.parameters import bind

        reader = reader_of(None, language, found.empty, wanted=people and not raw)
        output.write(run_remote(endpoint, bind(found, given, None, language), form, safe_csv=safe_csv, reader=reader))
        return
    from spaceflight_graph.store.local import open_store

    graph = open_store(store)
    reader = reader_of(graph, language, found.empty, wanted=people and not raw)
    output.write(results.text(ask.run(graph, found, given, language), form, safe_csv=safe_csv, reader=reader))


def _described(query: "query.Query") -> str:  # type: ignore[name-defined]  # noqa: F821
    lines = [query.summary, *([query.description] if query.description else []), ""]
    for parameter in query.parameters:
        need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
        lines.append(f"  {parameter.name}: {parameter.description} ({need})")
    lines += [f"  returns: {query.returns}", f"  file: {query.file}"]
    return "".join(f"{printable.line(line)}\n" for line in lines)
