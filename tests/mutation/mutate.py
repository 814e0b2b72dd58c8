"""Do the tests bite? Changes one operator or condition at a time and tells which change no test notices. It is no test.

    .venv/bin/python tests/mutation/mutate.py resolve values/times.py --count 100 --seed 1 --jobs 2
    .venv/bin/python tests/mutation/mutate.py resolve --only choose.py:230:

Modules are named below ``src/spaceflight_graph``, whole rooms or single files. Each mutant is written into a copy of
``src``, never into the working tree, and meets the tests of its room (`ROOMS`), quick ones first. A survivor is printed
as ``file:line:column: what → what`` with its line; at the end stands the share caught, by module and by room.

A mutant that means the same as the original is excused in ``equivalent.txt``, a block each: its file, column and
change; its line; and why. An excuse that fits no mutant any more is told.
"""

import argparse
import ast
import compileall
import importlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "spaceflight_graph"
EXCUSES = Path(__file__).with_name("equivalent.txt")

ROOMS: dict[str, tuple[str, ...]] = {
    "values/forms.py": ("tests/values/test_forms.py",),
    "values": ("tests/values --deselect tests/values/test_laws.py", "tests/values/test_laws.py"),
    "wording": ("tests/wording",),
    "rdf": ("tests/rdf tests/validate/test_locate.py", "tests/validate/test_odd_input.py"),
    "claims": ("tests/claims", "tests/resolve/test_decisions.py tests/build/test_bad_data.py"),
    "reason": ("tests/reason",),
    "resolve/days.py": ("tests/resolve/test_days.py",),
    "resolve/lookups.py": ("tests/resolve/test_lookups.py",),
    "resolve/presence.py": ("tests/resolve/test_presence.py",),
    "resolve/readings.py": ("tests/resolve/test_readings.py",),
    "resolve/sequence.py": ("tests/resolve/test_sequence.py",),
    "resolve": (
        "tests/resolve/test_choose.py tests/resolve/test_rulings.py tests/resolve/test_weigh.py"
        " tests/resolve/test_ranges.py tests/resolve/test_facts.py",
        "tests/resolve",
    ),
    "sparql": ("tests/sparql",),
    "suggestions.py": ("tests/test_suggestions.py",),
    "shacl": ("tests/shacl/test_strict.py tests/shapes", "tests/shacl", "tests/validate/test_own_rules.py"),
    "validate/meant.py": ("tests/validate/test_meant.py",),
    "validate": ("tests/validate/test_reports.py tests/validate/test_locate.py", "tests/validate"),
    "query/answer.py": ("tests/query/test_answer.py",),
    "query/typed.py": ("tests/query/test_typed.py",),
    "plot": ("tests/plot/test_kinds.py tests/plot/test_ticks.py tests/plot/test_words.py", "tests/plot"),
    "graph.py": ("tests/test_graph.py",),
    "query/explain.py": ("tests/query/test_voices.py", "tests/query/test_explain.py"),
    "query/reading.py": ("tests/query/test_reading.py",),
    "query/told.py": ("tests/query/test_voices.py", "tests/query/test_explain.py"),
    "query/unknown.py": ("tests/query/test_unknown.py",),
    "query": ("tests/query/test_parameters.py tests/test_tables.py", "tests/query tests/queries"),
    "extract/one_claim.py": ("tests/commands/test_claim.py",),
    "extract/claims_file.py": ("tests/commands/test_claim.py",),
    "extract/review.py": ("tests/commands/test_extract.py",),
    "extract": ("tests/extract/test_assemble.py", "tests/extract tests/commands/test_extract.py"),
    "link/beside.py": ("tests/link/test_beside.py",),
    "link/candidates.py": ("tests/link/test_candidates.py",),
    "link/comparison.py": ("tests/link/test_difference.py",),
    "link/difference.py": ("tests/link/test_difference.py",),
    "link/entities_file.py": ("tests/link/test_entities_file.py",),
    "link/entity_json.py": ("tests/link/test_entity_json.py",),
    "link/entity_rdf.py": ("tests/link/test_snapshot.py tests/link/test_service.py",),
    "link/finding.py": ("tests/link/test_link_command.py",),
    "link/items.py": ("tests/link/test_items.py",),
    "link/kinds.py": ("tests/link/test_label_table.py",),
    "link/known.py": ("tests/link/test_beside.py",),
    "link/label_table.py": ("tests/link/test_label_table.py",),
    "link/names.py": ("tests/link/test_candidates.py", "src/spaceflight_graph/link/names.py"),
    "link/proposals.py": ("tests/link/test_link_command.py",),
    "link/reconcile.py": ("tests/link/test_reconcile.py",),
    "link/edits.py": ("tests/link/test_plan.py",),
    "link/give_back.py": ("tests/link/test_give_back.py",),
    "link/labels.py": ("tests/link/test_gifts.py",),
    "link/limits.py": ("tests/link/test_limits.py",),
    "link/mismatch_finder.py": ("tests/link/test_mismatch_finder.py",),
    "link/plan.py": ("tests/link/test_plan.py",),
    "link/quickstatements.py": ("tests/link/test_quickstatements.py",),
    "link/same_reference.py": ("tests/link/test_difference.py",),
    "link/search.py": ("tests/link/test_search.py",),
    "link/service.py": ("tests/link/test_service.py",),
    "link/side_by_side.py": ("tests/link/test_side_by_side.py", "tests/link/test_beside.py"),
    "link/snapshot.py": ("tests/link/test_snapshot.py",),
    "link/truthy_query.py": ("tests/link/test_truthy_query.py",),
    "link/alignment.py": ("tests/link/test_alignment.py tests/link/test_ours.py",),
    "link/days.py": ("tests/link/test_utc_days.py",),
    "link/facts.py": ("tests/link/test_ours.py",),
    "link/numbers.py": ("tests/link/test_numbers.py",),
    "link/ours.py": ("tests/link/test_ours.py",),
    "link/references.py": ("tests/link/test_references.py",),
    "link/truthy.py": ("tests/link/test_truthy.py",),
    "export/sssom.py": ("tests/export/test_sssom.py",),
    "export/statements.py": ("tests/export/test_statements.py",),
    "link/things.py": ("tests/link/test_reconcile.py", "tests/link/test_hidden_links.py"),
    "link/wikibase_json.py": ("tests/link/test_wikibase_json.py",),
    "export/holdings.py": ("tests/serve/test_void.py",),
    "export": ("tests/export",),
    "serve/pages/lines.py": ("tests/serve/test_pages.py",),
    "serve/pages/pictures": ("tests/serve/test_album.py",),
    "serve/rows.py": ("tests/serve/test_rows.py",),
}
"""The tests of a room or module (the longest name counts), in stages, quick ones first."""
PRELOADED = ("pyoxigraph", "rdflib", "oxrdflib", "owlrl", "click", "pyshacl")
"""What every run needs and no mutant touches: imported once, before the forks."""

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitAnd: ast.BitOr,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(NamedTuple):
    """One change: which one of its file, where, what it is, and the line."""

    file: str
    number: int
    line: int
    column: int
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.what}"

    @property
    def excuse(self) -> tuple[str, str]:
        """The name under which it may be excused; the number of its line may change."""
        return f"{self.file}:{self.column}: {self.what}", self.text


