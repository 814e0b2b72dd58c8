"""``spaceflight build``: sources in, local graph out."""

from pathlib import Path

import click

from spaceflight_graph.commands.options import source_option, store_option


@click.command()
@store_option
@source_option
@click.option("--policy", default="most-supported", show_default=True, metavar="POLICY",
              help="How facts are chosen: most-supported, most-precise or as-told-by:DOCUMENT.")  # fmt: skip
@click.option("--reasoner", default="rules", show_default=True, metavar="NAME",
              help="rules (fast) or owlrl (over everything; the reference).")  # fmt: skip
@click.option(
    "--tables",
    "rows",
    default="crewed",
    show_default=True,
    metavar="ROWS",
    help="Rows of the tables that are read: crewed (crewed launches and all spacewalks), all or none.",
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something is wrong.")
def command(store: Path, source: Path | None, policy: str, reasoner: str, rows: str, quiet: bool) -> None:
    """Read, resolve, reason, validate and write the local graph.

    The old graph is replaced only when the new one is whole and valid. Tables are read again only when something has
    changed that they are read by.
    """
    import time

    from spaceflight_graph import output, printable
    from spaceflight_graph.build import Step, build

    total = 0.0

    def told(step: Step) -> None:
        nonlocal total
        total += step.seconds
        if not quiet:
            counts = ", ".join(f"{n:,} {name if n != 1 else name.removesuffix('s')}" for name, n in step.counts.items())
            output.write(f"{step.name:9}{step.seconds:7.2f} s  {counts}\n")

    began = time.monotonic()
    width = 0

    def progress(table: str, done: int, of: int) -> None:
        nonlocal width
        if quiet or not output.on_terminal():
            return
        left = (time.monotonic() - began) / done * (of - done) if done else 0
        line = f"{table}: {done:,} of {of:,} rows" + (f", about {left:.0f} s left" if left >= 1 else "")
        output.write(f"\r{line if done < of else '':{width}}" + ("\r" if done == of else ""))
        width = len(line)

    manifest = build(store, source=source, policy=policy, reasoner=reasoner, rows=rows, told=told, progress=progress)
    if not quiet:
        output.write(f"{'total':9}{total:7.2f} s  {printable.line(str(store / manifest.graph))}\n")
