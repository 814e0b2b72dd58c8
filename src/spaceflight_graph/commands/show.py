"""``spaceflight show``: the main job in one screen."""

from pathlib import Path

import click

from spaceflight_graph.commands import completed
from spaceflight_graph.commands.options import LocalPath, language_for, language_option, store_option


@click.command()
@click.argument("flight", default="soyuz-ms-07", shell_complete=completed.things("sf:Spaceflight"))
@click.option("--export", "target", type=LocalPath(path_type=Path, dir_okay=False), metavar="FILE",
              help="Also write the graph there as JSON-LD; the folder must exist.")  # fmt: skip
@language_option
@store_option
def command(flight: str, target: Path | None, language: str | None, store: Path) -> None:
    """Show what the graph holds, one flight with its crew and main steps, and what the documents disagree on."""
    from spaceflight_graph import files, output, wording
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
    words = wording.phrases(language)
    told = [wording.counted(words.counts[name], counts[name], language=language) for name in words.counts]
    output.write("  ".join(told) + "\n\n")
    given, name_of_it = {"flight": thing.value}, lookup.label(graph, thing, language)
    for title, name, parameters in (
        (words.crew.format(name_of_it), "crew-of-flight", given),
        (words.steps.format(name_of_it), "milestones", given),
        (words.contested, "disputes", {}),
    ):
        query = catalogue.get(name)
        reader = Reader.of(graph, language, query.empty.get(language))
        answer = results.text(ask.run(graph, query, parameters, language), "table", reader=reader, indent=2)
        output.write(f"{line(title)}\n{answer}\n")
    if target:
        with files.writing(target) as sink:
            write.to(sink, graph, "jsonld")
        output.write(f"JSON-LD: {line(str(target))}\n")