def variants(node: Any, parent: ast.AST, field: str) -> Iterator[ast.AST]:
    """Yield what one node can become."""
    match node:
        case ast.Compare(left, ops, others):
            for i, op in enumerate(ops):
                for kind in COMPARISONS[type(op)]:
                    yield ast.Compare(left, [*ops[:i], kind(), *ops[i + 1 :]], others)
        case ast.BoolOp(joint, parts):
            yield ast.BoolOp(ast.Or() if isinstance(joint, ast.And) else ast.And(), parts)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, sign, right) if type(sign) in ARITHMETIC and not (is_text(left) or is_text(right)):
            yield ast.BinOp(left, ARITHMETIC[type(sign)](), right)
        case ast.AugAssign(target, sign, value) if type(sign) in ARITHMETIC:
            yield ast.AugAssign(target, ARITHMETIC[type(sign)](), value)
        case ast.Constant(bool(truth)):
            yield ast.Constant(not truth)
        case ast.Constant(int(number)):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case ast.Call(ast.Name(name), args, keywords) if name in CALLS:
            yield ast.Call(ast.Name(CALLS[name]), args, keywords)
        case ast.Call(ast.Name("sorted") as function, args, keywords):
            yield ast.Call(function, args, [*keywords, ast.keyword("reverse", ast.Constant(True))])
        case ast.Break():
            yield ast.Continue()
        case ast.Continue():
            yield ast.Break()
    if field in ("test", "ifs") and not isinstance(node, ast.UnaryOp | ast.Compare):  # those turn by themselves
        yield ast.UnaryOp(ast.Not(), node)
    if isinstance(parent, ast.Slice) and not isinstance(node, ast.Constant):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
    if isinstance(parent, ast.Return) and not isinstance(node, ast.Constant):
        yield ast.Constant(None)


