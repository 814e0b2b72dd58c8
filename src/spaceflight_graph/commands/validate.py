"""``spaceflight validate``: arguments and exit codes of validation, and nothing else of it."""

import sys
from pathlib import Path

import click

from spaceflight_graph.commands.options import LocalPath
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import SHAPES, Report, Severity
from spaceflight_graph.output import coloured, on_terminal, tell, write
from spaceflight_graph.validate.reports import FORMATS, as_text, render

_STDIN_FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml")


@click.command("validate")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=LocalPath(path_type=str))
@click.option(
    "--shapes", "shapes_paths", metavar="PATH", multiple=True, help="Shapes to check against; ours by default."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("-o", "--output", type=LocalPath(path_type=Path), help="Write the report to a file.")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default="violation",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@click.option("--baseline", type=LocalPath(path_type=Path), help="Known findings: only new ones are told.")
@click.option("--update-baseline", is_flag=True, help="Make today's findings the known ones.")
@click.option("--cache", type=LocalPath(path_type=Path), help="Folder that remembers results for the next run.")
@click.option("--engine", type=click.Choice(["compiled", "pyshacl"]), default="compiled", show_default=True,
              help="pyshacl is the reference for every verdict, and a hundred times slower.")  # fmt: skip
@click.option("--limit", type=click.IntRange(0), help="Findings of each rule to show; 10 on a terminal, else all.")
@click.option("--stdin-format", type=click.Choice(_STDIN_FORMATS), default="turtle", help="What '-' holds.")
@click.option("--strict", is_flag=True,
              help="What checks nothing is a violation, not a warning; ill-formed shapes are refused.")  # fmt: skip
@click.option("--allow-empty", is_flag=True, help="No error where no shape has looked at any node of the data.")
@click.option("--timeout", type=click.IntRange(1, 86_400), default=600, show_default=True, metavar="SECONDS",
              help="Give up after so many seconds.")  # fmt: skip
@click.option(
    "--constraint-timeout",
    type=click.IntRange(1, 86_400),
    metavar="SECONDS",
    help="Give up a constraint after so many seconds, and check the others; a tenth of --timeout by default.",
)
@click.option("--memory", type=click.FloatRange(0.1, 1024), default=8, show_default=True, metavar="GB",
              help="Give up where it takes more memory than this.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say nothing where there is nothing to report.")
def command(
    paths: tuple[str, ...],
    shapes_paths: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    baseline: Path | None,
    update_baseline: bool,
    cache: Path | None,
    engine: str,
    limit: int | None,
    stdin_format: str,
    strict: bool,
    allow_empty: bool,
    timeout: int,
    constraint_timeout: int | None,
    memory: float,
    quiet: bool,
) -> None:
    """Check Turtle against the shapes: our own data, or anybody's files, folders and globs; '-' is standard input.

    Exit code 0: nothing as bad as --fail-on was found. 1: something was. 2: it could not be checked.
    """
    from spaceflight_graph.validate.child import Job, in_child

    if update_baseline and baseline is None:
        raise SpaceflightError("--update-baseline needs to know which. Fix: add --baseline FILE.")
    if cache is not None and engine != "compiled":
        raise SpaceflightError("--cache goes with --engine compiled only. Fix: leave one of them out.")
    if shapes_paths and not paths:
        raise SpaceflightError("--shapes needs to know what to check. Fix: name files, folders or globs, or '-'.")
    job = Job(
        paths=tuple(path for path in paths if path != "-"),
        shapes=shapes_paths,
        stdin=sys.stdin.buffer.read() if "-" in paths else None,
        stdin_format=stdin_format,
        cache=cache,
        engine=engine,
    )
    report = in_child(job, seconds=timeout, gigabytes=memory, constraint_seconds=constraint_timeout)
    if strict:
        report = _strictly(report)
    if not report.triples and not report.findings:
        raise SpaceflightError(f"{', '.join(report.files)}: not one triple. Fix: check what should have filled it.")
    if baseline is not None and update_baseline:
        from spaceflight_graph.validate.baseline import write_baseline

        _refuse_unchecked(report, allow_empty=allow_empty)
        write_baseline(baseline, report)
        if not quiet:
            tell(f"{baseline}: {len(report.findings):,} known findings.")
        return
    if baseline is not None:
        from spaceflight_graph.validate.baseline import without_known

        report, gone = without_known(baseline, report)
        if gone and not quiet:
            tell(f"{baseline}: {gone:,} known findings are gone. Run --update-baseline to forget them.")
    _write(report, form, output, limit, quiet=quiet)
    if report.at_least(Severity(fail_on)):
        raise SystemExit(1)
    _refuse_unchecked(report, allow_empty=allow_empty)


def _strictly(report: Report) -> Report:
    """Return the report with what checks nothing in the shapes as violations.

    Raises:
        SpaceflightError: shapes that SHACL does not allow.
    """
    refused = [f for f in report.findings if f.rule in (f"{SHAPES}ill-formed", f"{SHAPES}refused")]
    if refused:
        lines = (f"{finding.place}: {finding.message}" for finding in refused)
        raise SpaceflightError("SHACL does not allow these shapes. Fix them, or leave out --strict:", *lines)
    return report.strictly()


def _refuse_unchecked(report: Report, *, allow_empty: bool) -> None:
    if not report.focus_nodes and not allow_empty:
        raise SpaceflightError(
            "nothing was checked: no shape looks at any node of the data."
            " Fix: name shapes that do with --shapes, or add --allow-empty."
        )


def _write(report: Report, form: str, output: Path | None, limit: int | None, *, quiet: bool) -> None:
    if output is not None:
        from spaceflight_graph import files

        files.write(output, render(report, form))
        if not quiet:
            tell(as_text.summary(report))
    elif quiet and not report.findings and form in ("text", "github"):
        return
    elif form != "text":
        write(render(report, form))
    else:
        shown = 10 if limit is None and on_terminal() else limit
        lines = as_text.lines(report, limit=shown, style=click.style if coloured() else None)
        write("".join(f"{line}\n" for line in lines))
