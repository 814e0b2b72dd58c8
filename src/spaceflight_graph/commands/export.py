"""``spaceflight export``: the graph, or some of its things, as a file."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import LocalPath, language_for, language_option, source_option, store_option
from spaceflight_graph.errors import SpaceflightError

_FORMATS = [
    "canonical-nquads", "csvw", "jsonld", "nanopub", "ndjsonld", "nquads", "nquads12", "ntriples", "sssom", "trig",
    "turtle", "turtle12",
]  # fmt: skip


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("things", metavar="[THING]...", nargs=-1, shell_complete=completed.things())
@click.option("--profile", type=click.Choice(["native", "schema", "wikidata"]), default="native", show_default=True,
              help="For jsonld, ndjsonld: our names, schema.org's, or Wikidata's where they fit.")  # fmt: skip
@click.option("--embed", is_flag=True,
              help="Write jsonld of one THING as a script element; with schema, for a page in --lang.")  # fmt: skip
@click.option("--statements", is_flag=True,
              help="For turtle and ntriples: what Wikidata could have from us, in its own RDF.")  # fmt: skip
@language_option
@click.option("--output", "-o", "target", type=LocalPath(path_type=Path), metavar="FILE",
              help="Write to FILE, whole or not at all; csvw into that folder. [default: standard output]")  # fmt: skip
@click.option("--policy", metavar="POLICY",
              help="Choose the facts anew from the sources by another policy, and leave the store alone.")  # fmt: skip
@source_option
@store_option
def command(
    form: str,
    things: tuple[str, ...],
    profile: str,
    embed: bool,
    statements: bool,
    language: str | None,
    target: Path | None,
    policy: str | None,
    source: Path | None,
    store: Path,
) -> None:
    """Write the graph, or some of its things, as jsonld or in an RDF format.

    Without THING it is the whole graph. THING is a slug, IRI or label, or a class for all of its kind (CrewedFlight):
    what is said of it, with its parts inside and the names of what it points to.

    jsonld and ndjsonld hold what exists and what is said of it, and warn of plans, values that are not exact and open
    disputes; they hold no claims, so no references. ndjsonld is a document a line, each with all that it needs.

    nquads, trig, ntriples and turtle hold the whole store with claims, facts and disputes. canonical-nquads is sorted,
    to be signed or compared (RDFC-1.0). In nquads12 and turtle12 a claim is the reifier of its triple (RDF 1.2).

    nanopub is TriG, one nanopublication a claim. csvw is a folder of tables with their description, sssom a
    table of how our terms stand to Wikidata's: both are always whole.

    A statement needs a source that Wikidata takes: those without are left out, and counted with the reason.

    Each says licence, version and date of the data. The same graph gives the same bytes.
    """
    from contextlib import nullcontext

    from spaceflight_graph import files, output
    from spaceflight_graph.export import csvw, write
    from spaceflight_graph.store.local import open_store

    if policy:
        from spaceflight_graph.claims import layers
        from spaceflight_graph.extract import tables
        from spaceflight_graph.resolve.graph import in_memory

        graph = in_memory(layers.load(source, tables.reader(below=source)), policy=policy)
    elif source:
        raise SpaceflightError("--source goes with --policy: without it the store is exported. Fix: leave it out.")
    else:
        graph = open_store(store)
    if language and not (embed and profile == "schema"):
        raise SpaceflightError(
            "--lang goes with --profile schema --embed: other exports have all languages. Fix: leave it out."
        )
    if form == "csvw":
        if target is None or things or profile != "native" or embed:
            raise SpaceflightError("csvw is a folder of whole tables. Fix: name it with --output, and no THING.")
        csvw.write(graph, target)
        return
    if target and target.is_dir():
        raise SpaceflightError(f"{target}: is a folder. Fix: name a file with --output.")
    page = language_for(language, people=False) if embed else None
    if statements:
        if things or embed:
            raise SpaceflightError("--statements is of all things. Fix: name none, and leave out --embed.")
        text, told = write.statements(graph, form, profile)
        output.tell(told)
        if target:
            files.write(target, text)
        else:
            output.write(text)
        return
    with files.writing(target) if target else nullcontext(output.Stream()) as sink:
        write.to(sink, graph, form, profile, things, page)  # type: ignore[arg-type]  # all that is asked of it is to write