def is_text(node: ast.AST) -> bool:
    """Whether a node is plainly a text, for which only ``+`` is defined."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def sites(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST, str, Callable[[Any], None]]]:
    """Yield each node that runs, its parent, its part there, and what puts another in its place.

    Types, decorators, asserts and the texts of errors are passed over.
    """
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or isinstance(node, ast.Assert | ast.Raise):
            continue
        for i, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST):
                put = partial(value.__setitem__, i) if isinstance(value, list) else partial(setattr, node, field)
                yield child, node, field, put
                yield from sites(child)


def changes(source: str) -> Iterator[tuple[ast.Module, ast.AST, str]]:
    """Yield the tree of a module with one change after the other, the node that was changed, and how."""
    tree = ast.parse(source)
    for node, parent, field, put in sites(tree):
        for new in variants(node, parent, field):
            put(new)
            yield tree, node, difference(ast.unparse(node).split(), ast.unparse(new).split())
            put(node)


def difference(old: list[str], new: list[str]) -> str:
    """Return the words that differ."""
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return f"{' '.join(old) or 'nothing'} → {' '.join(new) or 'nothing'}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield all mutants of a module."""
    source = path.read_text(encoding="utf-8")
    for number, (_, node, what) in enumerate(changes(source)):
        line, column = getattr(node, "lineno", 0), getattr(node, "col_offset", 0) + 1
        text = source.splitlines()[line - 1].strip()
        yield Mutant(path.relative_to(PACKAGE).as_posix(), number, line, column, what, text)


