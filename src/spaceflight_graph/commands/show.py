"""``spaceflight show``: the main job in one screen."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import language_for, language_option, store_option


@click.command()
@click.argument("flight", default="soyuz-ms-07")
@click.option("--export", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Also write the graph there as JSON-LD; the folder must exist.")  # fmt: skip
@language_option
@store_option
def command(flight: str, target: Path | None, language: str | None, store: Path) -> None:
    """Show what the graph holds, one flight with its crew and main steps, and what the documents disagree on."""
    from spaceflight_graph import files, output
    from spaceflight_graph.export import write
    from spaceflight_graph.namespaces import SF
    from spaceflight_graph.printable import line
    from spaceflight_graph.query import ask, catalogue, lookup, results
    from spaceflight_graph.query.reading import Reader
    from spaceflight_graph.store.local import open_store, read_manifest

    language = language_for(language, people=True)
    graph = open_store(store)
    thing = lookup.find(graph, flight, SF.Spaceflight)
    counts = read_manifest(store).counts
    shown = ("documents", "claims", "facts", "disputes", "entities", "inferred", "triples")
    output.write("  ".join(f"{counts[name]:,} {name}" for name in shown) + "\n\n")
    given, name_of_it = {"flight": thing.value}, lookup.label(graph, thing, language)
    for title, name, parameters in (
        (f"Crew of {name_of_it}", "crew-of-flight", given),
        (f"Main steps of {name_of_it} (spaceflight query timeline shows all)", "milestones", given),
        ("What the documents disagree on (spaceflight explain THING PROPERTY tells why)", "disputes", {}),
    ):
        query = catalogue.get(name)
        reader = Reader.of(graph, language, query.empty)
        answer = results.text(ask.run(graph, query, parameters, language), "table", reader=reader, indent=2)
        output.write(f"{line(title)}\n{answer}\n")
    if target:
        with files.writing(target) as sink:
            write.to(sink, graph, "jsonld")
        output.write(f"JSON-LD: {line(str(target))}\n")
