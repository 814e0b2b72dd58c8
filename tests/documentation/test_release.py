"""The one file of a release says what the parts of the ontology say, no more and no less, in an order of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import rdflib
from rdflib.compare import to_isomorphic

from spaceflight_graph import __version__
from spaceflight_graph.documentation import release
from spaceflight_graph.documentation.kinds import KINDS
from spaceflight_graph.namespaces import PREFIXES

ROOT = Path(__file__).parents[2]
TEXT = release.text()


def test_file_holds_the_triples_of_the_parts() -> None:
    parts = rdflib.Graph()
    files = sorted((ROOT / "ontology").glob("*.ttl"))
    assert len(files) > 5
    for file in files:
        parts.parse(file)
    assert len(parts) > 2500
    whole = rdflib.Graph().parse(data=TEXT, format="turtle")
    assert to_isomorphic(whole) == to_isomorphic(parts)


def test_prefixes_are_used_and_in_order() -> None:
    declared = re.findall(r"^@prefix (\w+): <(.*)> \.$", TEXT, re.MULTILINE)
    assert dict(declared).items() <= PREFIXES.items()
    names = [prefix for prefix, _ in declared]
    assert names == sorted(names)
    body = re.sub(r'"(?:[^"\\]|\\.)*"', "", TEXT.split("\n# ", 1)[1])
    assert all(re.search(rf"[\s(^]{prefix}:\w", body) for prefix in names)
    spelled_out = "|".join(rf"<{re.escape(namespace)}[\w-]+>" for namespace in PREFIXES.values())
    assert re.findall(spelled_out, TEXT) == []


def test_terms_stand_by_kind_and_in_order() -> None:
    sections = re.split(r"^# (.+)\n", TEXT, flags=re.MULTILINE)[1:]
    assert sections[0::2] == ["The ontology", *KINDS, "Borrowed terms, and what is said of several"]
    for heading, body in zip(sections[0::2], sections[1::2], strict=True):
        terms = re.findall(r"^(\w+:\w+)", body, re.MULTILINE)
        assert terms == sorted(terms), heading
        assert {term.startswith("sf:") for term in terms} <= {heading in KINDS}, heading
        assert terms or heading == "The ontology"


def test_same_ontology_makes_the_same_bytes_in_a_file_of_its_version(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "spaceflight_graph.documentation.release", str(tmp_path / seed)],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
        )
        (file,) = (tmp_path / seed).iterdir()
        assert file.name == f"spaceflight-ontology-{__version__}.ttl"
        assert file.read_text(encoding="utf-8") == TEXT


def test_examples_take_the_release_and_no_branch() -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    named = re.findall(r"^  rev: (\S+)|spaceflight-graph@(\S+)", page, re.MULTILINE)
    assert [one or other for one, other in named] == [f"v{__version__}"] * 2