def sample(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return some mutants, the same for the same seed, from each module as large a share as from any other."""
    by_file: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_file[mutant.file].append(mutant)
    ranked: list[tuple[float, str, Mutant]] = []
    for file, its in by_file.items():
        random.Random(f"{seed} {file}").shuffle(its)
        ranked += (((i + 0.5) / len(its), file, mutant) for i, mutant in enumerate(its))
    ranked.sort(key=lambda one: one[:2])
    return sorted((mutant for *_, mutant in ranked[:count]), key=lambda mutant: (mutant.file, mutant.number))


def excuses() -> dict[tuple[str, str], str]:
    """Return why mutants are none, by change and line."""
    blocks = EXCUSES.read_text(encoding="utf-8").strip().split("\n\n") if EXCUSES.is_file() else []
    entries = [[line.strip() for line in block.splitlines()] for block in blocks]
    return {(change, line): why for change, line, why in entries}


def stages(file: str) -> list[list[str]]:
    """Return the tests of a module's room, stage by stage."""
    return [stage.split() for stage in ROOMS[max((room for room in ROOMS if file.startswith(room)), key=len)]]


def passes(copy: Path, paths: Sequence[str], seconds: float) -> bool | None:
    """Run some tests in a process of their own against a copy of ``src``; None where they take too long."""
    child = os.fork()
    if not child:
        os.setsid()
        os.chdir(ROOT)
        with (copy / "log").open("w") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        os.environ |= {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
        sys.path.insert(0, str(copy / "src"))
        sys.dont_write_bytecode = True
        try:
            package = importlib.import_module("spaceflight_graph")
            ours = Path(str(package.__file__)).is_relative_to(copy)
            code = int(pytest.main([*paths, "-x", "-q", "-p", "no:cacheprovider"])) if ours else 99
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        os._exit(code)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if (code := os.waitstatus_to_exitcode(status)) == 99:
                sys.exit("The tests did not import the copy.")
            return code == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def copied(folder: Path) -> Path:
    """Return this process's compiled copy of ``src``, beside which the graph's sources lie as in the checkout."""
    copy = folder / str(os.getpid())
    if not copy.exists():
        shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(copy / "src", quiet=2)
        for name in ("ontology", "data", "shapes", "queries"):
            (copy / name).symlink_to(ROOT / name)
    return copy


def fate(job: tuple[Path, Mutant, dict[str, float]]) -> str:
    """Return what becomes of a mutant: caught, timed out or survived."""
    folder, mutant, limits = job
    original, changed = PACKAGE / mutant.file, copied(folder) / "src" / PACKAGE.name / mutant.file
    tree = next(tree for i, (tree, *_) in enumerate(changes(original.read_text("utf-8"))) if i == mutant.number)
    changed.write_text(ast.unparse(tree), encoding="utf-8")
    try:
        for paths in stages(mutant.file):
            passed = passes(copied(folder), paths, limits[" ".join(paths)])
            if not passed:
                return "timed out" if passed is None else "caught"
    finally:
        shutil.copy2(original, changed)  # with its old time of change, so that the compiled file counts again
    return "survived"


def shares(ends: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each module and each room: how many mutants there were, and what became of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for file, end in ends:
        counts[file][end] += 1
        counts[file.split("/")[0]][end] += 1
    for name, of in sorted(counts.items()):
        total, alive, late = of.total(), of["survived"], of["timed out"]
        yield f"{name:28} {total:4} mutants {total - alive:4} caught ({late} by time) {1 - alive / total:7.1%}"


def main() -> int:
    """Make the mutants, run the tests, tell who lives; 1 where somebody does or an excuse is stale."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("modules", nargs="+", help="rooms or files below src/spaceflight_graph")
    arguments.add_argument("--count", type=int, default=100, help="how many mutants")
    arguments.add_argument("--seed", type=int, default=1, help="of the sample")
    arguments.add_argument("--jobs", type=int, default=1, help="how many at a time")
    arguments.add_argument("--only", help="no sample, but all whose printed form holds this text")
    asked = arguments.parse_args()
    files = [file for name in asked.modules for file in sorted((PACKAGE / name).rglob("*.py")) or [PACKAGE / name]]
    known, excused = [mutant for file in files for mutant in mutants_of(file)], excuses()
    here = {mutant.file for mutant in known}
    stale = {name for name in excused if name[0].split(":")[0] in here} - {mutant.excuse for mutant in known}
    alive = [mutant for mutant in known if mutant.excuse not in excused]
    chosen = [m for m in alive if asked.only in str(m)] if asked.only else sample(alive, asked.count, asked.seed)
    with tempfile.TemporaryDirectory(prefix="mutants-") as name:
        folder, limits = Path(name), dict[str, float]()
        for paths in (paths for file in sorted({mutant.file for mutant in chosen}) for paths in stages(file)):
            if " ".join(paths) not in limits:
                began = time.monotonic()
                if not passes(copied(folder), paths, 900):
                    sys.exit((copied(folder) / "log").read_text("utf-8") + "\nThese tests fail without any mutant.")
                limits[" ".join(paths)] = 10 + 3 * asked.jobs * (time.monotonic() - began)
        ends: list[str] = []
        with get_context("fork").Pool(asked.jobs) as pool:
            for mutant, end in zip(chosen, pool.imap(fate, [(folder, m, limits) for m in chosen]), strict=True):
                ends.append(end)
                if end == "survived":
                    print(f"{mutant}\n    {mutant.text}", flush=True)
    print(*shares((mutant.file, end) for mutant, end in zip(chosen, ends, strict=True)), sep="\n")
    print(*(f"excused, and yet no mutant: {' '.join(name)}" for name in sorted(stale)), sep="\n")
    print(f"excused: {len(known) - len(alive)} of {len(known)}")
    return int(bool(stale) or "survived" in ends)


if __name__ == "__main__":
    for module in PRELOADED:
        importlib.import_module(module)
    sys.exit(main())
