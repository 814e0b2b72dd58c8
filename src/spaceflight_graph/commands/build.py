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
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something is wrong.")
def command(store: Path, source: Path | None, policy: str, reasoner: str, quiet: bool) -> None:
    """Read, resolve, reason, validate and write the local graph.

    The old graph is replaced only when the new one is whole and valid.
    """
    from spaceflight_graph import output, printable
    from spaceflight_graph.build import Step, build

    total = 0.0

    def told(step: Step) -> None:
        nonlocal total
        total += step.seconds
        if not quiet:
            counts = ", ".join(f"{n:,} {name if n != 1 else name.removesuffix('s')}" for name, n in step.counts.items())
            output.write(f"{step.name:9}{step.seconds:7.2f} s  {counts}\n")

    manifest = build(store, source=source, policy=policy, reasoner=reasoner, told=told)
    if not quiet:
        output.write(f"{'total':9}{total:7.2f} s  {printable.line(str(store / manifest.graph))}\n")
